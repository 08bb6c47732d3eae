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
        if (size < sizeof *plan || memcmp(plan->magic, PLAN_MAGIC, 8) ||
            size != sizeof *plan + plan->count * sizeof *plan->entries + plan->shapes * sizeof(uint32_t))
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

/** The heap up to here is what a start touches, as far as a plan says: 0 without one. */
size_t layout_touched(void)
{
    return plan ? (uintptr_t)region + plan->touched - HEAP_BASE : 0;
}

/** Where an allocation lies that has a place; its number from 1. */
static void *address(uint32_t number)
{
    const struct plan_entry *low = plan->entries, *high = low + plan->count;
    while (low < high) {
        const struct plan_entry *middle = low + (high - low) / 2;
        if (middle->number == number - 1)
            return region + middle->offset + 8; // behind the block's header
        if (middle->number < number - 1)
            low = middle + 1;
        else
            high = middle;
    }
    die(125, "isobox: the plan of the heap is for another bundle: make it again");
}

/** Makes the shapes that a start would have to make: an object that grows a property finds the next one here. */
void layout_make_shapes(JSContext *ctx)
{
    if (!plan)
        return;
    const uint32_t *at = (const uint32_t *)(plan->entries + plan->count), *end = at + plan->shapes;
    while (at < end) {
        const struct plan_shape *shape = (const struct plan_shape *)at;
        engine_make_shape(ctx, shape->prototype ? address(shape->prototype) : NULL, shape);
        at += PLAN_SHAPE_WORDS(shape->count);
    }
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
