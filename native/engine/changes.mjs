// What is changed in the engine's text. Cargo.lock pins the text by checksum, and each passage must be there
// as often as is said, so a change can neither be lost nor land somewhere else.
//
// First: what was frozen is immortal. A reference count that goes up and down writes to the
// page of each object that is merely looked at, and a page written is a page copied: of the 1,100 page faults of
// `oci-run run` most were reference counts. So the counts of frozen objects are not kept, frozen blocks are
// never given back, and new objects never lie among them (host.h, IS_IMMORTAL).
//
// Second: while the heap is made each allocation has a number, and may have a place (layout.c).
//
// Third: a pool of small blocks starts small and is not threaded before it is used. A program that lives for a
// millisecond needs a few blocks of each of twenty sizes: whole pools were two pages each.
//
// Fourth: bytecode that is written without its source has no names of local variables either, which were a tenth of
// the heap. Only a direct eval looks for them, and the message for a variable that is read before it has a value.
//
// Fifth: what is compiled while the heap is made does not look whether a variable of `let` or `const` has a value
// yet: every eighth operation of a run did. TypeScript refuses such a reading where it can see it, and the cold build
// and Node, on which the same tests run, still look.
//
// Sixth: what a run does most is done in place where there is nothing to it, and all else goes the engine's way: to count
// a reference, to give it up, to take a small block from a pool and to give it back, to call a function in C, to compare
// and jump, to find a property, a method or a length, to go through an array, to add what is new to an object. Nearly all
// of a run is cold, so what counts is how many instructions lie on the way, and how many jumps go where a table says.
//
// Seventh: what nobody asks for is not there: dumps of what the engine does, for which each operation looked, and
// interrupts, for which each call and each jump did.
//
// Eighth: the rehearsing host tells of each shape that a start makes, so that the heap has it (train.c).
//
// Ninth: a loop over an array needs no iterator.
export const changes = [
  {
    find: "#define JS_REF_COUNT(p) (js_rc(p)->ref_count)",
    put: `/* of a frozen object: a count that nobody keeps, high enough never to reach 0 or 1 */
static int host_immortal_count = 1 << 30;
static inline int *host_ref_count(const void *p) {
    if (IS_IMMORTAL(p)) {
        host_immortal_count = 1 << 30;
        return &host_immortal_count;
    }
    return &js_rc(p)->ref_count;
}
#define JS_REF_COUNT(p) (*host_ref_count(p))`,
  },
  {
    find: `    if (!ptr)
        return;
    b = container_of(ptr, JSMallocBlockHeader, user_data);`,
    put: `    if (!ptr || IS_IMMORTAL(ptr))
        return;
    if (LAYOUT_ON && host_unplace(rt, ptr))
        return;
    b = container_of(ptr, JSMallocBlockHeader, user_data);`,
  },
  {
    find: `    /* js_realloc_rt already handles ptr == NULL and size == 0 */
    b = container_of(ptr, JSMallocBlockHeader, user_data);`,
    put: `    if (IS_IMMORTAL(ptr)) {
        size_t have = js_arena_usable_size(rt, ptr);
        void *copy = size <= have ? ptr : js_arena_malloc(rt, size);
        if (copy && copy != ptr) {
            const JSMallocBlockHeader *from = container_of(ptr, JSMallocBlockHeader, user_data);
            JSMallocBlockHeader *to = container_of(copy, JSMallocBlockHeader, user_data);
            to->gc_obj_type = from->gc_obj_type;
            to->mark = from->mark;
            to->ref_count = from->ref_count;
            memcpy(copy, ptr, have);
        }
        return copy;
    }
    if (LAYOUT_ON)
        return host_realloc(rt, ptr, size);
    /* js_realloc_rt already handles ptr == NULL and size == 0 */
    b = container_of(ptr, JSMallocBlockHeader, user_data);`,
  },
  {
    // A shape that is not in the hash belongs to one object, and its count is 1: of a frozen one too.
    find: "    assert(JS_REF_COUNT(p->shape) == 1);",
    put: "    assert(JS_REF_COUNT(p->shape) == 1 || IS_IMMORTAL(p->shape));",
  },
  {
    // The larger copy of a frozen shape is mortal again: it gets the count that was frozen.
    find: "    JS_REF_COUNT(sh) = JS_REF_COUNT(old_sh);",
    put: "    js_rc(sh)->ref_count = js_rc(old_sh)->ref_count;",
    times: 2,
  },
  {
    // A collection visits the children of frozen objects, which may be new, but writes nothing to themselves: the
    // mark only matters to an object whose count may become 0.
    find: `        mark_children(rt, p, gc_decref_child);
        JS_GC_MARK(p) = 1;`,
    put: `        mark_children(rt, p, gc_decref_child);
        if (IS_IMMORTAL(p))
            continue;
        JS_GC_MARK(p) = 1;`,
  },
  {
    find: `        JS_GC_MARK(p) = 0; /* reset the mark for the next GC call */
        mark_children(rt, p, gc_scan_incref_child);`,
    put: `        if (!IS_IMMORTAL(p))
            JS_GC_MARK(p) = 0; /* reset the mark for the next GC call */
        mark_children(rt, p, gc_scan_incref_child);`,
  },
  {
    // A placed block has no pool: an index that none has. A large one keeps its size before its header.
    find: `static void *js_arena_malloc(JSRuntime *rt, size_t size)
{
    size_t total_size;
`,
    put: `#define HOST_PLACED 0xfffe
#define HOST_LARGE 0xfe

static size_t js_arena_usable_size(JSRuntime *rt, const void *ptr);
static void *js_arena_malloc(JSRuntime *rt, size_t size);

/* as large as arena.c makes it, without what is left over */
static size_t host_large_size(size_t size)
{
    return ((size + sizeof(JSMallocBlockHeader) + 31) & ~(size_t)15) - 24;
}

static void *host_place(JSRuntime *rt, size_t size, bool large)
{
    size_t total = ((size + JS_ARENA_ALIGN - 1) & ~(size_t)(JS_ARENA_ALIGN - 1)) + sizeof(JSMallocBlockHeader);
    int class = large || total > JS_ARENA_MAX_SMALL_SIZE ? HOST_LARGE : arena_get_size_index(total);
    size_t usable = class == HOST_LARGE ? host_large_size(size) : arena_block_sizes[class] - sizeof(JSMallocBlockHeader);
    size_t before = class == HOST_LARGE ? sizeof(size_t) : 0;
    uint8_t *place = layout_place(before + sizeof(JSMallocBlockHeader) + usable);
    if (!place)
        return NULL;
    JSMallocBlockHeader *b = (JSMallocBlockHeader *)(place + before);
    if (before)
        memcpy(place, &usable, sizeof usable);
    b->u.block_idx = HOST_PLACED;
    b->block_size_idx = class;
    return b->user_data;
}

static bool host_unplace(JSRuntime *rt, void *ptr)
{
    JSMallocBlockHeader *b = container_of(ptr, JSMallocBlockHeader, user_data);
    train_note(ptr, 0);
    if (b->u.block_idx != HOST_PLACED)
        return false;
    memset(ptr, 0, js_arena_usable_size(rt, ptr));
    return true;
}

static void *arena_malloc_any(JSRuntime *rt, size_t size);

static no_inline void *host_malloc(JSRuntime *rt, size_t size)
{
    void *ptr = host_place(rt, size, false);
    if (!ptr)
        ptr = arena_malloc_any(rt, size);
    if (ptr)
        train_note(ptr, js_arena_usable_size(rt, ptr));
    return ptr;
}

/* decides by sizes alone, so that each allocation keeps its number wherever the blocks lie */
static no_inline void *host_realloc(JSRuntime *rt, void *ptr, size_t size)
{
    JSMallocBlockHeader *b = container_of(ptr, JSMallocBlockHeader, user_data), *nb;
    size_t have = js_arena_usable_size(rt, ptr);
    bool large = b->u.block_idx == JS_ARENA_FREE_NIL || b->block_size_idx == HOST_LARGE;
    void *moved;
    if (!large) {
        if (size <= have)
            return ptr;
        moved = js_arena_malloc(rt, size);
    } else {
        if (b == arena_zero_block(rt))
            return js_arena_malloc(rt, size);
        if (size <= have && have - host_large_size(size) < (have + 24) / 2)
            return ptr;
        moved = host_place(rt, size, true);
        if (!moved && b->u.block_idx == JS_ARENA_FREE_NIL) {
            train_note(ptr, 0);
            nb = rt->mf.js_realloc(rt->malloc_state.opaque, b, sizeof(JSMallocBlockHeader) + size);
            if (!nb)
                return NULL;
            train_note(nb->user_data, js_arena_usable_size(rt, nb->user_data));
            return nb->user_data;
        }
        if (!moved)
            moved = arena_malloc_large(rt, size);
        if (moved)
            train_note(moved, js_arena_usable_size(rt, moved));
    }
    if (!moved)
        return NULL;
    nb = container_of(moved, JSMallocBlockHeader, user_data);
    nb->gc_obj_type = b->gc_obj_type;
    nb->mark = b->mark;
    nb->ref_count = b->ref_count;
    memcpy(moved, ptr, size < have ? size : have);
    js_arena_free(rt, ptr);
    return moved;
}

static void *js_arena_malloc(JSRuntime *rt, size_t size)
{
    return LAYOUT_ON && size ? host_malloc(rt, size) : arena_malloc_any(rt, size);
}

static void *arena_malloc_any(JSRuntime *rt, size_t size)
{
    size_t total_size;
`,
  },
  {
    find: "static no_inline JSArena *arena_new(JSRuntime *rt, int block_size_idx)",
    put: `#define HOST_FIRST_POOL 320

static void js_arena_free(JSRuntime *rt, void *ptr);

static no_inline JSArena *arena_new(JSRuntime *rt, int block_size_idx)`,
  },
  {
    find: `        return arena_block_sizes[b->block_size_idx] - sizeof(JSMallocBlockHeader);
    }`,
    put: `        if (unlikely(b->block_size_idx == HOST_LARGE))
            return ((const size_t *)b)[-1];
        return arena_block_sizes[b->block_size_idx] - sizeof(JSMallocBlockHeader);
    }`,
  },
  {
    find: "    return arena_calloc_large(rt, n);",
    put: `    if (LAYOUT_ON) {
        void *ptr = js_arena_malloc(rt, n);
        return ptr ? memset(ptr, 0, n) : NULL;
    }
    return arena_calloc_large(rt, n);`,
  },
  {
    find: `    uint8_t  block_size_idx;
    uint16_t n_used_blocks;`,
    put: `    uint8_t  block_size_idx;
    uint8_t  n_begun; /* blocks from here on were never handed out; at most 253 in 4096 bytes */
    uint16_t n_used_blocks;`,
  },
  {
    find: "    n_blocks = (JS_ARENA_SIZE - sizeof(JSArena)) / block_size;",
    put: `    n_blocks = (JS_ARENA_SIZE - sizeof(JSArena)) / block_size;
    if (!HEAP->making) {
        /* the latest pool is the first of the list */
        struct list_head *pools = &rt->arena_state.arena_list[block_size_idx];
        int few = list_empty(pools) ? HOST_FIRST_POOL / block_size : 2 * list_entry(pools->next, JSArena, link)->n_blocks;
        if (few < 2)
            few = 2;
        if (n_blocks > few)
            n_blocks = few;
    }`,
  },
  {
    find: `    ar->first_free_block = 0;
    for (i = 0; i < n_blocks - 1; i++) {
        b = arena_get_block(ar, i, block_size);
        b->u.free_next = i + 1;
        b->block_size_idx = block_size_idx;
    }
    b = arena_get_block(ar, n_blocks - 1, block_size);
    b->u.free_next = JS_ARENA_FREE_NIL;
    b->block_size_idx = block_size_idx;
`,
    put: `    ar->n_begun = 0;
    ar->first_free_block = JS_ARENA_FREE_NIL;
`,
  },
  {
    find: `    JSMallocBlockHeader *b;
    JSArena *ar;
    int n_blocks, block_size, i;
`,
    put: `    JSArena *ar;
    int n_blocks, block_size;
`,
  },
  {
    find: `        block_idx = ar->first_free_block;
        b = arena_get_block(ar, block_idx, block_size);
        ar->first_free_block = b->u.free_next;
        b->u.block_idx = block_idx;
`,
    put: `        block_idx = ar->first_free_block;
        if (block_idx != JS_ARENA_FREE_NIL) {
            b = arena_get_block(ar, block_idx, block_size);
            ar->first_free_block = b->u.free_next;
        } else {
            block_idx = ar->n_begun++;
            b = arena_get_block(ar, block_idx, block_size);
            b->block_size_idx = block_size_idx;
        }
        b->u.block_idx = block_idx;
`,
  },
  {
    find: "            bc_put_atom(s, vd->var_name);",
    put: "            bc_put_atom(s, s->allow_source ? vd->var_name : JS_ATOM_NULL);",
  },
  {
    find: "        bc_put_atom(s, cv->var_name);",
    put: `        bool local = cv->closure_type == JS_CLOSURE_LOCAL || cv->closure_type == JS_CLOSURE_ARG ||
                     cv->closure_type == JS_CLOSURE_REF;
        bc_put_atom(s, local && !s->allow_source ? JS_ATOM_NULL : cv->var_name);`,
  },
  {
    find: "static int resolve_scope_var(JSContext *ctx, JSFunctionDef *s,",
    put: `/* 'this' of a derived class stays checked: it has no value before super(), whatever the compiler saw */
#define HOST_CHECKED(variable) ((variable).is_lexical && (!HEAP->making || (variable).var_name == JS_ATOM_this))

static int resolve_scope_var(JSContext *ctx, JSFunctionDef *s,`,
  },
  {
    find: "                    if (s->vars[var_idx].is_lexical)\n                        get_op",
    put: "                    if (HOST_CHECKED(s->vars[var_idx]))\n                        get_op",
  },
  {
    find: "                    if (s->vars[var_idx].is_lexical) {",
    put: "                    if (HOST_CHECKED(s->vars[var_idx])) {",
    times: 2,
  },
  {
    find: "                    if (s->closure_var[idx].is_lexical) {",
    put: "                    if (HOST_CHECKED(s->closure_var[idx])) {",
    times: 2,
  },
  {
    // A variable of `using` keeps its mark: it says that there is nothing to dispose of yet.
    find: `                            } else {
                                /* XXX: should check if variable can be used
                                   before initialization */`,
    put: `                            } else if (HOST_CHECKED(*vd) || vd->var_kind != JS_VAR_NORMAL) {
                                /* XXX: should check if variable can be used
                                   before initialization */`,
  },
  {
    find: `static JSValue js_dup(JSValueConst v)
{
    if (JS_VALUE_HAS_REF_COUNT(v)) {
        void *p = JS_VALUE_GET_PTR(v);
        JS_REF_COUNT(p)++;
    }`,
    put: `static inline __attribute__((always_inline)) JSValue js_dup(JSValueConst v)
{
    if (JS_VALUE_HAS_REF_COUNT(v)) {
        void *p = JS_VALUE_GET_PTR(v);
        if (!IS_IMMORTAL(p))
            js_rc(p)->ref_count++;
    }`,
  },
  {
    find: `void JS_FreeValue(JSContext *ctx, JSValue v)
{
    JS_FreeValueRT(ctx->rt, v);
}`,
    put: `void JS_FreeValue(JSContext *ctx, JSValue v)
{
    JS_FreeValueRT(ctx->rt, v);
}

static inline __attribute__((always_inline)) void host_free_in_place(JSContext *ctx, JSValue v)
{
    if (JS_VALUE_HAS_REF_COUNT(v)) {
        void *p = JS_VALUE_GET_PTR(v);
        if (!IS_IMMORTAL(p) && --js_rc(p)->ref_count <= 0)
            js_free_value_rt(ctx->rt, v);
    }
}

static void host_free_value(JSContext *ctx, JSValue v)
{
    host_free_in_place(ctx, v);
}
#define JS_FreeValue host_free_value

static inline __attribute__((always_inline)) void host_set_value(JSContext *ctx, JSValue *pval, JSValue new_val)
{
    JSValue old_val = *pval;
    *pval = new_val;
    host_free_in_place(ctx, old_val);
}`,
  },
  {
    find: `    int ret;
    ret = JS_DefinePropertyValueConst(ctx, this_obj, prop, val, flags);
    JS_FreeValue(ctx, val);
    return ret;
}`,
    put: `    int ret;
    if (JS_VALUE_GET_TAG(this_obj) == JS_TAG_OBJECT && !(flags & ~(JS_PROP_THROW | JS_PROP_C_W_E))) {
        JSObject *p = JS_VALUE_GET_OBJ(this_obj);
        JSProperty *pr;
        if (!p->is_exotic && p->extensible && !host_find_in_place(&pr, p, prop)) {
            pr = add_property(ctx, p, prop, flags & JS_PROP_C_W_E);
            if (!pr) {
                JS_FreeValue(ctx, val);
                return -1;
            }
            pr->u.value = val;
            return true;
        }
    }
    ret = JS_DefinePropertyValueConst(ctx, this_obj, prop, val, flags);
    JS_FreeValue(ctx, val);
    return ret;
}`,
  },
  {
    find: `    if (add_shape_property(ctx, &p->shape, p, prop, prop_flags))
        return NULL;
    return &p->prop[p->shape->prop_count - 1];`,
    put: `    if (add_shape_property(ctx, &p->shape, p, prop, prop_flags))
        return NULL;
    host_shape_made(ctx->rt, p->shape);
    return &p->prop[p->shape->prop_count - 1];`,
  },
  {
    find: `        sh = js_new_shape(ctx, proto);
        if (!sh)
            return JS_EXCEPTION;`,
    put: `        sh = js_new_shape(ctx, proto);
        if (!sh)
            return JS_EXCEPTION;
        host_shape_made(ctx->rt, sh);`,
  },
  {
    // The property that is added next is mostly the same, and then no table is read, nor the properties before it.
    find: "    JSShape *shape_hash_next; /* in JSRuntime.shape_hash[h] list */",
    put: `    JSShape *shape_hash_next; /* in JSRuntime.shape_hash[h] list */
    JSShape *host_next; /* of a frozen shape: one with a property more */`,
  },
  {
    find: `    sh->deleted_prop_count = 0;
    sh->is_hashed = false;
    return sh;`,
    put: `    sh->deleted_prop_count = 0;
    sh->is_hashed = false;
    sh->host_next = NULL;
    return sh;`,
  },
  {
    find: `    sh->is_hashed = false;
    if (sh->proto) {`,
    put: `    sh->is_hashed = false;
    sh->host_next = NULL;
    if (sh->proto) {`,
  },
  {
    find: "        new_sh = find_hashed_shape_prop(ctx->rt, sh, prop, prop_flags);",
    put: `        new_sh = sh->host_next;
        if (!new_sh || get_shape_prop(new_sh)[sh->prop_count].atom != prop ||
            get_shape_prop(new_sh)[sh->prop_count].flags != prop_flags)
            new_sh = find_hashed_shape_prop(ctx->rt, sh, prop, prop_flags);`,
  },
  {
    // One that is found, too: it may be of the script's, whose objects live in the same heap.
    find: "            return sh1;",
    put: `            host_shape_made(rt, sh1);
            return sh1;`,
    times: 2,
  },
  {
    find: "static JSShape *js_new_shape(JSContext *ctx, JSObject *proto)\n{",
    put: `#ifdef HOST_TRAIN
static void host_shape_made(JSRuntime *rt, JSShape *sh);
#else
#define host_shape_made(rt, sh) ((void)0)
#endif

static JSShape *js_new_shape(JSContext *ctx, JSObject *proto)
{`,
  },
  {
    // for-of over an ordinary array keeps the array and an index where an iterator and its method are: one that is made
    // for each loop and dropped again was a twentieth of a run. Whoever could tell the difference gets the iterator.
    find: `static __exception int js_for_of_start(JSContext *ctx, JSValue *sp,
                                       bool is_async)
{
    JSValue op1, obj, method;
    op1 = sp[-1];`,
    put: `static bool host_gives_elements(JSContext *ctx, JSValueConst obj);
static int host_make_iterator(JSContext *ctx, JSValue *array, JSValue *index);

static int host_element(JSContext *ctx, JSValueConst array, JSValue *index, JSValue *value, int *done)
{
    const uint32_t at = JS_VALUE_GET_INT(*index);
    JSObject *p = JS_VALUE_GET_OBJ(array);
    uint32_t length;
    if (likely(p->fast_array && at < p->u.array.count)) {
        *value = js_dup(p->u.array.u.values[at]);
    } else {
        if (js_get_length32(ctx, &length, array))
            return -1;
        if (at >= length)
            return 0;
        *value = JS_GetPropertyUint32(ctx, array, at);
        if (JS_IsException(*value))
            return -1;
    }
    *index = JS_NewInt32(ctx, at + 1);
    *done = 0;
    return 0;
}

static __exception int js_for_of_start(JSContext *ctx, JSValue *sp,
                                       bool is_async)
{
    JSValue op1, obj, method;
    op1 = sp[-1];
    if (!is_async && host_gives_elements(ctx, op1)) {
        sp[0] = JS_NewInt32(ctx, 0);
        return 0;
    }`,
  },
  {
    find: `static JSValue js_array_iterator_next(JSContext *ctx, JSValueConst this_val,
                                      int argc, JSValueConst *argv,
                                      int *pdone, int magic)
{`,
    put: `static bool host_is_c_function(JSObject *holder, JSAtom name, JSCFunctionType function, int magic)
{
    JSProperty *pr;
    JSShapeProperty *prs = find_own_property(&pr, holder, name);
    JSObject *p;
    if (!prs || (prs->flags & JS_PROP_TMASK) || JS_VALUE_GET_TAG(pr->u.value) != JS_TAG_OBJECT)
        return false;
    p = JS_VALUE_GET_OBJ(pr->u.value);
    return p->class_id == JS_CLASS_C_FUNCTION && p->u.cfunc.c_function.generic == function.generic &&
           p->u.cfunc.magic == magic;
}

/* whether an iterator of this would give the elements of an array, and nobody could see it */
static bool host_gives_elements(JSContext *ctx, JSValueConst obj)
{
    JSProperty *pr;
    JSObject *p = JS_VALUE_GET_OBJ(obj), *iterator = JS_VALUE_GET_OBJ(ctx->class_proto[JS_CLASS_ARRAY_ITERATOR]);
    if (JS_VALUE_GET_TAG(obj) != JS_TAG_OBJECT || p->class_id != JS_CLASS_ARRAY || !p->fast_array ||
        p->shape != ctx->array_shape ||
        !host_is_c_function(p->shape->proto, JS_ATOM_Symbol_iterator,
                            (JSCFunctionType){.generic_magic = js_create_array_iterator}, JS_ITERATOR_KIND_VALUE) ||
        !host_is_c_function(iterator, JS_ATOM_next, (JSCFunctionType){.iterator_next = js_array_iterator_next}, 0))
        return false;
    for (; iterator; iterator = iterator->shape->proto)
        if (iterator->is_exotic || find_own_property(&pr, iterator, JS_ATOM_return))
            return false;
    return true;
}

/* the iterator, after all */
static int host_make_iterator(JSContext *ctx, JSValue *array, JSValue *index)
{
    JSValue iterator = js_create_array_iterator(ctx, *array, 0, NULL, JS_ITERATOR_KIND_VALUE), method;
    if (JS_IsException(iterator))
        return -1;
    JS_VALUE_GET_OBJ(iterator)->u.array_iterator_data->idx = JS_VALUE_GET_INT(*index);
    method = JS_GetProperty(ctx, iterator, JS_ATOM_next);
    JS_FreeValue(ctx, *array);
    *array = iterator;
    *index = method;
    return JS_IsException(method) ? -1 : 0;
}

static JSValue js_array_iterator_next(JSContext *ctx, JSValueConst this_val,
                                      int argc, JSValueConst *argv,
                                      int *pdone, int magic)
{`,
  },
  {
    find: `        value = JS_IteratorNext(ctx, sp[offset], sp[offset + 1], 0, NULL, &done);
        if (JS_IsException(value))
            done = -1;
        if (done) {`,
    put: `        if (JS_VALUE_GET_TAG(sp[offset + 1]) == JS_TAG_INT) {
            if (host_element(ctx, sp[offset], &sp[offset + 1], &value, &done))
                done = -1;
        } else {
            value = JS_IteratorNext(ctx, sp[offset], sp[offset + 1], 0, NULL, &done);
            if (JS_IsException(value))
                done = -1;
        }
        if (done) {`,
  },
  {
    find: `            JS_FreeValue(ctx, sp[-1]); /* drop the next method */
            sp--;
            if (!JS_IsUndefined(sp[-1])) {
                sf->cur_pc = pc;
                if (JS_IteratorClose(ctx, sp[-1], false))
                    goto exception;
                JS_FreeValue(ctx, sp[-1]);
            }`,
    put: `            i = JS_VALUE_GET_TAG(sp[-1]);
            JS_FreeValue(ctx, sp[-1]); /* drop the next method */
            sp--;
            if (!JS_IsUndefined(sp[-1])) {
                sf->cur_pc = pc;
                if (i != JS_TAG_INT && JS_IteratorClose(ctx, sp[-1], false))
                    goto exception;
                JS_FreeValue(ctx, sp[-1]);
            }`,
  },
  {
    find: `                    JS_FreeValue(ctx, sp[-1]); /* drop the next method */
                    sp--;
                    JS_IteratorClose(ctx, sp[-1], true);`,
    put: `                    i = JS_VALUE_GET_TAG(sp[-1]);
                    JS_FreeValue(ctx, sp[-1]); /* drop the next method */
                    sp--;
                    if (i != JS_TAG_INT)
                        JS_IteratorClose(ctx, sp[-1], true);`,
  },
  {
    // yield*
    find: `                sf->cur_pc = pc;
                ret = JS_Call(ctx, sp[-3], sp[-4], 1, vc(sp - 1));`,
    put: `                sf->cur_pc = pc;
                if (JS_VALUE_GET_TAG(sp[-3]) == JS_TAG_INT && host_make_iterator(ctx, &sp[-4], &sp[-3]))
                    goto exception;
                ret = JS_Call(ctx, sp[-3], sp[-4], 1, vc(sp - 1));`,
  },
  {
    find: "static size_t js_arena_usable_size(JSRuntime *rt, const void *ptr)\n{",
    put: "static inline size_t js_arena_usable_size(JSRuntime *rt, const void *ptr)\n{",
  },
  {
    // No dumps of what the engine does: each operation looked whether one was wanted.
    find: "#ifndef NDEBUG\n#define ENABLE_DUMPS\n#endif\n",
    put: "",
  },
  {
    // Nobody sets an interrupt handler.
    find: `    if (unlikely(--ctx->interrupt_counter <= 0)) {
        return __js_poll_interrupts(ctx);
    } else {
        return 0;
    }`,
    put: "    return 0;",
  },
  {
    // A small block from a pool that has room, and back to a pool that stays: all else goes the engine's way.
    find: `void *js_malloc_rt(JSRuntime *rt, size_t size)
{`,
    put: `static no_inline void *host_malloc_rt(JSRuntime *rt, size_t size);

void *js_malloc_rt(JSRuntime *rt, size_t size)
{
    JSMallocState *s = &rt->malloc_state;
    if (likely(size - 1 < HOST_SMALL_SIZE) && HOST_PLAIN(rt)) {
        size_t less = (size - 1) & ~(size_t)7, block_size = HOST_USABLE(less / 8) + sizeof(JSMallocBlockHeader);
        struct list_head *head = &rt->arena_state.free_arena_list[less / 8];
        if (likely(head->next != head)) {
            JSArena *ar = list_entry(head->next, JSArena, free_link);
            unsigned int block_idx = ar->first_free_block;
            JSMallocBlockHeader *b;
            s->malloc_count++;
            if (block_idx != JS_ARENA_FREE_NIL) {
                b = arena_get_block(ar, block_idx, block_size);
                ar->first_free_block = b->u.free_next;
            } else {
                block_idx = ar->n_begun++;
                b = arena_get_block(ar, block_idx, block_size);
                b->block_size_idx = less / 8;
            }
            b->u.block_idx = block_idx;
            if (unlikely(++ar->n_used_blocks == ar->n_blocks))
                list_del(&ar->free_link);
            s->malloc_size += HOST_USABLE(less / 8) + MALLOC_OVERHEAD;
            return b->user_data;
        }
    }
    return host_malloc_rt(rt, size);
}

static no_inline void *host_malloc_rt(JSRuntime *rt, size_t size)
{`,
  },
  {
    find: `void *js_calloc_rt(JSRuntime *rt, size_t count, size_t size)
{
    void *ptr;
    JSMallocState *s;
`,
    put: `/* the first classes are eight bytes apart, so that no table says class and size */
#define HOST_SMALL_SIZE (JS_ARENA_LARGE_BLOCKS_ONLY ? 0 : 128 - sizeof(JSMallocBlockHeader))
#define HOST_USABLE(class) (8 * (size_t)(class) + 8)
/* nothing is noted or limited: when malloc_limit is 0 there is none */
#define HOST_PLAIN(rt) (!LAYOUT_ON && likely((rt)->malloc_state.malloc_limit == 0))
/* whether a block is one of a pool of these classes: none that was placed or frozen */
#define HOST_IS_SMALL(rt, b) \\
    (likely(HOST_USABLE((b)->block_size_idx) <= HOST_SMALL_SIZE) && likely(!(IS_IMMORTAL(b))) && HOST_PLAIN(rt))

void *js_calloc_rt(JSRuntime *rt, size_t count, size_t size)
{
    void *ptr;
    JSMallocState *s;

    if (count * size - 1 < HOST_SMALL_SIZE && size <= HOST_SMALL_SIZE && count <= HOST_SMALL_SIZE) {
        ptr = js_malloc_rt(rt, count * size);
        return ptr ? memset(ptr, 0, count * size) : NULL;
    }
`,
  },
  {
    find: `void js_free_rt(JSRuntime *rt, void *ptr)
{
    JSMallocState *s;
`,
    put: `static no_inline void host_free_rt(JSRuntime *rt, void *ptr);

void js_free_rt(JSRuntime *rt, void *ptr)
{
    if (!ptr)
        return;
    JSMallocState *s = &rt->malloc_state;
    JSMallocBlockHeader *b = container_of(ptr, JSMallocBlockHeader, user_data);
    if (HOST_IS_SMALL(rt, b)) {
        size_t usable = HOST_USABLE(b->block_size_idx), free_size = usable + MALLOC_OVERHEAD;
        unsigned int block_idx = b->u.block_idx;
        JSArena *ar = (JSArena *)((uint8_t *)b - (usable + sizeof *b) * block_idx - sizeof(JSArena));
        unsigned int used = ar->n_used_blocks;
        if (likely(used > 1) && likely(free_size <= s->malloc_size)) {
            b->u.free_next = ar->first_free_block;
            ar->first_free_block = block_idx;
            if (unlikely(used == ar->n_blocks))
                list_add(&ar->free_link, &rt->arena_state.free_arena_list[b->block_size_idx]);
            ar->n_used_blocks = used - 1;
            s->malloc_count--;
            s->malloc_size -= free_size;
            return;
        }
    }
    host_free_rt(rt, ptr);
}

static no_inline void host_free_rt(JSRuntime *rt, void *ptr)
{
    JSMallocState *s;
`,
  },
  {
    find: `void *js_realloc_rt(JSRuntime *rt, void *ptr, size_t size)
{`,
    put: `static no_inline void *host_realloc_rt(JSRuntime *rt, void *ptr, size_t size);

void *js_realloc_rt(JSRuntime *rt, void *ptr, size_t size)
{
    if (!ptr)
        return js_malloc_rt(rt, size);
    JSMallocBlockHeader *b = container_of(ptr, JSMallocBlockHeader, user_data), *to;
    if (unlikely(size == 0) || !HOST_IS_SMALL(rt, b))
        return host_realloc_rt(rt, ptr, size);
    size_t usable = HOST_USABLE(b->block_size_idx);
    if (size <= usable)
        return ptr;
    void *larger = js_malloc_rt(rt, size);
    if (!larger)
        return NULL;
    to = container_of(larger, JSMallocBlockHeader, user_data);
    JSMallocBlockHeader header = *b;
    header.u.block_idx = to->u.block_idx;
    header.block_size_idx = to->block_size_idx;
    *to = header;
    memcpy(larger, ptr, usable);
    js_free_rt(rt, ptr);
    return larger;
}

static no_inline void *host_realloc_rt(JSRuntime *rt, void *ptr, size_t size)
{`,
  },
  {
    // The block of no bytes is of no class, so that its index needs no look.
    find: "    arena_zero_block(rt)->u.block_idx = JS_ARENA_FREE_NIL;",
    put: `    arena_zero_block(rt)->u.block_idx = JS_ARENA_FREE_NIL;
    arena_zero_block(rt)->block_size_idx = 0xff;`,
  },
  {
    // What is appended to grows from the first element on, though not in the heap that is made.
    find: "    new_size = max_uint32(new_len, new_size);\n    new_array_prop",
    put: `    new_size = max_uint32(new_len, new_size);
    if (new_size < HOST_FIRST_ELEMENTS && !HEAP->making)
        new_size = HOST_FIRST_ELEMENTS;
    new_array_prop`,
  },
  {
    find: "static int expand_fast_array(JSContext *ctx, JSObject *p, uint32_t new_len)\n{",
    put: `#define HOST_FIRST_ELEMENTS 4

static int expand_fast_array(JSContext *ctx, JSObject *p, uint32_t new_len)
{`,
  },
  {
    // A function in C is called without the frame of the interpreter.
    find: `static JSValue js_call_c_function(JSContext *ctx, JSValueConst func_obj,
                                  JSValueConst this_obj,
                                  int argc, JSValueConst *argv, int flags)
{
    JSRuntime *rt = ctx->rt;`,
    put: `#define HOST_FEW_ARGUMENTS 8

static no_inline JSValue host_call_c_function(JSContext *ctx, JSValueConst func_obj, JSValueConst this_obj,
                                              int argc, JSValueConst *argv, int flags);

/* the two kinds that nearly all are of, without a jump by a table */
static JSValue js_call_c_function(JSContext *ctx, JSValueConst func_obj,
                                  JSValueConst this_obj,
                                  int argc, JSValueConst *argv, int flags)
{
    JSRuntime *rt = ctx->rt;
    JSObject *p = JS_VALUE_GET_OBJ(func_obj);
    int arg_count = p->u.cfunc.length, i;
    JSStackFrame sf_s, *sf = &sf_s;
    JSValueConst few[HOST_FEW_ARGUMENTS];
    JSValue ret_val;

    if (unlikely(p->u.cfunc.cproto > JS_CFUNC_generic_magic || arg_count > HOST_FEW_ARGUMENTS) ||
        js_check_stack_overflow(rt, sizeof few))
        return host_call_c_function(ctx, func_obj, this_obj, argc, argv, flags);
    sf->prev_frame = rt->current_stack_frame;
    rt->current_stack_frame = sf;
    sf->is_strict_mode = false;
    sf->is_constructor = (flags & JS_CALL_FLAG_CONSTRUCTOR) != 0;
    sf->cur_func = unsafe_unconst(func_obj);
    sf->arg_count = argc;
    if (unlikely(argc < arg_count)) {
        for(i = 0; i < argc; i++)
            few[i] = argv[i];
        for(; i < arg_count; i++)
            few[i] = JS_UNDEFINED;
        argv = few;
        sf->arg_count = arg_count;
    }
    sf->arg_buf = (JSValue *)argv;
    if (p->u.cfunc.cproto == JS_CFUNC_generic)
        ret_val = p->u.cfunc.c_function.generic(p->u.cfunc.realm, this_obj, argc, argv);
    else
        ret_val = p->u.cfunc.c_function.generic_magic(p->u.cfunc.realm, this_obj, argc, argv, p->u.cfunc.magic);
    rt->current_stack_frame = sf->prev_frame;
    return ret_val;
}

static no_inline JSValue host_call_c_function(JSContext *ctx, JSValueConst func_obj, JSValueConst this_obj,
                                              int argc, JSValueConst *argv, int flags)
{
    JSRuntime *rt = ctx->rt;`,
  },
  {
    find: `/* argv[] is modified if (flags & JS_CALL_FLAG_COPY_ARGV) = 0. */
static JSValue JS_CallInternal(JSContext *caller_ctx, JSValueConst func_obj,`,
    put: `static JSValue host_call(JSContext *caller_ctx, JSValueConst func_obj,
                         JSValueConst this_obj, JSValueConst new_target,
                         int argc, JSValueConst *argv, int flags);

static inline __attribute__((always_inline)) JSValue JS_CallInternal(JSContext *ctx, JSValueConst func_obj,
                                                                     JSValueConst this_obj, JSValueConst new_target,
                                                                     int argc, JSValueConst *argv, int flags)
{
    if (JS_VALUE_GET_TAG(func_obj) == JS_TAG_OBJECT && JS_VALUE_GET_OBJ(func_obj)->class_id == JS_CLASS_C_FUNCTION)
        return js_call_c_function(ctx, func_obj, this_obj, argc, argv, flags);
    return host_call(ctx, func_obj, this_obj, new_target, argc, argv, flags);
}

/* in the interpreter */
#undef JS_FreeValue
#define JS_FreeValue host_free_in_place
#define set_value host_set_value
#define find_own_property host_find_in_place

/* what is compared is mostly jumped by: the jump is made here, if it is what comes next */
#define HOST_BRANCH(value)                                      \\
    {                                                           \\
        bool is_so = (value);                                   \\
        if (likely(*pc == OP_if_false8)) {                      \\
            pc += is_so ? 2 : 1 + (int8_t)pc[1];                \\
            BREAK;                                              \\
        }                                                       \\
        if (*pc == OP_if_true8) {                               \\
            pc += is_so ? 1 + (int8_t)pc[1] : 2;                \\
            BREAK;                                              \\
        }                                                       \\
        *sp++ = js_bool(is_so);                                 \\
        BREAK;                                                  \\
    }

/* no property of an array that is not a number is its own but its length */
#define HOST_IS_ARRAY_METHOD(p, atom) \\
    ((p)->class_id == JS_CLASS_ARRAY && (p)->fast_array && !__JS_AtomIsTaggedInt(atom))

/* where a method is looked for; NULL where there is more to it */
static inline JSObject *host_holder(JSContext *ctx, JSValueConst obj, JSAtom atom)
{
    if (likely(JS_VALUE_GET_TAG(obj) == JS_TAG_OBJECT))
        return JS_VALUE_GET_OBJ(obj);
    if (JS_VALUE_GET_TAG(obj) == JS_TAG_STRING && !__JS_AtomIsTaggedInt(atom) && atom != JS_ATOM_length)
        return JS_VALUE_GET_OBJ(ctx->class_proto[JS_CLASS_STRING]);
    return NULL;
}

/* of an atom that is no number */
static inline JSValue host_atom_value(JSContext *ctx, JSAtom atom)
{
    JSAtomStruct *p;
    if (unlikely(__JS_AtomIsTaggedInt(atom)))
        return JS_AtomToValue(ctx, atom);
    p = ctx->rt->atom_array[atom];
    return js_dup(JS_MKPTR(p->atom_type == JS_ATOM_TYPE_STRING ? JS_TAG_STRING : JS_TAG_SYMBOL, p));
}

/* argv[] is modified if (flags & JS_CALL_FLAG_COPY_ARGV) = 0. */
static JSValue host_call(JSContext *caller_ctx, JSValueConst func_obj,`,
  },
  {
    find: "JSValue JS_Call(JSContext *ctx, JSValueConst func_obj, JSValueConst this_obj,\n",
    put: `#undef find_own_property
#undef set_value
#undef JS_FreeValue
#define JS_FreeValue host_free_value

JSValue JS_Call(JSContext *ctx, JSValueConst func_obj, JSValueConst this_obj,
`,
  },
  {
    find: `                if (likely(JS_VALUE_IS_BOTH_INT(op1, op2))) {           \\
                    sp[-2] = js_bool(JS_VALUE_GET_INT(op1) binary_op JS_VALUE_GET_INT(op2)); \\
                    sp--;                                               \\`,
    put: `                if (likely(JS_VALUE_IS_BOTH_INT(op1, op2))) {           \\
                    sp -= 2;                                            \\
                    HOST_BRANCH(JS_VALUE_GET_INT(op1) binary_op JS_VALUE_GET_INT(op2)) \\`,
  },
  {
    find: `            OP_CMP(OP_strict_eq, ==, js_strict_eq_slow(ctx, sp, 0));
            OP_CMP(OP_strict_neq, !=, js_strict_eq_slow(ctx, sp, 1));`,
    put: `        CASE(OP_strict_eq):
        CASE(OP_strict_neq):
            {
                JSValue op1 = sp[-2], op2 = sp[-1];
                bool res = host_strict_eq(ctx, op1, op2) ^ (opcode == OP_strict_neq);
                JS_FreeValue(ctx, op1);
                JS_FreeValue(ctx, op2);
                sp -= 2;
                HOST_BRANCH(res)
            }`,
  },
  {
    find: "                sp[-1] = js_bool(!res);\n",
    put: "                sp--;\n                HOST_BRANCH(!res)\n",
  },
  {
    find: `        set_true:
            sp[-1] = JS_TRUE;
            BREAK;
        free_and_set_false:
            JS_FreeValue(ctx, sp[-1]);
            sp[-1] = JS_FALSE;
            BREAK;`,
    put: `        set_true:
            sp--;
            HOST_BRANCH(true)
        free_and_set_false:
            JS_FreeValue(ctx, sp[-1]);
            sp--;
            HOST_BRANCH(false)`,
  },
  {
    find: `                if (js_for_of_next(ctx, sp, offset))
                    goto exception;
                sp += 2;`,
    put: `                if (js_for_of_next(ctx, sp, offset))
                    goto exception;
                sp++;
                HOST_BRANCH(JS_VALUE_GET_BOOL(sp[0]))`,
  },
  {
    find: "static __exception int js_operator_in(JSContext *ctx, JSValue *sp)",
    put: `/* an object, a small number, a boolean, null, undefined: of one tag they are the same if their bits are */
#define HOST_IS_PLAIN(tag) ((unsigned)((tag) - JS_TAG_OBJECT) <= JS_TAG_UNDEFINED - JS_TAG_OBJECT)

static inline __attribute__((always_inline)) bool host_strict_eq(JSContext *ctx, JSValueConst op1, JSValueConst op2)
{
    int tag1 = JS_VALUE_GET_TAG(op1), tag2 = JS_VALUE_GET_TAG(op2);
    if (HOST_IS_PLAIN(tag1) && HOST_IS_PLAIN(tag2)) {
        if (tag1 != tag2)
            return false;
        if (tag1 == JS_TAG_OBJECT)
            return JS_VALUE_GET_OBJ(op1) == JS_VALUE_GET_OBJ(op2);
        return JS_VALUE_GET_INT(op1) == JS_VALUE_GET_INT(op2);
    }
    if (tag1 == JS_TAG_STRING && tag2 == JS_TAG_STRING) {
        JSString *p1 = JS_VALUE_GET_STRING(op1), *p2 = JS_VALUE_GET_STRING(op2);
        return p1 == p2 || js_string_eq(p1, p2);
    }
    return js_strict_eq(ctx, op1, op2);
}

static __exception int js_operator_in(JSContext *ctx, JSValue *sp)`,
  },
  {
    find: "            *sp++ = JS_AtomToValue(ctx, get_u32(pc));",
    put: "            *sp++ = host_atom_value(ctx, get_u32(pc));",
  },
  {
    find: `static inline JSShapeProperty *find_own_property(JSProperty **ppr,
                                                 JSObject *p,
                                                 JSAtom atom)
{`,
    put: `static inline __attribute__((always_inline)) JSShapeProperty *host_find_in_place(JSProperty **ppr,
                                                 JSObject *p,
                                                 JSAtom atom)
{`,
  },
  {
    find: `/* Release a counted reference an open var_ref held on the coroutine
   (async`,
    put: `static JSShapeProperty *find_own_property(JSProperty **ppr, JSObject *p, JSAtom atom)
{
    return host_find_in_place(ppr, p, atom);
}

/* Release a counted reference an open var_ref held on the coroutine
   (async`,
  },
  {
    // The atoms of an object's names were mostly made one after the other: no product spreads them better.
    find: `    int shift = 1 + clz_uintptr(mask+1);
    return hash_uintptr(atom) >> shift;`,
    put: "    return atom & mask;",
  },
  {
    // A method of an array or a string is found without going the way of all exotic objects.
    find: `                        if (unlikely(p->is_exotic)) {
                            /* XXX: should avoid the slow path for arrays
                               and typed arrays`,
    put: `                        if (unlikely(p->is_exotic) && !HOST_IS_ARRAY_METHOD(p, atom)) {
                            /* XXX: should avoid the slow path for
                               typed arrays`,
    times: 2,
  },
  {
    find: `                if (likely(JS_VALUE_GET_TAG(obj) == JS_TAG_OBJECT)) {
                    p = JS_VALUE_GET_OBJ(obj);
                    for(;;) {
                        prs = find_own_property(&pr, p, atom);
                        if (prs) {
                            /* found */
                            if (unlikely(prs->flags & JS_PROP_TMASK))
                                goto get_field2_slow_path;`,
    put: `                p = host_holder(ctx, obj, atom);
                if (likely(p != NULL)) {
                    for(;;) {
                        prs = find_own_property(&pr, p, atom);
                        if (prs) {
                            /* found */
                            if (unlikely(prs->flags & JS_PROP_TMASK))
                                goto get_field2_slow_path;`,
  },
  {
    // The length of an array is its first property, and nearly always a small number.
    find: `static __exception int js_get_length32(JSContext *ctx, uint32_t *pres,
                                       JSValueConst obj)
{
    JSValue len_val;`,
    put: `static inline bool host_has_length(JSValueConst obj)
{
    JSObject *p = JS_VALUE_GET_OBJ(obj);
    return JS_VALUE_GET_TAG(obj) == JS_TAG_OBJECT && p->class_id == JS_CLASS_ARRAY &&
           JS_VALUE_GET_TAG(p->prop[0].u.value) == JS_TAG_INT;
}

static __exception int js_get_length32(JSContext *ctx, uint32_t *pres,
                                       JSValueConst obj)
{
    JSValue len_val;
    if (host_has_length(obj)) {
        *pres = JS_VALUE_GET_INT(JS_VALUE_GET_OBJ(obj)->prop[0].u.value);
        return 0;
    }`,
  },
  {
    find: `static __exception int js_get_length64(JSContext *ctx, int64_t *pres,
                                       JSValueConst obj)
{
    JSValue len_val;`,
    put: `static __exception int js_get_length64(JSContext *ctx, int64_t *pres,
                                       JSValueConst obj)
{
    JSValue len_val;
    if (host_has_length(obj)) {
        *pres = JS_VALUE_GET_INT(JS_VALUE_GET_OBJ(obj)->prop[0].u.value);
        return 0;
    }`,
  },
  {
    // The next value of an array that is gone through, where neither was changed.
    find: `static __exception int js_for_of_next(JSContext *ctx, JSValue *sp, int offset)
{
    JSValue value = JS_UNDEFINED;
    int done = 1;
`,
    put: `static bool host_array_next(JSValueConst enum_obj, JSValueConst method, JSValue *value);

static __exception int js_for_of_next(JSContext *ctx, JSValue *sp, int offset)
{
    JSValue value = JS_UNDEFINED;
    int done = 1;

    if (host_array_next(sp[offset], sp[offset + 1], sp)) {
        sp[1] = JS_FALSE;
        return 0;
    }
`,
  },
  {
    find: `typedef struct JSIteratorWrapData {`,
    put: `static bool host_array_next(JSValueConst enum_obj, JSValueConst method, JSValue *value)
{
    JSObject *next, *iterator, *p;
    JSArrayIteratorData *it;
    if (JS_VALUE_GET_TAG(enum_obj) != JS_TAG_OBJECT || JS_VALUE_GET_TAG(method) != JS_TAG_OBJECT)
        return false;
    next = JS_VALUE_GET_OBJ(method);
    iterator = JS_VALUE_GET_OBJ(enum_obj);
    if (iterator->class_id != JS_CLASS_ARRAY_ITERATOR || next->class_id != JS_CLASS_C_FUNCTION ||
        next->u.cfunc.c_function.iterator_next != js_array_iterator_next)
        return false;
    it = iterator->u.array_iterator_data;
    if (!it || it->kind != JS_ITERATOR_KIND_VALUE || JS_VALUE_GET_TAG(it->obj) != JS_TAG_OBJECT)
        return false;
    p = JS_VALUE_GET_OBJ(it->obj);
    if (p->class_id != JS_CLASS_ARRAY || !p->fast_array || it->idx >= p->u.array.count)
        return false;
    *value = js_dup(p->u.array.u.values[it->idx++]);
    return true;
}

typedef struct JSIteratorWrapData {`,
  },
  {
    // Which operation it is is read again where it matters: most do not ask.
    find: `goto *dispatch_table[opcode = *pc++]; });
#define CASE(op)        case_ ## op
#define DEFAULT         case_default
`,
    put: `goto *dispatch_table[*pc++]; });
#define CASE(op)        case_ ## op: opcode = pc[-1]; case_of_ ## op
#define DEFAULT         case_default: opcode = pc[-1]; case_of_default
`,
  },
  {
    find: `    for(;;) {
        prs = find_own_property(&pr, p, prop);
        if (prs) {
            /* found */
            if (unlikely(prs->flags & JS_PROP_TMASK)) {
                if ((prs->flags & JS_PROP_TMASK) == JS_PROP_GETSET) {
                    if (unlikely(!pr->u.getset.getter)) {`,
    put: `    for(;;) {
        prs = host_find_in_place(&pr, p, prop);
        if (prs) {
            /* found */
            if (unlikely(prs->flags & JS_PROP_TMASK)) {
                if ((prs->flags & JS_PROP_TMASK) == JS_PROP_GETSET) {
                    if (unlikely(!pr->u.getset.getter)) {`,
  },
  {
    find: `    JSAtom atom;
    int ret;
    atom = JS_ValueToAtom(ctx, prop);
    JS_FreeValue(ctx, prop);
    if (unlikely(atom == JS_ATOM_NULL)) {
        JS_FreeValue(ctx, val);`,
    put: `    JSAtom atom;
    int ret;
    if (JS_VALUE_GET_TAG(this_obj) == JS_TAG_OBJECT && JS_VALUE_GET_TAG(prop) == JS_TAG_INT &&
        (flags & ~JS_PROP_THROW) == JS_PROP_C_W_E) {
        JSObject *p = JS_VALUE_GET_OBJ(this_obj);
        if (p->class_id == JS_CLASS_ARRAY && p->fast_array && p->extensible &&
            (uint32_t)JS_VALUE_GET_INT(prop) == p->u.array.count)
            return add_fast_array_element(ctx, p, val, flags);
    }
    atom = JS_ValueToAtom(ctx, prop);
    JS_FreeValue(ctx, prop);
    if (unlikely(atom == JS_ATOM_NULL)) {
        JS_FreeValue(ctx, val);`,
  },
  {
    // A function that was made just now has no property that could be in the way.
    find: `    JS_DefinePropertyValue(ctx, func_obj, JS_ATOM_length, js_int32(len),
                           JS_PROP_CONFIGURABLE);
    JS_DefinePropertyValue(ctx, func_obj, JS_ATOM_name,`,
    put: `    JSObject *p = JS_VALUE_GET_OBJ(func_obj);
    if (p->shape->prop_count == 0 && !p->is_exotic) {
        JSValue text = JS_AtomToString(ctx, name);
        JSProperty *pr = add_property(ctx, p, JS_ATOM_length, JS_PROP_CONFIGURABLE);
        if (pr)
            pr->u.value = js_int32(len);
        pr = add_property(ctx, p, JS_ATOM_name, JS_PROP_CONFIGURABLE);
        if (pr)
            pr->u.value = text;
        else
            JS_FreeValue(ctx, text);
        return;
    }
    JS_DefinePropertyValue(ctx, func_obj, JS_ATOM_length, js_int32(len),
                           JS_PROP_CONFIGURABLE);
    JS_DefinePropertyValue(ctx, func_obj, JS_ATOM_name,`,
  },
  {
    // An ordinary object without a jump by a table.
    find: `    switch(class_id) {
    case JS_CLASS_OBJECT:
        break;
    case JS_CLASS_ARRAY:
        {
            JSProperty *pr;`,
    put: `    if (class_id != JS_CLASS_OBJECT) switch(class_id) {
    case JS_CLASS_ARRAY:
        {
            JSProperty *pr;`,
  },
  {
    find: "        free_property(rt, &p->prop[i], pr->flags);\n        pr++;",
    put: `        if ((pr->flags & JS_PROP_TMASK) || JS_VALUE_HAS_REF_COUNT(p->prop[i].u.value))
            free_property(rt, &p->prop[i], pr->flags);
        pr++;`,
  },
  {
    find: `    switch (p->kind) {
    case JS_STRING_KIND_NORMAL:
        return (void *)&p[1];`,
    put: `    if (likely(p->kind == JS_STRING_KIND_NORMAL))
        return (void *)&p[1];
    switch (p->kind) {
    case JS_STRING_KIND_NORMAL:
        return (void *)&p[1];`,
  },
  {
    // What is looked for begins with a character that is looked for first.
    find: `    ret = -1;
    if (len >= v_len && inc * (stop - start) >= 0) {`,
    put: `    ret = -1;
    if (!lastIndexOf) {
        if (start <= stop)
            ret = string_indexof(p, p1, start);
    } else if (len >= v_len && inc * (stop - start) >= 0) {`,
  },
  {
    find: `    if (start >= 0 && start <= stop) {
        for (i = start;; i++) {`,
    put: `    if (magic == 0) {
        ret = start <= stop && string_indexof(p, p1, start) >= 0;
    } else if (start >= 0 && start <= stop) {
        for (i = start;; i++) {`,
  },
  {
    find: `        count = 0;
        for (pos = 0; pos < len; pos++) {
            count += src[pos] >> 7;`,
    put: `        count = 0;
        pos = 0;
        for (uint64_t eight; pos + 8 <= len; pos += 8) {
            memcpy(&eight, src + pos, 8);
            count += ((eight >> 7 & 0x0101010101010101) * 0x0101010101010101) >> 56;
        }
        for (; pos < len; pos++) {
            count += src[pos] >> 7;`,
  },
  {
    // Strings, objects and arrays first, without a jump by a table.
    find: `    return JS_ToStringInternal(ctx, val, /*flags*/0);`,
    put: `    if (JS_VALUE_GET_TAG(val) == JS_TAG_STRING)
        return js_dup(val);
    return JS_ToStringInternal(ctx, val, /*flags*/0);`,
  },
  {
    find: `    int tag = JS_VALUE_GET_NORM_TAG(val);
    JSValue obj;

    switch(tag) {
    default:
    case JS_TAG_NULL:`,
    put: `    int tag = JS_VALUE_GET_NORM_TAG(val);
    JSValue obj;

    if (tag == JS_TAG_OBJECT)
        return js_dup(val);
    switch(tag) {
    default:
    case JS_TAG_NULL:`,
  },
  {
    find: `static bool js_get_fast_array_element(JSContext *ctx, JSObject *p,
                                      uint32_t idx, JSValue *pval)
{`,
    put: `static bool js_get_fast_array_element(JSContext *ctx, JSObject *p,
                                      uint32_t idx, JSValue *pval)
{
    if (p->class_id == JS_CLASS_ARRAY) {
        if (unlikely(idx >= p->u.array.count)) return false;
        *pval = js_dup(p->u.array.u.values[idx]);
        return true;
    }`,
  },
  {
    // The values of an ordinary object, where each has a name and no getter, are copied without a list of the names.
    find: `static __exception int JS_CopyDataProperties(JSContext *ctx,`,
    put: `static bool host_is_record(JSContext *ctx, JSObject *p)
{
    JSShapeProperty *pr = get_shape_prop(p->shape);
    if (p->is_exotic)
        return false;
    for (int i = 0; i < p->shape->prop_count; i++, pr++) {
        if (pr->atom == JS_ATOM_NULL)
            continue;
        if ((pr->flags & JS_PROP_TMASK) || __JS_AtomIsTaggedInt(pr->atom) ||
            ctx->rt->atom_array[pr->atom]->atom_type != JS_ATOM_TYPE_STRING)
            return false;
    }
    return true;
}

static __exception int JS_CopyDataProperties(JSContext *ctx,`,
  },
  {
    find: `    gpn_flags = JS_GPN_STRING_MASK | JS_GPN_SYMBOL_MASK | JS_GPN_ENUM_ONLY;
    if (p->is_exotic) {
        const JSClassExoticMethods *em = ctx->rt->class_array[p->class_id].exotic;
        /* cannot use JS_GPN_ENUM_ONLY`,
    put: `    if (!pexcl && !setprop && host_is_record(ctx, p)) {
        for (int n = 0; n < p->shape->prop_count; n++) {
            JSShapeProperty *pr = get_shape_prop(p->shape) + n;
            if (pr->atom != JS_ATOM_NULL && (pr->flags & JS_PROP_ENUMERABLE) &&
                JS_DefinePropertyValue(ctx, target, pr->atom, js_dup(p->prop[n].u.value), JS_PROP_C_W_E) < 0)
                return -1;
        }
        return 0;
    }
    gpn_flags = JS_GPN_STRING_MASK | JS_GPN_SYMBOL_MASK | JS_GPN_ENUM_ONLY;
    if (p->is_exotic) {
        const JSClassExoticMethods *em = ctx->rt->class_array[p->class_id].exotic;
        /* cannot use JS_GPN_ENUM_ONLY`,
  },
  {
    // What is new is not frozen.
    find: "    JS_REF_COUNT(str) = 1;",
    put: "    js_rc(str)->ref_count = 1;",
  },
  {
    find: `    JS_REF_COUNT(p) = 1;
    add_gc_object(ctx->rt, &p->header, JS_GC_OBJ_TYPE_JS_OBJECT);`,
    put: `    js_rc(p)->ref_count = 1;
    add_gc_object(ctx->rt, &p->header, JS_GC_OBJ_TYPE_JS_OBJECT);`,
  },
  {
    find: `        void *p = JS_VALUE_GET_PTR(v);
        if (--JS_REF_COUNT(p) <= 0) {
            js_free_value_rt(rt, v);`,
    put: `        void *p = JS_VALUE_GET_PTR(v);
        if (!IS_IMMORTAL(p) && --js_rc(p)->ref_count <= 0) {
            js_free_value_rt(rt, v);`,
  },
  {
    // Objects and strings first, without a jump by a table.
    find: `    switch(tag) {
    case JS_TAG_STRING:
        js_free_string0(rt, JS_VALUE_GET_STRING(v));
        break;`,
    put: `    if (tag == JS_TAG_OBJECT)
        goto object;
    if (tag == JS_TAG_STRING) {
        js_free_string0(rt, JS_VALUE_GET_STRING(v));
        return;
    }
    switch(tag) {`,
  },
  {
    find: `    case JS_TAG_FUNCTION_BYTECODE:
        {
            JSGCObjectHeader *p = JS_VALUE_GET_PTR(v);
            if (rt->gc_phase != JS_GC_PHASE_REMOVE_CYCLES) {
                list_del`,
    put: `    case JS_TAG_FUNCTION_BYTECODE:
    object:
        {
            JSGCObjectHeader *p = JS_VALUE_GET_PTR(v);
            if (rt->gc_phase != JS_GC_PHASE_REMOVE_CYCLES) {
                list_del`,
  },
];

/** The changed text. */
export function change(text) {
  for (const { find, put, times = 1 } of changes) {
    const parts = text.split(find);
    if (parts.length !== times + 1)
      throw new Error(`the engine's text has this passage ${parts.length - 1} times, not ${times}:\n${find}`);
    text = parts.join(put);
  }
  return text;
}
