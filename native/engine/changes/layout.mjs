// While the heap is made each allocation has a number, and may have a place (layout.c).
export const layout = [
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
static void js_arena_free(JSRuntime *rt, void *ptr);

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
];
