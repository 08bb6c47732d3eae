// The allocator against a table of what each block must hold.
#include <string.h>
#include <sys/mman.h>

#include "fuzz.h"

void fuzz_arena(void)
{
    enum { SPACE = 1 << 20, BLOCKS = 32 };
    static void *map;
    if (!map)
        map = mmap((void *)HEAP_BASE, SPACE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    check(map == (void *)HEAP_BASE);
    struct arena *a = &HEAP->arena;
    memset(a, 0, sizeof *a);
    memset(map, 0xee, SPACE); // what a former run left: below `fresh`, so never taken for zero
    a->top = HEAP_BASE;
    a->fresh = a->mapped = HEAP_BASE + SPACE;
    a->limit = SPACE;
    HEAP->making = next_byte() & 1;

    const JSMallocFunctions *f = &arena_functions;
    struct { uint8_t *at; size_t size; uint8_t fill; } blocks[BLOCKS] = {0};
    for (int round = 0; round < 200; round++) {
        int i = below(BLOCKS);
        size_t size = next_byte() & 3 ? below(700) + 1 : below(60000) + 1;
        for (size_t k = 0; blocks[i].at && k < blocks[i].size; k++)
            check(blocks[i].at[k] == blocks[i].fill);
        uint8_t *p = NULL;
        switch (below(4)) {
        case 0:
            f->js_free(NULL, blocks[i].at);
            break;
        case 1:
            p = f->js_realloc(NULL, blocks[i].at, size);
            for (size_t k = 0; p && blocks[i].at && k < size && k < blocks[i].size; k++)
                check(p[k] == blocks[i].fill);
            if (!p)
                continue;
            break;
        default:
            f->js_free(NULL, blocks[i].at);
            p = next_byte() & 1 ? f->js_malloc(NULL, size) : f->js_calloc(NULL, 1, size);
            break;
        }
        blocks[i].at = p;
        blocks[i].size = size;
        blocks[i].fill = next_byte();
        if (p) {
            check(((uintptr_t)p & 15) == 0 && f->js_malloc_usable_size(p) >= size);
            check((uintptr_t)p + size <= a->mapped);
            memset(p, blocks[i].fill, size);
        }
    }
    uint8_t *zeroed = f->js_calloc(NULL, 10, 100);
    for (int k = 0; zeroed && k < 1000; k++)
        check(zeroed[k] == 0);
    f->js_free(NULL, zeroed);
    check(f->js_calloc(NULL, SIZE_MAX / 2, 3) == NULL && f->js_malloc(NULL, SIZE_MAX - 8) == NULL);
    for (int i = 0; i < BLOCKS; i++)
        f->js_free(NULL, blocks[i].at);
    check(a->top == HEAP_BASE && a->row_map == 0); // all neighbours were joined
    HEAP->making = false;
}
