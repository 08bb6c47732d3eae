// Small blocks. A program that lives for a millisecond needs a few of each of twenty sizes. A pool for each size would be a
// page for each, and memory that is written to for the first time is what a start pays most for. So blocks of all sizes lie
// side by side, in the order in which they are asked for, and what is given back waits in a list of its size. No such block
// goes back to where all sizes come from; when so much has been handed out that this would matter, pools serve, as ever.
export const memory = [
  {
    find: "    _Alignas(JS_ARENA_ALIGN) uint8_t zero_size_block[sizeof(JSMallocBlockHeader)];",
    put: `    uint8_t *loose_next, *loose_end; /* never handed out */
    size_t   loose_chunks;
    void    *loose[JS_ARENA_BLOCK_SIZE_COUNT]; /* given back, by size: each points to the next */
    _Alignas(JS_ARENA_ALIGN) uint8_t zero_size_block[sizeof(JSMallocBlockHeader)];`,
  },
  {
    find: `    for (i = 0; i < JS_ARENA_BLOCK_SIZE_COUNT; i++) {
        init_list_head(&s->arena_list[i]);
        init_list_head(&s->free_arena_list[i]);
    }
}

static inline void *arena_get_block(`,
    put: `    for (i = 0; i < JS_ARENA_BLOCK_SIZE_COUNT; i++) {
        init_list_head(&s->arena_list[i]);
        init_list_head(&s->free_arena_list[i]);
        s->loose[i] = NULL;
    }
    s->loose_next = s->loose_end = NULL;
    s->loose_chunks = 0;
}

#define HOST_LOOSE 0xfffd /* an index that no pool has */
#define HOST_LOOSE_CHUNK (4096 - 16) /* a page, with the header of arena.c */
#define HOST_LOOSE_CHUNKS 256

/* from what was never handed out; NULL when there is not enough */
static inline void *host_carve(JSArenaState *s, int class, size_t block_size)
{
    JSMallocBlockHeader *b = (JSMallocBlockHeader *)s->loose_next;
    if (unlikely((size_t)(s->loose_end - s->loose_next) < block_size))
        return NULL;
    s->loose_next += block_size;
    b->u.block_idx = HOST_LOOSE;
    b->block_size_idx = class;
    return b->user_data;
}

static inline void host_give_back(JSArenaState *s, void *ptr, int class)
{
    *(void **)ptr = s->loose[class];
    s->loose[class] = ptr;
}

static no_inline void *host_loose(JSRuntime *rt, int class)
{
    JSArenaState *s = &rt->arena_state;
    size_t block_size = arena_block_sizes[class], rest;
    void *ptr = s->loose[class];
    if (ptr) {
        s->loose[class] = *(void **)ptr;
        return ptr;
    }
    if ((ptr = host_carve(s, class, block_size)))
        return ptr;
    if (s->loose_chunks == HOST_LOOSE_CHUNKS)
        return NULL;
    uint8_t *chunk = rt->mf.js_malloc(rt->malloc_state.opaque, HOST_LOOSE_CHUNK);
    if (!chunk)
        return NULL;
    /* what is left of the chunk before is a block, too, or two */
    while ((rest = s->loose_end - s->loose_next) >= arena_block_sizes[0]) {
        int fits = arena_get_size_index(rest);
        if (arena_block_sizes[fits] > rest)
            fits--;
        host_give_back(s, host_carve(s, fits, arena_block_sizes[fits]), fits);
    }
    s->loose_chunks++;
    s->loose_next = chunk;
    s->loose_end = chunk + HOST_LOOSE_CHUNK;
    return host_carve(s, class, block_size);
}

static inline void *arena_get_block(`,
  },
  {
    find: `        block_size_idx = arena_get_size_index(total_size);
        block_size = arena_block_sizes[block_size_idx];
        head = `,
    put: `        block_size_idx = arena_get_size_index(total_size);
        if (!HEAP->making) {
            void *ptr = host_loose(rt, block_size_idx);
            if (likely(ptr != NULL))
                return ptr;
        }
        block_size = arena_block_sizes[block_size_idx];
        head = `,
  },
  {
    find: `    b = container_of(ptr, JSMallocBlockHeader, user_data);
    if (unlikely(b->u.block_idx == JS_ARENA_FREE_NIL)) {
        /* large or zero-size block */
        if (b == arena_zero_block(rt)) {
            /* nothing to do */`,
    put: `    b = container_of(ptr, JSMallocBlockHeader, user_data);
    if (b->u.block_idx == HOST_LOOSE) {
        host_give_back(&rt->arena_state, ptr, b->block_size_idx);
    } else if (unlikely(b->u.block_idx == JS_ARENA_FREE_NIL)) {
        /* large or zero-size block */
        if (b == arena_zero_block(rt)) {
            /* nothing to do */`,
  },
  {
    find: "static size_t js_arena_usable_size(JSRuntime *rt, const void *ptr)\n{",
    put: "static inline size_t js_arena_usable_size(JSRuntime *rt, const void *ptr)\n{",
  },
  {
    // A small block that waits, or is never handed out, and back to its list: all else goes the engine's way.
    find: `void *js_malloc_rt(JSRuntime *rt, size_t size)
{`,
    put: `static no_inline void *host_malloc_rt(JSRuntime *rt, size_t size);

void *js_malloc_rt(JSRuntime *rt, size_t size)
{
    JSMallocState *s = &rt->malloc_state;
    if (likely(size - 1 < HOST_SMALL_SIZE) && HOST_PLAIN(rt)) {
        size_t class = (size - 1) / 8;
        void *ptr = rt->arena_state.loose[class];
        if (ptr)
            rt->arena_state.loose[class] = *(void **)ptr;
        else
            ptr = host_carve(&rt->arena_state, class, HOST_USABLE(class) + sizeof(JSMallocBlockHeader));
        if (likely(ptr != NULL)) {
            s->malloc_count++;
            s->malloc_size += HOST_USABLE(class) + MALLOC_OVERHEAD;
            return ptr;
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
#define HOST_PLAIN(rt) (likely(!HEAP->making) && likely((rt)->malloc_state.malloc_limit == 0))
/* whether a block may go to its list: none that was frozen */
#define HOST_IS_LOOSE(rt, b) (likely((b)->u.block_idx == HOST_LOOSE) && likely(!(IS_IMMORTAL(b))))

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
    if (HOST_IS_LOOSE(rt, b)) {
        int class = b->block_size_idx;
        size_t free_size = arena_block_sizes[class] - sizeof *b + MALLOC_OVERHEAD;
        if (likely(free_size <= s->malloc_size)) {
            s->malloc_count--;
            s->malloc_size -= free_size;
            host_give_back(&rt->arena_state, ptr, class);
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
    if (unlikely(size == 0) || !HOST_IS_LOOSE(rt, b))
        return host_realloc_rt(rt, ptr, size);
    size_t usable = arena_block_sizes[b->block_size_idx] - sizeof *b;
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
    // With room behind the last element the length must be looked at: it may not be writable.
    find: `                                if (likely(new_len <= p->u.array.u1.size)) {
                                    p->u.array.u.values[idx] = val;`,
    put: `                                if (likely(new_len <= p->u.array.u1.size &&
                                           (get_shape_prop(p->shape)->flags & JS_PROP_WRITABLE))) {
                                    p->u.array.u.values[idx] = val;`,
  },
];
