// To make an object, to add a property by its computed name, to let an object go.
export const properties = [
  {
    find: `    JSAtom atom;
    int ret;
    atom = JS_ValueToAtom(ctx, prop);
    JS_FreeValue(ctx, prop);
    if (unlikely(atom == JS_ATOM_NULL)) {
        JS_FreeValue(ctx, val);`,
    put: `    JSAtom atom;
    int ret;
    if (JS_VALUE_GET_TAG(this_obj) == JS_TAG_OBJECT && JS_VALUE_GET_TAG(prop) == JS_TAG_INT &&
        (flags & ~JS_PROP_THROW) == JS_PROP_C_W_E) {
        JSObject *p = JS_VALUE_GET_OBJ(this_obj);
        if (p->class_id == JS_CLASS_ARRAY && p->fast_array && p->extensible &&
            (uint32_t)JS_VALUE_GET_INT(prop) == p->u.array.count)
            return add_fast_array_element(ctx, p, val, flags);
    }
    atom = JS_ValueToAtom(ctx, prop);
    JS_FreeValue(ctx, prop);
    if (unlikely(atom == JS_ATOM_NULL)) {
        JS_FreeValue(ctx, val);`,
  },
  {
    // An ordinary object without a jump by a table.
    find: `    switch(class_id) {
    case JS_CLASS_OBJECT:
        break;
    case JS_CLASS_ARRAY:
        {
            JSProperty *pr;`,
    put: `    if (class_id != JS_CLASS_OBJECT) switch(class_id) {
    case JS_CLASS_ARRAY:
        {
            JSProperty *pr;`,
  },
  {
    find: "        free_property(rt, &p->prop[i], pr->flags);\n        pr++;",
    put: `        if ((pr->flags & JS_PROP_TMASK) || JS_VALUE_HAS_REF_COUNT(p->prop[i].u.value))
            free_property(rt, &p->prop[i], pr->flags);
        pr++;`,
  },
  {
    find: `    switch (p->kind) {
    case JS_STRING_KIND_NORMAL:
        return (void *)&p[1];`,
    put: `    if (likely(p->kind == JS_STRING_KIND_NORMAL))
        return (void *)&p[1];
    switch (p->kind) {
    case JS_STRING_KIND_NORMAL:
        return (void *)&p[1];`,
  },
];
