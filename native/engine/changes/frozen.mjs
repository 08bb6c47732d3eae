// What was frozen is immortal. A reference count that goes up and down writes to the page of each object that is merely
// looked at, and a page written is a page copied: of the 1,100 page faults of `oci-run run` most were reference counts. So
// the counts of frozen objects are not kept, frozen blocks are never given back, and new objects never lie among them
// (host.h, IS_IMMORTAL).
export const frozen = [
  {
    find: "#define JS_REF_COUNT(p) (js_rc(p)->ref_count)",
    put: `/* of a frozen object: a count that nobody keeps, high enough never to reach 0 or 1 */
static inline int *host_ref_count(const void *p) {
    if (IS_IMMORTAL(p)) {
        HEAP->count = 1 << 30;
        return &HEAP->count;
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
];
