// A loop over an array has no iterator in this engine (engine/changes.mjs). No program may see that: here each is run by
// Node too, and must print the same.
import { suite } from "uvu";
import { sameAsInNode } from "./tools.ts";

const test = suite("iteration");

const programs: Readonly<Record<string, string>> = {
  "to the end, broken off, continued, in and out of functions": `
    for (const x of [1, 2, 3]) say(x);
    for (const x of [1, 2, 3]) { if (x === 2) break; say(x); }
    outer: for (const x of [1, 2]) for (const y of ["a", "b", "c"]) { if (y === "b") continue outer; say(x, y); }
    const first = (list) => { for (const x of list) for (const y of list) if (x + y > 3) return [x, y]; };
    say(first([1, 2, 3]), first([]));
    let last; for (last of [7, 8]); say(last);
    const o = {}; for (o.key of ["k", "l"]) say(o.key);
    for (const [k, { v }] of [[1, { v: 2 }], [3, { v: 4 }]]) say(k, v);`,
  "exceptions from the body leave nothing behind": `
    for (let i = 0; i < 3; i++) try { for (const x of [i, 5]) { for (const y of [[]]) { if (x === i) throw x; } } } catch (e) { say("caught", e); } finally { say("finally"); }
    const f = () => { try { for (const x of [1, 2]) try { throw x; } finally { if (x === 1) continue; } } catch (e) { return "c" + e; } };
    say(f());
    const g = () => { for (const x of [1, 2, 3]) try { return x; } finally { if (x < 3) continue; } };
    say(g());`,
  "an array that changes under the loop": `
    const a = [1, 2, 3]; for (const x of a) { say(x); if (a.length < 6) a.push(x * 10); }
    const b = [1, 2, 3, 4]; for (const x of b) { say(x); b.pop(); }
    const c = [1, 2, 3]; for (const x of c) { say(x); c.length = 0; }
    const d = [1, 2, 3]; for (const x of d) { say(x); delete d[1]; d[5] = 9; if (d.length > 6) break; }
    const e = [1, 2, 3]; for (const x of e) { say(x); Object.defineProperty(e, 2, { get: () => "got" }); }
    const f = [1, 2]; for (const x of f) { say(x); Object.setPrototypeOf(f, { __proto__: Array.prototype, 2: "never" }); f.length = 3; }
    const g = [1, 2, 3]; for (const x of g) { say(x); Object.freeze(g); }
    const h = [1, 2, 3]; try { for (const x of h) { say(x); Object.defineProperty(h, 1, { get() { throw "get"; } }); } } catch (e) { say(e); }`,
  "holes, subclasses, array likes": `
    for (const x of [1, , 3]) say(x);
    for (const x of [, ]) say(x);
    class B extends Array { *[Symbol.iterator]() { yield "mine"; } } for (const x of B.of(1, 2)) say(x);
    class C extends Array {} for (const x of C.of(1, 2)) say(x);
    for (const x of new Uint8Array([1, 2])) say(x);
    for (const x of "a\\u{1F600}b") say(x);
    (function () { for (const x of arguments) say(x); })(1, 2);
    for (const x of new Map([[1, 2]])) say(x);
    const own = [1, 2]; own[Symbol.iterator] = function* () { yield "own"; }; for (const x of own) say(x);
    try { for (const x of 5) say(x); } catch (e) { say(e instanceof TypeError); }
    try { for (const x of null) say(x); } catch (e) { say(e instanceof TypeError); }
    const bare = Object.setPrototypeOf([1], null); try { for (const x of bare) say(x); } catch (e) { say(e instanceof TypeError); }`,
  destructuring: `
    const [a, b = 5, ...c] = [1, undefined, 3, 4]; say(a, b, c);
    const [, , d] = [1, 2, 3]; say(d); const [] = [1]; const [e] = []; say(e);
    let x = 1, y = 2; [x, y] = [y, x]; say(x, y);
    const f = ([p, [q]], ...[r, s]) => [p, q, r, s]; say(f([1, [2]], 3, 4));
    try { const [z = (() => { throw "default"; })()] = []; } catch (e) { say(e); }
    const list = [1, 2, 3]; const [g, h = list.push(9), ...rest] = list; say(g, h, rest, list);
    say([...[1, 2], ...new Set([3])], Math.max(...[1, 5, 2]));`,
  generators: `
    function* g(list) { for (const x of list) { const sent = yield x; if (sent) say("sent", sent); } return "end"; }
    const one = g([1, 2, 3]); say(one.next(), one.next("s"), one.return("r"), one.next());
    const two = g([1, 2]); two.next(); try { two.throw("t"); } catch (e) { say(e); } say(two.next());
    function* h() { const got = yield* [1, 2]; say("got", got); yield* g([3]); }
    say([...h()]); const three = h(); say(three.next(), three.next(), three.return("x"), three.next());
    function* i() { try { yield* [1, 2]; } finally { say("finally"); } } const four = i(); four.next(); try { four.throw("u"); } catch (e) { say(e instanceof TypeError || e); }
    const five = i(); five.next(); say(five.return(7));`,
  "what takes an iterator without a loop, and iterators whose method is a number": `
    for (let i = 0; i < 2; i++) say(Array.from([1]), Array.from([1, 2, 3], (x) => x * 2), Array.from([, 1]), new Set([1, 1]).size, Promise.all.length, new Map([[1, 2]]).get(1));
    const numbered = (it) => ({ [Symbol.iterator]: () => it });
    for (const it of [{ next: 0, length: 2, 0: "a", 1: "b" }, { next: 5, return() { say("return"); return {}; } }, Object.assign(new BigInt64Array([1094795585n, -1n, 7n]), { next: 0 })]) {
      try { for (const x of numbered(it)) say(x); } catch (e) { say(e instanceof TypeError); }
      try { const [] = numbered(it); say("none"); } catch (e) { say(e instanceof TypeError); }
      try { const [x] = numbered(it); } catch (e) { say(e instanceof TypeError); }
      try { say([...(function* () { yield* numbered(it); })()]); } catch (e) { say(e instanceof TypeError); }
    }
    (function () { arguments.next = 0; try { for (const x of numbered(arguments)) say(x); } catch (e) { say(e instanceof TypeError); } })(1, 2);`,
  "an array whose length is read-only": `
    const attempt = (list, act) => { Object.defineProperty(list, "length", { writable: false }); try { act(list); } catch (e) { say(e instanceof TypeError); } say(list.length, list); };
    for (const make of [() => [], () => [1], () => { const a = []; a.push(1); return a; }, () => { const a = []; a[0] = 1; return a; }, () => [1, 2, 3, 4, 5]])
      for (const act of [(a) => { "use strict"; a[a.length] = 2; }, (a) => a.push(2), (a) => { "use strict"; a[9] = 1; }]) attempt(make(), act);`,
  "whoever changed the iterators of arrays sees them": `
    const proto = Object.getPrototypeOf([][Symbol.iterator]()), next = proto.next;
    proto.next = function () { say("next"); return next.call(this); }; for (const x of [1, 2]) say(x); proto.next = next;
    for (const x of [3]) say(x);
    proto.return = function () { say("return"); return {}; }; for (const x of [1, 2]) break; const [q] = [1, 2]; delete proto.return;
    Array.prototype.return = () => say("never"); for (const x of [1, 2]) break; try { for (const x of [1]) throw 0; } catch {} delete Array.prototype.return;
    const values = Array.prototype[Symbol.iterator];
    Array.prototype[Symbol.iterator] = function* () { yield "patched"; }; for (const x of [1, 2]) say(x); Array.prototype[Symbol.iterator] = Array.prototype.entries;
    for (const x of ["e"]) say(x); Array.prototype[Symbol.iterator] = values; for (const x of [4]) say(x);
    for (const x of [1, 2]) { proto.return = function () { say("late"); return {}; }; break; } delete proto.return;
    try { for (const x of [1, 2]) { proto.return = function () { say("late", Object.keys(this)); return {}; }; throw "thrown"; } } catch (e) { say(e); } delete proto.return;
    Object.prototype.return = function () { say("inherited"); return {}; }; for (const x of [1, 2]) break; delete Object.prototype.return;`,
};

const saying = "const lines = []; const say = (...values) => lines.push(JSON.stringify(values));";

for (const [name, program] of Object.entries(programs))
  test(`for-of: ${name}`, () => sameAsInNode("iteration", saying, program));

test.run();
