// To copy the properties of an object into another.
export const copies = [
  {
    // The values of an ordinary object, where each has a name and no getter, are copied without a list of the names.
    find: `static __exception int JS_CopyDataProperties(JSContext *ctx,`,
    put: `static bool host_is_record(JSContext *ctx, JSObject *p)
{
    JSShapeProperty *pr = get_shape_prop(p->shape);
    if (p->is_exotic)
        return false;
    for (int i = 0; i < p->shape->prop_count; i++, pr++) {
        if (pr->atom == JS_ATOM_NULL)
            continue;
        if ((pr->flags & JS_PROP_TMASK) || __JS_AtomIsTaggedInt(pr->atom) ||
            ctx->rt->atom_array[pr->atom]->atom_type != JS_ATOM_TYPE_STRING)
            return false;
    }
    return true;
}

static __exception int JS_CopyDataProperties(JSContext *ctx,`,
  },
  {
    find: `    gpn_flags = JS_GPN_STRING_MASK | JS_GPN_SYMBOL_MASK | JS_GPN_ENUM_ONLY;
    if (p->is_exotic) {
        const JSClassExoticMethods *em = ctx->rt->class_array[p->class_id].exotic;
        /* cannot use JS_GPN_ENUM_ONLY`,
    put: `    if (!pexcl && !setprop && host_is_record(ctx, p)) {
        for (int n = 0; n < p->shape->prop_count; n++) {
            JSShapeProperty *pr = get_shape_prop(p->shape) + n;
            if (pr->atom != JS_ATOM_NULL && (pr->flags & JS_PROP_ENUMERABLE) &&
                JS_DefinePropertyValue(ctx, target, pr->atom, js_dup(p->prop[n].u.value), JS_PROP_C_W_E) < 0)
                return -1;
        }
        return 0;
    }
    gpn_flags = JS_GPN_STRING_MASK | JS_GPN_SYMBOL_MASK | JS_GPN_ENUM_ONLY;
    if (p->is_exotic) {
        const JSClassExoticMethods *em = ctx->rt->class_array[p->class_id].exotic;
        /* cannot use JS_GPN_ENUM_ONLY`,
  },
];
