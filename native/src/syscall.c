// The waist: syscall(nr, a, b, c, d, e, f), the two ways in which nearly all calls are made, and what TypeScript needs
// to pass pointers.
#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/uio.h>

#include "host.h"
#include "raw.h"

#ifdef HOST_FUZZ
// The fuzz target calls with random numbers and pointers: nothing may reach the kernel.
extern long (*fuzz_kernel)(long nr, const long args[6]);
#define KERNEL(nr, v) fuzz_kernel(nr, v)
#elif defined(HOST_TRAIN)
#define KERNEL(nr, v) train_answer(ctx, argc, argv, v)
#else
#define KERNEL(nr, v) raw6(nr, (v)[0], (v)[1], (v)[2], (v)[3], (v)[4], (v)[5])
#endif

#define MAX_ERRNO 4095

// Strings live here during the call if they are long: not on the stack, so that `ulimit -s` buys recursion; not in the
// engine's heap, because a path is needed for a microsecond. Most are short, and on the stack, which is written to anyway.
uint8_t host_scratch[16384] LAST_IN_MEMORY;
static size_t scratch_used; // by calls around this one too: what gives an argument may make a call

struct call {
    uint8_t near[512];
    size_t near_used;
    int spilled;
    uint8_t *spill[6];
};

static int put_string(JSContext *ctx, struct call *call, JSValueConst value, long *out)
{
    const void *units;
    size_t count;
    bool wide;
    JSValue flat = engine_string(ctx, value, &units, &count, &wide);
    if (JS_IsException(flat))
        return -1;
    size_t room = count * (wide ? 3 : 2) + 1;
    bool is_near = room <= sizeof call->near - call->near_used, fits = room <= sizeof host_scratch - scratch_used;
    uint8_t *bytes = is_near ? call->near + call->near_used : host_scratch + scratch_used;
    if (!is_near && !fits) {
        bytes = js_malloc(ctx, room);
        if (!bytes) {
            JS_FreeValue(ctx, flat);
            return -1;
        }
        call->spill[call->spilled++] = bytes;
    }
    long size = codec_encode(units, count, wide, bytes);
    if (size < 0)
        host_throw_encoding(ctx, flat, size);
    JS_FreeValue(ctx, flat);
    if (size < 0)
        return -1;
    bytes[size++] = 0;
    if (is_near)
        call->near_used += size;
    else if (fits)
        scratch_used += size;
    *out = (long)bytes;
    return 0;
}

static int put_value(JSContext *ctx, struct call *call, int index, JSValueConst value, long *out)
{
    // Most are small numbers: without a jump by a table.
    if (JS_VALUE_GET_TAG(value) == JS_TAG_INT) {
        *out = JS_VALUE_GET_INT(value);
        return 0;
    }
    switch (JS_VALUE_GET_NORM_TAG(value)) {
    case JS_TAG_FLOAT64: {
        double d = JS_VALUE_GET_FLOAT64(value);
        if (d >= -0x1p53 && d <= 0x1p53 && d == (double)(int64_t)d) {
            *out = (int64_t)d;
            return 0;
        }
        JS_ThrowTypeError(ctx, "syscall: argument %d is no integer that a number holds exactly: use a bigint", index);
        return -1;
    }
    case JS_TAG_SHORT_BIG_INT:
    case JS_TAG_BIG_INT: {
        int64_t wrapped;
        if (JS_ToBigInt64(ctx, &wrapped, value))
            return -1;
        *out = wrapped;
        return 0;
    }
    case JS_TAG_STRING:
    case JS_TAG_STRING_ROPE:
        return put_string(ctx, call, value, out);
    case JS_TAG_NULL:
    case JS_TAG_UNDEFINED:
        *out = 0;
        return 0;
    case JS_TAG_OBJECT: {
        uint8_t *bytes;
        size_t size;
        int kind = engine_bytes(value, &bytes, &size);
        if (kind > 0) {
            *out = (long)bytes;
            return 0;
        }
        if (kind < 0) {
            JS_ThrowTypeError(ctx, "syscall: the buffer of argument %d is detached", index);
            return -1;
        }
        JSValue fd = JS_GetProperty(ctx, value, HEAP->fd);
        if (JS_IsException(fd))
            return -1;
        if (JS_VALUE_GET_TAG(fd) == JS_TAG_INT) {
            *out = JS_VALUE_GET_INT(fd);
            return 0;
        }
        JS_FreeValue(ctx, fd);
    } // fall through
    default:
        JS_ThrowTypeError(ctx, "syscall: argument %d must be a number, bigint, string, buffer, view, descriptor or null", index);
        return -1;
    }
}

// A function of the program's may replace itself while it runs.
static JSValue call_kept(JSContext *ctx, JSValue function, int argc, JSValueConst *argv)
{
    JS_DupValue(ctx, function);
    JSValue result = JS_Call(ctx, function, JS_UNDEFINED, argc, argv);
    JS_FreeValue(ctx, function);
    return result;
}

// The error is worded in TypeScript, from the arguments as they were passed.
static JSValue refuse(JSContext *ctx, int argc, JSValueConst *argv, int errnum)
{
    JSValueConst args[8] = {JS_NewInt32(ctx, errnum)};
    memcpy(args + 1, argv, argc * sizeof *argv);
    JSValue error = call_kept(ctx, HEAP->refused, argc + 1, args);
    return JS_IsException(error) ? error : JS_Throw(ctx, error);
}

// Whether a call that was answered has made a process with memory of its own.
static bool is_fork(long nr, const long v[6])
{
#ifdef HOST_FUZZ
    if (nr == SYS_clone3) // the answer is as random as the pointer
        return false;
#endif
    return (nr == SYS_clone && !(v[0] & CLONE_VM)) || (nr == SYS_clone3 && !(*(const uint64_t *)v[0] & CLONE_VM));
}

// ONCE: as the kernel answers. AGAIN: again while a signal interrupts it. MUST: likewise, and an errno is an exception.
// The loop is here and not in TypeScript because a run makes some 450 calls: half a dozen operations each. Where a
// decorator of TypeScript's stands around `syscall`, the two go through it: whoever kept one of them, too.
enum how { ONCE, AGAIN, MUST };

static JSValue make_call(JSContext *ctx, int argc, JSValueConst *argv, enum how how)
{
    struct call call;
    long nr, answer, v[6] = {0};
    const size_t used = scratch_used;
    call.near_used = 0;
    call.spilled = 0;

    if (argc < 1 || argc > 7)
        return JS_ThrowTypeError(ctx, "syscall: want a number and at most six arguments");
    if (JS_VALUE_GET_TAG(argv[0]) != JS_TAG_INT)
        return JS_ThrowTypeError(ctx, "syscall: the number of the call must be an integer");
    nr = JS_VALUE_GET_INT(argv[0]);

    JSValue result = JS_EXCEPTION;
    for (int i = 1; i < argc; i++)
        if (put_value(ctx, &call, i, argv[i], &v[i - 1]))
            goto out;

    // What a module learns from the kernel while it is loaded belongs to the machine and
    // the minute of the build. Writing is the exception: it helps who debugs a module.
    if (__builtin_expect(HEAP->making, 0) && !(nr == SYS_write && (v[0] == 1 || v[0] == 2))) {
        JS_ThrowTypeError(ctx, "syscall %ld while the heap is made: its result would be frozen", nr);
        goto out;
    }
    do
        answer = KERNEL(nr, v);
    while (answer == -EINTR && how != ONCE);
    if (answer >= 0 && is_fork(nr, v))
        arena_part(answer == 0);
    result = how == MUST && answer < 0 && answer >= -MAX_ERRNO ? refuse(ctx, argc, argv, -answer)
                                                               : JS_NewInt64(ctx, answer);
out:
    if (__builtin_expect(scratch_used != used, 0))
        scratch_used = used;
    while (__builtin_expect(call.spilled > 0, 0))
        js_free(ctx, call.spill[--call.spilled]);
    return result;
}

JSValue js_syscall(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    return make_call(ctx, argc, argv, ONCE);
}

JSValue js_attempt(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    if (__builtin_expect(!JS_IsUndefined(HEAP->around[0]), 0))
        return call_kept(ctx, HEAP->around[0], argc, argv);
    return make_call(ctx, argc, argv, AGAIN);
}

JSValue js_call(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    if (__builtin_expect(!JS_IsUndefined(HEAP->around[1]), 0))
        return call_kept(ctx, HEAP->around[1], argc, argv);
    return make_call(ctx, argc, argv, MUST);
}

JSValue js_address(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    uint8_t *bytes;
    size_t size;
    int kind = argc < 1 ? 0 : engine_bytes(argv[0], &bytes, &size);
    if (kind <= 0)
        return JS_ThrowTypeError(ctx, "address: %s", kind ? "the buffer is detached" : "want a buffer or a view");
    return JS_NewInt64(ctx, (intptr_t)bytes);
}

// The kernel copies, so that a wrong address is an exception and not a signal. A process
// may always read itself this way; where the call is missing or filtered (seccomp), the
// kernel copies through a pipe of ours.
static long copy_out(uint8_t *to, uintptr_t from, size_t size)
{
    struct iovec local = {to, size}, remote = {(void *)from, size};
    long n = raw6(SYS_process_vm_readv, raw0(SYS_getpid), (long)&local, 1, (long)&remote, 1, 0);
    if (n != -ENOSYS && n != -EPERM)
        return n;

    int ends[2];
    if ((n = raw2(SYS_pipe2, ends, 02000000 /* O_CLOEXEC */)) < 0)
        return n;
    size_t done = 0;
    while (done < size) {
        size_t piece = size - done < 4096 ? size - done : 4096;
        if ((n = raw3(SYS_write, ends[1], from + done, piece)) <= 0 ||
            (n = raw3(SYS_read, ends[0], to + done, n)) <= 0)
            break;
        done += n;
    }
    raw1(SYS_close, ends[0]);
    raw1(SYS_close, ends[1]);
    return n < 0 ? n : (long)done;
}

JSValue js_peek(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    int64_t address, size;
    if (argc < 2 || !(JS_IsNumber(argv[0]) || JS_IsBigInt(argv[0])) || !JS_IsNumber(argv[1]) ||
        JS_ToInt64Ext(ctx, &address, argv[0]) || JS_ToInt64(ctx, &size, argv[1]))
        return JS_ThrowTypeError(ctx, "peek: want an address and a length");
    if (size < 0 || size > (int64_t)HEAP_LIMIT)
        return JS_ThrowRangeError(ctx, "peek: length %lld", (long long)size);
    uint8_t *bytes = js_malloc(ctx, size + 1);
    if (!bytes)
        return JS_EXCEPTION;
    JSValue result = size == 0 || copy_out(bytes, address, size) == size
                         ? JS_NewArrayBufferCopy(ctx, bytes, size)
                         : JS_ThrowRangeError(ctx, "peek: no %lld readable bytes at that address", (long long)size);
    js_free(ctx, bytes);
    return result;
}
