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
// Sixth: what a run does most is done in place where there is nothing to it: to count a reference, to give it up, to
// add a property to an ordinary object, to take a small block from a pool and to give it back.
//
// Seventh: what nobody asks for is not there: dumps of what the engine does, for which each operation looked, and
// interrupts, for which each call and each jump did.
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

static inline void host_free_value(JSContext *ctx, JSValue v)
{
    if (JS_VALUE_HAS_REF_COUNT(v)) {
        void *p = JS_VALUE_GET_PTR(v);
        if (!IS_IMMORTAL(p) && --js_rc(p)->ref_count <= 0)
            js_free_value_rt(ctx->rt, v);
    }
}
#define JS_FreeValue host_free_value`,
  },
  {
    find: `    int ret;
    ret = JS_DefinePropertyValueConst(ctx, this_obj, prop, val, flags);
    JS_FreeValue(ctx, val);
    return ret;
}`,
    put: `    int ret;
    if (JS_VALUE_GET_TAG(this_obj) == JS_TAG_OBJECT && (flags & ~JS_PROP_THROW) == JS_PROP_C_W_E) {
        JSObject *p = JS_VALUE_GET_OBJ(this_obj);
        JSProperty *pr;
        if (p->class_id == JS_CLASS_OBJECT && p->extensible && !find_own_property(&pr, p, prop)) {
            pr = add_property(ctx, p, prop, JS_PROP_C_W_E);
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
