// Bytecode that is written without its source has no names of local variables either, which were a tenth of the heap. Only a
// direct eval looks for them, and the message for a variable that is read before it has a value.
//
// What is compiled while the heap is made does not look whether a variable of `let` or `const` has a value yet: every eighth
// operation of a run did. TypeScript refuses such a reading where it can see it, and the cold build and Node, on which the
// same tests run, still look.
export const compiler = [
  {
    find: "            bc_put_atom(s, vd->var_name);",
    put: "            bc_put_atom(s, s->allow_source ? vd->var_name : JS_ATOM_NULL);",
  },
  {
    find: "        bc_put_atom(s, cv->var_name);",
    put: `        bool local = cv->closure_type == JS_CLOSURE_LOCAL || cv->closure_type == JS_CLOSURE_ARG ||
                     cv->closure_type == JS_CLOSURE_REF;
        bc_put_atom(s, local && !s->allow_source ? JS_ATOM_NULL : cv->var_name);`,
  },
  {
    find: "static int resolve_scope_var(JSContext *ctx, JSFunctionDef *s,",
    put: `/* 'this' of a derived class stays checked: it has no value before super(), whatever the compiler saw */
#define HOST_CHECKED(variable) ((variable).is_lexical && (!HEAP->making || (variable).var_name == JS_ATOM_this))

static int resolve_scope_var(JSContext *ctx, JSFunctionDef *s,`,
  },
  {
    find: "                    if (s->vars[var_idx].is_lexical)\n                        get_op",
    put: "                    if (HOST_CHECKED(s->vars[var_idx]))\n                        get_op",
  },
  {
    find: "                    if (s->vars[var_idx].is_lexical) {",
    put: "                    if (HOST_CHECKED(s->vars[var_idx])) {",
    times: 2,
  },
  {
    find: "                    if (s->closure_var[idx].is_lexical) {",
    put: "                    if (HOST_CHECKED(s->closure_var[idx])) {",
    times: 2,
  },
  {
    // A variable of `using` keeps its mark: it says that there is nothing to dispose of yet.
    find: `                            } else {
                                /* XXX: should check if variable can be used
                                   before initialization */`,
    put: `                            } else if (HOST_CHECKED(*vd) || vd->var_kind != JS_VAR_NORMAL) {
                                /* XXX: should check if variable can be used
                                   before initialization */`,
  },
];
