// To find something in a string, and to make a string of a value.
export const strings = [
  {
    // What is looked for begins with a character that is looked for first.
    find: `    ret = -1;
    if (len >= v_len && inc * (stop - start) >= 0) {`,
    put: `    ret = -1;
    if (!lastIndexOf) {
        if (start <= stop)
            ret = string_indexof(p, p1, start);
    } else if (len >= v_len && inc * (stop - start) >= 0) {`,
  },
  {
    find: `    if (start >= 0 && start <= stop) {
        for (i = start;; i++) {`,
    put: `    if (magic == 0) {
        ret = start <= stop && string_indexof(p, p1, start) >= 0;
    } else if (start >= 0 && start <= stop) {
        for (i = start;; i++) {`,
  },
  {
    find: `        count = 0;
        for (pos = 0; pos < len; pos++) {
            count += src[pos] >> 7;`,
    put: `        count = 0;
        pos = 0;
        for (uint64_t eight; pos + 8 <= len; pos += 8) {
            memcpy(&eight, src + pos, 8);
            count += ((eight >> 7 & 0x0101010101010101) * 0x0101010101010101) >> 56;
        }
        for (; pos < len; pos++) {
            count += src[pos] >> 7;`,
  },
  {
    // Strings, objects and arrays first, without a jump by a table.
    find: `    return JS_ToStringInternal(ctx, val, /*flags*/0);`,
    put: `    if (JS_VALUE_GET_TAG(val) == JS_TAG_STRING)
        return js_dup(val);
    return JS_ToStringInternal(ctx, val, /*flags*/0);`,
  },
  {
    find: `    int tag = JS_VALUE_GET_NORM_TAG(val);
    JSValue obj;

    switch(tag) {
    default:
    case JS_TAG_NULL:`,
    put: `    int tag = JS_VALUE_GET_NORM_TAG(val);
    JSValue obj;

    if (tag == JS_TAG_OBJECT)
        return js_dup(val);
    switch(tag) {
    default:
    case JS_TAG_NULL:`,
  },
  {
    find: `static bool js_get_fast_array_element(JSContext *ctx, JSObject *p,
                                      uint32_t idx, JSValue *pval)
{`,
    put: `static bool js_get_fast_array_element(JSContext *ctx, JSObject *p,
                                      uint32_t idx, JSValue *pval)
{
    if (p->class_id == JS_CLASS_ARRAY) {
        if (unlikely(idx >= p->u.array.count)) return false;
        *pval = js_dup(p->u.array.u.values[idx]);
        return true;
    }`,
  },
];
