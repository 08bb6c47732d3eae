// test/native/immortal.test.ts
import { writeFileSync as writeFileSync2 } from "node:fs";
import { join as join2 } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";

// test/native/tools.ts
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
var root = process.env["ISOBOX_ROOT"] ?? process.cwd();
var builder = await import(pathToFileURL(join(root, "native/build.mjs")).href);
var scratch = mkdtempSync(join(tmpdir(), "isobox-native-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
var hosts = [
  { libc: "musl", host: builder.buildHost({ libc: "auto" }) },
  { libc: "glibc", host: builder.buildHost({ libc: "glibc" }) }
];
var host = hosts[0].host;
function frozen(name, source, by = host) {
  const bundle = join(scratch, `${name}.js`);
  writeFileSync(bundle, source);
  const out = join(scratch, name);
  const run2 = spawnSync(by, ["--freeze", bundle, "-o", out], { encoding: "utf8" });
  if (run2.status !== 0) throw new Error(`cannot freeze ${name}: ${run2.stderr}`);
  return out;
}
function run(program, args = [], options = {}) {
  const result = spawnSync(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 1 << 28,
    ...options,
    encoding: "utf8"
  });
  if (result.error) throw result.error;
  const { status, signal, stdout, stderr } = result;
  return { status, signal, stdout, stderr };
}
var calls = {
  brk: [12, 214],
  clone: [56, 220],
  close: [3, 57],
  execve: [59, 221],
  fcntl: [72, 25],
  getdents64: [217, 61],
  getpid: [39, 172],
  mkdirat: [258, 34],
  mmap: [9, 222],
  openat: [257, 56],
  pipe2: [293, 59],
  prctl: [157, 167],
  read: [0, 63],
  readlinkat: [267, 78],
  rt_sigprocmask: [14, 135],
  statfs: [137, 43],
  symlinkat: [266, 36],
  unlinkat: [263, 35],
  wait4: [61, 260],
  write: [1, 64]
};
var numbers = Object.entries(calls).map(([name, both2]) => [name, both2[process.arch === "x64" ? 0 : 1]]);
var prelude = `
const host = __host__, NR = ${JSON.stringify(Object.fromEntries(numbers))}, AT_FDCWD = -100;
const print = (text) => { const bytes = host.encode(text + "\\n"); host.syscall(NR.write, 1, bytes, bytes.length); };
const describe = (f) => { try { return String(f()); } catch (e) { return e.name + ": " + e.message; } };
`;

// test/native/immortal.test.ts
var test = suite("immortal");
var cold = builder.buildCold();
function both(name, before, after) {
  const source = `${prelude}
${before}
host.main(() => { ${after} });`;
  writeFileSync2(join2(scratch, `${name}.script.js`), source);
  const expected = run(cold, ["--script", join2(scratch, `${name}.script.js`)]);
  assert.is(expected.stderr, "");
  assert.is(expected.status, 0);
  for (const { libc, host: host2 } of hosts) {
    const outcome = run(frozen(`${name}-${libc}`, source, host2));
    assert.is(outcome.stderr, "", libc);
    assert.is(outcome.status, 0, libc);
    assert.is(outcome.stdout, expected.stdout, libc);
  }
  return expected.stdout;
}
var collect = "host.collect(); host.collect();";
test("a cycle that only a frozen object reaches lives, an unreachable one dies", () => {
  const output = both(
    "cycles",
    `const kept = { list: [] }, map = new Map(), dead = []; let count = 0;
     const registry = new FinalizationRegistry(() => count++);`,
    `const cycle = (name) => { const a = { name }, b = { a, data: [1, 2, name] }; a.b = b; registry.register(a, name); return a; };
     for (let i = 0; i < 100; i++) { kept.list.push(cycle("k" + i)); map.set("m" + i, cycle("m" + i)); cycle("lost" + i); }
     ${collect}
     const sum = kept.list.reduce((n, a) => n + a.b.data[1] + (a.b.a === a), 0) + [...map.values()].filter((a) => a.b.a === a).length;
     return Promise.resolve().then(() => { print([sum, count].join()); });`
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
       .then(() => { ${collect} print(String(alive())); });`
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
       .concat(describe(() => bare.y), describe(() => { "use strict"; plain.e = 1; }))));`
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
       text.length, flat, rope.length, first === rope, sorted, String(big * big % 1000007n), String(big)]));`
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
     return waiting.then((list) => { ${collect} generator.return(); print([held.n, list.length, seen, rest, counter, nested.get().v].join()); });`
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
       ref.deref() === key, weak.get(key).key === key, weak.get(sym), [...cursor]].join()); });`
  );
});
test("globals, errors and regular expressions added to or replaced in a start", () => {
  both(
    "globals",
    `globalThis.shared = { n: 1 }; var declared = 1; const pattern = /a(?<x>b+)c/g; const error = new Error("made early"); pattern.exec("abcabc");`,
    `globalThis.fresh = {}; globalThis.fresh.loop = globalThis.fresh; shared.fresh = fresh; delete globalThis.declared; globalThis.shared.n = { deep: [1] };
     error.cause = { error }; error.message += "!"; JSON.parse = (parse) => parse; ${collect}
     print([pattern.lastIndex, pattern.exec("abcabbc").groups.x, String(error), error.cause.error === error, shared.n.deep[0], typeof declared, JSON.parse(5)].join());`
  );
  const program = frozen("isobox-globals", `${prelude} globalThis.base = { list: [] }; host.main(() => {});`);
  const script = join2(scratch, "adds.js");
  writeFileSync2(
    script,
    `var added = { base }; base.list.push(added, added); base.added = added; function late() { return base.list.length; }
     __host__.collect(); __host__.main(() => late() + (base.added.base === base));`
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
  assert.is(length, 2e4);
  assert.ok(growth < 2e3, `${growth} KiB were written to`);
});
var stress = (seed) => `
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
test("random mutations of a graph that is partly frozen do what they do to one that is not", () => {
  const long = process.env["ISOBOX_TEST_LONG"] ? 40 : 6;
  for (let seed = 1; seed <= long; seed++) {
    const output = both(
      `stress-${seed}`,
      stress(seed * 7919),
      `const out = []; for (let round = 0; round < 12; round++) { for (let i = 0; i < 1500; i++) step(); host.collect(); out.push(hash()); } print(out.join("\\n"));`
    );
    assert.is(output.trim().split("\n").length, 12);
  }
});
test.run();
//# sourceMappingURL=data:application/json;base64,ewogICJ2ZXJzaW9uIjogMywKICAic291cmNlcyI6IFsiLi4vbmF0aXZlL2ltbW9ydGFsLnRlc3QudHMiLCAiLi4vbmF0aXZlL3Rvb2xzLnRzIl0sCiAgInNvdXJjZXNDb250ZW50IjogWyIvLyBXaGF0IHdhcyBmcm96ZW4gaXMgbmVpdGhlciBjb3VudGVkIG5vciBmcmVlZCBub3IgYnVpbHQgdXBvbiAoZW5naW5lL2NoYW5nZXMubWpzKS4gRWFjaCBwcm9ncmFtIGhlcmUgaXMgbWFkZSB0d2ljZTogaXRzXG4vLyBmcm96ZW4gZm9ybSwgd2hvc2UgZmlyc3QgaGFsZiByYW4gd2hpbGUgdGhlIGhlYXAgd2FzIG1hZGUsIG11c3QgZG8gd2hhdCB0aGUgdW5mcm96ZW4gaG9zdCBkb2VzIHdpdGggYWxsIG9mIGl0LlxuaW1wb3J0IHsgd3JpdGVGaWxlU3luYyB9IGZyb20gXCJub2RlOmZzXCI7XG5pbXBvcnQgeyBqb2luIH0gZnJvbSBcIm5vZGU6cGF0aFwiO1xuaW1wb3J0IHsgc3VpdGUgfSBmcm9tIFwidXZ1XCI7XG5pbXBvcnQgKiBhcyBhc3NlcnQgZnJvbSBcInV2dS9hc3NlcnRcIjtcbmltcG9ydCB7IGJ1aWxkZXIsIGZyb3plbiwgaG9zdHMsIHByZWx1ZGUsIHJ1biwgc2NyYXRjaCB9IGZyb20gXCIuL3Rvb2xzLnRzXCI7XG5cbmNvbnN0IHRlc3QgPSBzdWl0ZShcImltbW9ydGFsXCIpO1xuY29uc3QgY29sZCA9IGJ1aWxkZXIuYnVpbGRDb2xkKCk7XG5cbi8qKiBSdW5zIGBiZWZvcmVgIHdoaWxlIHRoZSBoZWFwIGlzIG1hZGUgYW5kIGBhZnRlcmAgaW4gdGhlIHN0YXJ0OyBnaXZlcyB0aGUgb3V0cHV0LCB3aGljaCBib3RoIGZvcm1zIG11c3Qgc2hhcmUuICovXG5mdW5jdGlvbiBib3RoKG5hbWU6IHN0cmluZywgYmVmb3JlOiBzdHJpbmcsIGFmdGVyOiBzdHJpbmcpOiBzdHJpbmcge1xuICBjb25zdCBzb3VyY2UgPSBgJHtwcmVsdWRlfVxcbiR7YmVmb3JlfVxcbmhvc3QubWFpbigoKSA9PiB7ICR7YWZ0ZXJ9IH0pO2A7XG4gIHdyaXRlRmlsZVN5bmMoam9pbihzY3JhdGNoLCBgJHtuYW1lfS5zY3JpcHQuanNgKSwgc291cmNlKTtcbiAgY29uc3QgZXhwZWN0ZWQgPSBydW4oY29sZCwgW1wiLS1zY3JpcHRcIiwgam9pbihzY3JhdGNoLCBgJHtuYW1lfS5zY3JpcHQuanNgKV0pO1xuICBhc3NlcnQuaXMoZXhwZWN0ZWQuc3RkZXJyLCBcIlwiKTtcbiAgYXNzZXJ0LmlzKGV4cGVjdGVkLnN0YXR1cywgMCk7XG4gIGZvciAoY29uc3QgeyBsaWJjLCBob3N0IH0gb2YgaG9zdHMpIHtcbiAgICBjb25zdCBvdXRjb21lID0gcnVuKGZyb3plbihgJHtuYW1lfS0ke2xpYmN9YCwgc291cmNlLCBob3N0KSk7XG4gICAgYXNzZXJ0LmlzKG91dGNvbWUuc3RkZXJyLCBcIlwiLCBsaWJjKTtcbiAgICBhc3NlcnQuaXMob3V0Y29tZS5zdGF0dXMsIDAsIGxpYmMpO1xuICAgIGFzc2VydC5pcyhvdXRjb21lLnN0ZG91dCwgZXhwZWN0ZWQuc3Rkb3V0LCBsaWJjKTtcbiAgfVxuICByZXR1cm4gZXhwZWN0ZWQuc3Rkb3V0O1xufVxuXG5jb25zdCBjb2xsZWN0ID0gXCJob3N0LmNvbGxlY3QoKTsgaG9zdC5jb2xsZWN0KCk7XCI7XG5cbnRlc3QoXCJhIGN5Y2xlIHRoYXQgb25seSBhIGZyb3plbiBvYmplY3QgcmVhY2hlcyBsaXZlcywgYW4gdW5yZWFjaGFibGUgb25lIGRpZXNcIiwgKCkgPT4ge1xuICBjb25zdCBvdXRwdXQgPSBib3RoKFxuICAgIFwiY3ljbGVzXCIsXG4gICAgYGNvbnN0IGtlcHQgPSB7IGxpc3Q6IFtdIH0sIG1hcCA9IG5ldyBNYXAoKSwgZGVhZCA9IFtdOyBsZXQgY291bnQgPSAwO1xuICAgICBjb25zdCByZWdpc3RyeSA9IG5ldyBGaW5hbGl6YXRpb25SZWdpc3RyeSgoKSA9PiBjb3VudCsrKTtgLFxuICAgIGBjb25zdCBjeWNsZSA9IChuYW1lKSA9PiB7IGNvbnN0IGEgPSB7IG5hbWUgfSwgYiA9IHsgYSwgZGF0YTogWzEsIDIsIG5hbWVdIH07IGEuYiA9IGI7IHJlZ2lzdHJ5LnJlZ2lzdGVyKGEsIG5hbWUpOyByZXR1cm4gYTsgfTtcbiAgICAgZm9yIChsZXQgaSA9IDA7IGkgPCAxMDA7IGkrKykgeyBrZXB0Lmxpc3QucHVzaChjeWNsZShcImtcIiArIGkpKTsgbWFwLnNldChcIm1cIiArIGksIGN5Y2xlKFwibVwiICsgaSkpOyBjeWNsZShcImxvc3RcIiArIGkpOyB9XG4gICAgICR7Y29sbGVjdH1cbiAgICAgY29uc3Qgc3VtID0ga2VwdC5saXN0LnJlZHVjZSgobiwgYSkgPT4gbiArIGEuYi5kYXRhWzFdICsgKGEuYi5hID09PSBhKSwgMCkgKyBbLi4ubWFwLnZhbHVlcygpXS5maWx0ZXIoKGEpID0+IGEuYi5hID09PSBhKS5sZW5ndGg7XG4gICAgIHJldHVybiBQcm9taXNlLnJlc29sdmUoKS50aGVuKCgpID0+IHsgcHJpbnQoW3N1bSwgY291bnRdLmpvaW4oKSk7IH0pO2AsXG4gICk7XG4gIGFzc2VydC5pcyhvdXRwdXQsIFwiNDAwLDEwMFxcblwiKTtcbn0pO1xuXG50ZXN0KFwid2hhdCBhIGZyb3plbiBjb250YWluZXIgbGV0IGdvIG9mIGlzIGZyZWVkLCB0aG91Z2ggdGhlIGNvbnRhaW5lciBpcyBub3RcIiwgKCkgPT4ge1xuICBjb25zdCBvdXRwdXQgPSBib3RoKFxuICAgIFwibGV0dGluZy1nb1wiLFxuICAgIGBjb25zdCBhcnJheSA9IFtdLCBtYXAgPSBuZXcgTWFwKCksIHNldCA9IG5ldyBTZXQoKSwgb2JqZWN0ID0ge307IGxldCB3ZWFrID0gW107YCxcbiAgICBgZm9yIChsZXQgaSA9IDA7IGkgPCA1MDsgaSsrKSB7IGNvbnN0IG8gPSB7IGkgfTsgd2Vhay5wdXNoKG5ldyBXZWFrUmVmKG8pKTsgYXJyYXkucHVzaChvKTsgbWFwLnNldChpLCBvKTsgc2V0LmFkZChvKTsgb2JqZWN0W1wia1wiICsgaV0gPSBvOyB9XG4gICAgIGNvbnN0IGFsaXZlID0gKCkgPT4gd2Vhay5maWx0ZXIoKHcpID0+IHcuZGVyZWYoKSAhPT0gdW5kZWZpbmVkKS5sZW5ndGg7XG4gICAgIHJldHVybiBQcm9taXNlLnJlc29sdmUoKS50aGVuKCgpID0+IHsgJHtjb2xsZWN0fSBwcmludChTdHJpbmcoYWxpdmUoKSkpOyBhcnJheS5sZW5ndGggPSAwOyBtYXAuY2xlYXIoKTsgc2V0LmNsZWFyKCk7IGZvciAoY29uc3QgayBpbiBvYmplY3QpIGRlbGV0ZSBvYmplY3Rba107IH0pXG4gICAgICAgLnRoZW4oKCkgPT4geyAke2NvbGxlY3R9IHByaW50KFN0cmluZyhhbGl2ZSgpKSk7IH0pO2AsXG4gICk7XG4gIGFzc2VydC5pcyhvdXRwdXQsIFwiNTBcXG4wXFxuXCIpO1xufSk7XG5cbnRlc3QoXCJmcm96ZW4gc2hhcGVzLCBoYXNoZWQgb3Igbm90LCB0YWtlIHByb3BlcnRpZXMsIGxvc2UgdGhlbSBhbmQgY2hhbmdlIHRoZW1cIiwgKCkgPT4ge1xuICBib3RoKFxuICAgIFwic2hhcGVzXCIsXG4gICAgYGNvbnN0IHBsYWluID0geyBhOiAxLCBiOiAyIH0sIHR3aW4gPSB7IGE6IDMsIGI6IDQgfSwgYmlnID0ge30sIGRlbGV0ZWQgPSB7IGE6IDEsIGI6IDIsIGM6IDMsIGQ6IDQgfTtcbiAgICAgZm9yIChsZXQgaSA9IDA7IGkgPCA3MDsgaSsrKSBiaWdbXCJwXCIgKyBpXSA9IGk7XG4gICAgIGRlbGV0ZSBkZWxldGVkLmI7XG4gICAgIGNsYXNzIEEgeyB4ID0gMTsgI3kgPSAyOyBnZXQgeSgpIHsgcmV0dXJuIHRoaXMuI3k7IH0gfSBjb25zdCBhID0gbmV3IEEoKTtcbiAgICAgY29uc3QgYmFyZSA9IE9iamVjdC5jcmVhdGUobnVsbCk7IGJhcmUueiA9IDE7YCxcbiAgICBgcGxhaW4uYyA9IDM7IHR3aW4uYyA9IDU7IHR3aW4uZCA9IDY7IGRlbGV0ZSBwbGFpbi5hOyBPYmplY3QuZGVmaW5lUHJvcGVydHkodHdpbiwgXCJiXCIsIHsgZ2V0OiAoKSA9PiA3LCBlbnVtZXJhYmxlOiB0cnVlLCBjb25maWd1cmFibGU6IHRydWUgfSk7XG4gICAgIGZvciAobGV0IGkgPSAwOyBpIDwgNzA7IGkgKz0gMikgZGVsZXRlIGJpZ1tcInBcIiArIGldO1xuICAgICBmb3IgKGxldCBpID0gMDsgaSA8IDIwMDsgaSsrKSBiaWdbXCJxXCIgKyBpXSA9IGk7XG4gICAgIGZvciAobGV0IGkgPSAwOyBpIDwgNDA7IGkrKykgZGVsZXRlZFtcImVcIiArIGldID0gaTtcbiAgICAgZm9yIChsZXQgaSA9IDA7IGkgPCA0MDsgaSsrKSBkZWxldGUgZGVsZXRlZFtcImVcIiArIGldO1xuICAgICBhLm1vcmUgPSAxOyBkZWxldGUgYS54OyBBLnByb3RvdHlwZS5sYXRlID0gKCkgPT4gODsgQS5hbHNvID0gOTsgT2JqZWN0LnNldFByb3RvdHlwZU9mKGJhcmUsIGEpO1xuICAgICBBcnJheS5wcm90b3R5cGUubWluZSA9IDU7IE9iamVjdC5mcmVlemUocGxhaW4pO1xuICAgICAke2NvbGxlY3R9XG4gICAgIHByaW50KEpTT04uc3RyaW5naWZ5KFtwbGFpbiwgdHdpbiwgYmlnLCBkZWxldGVkLCBhLCBhLnksIGEubGF0ZSgpLCBBLmFsc28sIGJhcmUsIFtdLm1pbmUsIE9iamVjdC5pc0Zyb3plbihwbGFpbildLm1hcCgodikgPT4gdiA/PyBudWxsKVxuICAgICAgIC5jb25jYXQoZGVzY3JpYmUoKCkgPT4gYmFyZS55KSwgZGVzY3JpYmUoKCkgPT4geyBcInVzZSBzdHJpY3RcIjsgcGxhaW4uZSA9IDE7IH0pKSkpO2AsXG4gICk7XG59KTtcblxudGVzdChcImZyb3plbiBhcnJheXMsIGJ1ZmZlcnMsIHN0cmluZ3MgYW5kIHJvcGVzIGdyb3dcIiwgKCkgPT4ge1xuICBib3RoKFxuICAgIFwiZ3Jvd2luZ1wiLFxuICAgIGBjb25zdCBhcnJheSA9IFsxLCAyLCAzXSwgbG9uZyA9IEFycmF5LmZyb20oeyBsZW5ndGg6IDUwMDAgfSwgKF8sIGkpID0+IGkpLCBieXRlcyA9IG5ldyBVaW50OEFycmF5KDMwMCkuZmlsbCg3KTtcbiAgICAgY29uc3QgZ3Jvd2FibGUgPSBuZXcgQXJyYXlCdWZmZXIoNjQsIHsgbWF4Qnl0ZUxlbmd0aDogOTAwMCB9KSwgdmlldyA9IG5ldyBVaW50OEFycmF5KGdyb3dhYmxlKTtcbiAgICAgbGV0IHRleHQgPSBcImFiY1wiLCByb3BlID0gXCJ4XCIucmVwZWF0KDkwMDApOyBmb3IgKGxldCBpID0gMDsgaSA8IDIwOyBpKyspIHJvcGUgKz0gXCJ5XCIgKyBpO1xuICAgICBjb25zdCBzb3J0ZWQgPSBbXCJiXCIsIFwiYVwiXTsgY29uc3QgYmlnID0gM24gKiogMzAwbjtgLFxuICAgIGBmb3IgKGxldCBpID0gMDsgaSA8IDMwMDA7IGkrKykgYXJyYXkucHVzaChpKTsgZm9yIChsZXQgaSA9IDA7IGkgPCA2MDAwOyBpKyspIGxvbmcucHVzaChpKTsgbG9uZy5zcGxpY2UoMTAsIDQwMDApOyBsb25nLmxlbmd0aCA9IDcwMDtcbiAgICAgZ3Jvd2FibGUucmVzaXplKDgwMDApOyB2aWV3Wzc5OTldID0gOTsgY29uc3QgbW92ZWQgPSBieXRlcy5idWZmZXIudHJhbnNmZXIoMTAwMCk7XG4gICAgIGZvciAobGV0IGkgPSAwOyBpIDwgNTAwOyBpKyspIHRleHQgKz0gXCJkXCI7IGNvbnN0IGZpcnN0ID0gcm9wZTsgcm9wZSArPSBcInpcIjsgY29uc3QgZmxhdCA9IHJvcGVbODk5OV0gKyBmaXJzdC5sZW5ndGg7XG4gICAgIGFycmF5LnVuc2hpZnQoOSk7IHNvcnRlZC5zb3J0KCk7IGFycmF5LnJldmVyc2UoKTtcbiAgICAgJHtjb2xsZWN0fVxuICAgICBwcmludChKU09OLnN0cmluZ2lmeShbYXJyYXkubGVuZ3RoLCBhcnJheVs1XSwgbG9uZy5sZW5ndGgsIGxvbmdbNjk5XSwgdmlldy5sZW5ndGgsIHZpZXdbNzk5OV0sIG1vdmVkLmJ5dGVMZW5ndGgsIG5ldyBVaW50OEFycmF5KG1vdmVkKVsyOTldLCBieXRlcy5sZW5ndGgsXG4gICAgICAgdGV4dC5sZW5ndGgsIGZsYXQsIHJvcGUubGVuZ3RoLCBmaXJzdCA9PT0gcm9wZSwgc29ydGVkLCBTdHJpbmcoYmlnICogYmlnICUgMTAwMDAwN24pLCBTdHJpbmcoYmlnKV0pKTtgLFxuICApO1xufSk7XG5cbnRlc3QoXCJnZW5lcmF0b3JzLCBhc3luYyBmdW5jdGlvbnMgYW5kIGNsb3N1cmVzIG1hZGUgYmVmb3JlIGdvIG9uXCIsICgpID0+IHtcbiAgYm90aChcbiAgICBcInN1c3BlbmRlZFwiLFxuICAgIGBmdW5jdGlvbiogY291bnQoKSB7IGNvbnN0IGhlbGQgPSB7IG46IDAgfTsgdHJ5IHsgZm9yICg7OykgeyBoZWxkLm4rKzsgeWllbGQgaGVsZDsgfSB9IGZpbmFsbHkgeyBwcmludChcImNsb3NlZFwiKTsgfSB9XG4gICAgIGNvbnN0IGdlbmVyYXRvciA9IGNvdW50KCk7IGdlbmVyYXRvci5uZXh0KCk7IGdlbmVyYXRvci5uZXh0KCk7XG4gICAgIGxldCByZWxlYXNlOyBjb25zdCBnYXRlID0gbmV3IFByb21pc2UoKHJlc29sdmUpID0+IChyZWxlYXNlID0gcmVzb2x2ZSkpOyBjb25zdCBzZWVuID0gW107XG4gICAgIGFzeW5jIGZ1bmN0aW9uIHdhaXQoKSB7IGNvbnN0IGhlbGQgPSBbMV07IGhlbGQucHVzaChhd2FpdCBnYXRlKTsgc2Vlbi5wdXNoKGhlbGQuam9pbigpKTsgcmV0dXJuIGhlbGQ7IH1cbiAgICAgY29uc3Qgd2FpdGluZyA9IHdhaXQoKSwgaXRlcmF0b3IgPSBbMSwgMiwgM11bU3ltYm9sLml0ZXJhdG9yXSgpOyBpdGVyYXRvci5uZXh0KCk7XG4gICAgIGxldCBjb3VudGVyID0gMDsgY29uc3QgYWRkID0gKCkgPT4gKytjb3VudGVyOyBjb25zdCBuZXN0ZWQgPSAoKCkgPT4geyBsZXQgeCA9IHsgdjogMSB9OyByZXR1cm4geyBnZXQ6ICgpID0+IHgsIHNldDogKHkpID0+ICh4ID0geSkgfTsgfSkoKTtgLFxuICAgIGBjb25zdCBoZWxkID0gZ2VuZXJhdG9yLm5leHQoKS52YWx1ZTsgbmVzdGVkLnNldCh7IHY6IDIsIHNlbGY6IG5lc3RlZCB9KTsgYWRkKCk7IGFkZCgpO1xuICAgICByZWxlYXNlKFwiaW5cIik7IGNvbnN0IHJlc3QgPSBbLi4uaXRlcmF0b3JdO1xuICAgICByZXR1cm4gd2FpdGluZy50aGVuKChsaXN0KSA9PiB7ICR7Y29sbGVjdH0gZ2VuZXJhdG9yLnJldHVybigpOyBwcmludChbaGVsZC5uLCBsaXN0Lmxlbmd0aCwgc2VlbiwgcmVzdCwgY291bnRlciwgbmVzdGVkLmdldCgpLnZdLmpvaW4oKSk7IH0pO2AsXG4gICk7XG59KTtcblxudGVzdChcIndlYWsgY29sbGVjdGlvbnMsIHN5bWJvbHMgYW5kIGZpbmFsaXplcnMgd2l0aCBvbmUgZW5kIGZyb3plblwiLCAoKSA9PiB7XG4gIGJvdGgoXG4gICAgXCJ3ZWFrXCIsXG4gICAgYGNvbnN0IGtleSA9IHt9LCB3ZWFrID0gbmV3IFdlYWtNYXAoW1trZXksIFwib2xkXCJdXSksIHNldCA9IG5ldyBXZWFrU2V0KFtrZXldKSwgcmVmID0gbmV3IFdlYWtSZWYoa2V5KSwgc3ltID0gU3ltYm9sKFwic1wiKTsgd2Vhay5zZXQoc3ltLCAxKTtcbiAgICAgY29uc3QgY2FsbGVkID0gW107IGNvbnN0IHJlZ2lzdHJ5ID0gbmV3IEZpbmFsaXphdGlvblJlZ2lzdHJ5KCh2KSA9PiBjYWxsZWQucHVzaCh2KSk7IHJlZ2lzdHJ5LnJlZ2lzdGVyKGtleSwgXCJuZXZlclwiKTtcbiAgICAgbGV0IHRlbXBvcmFyeSA9IHt9OyBjb25zdCBsYXRlID0gbmV3IFdlYWtSZWYodGVtcG9yYXJ5KTsgY29uc3Qga2V5cyA9IFtdOyBjb25zdCBpdGVyYXRlZCA9IG5ldyBNYXAoW1sxLCAxXSwgWzIsIDJdLCBbMywgM11dKTsgY29uc3QgY3Vyc29yID0gaXRlcmF0ZWQua2V5cygpOyBjdXJzb3IubmV4dCgpO2AsXG4gICAgYGZvciAobGV0IGkgPSAwOyBpIDwgMzA7IGkrKykgeyBjb25zdCBrID0ge307IHdlYWsuc2V0KGssIHsgaywgaSB9KTsgc2V0LmFkZChrKTsgcmVnaXN0cnkucmVnaXN0ZXIoaywgaSk7IGlmIChpICUgMyA9PT0gMCkga2V5cy5wdXNoKGspOyB9XG4gICAgIHdlYWsuc2V0KGtleSwgeyBrZXkgfSk7IHRlbXBvcmFyeSA9IHVuZGVmaW5lZDsgaXRlcmF0ZWQuZGVsZXRlKDIpOyBpdGVyYXRlZC5zZXQoNCwgNCk7XG4gICAgIHJldHVybiBQcm9taXNlLnJlc29sdmUoKS50aGVuKCgpID0+IHsgJHtjb2xsZWN0fSB9KS50aGVuKCgpID0+IHsgcHJpbnQoW2NhbGxlZC5zb3J0KChhLCBiKSA9PiBhIC0gYiksIGtleXMuZXZlcnkoKGspID0+IHdlYWsuZ2V0KGspLmsgPT09IGsgJiYgc2V0LmhhcyhrKSksXG4gICAgICAgcmVmLmRlcmVmKCkgPT09IGtleSwgd2Vhay5nZXQoa2V5KS5rZXkgPT09IGtleSwgd2Vhay5nZXQoc3ltKSwgWy4uLmN1cnNvcl1dLmpvaW4oKSk7IH0pO2AsXG4gICk7XG59KTtcblxudGVzdChcImdsb2JhbHMsIGVycm9ycyBhbmQgcmVndWxhciBleHByZXNzaW9ucyBhZGRlZCB0byBvciByZXBsYWNlZCBpbiBhIHN0YXJ0XCIsICgpID0+IHtcbiAgYm90aChcbiAgICBcImdsb2JhbHNcIixcbiAgICBgZ2xvYmFsVGhpcy5zaGFyZWQgPSB7IG46IDEgfTsgdmFyIGRlY2xhcmVkID0gMTsgY29uc3QgcGF0dGVybiA9IC9hKD88eD5iKyljL2c7IGNvbnN0IGVycm9yID0gbmV3IEVycm9yKFwibWFkZSBlYXJseVwiKTsgcGF0dGVybi5leGVjKFwiYWJjYWJjXCIpO2AsXG4gICAgYGdsb2JhbFRoaXMuZnJlc2ggPSB7fTsgZ2xvYmFsVGhpcy5mcmVzaC5sb29wID0gZ2xvYmFsVGhpcy5mcmVzaDsgc2hhcmVkLmZyZXNoID0gZnJlc2g7IGRlbGV0ZSBnbG9iYWxUaGlzLmRlY2xhcmVkOyBnbG9iYWxUaGlzLnNoYXJlZC5uID0geyBkZWVwOiBbMV0gfTtcbiAgICAgZXJyb3IuY2F1c2UgPSB7IGVycm9yIH07IGVycm9yLm1lc3NhZ2UgKz0gXCIhXCI7IEpTT04ucGFyc2UgPSAocGFyc2UpID0+IHBhcnNlOyAke2NvbGxlY3R9XG4gICAgIHByaW50KFtwYXR0ZXJuLmxhc3RJbmRleCwgcGF0dGVybi5leGVjKFwiYWJjYWJiY1wiKS5ncm91cHMueCwgU3RyaW5nKGVycm9yKSwgZXJyb3IuY2F1c2UuZXJyb3IgPT09IGVycm9yLCBzaGFyZWQubi5kZWVwWzBdLCB0eXBlb2YgZGVjbGFyZWQsIEpTT04ucGFyc2UoNSldLmpvaW4oKSk7YCxcbiAgKTtcbiAgY29uc3QgcHJvZ3JhbSA9IGZyb3plbihcImlzb2JveC1nbG9iYWxzXCIsIGAke3ByZWx1ZGV9IGdsb2JhbFRoaXMuYmFzZSA9IHsgbGlzdDogW10gfTsgaG9zdC5tYWluKCgpID0+IHt9KTtgKTtcbiAgY29uc3Qgc2NyaXB0ID0gam9pbihzY3JhdGNoLCBcImFkZHMuanNcIik7XG4gIHdyaXRlRmlsZVN5bmMoXG4gICAgc2NyaXB0LFxuICAgIGB2YXIgYWRkZWQgPSB7IGJhc2UgfTsgYmFzZS5saXN0LnB1c2goYWRkZWQsIGFkZGVkKTsgYmFzZS5hZGRlZCA9IGFkZGVkOyBmdW5jdGlvbiBsYXRlKCkgeyByZXR1cm4gYmFzZS5saXN0Lmxlbmd0aDsgfVxuICAgICBfX2hvc3RfXy5jb2xsZWN0KCk7IF9faG9zdF9fLm1haW4oKCkgPT4gbGF0ZSgpICsgKGJhc2UuYWRkZWQuYmFzZSA9PT0gYmFzZSkpO2AsXG4gICk7XG4gIGFzc2VydC5pcyhydW4ocHJvZ3JhbSwgW1wiLS1zY3JpcHRcIiwgc2NyaXB0XSkuc3RhdHVzLCAzKTtcbn0pO1xuXG50ZXN0KFwiYSBjb2xsZWN0aW9uIG9mIGEgcHJvZ3JhbSB0aGF0IHN0YXlzIHdyaXRlcyB0byBmZXcgZnJvemVuIHBhZ2VzXCIsICgpID0+IHtcbiAgY29uc3Qgc291cmNlID0gYCR7cHJlbHVkZX1cbiAgICBjb25zdCB0YWJsZSA9IEFycmF5LmZyb20oeyBsZW5ndGg6IDIwMDAwIH0sIChfLCBpKSA9PiAoeyBpLCBsaXN0OiBbaV0sIHRleHQ6IFwiZW50cnkgXCIgKyBpIH0pKTtcbiAgICBjb25zdCBkaXJ0eSA9ICgpID0+IHsgY29uc3QgZmQgPSBob3N0LnN5c2NhbGwoTlIub3BlbmF0LCBBVF9GRENXRCwgXCIvcHJvYy9zZWxmL3NtYXBzX3JvbGx1cFwiLCAwKSwgdG8gPSBuZXcgVWludDhBcnJheSg0MDk2KTtcbiAgICAgIGNvbnN0IHRleHQgPSBob3N0LmRlY29kZSh0bywgMCwgaG9zdC5zeXNjYWxsKE5SLnJlYWQsIGZkLCB0bywgNDA5NikpOyByZXR1cm4gTnVtYmVyKC9Bbm9ueW1vdXM6XFxcXHMqKFxcXFxkKykvLmV4ZWModGV4dClbMV0pOyB9O1xuICAgIGhvc3QubWFpbigoKSA9PiB7IGNvbnN0IGJlZm9yZSA9IGRpcnR5KCk7IGhvc3QuZ2MoMCk7IGZvciAobGV0IGkgPSAwOyBpIDwgNTAwMDsgaSsrKSB7IGNvbnN0IGEgPSB7fTsgYS5hID0gYTsgfSBob3N0LmNvbGxlY3QoKTsgcHJpbnQoW3RhYmxlLmxlbmd0aCwgZGlydHkoKSAtIGJlZm9yZV0uam9pbigpKTsgfSk7YDtcbiAgY29uc3QgW2xlbmd0aCwgZ3Jvd3RoXSA9IHJ1bihmcm96ZW4oXCJjb2xsZWN0aW5nXCIsIHNvdXJjZSkpLnN0ZG91dC5zcGxpdChcIixcIikubWFwKE51bWJlcik7XG4gIGFzc2VydC5pcyhsZW5ndGgsIDIwMDAwKTtcbiAgYXNzZXJ0Lm9rKGdyb3d0aCEgPCAyMDAwLCBgJHtncm93dGh9IEtpQiB3ZXJlIHdyaXR0ZW4gdG9gKTtcbn0pO1xuXG4vLyBSYW5kb20gcHJvZ3JhbXM6IHRoZSBzYW1lIG11dGF0aW9ucywgaW4gdGhlIHNhbWUgb3JkZXIsIG9mIGEgZ3JhcGggb2Ygd2hpY2ggYSBwYXJ0IHdhcyBmcm96ZW4uXG5jb25zdCBzdHJlc3MgPSAoc2VlZDogbnVtYmVyKSA9PiBgXG5sZXQgc3RhdGUgPSAke3NlZWR9OyBjb25zdCByYW5kb20gPSAobikgPT4gKHN0YXRlID0gKE1hdGguaW11bChzdGF0ZSwgMTEwMzUxNTI0NSkgKyAxMjM0NSkgPj4+IDAsIChzdGF0ZSA+Pj4gOCkgJSBuKTtcbmNvbnN0IHJvb3RzID0gW3t9LCBbXSwgbmV3IE1hcCgpLCBuZXcgU2V0KCksIE9iamVjdC5jcmVhdGUoe30pLCBmdW5jdGlvbiBmKCkge30sIG5ldyBXZWFrTWFwKCksIGNsYXNzIHt9XTsgbGV0IHNlcmlhbCA9IDA7XG5jb25zdCBwaWNrID0gKCkgPT4gcm9vdHNbcmFuZG9tKHJvb3RzLmxlbmd0aCldO1xuY29uc3Qga2V5cyA9IEFycmF5LmZyb20oeyBsZW5ndGg6IDQwIH0sIChfLCBpKSA9PiBcImtcIiArIGkpLCBzeW1ib2xzID0ga2V5cy5tYXAoKGspID0+IFN5bWJvbChrKSk7XG5jb25zdCBtYWtlID0gKCkgPT4geyBjb25zdCBzID0gc2VyaWFsKys7IHN3aXRjaCAocmFuZG9tKDcpKSB7IGNhc2UgMDogcmV0dXJuIHsgcyB9OyBjYXNlIDE6IHJldHVybiBbc107IGNhc2UgMjogcmV0dXJuIG5ldyBNYXAoW1tzLCBzXV0pOyBjYXNlIDM6IHJldHVybiBuZXcgU2V0KFtzXSk7XG4gIGNhc2UgNDogeyBsZXQgaGVsZCA9IHsgcyB9OyByZXR1cm4gKCkgPT4gKGhlbGQgPSB7IGhlbGQ6IGhlbGQucyB9KTsgfSBjYXNlIDU6IHsgY29uc3QgcCA9IHBpY2soKTsgcmV0dXJuIE9iamVjdC5jcmVhdGUodHlwZW9mIHAgPT09IFwic3RyaW5nXCIgPyBudWxsIDogcCk7IH0gZGVmYXVsdDogcmV0dXJuIFwidFwiLnJlcGVhdChyYW5kb20oMjApKSArIHM7IH0gfTtcbmNvbnN0IHZhbHVlID0gKCkgPT4gKHJhbmRvbSgzKSA/IHBpY2soKSA6IG1ha2UoKSk7XG5jb25zdCBzdGVwID0gKCkgPT4geyB0cnkgeyBzdGVwcGluZygpOyB9IGNhdGNoIHt9IH0sIHN0ZXBwaW5nID0gKCkgPT4geyBjb25zdCBvID0gcGljaygpLCBrID0gcmFuZG9tKDMpID8ga2V5c1tyYW5kb20oNDApXSA6IHN5bWJvbHNbcmFuZG9tKDQwKV07IGlmIChvID09PSBudWxsIHx8ICh0eXBlb2YgbyAhPT0gXCJvYmplY3RcIiAmJiB0eXBlb2YgbyAhPT0gXCJmdW5jdGlvblwiKSkgeyByb290c1tyYW5kb20ocm9vdHMubGVuZ3RoKV0gPSBtYWtlKCk7IHJldHVybjsgfVxuICBzd2l0Y2ggKHJhbmRvbSgxMikpIHsgY2FzZSAwOiBjYXNlIDE6IHRyeSB7IG9ba10gPSB2YWx1ZSgpOyB9IGNhdGNoIHt9IGJyZWFrOyBjYXNlIDI6IHRyeSB7IGRlbGV0ZSBvW2tdOyB9IGNhdGNoIHt9IGJyZWFrO1xuICBjYXNlIDM6IGlmIChBcnJheS5pc0FycmF5KG8pICYmIG8ubGVuZ3RoIDwgMzAwKSBvLnB1c2godmFsdWUoKSwgdmFsdWUoKSk7IGJyZWFrOyBjYXNlIDQ6IGlmIChBcnJheS5pc0FycmF5KG8pKSBvLnNwbGljZShyYW5kb20oNSksIHJhbmRvbSg1KSk7IGJyZWFrO1xuICBjYXNlIDU6IGlmIChvIGluc3RhbmNlb2YgTWFwKSB0cnkgeyBvLnNldChrLCB2YWx1ZSgpKTsgfSBjYXRjaCB7fSBicmVhazsgY2FzZSA2OiBpZiAobyBpbnN0YW5jZW9mIE1hcCkgdHJ5IHsgby5kZWxldGUoayk7IH0gY2F0Y2gge30gYnJlYWs7XG4gIGNhc2UgNzogaWYgKG8gaW5zdGFuY2VvZiBTZXQpIHRyeSB7IHJhbmRvbSgyKSA/IG8uYWRkKHZhbHVlKCkpIDogby5jbGVhcigpOyB9IGNhdGNoIHt9IGJyZWFrOyBjYXNlIDg6IHJvb3RzW3JhbmRvbShyb290cy5sZW5ndGgpXSA9IG1ha2UoKTsgYnJlYWs7XG4gIGNhc2UgOTogdHJ5IHsgT2JqZWN0LmRlZmluZVByb3BlcnR5KG8sIGssIHsgdmFsdWU6IHZhbHVlKCksIGNvbmZpZ3VyYWJsZTogdHJ1ZSwgd3JpdGFibGU6IHRydWUsIGVudW1lcmFibGU6ICEhcmFuZG9tKDIpIH0pOyB9IGNhdGNoIHt9IGJyZWFrO1xuICBjYXNlIDEwOiBpZiAocm9vdHMubGVuZ3RoIDwgNjApIHJvb3RzLnB1c2gobWFrZSgpKTsgYnJlYWs7IGRlZmF1bHQ6IHRyeSB7IE9iamVjdC5zZXRQcm90b3R5cGVPZihvLCByYW5kb20oNCkgPyBwaWNrKCkgOiBudWxsKTsgfSBjYXRjaCB7fSB9IH07XG5jb25zdCBoYXNoID0gKCkgPT4geyBjb25zdCBpZHMgPSBuZXcgTWFwKCk7IGxldCBoID0gMDsgY29uc3QgbWl4ID0gKG4pID0+IChoID0gKE1hdGguaW11bChoLCAzMSkgKyBuKSB8IDApO1xuICBjb25zdCB2aXNpdCA9ICh2KSA9PiB7IGlmICh0eXBlb2YgdiA9PT0gXCJzdHJpbmdcIikgeyBmb3IgKGxldCBpID0gMDsgaSA8IHYubGVuZ3RoOyBpKyspIG1peCh2LmNoYXJDb2RlQXQoaSkpOyByZXR1cm47IH0gaWYgKHR5cGVvZiB2ID09PSBcIm51bWJlclwiKSB7IG1peCh2KTsgcmV0dXJuOyB9XG4gICAgaWYgKHYgPT09IG51bGwgfHwgKHR5cGVvZiB2ICE9PSBcIm9iamVjdFwiICYmIHR5cGVvZiB2ICE9PSBcImZ1bmN0aW9uXCIpKSB7IG1peCgxKTsgcmV0dXJuOyB9IGlmIChpZHMuaGFzKHYpKSB7IG1peChpZHMuZ2V0KHYpKTsgcmV0dXJuOyB9IGlkcy5zZXQodiwgaWRzLnNpemUpO1xuICAgIGxldCBvd247IHRyeSB7IG93biA9IFJlZmxlY3Qub3duS2V5cyh2KTsgfSBjYXRjaCB7IHJldHVybjsgfVxuICAgIGZvciAoY29uc3QgayBvZiBvd24pIHsgaWYgKGsgPT09IFwic3RhY2tcIiB8fCBrID09PSBcInByb3RvdHlwZVwiKSBjb250aW51ZTsgbWl4KFN0cmluZyhrKS5sZW5ndGgpOyBjb25zdCBkID0gUmVmbGVjdC5nZXRPd25Qcm9wZXJ0eURlc2NyaXB0b3Iodiwgayk7IGlmIChkICYmIFwidmFsdWVcIiBpbiBkKSB2aXNpdChkLnZhbHVlKTsgfVxuICAgIGlmIChpZHMuc2l6ZSA8IDQwMDApIHsgaWYgKHYgaW5zdGFuY2VvZiBNYXApIHRyeSB7IGZvciAoY29uc3QgW2EsIGJdIG9mIE1hcC5wcm90b3R5cGUuZW50cmllcy5jYWxsKHYpKSB7IHZpc2l0KHR5cGVvZiBhID09PSBcInN5bWJvbFwiID8gMiA6IGEpOyB2aXNpdChiKTsgfSB9IGNhdGNoIHt9XG4gICAgICBpZiAodiBpbnN0YW5jZW9mIFNldCkgdHJ5IHsgZm9yIChjb25zdCBhIG9mIFNldC5wcm90b3R5cGUudmFsdWVzLmNhbGwodikpIHZpc2l0KGEpOyB9IGNhdGNoIHt9IH0gfTtcbiAgcm9vdHMuZm9yRWFjaCh2aXNpdCk7IHJldHVybiBoICsgXCI6XCIgKyBpZHMuc2l6ZTsgfTtcbmZvciAobGV0IGkgPSAwOyBpIDwgMzAwMDsgaSsrKSBzdGVwKCk7YDtcblxudGVzdChcInJhbmRvbSBtdXRhdGlvbnMgb2YgYSBncmFwaCB0aGF0IGlzIHBhcnRseSBmcm96ZW4gZG8gd2hhdCB0aGV5IGRvIHRvIG9uZSB0aGF0IGlzIG5vdFwiLCAoKSA9PiB7XG4gIGNvbnN0IGxvbmcgPSBwcm9jZXNzLmVudltcIklTT0JPWF9URVNUX0xPTkdcIl0gPyA0MCA6IDY7XG4gIGZvciAobGV0IHNlZWQgPSAxOyBzZWVkIDw9IGxvbmc7IHNlZWQrKykge1xuICAgIGNvbnN0IG91dHB1dCA9IGJvdGgoXG4gICAgICBgc3RyZXNzLSR7c2VlZH1gLFxuICAgICAgc3RyZXNzKHNlZWQgKiA3OTE5KSxcbiAgICAgIGBjb25zdCBvdXQgPSBbXTsgZm9yIChsZXQgcm91bmQgPSAwOyByb3VuZCA8IDEyOyByb3VuZCsrKSB7IGZvciAobGV0IGkgPSAwOyBpIDwgMTUwMDsgaSsrKSBzdGVwKCk7IGhvc3QuY29sbGVjdCgpOyBvdXQucHVzaChoYXNoKCkpOyB9IHByaW50KG91dC5qb2luKFwiXFxcXG5cIikpO2AsXG4gICAgKTtcbiAgICBhc3NlcnQuaXMob3V0cHV0LnRyaW0oKS5zcGxpdChcIlxcblwiKS5sZW5ndGgsIDEyKTtcbiAgfVxufSk7XG5cbnRlc3QucnVuKCk7XG4iLCAiLy8gQnVpbGRzIHdoYXQgdGhlIHRlc3RzIG9mIHRoZSBzdGF0aWMgaG9zdCBydW4sIGFuZCBydW5zIGl0LlxuaW1wb3J0IHsgdHlwZSBTcGF3blN5bmNPcHRpb25zLCBzcGF3blN5bmMgfSBmcm9tIFwibm9kZTpjaGlsZF9wcm9jZXNzXCI7XG5pbXBvcnQgeyBleGlzdHNTeW5jLCBta2R0ZW1wU3luYywgcm1TeW5jLCB3cml0ZUZpbGVTeW5jIH0gZnJvbSBcIm5vZGU6ZnNcIjtcbmltcG9ydCB7IHRtcGRpciB9IGZyb20gXCJub2RlOm9zXCI7XG5pbXBvcnQgeyBqb2luIH0gZnJvbSBcIm5vZGU6cGF0aFwiO1xuaW1wb3J0IHsgcGF0aFRvRmlsZVVSTCB9IGZyb20gXCJub2RlOnVybFwiO1xuXG5leHBvcnQgY29uc3Qgcm9vdCA9IHByb2Nlc3MuZW52W1wiSVNPQk9YX1JPT1RcIl0gPz8gcHJvY2Vzcy5jd2QoKTtcblxudHlwZSBCdWlsZGVyID0ge1xuICBidWlsZEhvc3Qob3B0aW9ucz86IHsgbGliYz86IFwibXVzbFwiIHwgXCJnbGliY1wiIHwgXCJhdXRvXCI7IG91dERpcj86IHN0cmluZyB9KTogc3RyaW5nO1xuICBidWlsZENvbGQob3B0aW9ucz86IHsgc2FuaXRpemU/OiBib29sZWFuOyBvdXREaXI/OiBzdHJpbmcgfSk6IHN0cmluZztcbiAgYnVpbGRGdXp6KG9wdGlvbnM/OiB7IG91dERpcj86IHN0cmluZyB9KTogc3RyaW5nO1xuICBidWlsZFRyYWluZXIob3B0aW9ucz86IHsgb3V0RGlyPzogc3RyaW5nIH0pOiBzdHJpbmc7XG4gIGZyZWV6ZShvcHRpb25zOiB7IGhvc3Q6IHN0cmluZzsgYnVuZGxlOiBzdHJpbmc7IG91dDogc3RyaW5nOyB0cmFpbj86IHN0cmluZyB9KTogc3RyaW5nO1xufTtcblxuLy8gQnkgYSBjb21wdXRlZCBwYXRoOiBhIGJ1bmRsZXIgbXVzdCBub3QgY29weSBhIGJ1aWxkZXIgdGhhdCBmaW5kcyBpdHMgc291cmNlcyBiZXNpZGUgaXRzZWxmLlxuZXhwb3J0IGNvbnN0IGJ1aWxkZXI6IEJ1aWxkZXIgPSBhd2FpdCBpbXBvcnQocGF0aFRvRmlsZVVSTChqb2luKHJvb3QsIFwibmF0aXZlL2J1aWxkLm1qc1wiKSkuaHJlZik7XG5cbi8qKiBBIGRpcmVjdG9yeSBvZiB0aGlzIHRlc3QgZmlsZSwgcmVtb3ZlZCB3aGVuIHRoZSBwcm9jZXNzIGVuZHMsIHdoYXRldmVyIGhhcHBlbmVkIGluIGl0LiAqL1xuZXhwb3J0IGNvbnN0IHNjcmF0Y2ggPSBta2R0ZW1wU3luYyhqb2luKHRtcGRpcigpLCBcImlzb2JveC1uYXRpdmUtXCIpKTtcbnByb2Nlc3Mub24oXCJleGl0XCIsICgpID0+IHJtU3luYyhzY3JhdGNoLCB7IHJlY3Vyc2l2ZTogdHJ1ZSwgZm9yY2U6IHRydWUgfSkpO1xuXG4vKiogQm90aCBzdGF0aWMgaG9zdHM6IHdoYXQgaXMgc2FpZCBvZiBvbmUgbXVzdCBob2xkIGZvciB0aGUgb3RoZXIuICovXG5leHBvcnQgY29uc3QgaG9zdHMgPSBbXG4gIHsgbGliYzogXCJtdXNsXCIsIGhvc3Q6IGJ1aWxkZXIuYnVpbGRIb3N0KHsgbGliYzogXCJhdXRvXCIgfSkgfSxcbiAgeyBsaWJjOiBcImdsaWJjXCIsIGhvc3Q6IGJ1aWxkZXIuYnVpbGRIb3N0KHsgbGliYzogXCJnbGliY1wiIH0pIH0sXG5dIGFzIGNvbnN0O1xuZXhwb3J0IGNvbnN0IGhvc3QgPSBob3N0c1swXS5ob3N0O1xuXG4vKiogV3JpdGVzIGEgYnVuZGxlIGFuZCBmcmVlemVzIGl0OyBgbmFtZWAgYmVjb21lcyB0aGUgcHJvZ3JhbSdzIG5hbWUuICovXG5leHBvcnQgZnVuY3Rpb24gZnJvemVuKG5hbWU6IHN0cmluZywgc291cmNlOiBzdHJpbmcsIGJ5OiBzdHJpbmcgPSBob3N0KTogc3RyaW5nIHtcbiAgY29uc3QgYnVuZGxlID0gam9pbihzY3JhdGNoLCBgJHtuYW1lfS5qc2ApO1xuICB3cml0ZUZpbGVTeW5jKGJ1bmRsZSwgc291cmNlKTtcbiAgY29uc3Qgb3V0ID0gam9pbihzY3JhdGNoLCBuYW1lKTtcbiAgY29uc3QgcnVuID0gc3Bhd25TeW5jKGJ5LCBbXCItLWZyZWV6ZVwiLCBidW5kbGUsIFwiLW9cIiwgb3V0XSwgeyBlbmNvZGluZzogXCJ1dGY4XCIgfSk7XG4gIGlmIChydW4uc3RhdHVzICE9PSAwKSB0aHJvdyBuZXcgRXJyb3IoYGNhbm5vdCBmcmVlemUgJHtuYW1lfTogJHtydW4uc3RkZXJyfWApO1xuICByZXR1cm4gb3V0O1xufVxuXG5leHBvcnQgdHlwZSBPdXRjb21lID0geyBzdGF0dXM6IG51bWJlciB8IG51bGw7IHNpZ25hbDogc3RyaW5nIHwgbnVsbDsgc3Rkb3V0OiBzdHJpbmc7IHN0ZGVycjogc3RyaW5nIH07XG5cbmV4cG9ydCBmdW5jdGlvbiBydW4ocHJvZ3JhbTogc3RyaW5nLCBhcmdzOiBzdHJpbmdbXSA9IFtdLCBvcHRpb25zOiBTcGF3blN5bmNPcHRpb25zID0ge30pOiBPdXRjb21lIHtcbiAgY29uc3QgcmVzdWx0ID0gc3Bhd25TeW5jKHByb2dyYW0sIGFyZ3MsIHtcbiAgICBzdGRpbzogW1wiaWdub3JlXCIsIFwicGlwZVwiLCBcInBpcGVcIl0sXG4gICAgbWF4QnVmZmVyOiAxIDw8IDI4LFxuICAgIC4uLm9wdGlvbnMsXG4gICAgZW5jb2Rpbmc6IFwidXRmOFwiLFxuICB9KTtcbiAgaWYgKHJlc3VsdC5lcnJvcikgdGhyb3cgcmVzdWx0LmVycm9yO1xuICBjb25zdCB7IHN0YXR1cywgc2lnbmFsLCBzdGRvdXQsIHN0ZGVyciB9ID0gcmVzdWx0O1xuICByZXR1cm4geyBzdGF0dXMsIHNpZ25hbCwgc3Rkb3V0LCBzdGRlcnIgfTtcbn1cblxuLyoqIFJ1bnMgYSBsaW5lIG9mIHNoLCBpbiB3aGljaCBgJDBgIGlzIHRoZSBwcm9ncmFtLiAqL1xuZXhwb3J0IGZ1bmN0aW9uIHNoKGxpbmU6IHN0cmluZywgcHJvZ3JhbTogc3RyaW5nLCBhcmdzOiBzdHJpbmdbXSA9IFtdKTogT3V0Y29tZSB7XG4gIHJldHVybiBydW4oXCIvYmluL3NoXCIsIFtcIi1jXCIsIGxpbmUsIHByb2dyYW0sIC4uLmFyZ3NdKTtcbn1cblxuLy8gW3g4Nl82NCwgdGhlIHRhYmxlIHRoYXQgYWxsIG5ld2VyIGFyY2hpdGVjdHVyZXMgc2hhcmVdOiBhc20vdW5pc3RkLmhcbmNvbnN0IGNhbGxzID0ge1xuICBicms6IFsxMiwgMjE0XSxcbiAgY2xvbmU6IFs1NiwgMjIwXSxcbiAgY2xvc2U6IFszLCA1N10sXG4gIGV4ZWN2ZTogWzU5LCAyMjFdLFxuICBmY250bDogWzcyLCAyNV0sXG4gIGdldGRlbnRzNjQ6IFsyMTcsIDYxXSxcbiAgZ2V0cGlkOiBbMzksIDE3Ml0sXG4gIG1rZGlyYXQ6IFsyNTgsIDM0XSxcbiAgbW1hcDogWzksIDIyMl0sXG4gIG9wZW5hdDogWzI1NywgNTZdLFxuICBwaXBlMjogWzI5MywgNTldLFxuICBwcmN0bDogWzE1NywgMTY3XSxcbiAgcmVhZDogWzAsIDYzXSxcbiAgcmVhZGxpbmthdDogWzI2NywgNzhdLFxuICBydF9zaWdwcm9jbWFzazogWzE0LCAxMzVdLFxuICBzdGF0ZnM6IFsxMzcsIDQzXSxcbiAgc3ltbGlua2F0OiBbMjY2LCAzNl0sXG4gIHVubGlua2F0OiBbMjYzLCAzNV0sXG4gIHdhaXQ0OiBbNjEsIDI2MF0sXG4gIHdyaXRlOiBbMSwgNjRdLFxufSBhcyBjb25zdDtcbmNvbnN0IG51bWJlcnMgPSBPYmplY3QuZW50cmllcyhjYWxscykubWFwKChbbmFtZSwgYm90aF0pID0+IFtuYW1lLCBib3RoW3Byb2Nlc3MuYXJjaCA9PT0gXCJ4NjRcIiA/IDAgOiAxXV0pO1xuXG4vKiogV2hhdCBldmVyeSBwcm9ncmFtIGhlcmUgbmVlZHM6IHByaW50aW5nLCB0aHJvdWdoIHRoZSBvbmUgZnVuY3Rpb24gaXQgaGFzLiAqL1xuZXhwb3J0IGNvbnN0IHByZWx1ZGUgPSBgXG5jb25zdCBob3N0ID0gX19ob3N0X18sIE5SID0gJHtKU09OLnN0cmluZ2lmeShPYmplY3QuZnJvbUVudHJpZXMobnVtYmVycykpfSwgQVRfRkRDV0QgPSAtMTAwO1xuY29uc3QgcHJpbnQgPSAodGV4dCkgPT4geyBjb25zdCBieXRlcyA9IGhvc3QuZW5jb2RlKHRleHQgKyBcIlxcXFxuXCIpOyBob3N0LnN5c2NhbGwoTlIud3JpdGUsIDEsIGJ5dGVzLCBieXRlcy5sZW5ndGgpOyB9O1xuY29uc3QgZGVzY3JpYmUgPSAoZikgPT4geyB0cnkgeyByZXR1cm4gU3RyaW5nKGYoKSk7IH0gY2F0Y2ggKGUpIHsgcmV0dXJuIGUubmFtZSArIFwiOiBcIiArIGUubWVzc2FnZTsgfSB9O1xuYDtcblxuLyoqIFByaW50cyB0aGUgcmVhc29uIHdoZXJlIGEgdGVzdCBjYW5ub3QgcnVuOyB0aGUgcnVubmVyIGNvdW50cyBzdWNoIGxpbmVzLiAqL1xuZXhwb3J0IGZ1bmN0aW9uIHNraXAocmVhc29uOiBzdHJpbmcpOiB2b2lkIHtcbiAgY29uc29sZS5sb2coYFNLSVAgJHtyZWFzb259YCk7XG59XG5cbi8qKiBBIG1lbW9yeSBjZ3JvdXAgb2Ygb3VyIG93biwgb24gdjEgb3IgdjI7IHVuZGVmaW5lZCB3aGVyZSB0aGVyZSBpcyBub25lIHRvIG1ha2UuICovXG5leHBvcnQgZnVuY3Rpb24gbWVtb3J5Q2dyb3VwKGxpbWl0OiBudW1iZXIpOiB7IHBhdGg6IHN0cmluZzsgZW50ZXI6IHN0cmluZzsgcmVtb3ZlKCk6IHZvaWQgfSB8IHVuZGVmaW5lZCB7XG4gIGNvbnN0IHYxID0gXCIvc3lzL2ZzL2Nncm91cC9tZW1vcnkvbWVtb3J5LmxpbWl0X2luX2J5dGVzXCI7XG4gIGNvbnN0IHYyID0gXCIvc3lzL2ZzL2Nncm91cC9jZ3JvdXAuc3VidHJlZV9jb250cm9sXCI7XG4gIGNvbnN0IG5hbWUgPSBgaXNvYm94LW5hdGl2ZS0ke3Byb2Nlc3MucGlkfWA7XG4gIGlmIChleGlzdHNTeW5jKHYxKSlcbiAgICByZXR1cm4gbWFrZUNncm91cChgL3N5cy9mcy9jZ3JvdXAvbWVtb3J5LyR7bmFtZX1gLCBcIm1lbW9yeS5saW1pdF9pbl9ieXRlc1wiLCBsaW1pdCwgXCJ0YXNrc1wiKTtcbiAgaWYgKGV4aXN0c1N5bmModjIpKSByZXR1cm4gbWFrZUNncm91cChgL3N5cy9mcy9jZ3JvdXAvJHtuYW1lfWAsIFwibWVtb3J5Lm1heFwiLCBsaW1pdCwgXCJjZ3JvdXAucHJvY3NcIik7XG4gIHJldHVybiB1bmRlZmluZWQ7XG59XG5cbmZ1bmN0aW9uIG1ha2VDZ3JvdXAocGF0aDogc3RyaW5nLCBmaWxlOiBzdHJpbmcsIGxpbWl0OiBudW1iZXIsIHRhc2tzOiBzdHJpbmcpIHtcbiAgY29uc3QgbWFkZSA9IHJ1bihcIi9iaW4vc2hcIiwgW1wiLWNcIiwgYG1rZGlyICR7cGF0aH0gJiYgZWNobyAke2xpbWl0fSA+ICR7cGF0aH0vJHtmaWxlfWBdKTtcbiAgY29uc3QgcmVtb3ZlID0gKCkgPT4gdm9pZCBzcGF3blN5bmMoXCJybWRpclwiLCBbcGF0aF0sIHsgc3RkaW86IFwiaWdub3JlXCIgfSk7XG4gIGlmIChtYWRlLnN0YXR1cyAhPT0gMCkge1xuICAgIHJlbW92ZSgpO1xuICAgIHJldHVybiB1bmRlZmluZWQ7XG4gIH1cbiAgcmV0dXJuIHsgcGF0aCwgZW50ZXI6IGBlY2hvIDAgPiAke3BhdGh9LyR7dGFza3N9YCwgcmVtb3ZlIH07XG59XG4iXSwKICAibWFwcGluZ3MiOiAiO0FBRUEsU0FBUyxpQkFBQUEsc0JBQXFCO0FBQzlCLFNBQVMsUUFBQUMsYUFBWTtBQUNyQixTQUFTLGFBQWE7QUFDdEIsWUFBWSxZQUFZOzs7QUNKeEIsU0FBZ0MsaUJBQWlCO0FBQ2pELFNBQVMsWUFBWSxhQUFhLFFBQVEscUJBQXFCO0FBQy9ELFNBQVMsY0FBYztBQUN2QixTQUFTLFlBQVk7QUFDckIsU0FBUyxxQkFBcUI7QUFFdkIsSUFBTSxPQUFPLFFBQVEsSUFBSSxhQUFhLEtBQUssUUFBUSxJQUFJO0FBV3ZELElBQU0sVUFBbUIsTUFBTSxPQUFPLGNBQWMsS0FBSyxNQUFNLGtCQUFrQixDQUFDLEVBQUU7QUFHcEYsSUFBTSxVQUFVLFlBQVksS0FBSyxPQUFPLEdBQUcsZ0JBQWdCLENBQUM7QUFDbkUsUUFBUSxHQUFHLFFBQVEsTUFBTSxPQUFPLFNBQVMsRUFBRSxXQUFXLE1BQU0sT0FBTyxLQUFLLENBQUMsQ0FBQztBQUduRSxJQUFNLFFBQVE7QUFBQSxFQUNuQixFQUFFLE1BQU0sUUFBUSxNQUFNLFFBQVEsVUFBVSxFQUFFLE1BQU0sT0FBTyxDQUFDLEVBQUU7QUFBQSxFQUMxRCxFQUFFLE1BQU0sU0FBUyxNQUFNLFFBQVEsVUFBVSxFQUFFLE1BQU0sUUFBUSxDQUFDLEVBQUU7QUFDOUQ7QUFDTyxJQUFNLE9BQU8sTUFBTSxDQUFDLEVBQUU7QUFHdEIsU0FBUyxPQUFPLE1BQWMsUUFBZ0IsS0FBYSxNQUFjO0FBQzlFLFFBQU0sU0FBUyxLQUFLLFNBQVMsR0FBRyxJQUFJLEtBQUs7QUFDekMsZ0JBQWMsUUFBUSxNQUFNO0FBQzVCLFFBQU0sTUFBTSxLQUFLLFNBQVMsSUFBSTtBQUM5QixRQUFNQyxPQUFNLFVBQVUsSUFBSSxDQUFDLFlBQVksUUFBUSxNQUFNLEdBQUcsR0FBRyxFQUFFLFVBQVUsT0FBTyxDQUFDO0FBQy9FLE1BQUlBLEtBQUksV0FBVyxFQUFHLE9BQU0sSUFBSSxNQUFNLGlCQUFpQixJQUFJLEtBQUtBLEtBQUksTUFBTSxFQUFFO0FBQzVFLFNBQU87QUFDVDtBQUlPLFNBQVMsSUFBSSxTQUFpQixPQUFpQixDQUFDLEdBQUcsVUFBNEIsQ0FBQyxHQUFZO0FBQ2pHLFFBQU0sU0FBUyxVQUFVLFNBQVMsTUFBTTtBQUFBLElBQ3RDLE9BQU8sQ0FBQyxVQUFVLFFBQVEsTUFBTTtBQUFBLElBQ2hDLFdBQVcsS0FBSztBQUFBLElBQ2hCLEdBQUc7QUFBQSxJQUNILFVBQVU7QUFBQSxFQUNaLENBQUM7QUFDRCxNQUFJLE9BQU8sTUFBTyxPQUFNLE9BQU87QUFDL0IsUUFBTSxFQUFFLFFBQVEsUUFBUSxRQUFRLE9BQU8sSUFBSTtBQUMzQyxTQUFPLEVBQUUsUUFBUSxRQUFRLFFBQVEsT0FBTztBQUMxQztBQVFBLElBQU0sUUFBUTtBQUFBLEVBQ1osS0FBSyxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2IsT0FBTyxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2YsT0FBTyxDQUFDLEdBQUcsRUFBRTtBQUFBLEVBQ2IsUUFBUSxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2hCLE9BQU8sQ0FBQyxJQUFJLEVBQUU7QUFBQSxFQUNkLFlBQVksQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNwQixRQUFRLENBQUMsSUFBSSxHQUFHO0FBQUEsRUFDaEIsU0FBUyxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ2pCLE1BQU0sQ0FBQyxHQUFHLEdBQUc7QUFBQSxFQUNiLFFBQVEsQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNoQixPQUFPLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDZixPQUFPLENBQUMsS0FBSyxHQUFHO0FBQUEsRUFDaEIsTUFBTSxDQUFDLEdBQUcsRUFBRTtBQUFBLEVBQ1osWUFBWSxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ3BCLGdCQUFnQixDQUFDLElBQUksR0FBRztBQUFBLEVBQ3hCLFFBQVEsQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNoQixXQUFXLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDbkIsVUFBVSxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ2xCLE9BQU8sQ0FBQyxJQUFJLEdBQUc7QUFBQSxFQUNmLE9BQU8sQ0FBQyxHQUFHLEVBQUU7QUFDZjtBQUNBLElBQU0sVUFBVSxPQUFPLFFBQVEsS0FBSyxFQUFFLElBQUksQ0FBQyxDQUFDLE1BQU1DLEtBQUksTUFBTSxDQUFDLE1BQU1BLE1BQUssUUFBUSxTQUFTLFFBQVEsSUFBSSxDQUFDLENBQUMsQ0FBQztBQUdqRyxJQUFNLFVBQVU7QUFBQSw4QkFDTyxLQUFLLFVBQVUsT0FBTyxZQUFZLE9BQU8sQ0FBQyxDQUFDO0FBQUE7QUFBQTtBQUFBOzs7QUQvRXpFLElBQU0sT0FBTyxNQUFNLFVBQVU7QUFDN0IsSUFBTSxPQUFPLFFBQVEsVUFBVTtBQUcvQixTQUFTLEtBQUssTUFBYyxRQUFnQixPQUF1QjtBQUNqRSxRQUFNLFNBQVMsR0FBRyxPQUFPO0FBQUEsRUFBSyxNQUFNO0FBQUEsb0JBQXVCLEtBQUs7QUFDaEUsRUFBQUMsZUFBY0MsTUFBSyxTQUFTLEdBQUcsSUFBSSxZQUFZLEdBQUcsTUFBTTtBQUN4RCxRQUFNLFdBQVcsSUFBSSxNQUFNLENBQUMsWUFBWUEsTUFBSyxTQUFTLEdBQUcsSUFBSSxZQUFZLENBQUMsQ0FBQztBQUMzRSxFQUFPLFVBQUcsU0FBUyxRQUFRLEVBQUU7QUFDN0IsRUFBTyxVQUFHLFNBQVMsUUFBUSxDQUFDO0FBQzVCLGFBQVcsRUFBRSxNQUFNLE1BQUFDLE1BQUssS0FBSyxPQUFPO0FBQ2xDLFVBQU0sVUFBVSxJQUFJLE9BQU8sR0FBRyxJQUFJLElBQUksSUFBSSxJQUFJLFFBQVFBLEtBQUksQ0FBQztBQUMzRCxJQUFPLFVBQUcsUUFBUSxRQUFRLElBQUksSUFBSTtBQUNsQyxJQUFPLFVBQUcsUUFBUSxRQUFRLEdBQUcsSUFBSTtBQUNqQyxJQUFPLFVBQUcsUUFBUSxRQUFRLFNBQVMsUUFBUSxJQUFJO0FBQUEsRUFDakQ7QUFDQSxTQUFPLFNBQVM7QUFDbEI7QUFFQSxJQUFNLFVBQVU7QUFFaEIsS0FBSyw0RUFBNEUsTUFBTTtBQUNyRixRQUFNLFNBQVM7QUFBQSxJQUNiO0FBQUEsSUFDQTtBQUFBO0FBQUEsSUFFQTtBQUFBO0FBQUEsT0FFRyxPQUFPO0FBQUE7QUFBQTtBQUFBLEVBR1o7QUFDQSxFQUFPLFVBQUcsUUFBUSxXQUFXO0FBQy9CLENBQUM7QUFFRCxLQUFLLDJFQUEyRSxNQUFNO0FBQ3BGLFFBQU0sU0FBUztBQUFBLElBQ2I7QUFBQSxJQUNBO0FBQUEsSUFDQTtBQUFBO0FBQUEsNkNBRXlDLE9BQU87QUFBQSx1QkFDN0IsT0FBTztBQUFBLEVBQzVCO0FBQ0EsRUFBTyxVQUFHLFFBQVEsU0FBUztBQUM3QixDQUFDO0FBRUQsS0FBSyw0RUFBNEUsTUFBTTtBQUNyRjtBQUFBLElBQ0U7QUFBQSxJQUNBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQSxJQUtBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUEsT0FPRyxPQUFPO0FBQUE7QUFBQTtBQUFBLEVBR1o7QUFDRixDQUFDO0FBRUQsS0FBSyxrREFBa0QsTUFBTTtBQUMzRDtBQUFBLElBQ0U7QUFBQSxJQUNBO0FBQUE7QUFBQTtBQUFBO0FBQUEsSUFJQTtBQUFBO0FBQUE7QUFBQTtBQUFBLE9BSUcsT0FBTztBQUFBO0FBQUE7QUFBQSxFQUdaO0FBQ0YsQ0FBQztBQUVELEtBQUssOERBQThELE1BQU07QUFDdkU7QUFBQSxJQUNFO0FBQUEsSUFDQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQSxJQU1BO0FBQUE7QUFBQSx1Q0FFbUMsT0FBTztBQUFBLEVBQzVDO0FBQ0YsQ0FBQztBQUVELEtBQUssZ0VBQWdFLE1BQU07QUFDekU7QUFBQSxJQUNFO0FBQUEsSUFDQTtBQUFBO0FBQUE7QUFBQSxJQUdBO0FBQUE7QUFBQSw2Q0FFeUMsT0FBTztBQUFBO0FBQUEsRUFFbEQ7QUFDRixDQUFDO0FBRUQsS0FBSywyRUFBMkUsTUFBTTtBQUNwRjtBQUFBLElBQ0U7QUFBQSxJQUNBO0FBQUEsSUFDQTtBQUFBLHFGQUNpRixPQUFPO0FBQUE7QUFBQSxFQUUxRjtBQUNBLFFBQU0sVUFBVSxPQUFPLGtCQUFrQixHQUFHLE9BQU8sdURBQXVEO0FBQzFHLFFBQU0sU0FBU0QsTUFBSyxTQUFTLFNBQVM7QUFDdEMsRUFBQUQ7QUFBQSxJQUNFO0FBQUEsSUFDQTtBQUFBO0FBQUEsRUFFRjtBQUNBLEVBQU8sVUFBRyxJQUFJLFNBQVMsQ0FBQyxZQUFZLE1BQU0sQ0FBQyxFQUFFLFFBQVEsQ0FBQztBQUN4RCxDQUFDO0FBRUQsS0FBSyxtRUFBbUUsTUFBTTtBQUM1RSxRQUFNLFNBQVMsR0FBRyxPQUFPO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFLekIsUUFBTSxDQUFDLFFBQVEsTUFBTSxJQUFJLElBQUksT0FBTyxjQUFjLE1BQU0sQ0FBQyxFQUFFLE9BQU8sTUFBTSxHQUFHLEVBQUUsSUFBSSxNQUFNO0FBQ3ZGLEVBQU8sVUFBRyxRQUFRLEdBQUs7QUFDdkIsRUFBTyxVQUFHLFNBQVUsS0FBTSxHQUFHLE1BQU0sc0JBQXNCO0FBQzNELENBQUM7QUFHRCxJQUFNLFNBQVMsQ0FBQyxTQUFpQjtBQUFBLGNBQ25CLElBQUk7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQXdCbEIsS0FBSyx3RkFBd0YsTUFBTTtBQUNqRyxRQUFNLE9BQU8sUUFBUSxJQUFJLGtCQUFrQixJQUFJLEtBQUs7QUFDcEQsV0FBUyxPQUFPLEdBQUcsUUFBUSxNQUFNLFFBQVE7QUFDdkMsVUFBTSxTQUFTO0FBQUEsTUFDYixVQUFVLElBQUk7QUFBQSxNQUNkLE9BQU8sT0FBTyxJQUFJO0FBQUEsTUFDbEI7QUFBQSxJQUNGO0FBQ0EsSUFBTyxVQUFHLE9BQU8sS0FBSyxFQUFFLE1BQU0sSUFBSSxFQUFFLFFBQVEsRUFBRTtBQUFBLEVBQ2hEO0FBQ0YsQ0FBQztBQUVELEtBQUssSUFBSTsiLAogICJuYW1lcyI6IFsid3JpdGVGaWxlU3luYyIsICJqb2luIiwgInJ1biIsICJib3RoIiwgIndyaXRlRmlsZVN5bmMiLCAiam9pbiIsICJob3N0Il0KfQo=
