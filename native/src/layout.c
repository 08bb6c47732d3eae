// Where the engine's blocks lie in a heap that is frozen. Evaluation is deterministic, so the n-th allocation is
// the same object each time the same bundle is evaluated. A plan, made by a rehearsal (train.c), says which of
// them a start touches, and which are left in the end: these go to one dense place, first the touched ones, and what
// evaluation needs for a while goes behind them, where it leaves nothing in the file.
#include <string.h>

#include "host.h"

#ifndef HOST_COLD

struct layout layout;

static const struct plan *plan;
static const struct plan_entry *next;
static uint8_t *region;

void layout_begin(const void *bytes, size_t size)
{
    plan = bytes;
    if (plan) {
        const struct plan_entry *end = plan->entries + (size - sizeof *plan) / sizeof *end;
        if (size < sizeof *plan || memcmp(plan->magic, PLAN_MAGIC, 8) || plan->entries + plan->count != end)
            die(125, "isobox: the plan of the heap is damaged: make it again");
        next = plan->entries;
    }
    layout.allocations = 0;
    layout.on = true;
}

/**
 * The place of the allocation that comes next, zeroed; NULL when it has none of its own.
 * @param size of the whole block
 */
void *layout_place(size_t size)
{
    uint32_t number = layout.allocations++;
    if (!plan)
        return NULL;
    // Behind the runtime, which is the first block of all, so that what is written to lies together.
    if (!region && !(region = HEAP_FUNCTIONS->js_calloc(NULL, 1, plan->size)))
        die(125, "isobox: not enough memory for the planned heap");
    if (next == plan->entries + plan->count || next->number != number)
        return NULL;
    if (next->size != size)
        die(125, "isobox: the plan of the heap is for another bundle: make it again");
    return region + next++->offset;
}

/** Whether a start touches a block, as far as a plan says. */
bool layout_has(const void *block)
{
    return !plan || (uintptr_t)block - (uintptr_t)region < plan->touched;
}

void layout_end(void)
{
    layout.on = false;
    if (plan && (layout.allocations != plan->allocations || next != plan->entries + plan->count))
        die(125, "isobox: the plan of the heap is for another bundle: make it again");
}

#else

void *layout_place(size_t size)
{
    return NULL;
}

#endif
