// Fuzz target of the three places where a mistake is a hole: the string codec, the
// arguments of a system call, and the allocator. No call reaches the kernel: syscall.c is
// built with HOST_FUZZ. Every input is entropy; the expected result comes from a second,
// slow, obvious implementation.
//
//   host-fuzz [ROUNDS [SEED]]       (built by gcc with ASan and UBSan)
//   with -DHOST_LIBFUZZER and clang -fsanitize=fuzzer: LLVMFuzzerTestOneInput
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static const uint8_t *input;
static size_t left;

unsigned next_byte(void)
{
    if (left == 0)
        return 0;
    left--;
    return *input++;
}

unsigned below(unsigned n)
{
    return (next_byte() << 8 | next_byte()) % n;
}

// The codec, as a sentence of its definition per branch.
static size_t slow_encode(const uint16_t *u, size_t count, uint8_t *out, long *bad)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t c = u[i];
        bool high = c >= 0xd800 && c < 0xdc00, low = c >= 0xdc00 && c < 0xe000;
        if (high && i + 1 < count && u[i + 1] >= 0xdc00 && u[i + 1] < 0xe000) {
            c = 0x10000 + (c - 0xd800) * 0x400 + (u[++i] - 0xdc00);
            high = false;
        }
        if (low && c >= 0xdc80 && c <= 0xdcff) {
            out[n++] = c - 0xdc00;
            continue;
        }
        if (c == 0 || high || low) {
            *bad = i;
            return 0;
        }
        int tail = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
        static const uint8_t lead[] = {0, 0xc0, 0xe0, 0xf0};
        out[n++] = lead[tail] | c >> (6 * tail);
        while (tail--)
            out[n++] = 0x80 | (c >> (6 * tail) & 0x3f);
    }
    *bad = -1;
    return n;
}

static void fuzz_bytes(void)
{
    size_t size = below(40);
    uint8_t *bytes = malloc(size + 1), *back = malloc(size * 3 + 1);
    bool nul = false;
    // Bytes near the edges of UTF-8's grammar, more often than chance would give them.
    static const uint8_t edges[] = {0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf,
                                    0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff};
    for (size_t i = 0; i < size; i++) {
        bytes[i] = next_byte() & 1 ? edges[below(sizeof edges)] : next_byte();
        nul |= bytes[i] == 0;
    }
    bool wide;
    size_t count = codec_measure(bytes, size, &wide);
    check(count <= size);
    void *units = malloc(count * (wide ? 2 : 1) + 1);
    codec_decode(bytes, size, wide, units);
    if (!nul) {
        check(codec_encode(units, count, wide, back) == (long)size);
        check(memcmp(bytes, back, size) == 0);
    }
    free(units);
    free(bytes);
    free(back);
}

static uint16_t random_unit(void)
{
    switch (below(6)) {
    case 0: return 0xd800 + below(0x400);
    case 1: return 0xdc00 + below(0x400);
    case 2: return 0xdc80 + below(0x80);
    case 3: return below(0x10000);
    case 4: return below(0x100);
    default: return 1 + below(0x7f);
    }
}

static void fuzz_units(void)
{
    size_t count = below(40);
    uint16_t *u = malloc(count * 2 + 1);
    uint8_t *narrow = malloc(count + 1), *out = malloc(count * 3 + 1), *want = malloc(count * 4 + 1);
    bool fits = next_byte() & 1;
    for (size_t i = 0; i < count; i++) {
        u[i] = fits ? random_unit() & 0xff : random_unit();
        narrow[i] = u[i];
    }
    long bad;
    size_t size = slow_encode(u, count, want, &bad);
    for (int wide = !fits; wide < 2; wide++) {
        long got = codec_encode(wide ? (void *)u : narrow, count, wide, out);
        check(bad < 0 ? got == (long)size && !memcmp(out, want, size) : got == -1 - bad);
    }
    free(u);
    free(narrow);
    free(out);
    free(want);
}

static long seen[6];
static const uint8_t *texts[6]; // what pointers to strings must point to, as long as the call lasts

static long kernel(long nr, const long args[6])
{
    memcpy(seen, args, sizeof seen);
    for (int i = 0; i < 6; i++)
        if (texts[i])
            check(!strcmp((const char *)args[i], (const char *)texts[i]));
    return nr;
}

long (*fuzz_kernel)(long, const long[6]) = kernel;

// Builds argument `i`; tells what must arrive: a number, bytes that must be readable and
// equal, or an exception.
static JSValue random_argument(JSContext *ctx, int i, long *number, uint8_t **bytes, size_t *size, bool *throws)
{
    *bytes = NULL;
    *size = 0;
    *number = 0;
    switch (below(10)) {
    case 0:
        *number = (int32_t)(below(0x10000) << 16 | below(0x10000));
        return JS_NewInt32(ctx, *number);
    case 1: {
        int64_t n = (int64_t)below(0x10000) << 37 | below(0x10000);
        *number = n = next_byte() & 1 ? n : -n;
        return JS_NewFloat64(ctx, n);
    }
    case 2: {
        static const double bad[] = {0.5, 0x1p54, -0x1p60, 1e300, __builtin_nan(""), __builtin_inf()};
        *throws = true;
        return JS_NewFloat64(ctx, bad[below(6)]);
    }
    case 3:
        *number = (long)((uint64_t)below(0x10000) << 48 | below(0x10000));
        return next_byte() & 1 ? JS_NewBigUint64(ctx, *number) : JS_NewBigInt64(ctx, *number);
    case 4: {
        size_t count = next_byte() & 3 ? below(60) : below(9000);
        uint16_t *u = malloc(count * 2 + 1);
        // Mostly units that have bytes, or nearly every string would be refused.
        bool valid = next_byte() & 7;
        uint16_t unit = 1;
        for (size_t k = 0; k < count; u[k++] = unit) {
            if (k < 60)
                unit = random_unit();
            if (valid && (unit == 0 || (unit >= 0xd800 && unit < 0xdc80) || (unit > 0xdcff && unit < 0xe000)))
                unit = 0xdc80 + (unit & 0x7f);
        }
        long bad;
        *bytes = malloc(count * 3 + 1);
        *size = slow_encode(u, count, *bytes, &bad);
        *throws |= bad >= 0;
        if (bad < 0)
            (*bytes)[(*size)++] = 0;
        JSValue s = JS_NewStringUTF16(ctx, u, count);
        free(u);
        return s;
    }
    case 5:
    case 6: {
        size_t length = 8 * (1 + below(8)), offset = 8 * below(length / 8);
        *bytes = malloc(length);
        for (size_t k = 0; k < length; k++)
            (*bytes)[k] = next_byte();
        JSValue buffer = JS_NewArrayBufferCopy(ctx, *bytes, length);
        *size = length;
        if (next_byte() & 1)
            return buffer;
        JSValue global = JS_GetGlobalObject(ctx);
        static const char *const kinds[] = {"Uint8Array", "DataView", "Float64Array", "BigInt64Array", "Int16Array"};
        JSValue constructor = JS_GetPropertyStr(ctx, global, kinds[below(5)]);
        JSValueConst args[] = {buffer, JS_NewInt32(ctx, offset)};
        JSValue view = JS_CallConstructor(ctx, constructor, 2, args);
        memmove(*bytes, *bytes + offset, *size -= offset);
        if (next_byte() % 8 == 0) {
            JS_DetachArrayBuffer(ctx, buffer);
            *throws = true;
        }
        JS_FreeValue(ctx, constructor);
        JS_FreeValue(ctx, global);
        JS_FreeValue(ctx, buffer);
        return view;
    }
    case 7:
        *throws = true;
        return next_byte() & 1 ? JS_NewBool(ctx, true) : JS_NewObject(ctx);
    case 8:
        return JS_NULL;
    default:
        return JS_UNDEFINED;
    }
}

static void fuzz_call(JSContext *ctx)
{
    JSValue argv[7];
    long number[6] = {0};
    uint8_t *bytes[6] = {0};
    size_t size[6];
    bool throws = false;
    int argc = 1 + below(7);
    argv[0] = JS_NewInt32(ctx, below(500));
    memset(texts, 0, sizeof texts);
    for (int i = 1; i < argc; i++) {
        argv[i] = random_argument(ctx, i, &number[i - 1], &bytes[i - 1], &size[i - 1], &throws);
        if (JS_IsString(argv[i]))
            texts[i - 1] = bytes[i - 1];
    }

    // Sometimes there is no memory for what spills out of the scratch area: an exception,
    // never a crash or a leak.
    bool starved = next_byte() % 16 == 0;
    if (starved)
        JS_SetMemoryLimit(JS_GetRuntime(ctx), engine_used(JS_GetRuntime(ctx)) + 2000);
    JSValue result = js_syscall(ctx, JS_UNDEFINED, argc, (JSValueConst *)argv);
    JS_SetMemoryLimit(JS_GetRuntime(ctx), 0);
    if (JS_IsException(result)) {
        check(throws || starved);
        JS_FreeValue(ctx, JS_GetException(ctx));
    } else {
        check(!throws && JS_VALUE_GET_INT(result) == JS_VALUE_GET_INT(argv[0]));
        for (int i = 0; i < 6; i++) {
            if (!bytes[i])
                check(seen[i] == number[i]);
            else if (!texts[i])
                check(!memcmp((void *)seen[i], bytes[i], size[i]));
        }
    }
    for (int i = 0; i < argc; i++)
        JS_FreeValue(ctx, argv[i]);
    for (int i = 0; i < 6; i++)
        free(bytes[i]);
}

static void fuzz_one(JSContext *ctx, const uint8_t *data, size_t size)
{
    input = data;
    left = size;
    switch (next_byte() % 4) {
    case 0: fuzz_bytes(); break;
    case 1: fuzz_units(); break;
    case 2: fuzz_call(ctx); break;
    default: fuzz_arena();
    }
}

#ifdef HOST_LIBFUZZER

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static JSContext *ctx;
    if (!ctx)
        ctx = JS_NewContext(JS_NewRuntime());
    fuzz_one(ctx, data, size);
    return 0;
}

#else

int main(int argc, char **argv)
{
    long rounds = argc > 1 ? atol(argv[1]) : 20000;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 0) : 1;
    JSRuntime *rt = JS_NewRuntime();
    JSContext *ctx = JS_NewContext(rt);
    static uint8_t data[2048];
    uint64_t state = seed * 0x9e3779b97f4a7c15 | 1;
    for (long round = 0; round < rounds; round++) {
        for (size_t i = 0; i < sizeof data; i++) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            data[i] = state >> 32;
        }
        data[0] = round;
        fuzz_one(ctx, data, sizeof data);
    }
    JS_FreeContext(ctx);
    JS_FreeRuntime(rt);
    printf("fuzz: %ld rounds from seed %llu: no difference\n", rounds, (unsigned long long)seed);
    return 0;
}

#endif
