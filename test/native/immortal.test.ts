// What was frozen is neither counted nor freed nor built upon (engine/changes.mjs). Each program here is made twice: its
// frozen form, whose first half ran while the heap was made, must do what the unfrozen host does with all of it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { builder, frozen, hosts, prelude, run, scratch } from "./tools.ts";

const test = suite("immortal");
const cold = builder.buildCold();

/** Runs `before` while the heap is made and `after` in the start; gives the output, which both forms must share. */
function both(name: string, before: string, after: string): string {
  const source = `${prelude}\n${before}\nhost.main(() => { ${after} });`;
  writeFileSync(join(scratch, `${name}.script.js`), source);
  const expected = run(cold, ["--script", join(scratch, `${name}.script.js`)]);
  assert.is(expected.stderr, "");
  assert.is(expected.status, 0);
  for (const { libc, host } of hosts) {
    const outcome = run(frozen(`${name}-${libc}`, source, host));
    assert.is(outcome.stderr, "", libc);
    assert.is(outcome.status, 0, libc);
    assert.is(outcome.stdout, expected.stdout, libc);
  }
  return expected.stdout;
}

const collect = "host.collect(); host.collect();";

test("a cycle that only a frozen object reaches lives, an unreachable one dies", () => {
  const output = both(
    "cycles",
    `const kept = { list: [] }, map = new Map(), dead = []; let count = 0;
     const registry = new FinalizationRegistry(() => count++);`,
    `const cycle = (name) => { const a = { name }, b = { a, data: [1, 2, name] }; a.b = b; registry.register(a, name); return a; };
     for (let i = 0; i < 100; i++) { kept.list.push(cycle("k" + i)); map.set("m" + i, cycle("m" + i)); cycle("lost" + i); }
     ${collect}
     const sum = kept.list.reduce((n, a) => n + a.b.data[1] + (a.b.a === a), 0) + [...map.values()].filter((a) => a.b.a === a).length;
     return Promise.resolve().then(() => { print([sum, count].join()); });`,
  );
  assert.is(output, "400,100\n");
});

test("what a frozen container let go of is freed, though the container is not", () => {
  const output = both(
    "letting-go",
    `const array = [], map = new Map(), set = new Set(), object = {}; let weak = [];`,
    `for (let i = 0; i < 50; i++) { const o = { i }; weak.push(new WeakRef(o)); array.push(o); map.set(i, o); set.add(o); object["k" + i] = o; }
     const alive = () => weak.filter((w) => w.deref() !== undefined).length;
     return Promise.resolve().then(() => { ${collect} print(String(alive())); array.length = 0; map.clear(); set.clear(); for (const k in object) delete object[k]; })
       .then(() => { ${collect} print(String(alive())); });`,
  );
  assert.is(output, "50\n0\n");
});

test("frozen shapes, hashed or not, take properties, lose them and change them", () => {
  both(
    "shapes",
    `const plain = { a: 1, b: 2 }, twin = { a: 3, b: 4 }, big = {}, deleted = { a: 1, b: 2, c: 3, d: 4 };
     for (let i = 0; i < 70; i++) big["p" + i] = i;
     delete deleted.b;
     class A { x = 1; #y = 2; get y() { return this.#y; } } const a = new A();
     const bare = Object.create(null); bare.z = 1;`,
    `plain.c = 3; twin.c = 5; twin.d = 6; delete plain.a; Object.defineProperty(twin, "b", { get: () => 7, enumerable: true, configurable: true });
     for (let i = 0; i < 70; i += 2) delete big["p" + i];
     for (let i = 0; i < 200; i++) big["q" + i] = i;
     for (let i = 0; i < 40; i++) deleted["e" + i] = i;
     for (let i = 0; i < 40; i++) delete deleted["e" + i];
     a.more = 1; delete a.x; A.prototype.late = () => 8; A.also = 9; Object.setPrototypeOf(bare, a);
     Array.prototype.mine = 5; Object.freeze(plain);
     ${collect}
     print(JSON.stringify([plain, twin, big, deleted, a, a.y, a.late(), A.also, bare, [].mine, Object.isFrozen(plain)].map((v) => v ?? null)
       .concat(describe(() => bare.y), describe(() => { "use strict"; plain.e = 1; }))));`,
  );
});

test("frozen arrays, buffers, strings and ropes grow", () => {
  both(
    "growing",
    `const array = [1, 2, 3], long = Array.from({ length: 5000 }, (_, i) => i), bytes = new Uint8Array(300).fill(7);
     const growable = new ArrayBuffer(64, { maxByteLength: 9000 }), view = new Uint8Array(growable);
     let text = "abc", rope = "x".repeat(9000); for (let i = 0; i < 20; i++) rope += "y" + i;
     const sorted = ["b", "a"]; const big = 3n ** 300n;`,
    `for (let i = 0; i < 3000; i++) array.push(i); for (let i = 0; i < 6000; i++) long.push(i); long.splice(10, 4000); long.length = 700;
     growable.resize(8000); view[7999] = 9; const moved = bytes.buffer.transfer(1000);
     for (let i = 0; i < 500; i++) text += "d"; const first = rope; rope += "z"; const flat = rope[8999] + first.length;
     array.unshift(9); sorted.sort(); array.reverse();
     ${collect}
     print(JSON.stringify([array.length, array[5], long.length, long[699], view.length, view[7999], moved.byteLength, new Uint8Array(moved)[299], bytes.length,
       text.length, flat, rope.length, first === rope, sorted, String(big * big % 1000007n), String(big)]));`,
  );
});

test("generators, async functions and closures made before go on", () => {
  both(
    "suspended",
    `function* count() { const held = { n: 0 }; try { for (;;) { held.n++; yield held; } } finally { print("closed"); } }
     const generator = count(); generator.next(); generator.next();
     let release; const gate = new Promise((resolve) => (release = resolve)); const seen = [];
     async function wait() { const held = [1]; held.push(await gate); seen.push(held.join()); return held; }
     const waiting = wait(), iterator = [1, 2, 3][Symbol.iterator](); iterator.next();
     let counter = 0; const add = () => ++counter; const nested = (() => { let x = { v: 1 }; return { get: () => x, set: (y) => (x = y) }; })();`,
    `const held = generator.next().value; nested.set({ v: 2, self: nested }); add(); add();
     release("in"); const rest = [...iterator];
     return waiting.then((list) => { ${collect} generator.return(); print([held.n, list.length, seen, rest, counter, nested.get().v].join()); });`,
  );
});

test("weak collections, symbols and finalizers with one end frozen", () => {
  both(
    "weak",
    `const key = {}, weak = new WeakMap([[key, "old"]]), set = new WeakSet([key]), ref = new WeakRef(key), sym = Symbol("s"); weak.set(sym, 1);
     const called = []; const registry = new FinalizationRegistry((v) => called.push(v)); registry.register(key, "never");
     let temporary = {}; const late = new WeakRef(temporary); const keys = []; const iterated = new Map([[1, 1], [2, 2], [3, 3]]); const cursor = iterated.keys(); cursor.next();`,
    `for (let i = 0; i < 30; i++) { const k = {}; weak.set(k, { k, i }); set.add(k); registry.register(k, i); if (i % 3 === 0) keys.push(k); }
     weak.set(key, { key }); temporary = undefined; iterated.delete(2); iterated.set(4, 4);
     return Promise.resolve().then(() => { ${collect} }).then(() => { print([called.sort((a, b) => a - b), keys.every((k) => weak.get(k).k === k && set.has(k)),
       ref.deref() === key, weak.get(key).key === key, weak.get(sym), [...cursor]].join()); });`,
  );
});

test("globals, errors and regular expressions added to or replaced in a start", () => {
  both(
    "globals",
    `globalThis.shared = { n: 1 }; var declared = 1; const pattern = /a(?<x>b+)c/g; const error = new Error("made early"); pattern.exec("abcabc");`,
    `globalThis.fresh = {}; globalThis.fresh.loop = globalThis.fresh; shared.fresh = fresh; delete globalThis.declared; globalThis.shared.n = { deep: [1] };
     error.cause = { error }; error.message += "!"; JSON.parse = (parse) => parse; ${collect}
     print([pattern.lastIndex, pattern.exec("abcabbc").groups.x, String(error), error.cause.error === error, shared.n.deep[0], typeof declared, JSON.parse(5)].join());`,
  );
  const program = frozen("isobox-globals", `${prelude} globalThis.base = { list: [] }; host.main(() => {});`);
  const script = join(scratch, "adds.js");
  writeFileSync(
    script,
    `var added = { base }; base.list.push(added, added); base.added = added; function late() { return base.list.length; }
     __host__.collect(); __host__.main(() => late() + (base.added.base === base));`,
  );
  assert.is(run(program, ["--script", script]).status, 3);
});

test("a collection of a program that stays writes to few frozen pages", () => {
  const source = `${prelude}
    const table = Array.from({ length: 20000 }, (_, i) => ({ i, list: [i], text: "entry " + i }));
    const dirty = () => { const fd = host.syscall(NR.openat, AT_FDCWD, "/proc/self/smaps_rollup", 0), to = new Uint8Array(4096);
      const text = host.decode(to, 0, host.syscall(NR.read, fd, to, 4096)); return Number(/Anonymous:\\s*(\\d+)/.exec(text)[1]); };
    host.main(() => { const before = dirty(); host.gc(0); for (let i = 0; i < 5000; i++) { const a = {}; a.a = a; } host.collect(); print([table.length, dirty() - before].join()); });`;
  const [length, growth] = run(frozen("collecting", source)).stdout.split(",").map(Number);
  assert.is(length, 20000);
  assert.ok(growth! < 2000, `${growth} KiB were written to`);
});

// Random programs: the same mutations, in the same order, of a graph of which a part was frozen.
const stress = (seed: number) => `
let state = ${seed}; const random = (n) => (state = (Math.imul(state, 1103515245) + 12345) >>> 0, (state >>> 8) % n);
const roots = [{}, [], new Map(), new Set(), Object.create({}), function f() {}, new WeakMap(), class {}]; let serial = 0;
const pick = () => roots[random(roots.length)];
const keys = Array.from({ length: 40 }, (_, i) => "k" + i), symbols = keys.map((k) => Symbol(k));
const make = () => { const s = serial++; switch (random(7)) { case 0: return { s }; case 1: return [s]; case 2: return new Map([[s, s]]); case 3: return new Set([s]);
  case 4: { let held = { s }; return () => (held = { held: held.s }); } case 5: { const p = pick(); return Object.create(typeof p === "string" ? null : p); } default: return "t".repeat(random(20)) + s; } };
const value = () => (random(3) ? pick() : make());
const step = () => { try { stepping(); } catch {} }, stepping = () => { const o = pick(), k = random(3) ? keys[random(40)] : symbols[random(40)]; if (o === null || (typeof o !== "object" && typeof o !== "function")) { roots[random(roots.length)] = make(); return; }
  switch (random(12)) { case 0: case 1: try { o[k] = value(); } catch {} break; case 2: try { delete o[k]; } catch {} break;
  case 3: if (Array.isArray(o) && o.length < 300) o.push(value(), value()); break; case 4: if (Array.isArray(o)) o.splice(random(5), random(5)); break;
  case 5: if (o instanceof Map) try { o.set(k, value()); } catch {} break; case 6: if (o instanceof Map) try { o.delete(k); } catch {} break;
  case 7: if (o instanceof Set) try { random(2) ? o.add(value()) : o.clear(); } catch {} break; case 8: roots[random(roots.length)] = make(); break;
  case 9: try { Object.defineProperty(o, k, { value: value(), configurable: true, writable: true, enumerable: !!random(2) }); } catch {} break;
  case 10: if (roots.length < 60) roots.push(make()); break; default: try { Object.setPrototypeOf(o, random(4) ? pick() : null); } catch {} } };
const hash = () => { const ids = new Map(); let h = 0; const mix = (n) => (h = (Math.imul(h, 31) + n) | 0);
  const visit = (v) => { if (typeof v === "string") { for (let i = 0; i < v.length; i++) mix(v.charCodeAt(i)); return; } if (typeof v === "number") { mix(v); return; }
    if (v === null || (typeof v !== "object" && typeof v !== "function")) { mix(1); return; } if (ids.has(v)) { mix(ids.get(v)); return; } ids.set(v, ids.size);
    let own; try { own = Reflect.ownKeys(v); } catch { return; }
    for (const k of own) { if (k === "stack" || k === "prototype") continue; mix(String(k).length); const d = Reflect.getOwnPropertyDescriptor(v, k); if (d && "value" in d) visit(d.value); }
    if (ids.size < 4000) { if (v instanceof Map) try { for (const [a, b] of Map.prototype.entries.call(v)) { visit(typeof a === "symbol" ? 2 : a); visit(b); } } catch {}
      if (v instanceof Set) try { for (const a of Set.prototype.values.call(v)) visit(a); } catch {} } };
  roots.forEach(visit); return h + ":" + ids.size; };
for (let i = 0; i < 3000; i++) step();`;

// What was compiled while the heap was made does not look whether a variable has a value yet. It must tell from it in
// nothing else: what is left in a variable by the round before would be disposed of twice.
test("variables of a block are new in each round, and one of using without a value is not disposed of", () => {
  const output = both(
    "blocks",
    `const made = (name) => ({ name, [Symbol.dispose]() { print("dispose " + name); } });
     function rounds() {
       const seen = [];
       for (let i = 0; i < 3; i++) {
         let late; const early = () => late + i;
         if (i === 1) late = 10;
         seen.push(early);
         try {
           using first = made("first " + i);
           if (i === 1) throw new Error("between");
           using second = made("second " + i);
         } catch (error) { print(error.message); }
       }
       return seen.map((each) => each()).join();
     }
     class Base { constructor(value) { this.value = value; } }
     class Derived extends Base { constructor(early) { if (early) print(typeof this.value); super(1); } }
     const derive = (early) => { try { return new Derived(early).value; } catch (error) { return error.name; } };`,
    `print(rounds()); print([derive(false), derive(true)].join());`,
  );
  const parts = ["first 0", "first 1", "first 2", "second 0", "second 2"];
  for (const part of parts) assert.is(output.split(`dispose ${part}\n`).length, 2, part);
  assert.match(output, /^NaN,11,NaN\n1,ReferenceError\n$/m);
});

test("random mutations of a graph that is partly frozen do what they do to one that is not", () => {
  const long = process.env["ISOBOX_TEST_LONG"] ? 40 : 6;
  for (let seed = 1; seed <= long; seed++) {
    const output = both(
      `stress-${seed}`,
      stress(seed * 7919),
      `const out = []; for (let round = 0; round < 12; round++) { for (let i = 0; i < 1500; i++) step(); host.collect(); out.push(hash()); } print(out.join("\\n"));`,
    );
    assert.is(output.trim().split("\n").length, 12);
  }
});

// In a child all that its parent had is as if frozen, too (arena.c).
const fork = "host.syscall(NR.clone, 17 /* SIGCHLD */, 0, 0, 0, 0)";
const wait = "host.syscall(NR.wait4, -1, status, 0, 0); print(String(status[0]));";

test("a function of the host's that replaces itself runs to its end", () => {
  const output = both(
    "replaced",
    "let n = 0;",
    `host.through((...args) => { host.through(); const own = [n, args.length]; n++; own.push(host.syscall(...args) > 0); print(own.join()); return 5; }, host.call);
     print([host.attempt(NR.getpid), host.attempt(NR.getpid) > 5, n].join());
     host.onRefused((errno) => { host.onRefused(() => new Error("second")); const own = ["first", errno]; return new Error(own.join()); });
     for (let i = 0; i < 2; i++) try { host.call(NR.close, -1); } catch (e) { print(e.message); }`,
  );
  assert.is(output, "0,1,true\n5,true,1\nfirst,9\nsecond\n");
});

test("random mutations go on in a child, and in its child, and do to their parents nothing", () => {
  const long = process.env["ISOBOX_TEST_LONG"] ? 40 : 4;
  for (let seed = 1; seed <= long; seed++) {
    const output = both(
      `fork-${seed}`,
      stress(seed * 104729),
      `const rounds = (n) => { for (let round = 0; round < n; round++) { for (let i = 0; i < 1500; i++) step(); host.collect(); print(hash()); } };
       const status = new Int32Array(1);
       rounds(3); const before = hash();
       if (${fork} === 0) { rounds(3); if (${fork} === 0) { rounds(3); return 7; } ${wait} rounds(2); return 8; }
       ${wait} print(String(before === hash())); rounds(2);`,
    );
    assert.match(output, /\n1792\n(.+\n){2}2048\ntrue\n(.+\n){2}$/); // exit statuses 7 and 8
  }
});

const dirty = `const dirty = () => { const bytes = new Uint8Array(4096), fd = host.syscall(NR.openat, AT_FDCWD, "/proc/self/smaps_rollup", 0);
  const n = host.syscall(NR.read, fd, bytes, bytes.length); host.syscall(NR.close, fd);
  return Number(/^Private_Dirty: +([0-9]+) kB$/m.exec(host.decode(bytes, 0, n))[1]); };
  const list = []; const letGo = () => { const before = dirty(); let sum = 0; for (const each of list) sum += each.i; list.length = 0; host.collect();
    for (let i = 0; i < 1000; i++) list.push({ i }); print(String(sum)); print(String(!host.frozen || dirty() - before < 1024)); };`;
const fill = `for (let i = 0; i < 16000; i++) list.push({ i, text: "number " + i });`;

test("a child that lets go of what its parent made copies no page of it", () => {
  const output = both(
    "letting-go-in-a-child",
    dirty,
    `const status = new Int32Array(1); ${fill} if (${fork} === 0) { letGo(); return 0; } ${wait} print(String(list.length));`,
  );
  assert.is(output, "127992000\ntrue\n0\n16000\n");
});

test("a parent that lets go of what its child has too copies no page of it", () => {
  const output = both(
    "letting-go-in-a-parent",
    dirty,
    `const status = new Int32Array(1), ends = new Int32Array(2); host.syscall(NR.pipe2, ends, 0); ${fill}
     if (${fork} === 0) { host.syscall(NR.read, ends[0], status, 1); print(String(list.length)); return 0; }
     letGo(); host.syscall(NR.write, ends[1], status, 1); ${wait}`,
  );
  assert.is(output, "127992000\ntrue\n16000\n0\n");
});

test("a parent that forks again gives back what it made since", () => {
  const output = both(
    "forking-again",
    `const grown = (act) => { const before = host.memory().used; act(); host.collect(); return host.memory().used - before > -500000; };`,
    `const status = new Int32Array(1); let list; const make = () => { list = Array.from({ length: 20000 }, (_, i) => ({ i })); };
     for (let i = 0; i < 4; i++) { make(); if (${fork} === 0) return 0; ${wait} print(String(i === 0 || grown(() => { list = null; }))); }`,
  );
  assert.is(output, "0\ntrue\n0\nfalse\n0\nfalse\n0\nfalse\n");
});

test("a parent that is large when it forks loses none of the memory that it had free", () => {
  const output = both(
    "forking-when-large",
    "",
    `const status = new Int32Array(1); let list; const make = () => { list = Array.from({ length: 100000 }, (_, i) => ({ i, text: "n" + i })); };
     make(); const last = list.pop(); list = null; host.collect(); const before = host.memory().arena; if (${fork} === 0) return 0; ${wait}
     make(); print(String(last.i === 99999 && host.memory().arena - before < 4 << 20));`,
  );
  assert.is(output, "0\ntrue\n");
});

test.run();
