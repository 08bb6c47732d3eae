// The cold build's heap: libc's malloc, so that ASan sees each block, with the limit and
// the reserve of the arena, so that an exhausted heap ends in the same exception.
#include <malloc.h>
#include <stdlib.h>

#include "host.h"

#ifdef HOST_COLD

struct heap cold_heap;

static bool has_room(size_t size)
{
    if (size > HEAP_LIMIT)
        return false;
    size_t used = HEAP->rt ? engine_used(HEAP->rt) : 0;
    size_t reserve = engine_is_exhausted(HEAP->rt) ? 0 : HEAP->arena.reserve;
    return used + size + reserve <= HEAP->arena.limit;
}

static void *allocate(void *opaque, size_t size)
{
    return has_room(size) ? malloc(size) : NULL;
}

static void *allocate_zeroed(void *opaque, size_t count, size_t size)
{
    return (!size || count <= HEAP_LIMIT / size) && has_room(count * size) ? calloc(count, size) : NULL;
}

static void release(void *opaque, void *payload)
{
    free(payload);
}

static void *resize(void *opaque, void *payload, size_t size)
{
    return has_room(size) ? realloc(payload, size) : NULL;
}

static size_t usable(const void *payload)
{
    return malloc_usable_size((void *)payload);
}

const JSMallocFunctions cold_functions = {allocate_zeroed, allocate, release, resize, usable};

void arena_create(void)
{
    HEAP->arena.reserve = HEAP_RESERVE;
    HEAP->arena.limit = HEAP_LIMIT;
}

size_t arena_size(void)
{
    return 0;
}

void arena_begin(void) {}

void arena_part(bool child) {}

void arena_open_reserve(void)
{
    HEAP->arena.reserve = 0;
    HEAP->arena.limit = HEAP_LIMIT + HEAP_LAST_WORDS;
}

#endif
