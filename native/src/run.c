// From a context to an exit status: evaluate, call the entry, drain the jobs, report.
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "host.h"
#include "raw.h"

// A rejection that nobody handles is a failure, but only once all jobs have run: `await`
// in a later job is a handler too.
static void track_rejection(JSContext *ctx, JSValueConst promise, JSValueConst reason, bool handled, void *opaque)
{
    struct rejection **at = &HEAP->rejections, *r;
    for (; (r = *at); at = &r->next)
        if (JS_VALUE_GET_PTR(r->promise) == JS_VALUE_GET_PTR(promise))
            break;
    if (handled && r) {
        *at = r->next;
        JS_FreeValue(ctx, r->promise);
        JS_FreeValue(ctx, r->reason);
        js_free(ctx, r);
    } else if (!handled && !r && (r = js_malloc(ctx, sizeof *r))) {
        r->next = NULL;
        r->promise = JS_DupValue(ctx, promise);
        r->reason = JS_DupValue(ctx, reason);
        *at = r;
    } else if (!handled && !r) {
        die(125, "isobox: out of memory while a promise was rejected");
    }
}

void run_create(bool making)
{
    arena_create();
    HEAP->making = making; // before the context: it seeds itself from the clock
    JSRuntime *rt = JS_NewRuntime2(HEAP_FUNCTIONS, NULL);
    JSContext *ctx = rt ? JS_NewContextRaw(rt) : NULL;
    if (!ctx)
        die(125, "isobox: not enough memory for the engine");
    HEAP->rt = rt;
    HEAP->ctx = ctx;
    HEAP->entry = JS_UNDEFINED;
    HEAP->uncaught = JS_UNDEFINED;
    HEAP->refused = HEAP->around[0] = HEAP->around[1] = JS_UNDEFINED;
    JS_SetGCThreshold(rt, (size_t)-1);
    engine_add_intrinsics(ctx);
    JS_SetHostPromiseRejectionTracker(rt, track_rejection, NULL);
    bridge_install(ctx);
}

// Under `ulimit -v` the stack may fail to grow though RLIMIT_STACK allows it, and that is
// SIGSEGV. One touched byte makes the kernel extend it now, while there still is room.
static uint64_t claim_stack(uintptr_t here, uint64_t room)
{
    long trial = raw6(SYS_mmap, 0, room + (256 << 10), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (trial < 0 && trial > -4096)
        return 64 << 10; // execve(2) itself gave the stack 128 KiB
    raw2(SYS_munmap, trial, room + (256 << 10));
    *(volatile char *)(here - room - (64 << 10)) = 0;
    return room;
}

/**
 * Bounds recursion by the stack that the kernel will grant.
 * @param stack_end 0, or the lowest address of a stack made by us.
 * Updating the stack top alone gives SIGSEGV under `ulimit -s 256`.
 */
void run_set_stack(uintptr_t stack_end)
{
    JSRuntime *rt = HEAP->rt;
    JS_UpdateStackTop(rt);
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    if (stack_end) {
        JS_SetMaxStackSize(rt, here - stack_end - (64 << 10));
        return;
    }

    struct rlimit stack = {RLIM_INFINITY, RLIM_INFINITY}, space = stack;
    raw4(SYS_prlimit64, 0, RLIMIT_STACK, 0, &stack);
    raw4(SYS_prlimit64, 0, RLIMIT_AS, 0, &space);
    uint64_t size = stack.rlim_cur;
    if (size == RLIM_INFINITY)
        size = 8 << 20;
    if (size > 64 << 20) // the kernel keeps at least 128 MiB free below the stack
        size = 64 << 20;
    if (space.rlim_cur != RLIM_INFINITY && size > space.rlim_cur / 8)
        size = space.rlim_cur / 8;

    // Arguments and environment lie above us and are counted: AT_EXECFN is the last thing
    // on the stack. Below the limit the engine's C functions need room that no check sees.
    uintptr_t top = (getauxval(AT_EXECFN) | 4095) + 1;
    uint64_t used = top > here && top - here < size ? top - here : 0;
    uint64_t margin = size >= 1 << 20 ? 128 << 10 : size / 4;
    uint64_t room = size > used + margin ? size - used - margin : 0;
    if (room < 16 << 10)
        room = 16 << 10;
    if (space.rlim_cur != RLIM_INFINITY && room > 64 << 10)
        room = claim_stack(here, room);
    JS_SetMaxStackSize(rt, room);
}

// Bytes that are not UTF-8 came as lone surrogates and are given back as they came.
static bool print(JSContext *ctx, JSValueConst value)
{
    const void *units;
    size_t count;
    bool wide;
    JSValue flat = engine_string(ctx, value, &units, &count, &wide);
    if (JS_IsException(flat))
        return false;
    uint8_t *bytes = js_malloc(ctx, count * 3 + 2);
    long size = bytes ? codec_encode(units, count, wide, bytes) : -1;
    if (size >= 0) {
        if (size == 0 || bytes[size - 1] != '\n')
            bytes[size++] = '\n';
        host_write(2, bytes, size);
    } else {
        const char *text = JS_ToCString(ctx, flat); // what has no bytes, as well as can be
        if (text) {
            host_write(2, text, strlen(text));
            host_write(2, "\n", 1);
            size = 0;
        }
    }
    js_free(ctx, bytes);
    JS_FreeValue(ctx, flat);
    return size >= 0;
}

_Noreturn void run_uncaught(JSValue error, const char *kind)
{
    JSContext *ctx = HEAP->ctx;
    // An exhausted heap or stack must not silence its own report.
    arena_open_reserve();
    if (!HEAP->making && JS_IsFunction(ctx, HEAP->uncaught)) {
        JSValue handler = HEAP->uncaught;
        HEAP->uncaught = JS_UNDEFINED;
        JSValue args[] = {error, JS_NewString(ctx, kind)};
        JSValue text = JS_Call(ctx, handler, JS_UNDEFINED, 2, (JSValueConst *)args);
        if (JS_IsString(text) && print(ctx, text))
            host_exit(125);
        JS_FreeValue(ctx, JS_GetException(ctx));
    }
    if (!print(ctx, error)) {
        JS_FreeValue(ctx, JS_GetException(ctx));
        static const char line[] = "isobox: uncaught exception that cannot be printed (out of memory?)\n";
        host_write(2, line, sizeof line - 1);
    }
    if (JS_IsError(error)) {
        JSValue stack = JS_GetPropertyStr(ctx, error, "stack");
        if (JS_IsString(stack) && JS_ToBool(ctx, stack))
            print(ctx, stack);
    }
    host_exit(125);
}

void run_drain(void)
{
    JSContext *ctx;
    int result;
    while ((result = JS_ExecutePendingJob(HEAP->rt, &ctx)))
        if (result < 0)
            run_uncaught(JS_GetException(ctx), "exception");
    if (HEAP->rejections)
        run_uncaught(HEAP->rejections->reason, "rejection");
}

static void fail(const char *message)
{
    JSContext *ctx = HEAP->ctx;
    JS_ThrowTypeError(ctx, "%s", message);
    run_uncaught(JS_GetException(ctx), "exception");
}

_Noreturn void run_entry(void)
{
    JSContext *ctx = HEAP->ctx;
    JSValue args = host_strings(ctx, host_argv, host_argc);
    if (JS_IsException(args))
        run_uncaught(JS_GetException(ctx), "exception");
    JSValue value = JS_Call(ctx, HEAP->entry, JS_UNDEFINED, 1, (JSValueConst *)&args);
    if (JS_IsException(value))
        run_uncaught(JS_GetException(ctx), "exception");

    run_drain();
    if (JS_IsPromise(value)) {
        switch (JS_PromiseState(ctx, value)) {
        case JS_PROMISE_FULFILLED:
            value = JS_PromiseResult(ctx, value);
            break;
        case JS_PROMISE_REJECTED:
            run_uncaught(JS_PromiseResult(ctx, value), "rejection");
        default:
            fail("main() never finished: no job is left that could settle its promise");
        }
    }
    int32_t status = 0;
    if (!JS_IsUndefined(value) && (!JS_IsNumber(value) || JS_ToInt32(ctx, &status, value) || status < 0 || status > 255))
        fail("main() must return an exit status, 0 to 255, or undefined");
    host_exit(status);
}

void run_script(const char *name, const char *source, size_t size)
{
    JSContext *ctx = HEAP->ctx;
    JSValue value = JS_Eval(ctx, source, size, name, JS_EVAL_TYPE_GLOBAL);
    if (JS_IsException(value))
        run_uncaught(JS_GetException(ctx), "exception");
    JS_FreeValue(ctx, value);
    run_drain();
}

/** Compiles a script without its source, which would be the larger part of the heap. Line numbers stay. */
uint8_t *run_compile(const char *name, const char *source, size_t size, size_t *compiled)
{
    JSContext *ctx = HEAP->ctx;
    JSValue code = JS_Eval(ctx, source, size, name, JS_EVAL_TYPE_GLOBAL | JS_EVAL_FLAG_COMPILE_ONLY);
    if (JS_IsException(code))
        run_uncaught(JS_GetException(ctx), "exception");
    uint8_t *bytes = JS_WriteObject(ctx, compiled, code, JS_WRITE_OBJ_BYTECODE | JS_WRITE_OBJ_STRIP_SOURCE);
    if (!bytes)
        run_uncaught(JS_GetException(ctx), "exception");
    return bytes;
}

void run_bytecode(const uint8_t *bytecode, size_t size)
{
    JSContext *ctx = HEAP->ctx;
    JSValue code = JS_ReadObject(ctx, bytecode, size, JS_READ_OBJ_BYTECODE);
    JSValue value = JS_IsException(code) ? code : JS_EvalFunction(ctx, code);
    if (JS_IsException(value))
        run_uncaught(JS_GetException(ctx), "exception");
    JS_FreeValue(ctx, value);
    run_drain();
}

/** Reads a file into fresh memory at `at` (anywhere if 0), with a NUL behind it. */
char *run_read_file(const char *path, uintptr_t at, size_t *size)
{
    char number[24];
    long fd = raw4(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
    if (fd < 0)
        die(125, "isobox: cannot read ", path, ": ", host_errno(fd, number));
    return run_read_fd(fd, path, at, size);
}

/** {@link run_read_file} of a descriptor, which it closes. */
char *run_read_fd(long fd, const char *path, uintptr_t at, size_t *size)
{
    char number[24];
    size_t room = 1 << 20, used = 0;
    const int flags = MAP_PRIVATE | MAP_ANONYMOUS | (at ? MAP_FIXED : 0);
    long memory = raw6(SYS_mmap, at, room, PROT_READ | PROT_WRITE, flags, -1, 0);
    for (;;) {
        if (memory < 0 && memory > -4096)
            die(125, "isobox: cannot read ", path, ": ", host_errno(memory, number));
        long n = raw3(SYS_read, fd, memory + used, room - used - 1);
        if (n == -EINTR)
            continue;
        if (n < 0)
            die(125, "isobox: cannot read ", path, ": ", host_errno(n, number));
        if (n == 0)
            break;
        used += n;
        if (used + 1 < room)
            continue;
        memory = raw4(SYS_mremap, memory, room, room * 2, at ? 0 : MREMAP_MAYMOVE);
        room *= 2;
    }
    raw1(SYS_close, fd);
    *size = used;
    return (char *)memory;
}
