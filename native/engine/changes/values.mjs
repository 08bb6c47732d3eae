// To give up a value, whatever it is.
export const values = [
  {
    // What is new is not frozen.
    find: "    JS_REF_COUNT(str) = 1;",
    put: "    js_rc(str)->ref_count = 1;",
  },
  {
    find: `    JS_REF_COUNT(p) = 1;
    add_gc_object(ctx->rt, &p->header, JS_GC_OBJ_TYPE_JS_OBJECT);`,
    put: `    js_rc(p)->ref_count = 1;
    add_gc_object(ctx->rt, &p->header, JS_GC_OBJ_TYPE_JS_OBJECT);`,
  },
  {
    find: `        void *p = JS_VALUE_GET_PTR(v);
        if (--JS_REF_COUNT(p) <= 0) {
            js_free_value_rt(rt, v);`,
    put: `        void *p = JS_VALUE_GET_PTR(v);
        if (!IS_IMMORTAL(p) && --js_rc(p)->ref_count <= 0) {
            js_free_value_rt(rt, v);`,
  },
  {
    // Objects and strings first, without a jump by a table.
    find: `    switch(tag) {
    case JS_TAG_STRING:
        js_free_string0(rt, JS_VALUE_GET_STRING(v));
        break;`,
    put: `    if (tag == JS_TAG_OBJECT)
        goto object;
    if (tag == JS_TAG_STRING) {
        js_free_string0(rt, JS_VALUE_GET_STRING(v));
        return;
    }
    switch(tag) {`,
  },
  {
    find: `    case JS_TAG_FUNCTION_BYTECODE:
        {
            JSGCObjectHeader *p = JS_VALUE_GET_PTR(v);
            if (rt->gc_phase != JS_GC_PHASE_REMOVE_CYCLES) {
                list_del`,
    put: `    case JS_TAG_FUNCTION_BYTECODE:
    object:
        {
            JSGCObjectHeader *p = JS_VALUE_GET_PTR(v);
            if (rt->gc_phase != JS_GC_PHASE_REMOVE_CYCLES) {
                list_del`,
  },
];
