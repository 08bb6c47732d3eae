// The rehearsal: what does a start touch? This file is only in the rehearsing host, whose other files are compiled
// with -fsanitize=kernel-address for the sake of the calls that this puts before accesses to memory. Nothing of a
// sanitizer is linked: the calls end here, and mark the block that was accessed. (-fsanitize=thread has no call for a
// structure that is read to be an argument, as most JSValues are.)
//
// The program is frozen as ever, but not written. A script then calls its entry as often as it likes, each time in
// a fork and so from the frozen state, with a command line, an environment and a kernel of the script's own: no
// call reaches the real one. This happens twice. The first time, in a fork before the program is frozen, says which
// shapes a start makes for its objects; they are made in the heap, so that a start finds them, and has neither to make
// them nor memory to write for them. What comes out of the second is a plan (host.h): the blocks that were touched, those written to
// first, each in the order of the first touch, behind them the tables that are touched in places, and then all other
// blocks that are left in the end: so that none of the room that evaluation needed for a while is in the file.
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "host.h"
#include "raw.h"

#define GRANULE 8
#define MOST (1u << 22)     // allocations
#define SPARSE (4u << 10)   // a larger block is touched in places: a table of atoms, of shapes
#define LARGE (256u << 10)  // a still larger one stays where it is
#define WRITTEN 0x80000000u // in the order of the first touch
#define SHAPES (1u << 24)   // words of struct plan_shape

static bool train_rehearsing;

// Of the address space only what is touched is ever there.
static uint32_t number_at[HEAP_LIMIT / GRANULE]; // allocation, from 1, by place
static uint32_t size_of[MOST];
static struct shared {
    uint32_t touches;
    uint32_t first[MOST]; // when an allocation was first touched, by number; WRITTEN
} *shared;
static const uint8_t *before; // the frozen heap as it was
static size_t frozen;         // its size
static uint32_t address_of[MOST];
static struct shapes {
    uint32_t count; // of words
    uint32_t words[SHAPES];
} *shapes;
static bool listing; // the shapes
static JSValue kernel;

void train_note(const void *block, size_t size)
{
    uintptr_t at = (uintptr_t)block - 8 - HEAP_BASE;
    if (size == 0) {
        uint32_t number = number_at[at / GRANULE];
        for (; number && number_at[at / GRANULE] == number; at += GRANULE)
            number_at[at / GRANULE] = 0;
        return;
    }
    uint32_t number = layout.allocations; // already counted, so the first is 1
    if (number >= MOST)
        die(125, "isobox: too many allocations for the rehearsal");
    size_of[number] = size + 8;
    address_of[number] = (uintptr_t)block;
    for (uintptr_t end = at + 8 + size; at < end; at += GRANULE)
        number_at[at / GRANULE] = number;
}

static void mark(const volatile void *address, bool written)
{
    uintptr_t at = (uintptr_t)address - HEAP_BASE;
    if (!train_rehearsing || at >= frozen)
        return;
    uint32_t number = number_at[at / GRANULE];
    if (!number)
        return;
    if (!shared->first[number])
        shared->first[number] = ++shared->touches;
    if (written)
        shared->first[number] |= WRITTEN;
}

static void mark_range(const void *address, size_t size, bool written)
{
    for (size_t i = 0; train_rehearsing && i < size; i += GRANULE)
        mark((const char *)address + i, written);
    if (size)
        mark((const char *)address + size - 1, written);
}

#define ACCESS(size) \
    void __asan_load##size##_noabort(void *p) { mark(p, false); } \
    void __asan_store##size##_noabort(void *p) { mark(p, true); }
ACCESS(1) ACCESS(2) ACCESS(4) ACCESS(8) ACCESS(16)
void __asan_loadN_noabort(void *p, size_t size) { mark_range(p, size, false); }
void __asan_storeN_noabort(void *p, size_t size) { mark_range(p, size, true); }
void __asan_handle_no_return(void) {}

// libc is not compiled with us: the linker's --wrap leads the calls here.
void *__real_memcpy(void *to, const void *from, size_t size);
void *__real_memmove(void *to, const void *from, size_t size);
void *__real_memset(void *to, int byte, size_t size);
int __real_memcmp(const void *a, const void *b, size_t size);
void *__wrap_memcpy(void *to, const void *from, size_t size)
{
    mark_range(from, size, false);
    mark_range(to, size, true);
    return __real_memcpy(to, from, size);
}
void *__wrap_memmove(void *to, const void *from, size_t size)
{
    mark_range(from, size, false);
    mark_range(to, size, true);
    return __real_memmove(to, from, size);
}
void *__wrap_memset(void *to, int byte, size_t size)
{
    mark_range(to, size, true);
    return __real_memset(to, byte, size);
}
int __wrap_memcmp(const void *a, const void *b, size_t size)
{
    mark_range(a, size, false);
    mark_range(b, size, false);
    return __real_memcmp(a, b, size);
}

// The compiler puts no call before a write to what was read just before: what has changed was written to.
static void mark_changes(void)
{
    const uint64_t *now = (const uint64_t *)HEAP_BASE, *then = (const uint64_t *)before;
    for (size_t i = sizeof *HEAP / 8; i < frozen / 8; i++)
        if (now[i] != then[i])
            mark(now + i, true);
}

/** The number of the allocation of a block that was frozen, from 1; else 0. */
uint32_t train_number(const void *block)
{
    const uintptr_t at = (uintptr_t)block - 8 - HEAP_BASE;
    return at < frozen ? number_at[at / GRANULE] : 0;
}

/** A shape that a start has made, for an object of that prototype. */
void train_shape(const void *prototype, uint32_t count, const uint32_t *properties)
{
    if (!train_rehearsing || !listing)
        return;
    const uint32_t number = train_number(prototype);
    if (prototype && !number)
        return;
    if (shapes->count + PLAN_SHAPE_WORDS(count) > SHAPES)
        die(125, "isobox: too many shapes for the rehearsal");
    struct plan_shape *shape = (struct plan_shape *)(shapes->words + shapes->count);
    *shape = (struct plan_shape){number, count, count};
    __real_memcpy(shape->properties, properties, count * sizeof *shape->properties);
    shapes->count += PLAN_SHAPE_WORDS(count);
}

/** The script's kernel answers; what it touches itself does not count. */
long train_answer(JSContext *ctx, int argc, JSValueConst *argv, const long pointers[6])
{
    if (!train_rehearsing)
        return -38; // ENOSYS
    // The kernel writes to some of what it is given a pointer to, but does not say to which.
    for (int i = 1; i < argc; i++) {
        uint8_t *bytes;
        size_t size;
        if (engine_bytes(argv[i], &bytes, &size) > 0)
            mark_range(bytes, size < 4096 ? size : 4096, true);
    }
    mark_changes();
    train_rehearsing = false;
    JSValue answer = JS_Call(ctx, kernel, JS_UNDEFINED, argc, argv);
    int64_t result = -38;
    if (JS_IsException(answer) || JS_ToInt64(ctx, &result, answer))
        run_uncaught(JS_GetException(ctx), "exception");
    train_rehearsing = true;
    return result;
}

void train_exit(void)
{
    if (train_rehearsing)
        mark_changes();
    train_rehearsing = false;
}

static char **strings(JSContext *ctx, JSValueConst array, int *count)
{
    int64_t length = 0;
    JS_GetLength(ctx, array, &length);
    char **list = calloc(length + 1, sizeof *list);
    for (int64_t i = 0; i < length; i++) {
        JSValue value = JS_GetPropertyInt64(ctx, array, i);
        list[i] = (char *)JS_ToCString(ctx, value); // lives as long as the process
    }
    *count = length;
    return list;
}

static long fork_rehearsal(void)
{
    const long pid = raw5(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    if (pid < 0)
        die(125, "isobox: cannot fork for the rehearsal");
    return pid;
}

static int status_of(long pid)
{
    int status = 0;
    while (raw4(SYS_wait4, pid, &status, 0, 0) == -4 /* EINTR */)
        ;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// rehearse(argv, environ, kernel): a start in a process of its own. Returns its exit status.
static JSValue js_rehearse(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    if (argc < 3 || !JS_IsArray(argv[0]) || !JS_IsArray(argv[1]) || !JS_IsFunction(ctx, argv[2]))
        return JS_ThrowTypeError(ctx, "rehearse: want a command line, an environment and a kernel");
    const long pid = fork_rehearsal();
    if (pid == 0) {
        int count;
        kernel = JS_DupValue(ctx, argv[2]);
        host_argv = strings(ctx, argv[0], &host_argc);
        environ = strings(ctx, argv[1], &count);
        run_set_stack(0);
        train_rehearsing = true;
        run_entry();
    }
    return JS_NewInt32(ctx, status_of(pid));
}

// leave(status): where the program would have become another one.
static JSValue js_leave(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    int32_t status = 0;
    if (argc > 0 && JS_ToInt32(ctx, &status, argv[0]))
        return JS_EXCEPTION;
    train_rehearsing = true; // it is called from the script's kernel
    host_exit(status);
}

// print(text): to descriptor 2, past the script's own kernel.
static JSValue js_print(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    const char *text = argc > 0 ? JS_ToCString(ctx, argv[0]) : NULL;
    if (!text)
        return JS_EXCEPTION;
    host_write(2, text, strlen(text));
    host_write(2, "\n", 1);
    JS_FreeCString(ctx, text);
    return JS_UNDEFINED;
}

static int by_touch(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    uint32_t first = shared->first[*x], second = shared->first[*y];
    bool sparse = size_of[*x] > SPARSE, also = size_of[*y] > SPARSE;
    if (sparse != also)
        return sparse ? 1 : -1;
    if ((first ^ second) & WRITTEN)
        return first & WRITTEN ? -1 : 1;
    return first < second ? -1 : first > second;
}

static int by_number(const void *a, const void *b)
{
    const struct plan_entry *x = a, *y = b;
    return x->number < y->number ? -1 : x->number > y->number;
}

/** The numbers of the blocks that are in the frozen heap: those touched in their order, then all others in theirs. */
static uint32_t *placed(uint32_t allocations, uint32_t *touched, uint32_t *count)
{
    uint32_t *numbers = calloc(allocations + 1, sizeof *numbers);
    bool *lives = calloc(allocations + 1, sizeof *lives);
    for (size_t i = 0; i < HEAP->immortal / GRANULE; i++)
        lives[number_at[i]] = true;
    for (uint32_t n = 1; n <= allocations; n++)
        if (lives[n] && shared->first[n] && size_of[n] <= LARGE)
            numbers[(*count)++] = n;
    *touched = *count;
    qsort(numbers, *count, sizeof *numbers, by_touch);
    for (uint32_t n = 1; n <= allocations; n++)
        if (lives[n] && !(shared->first[n] && size_of[n] <= LARGE))
            numbers[(*count)++] = n;
    return numbers;
}

static void write_plan(uint32_t allocations, const char *out)
{
    uint32_t count = 0, touched;
    const uint32_t *numbers = placed(allocations, &touched, &count);

    size_t size = sizeof(struct plan) + count * sizeof(struct plan_entry) + shapes->count * sizeof(uint32_t);
    struct plan *plan = calloc(1, size);
    memcpy(plan->magic, PLAN_MAGIC, 8);
    plan->allocations = allocations;
    plan->count = count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t n = numbers[i];
        // A large block has its size in front (engine/changes.mjs).
        uint32_t whole = size_of[n] > 512 ? size_of[n] + 8 : size_of[n];
        plan->entries[i] = (struct plan_entry){n - 1, whole, plan->size};
        plan->size += whole;
        if (i < touched && shared->first[n] & WRITTEN && size_of[n] <= SPARSE)
            plan->written = plan->size;
        if (i < touched)
            plan->touched = plan->size;
    }
    qsort(plan->entries, count, sizeof *plan->entries, by_number);
    plan->shapes = shapes->count;
    __real_memcpy(plan->entries + count, shapes->words, shapes->count * sizeof(uint32_t));

    long fd = raw4(SYS_openat, AT_FDCWD, out, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0 || raw3(SYS_write, fd, plan, size) != (long)size)
        die(125, "isobox: cannot write ", out);
}

static void *shared_memory(size_t size)
{
    long map = raw6(SYS_mmap, 0, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (map < 0 && map > -4096)
        die(125, "isobox: cannot map the rehearsal's marks");
    return (void *)map;
}

static void rehearse_all(const char *script)
{
    JSContext *ctx = HEAP->ctx;
    shared = shared_memory(sizeof *shared);
    frozen = HEAP->immortal;
    void *copy = malloc(frozen);
    if (!copy)
        die(125, "isobox: not enough memory for the rehearsal");
    before = __real_memcpy(copy, (void *)HEAP_BASE, frozen);

    JSValue global = JS_GetGlobalObject(ctx), host = JS_GetPropertyStr(ctx, global, "__host__");
    JS_SetPropertyStr(ctx, host, "rehearse", JS_NewCFunction(ctx, js_rehearse, "rehearse", 3));
    JS_SetPropertyStr(ctx, host, "leave", JS_NewCFunction(ctx, js_leave, "leave", 1));
    JS_SetPropertyStr(ctx, host, "print", JS_NewCFunction(ctx, js_print, "print", 1));
    size_t size;
    char *source = run_read_file(script, 0, &size);
    run_script(script, source, size);
}

static int by_properties(const void *a, const void *b)
{
    const struct plan_shape *x = *(struct plan_shape **)a, *y = *(struct plan_shape **)b;
    if (x->prototype != y->prototype)
        return x->prototype < y->prototype ? -1 : 1;
    for (uint32_t i = 0; i < x->count && i < y->count; i++)
        if (x->properties[i].atom != y->properties[i].atom)
            return x->properties[i].atom < y->properties[i].atom ? -1 : 1;
        else if (x->properties[i].flags != y->properties[i].flags)
            return x->properties[i].flags < y->properties[i].flags ? -1 : 1;
    return x->count < y->count ? -1 : x->count > y->count;
}

static bool continues(const struct plan_shape *shape, const struct plan_shape *longer, uint32_t count)
{
    return longer->prototype == shape->prototype && longer->count >= count &&
           !__real_memcmp(longer->properties, shape->properties, count * sizeof *shape->properties);
}

/** Each that was listed once, a shape behind those on the way to it; with room for what is always added next. */
static struct plan_shape **sort_shapes(uint32_t *count)
{
    struct plan_shape **sorted = calloc(shapes->count / PLAN_SHAPE_WORDS(0) + 1, sizeof *sorted);
    uint32_t listed = 0;
    for (uint32_t at = 0; at < shapes->count; at += PLAN_SHAPE_WORDS(sorted[listed++]->count))
        sorted[listed] = (struct plan_shape *)(shapes->words + at);
    qsort(sorted, listed, sizeof *sorted, by_properties);
    *count = 0;
    for (uint32_t i = 0; i < listed; i++)
        if (i == 0 || by_properties(&sorted[i - 1], &sorted[i]))
            sorted[(*count)++] = sorted[i];

    for (uint32_t i = *count; i-- > 0;) {
        struct plan_shape *shape = sorted[i], *next = sorted[i + 1];
        uint32_t end = i + 1;
        while (end < *count && continues(shape, sorted[end], shape->count))
            end++;
        // The last of them and the next one agree in a property more, so all between do.
        if (end > i + 1 && continues(next, sorted[end - 1], shape->count + 1))
            shape->room = next->room;
    }
    return sorted;
}

/** Lists the shapes that starts make, and makes them. @param settle ends the making, in a fork. */
void train_shapes(JSContext *ctx, const char *script, void (*settle)(void))
{
    shapes = shared_memory(sizeof *shapes);
    const long pid = fork_rehearsal();
    if (pid == 0) {
        settle();
        listing = true;
        rehearse_all(script);
        host_exit(0);
    }
    const int status = status_of(pid);
    if (status != 0)
        host_exit(status);

    uint32_t count;
    struct plan_shape **sorted = sort_shapes(&count);
    uint32_t kept = 0;
    static uint32_t words[SHAPES];
    for (uint32_t i = 0; i < count; i++) {
        const struct plan_shape *shape = sorted[i];
        void *prototype = (void *)(uintptr_t)(shape->prototype ? address_of[shape->prototype] : 0);
        if (engine_make_shape(ctx, prototype, shape)) {
            __real_memcpy(words + kept, shape, PLAN_SHAPE_WORDS(shape->count) * 4);
            kept += PLAN_SHAPE_WORDS(shape->count);
        }
    }
    __real_memcpy(shapes->words, words, kept * 4);
    shapes->count = kept;
}

_Noreturn void train_main(const char *script, const char *out)
{
    const uint32_t allocations = layout.allocations;
    rehearse_all(script);
    write_plan(allocations, out);
    host_exit(0);
}
