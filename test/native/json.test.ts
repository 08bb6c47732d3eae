// What is plain of JSON is read and written by a way of its own (engine/changes/json.mjs). No program may see that: here
// each is run by Node too, and must print the same.
import { suite } from "uvu";
import { sameAsInNode } from "./tools.ts";

const test = suite("json");

// JSON.stringify is on trial too: a value is shown by hand, with the order of its properties.
const saying = String.raw`
  const lines = [];
  const show = (v) => {
    if (typeof v === "string") return "'" + [...v].map((c) => c.codePointAt(0).toString(36)).join(".") + "'";
    if (Object.is(v, -0)) return "-0";
    if (Array.isArray(v)) return "[" + v.map(show).join(",") + "]" + (Object.keys(v).length === v.length ? "" : "holes");
    if (typeof v !== "object" || v === null) return String(v);
    return "{" + Reflect.ownKeys(v).map((k) => show(k) + show(v[k])).join(",") + "}" + (Object.getPrototypeOf(v) === Object.prototype ? "" : "other");
  };
  const say = (...values) => lines.push(values.map(show).join(" "));
  const read = (text) => {
    let value, slow;
    try { value = JSON.parse(text); } catch (e) { return say(text, e instanceof SyntaxError); }
    say(value);
    // With a function the engine reads it its own way.
    slow = JSON.parse(text, (k, v) => v);
    if (show(slow) !== show(value)) say("differs", text);
    if (text.length < 200) say(JSON.stringify(value));
  };
  let seed = 1;
  const random = (n) => { seed = (Math.imul(seed, 1103515245) + 12345) >>> 0; return (seed >>> 8) % n; };
  const pick = (list) => list[random(list.length)];
  const blank = () => pick(["", "", "", " ", "\n", "\t\r\n  "]);
  const name = () => pick(["a", "b", "ab", "", "ociVersion", "0", "12", "4294967295", "4294967294", "3000000000", "2147483648", "__proto__", "toJSON", "length", "constructor", "\\u0061", "\u00e9", "\u20ac", "x y"]);
  const word = () => pick(["", "a", "tmpfs", "a/b", "with \\\" quote", "\\\\", "\\n", "\\u0000", "\\ud83d\\ude00", "\\ud83d", "\u00e9", "\u20ac", "x".repeat(300), "1.0.2-dev"]);
  const number = () => pick(["0", "-0", "1", "-1", "10", "2147483647", "2147483648", "-2147483648", "-2147483649", "999999999999999", "9007199254740991", "9007199254740993", "18446744073709551615", "-9223372036854775808", "123456789012345678901234567890", "0.5", "-1.5e3", "1e2", "1E-2", "0e0", "1e400"]);
  const value = (depth) => {
    const kind = random(depth > 5 ? 5 : 8);
    if (kind < 2) return '"' + word() + '"';
    if (kind === 2) return number();
    if (kind < 5) return pick(["true", "false", "null"]);
    const many = random(5) === 0 ? random(40) : random(4);
    if (kind === 5) return "[" + Array.from({ length: many }, () => blank() + value(depth + 1) + blank()).join(",") + blank() + "]";
    return "{" + Array.from({ length: many }, () => blank() + '"' + name() + '"' + blank() + ":" + blank() + value(depth + 1) + blank()).join(",") + "}";
  };
`;

const programs: Readonly<Record<string, string>> = {
  "random texts are read": `seed = 1; for (let i = 0; i < 400; i++) read(blank() + value(0) + blank());`,
  "random texts with a mistake are read or refused": `
    seed = 2;
    for (let i = 0; i < 600; i++) {
      const text = value(0), at = random(text.length + 1);
      read(text.slice(0, at) + pick(["", "{", "}", "[", "]", ",", ":", '"', "\\\\", "0", "-", ".", "e", "t", "nul", " ", "\\u0000", "\\u0001", "\\u00a0"]) + text.slice(at + random(2)));
    }`,
  "what is wrong at the edges": `
    for (const text of ["", " ", "{", "[", "[1", "[1,", "[1,]", "[,]", "{,}", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{a:1}', "01", "-", "-01", "1.", ".1", "1e", "+1", "--1", "0x1", "tru", "truex", "nulll", "Infinity", "NaN", "1 2", "[] []", '"', '"\\\\', '"\\u0001"', '"a\\nb"', "'a'", "/**/1", "undefined", "\\ufeff1", "1\\u0000", "[1\\u0000]", "{} ", "\\f1", "\\v1"])
      read(text);
    for (const bad of [undefined, null, 1, {}, [], Symbol.iterator]) try { say(JSON.parse(bad)); } catch (e) { say(e.name); }
    say(JSON.parse({ toString: () => "[1]" }), JSON.parse("1", 5), JSON.parse(["2"]));`,
  "many, deep, repeated": `
    for (const n of [15, 16, 17, 31, 32, 33, 1000]) read("[" + Array.from({ length: n }, (_, i) => i).join() + "]");
    for (const n of [3, 63, 64, 65, 66, 500]) { read("[".repeat(n) + "]".repeat(n)); read('{"a":'.repeat(n) + "1" + "}".repeat(n)); read("[".repeat(n)); }
    read('{"a":1,"b":2,"a":3}'); read('{"__proto__":{"x":1}}'); read('{"2":0,"1":0,"b":0,"a":0}');
    for (let i = 0; i < 5; i++) read('{"a":' + i + ',"b":[{"a":' + i + ',"c":"' + i + '"}],"c":null}');
    const list = JSON.parse("[1,2]"); list.push(3); list[5] = 6; say(list);
    const object = JSON.parse('{"a":1}'); object.b = 2; delete object.a; say(object, "a" in object);
    const slice = ('xx{"a":[1,2,"' + "y".repeat(100) + '"]}xx'); read(slice.slice(2, -2)); let rope = ""; for (let i = 0; i < 300; i++) rope += '{"k' + i + '":'; read(rope + "1" + "}".repeat(300));`,
  "values are written": `
    const write = (...a) => { try { const text = JSON.stringify(...a); say(text); } catch (e) { say(e.name); } };
    const bare = Object.create(null); bare.a = 1;
    class Point { x = 1; #y = 2; get z() { return 3; } } class Own extends Array {}
    const loop = {}; loop.loop = [loop];
    const hidden = { a: 1 }; Object.defineProperty(hidden, "b", { value: 2 }); Object.defineProperty(hidden, "c", { get: () => "got", enumerable: true });
    const secret = { a: 1 }; Object.defineProperty(secret, "toJSON", { value: () => "secret" }); const kept = [1]; Object.defineProperty(kept, "toJSON", { value: () => "kept" });
    const removed = { a: 1, b: 2, c: 3 }; delete removed.b;
    const late = { a: 1 }; late[5] = 1; late[1] = 2; late.b = 3;
    let deep = 1; for (let i = 0; i < 100; i++) deep = i % 2 ? [deep] : { deep };
    const tagged = [1]; tagged.toJSON = () => "tagged"; const sparse = [1, , 3]; const short = [1, 2, 3]; short.length = 1;
    for (const v of [undefined, null, true, 0, -0, 1.5, NaN, Infinity, 2 ** 31, -(2 ** 40), 2 ** 53, 1e21, 5e-324, "", "a", 'q"q', "b\\\\", "\\n\\u0001", "\\x7f", "\\u00e9", "\\u20ac", "\\ud83d", "\\ud83d\\ude00", Symbol(), () => 1, [], {}, [[]], [{}], [undefined, () => 1, Symbol()], { a: undefined, b() {}, c: Symbol(), d: 1 },
      bare, new Point(), Own.of(1, 2), new Map([[1, 2]]), new Date(0), Object("s"), Object(1), Object(true), [Object("s")], hidden, secret, kept, { a: [secret, kept] }, { b: 1, "3000000000": 2, "4294967294": 3, "4294967295": 4, "1": 5 }, removed, late, deep, tagged, sparse, short, { toJSON: 1, a: 1 }, { toJSON: () => ({ a: 1 }) }, { [Symbol.iterator]: 1, a: 1 }, new Uint8Array(2), loop, new Proxy({ a: 1 }, {}), new Proxy([1], {}), [,], Array(3), { "a b": 1, "\\u00e9": 2, 'q"': 3 }, 10n, [10n], function () {}, class {}, Object.freeze({ a: [1] }), { __proto__: null }, { ["__proto__"]: 1 }, "y".repeat(5000)])
      write(v), write({ v }), write([v, v]), write(v, null, 2), write(v, ["v", "a"]), write(v, (k, x) => x);`,
  "whoever says how to write objects is asked": `
    const write = (v) => say(JSON.stringify(v));
    const values = () => { write({ a: [1, { b: 2 }] }); write([1]); write("s"); write(1); };
    values();
    Object.prototype.toJSON = function () { return "object"; }; values(); delete Object.prototype.toJSON; values();
    Array.prototype.toJSON = function () { return "array"; }; values(); delete Array.prototype.toJSON; values();
    String.prototype.toJSON = function () { return "string"; }; values(); delete String.prototype.toJSON;
    Object.setPrototypeOf(Array.prototype, { toJSON: () => "above" }); values(); Object.setPrototypeOf(Array.prototype, Object.prototype); values();
    const own = { toJSON() { return this.a; }, a: { toJSON: (k) => k } }; write(own); write([own]);`,
};

for (const [name, program] of Object.entries(programs))
  test(name, () => sameAsInNode("json", saying, program));

test.run();
