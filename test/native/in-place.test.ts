// What the engine does in place, without the way that all values go (engine/changes.mjs), answers as it does in
// Node: in the host without frozen heap, in the one that ASan looks at, and in a frozen program whose values are partly
// of the heap and partly new.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { builder, frozen, hosts, prelude, run, scratch } from "./tools.ts";

const test = suite("in place");
const unfrozen = [builder.buildCold(), builder.buildCold({ sanitize: true })];

/** Evaluates `before`, in the programs while the heap is made, and `answers`, a list of lines, later: all say the same. */
function everywhere(name: string, before: string, answers: string): string[] {
  const expected: string[] = new Function(`${before}\nreturn (() => { ${answers} })();`)();
  const source = `${prelude}\n${before}\nhost.main(() => { print((() => { ${answers} })().join("\\n")); });`;
  const script = join(scratch, `${name}.script.js`);
  writeFileSync(script, source);
  const ran = unfrozen.map((host) => run(host, ["--script", script]));
  for (const { libc, host } of hosts) ran.push(run(frozen(`${name}-${libc}`, source, host)));
  for (const { status, stdout, stderr } of ran) {
    assert.is(stderr, "");
    assert.is(status, 0);
    assert.equal(stdout.replace(/\n$/, "").split("\n"), expected);
  }
  return expected;
}

// What a comparison leaves is a value, or decides a jump.
const values = `const object = {}, text = "te" + "xt", half = ["te", "xt"];
  const values = [undefined, null, true, false, 0, -0, 1, 1.5, NaN, 2 ** 31, -1, "", "text", text, object, {}, [], () => 1,
    Symbol.iterator, Symbol("s"), 0n, 1n, 2n ** 70n, "wide \\u20ac", "x".repeat(3000)];`;

test("strict equality of all kinds of values, as a value and as what is jumped by", () => {
  const lines = everywhere(
    "equality",
    values,
    `const late = [...values, half.join(""), "x".repeat(1500) + "x".repeat(1500), 2n ** 70n, "wide " + "\\u20ac", 3 / 2];
     return late.map((a) => late.map((b) => {
       let seen = (a === b ? "y" : "n") + (a !== b ? "n" : "y");
       if (a === b) seen += "y"; else seen += "n";
       if (a !== b) seen += "n";
       const kept = a === b, left = a !== b;
       if (a === b || a !== b && kept) seen += "o";
       let turns = 0;
       while (a === b && turns < 3) turns++;
       do turns++; while (a !== b && turns < 3);
       return seen + kept + left + turns;
     }).join(" "));`,
  );
  assert.ok(new Set(lines).size > 5);
});

test("order, negation and nothingness, as a value and as what is jumped by", () => {
  everywhere(
    "order",
    values,
    `const numbers = [0, 1, -1, 2147483647, -2147483648, 1.5, NaN, "1", null, undefined, true];
     const lines = numbers.map((a) => numbers.map((b) => {
       let seen = "" + (a < b) + (a <= b) + (a > b) + (a >= b);
       if (a < b) seen += "<";
       if (!(a < b)) seen += "!<";
       if (a >= b) seen += ">"; else seen += "-";
       for (let i = a; i < b && seen.length < 40; i++) seen += ".";
       return seen;
     }).join(" "));
     for (const v of values) {
       const not = !v, twice = !!v;
       let seen = "" + not + twice + (v === undefined) + (v === null) + (v == null) + (typeof v === "undefined") + (typeof v === "function");
       if (!v) seen += "1"; else seen += "0";
       if (v === undefined) seen += "u";
       if (v !== undefined && v !== null) seen += "v";
       if (v == null) seen += "n"; else seen += "m";
       if (typeof v === "function") seen += "f";
       seen += v?.length ?? "none";
       lines.push(seen);
     }
     return lines;`,
  );
});

test("an array that is gone through while it changes, and when somebody changed how", () => {
  everywhere(
    "going-through",
    `const kept = [1, "two", { three: 3 }, [4]];
     function through(list, each) { const seen = []; for (const x of list) { seen.push(JSON.stringify(x) ?? String(x)); each?.(x, seen); if (seen.length > 20) break; } return seen.join(); }`,
    `const lines = [through(kept), through([]), through([,]), through([1, , 3]), through(new Uint8Array([7, 8]))];
     const grows = [1, 2]; lines.push(through(grows, (x) => { if (grows.length < 6) grows.push(x + 10); }));
     const shrinks = [1, 2, 3, 4]; lines.push(through(shrinks, () => { shrinks.length = 2; }));
     const holes = [1, 2, 3]; lines.push(through(holes, () => { delete holes[1]; }));
     const slow = [1, 2, 3]; lines.push(through(slow, () => { Object.defineProperty(slow, 2, { get: () => "got", configurable: true }); }));
     lines.push(through(kept.keys()), through(kept.entries()), through("a\\u20acb"), through(new Map([[1, 2]])), through(new Set([1, 1])));
     const one = kept[Symbol.iterator](); one.next(); lines.push(through(one), through(one), JSON.stringify(one.next()));
     class List extends Array { *[Symbol.iterator]() { yield "mine"; } }
     lines.push(through(List.of(1, 2)));
     const [a, , ...rest] = kept; lines.push(JSON.stringify([a, rest, [...kept, ...[1]], Math.max(...[3, 9])]));
     const prototype = Object.getPrototypeOf(kept[Symbol.iterator]()), next = prototype.next;
     prototype.next = function () { const { value, done } = next.call(this); return { value: done ? value : "other", done }; };
     lines.push(through(kept)); prototype.next = next;
     const iterator = Array.prototype[Symbol.iterator];
     Array.prototype[Symbol.iterator] = function () { return [9, 9][Symbol.iterator === 0 ? "x" : "values"](); };
     lines.push(through(kept)); Array.prototype[Symbol.iterator] = iterator;
     return lines;`,
  );
});

test("methods of strings and arrays are found where they are, also when they were replaced", () => {
  everywhere(
    "methods",
    `const text = "a,b,c", list = ["x", "y"]; Array.prototype.mine = function () { return "mine" + this.length; };`,
    `const lines = [text.split(",").join("-"), list.mine(), [].mine(), text.at(-1), String(text.none), String(list.none), text[1], text["1"], String(text[9])];
     Object.defineProperty(String.prototype, "got", { get() { "use strict"; return typeof this + this.length; }, configurable: true });
     String.prototype.strict = function () { "use strict"; return typeof this; };
     String.prototype[7] = "seven"; Array.prototype[7] = "seven"; Array.prototype["-0"] = "zero";
     lines.push(text.got, (text + text).got, text.strict(), text[7] ?? "-", [][7], String([1].at(0)), []["-0"], "12345678"[7]);
     delete String.prototype[7]; delete Array.prototype[7]; delete Array.prototype["-0"];
     const own = [1]; own.push = () => "own"; lines.push(own.push(2), String(own.length));
     Object.setPrototypeOf(own, { pop: () => "other" }); lines.push(own.pop());
     const sparse = []; sparse[5000] = 1; lines.push(sparse.mine(), String(sparse.indexOf(1)));
     const join = Array.prototype.join; Array.prototype.join = () => "joined"; lines.push(list.join()); Array.prototype.join = join;
     try { text.none(); } catch (error) { lines.push(error.name); }
     try { list.none(); } catch (error) { lines.push(error.name); }
     try { undefined.none(); } catch (error) { lines.push(error.name); }
     delete Array.prototype.mine; delete String.prototype.got; delete String.prototype.strict;
     return lines;`,
  );
});

test("lengths of arrays of every kind", () => {
  everywhere(
    "lengths",
    "const big = []; big.length = 4294967295; const fixed = Object.freeze([1, 2]);",
    `class List extends Array { get length() { return 3; } }
     const lines = [String(big.length), String(fixed.length), String(big.indexOf(1, 4294967290)), String(new List().length)];
     const a = []; a.length = 3; a.push(1); lines.push(JSON.stringify(a), String(a.lastIndexOf(1)));
     const attempt = (name, f) => { try { lines.push(name + f()); } catch (error) { lines.push(name + error.name); } };
     attempt("frozen", () => fixed.push(3));
     const readOnly = [1]; Object.defineProperty(readOnly, "length", { writable: false });
     attempt("length", () => readOnly.push(2)); attempt("concat", () => readOnly.concat([2]).length);
     const sealed = Object.preventExtensions([1]); attempt("sealed", () => sealed.push(2)); attempt("map", () => sealed.map((x) => x + 1)[0]);
     class Sealed extends Array { constructor(n) { super(); Object.preventExtensions(this); } }
     attempt("from", () => Sealed.from([1, 2]).length); attempt("of", () => List.of.call(Sealed, 1).length);
     const made = []; for (let i = 0; i < 40; i++) { made.push(i); made[made.length] = -i; } lines.push(made.join());
     lines.push([3, 1, 2].sort((x, y) => x - y).map(String).concat(["z"], [["n"]].flat()).join());
     return lines;`,
  );
});

test("properties that are new, and those that may not be", () => {
  everywhere(
    "properties",
    "function Base() {} Base.prototype.kept = 1; const closed = Object.preventExtensions({ a: 1 });",
    `const show = (o) => JSON.stringify(Object.getOwnPropertyDescriptors(o), (k, v) => typeof v === "function" ? "f:" + v.name + v.length : v);
     const lines = [show((a, b = 1, c) => a), show(function named(a, b) { "use strict"; }), show(async () => {}), show(function* many() {}), show(class C { static s = 1; m(a) {} }), show(class { static name = "own"; static length() {} })];
     class Fields { a = 1; ["b" + 1] = 2; #c = 3; static { this.d = 4; } get e() { return this.#c; } }
     lines.push(show(new Fields()), show({ ...new Fields(), ...[1, 2], a: 5, a: 6, __proto__: { p: 1 } }));
     const mixed = { z: 1, [Symbol.iterator]: 2, 5: 3, a: 4 }, reads = { n: 1, get m() { this.o = 4; return this.n++; }, o: 3 };
     const gone = { a: 1, b: 2, c: 3, d: 4 }; delete gone.b; Object.defineProperty(gone, "c", { enumerable: false });
     lines.push(show({ ...mixed }), Reflect.ownKeys({ ...mixed }).map(String).join(), show({ ...reads }), show({ ...gone, c: 9, ...gone }));
     lines.push(show({ x: 1, ...{ x: 2, y: 3 }, ...null, ...new Proxy({ p: 1 }, {}), ...new Map(), ...function () {} }));
     const { a: taken, ...left } = gone, many = {}; for (let i = 0; i < 40; i++) many["k" + i] = i;
     lines.push(taken + show(left), show({ ...many, k1: "one" }), show(Object.assign({ get k0() { return 1; }, set k0(v) { this.was = v; } }, many, mixed)));
     class Under extends Array { x = 1; 0 = "zero"; } lines.push(show(new Under()));
     class Returns { constructor() { return closed; } } class Adds extends Returns { b = 2; }
     try { new Adds(); lines.push("added"); } catch (error) { lines.push(error.name); }
     class Frozen { constructor() { Object.freeze(this); } } class More extends Frozen { b = 2; }
     try { new More(); lines.push("added"); } catch (error) { lines.push(error.name); }
     const seen = []; class Proxied { constructor() { return new Proxy({}, { defineProperty(t, k, d) { seen.push(k, JSON.stringify(d)); return Reflect.defineProperty(t, k, d); } }); } }
     class Through extends Proxied { z = 1; } new Through(); lines.push(seen.join());
     lines.push(show(new Base()), show(Object.assign(new Base(), { 2: 1, 1: 2, z: 0 })), show(new Uint8Array(2)), show(JSON.parse('{"a":[1,{"b":null}],"2":0,"1":1,"a":3}')));
     return lines;`,
  );
});

test("functions in C with fewer arguments than they read, called in every way", () => {
  everywhere(
    "calls",
    "const bound = [].slice.bind([1, 2, 3]), call = Function.prototype.call;",
    `const attempt = (f) => { try { return String(JSON.stringify(f()) ?? f()); } catch (error) { return error.name; } };
     return [() => bound(), () => bound(1), () => [].slice.call([1, 2]), () => [].slice.apply([1, 2], [1]), () => call.call("x".concat, "y"),
       () => "abc".padEnd(), () => "abc".padEnd(5), () => Math.max(), () => Math.hypot(3, 4), () => Math.sin(), () => parseInt(), () => parseInt("12", 3), () => new Date(0).toISOString(),
       () => Date.UTC(2020, 1), () => new Date(2020, 1, 2, 3, 4, 5, 6).getTime(), () => Symbol().toString(), () => new Symbol(), () => Map(), () => new Map([[1, 2]]).get(1), () => Reflect.construct(Array, [3]).length,
       () => Array(3).length, () => String(), () => Number(), () => new Number(1) + 1, () => Object.keys(), () => [1, 2, 3].map(Number.prototype.toFixed.call.bind(Number.prototype.toFixed)),
       () => ["1", "2", "3"].map(parseInt), () => [3, 1, 2].sort(), () => "a-b".replace("-", (...all) => all.join()), () => [1, 2].reduce(Math.max), () => (1, eval)("1 + 1"),
       () => 1(), () => ({})(), () => null(), () => "x".none(), () => new (() => 1)(), () => Reflect.apply(Math.min, null, [2, 1]), () => (function deep() { return deep(); })()].map(attempt);`,
  );
});

test("what is looked for in a string, from every place", () => {
  everywhere(
    "searching",
    `const texts = ["", "a", "ab", "abc", "aaab", "xyzxyz", "\\u20acuro \\u20ac", "x".repeat(70) + "y"]; const parts = ["", "a", "ab", "aab", "b", "xyz", "zx", "\\u20ac", "\\u20acu", "yy", "y"];`,
    `return texts.flatMap((t) => [t, t.slice(0, -1), (t + t).slice(1)]).map((t) => parts.map((p) =>
       [undefined, -1, 0, 1, 2, 70, 1e9, NaN].map((n) => [t.indexOf(p, n), t.lastIndexOf(p, n), t.includes(p, n), t.startsWith(p, n), t.endsWith(p, n)].join()).join(";") + t.split(p).length + t.replace(p, "!").length).join(" "));`,
  );
});

test("blocks that grow, shrink and change hands", () => {
  everywhere(
    "blocks",
    "const held = []; for (let i = 0; i < 300; i++) held.push('h'.repeat(i), { ['k' + i]: [i] });",
    `let state = 1; const random = (n) => (state = (state * 48271) % 2147483647) % n;
     const live = []; let sum = 0;
     for (let i = 0; i < 6000; i++) {
       const at = random(400), kind = random(6);
       if (kind === 0) live[at] = "s".repeat(random(200)) + i;
       else if (kind === 1) live[at] = Object.fromEntries(Array.from({ length: random(14) }, (_, n) => ["k" + n, i]));
       else if (kind === 2) live[at] = Array.from({ length: random(40) }, (_, n) => n);
       else if (kind === 3) live[at] = new Uint8Array(random(600)).fill(i);
       else if (kind === 4) { const v = live[at]; if (Array.isArray(v)) v.push(i, "more"); else if (typeof v === "object") v["p" + random(30)] = held[random(600)]; }
       else live[at] = undefined;
     }
     for (const v of live) sum += JSON.stringify(v)?.length ?? 1;
     return [String(sum), String(held.length)];`,
  );
});

test.run();
