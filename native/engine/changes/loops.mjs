// A loop over an array needs no iterator.
export const loops = [
  {
    // for-of over an ordinary array keeps the array and an index where an iterator and its method are: one that is made
    // for each loop and dropped again was a twentieth of a run. Whoever could tell the difference gets the iterator.
    find: `static __exception int js_for_of_start(JSContext *ctx, JSValue *sp,
                                       bool is_async)
{
    JSValue op1, obj, method;
    op1 = sp[-1];`,
    put: `static bool host_gives_elements(JSContext *ctx, JSValueConst obj);
static int host_make_iterator(JSContext *ctx, JSValue *array, JSValue *index);
static int host_close_elements(JSContext *ctx, JSValue *array, JSValue index, bool is_exception_pending);

static int host_element(JSContext *ctx, JSValueConst array, JSValue *index, JSValue *value, int *done)
{
    const uint32_t at = JS_VALUE_GET_INT(*index);
    JSObject *p = JS_VALUE_GET_OBJ(array);
    uint32_t length;
    if (likely(p->fast_array && at < p->u.array.count)) {
        *value = js_dup(p->u.array.u.values[at]);
    } else {
        if (js_get_length32(ctx, &length, array))
            return -1;
        if (at >= length)
            return 0;
        *value = JS_GetPropertyUint32(ctx, array, at);
        if (JS_IsException(*value))
            return -1;
    }
    *index = JS_NewInt32(ctx, at + 1);
    *done = 0;
    return 0;
}

static __exception int js_for_of_start(JSContext *ctx, JSValue *sp,
                                       bool is_async)
{
    JSValue op1, obj, method;
    op1 = sp[-1];
    if (!is_async && host_gives_elements(ctx, op1)) {
        sp[0] = JS_NewInt32(ctx, 0);
        return 0;
    }`,
  },
  {
    find: `static JSValue js_array_iterator_next(JSContext *ctx, JSValueConst this_val,
                                      int argc, JSValueConst *argv,
                                      int *pdone, int magic)
{`,
    put: `static bool host_is_c_function(JSObject *holder, JSAtom name, JSCFunctionType function, int magic)
{
    JSProperty *pr;
    JSShapeProperty *prs = find_own_property(&pr, holder, name);
    JSObject *p;
    if (!prs || (prs->flags & JS_PROP_TMASK) || JS_VALUE_GET_TAG(pr->u.value) != JS_TAG_OBJECT)
        return false;
    p = JS_VALUE_GET_OBJ(pr->u.value);
    return p->class_id == JS_CLASS_C_FUNCTION && p->u.cfunc.c_function.generic == function.generic &&
           p->u.cfunc.magic == magic;
}

/* whether an iterator of this would give the elements of an array, and nobody could see it */
static bool host_gives_elements(JSContext *ctx, JSValueConst obj)
{
    JSProperty *pr;
    JSObject *p = JS_VALUE_GET_OBJ(obj), *iterator = JS_VALUE_GET_OBJ(ctx->class_proto[JS_CLASS_ARRAY_ITERATOR]);
    if (JS_VALUE_GET_TAG(obj) != JS_TAG_OBJECT || p->class_id != JS_CLASS_ARRAY || !p->fast_array ||
        p->shape != ctx->array_shape ||
        !host_is_c_function(p->shape->proto, JS_ATOM_Symbol_iterator,
                            (JSCFunctionType){.generic_magic = js_create_array_iterator}, JS_ITERATOR_KIND_VALUE) ||
        !host_is_c_function(iterator, JS_ATOM_next, (JSCFunctionType){.iterator_next = js_array_iterator_next}, 0))
        return false;
    for (; iterator; iterator = iterator->shape->proto)
        if (iterator->is_exotic || find_own_property(&pr, iterator, JS_ATOM_return))
            return false;
    return true;
}

/* the iterator, after all */
static int host_make_iterator(JSContext *ctx, JSValue *array, JSValue *index)
{
    JSValue iterator = js_create_array_iterator(ctx, *array, 0, NULL, JS_ITERATOR_KIND_VALUE), method;
    if (JS_IsException(iterator))
        return -1;
    JS_VALUE_GET_OBJ(iterator)->u.array_iterator_data->idx = JS_VALUE_GET_INT(*index);
    method = JS_GetProperty(ctx, iterator, JS_ATOM_next);
    JS_FreeValue(ctx, *array);
    *array = iterator;
    *index = method;
    return JS_IsException(method) ? -1 : 0;
}

/* what an iterator would have had called that got its method after the loop began */
static int host_close_elements(JSContext *ctx, JSValue *array, JSValue index, bool is_exception_pending)
{
    JSProperty *pr;
    JSObject *p = JS_VALUE_GET_OBJ(ctx->class_proto[JS_CLASS_ARRAY_ITERATOR]);
    for (; p; p = p->shape->proto) {
        if (!find_own_property(&pr, p, JS_ATOM_return))
            continue;
        if (host_make_iterator(ctx, array, &index))
            return -1;
        JS_FreeValue(ctx, index);
        return JS_IteratorClose(ctx, *array, is_exception_pending);
    }
    return 0;
}

static JSValue js_array_iterator_next(JSContext *ctx, JSValueConst this_val,
                                      int argc, JSValueConst *argv,
                                      int *pdone, int magic)
{`,
  },
  {
    // Another iterator's method that is a number would be taken for an index: as a method it is as good as none.
    find: `    if (JS_IsException(method))
        return -1;
    sp[0] = method;
    return 0;
}

/* enum_rec [objs]`,
    put: `    if (JS_IsException(method))
        return -1;
    sp[0] = JS_VALUE_GET_TAG(method) == JS_TAG_INT ? JS_UNDEFINED : method;
    return 0;
}

/* enum_rec [objs]`,
  },
  {
    // Array.from
    find: `        if (js_for_of_start(ctx, &stack[1], false))
            goto exception;
        for (k = 0;; k++) {`,
    put: `        if (js_for_of_start(ctx, &stack[1], false))
            goto exception;
        if (JS_VALUE_GET_TAG(stack[1]) == JS_TAG_INT && host_make_iterator(ctx, &stack[0], &stack[1]))
            goto exception;
        for (k = 0;; k++) {`,
  },
  {
    find: `        value = JS_IteratorNext(ctx, sp[offset], sp[offset + 1], 0, NULL, &done);
        if (JS_IsException(value))
            done = -1;
        if (done) {`,
    put: `        if (JS_VALUE_GET_TAG(sp[offset + 1]) == JS_TAG_INT) {
            if (host_element(ctx, sp[offset], &sp[offset + 1], &value, &done))
                done = -1;
        } else {
            value = JS_IteratorNext(ctx, sp[offset], sp[offset + 1], 0, NULL, &done);
            if (JS_IsException(value))
                done = -1;
        }
        if (done) {`,
  },
  {
    find: `            JS_FreeValue(ctx, sp[-1]); /* drop the next method */
            sp--;
            if (!JS_IsUndefined(sp[-1])) {
                sf->cur_pc = pc;
                if (JS_IteratorClose(ctx, sp[-1], false))
                    goto exception;
                JS_FreeValue(ctx, sp[-1]);
            }`,
    put: `            ret_val = sp[-1];
            JS_FreeValue(ctx, sp[-1]); /* drop the next method */
            sp--;
            if (!JS_IsUndefined(sp[-1])) {
                sf->cur_pc = pc;
                if (JS_VALUE_GET_TAG(ret_val) == JS_TAG_INT ? host_close_elements(ctx, &sp[-1], ret_val, false)
                                                            : JS_IteratorClose(ctx, sp[-1], false))
                    goto exception;
                JS_FreeValue(ctx, sp[-1]);
            }`,
  },
  {
    find: `                    JS_FreeValue(ctx, sp[-1]); /* drop the next method */
                    sp--;
                    JS_IteratorClose(ctx, sp[-1], true);`,
    put: `                    ret_val = sp[-1];
                    JS_FreeValue(ctx, sp[-1]); /* drop the next method */
                    sp--;
                    if (JS_VALUE_GET_TAG(ret_val) == JS_TAG_INT)
                        host_close_elements(ctx, &sp[-1], ret_val, true);
                    else
                        JS_IteratorClose(ctx, sp[-1], true);`,
  },
  {
    // yield*
    find: `                sf->cur_pc = pc;
                ret = JS_Call(ctx, sp[-3], sp[-4], 1, vc(sp - 1));`,
    put: `                sf->cur_pc = pc;
                if (JS_VALUE_GET_TAG(sp[-3]) == JS_TAG_INT && host_make_iterator(ctx, &sp[-4], &sp[-3]))
                    goto exception;
                ret = JS_Call(ctx, sp[-3], sp[-4], 1, vc(sp - 1));`,
  },
];
