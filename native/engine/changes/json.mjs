// JSON as programs write it: ASCII without escapes, numbers without a fraction. It is read from the string itself, a name
// is first compared with the one that the objects of this shape mostly have next, and an array gets its elements at once.
// Whatever else there is in a text, a mistake too, is left to the engine, which reads it from the beginning.
//
// It is written without a list of the names and a string for each, where no function of the program's would be called.
export const json = [
  {
    find: `static JSValue js_json_parse(JSContext *ctx, JSValueConst this_val,
                             int argc, JSValueConst *argv)
{
    JSValue obj;
    const char *str;
    size_t len;
`,
    put: `#define HOST_JSON_DEPTH 64
#define HOST_JSON_FEW 16

typedef struct HostJSON {
    const uint8_t *p; /* a NUL is behind the text */
    int depth;
    bool given_up; /* nothing was thrown */
} HostJSON;

static JSValue host_json_value(JSContext *ctx, HostJSON *s);

static JSValue host_json_give_up(HostJSON *s)
{
    s->given_up = true;
    return JS_EXCEPTION;
}

static inline uint8_t host_json_next(HostJSON *s)
{
    while (*s->p == ' ' || *s->p == '\\n' || *s->p == '\\t' || *s->p == '\\r')
        s->p++;
    return *s->p;
}

/* behind the first quotation mark; -1 where not all is plain */
static inline int host_json_plain(HostJSON *s, const uint8_t **start)
{
    const uint8_t *p = *start = ++s->p;
    while (*p >= 0x20 && *p < 0x80 && *p != '"' && *p != '\\\\')
        p++;
    if (*p != '"' || p - *start > INT32_MAX)
        return -1;
    s->p = p + 1;
    return p - *start;
}

static JSAtom host_json_name(JSContext *ctx, JSShape *sh, const uint8_t *name, int size)
{
    JSShape *next = sh->is_hashed ? sh->host_next : NULL;
    if (next) {
        JSAtom atom = get_shape_prop(next)[sh->prop_count].atom;
        if (!__JS_AtomIsTaggedInt(atom)) {
            JSAtomStruct *p = ctx->rt->atom_array[atom];
            if (p->len == size && !p->is_wide_char && p->atom_type == JS_ATOM_TYPE_STRING &&
                !memcmp(str8(p), name, size))
                return JS_DupAtom(ctx, atom);
        }
    }
    return JS_NewAtomLen(ctx, (const char *)name, size);
}

static bool host_json_property(JSContext *ctx, HostJSON *s, JSValue obj)
{
    JSObject *p = JS_VALUE_GET_OBJ(obj);
    JSProperty *pr;
    const uint8_t *name;
    int size;
    if (host_json_next(s) != '"' || (size = host_json_plain(s, &name)) < 0 || host_json_next(s) != ':') {
        host_json_give_up(s);
        return false;
    }
    s->p++;
    JSAtom atom = host_json_name(ctx, p->shape, name, size);
    if (atom == JS_ATOM_NULL)
        return false;
    JSValue value = host_json_value(ctx, s);
    if (JS_IsException(value)) {
        JS_FreeAtom(ctx, atom);
        return false;
    }
    if ((pr = host_append(ctx->rt, p, atom, JS_PROP_C_W_E)))
        pr->u.value = value;
    else if (find_own_property(&pr, p, atom)) /* the last of the same name counts */
        set_value(ctx, &pr->u.value, value);
    else if ((pr = add_property(ctx, p, atom, JS_PROP_C_W_E)))
        pr->u.value = value;
    else
        JS_FreeValue(ctx, value);
    JS_FreeAtom(ctx, atom);
    return pr != NULL;
}

static JSValue host_json_object(JSContext *ctx, HostJSON *s)
{
    JSValue obj = JS_NewObject(ctx);
    if (JS_IsException(obj))
        return obj;
    s->p++;
    if (host_json_next(s) == '}') {
        s->p++;
        return obj;
    }
    while (host_json_property(ctx, s, obj)) {
        uint8_t c = host_json_next(s);
        s->p++;
        if (c == '}')
            return obj;
        if (c != ',') {
            host_json_give_up(s);
            break;
        }
    }
    JS_FreeValue(ctx, obj);
    return JS_EXCEPTION;
}

static JSValue host_json_array(JSContext *ctx, HostJSON *s)
{
    JSValue few[HOST_JSON_FEW], obj = JS_UNDEFINED;
    int count = 0;
    s->p++;
    if (host_json_next(s) == ']') {
        s->p++;
        return JS_NewArray(ctx);
    }
    for (;;) {
        JSValue value = host_json_value(ctx, s);
        if (JS_IsException(value))
            break;
        uint8_t c = host_json_next(s);
        s->p++;
        if (JS_IsUndefined(obj))
            few[count++] = value;
        else if (add_fast_array_element(ctx, JS_VALUE_GET_OBJ(obj), value, 0) < 0)
            break;
        if (JS_IsUndefined(obj) && (c == ']' || count == HOST_JSON_FEW)) {
            obj = JS_NewArray(ctx);
            if (JS_IsException(obj) || expand_fast_array(ctx, JS_VALUE_GET_OBJ(obj), count))
                break;
            JSObject *p = JS_VALUE_GET_OBJ(obj);
            memcpy(p->u.array.u.values, few, count * sizeof *few);
            p->u.array.count = count;
            p->prop[0].u.value = js_int32(count);
            count = 0;
        }
        if (c == ']')
            return obj;
        if (c != ',') {
            host_json_give_up(s);
            break;
        }
    }
    while (count > 0)
        JS_FreeValue(ctx, few[--count]);
    JS_FreeValue(ctx, obj);
    return JS_EXCEPTION;
}

static JSValue host_json_number(HostJSON *s)
{
    const uint8_t *start = s->p, *digits = start + (*start == '-'), *p = digits;
    int64_t n = 0;
    for (; is_digit(*p) && p - digits < 15; p++)
        n = n * 10 + (*p - '0');
    /* -0 is a fraction, as it were */
    if (p == digits || (*digits == '0' && (p - digits > 1 || digits > start)) || *p == '.' || (*p | 0x20) == 'e')
        return host_json_give_up(s);
    if (is_digit(*p)) {
        while (is_digit(*p))
            p++;
        if (*p == '.' || (*p | 0x20) == 'e')
            return host_json_give_up(s);
        s->p = p;
        return js_float64(strtod((const char *)start, NULL));
    }
    s->p = p;
    return js_int64(digits > start ? -n : n);
}

static JSValue host_json_word(HostJSON *s, const char *word, JSValue value)
{
    size_t size = strlen(word);
    if (strncmp((const char *)s->p, word, size))
        return host_json_give_up(s);
    s->p += size;
    return value;
}

static JSValue host_json_value(JSContext *ctx, HostJSON *s)
{
    const uint8_t *start;
    int size;
    JSValue value;
    uint8_t c = host_json_next(s);
    if (c == '"') {
        size = host_json_plain(s, &start);
        if (size < 0)
            return host_json_give_up(s);
        return size ? js_new_string8_len(ctx, (const char *)start, size) : js_empty_string(ctx->rt);
    }
    if (c == '{' || c == '[') {
        if (s->depth == HOST_JSON_DEPTH || js_check_stack_overflow(ctx->rt, 4096))
            return host_json_give_up(s);
        s->depth++;
        value = c == '{' ? host_json_object(ctx, s) : host_json_array(ctx, s);
        s->depth--;
        return value;
    }
    if (c == 't')
        return host_json_word(s, "true", JS_TRUE);
    if (c == 'f')
        return host_json_word(s, "false", JS_FALSE);
    if (c == 'n')
        return host_json_word(s, "null", JS_NULL);
    return host_json_number(s);
}

/* whether it was read, or something thrown */
static bool host_json_parse(JSContext *ctx, JSString *text, JSValue *result)
{
    HostJSON s = {str8(text)};
    if (text->kind != JS_STRING_KIND_NORMAL || text->is_wide_char)
        return false;
    *result = host_json_value(ctx, &s);
    if (JS_IsException(*result))
        return !s.given_up;
    if (!host_json_next(&s) && s.p == (const uint8_t *)str8(text) + text->len)
        return true;
    JS_FreeValue(ctx, *result);
    return false;
}

static JSValue js_json_parse(JSContext *ctx, JSValueConst this_val,
                             int argc, JSValueConst *argv)
{
    JSValue obj;
    const char *str;
    size_t len;

    if (JS_VALUE_GET_TAG(argv[0]) == JS_TAG_STRING && !(argc > 1 && JS_IsFunction(ctx, argv[1])) &&
        host_json_parse(ctx, JS_VALUE_GET_STRING(argv[0]), &obj))
        return obj;
`,
  },
  {
    find: `JSValue JS_JSONStringify(JSContext *ctx, JSValueConst obj,
                         JSValueConst replacer, JSValueConst space0)
{
    StringBuffer b_s;
`,
    put: `/* Each answers whether it was written. If not, nothing has happened but to the buffer. */
static bool host_json_write(JSContext *ctx, StringBuffer *b, JSValueConst value, int depth);

static bool host_json_quote(StringBuffer *b, JSString *p)
{
    if (p->is_wide_char)
        return false;
    const uint8_t *units = str8(p);
    for (uint32_t i = 0; i < p->len; i++)
        if (units[i] < 0x20 || units[i] == '"' || units[i] == '\\\\')
            return false;
    return !string_buffer_putc8(b, '"') && !string_buffer_write8(b, units, p->len) && !string_buffer_putc8(b, '"');
}

static bool host_json_write_object(JSContext *ctx, StringBuffer *b, JSObject *p, int depth)
{
    JSShapeProperty *prs = get_shape_prop(p->shape);
    bool some = false;
    string_buffer_putc8(b, '{');
    for (int i = 0; i < p->shape->prop_count; i++, prs++) {
        if (prs->atom == JS_ATOM_toJSON)
            return false;
        if (prs->atom == JS_ATOM_NULL || !(prs->flags & JS_PROP_ENUMERABLE))
            continue;
        if ((prs->flags & JS_PROP_TMASK) != JS_PROP_NORMAL || __JS_AtomIsTaggedInt(prs->atom))
            return false;
        JSAtomStruct *name = ctx->rt->atom_array[prs->atom];
        JSValueConst value = p->prop[i].u.value;
        if (name->len && !name->is_wide_char && is_digit(*str8(name)))
            return false; /* numbers come first, in their order */
        if (name->atom_type != JS_ATOM_TYPE_STRING || JS_IsUndefined(value))
            continue;
        if ((some && string_buffer_putc8(b, ',')) || !host_json_quote(b, name) || string_buffer_putc8(b, ':') ||
            !host_json_write(ctx, b, value, depth))
            return false;
        some = true;
    }
    return !string_buffer_putc8(b, '}');
}

static bool host_json_write_array(JSContext *ctx, StringBuffer *b, JSObject *p, int depth)
{
    if (!p->fast_array || JS_VALUE_GET_TAG(p->prop[0].u.value) != JS_TAG_INT ||
        (uint32_t)JS_VALUE_GET_INT(p->prop[0].u.value) != p->u.array.count)
        return false;
    for (int i = 1; i < p->shape->prop_count; i++)
        if (get_shape_prop(p->shape)[i].atom == JS_ATOM_toJSON)
            return false;
    string_buffer_putc8(b, '[');
    for (uint32_t i = 0; i < p->u.array.count; i++) {
        JSValueConst value = p->u.array.u.values[i];
        if ((i > 0 && string_buffer_putc8(b, ',')) ||
            !host_json_write(ctx, b, JS_IsUndefined(value) ? JS_NULL : value, depth))
            return false;
    }
    return !string_buffer_putc8(b, ']');
}

static bool host_json_write(JSContext *ctx, StringBuffer *b, JSValueConst value, int depth)
{
    char digits[32];
    JSObject *p;
    double d;
    switch (JS_VALUE_GET_NORM_TAG(value)) {
    case JS_TAG_STRING:
        return host_json_quote(b, JS_VALUE_GET_STRING(value));
    case JS_TAG_INT:
        return !string_buffer_write8(b, (const uint8_t *)digits, i32toa(digits, JS_VALUE_GET_INT(value)));
    case JS_TAG_FLOAT64:
        d = JS_VALUE_GET_FLOAT64(value);
        if (!(d >= -0x1p53 && d <= 0x1p53 && d == (double)(int64_t)d))
            return false;
        return !string_buffer_write8(b, (const uint8_t *)digits, i64toa(digits, (int64_t)d));
    case JS_TAG_BOOL:
        return !string_buffer_puts8(b, JS_VALUE_GET_BOOL(value) ? "true" : "false");
    case JS_TAG_NULL:
        return !string_buffer_puts8(b, "null");
    case JS_TAG_OBJECT:
        p = JS_VALUE_GET_OBJ(value);
        if (depth == HOST_JSON_DEPTH || js_check_stack_overflow(ctx->rt, 0) || (p->class_id != JS_CLASS_OBJECT && p->class_id != JS_CLASS_ARRAY) ||
            p->shape->proto != JS_VALUE_GET_OBJ(ctx->class_proto[p->class_id]))
            return false;
        return p->class_id == JS_CLASS_OBJECT ? host_json_write_object(ctx, b, p, depth + 1)
                                              : host_json_write_array(ctx, b, p, depth + 1);
    default:
        return false;
    }
}

/* whether neither objects nor arrays have a way of their own to become JSON */
static bool host_json_is_plain(JSContext *ctx)
{
    JSObject *object = JS_VALUE_GET_OBJ(ctx->class_proto[JS_CLASS_OBJECT]);
    JSObject *array = JS_VALUE_GET_OBJ(ctx->class_proto[JS_CLASS_ARRAY]);
    JSProperty *pr;
    return array->shape->proto == object && !find_own_property(&pr, object, JS_ATOM_toJSON) &&
           !find_own_property(&pr, array, JS_ATOM_toJSON);
}

JSValue JS_JSONStringify(JSContext *ctx, JSValueConst obj,
                         JSValueConst replacer, JSValueConst space0)
{
    StringBuffer b_s;

    if (JS_IsUndefined(replacer) && JS_IsUndefined(space0) && host_json_is_plain(ctx)) {
        bool written = !string_buffer_init(ctx, &b_s, 256) && host_json_write(ctx, &b_s, obj, 0);
        if (written)
            return string_buffer_end(&b_s);
        string_buffer_free(&b_s);
        if (JS_HasException(ctx))
            return JS_EXCEPTION; /* out of memory */
    }
`,
  },
];
