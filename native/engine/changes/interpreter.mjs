// To call a function in C, to compare and jump, to find a property, a method or a length. And what
// nobody asks for is not there: dumps of what the engine does, for which each operation looked, and interrupts, for which
// each call and each jump did.
export const interpreter = [
  {
    // No dumps of what the engine does: each operation looked whether one was wanted.
    find: "#ifndef NDEBUG\n#define ENABLE_DUMPS\n#endif\n",
    put: "",
  },
  {
    // Nobody sets an interrupt handler.
    find: `    if (unlikely(--ctx->interrupt_counter <= 0)) {
        return __js_poll_interrupts(ctx);
    } else {
        return 0;
    }`,
    put: "    return 0;",
  },
  {
    // A function in C is called without the frame of the interpreter.
    find: `static JSValue js_call_c_function(JSContext *ctx, JSValueConst func_obj,
                                  JSValueConst this_obj,
                                  int argc, JSValueConst *argv, int flags)
{
    JSRuntime *rt = ctx->rt;`,
    put: `#define HOST_FEW_ARGUMENTS 8

static no_inline JSValue host_call_c_function(JSContext *ctx, JSValueConst func_obj, JSValueConst this_obj,
                                              int argc, JSValueConst *argv, int flags);

/* the two kinds that nearly all are of, without a jump by a table */
static JSValue js_call_c_function(JSContext *ctx, JSValueConst func_obj,
                                  JSValueConst this_obj,
                                  int argc, JSValueConst *argv, int flags)
{
    JSRuntime *rt = ctx->rt;
    JSObject *p = JS_VALUE_GET_OBJ(func_obj);
    int arg_count = p->u.cfunc.length, i;
    JSStackFrame sf_s, *sf = &sf_s;
    JSValueConst few[HOST_FEW_ARGUMENTS];
    JSValue ret_val;

    if (unlikely(p->u.cfunc.cproto > JS_CFUNC_generic_magic || arg_count > HOST_FEW_ARGUMENTS) ||
        js_check_stack_overflow(rt, sizeof few))
        return host_call_c_function(ctx, func_obj, this_obj, argc, argv, flags);
    sf->prev_frame = rt->current_stack_frame;
    rt->current_stack_frame = sf;
    sf->is_strict_mode = false;
    sf->is_constructor = (flags & JS_CALL_FLAG_CONSTRUCTOR) != 0;
    sf->cur_func = unsafe_unconst(func_obj);
    sf->arg_count = argc;
    if (unlikely(argc < arg_count)) {
        for(i = 0; i < argc; i++)
            few[i] = argv[i];
        for(; i < arg_count; i++)
            few[i] = JS_UNDEFINED;
        argv = few;
        sf->arg_count = arg_count;
    }
    sf->arg_buf = (JSValue *)argv;
    if (p->u.cfunc.cproto == JS_CFUNC_generic)
        ret_val = p->u.cfunc.c_function.generic(p->u.cfunc.realm, this_obj, argc, argv);
    else
        ret_val = p->u.cfunc.c_function.generic_magic(p->u.cfunc.realm, this_obj, argc, argv, p->u.cfunc.magic);
    rt->current_stack_frame = sf->prev_frame;
    return ret_val;
}

static no_inline JSValue host_call_c_function(JSContext *ctx, JSValueConst func_obj, JSValueConst this_obj,
                                              int argc, JSValueConst *argv, int flags)
{
    JSRuntime *rt = ctx->rt;`,
  },
  {
    find: `/* argv[] is modified if (flags & JS_CALL_FLAG_COPY_ARGV) = 0. */
static JSValue JS_CallInternal(JSContext *caller_ctx, JSValueConst func_obj,`,
    put: `static JSValue host_call(JSContext *caller_ctx, JSValueConst func_obj,
                         JSValueConst this_obj, JSValueConst new_target,
                         int argc, JSValueConst *argv, int flags);

static inline __attribute__((always_inline)) JSValue JS_CallInternal(JSContext *ctx, JSValueConst func_obj,
                                                                     JSValueConst this_obj, JSValueConst new_target,
                                                                     int argc, JSValueConst *argv, int flags)
{
    if (JS_VALUE_GET_TAG(func_obj) == JS_TAG_OBJECT && JS_VALUE_GET_OBJ(func_obj)->class_id == JS_CLASS_C_FUNCTION)
        return js_call_c_function(ctx, func_obj, this_obj, argc, argv, flags);
    return host_call(ctx, func_obj, this_obj, new_target, argc, argv, flags);
}

/* in the interpreter */
#undef JS_FreeValue
#define JS_FreeValue host_free_in_place
#define set_value host_set_value
#define find_own_property host_find_in_place

/* what is compared is mostly jumped by: the jump is made here, if it is what comes next */
#define HOST_BRANCH(value)                                      \\
    {                                                           \\
        bool is_so = (value);                                   \\
        if (likely(*pc == OP_if_false8)) {                      \\
            pc += is_so ? 2 : 1 + (int8_t)pc[1];                \\
            BREAK;                                              \\
        }                                                       \\
        if (*pc == OP_if_true8) {                               \\
            pc += is_so ? 1 + (int8_t)pc[1] : 2;                \\
            BREAK;                                              \\
        }                                                       \\
        *sp++ = js_bool(is_so);                                 \\
        BREAK;                                                  \\
    }

/* no property of an array that is not a number is its own but its length */
#define HOST_IS_ARRAY_METHOD(p, atom) \\
    ((p)->class_id == JS_CLASS_ARRAY && (p)->fast_array && !__JS_AtomIsTaggedInt(atom))

/* where a method is looked for; NULL where there is more to it */
static inline JSObject *host_holder(JSContext *ctx, JSValueConst obj, JSAtom atom)
{
    if (likely(JS_VALUE_GET_TAG(obj) == JS_TAG_OBJECT))
        return JS_VALUE_GET_OBJ(obj);
    if (JS_VALUE_GET_TAG(obj) == JS_TAG_STRING && !__JS_AtomIsTaggedInt(atom) && atom != JS_ATOM_length)
        return JS_VALUE_GET_OBJ(ctx->class_proto[JS_CLASS_STRING]);
    return NULL;
}

/* of an atom that is no number */
static inline JSValue host_atom_value(JSContext *ctx, JSAtom atom)
{
    JSAtomStruct *p;
    if (unlikely(__JS_AtomIsTaggedInt(atom)))
        return JS_AtomToValue(ctx, atom);
    p = ctx->rt->atom_array[atom];
    return js_dup(JS_MKPTR(p->atom_type == JS_ATOM_TYPE_STRING ? JS_TAG_STRING : JS_TAG_SYMBOL, p));
}

/* argv[] is modified if (flags & JS_CALL_FLAG_COPY_ARGV) = 0. */
static JSValue host_call(JSContext *caller_ctx, JSValueConst func_obj,`,
  },
  {
    find: "JSValue JS_Call(JSContext *ctx, JSValueConst func_obj, JSValueConst this_obj,\n",
    put: `#undef find_own_property
#undef set_value
#undef JS_FreeValue
#define JS_FreeValue host_free_value

JSValue JS_Call(JSContext *ctx, JSValueConst func_obj, JSValueConst this_obj,
`,
  },
  {
    find: `                if (likely(JS_VALUE_IS_BOTH_INT(op1, op2))) {           \\
                    sp[-2] = js_bool(JS_VALUE_GET_INT(op1) binary_op JS_VALUE_GET_INT(op2)); \\
                    sp--;                                               \\`,
    put: `                if (likely(JS_VALUE_IS_BOTH_INT(op1, op2))) {           \\
                    sp -= 2;                                            \\
                    HOST_BRANCH(JS_VALUE_GET_INT(op1) binary_op JS_VALUE_GET_INT(op2)) \\`,
  },
  {
    find: `            OP_CMP(OP_strict_eq, ==, js_strict_eq_slow(ctx, sp, 0));
            OP_CMP(OP_strict_neq, !=, js_strict_eq_slow(ctx, sp, 1));`,
    put: `        CASE(OP_strict_eq):
        CASE(OP_strict_neq):
            {
                JSValue op1 = sp[-2], op2 = sp[-1];
                bool res = host_strict_eq(ctx, op1, op2) ^ (opcode == OP_strict_neq);
                JS_FreeValue(ctx, op1);
                JS_FreeValue(ctx, op2);
                sp -= 2;
                HOST_BRANCH(res)
            }`,
  },
  {
    find: "                sp[-1] = js_bool(!res);\n",
    put: "                sp--;\n                HOST_BRANCH(!res)\n",
  },
  {
    find: `        set_true:
            sp[-1] = JS_TRUE;
            BREAK;
        free_and_set_false:
            JS_FreeValue(ctx, sp[-1]);
            sp[-1] = JS_FALSE;
            BREAK;`,
    put: `        set_true:
            sp--;
            HOST_BRANCH(true)
        free_and_set_false:
            JS_FreeValue(ctx, sp[-1]);
            sp--;
            HOST_BRANCH(false)`,
  },
  {
    find: `                if (js_for_of_next(ctx, sp, offset))
                    goto exception;
                sp += 2;`,
    put: `                if (js_for_of_next(ctx, sp, offset))
                    goto exception;
                sp++;
                HOST_BRANCH(JS_VALUE_GET_BOOL(sp[0]))`,
  },
  {
    find: "static __exception int js_operator_in(JSContext *ctx, JSValue *sp)",
    put: `/* an object, a small number, a boolean, null, undefined: of one tag they are the same if their bits are */
#define HOST_IS_PLAIN(tag) ((unsigned)((tag) - JS_TAG_OBJECT) <= JS_TAG_UNDEFINED - JS_TAG_OBJECT)

static inline __attribute__((always_inline)) bool host_strict_eq(JSContext *ctx, JSValueConst op1, JSValueConst op2)
{
    int tag1 = JS_VALUE_GET_TAG(op1), tag2 = JS_VALUE_GET_TAG(op2);
    if (HOST_IS_PLAIN(tag1) && HOST_IS_PLAIN(tag2)) {
        if (tag1 != tag2)
            return false;
        if (tag1 == JS_TAG_OBJECT)
            return JS_VALUE_GET_OBJ(op1) == JS_VALUE_GET_OBJ(op2);
        return JS_VALUE_GET_INT(op1) == JS_VALUE_GET_INT(op2);
    }
    if (tag1 == JS_TAG_STRING && tag2 == JS_TAG_STRING) {
        JSString *p1 = JS_VALUE_GET_STRING(op1), *p2 = JS_VALUE_GET_STRING(op2);
        return p1 == p2 || js_string_eq(p1, p2);
    }
    return js_strict_eq(ctx, op1, op2);
}

static __exception int js_operator_in(JSContext *ctx, JSValue *sp)`,
  },
  {
    find: "            *sp++ = JS_AtomToValue(ctx, get_u32(pc));",
    put: "            *sp++ = host_atom_value(ctx, get_u32(pc));",
  },
  {
    find: `static inline JSShapeProperty *find_own_property(JSProperty **ppr,
                                                 JSObject *p,
                                                 JSAtom atom)
{`,
    put: `static inline __attribute__((always_inline)) JSShapeProperty *host_find_in_place(JSProperty **ppr,
                                                 JSObject *p,
                                                 JSAtom atom)
{`,
  },
  {
    find: `/* Release a counted reference an open var_ref held on the coroutine
   (async`,
    put: `static JSShapeProperty *find_own_property(JSProperty **ppr, JSObject *p, JSAtom atom)
{
    return host_find_in_place(ppr, p, atom);
}

/* Release a counted reference an open var_ref held on the coroutine
   (async`,
  },
  {
    // The atoms of an object's names were mostly made one after the other: no product spreads them better.
    find: `    int shift = 1 + clz_uintptr(mask+1);
    return hash_uintptr(atom) >> shift;`,
    put: "    return atom & mask;",
  },
  {
    // A method of an array or a string is found without going the way of all exotic objects.
    find: `                        if (unlikely(p->is_exotic)) {
                            /* XXX: should avoid the slow path for arrays
                               and typed arrays`,
    put: `                        if (unlikely(p->is_exotic) && !HOST_IS_ARRAY_METHOD(p, atom)) {
                            /* XXX: should avoid the slow path for
                               typed arrays`,
    times: 2,
  },
  {
    find: `                if (likely(JS_VALUE_GET_TAG(obj) == JS_TAG_OBJECT)) {
                    p = JS_VALUE_GET_OBJ(obj);
                    for(;;) {
                        prs = find_own_property(&pr, p, atom);
                        if (prs) {
                            /* found */
                            if (unlikely(prs->flags & JS_PROP_TMASK))
                                goto get_field2_slow_path;`,
    put: `                p = host_holder(ctx, obj, atom);
                if (likely(p != NULL)) {
                    for(;;) {
                        prs = find_own_property(&pr, p, atom);
                        if (prs) {
                            /* found */
                            if (unlikely(prs->flags & JS_PROP_TMASK))
                                goto get_field2_slow_path;`,
  },
  {
    // The length of an array is its first property, and nearly always a small number.
    find: `static __exception int js_get_length32(JSContext *ctx, uint32_t *pres,
                                       JSValueConst obj)
{
    JSValue len_val;`,
    put: `static inline bool host_has_length(JSValueConst obj)
{
    JSObject *p = JS_VALUE_GET_OBJ(obj);
    return JS_VALUE_GET_TAG(obj) == JS_TAG_OBJECT && p->class_id == JS_CLASS_ARRAY &&
           JS_VALUE_GET_TAG(p->prop[0].u.value) == JS_TAG_INT;
}

static __exception int js_get_length32(JSContext *ctx, uint32_t *pres,
                                       JSValueConst obj)
{
    JSValue len_val;
    if (host_has_length(obj)) {
        *pres = JS_VALUE_GET_INT(JS_VALUE_GET_OBJ(obj)->prop[0].u.value);
        return 0;
    }`,
  },
  {
    find: `static __exception int js_get_length64(JSContext *ctx, int64_t *pres,
                                       JSValueConst obj)
{
    JSValue len_val;`,
    put: `static __exception int js_get_length64(JSContext *ctx, int64_t *pres,
                                       JSValueConst obj)
{
    JSValue len_val;
    if (host_has_length(obj)) {
        *pres = JS_VALUE_GET_INT(JS_VALUE_GET_OBJ(obj)->prop[0].u.value);
        return 0;
    }`,
  },
  {
    // Which operation it is is read again where it matters: most do not ask.
    find: `goto *dispatch_table[opcode = *pc++]; });
#define CASE(op)        case_ ## op
#define DEFAULT         case_default
`,
    put: `goto *dispatch_table[*pc++]; });
#define CASE(op)        case_ ## op: opcode = pc[-1]; case_of_ ## op
#define DEFAULT         case_default: opcode = pc[-1]; case_of_default
`,
  },
  {
    find: `    for(;;) {
        prs = find_own_property(&pr, p, prop);
        if (prs) {
            /* found */
            if (unlikely(prs->flags & JS_PROP_TMASK)) {
                if ((prs->flags & JS_PROP_TMASK) == JS_PROP_GETSET) {
                    if (unlikely(!pr->u.getset.getter)) {`,
    put: `    for(;;) {
        prs = host_find_in_place(&pr, p, prop);
        if (prs) {
            /* found */
            if (unlikely(prs->flags & JS_PROP_TMASK)) {
                if ((prs->flags & JS_PROP_TMASK) == JS_PROP_GETSET) {
                    if (unlikely(!pr->u.getset.getter)) {`,
  },
];
