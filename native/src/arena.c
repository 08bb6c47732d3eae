// The engine's allocator: one arena at a fixed address, so that the heap can be written to
// a file and mapped again. Two-level segregated fit: constant time, neighbours coalesce.
// The engine keeps what is smaller than 512 bytes itself, so most blocks here are pages of its small blocks.
#include <string.h>
#include <sys/mman.h>

#include "host.h"
#include "raw.h"

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

#define UNIT 16UL
#define USED 1UL      // this block
#define PREV_USED 2UL // the block before it; only when it is free is prev_size its size
#define CHUNK (1UL << 20)

struct free_block {
    size_t prev_size;
    size_t size; // with the header; the low bits are flags
    struct free_block *next, *previous;
};

#define HEADER offsetof(struct free_block, next)
#define MIN_BLOCK sizeof(struct free_block)
#define SIZE(b) ((b)->size & ~(UNIT - 1))
#define AT(address) ((struct free_block *)(address))
#define PAYLOAD(b) ((void *)((uintptr_t)(b) + HEADER))
#define BLOCK(payload) AT((uintptr_t)(payload) - HEADER)
#define FOLLOWING(b) AT((uintptr_t)(b) + SIZE(b))

static void place(size_t size, int *row, int *column)
{
    int log = 63 - __builtin_clzl(size);
    *row = log - 4;
    *column = log > 6 ? (size >> (log - 3)) & 7 : (size >> 4) & 7;
}

static void put(struct arena *a, struct free_block *b)
{
    int row, column;
    place(SIZE(b), &row, &column);
    b->previous = NULL;
    b->next = a->bins[row][column];
    if (b->next)
        b->next->previous = b;
    a->bins[row][column] = b;
    a->column_map[row] |= 1 << column;
    a->row_map |= 1U << row;
    FOLLOWING(b)->prev_size = SIZE(b);
}

static void take(struct arena *a, struct free_block *b)
{
    int row, column;
    place(SIZE(b), &row, &column);
    if (b->next)
        b->next->previous = b->previous;
    if (b->previous) {
        b->previous->next = b->next;
        return;
    }
    a->bins[row][column] = b->next;
    if (!b->next && !(a->column_map[row] &= ~(1 << column)))
        a->row_map &= ~(1U << row);
}

static struct free_block *find(struct arena *a, size_t size)
{
    int row, column;
    place(size, &row, &column);

    // The own bin holds sizes on both sides of the wanted one.
    struct free_block *b = a->bins[row][column];
    for (int tries = 0; b && tries < 8; tries++, b = b->next)
        if (SIZE(b) >= size)
            return b;

    uint32_t columns = a->column_map[row] & (~1U << column);
    if (!columns) {
        uint32_t rows = a->row_map & (~1U << row);
        if (!rows)
            return NULL;
        row = __builtin_ctz(rows);
        columns = a->column_map[row];
    }
    return a->bins[row][__builtin_ctz(columns)];
}

// The heap never moves: a further piece goes right behind it. NOREPLACE (Linux 4.17),
// because whatever else is mapped there must not be overwritten; it never was.
static bool grow(struct arena *a, size_t size)
{
    size_t have = a->mapped - a->top;
    size_t need = (size - have + HEAP_ALIGN - 1) & ~(HEAP_ALIGN - 1);
    size_t room = a->limit - (a->mapped - HEAP_BASE);
    if (a->mapped - HEAP_BASE > a->limit || need > room)
        return false;
    // Little address space (ulimit -v): take what is needed and no more.
    size_t wanted[] = {CHUNK, need};
    for (int i = need < CHUNK && CHUNK <= room ? 0 : 1; i < 2; i++) {
        long got = raw6(SYS_mmap, a->mapped, wanted[i], PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
        if (got == (long)a->mapped) {
            a->mapped += wanted[i];
            return true;
        }
        if (got > 0) // a kernel that ignores the flag placed it elsewhere
            raw2(SYS_munmap, got, wanted[i]);
    }
    return false;
}

static bool has_room(struct arena *a, size_t size)
{
    // One header's room behind the last block: its prev_size and flags.
    size += HEADER;
    if (a->mapped - a->top >= size + a->reserve)
        return true;
    if (engine_is_exhausted(HEAP->rt) && a->mapped - a->top >= size)
        return true;
    return grow(a, size + a->reserve);
}

static void *allocate(void *opaque, size_t wanted)
{
    struct arena *a = &HEAP->arena;
    if (wanted > a->limit)
        return NULL;
    size_t size = (wanted + HEADER + UNIT - 1) & ~(UNIT - 1);
    if (size < MIN_BLOCK)
        size = MIN_BLOCK;

    struct free_block *b = find(a, size);
    size_t rest = b ? SIZE(b) - size : 0;
    // Too little to be a block: given away with this one, but not while making, where what the engine
    // does next must not depend on where a block lies (layout.c).
    if (b && !(HEAP->making && rest && rest < MIN_BLOCK)) {
        take(a, b);
        if (rest >= MIN_BLOCK) {
            b->size = size | USED | PREV_USED;
            struct free_block *tail = FOLLOWING(b);
            tail->size = rest | PREV_USED;
            put(a, tail);
        } else {
            b->size |= USED;
            FOLLOWING(b)->size |= PREV_USED;
        }
        return PAYLOAD(b);
    }

    if (!has_room(a, size))
        return NULL;
    b = AT(a->top);
    b->size = size | USED | PREV_USED;
    a->top += size;
    AT(a->top)->size = PREV_USED;
    if (a->fresh < a->top + HEADER)
        a->fresh = a->top + HEADER;
    return PAYLOAD(b);
}

static void release(void *opaque, void *payload)
{
    if (!payload)
        return;
    struct arena *a = &HEAP->arena;
    struct free_block *b = BLOCK(payload);
    size_t size = SIZE(b);
    if (HEAP->making)
        memset(payload, 0, size - HEADER);

    struct free_block *after = FOLLOWING(b);
    if ((uintptr_t)after != a->top && !(after->size & USED)) {
        take(a, after);
        size += SIZE(after);
        if (HEAP->making)
            memset(after, 0, sizeof *after);
    }
    if (!(b->size & PREV_USED)) {
        struct free_block *before = AT((uintptr_t)b - b->prev_size);
        take(a, before);
        size += SIZE(before);
        if (HEAP->making)
            memset(b, 0, HEADER);
        b = before;
    }
    b->size = size | PREV_USED; // two free blocks are never neighbours
    after = FOLLOWING(b);
    if ((uintptr_t)after == a->top) {
        a->top = (uintptr_t)b;
        if (HEAP->making) {
            memset(after, 0, HEADER);
            memset(&b->next, 0, sizeof *b - HEADER);
        }
        return;
    }
    after->size &= ~PREV_USED;
    put(a, b);
}

static void *allocate_zeroed(void *opaque, size_t count, size_t size)
{
    uintptr_t fresh = HEAP->arena.fresh;
    if (size && count > SIZE_MAX / size)
        return NULL;
    void *payload = allocate(opaque, count * size);
    if (payload && (uintptr_t)payload < fresh) {
        size_t dirty = fresh - (uintptr_t)payload;
        memset(payload, 0, dirty < count * size ? dirty : count * size);
    }
    return payload;
}

static void *resize(void *opaque, void *payload, size_t wanted)
{
    if (!payload)
        return allocate(opaque, wanted);
    struct arena *a = &HEAP->arena;
    struct free_block *b = BLOCK(payload);
    size_t have = SIZE(b);
    size_t size = (wanted + HEADER + UNIT - 1) & ~(UNIT - 1);
    if (wanted <= have - HEADER && have - size < have / 2)
        return payload;

    // The last block grows in place: a buffer that is appended to is often the last.
    if (size > have && (uintptr_t)FOLLOWING(b) == a->top && wanted < a->limit) {
        size_t more = size - have;
        if (has_room(a, more)) {
            b->size += more;
            a->top += more;
            AT(a->top)->size = PREV_USED;
            if (a->fresh < a->top + HEADER)
                a->fresh = a->top + HEADER;
            return payload;
        }
    }
    struct free_block *after = FOLLOWING(b);
    size_t rest = have + SIZE(after) - size;
    if (size > have && (uintptr_t)after != a->top && !(after->size & USED) && have + SIZE(after) >= size &&
        !(HEAP->making && rest && rest < MIN_BLOCK)) {
        take(a, after);
        if (rest < MIN_BLOCK) {
            size += rest;
            rest = 0;
        }
        b->size = size | USED | (b->size & PREV_USED);
        if (rest) {
            FOLLOWING(b)->size = rest | PREV_USED;
            put(a, FOLLOWING(b));
        } else {
            FOLLOWING(b)->size |= PREV_USED;
        }
        return payload;
    }
    void *moved = allocate(opaque, wanted);
    if (!moved)
        return wanted <= have - HEADER ? payload : NULL;
    memcpy(moved, payload, wanted < have - HEADER ? wanted : have - HEADER);
    release(opaque, payload);
    return moved;
}

static size_t usable(const void *payload)
{
    return payload ? SIZE(BLOCK(payload)) - HEADER : 0;
}

const JSMallocFunctions arena_functions = {allocate_zeroed, allocate, release, resize, usable};

#ifndef HOST_COLD
void arena_create(void)
{
    // Over a frozen heap, if this process has one: `isobox --freeze` starts from nothing.
    raw2(SYS_munmap, HEAP_BASE, HEAP_LIMIT);
    long got = raw6(SYS_mmap, HEAP_BASE, CHUNK, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    char number[24];
    if (got != (long)HEAP_BASE)
        die(125, "isobox: cannot map the heap: mmap: ", host_errno(got, number));
    struct arena *a = &HEAP->arena;
    a->top = (HEAP_BASE + sizeof(struct heap) + UNIT - 1) & ~(UNIT - 1);
    a->fresh = a->top;
    a->mapped = HEAP_BASE + CHUNK;
    a->limit = HEAP_LIMIT;
    a->reserve = HEAP_RESERVE;
}

size_t arena_size(void)
{
    return HEAP->arena.mapped - HEAP_BASE;
}

/**
 * Puts memory of no file behind the frozen heap, where what is new begins: a page that is written to for the first time
 * then is cleared, not copied. Where that is refused (ENOMEM) the hole of the file may be gone with it: it is not used.
 */
void arena_begin(void)
{
    struct arena *a = &HEAP->arena;
    uintptr_t from = (a->top + HEADER + 4095) & ~4095UL;
    long got = raw6(SYS_mmap, from, a->mapped - from, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    if (got != (long)from)
        a->mapped = from;
}

void arena_forget_free_blocks(void)
{
    struct arena *a = &HEAP->arena;
    a->row_map = 0;
    memset(a->column_map, 0, sizeof a->column_map);
    memset(a->bins, 0, sizeof a->bins);
}

#define PARTING_LIMIT (4UL << 20)

/**
 * After a fork: leaves all that is there as it is, as if it had been frozen, and begins behind it on a page of its own.
 * Counts that move and blocks that are used again would copy every page that parent and child share.
 *
 * What is left so is never given back, free blocks neither. A parent therefore does it the first time only, for one that
 * stays and forks again and again would lose a little each time, and only while it is small.
 */
void arena_part(bool child)
{
    struct arena *a = &HEAP->arena;
    if (!child && (HEAP->parted || a->top - HEAP_BASE - HEAP->immortal > PARTING_LIMIT))
        return;
    HEAP->parted = !child;
    engine_forget_free_blocks(HEAP->rt);
    arena_forget_free_blocks();
    uintptr_t top = (a->top + 4095) & ~4095UL;
    if (top + HEADER <= a->mapped - a->reserve) {
        a->top = top;
        AT(top)->size = PREV_USED;
        if (a->fresh < top + HEADER)
            a->fresh = top + HEADER;
    }
    HEAP->immortal = a->top - HEAP_BASE;
}

void arena_open_reserve(void)
{
    HEAP->arena.reserve = 0;
    HEAP->arena.limit = HEAP_LIMIT + HEAP_LAST_WORDS;
}
#endif
