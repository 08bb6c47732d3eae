// The rehearsing host tells of each shape that a start makes, so that the heap has it (train.c).
export const shapes = [
  {
    find: `    if (add_shape_property(ctx, &p->shape, p, prop, prop_flags))
        return NULL;
    return &p->prop[p->shape->prop_count - 1];`,
    put: `    if (add_shape_property(ctx, &p->shape, p, prop, prop_flags))
        return NULL;
    host_shape_made(ctx->rt, p->shape);
    return &p->prop[p->shape->prop_count - 1];`,
  },
  {
    find: `        sh = js_new_shape(ctx, proto);
        if (!sh)
            return JS_EXCEPTION;`,
    put: `        sh = js_new_shape(ctx, proto);
        if (!sh)
            return JS_EXCEPTION;
        host_shape_made(ctx->rt, sh);`,
  },
  {
    // The property that is added next is mostly the same, and then no table is read, nor the properties before it.
    find: "    JSShape *shape_hash_next; /* in JSRuntime.shape_hash[h] list */",
    put: `    JSShape *shape_hash_next; /* in JSRuntime.shape_hash[h] list */
    JSShape *host_next; /* of a frozen shape: one with a property more */`,
  },
  {
    find: `    sh->deleted_prop_count = 0;
    sh->is_hashed = false;
    return sh;`,
    put: `    sh->deleted_prop_count = 0;
    sh->is_hashed = false;
    sh->host_next = NULL;
    return sh;`,
  },
  {
    find: `    sh->is_hashed = false;
    if (sh->proto) {`,
    put: `    sh->is_hashed = false;
    sh->host_next = NULL;
    if (sh->proto) {`,
  },
  {
    find: `static JSProperty *add_property(JSContext *ctx,
                                JSObject *p, JSAtom prop, int prop_flags)
{
    JSShape *sh, *new_sh;
`,
    put: `/* the place of the property that mostly comes next, if it is this one: a shape has none twice, so it was not there before */
static inline JSProperty *host_append(JSRuntime *rt, JSObject *p, JSAtom prop, int prop_flags)
{
    JSShape *sh = p->shape, *next = sh->host_next;
    JSShapeProperty *prs;
    if (!next || !sh->is_hashed || p->is_prototype || next->prop_size != sh->prop_size)
        return NULL;
    prs = &get_shape_prop(next)[sh->prop_count];
    if (prs->atom != prop || prs->flags != prop_flags)
        return NULL;
    p->shape = js_dup_shape(next);
    js_free_shape(rt, sh);
    return &p->prop[next->prop_count - 1];
}

static JSProperty *add_property(JSContext *ctx,
                                JSObject *p, JSAtom prop, int prop_flags)
{
    JSShape *sh, *new_sh;
    JSProperty *pr = host_append(ctx->rt, p, prop, prop_flags);
    if (pr)
        return pr;
`,
  },
  {
    // One that is found, too: it may be of the script's, whose objects live in the same heap.
    find: "            return sh1;",
    put: `            host_shape_made(rt, sh1);
            return sh1;`,
    times: 2,
  },
  {
    find: "static JSShape *js_new_shape(JSContext *ctx, JSObject *proto)\n{",
    put: `#ifdef HOST_TRAIN
static void host_shape_made(JSRuntime *rt, JSShape *sh);
#else
#define host_shape_made(rt, sh) ((void)0)
#endif

static JSShape *js_new_shape(JSContext *ctx, JSObject *proto)
{`,
  },
];
