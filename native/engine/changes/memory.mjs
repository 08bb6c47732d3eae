// To take a small block from a pool and to give it back.
export const memory = [
  {
    find: "static size_t js_arena_usable_size(JSRuntime *rt, const void *ptr)\n{",
    put: "static inline size_t js_arena_usable_size(JSRuntime *rt, const void *ptr)\n{",
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
    // With room behind the last element the length must be looked at: it may not be writable.
    find: `                                if (likely(new_len <= p->u.array.u1.size)) {
                                    p->u.array.u.values[idx] = val;`,
    put: `                                if (likely(new_len <= p->u.array.u1.size &&
                                           (get_shape_prop(p->shape)->flags & JS_PROP_WRITABLE))) {
                                    p->u.array.u.values[idx] = val;`,
  },
];
