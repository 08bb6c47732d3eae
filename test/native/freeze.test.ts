// The frozen heap: made once, the same bytes wherever and whenever, refused when it is not whole.
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { frozen, host, hosts, prelude, run, scratch } from "./tools.ts";

const test = suite("freeze");
const bytesOf = (file: string) => readFileSync(file, "latin1");

const source = `${prelude}
const map = new Map(), set = new Set(), made = new Date().getTime(), weak = new WeakMap();
for (let i = 0; i < 500; i++) { map.set("key" + i, { i, list: [i, String(i)], again: /a(b+)c/u }); set.add(Symbol(i)); weak.set({}, i); }
const promise = Promise.resolve(7), text = JSON.stringify([...map.keys()]), big = 2n ** 200n;
class A { #x = 1; get x() { return this.#x; } }
let late; promise.then((value) => (late = value));
host.main(() => print([map.get("key499").i, set.size, new A().x, late, big % 97n, text.length, made].join()));
`;

for (const { libc, host } of hosts) {
  test(`two builds with other cwd, HOME, environment, pid and time give the same bytes (${libc})`, async () => {
    const bundle = join(scratch, "same.js");
    writeFileSync(bundle, source);
    const places = ["a", "b"].map((name) => join(scratch, `${libc}-${name}`));
    for (const place of places) mkdirSync(place);
    const [here, there] = places as [string, string];
    spawnSync(host, ["--freeze", bundle, "-o", join(here, "one")], { cwd: here });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const env = { HOME: "/nonexistent", TZ: "Asia/Tokyo", LANG: "de_DE.UTF-8", FILL: "x".repeat(70_001) };
    spawnSync("setarch", ["-R", host, "--freeze", "../same.js", "-o", "two"], { cwd: there, env });
    spawnSync("/bin/sh", ["-c", `ulimit -s 1024; exec ${host} --freeze ${bundle} -o three`], { cwd: there });
    const one = bytesOf(join(here, "one"));
    assert.ok(one === bytesOf(join(there, "two")));
    assert.ok(one === bytesOf(join(there, "three")));
    const text = JSON.stringify(Array.from({ length: 500 }, (_, i) => `key${i}`));
    assert.is(run(join(there, "two")).stdout, `499,500,1,7,${2n ** 200n % 97n},${text.length},1000\n`);
  });
}

test("a frozen program freezes the host that is in it, not its own heap", () => {
  const first = frozen("isobox-first", source);
  const second = join(scratch, "second");
  assert.is(run(first, ["--freeze", join(scratch, "isobox-first.js"), "-o", second]).status, 0);
  assert.ok(bytesOf(first) === bytesOf(second));
  assert.is(statSync(second).mode & 0o7777, 0o755);
  assert.not(readdirSync(scratch).some((name) => name.includes(".tmp-")));
});

test("what was freed while the heap was made is not in the file", () => {
  const program = frozen(
    "freed",
    `${prelude}
     let secret = ["s3", "cr3t"].join(""), list = [];
     for (let i = 0; i < 300; i++) list.push(secret + i);
     let large = secret.repeat(3000), bytes = new Uint8Array(5000).fill(0x5a), kept = ["k3", "pt"].join("");
     secret = list = large = bytes = undefined;
     host.main(() => print(kept));`,
  );
  const text = bytesOf(program);
  assert.ok(text.includes("k3pt"));
  assert.not(text.includes("s3cr3t"));
  assert.not(text.includes("Z".repeat(100)));
  assert.is(run(program).stdout, "k3pt\n");
});

test("a start does not see what the build was told", () => {
  const program = frozen(
    "clean",
    `${prelude}host.main(() => print([host.frozen, ...host.argv(), ...host.environ()].join()))`,
  );
  assert.is(run(program, ["x"], { env: { A: "1" } }).stdout, `true,${program},x,A=1\n`);
});

test("two starts draw different random numbers, and the heap has none", () => {
  const program = frozen("random", `${prelude}host.main(() => print(String(Math.random())))`);
  const numbers = Array.from({ length: 20 }, () => Number(run(program).stdout));
  assert.is(new Set(numbers).size, 20);
  assert.ok(numbers.every((n) => n >= 0 && n < 1));
});

test("a program that was stripped says so", () => {
  const program = frozen("stripped", source);
  const outcome = spawnSync("strip", [program]).status === 0 ? run(program) : undefined;
  assert.is(outcome?.status, 125);
  assert.is(
    outcome?.stderr,
    "isobox: this program's heap is missing: was it stripped? It must be installed as it was built.\n",
  );
});

test("a program that lost its end says so", () => {
  const program = frozen("cut", source);
  truncateSync(program, statSync(host).size);
  const outcome = run(program);
  assert.is(outcome.status, 125);
  assert.match(outcome.stderr, /heap is missing/);
});

test("a heap of another host is refused", () => {
  const program = frozen("mixed", source);
  const bytes = bytesOf(program);
  // The header: magic, then the hash of the host that made it.
  const at = bytes.lastIndexOf("isobox\u0001\0");
  assert.ok(at > 0 && at % 0x10000 === 0);
  const other = String.fromCharCode(bytes.charCodeAt(at + 8) ^ 1);
  writeFileSync(program, bytes.slice(0, at + 8) + other + bytes.slice(at + 9), "latin1");
  const outcome = run(program);
  assert.is(outcome.status, 125);
  assert.is(outcome.stderr, "isobox: this program's heap was made by another host: build it again\n");
});

const failing: [string, string, RegExp][] = [
  ["a bundle without main", "1", /did not call __host__\.main/],
  ["a bundle that throws", "throw new RangeError('too early')", /RangeError: too early\n.*failing\.js:1/],
  ["a bundle that does not parse", "let x = ;", /SyntaxError/],
  [
    "a bundle that loses a rejection",
    "Promise.reject(new Error('lost')); __host__.main(() => 0)",
    /Error: lost/,
  ],
  [
    "a module that asks the kernel at load time",
    "__host__.syscall(39); __host__.main(() => 0)",
    /while the heap is made/,
  ],
  ["a module that draws a number at load time", "Math.random(); __host__.main(() => 0)", /would be frozen/],
  ["a module that reads argv at load time", "__host__.argv(); __host__.main(() => 0)", /would be frozen/],
  [
    "a module that reads the environment at load time",
    "__host__.environ(); __host__.main(() => 0)",
    /would be frozen/,
  ],
  ["a bundle that fills the heap", "const a = []; for (;;) a.push({}); ", /out of memory/],
];
for (const [name, text, expected] of failing) {
  test(`${name} is refused, and no file is left`, () => {
    const bundle = join(scratch, "failing.js");
    writeFileSync(bundle, text);
    const outcome = run(host, ["--freeze", bundle, "-o", join(scratch, "failing")]);
    assert.is(outcome.status, 125);
    assert.match(outcome.stderr, expected);
    assert.not(readdirSync(scratch).some((file) => file === "failing" || file.includes(".tmp-")));
  });
}

test("an output that cannot be written keeps the old file", () => {
  const program = frozen("kept", source);
  const before = bytesOf(program);
  const outcome = run("/bin/sh", [
    "-c",
    `ulimit -f 8; trap '' XFSZ; exec ${host} --freeze ${scratch}/kept.js -o ${program}`,
  ]);
  assert.is(outcome.status, 125);
  assert.match(outcome.stderr, /cannot write/);
  assert.ok(before === bytesOf(program));
  assert.not(readdirSync(scratch).some((file) => file.includes(".tmp-")));
  assert.match(
    run(host, ["--freeze", "/nonexistent.js", "-o", program]).stderr,
    /cannot read \/nonexistent\.js: ENOENT/,
  );
  assert.match(
    run(host, ["--freeze", join(scratch, "kept.js"), "-o", "/nonexistent/x"]).stderr,
    /cannot create .*ENOENT/,
  );
});

test("a program that runs can be replaced", () => {
  const program = frozen("busy", source);
  copyFileSync(program, join(scratch, "isobox-busy"));
  assert.is(
    run(join(scratch, "isobox-busy"), [
      "--freeze",
      join(scratch, "busy.js"),
      "-o",
      join(scratch, "isobox-busy"),
    ]).status,
    0,
  );
  assert.is(run(join(scratch, "isobox-busy")).status, 0);
});

test.run();
