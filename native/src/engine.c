// The engine, with what freezing needs changed, and accessors for what its public interface
// answers too slowly or not at all. It is included: Cargo.lock pins the text by checksum,
// so what is reached into here is fixed. engine/changes.mjs has the few passages that are
// changed in the text itself.
#include <math.h>
#include <sys/time.h>
#include <time.h>

#include "host.h"
#include "raw.h"

// While a heap is made the clocks stand still: a context seeds its hash tables from the
// time, and hash_seed places every entry of every Map, so it cannot be changed later.
// Afterwards they are asked by a call: to find libc's way without one, in the vdso, costs two pages and ten times as
// much, and a start asks once. Where a filter refuses the call, libc is asked.
#define FROZEN_SECONDS 1

static int host_gettimeofday(struct timeval *tv, void *zone)
{
    if (HEAP->making) {
        tv->tv_sec = FROZEN_SECONDS;
        tv->tv_usec = 0;
        return 0;
    }
    struct timespec now;
    if (raw2(SYS_clock_gettime, CLOCK_REALTIME, &now) < 0)
        return gettimeofday(tv, zone);
    tv->tv_sec = now.tv_sec;
    tv->tv_usec = now.tv_nsec / 1000;
    return 0;
}

static int host_clock_gettime(clockid_t clock, struct timespec *ts)
{
    if (HEAP->making) {
        ts->tv_sec = FROZEN_SECONDS;
        ts->tv_nsec = 0;
        return 0;
    }
    return raw2(SYS_clock_gettime, clock, ts) < 0 ? clock_gettime(clock, ts) : 0;
}

// Local time is UTC. libc's localtime_r opens /etc/localtime, which inside a container is
// a file of the image: untrusted bytes for libc's parser, in a process with privileges.
static struct tm *host_localtime_r(const time_t *time, struct tm *tm)
{
    return gmtime_r(time, tm);
}

#define gettimeofday host_gettimeofday
#define clock_gettime host_clock_gettime
#define localtime_r host_localtime_r

#include "quickjs.c"

#undef gettimeofday
#undef clock_gettime
#undef localtime_r

// A seed in the heap would be the same in every start of the program.
static JSValue host_random(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    uint64_t bits;
    if (HEAP->making)
        return JS_ThrowTypeError(ctx, "Math.random() while the heap is made: the number would be frozen");
    long n;
    while ((n = raw3(SYS_getrandom, &bits, sizeof bits, 0)) == -EINTR)
        ;
    if (n != sizeof bits)
        return JS_ThrowInternalError(ctx, "getrandom failed");
    return JS_NewFloat64(ctx, (bits >> 11) * 0x1p-53);
}

void engine_add_intrinsics(JSContext *ctx)
{
    // All of JS_NewContext but `performance`: its origin would be the time of the build.
    if (JS_AddIntrinsicBaseObjects(ctx) || JS_AddIntrinsicDate(ctx) || JS_AddIntrinsicEval(ctx) ||
        JS_AddIntrinsicRegExp(ctx) || JS_AddIntrinsicJSON(ctx) || JS_AddIntrinsicProxy(ctx) ||
        JS_AddIntrinsicMapSet(ctx) || JS_AddIntrinsicTypedArrays(ctx) || JS_AddIntrinsicPromise(ctx) ||
        JS_AddIntrinsicWeakRef(ctx) || JS_AddIntrinsicAToB(ctx))
        die(125, "isobox: not enough memory for the engine");

    JSValue math = JS_GetPropertyStr(ctx, ctx->global_obj, "Math");
    JS_DefinePropertyValueStr(ctx, math, "random", JS_NewCFunction(ctx, host_random, "random", 0),
                              JS_PROP_WRITABLE | JS_PROP_CONFIGURABLE);
    JS_FreeValue(ctx, math);
}

/**
 * A Uint8Array, or a DataView, of a new ArrayBuffer, zeroed: what two constructors make, without either.
 * @param bytes where it begins
 */
JSValue engine_new_bytes(JSContext *ctx, size_t size, bool view, uint8_t **bytes)
{
    JSValue buffer = js_array_buffer_constructor1(ctx, JS_UNDEFINED, size, NULL);
    if (JS_IsException(buffer))
        return buffer;
    JSValue object = JS_NewObjectClass(ctx, view ? JS_CLASS_DATAVIEW : JS_CLASS_UINT8_ARRAY);
    if (JS_IsException(object)) {
        JS_FreeValue(ctx, buffer);
        return object;
    }
    JSArrayBuffer *own = JS_VALUE_GET_OBJ(buffer)->u.array_buffer;
    *bytes = own->data;
    if (!view) {
        if (!typed_array_init(ctx, object, buffer, 0, size, false))
            return object;
    } else {
        JSTypedArray *ta = js_malloc(ctx, sizeof *ta);
        if (ta) {
            ta->obj = JS_VALUE_GET_OBJ(object);
            ta->buffer = JS_VALUE_GET_OBJ(buffer);
            ta->offset = 0;
            ta->length = size;
            ta->track_rab = false;
            list_add_tail(&ta->link, &own->array_list);
            JS_VALUE_GET_OBJ(object)->u.typed_array = ta;
            return object;
        }
        JS_FreeValue(ctx, buffer);
    }
    JS_FreeValue(ctx, object);
    return JS_EXCEPTION;
}

/** The memory of a buffer or view. @return 1, 0 when it is neither, -1 when it is detached. */
int engine_bytes(JSValueConst value, uint8_t **bytes, size_t *size)
{
    if (JS_VALUE_GET_TAG(value) != JS_TAG_OBJECT)
        return 0;
    JSObject *p = JS_VALUE_GET_OBJ(value);
    if (is_typed_array(p->class_id)) {
        if (typed_array_is_oob(p))
            return -1;
        JSTypedArray *ta = p->u.typed_array;
        *bytes = ta->buffer->u.array_buffer->data + ta->offset;
        *size = (size_t)p->u.array.count << typed_array_size_log2(p->class_id);
        return 1;
    }
    if (p->class_id == JS_CLASS_ARRAY_BUFFER || p->class_id == JS_CLASS_SHARED_ARRAY_BUFFER) {
        JSArrayBuffer *buffer = p->u.array_buffer;
        if (buffer->detached)
            return -1;
        *bytes = buffer->data;
        *size = buffer->byte_length;
        return 1;
    }
    if (p->class_id == JS_CLASS_DATAVIEW) {
        if (dataview_is_oob(p))
            return -1;
        JSTypedArray *ta = p->u.typed_array;
        JSArrayBuffer *buffer = ta->buffer->u.array_buffer;
        *bytes = buffer->data + ta->offset;
        *size = ta->track_rab ? buffer->byte_length - ta->offset : ta->length;
        return 1;
    }
    return 0;
}

/** The units of a string. @return a value to free when they are no longer needed. */
JSValue engine_string(JSContext *ctx, JSValueConst value, const void **units, size_t *count, bool *wide)
{
    JSValue flat = JS_ToString(ctx, value);
    if (JS_VALUE_GET_TAG(flat) != JS_TAG_STRING)
        return flat;
    JSString *p = JS_VALUE_GET_STRING(flat);
    *units = strv(p);
    *count = p->len;
    *wide = p->is_wide_char;
    return flat;
}

JSValue engine_new_string(JSContext *ctx, size_t count, bool wide, void **units)
{
    if (count > JS_STRING_LEN_MAX)
        return JS_ThrowRangeError(ctx, "invalid string length");
    JSString *p = js_alloc_string(ctx, count, wide);
    if (!p)
        return JS_EXCEPTION;
    if (!wide)
        str8(p)[count] = 0;
    *units = strv(p);
    return JS_MKPTR(JS_TAG_STRING, p);
}

size_t engine_used(JSRuntime *rt)
{
    return rt->malloc_state.malloc_size;
}

/** Tells whether the engine is making the exception for a failed allocation, or a stack trace. */
bool engine_is_exhausted(JSRuntime *rt)
{
    return rt && (rt->in_out_of_memory || rt->in_build_stack_trace);
}

// The engine's own pools keep what freed blocks held. Cleared before the heap is written:
// the same program must give the same bytes, and zeroes compress.
void engine_clear_free_blocks(JSRuntime *rt)
{
    for (int i = 0; i < JS_ARENA_BLOCK_SIZE_COUNT; i++) {
        struct list_head *el;
        list_for_each(el, &rt->arena_state.free_arena_list[i]) {
            JSArena *pool = list_entry(el, JSArena, free_link);
            unsigned size = arena_block_sizes[i];
            for (unsigned at = pool->first_free_block; at != JS_ARENA_FREE_NIL;) {
                JSMallocBlockHeader *block = arena_get_block(pool, at, size);
                at = block->u.free_next;
                block->gc_obj_type = 0;
                block->mark = 0;
                block->ref_count = 0;
                memset(block->user_data, 0, size - sizeof *block);
            }
        }
    }
}

// New objects in the gaps between frozen ones would count as frozen, and lie on pages that
// must be copied first.
void engine_forget_free_blocks(JSRuntime *rt)
{
    js_arena_init(rt);
}

/** Puts the atoms for which `first` is true first in their buckets: a look-up reads what comes before. */
void engine_sort_atoms(JSRuntime *rt, bool (*first)(const void *block))
{
    for (int i = 0; i < rt->atom_hash_size; i++) {
        uint32_t early = 0, late = 0, *early_end = &early, *late_end = &late;
        for (uint32_t n = rt->atom_hash[i]; n;) {
            JSAtomStruct *p = rt->atom_array[n];
            uint32_t **end = first(p) ? &early_end : &late_end;
            **end = n;
            *end = &p->hash_next;
            n = p->hash_next;
        }
        *late_end = 0;
        *early_end = late;
        rt->atom_hash[i] = early;
    }
}

static JSShape *new_shape(JSContext *ctx, JSObject *prototype, uint32_t count, uint32_t room, const struct plan_shape *from)
{
    int hash_size = JS_PROP_INITIAL_HASH_SIZE;
    while (hash_size < (int)room)
        hash_size *= 2;
    JSShape *sh = js_new_shape2(ctx, prototype, hash_size, room < JS_PROP_INITIAL_SIZE ? JS_PROP_INITIAL_SIZE : room);
    for (uint32_t i = 0; sh && i < count; i++)
        if (add_shape_property(ctx, &sh, NULL, from->properties[i].atom, from->properties[i].flags))
            return NULL;
    return sh;
}

/**
 * Makes the shape of an object to which these properties were added one after the other, and every shape on the way
 * to it. Nobody owns them: they are for a heap that is frozen.
 *
 * @return whether any of them, or a link from one to the next, was not there.
 */
bool engine_make_shape(JSContext *ctx, void *prototype, const struct plan_shape *shape)
{
    JSRuntime *rt = ctx->rt;
    bool made = false;
    JSShape *at = find_hashed_shape_proto(rt, prototype);
    if (!at) {
        made = true;
        at = js_new_shape(ctx, prototype);
    }
    for (uint32_t i = 0; at && i < shape->count; i++) {
        const JSAtom atom = shape->properties[i].atom;
        const int flags = shape->properties[i].flags;
        JSShape *next = find_hashed_shape_prop(rt, at, atom, flags);
        if (!next) {
            made = true;
            next = new_shape(ctx, prototype, i + 1, i + 1 == shape->count ? shape->room : i + 1, shape);
        }
        if (next && !at->host_next) {
            made = true;
            at->host_next = next;
        }
        at = next;
    }
    if (!at)
        die(125, "isobox: not enough memory for the shapes of a start");
    return made;
}

#ifdef HOST_TRAIN
static void host_shape_made(JSRuntime *rt, JSShape *sh)
{
    uint32_t properties[2 * 256];
    if (!sh->is_hashed || sh->prop_count > 256 || sh->deleted_prop_count)
        return;
    for (uint32_t i = 0; i < sh->prop_count; i++) {
        const JSShapeProperty *property = &get_shape_prop(sh)[i];
        // Only what the heap has has the same number in every evaluation.
        if (__JS_AtomIsTaggedInt(property->atom) || !train_number(rt->atom_array[property->atom]))
            return;
        properties[2 * i] = property->atom;
        properties[2 * i + 1] = property->flags;
    }
    train_shape(sh->proto, sh->prop_count, properties);
}
#endif

/**
 * Takes the shapes for which `keeps` is false out of the table in which shapes are looked up: a look-up reads each
 * shape of its bucket. The table only saves memory; a frozen shape is never looked for to be taken out.
 */
void engine_forget_shapes(JSRuntime *rt, bool (*keeps)(const void *block))
{
    for (int i = 0; i < rt->shape_hash_size; i++) {
        JSShape **at = &rt->shape_hash[i];
        while (*at) {
            if (keeps(*at)) {
                at = &(*at)->shape_hash_next;
                continue;
            }
            *at = (*at)->shape_hash_next;
            rt->shape_hash_count--;
        }
    }
}
