// The global `__host__`. Nothing here knows what a container is.
#include <stdlib.h>
#include <string.h>

#include "host.h"
#include "raw.h"

int host_argc;
char **host_argv;

static JSValue while_making(JSContext *ctx, const char *what)
{
    return JS_ThrowTypeError(ctx, "%s while the heap is made: it would be frozen", what);
}

static JSValue js_argv(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    return HEAP->making ? while_making(ctx, "argv()") : host_strings(ctx, host_argv, host_argc);
}

static JSValue js_environ(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    if (HEAP->making)
        return while_making(ctx, "environ()");
    int count = 0, kept = 0;
    while (environ && environ[count])
        count++;
    if (argc < 1 || JS_IsUndefined(argv[0]))
        return host_strings(ctx, environ, count);
    if (!JS_IsString(argv[0]))
        return JS_ThrowTypeError(ctx, "environ: want a string, or nothing");
    size_t size;
    const char *prefix = JS_ToCStringLen(ctx, &size, argv[0]);
    char **list = prefix ? js_malloc(ctx, (count + 1) * sizeof *list) : NULL;
    for (int i = 0; list && i < count; i++)
        if (!strncmp(environ[i], prefix, size))
            list[kept++] = environ[i];
    JSValue result = list ? host_strings(ctx, list, kept) : JS_EXCEPTION;
    js_free(ctx, list);
    if (prefix)
        JS_FreeCString(ctx, prefix);
    return result;
}

static JSValue keep(JSContext *ctx, JSValue *slot, const char *name, int argc, JSValueConst *argv)
{
    if (argc < 1 || !JS_IsFunction(ctx, argv[0]))
        return JS_ThrowTypeError(ctx, "%s: want a function", name);
    JS_FreeValue(ctx, *slot);
    *slot = JS_DupValue(ctx, argv[0]);
    return JS_UNDEFINED;
}

static JSValue js_main(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    return keep(ctx, &HEAP->entry, "main", argc, argv);
}

static JSValue js_on_uncaught(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    return keep(ctx, &HEAP->uncaught, "onUncaught", argc, argv);
}

static JSValue js_on_refused(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    return keep(ctx, &HEAP->refused, "onRefused", argc, argv);
}

static JSValue js_through(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    bool back = argc == 0;
    if (!back && (argc < 2 || !JS_IsFunction(ctx, argv[0]) || !JS_IsFunction(ctx, argv[1])))
        return JS_ThrowTypeError(ctx, "through: want two functions, or none");
    for (int i = 0; i < 2; i++) {
        JS_FreeValue(ctx, HEAP->around[i]);
        HEAP->around[i] = back ? JS_UNDEFINED : JS_DupValue(ctx, argv[i]);
    }
    return JS_UNDEFINED;
}

static JSValue js_protect(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    int64_t length;
    if (argc < 1 || !JS_IsArray(argv[0]) || JS_GetLength(ctx, argv[0], &length))
        return JS_ThrowTypeError(ctx, "protect: want an array of names");
    size_t used = 0;
    for (int64_t i = 0; i < length; i++) {
        JSValue value = JS_GetPropertyInt64(ctx, argv[0], i);
        size_t size;
        const char *name = JS_IsString(value) ? JS_ToCStringLen(ctx, &size, value) : NULL;
        JS_FreeValue(ctx, value);
        bool fits = name && size > 0 && size == strlen(name) && size < PROTECT_SIZE - used;
        if (fits) {
            memcpy(HEAP->protect + used, name, size + 1);
            used += size + 1;
        }
        if (name)
            JS_FreeCString(ctx, name);
        if (!fits)
            return JS_ThrowTypeError(ctx, "protect: want names, at most %d bytes of them", PROTECT_SIZE);
    }
    memset(HEAP->protect + used, 0, PROTECT_SIZE - used);
    HEAP->protect_size = used;
    return JS_UNDEFINED;
}

static JSValue new_bytes(JSContext *ctx, int argc, JSValueConst *argv, bool view)
{
    uint8_t *bytes;
    double size = -1;
    // A number only: to convert anything else could call the program.
    if (argc < 1 || !JS_IsNumber(argv[0]) || JS_ToFloat64(ctx, &size, argv[0]) || !(size >= 0 && size <= INT32_MAX) ||
        size != (double)(int32_t)size)
        return JS_ThrowTypeError(ctx, "%s: want a size, an integer from 0 to 2147483647", view ? "view" : "bytes");
    return engine_new_bytes(ctx, (int32_t)size, view, &bytes);
}

static JSValue js_bytes(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    return new_bytes(ctx, argc, argv, false);
}

static JSValue js_view(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    return new_bytes(ctx, argc, argv, true);
}

static JSValue js_gc(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    int64_t threshold;
    if (argc < 1 || !JS_IsNumber(argv[0]) || JS_ToInt64(ctx, &threshold, argv[0]))
        return JS_ThrowTypeError(ctx, "gc: want a number of bytes, or -1 for never");
    JS_SetGCThreshold(JS_GetRuntime(ctx), threshold < 0 ? (size_t)-1 : HEAP->frozen_used + threshold);
    return JS_UNDEFINED;
}

static JSValue js_collect(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    JS_RunGC(JS_GetRuntime(ctx));
    return JS_UNDEFINED;
}

static JSValue js_memory(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    JSValue object = JS_NewObject(ctx);
    JS_SetPropertyStr(ctx, object, "used", JS_NewInt64(ctx, engine_used(JS_GetRuntime(ctx))));
    JS_SetPropertyStr(ctx, object, "arena", JS_NewInt64(ctx, arena_size()));
    JS_SetPropertyStr(ctx, object, "limit", JS_NewInt64(ctx, HEAP_LIMIT));
    return object;
}

static JSValue js_abort(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv)
{
    abort();
}

static JSValue get_frozen(JSContext *ctx, JSValueConst self)
{
    return JS_NewBool(ctx, HEAP->frozen);
}

static const JSCFunctionListEntry functions[] = {
    JS_CFUNC_DEF("syscall", 1, js_syscall),
    JS_CFUNC_DEF("attempt", 1, js_attempt),
    JS_CFUNC_DEF("call", 1, js_call),
    JS_CFUNC_DEF("onRefused", 1, js_on_refused),
    JS_CFUNC_DEF("through", 2, js_through),
    JS_CFUNC_DEF("address", 1, js_address),
    JS_CFUNC_DEF("peek", 2, js_peek),
    JS_CFUNC_DEF("bytes", 1, js_bytes),
    JS_CFUNC_DEF("view", 1, js_view),
    JS_CFUNC_DEF("byteLength", 1, js_byte_length),
    JS_CFUNC_DEF("encode", 1, js_encode),
    JS_CFUNC_DEF("decode", 1, js_decode),
    JS_CFUNC_DEF("argv", 0, js_argv),
    JS_CFUNC_DEF("environ", 1, js_environ),
    JS_CFUNC_DEF("main", 1, js_main),
    JS_CFUNC_DEF("onUncaught", 1, js_on_uncaught),
    JS_CFUNC_DEF("protect", 1, js_protect),
    JS_CFUNC_DEF("gc", 1, js_gc),
    JS_CFUNC_DEF("collect", 0, js_collect),
    JS_CFUNC_DEF("memory", 0, js_memory),
    JS_CFUNC_DEF("abort", 0, js_abort),
    JS_CGETSET_DEF("frozen", get_frozen, NULL),
};

void bridge_install(JSContext *ctx)
{
    JSValue global = JS_GetGlobalObject(ctx);
    JSValue host = JS_NewObject(ctx);
    HEAP->fd = JS_NewAtom(ctx, "fd");
    JS_SetPropertyFunctionList(ctx, host, functions, sizeof functions / sizeof *functions);
    JS_DefinePropertyValueStr(ctx, host, "version", JS_NewString(ctx, JS_GetVersion()), JS_PROP_C_W_E);
    // Syscall numbers and some flags differ; TypeScript picks its tables by this name of uname -m.
#if defined(__x86_64__)
    const char *machine = "x86_64";
#elif defined(__aarch64__)
    const char *machine = "aarch64";
#else
#error "no syscall table for this architecture"
#endif
    JS_DefinePropertyValueStr(ctx, host, "machine", JS_NewString(ctx, machine), JS_PROP_C_W_E);
    JS_DefinePropertyValueStr(ctx, global, "__host__", host, JS_PROP_CONFIGURABLE);
    JS_FreeValue(ctx, global);
}
