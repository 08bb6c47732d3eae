// The codec at JavaScript's end.
#include <string.h>

#include "host.h"

JSValue host_decode(JSContext *ctx, const void *bytes, size_t size)
{
    bool wide;
    void *units;
    size_t count = codec_measure(bytes, size, &wide);
    JSValue string = engine_new_string(ctx, count, wide, &units);
    if (!JS_IsException(string))
        codec_decode(bytes, size, wide, units);
    return string;
}

JSValue host_throw_encoding(JSContext *ctx, JSValueConst string, long error)
{
    const void *units;
    size_t count;
    bool wide;
    long at = -1 - error;
    JSValue flat = engine_string(ctx, string, &units, &count, &wide);
    if (JS_IsException(flat))
        return flat;
    unsigned unit = wide ? ((const uint16_t *)units)[at] : ((const uint8_t *)units)[at];
    JS_FreeValue(ctx, flat);
    return JS_ThrowTypeError(ctx, "a string for the kernel cannot hold U+%04X (at index %ld)", unit, at);
}

// ASCII has as many bytes as characters, and is nearly all that there is.
static bool is_ascii(const uint8_t *units, size_t count)
{
    uint8_t high = 0, none = 0;
    for (size_t i = 0; i < count; i++) {
        high |= units[i];
        none |= !units[i];
    }
    return !(high & 0x80) && !none;
}

/** A string as the kernel's bytes. @param array a Uint8Array of them, or else how many there are */
static JSValue encoded(JSContext *ctx, JSValueConst string, bool array)
{
    const void *units;
    size_t count;
    bool wide;
    uint8_t *bytes;
    JSValue result, flat = engine_string(ctx, string, &units, &count, &wide);
    if (JS_IsException(flat))
        return flat;
    if (!wide && is_ascii(units, count)) {
        result = array ? engine_new_bytes(ctx, count, false, &bytes) : JS_NewInt64(ctx, count);
        if (array && !JS_IsException(result))
            memcpy(bytes, units, count);
    } else if (!(bytes = js_malloc(ctx, count * (wide ? 3 : 2) + 1))) {
        result = JS_EXCEPTION;
    } else {
        long size = codec_encode(units, count, wide, bytes);
        result = size < 0 ? host_throw_encoding(ctx, flat, size)
                 : array  ? JS_NewUint8ArrayCopy(ctx, bytes, size)
                          : JS_NewInt64(ctx, size);
        js_free(ctx, bytes);
    }
    JS_FreeValue(ctx, flat);
    return result;
}

JSValue js_encode(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    if (argc < 1 || !JS_IsString(argv[0]))
        return JS_ThrowTypeError(ctx, "encode: want a string");
    return encoded(ctx, argv[0], true);
}

JSValue js_byte_length(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    if (argc < 1 || !JS_IsString(argv[0]))
        return JS_ThrowTypeError(ctx, "byteLength: want a string");
    return encoded(ctx, argv[0], false);
}

JSValue js_decode(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    uint8_t *bytes;
    size_t size;
    int kind = argc < 1 ? 0 : engine_bytes(argv[0], &bytes, &size);
    if (kind <= 0)
        return JS_ThrowTypeError(ctx, "decode: %s", kind ? "the buffer is detached" : "want a buffer or a view");
    int64_t start = 0, end = size;
    // Converting could run valueOf, which could detach the buffer: numbers only.
    if (argc > 1 && !JS_IsUndefined(argv[1]) && (!JS_IsNumber(argv[1]) || JS_ToInt64(ctx, &start, argv[1])))
        return JS_ThrowTypeError(ctx, "decode: start must be a number");
    if (argc > 2 && !JS_IsUndefined(argv[2]) && (!JS_IsNumber(argv[2]) || JS_ToInt64(ctx, &end, argv[2])))
        return JS_ThrowTypeError(ctx, "decode: end must be a number");
    if (start < 0 || end < start || (size_t)end > size)
        return JS_ThrowRangeError(ctx, "decode: %lld to %lld is outside 0 to %llu", (long long)start, (long long)end,
                                  (unsigned long long)size);
    return host_decode(ctx, bytes + start, end - start);
}

JSValue host_strings(JSContext *ctx, char **list, int count)
{
    JSValue array = JS_NewArray(ctx);
    for (int i = 0; i < count && !JS_IsException(array); i++) {
        JSValue string = host_decode(ctx, list[i], __builtin_strlen(list[i]));
        if (JS_IsException(string) || JS_DefinePropertyValueUint32(ctx, array, i, string, JS_PROP_C_W_E) < 0) {
            JS_FreeValue(ctx, array);
            array = JS_EXCEPTION;
        }
    }
    return array;
}
