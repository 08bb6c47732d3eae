// To count a reference, to give it up, and to add a property to an object.
export const references = [
  {
    find: `static JSValue js_dup(JSValueConst v)
{
    if (JS_VALUE_HAS_REF_COUNT(v)) {
        void *p = JS_VALUE_GET_PTR(v);
        JS_REF_COUNT(p)++;
    }`,
    put: `static inline __attribute__((always_inline)) JSValue js_dup(JSValueConst v)
{
    if (JS_VALUE_HAS_REF_COUNT(v)) {
        void *p = JS_VALUE_GET_PTR(v);
        if (!IS_IMMORTAL(p))
            js_rc(p)->ref_count++;
    }`,
  },
  {
    find: `void JS_FreeValue(JSContext *ctx, JSValue v)
{
    JS_FreeValueRT(ctx->rt, v);
}`,
    put: `void JS_FreeValue(JSContext *ctx, JSValue v)
{
    JS_FreeValueRT(ctx->rt, v);
}

static inline __attribute__((always_inline)) void host_free_in_place(JSContext *ctx, JSValue v)
{
    if (JS_VALUE_HAS_REF_COUNT(v)) {
        void *p = JS_VALUE_GET_PTR(v);
        if (!IS_IMMORTAL(p) && --js_rc(p)->ref_count <= 0)
            js_free_value_rt(ctx->rt, v);
    }
}

static void host_free_value(JSContext *ctx, JSValue v)
{
    host_free_in_place(ctx, v);
}
#define JS_FreeValue host_free_value

static inline __attribute__((always_inline)) void host_set_value(JSContext *ctx, JSValue *pval, JSValue new_val)
{
    JSValue old_val = *pval;
    *pval = new_val;
    host_free_in_place(ctx, old_val);
}`,
  },
  {
    find: `    int ret;
    ret = JS_DefinePropertyValueConst(ctx, this_obj, prop, val, flags);
    JS_FreeValue(ctx, val);
    return ret;
}`,
    put: `    int ret;
    if (JS_VALUE_GET_TAG(this_obj) == JS_TAG_OBJECT && !(flags & ~(JS_PROP_THROW | JS_PROP_C_W_E))) {
        JSObject *p = JS_VALUE_GET_OBJ(this_obj);
        JSProperty *pr;
        if (!p->is_exotic && p->extensible && (pr = host_append(ctx->rt, p, prop, flags & JS_PROP_C_W_E))) {
            pr->u.value = val;
            return true;
        }
        if (!p->is_exotic && p->extensible && !host_find_in_place(&pr, p, prop)) {
            pr = add_property(ctx, p, prop, flags & JS_PROP_C_W_E);
            if (!pr) {
                JS_FreeValue(ctx, val);
                return -1;
            }
            pr->u.value = val;
            return true;
        }
    }
    ret = JS_DefinePropertyValueConst(ctx, this_obj, prop, val, flags);
    JS_FreeValue(ctx, val);
    return ret;
}`,
  },
];
