// test/native/freeze.test.ts
import { spawnSync as spawnSync2 } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync as writeFileSync2
} from "node:fs";
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
function frozen(name, source2, by = host) {
  const bundle = join(scratch, `${name}.js`);
  writeFileSync(bundle, source2);
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
var numbers = Object.entries(calls).map(([name, both]) => [name, both[process.arch === "x64" ? 0 : 1]]);
var prelude = `
const host = __host__, NR = ${JSON.stringify(Object.fromEntries(numbers))}, AT_FDCWD = -100;
const print = (text) => { const bytes = host.encode(text + "\\n"); host.syscall(NR.write, 1, bytes, bytes.length); };
const describe = (f) => { try { return String(f()); } catch (e) { return e.name + ": " + e.message; } };
`;

// test/native/freeze.test.ts
var test = suite("freeze");
var bytesOf = (file) => readFileSync(file, "latin1");
var source = `${prelude}
const map = new Map(), set = new Set(), made = new Date().getTime(), weak = new WeakMap();
for (let i = 0; i < 500; i++) { map.set("key" + i, { i, list: [i, String(i)], again: /a(b+)c/u }); set.add(Symbol(i)); weak.set({}, i); }
const promise = Promise.resolve(7), text = JSON.stringify([...map.keys()]), big = 2n ** 200n;
class A { #x = 1; get x() { return this.#x; } }
let late; promise.then((value) => (late = value));
host.main(() => print([map.get("key499").i, set.size, new A().x, late, big % 97n, text.length, made].join()));
`;
for (const { libc, host: host2 } of hosts) {
  test(`two builds with other cwd, HOME, environment, pid and time give the same bytes (${libc})`, async () => {
    const bundle = join2(scratch, "same.js");
    writeFileSync2(bundle, source);
    const places = ["a", "b"].map((name) => join2(scratch, `${libc}-${name}`));
    for (const place of places) mkdirSync(place);
    const [here, there] = places;
    spawnSync2(host2, ["--freeze", bundle, "-o", join2(here, "one")], { cwd: here });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const env = { HOME: "/nonexistent", TZ: "Asia/Tokyo", LANG: "de_DE.UTF-8", FILL: "x".repeat(70001) };
    spawnSync2("setarch", ["-R", host2, "--freeze", "../same.js", "-o", "two"], { cwd: there, env });
    spawnSync2("/bin/sh", ["-c", `ulimit -s 1024; exec ${host2} --freeze ${bundle} -o three`], { cwd: there });
    const one = bytesOf(join2(here, "one"));
    assert.ok(one === bytesOf(join2(there, "two")));
    assert.ok(one === bytesOf(join2(there, "three")));
    const text = JSON.stringify(Array.from({ length: 500 }, (_, i) => `key${i}`));
    assert.is(run(join2(there, "two")).stdout, `499,500,1,7,${2n ** 200n % 97n},${text.length},1000
`);
  });
}
test("a frozen program freezes the host that is in it, not its own heap", () => {
  const first = frozen("isobox-first", source);
  const second = join2(scratch, "second");
  assert.is(run(first, ["--freeze", join2(scratch, "isobox-first.js"), "-o", second]).status, 0);
  assert.ok(bytesOf(first) === bytesOf(second));
  assert.is(statSync(second).mode & 4095, 493);
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
     host.main(() => print(kept));`
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
    `${prelude}host.main(() => print([host.frozen, ...host.argv(), ...host.environ()].join()))`
  );
  assert.is(run(program, ["x"], { env: { A: "1" } }).stdout, `true,${program},x,A=1
`);
});
test("two starts draw different random numbers, and the heap has none", () => {
  const program = frozen("random", `${prelude}host.main(() => print(String(Math.random())))`);
  const numbers2 = Array.from({ length: 20 }, () => Number(run(program).stdout));
  assert.is(new Set(numbers2).size, 20);
  assert.ok(numbers2.every((n) => n >= 0 && n < 1));
});
test("a program that was stripped says so", () => {
  const program = frozen("stripped", source);
  const outcome = spawnSync2("strip", [program]).status === 0 ? run(program) : void 0;
  assert.is(outcome?.status, 125);
  assert.is(
    outcome?.stderr,
    "isobox: this program's heap is missing: was it stripped? It must be installed as it was built.\n"
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
  const at = bytes.lastIndexOf("isobox\0");
  assert.ok(at > 0 && at % 65536 === 0);
  const other = String.fromCharCode(bytes.charCodeAt(at + 8) ^ 1);
  writeFileSync2(program, bytes.slice(0, at + 8) + other + bytes.slice(at + 9), "latin1");
  const outcome = run(program);
  assert.is(outcome.status, 125);
  assert.is(outcome.stderr, "isobox: this program's heap was made by another host: build it again\n");
});
var failing = [
  ["a bundle without main", "1", /did not call __host__\.main/],
  ["a bundle that throws", "throw new RangeError('too early')", /RangeError: too early\n.*failing\.js:1/],
  ["a bundle that does not parse", "let x = ;", /SyntaxError/],
  [
    "a bundle that loses a rejection",
    "Promise.reject(new Error('lost')); __host__.main(() => 0)",
    /Error: lost/
  ],
  [
    "a module that asks the kernel at load time",
    "__host__.syscall(39); __host__.main(() => 0)",
    /while the heap is made/
  ],
  ["a module that draws a number at load time", "Math.random(); __host__.main(() => 0)", /would be frozen/],
  ["a module that reads argv at load time", "__host__.argv(); __host__.main(() => 0)", /would be frozen/],
  [
    "a module that reads the environment at load time",
    "__host__.environ(); __host__.main(() => 0)",
    /would be frozen/
  ],
  ["a bundle that fills the heap", "const a = []; for (;;) a.push({}); ", /out of memory/]
];
for (const [name, text, expected] of failing) {
  test(`${name} is refused, and no file is left`, () => {
    const bundle = join2(scratch, "failing.js");
    writeFileSync2(bundle, text);
    const outcome = run(host, ["--freeze", bundle, "-o", join2(scratch, "failing")]);
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
    `ulimit -f 8; trap '' XFSZ; exec ${host} --freeze ${scratch}/kept.js -o ${program}`
  ]);
  assert.is(outcome.status, 125);
  assert.match(outcome.stderr, /cannot write/);
  assert.ok(before === bytesOf(program));
  assert.not(readdirSync(scratch).some((file) => file.includes(".tmp-")));
  assert.match(
    run(host, ["--freeze", "/nonexistent.js", "-o", program]).stderr,
    /cannot read \/nonexistent\.js: ENOENT/
  );
  assert.match(
    run(host, ["--freeze", join2(scratch, "kept.js"), "-o", "/nonexistent/x"]).stderr,
    /cannot create .*ENOENT/
  );
});
test("a program that runs can be replaced", () => {
  const program = frozen("busy", source);
  copyFileSync(program, join2(scratch, "isobox-busy"));
  assert.is(
    run(join2(scratch, "isobox-busy"), [
      "--freeze",
      join2(scratch, "busy.js"),
      "-o",
      join2(scratch, "isobox-busy")
    ]).status,
    0
  );
  assert.is(run(join2(scratch, "isobox-busy")).status, 0);
});
test.run();
//# sourceMappingURL=data:application/json;base64,ewogICJ2ZXJzaW9uIjogMywKICAic291cmNlcyI6IFsiLi4vbmF0aXZlL2ZyZWV6ZS50ZXN0LnRzIiwgIi4uL25hdGl2ZS90b29scy50cyJdLAogICJzb3VyY2VzQ29udGVudCI6IFsiLy8gVGhlIGZyb3plbiBoZWFwOiBtYWRlIG9uY2UsIHRoZSBzYW1lIGJ5dGVzIHdoZXJldmVyIGFuZCB3aGVuZXZlciwgcmVmdXNlZCB3aGVuIGl0IGlzIG5vdCB3aG9sZS5cbmltcG9ydCB7IHNwYXduU3luYyB9IGZyb20gXCJub2RlOmNoaWxkX3Byb2Nlc3NcIjtcbmltcG9ydCB7XG4gIGNvcHlGaWxlU3luYyxcbiAgbWtkaXJTeW5jLFxuICByZWFkZGlyU3luYyxcbiAgcmVhZEZpbGVTeW5jLFxuICBzdGF0U3luYyxcbiAgdHJ1bmNhdGVTeW5jLFxuICB3cml0ZUZpbGVTeW5jLFxufSBmcm9tIFwibm9kZTpmc1wiO1xuaW1wb3J0IHsgam9pbiB9IGZyb20gXCJub2RlOnBhdGhcIjtcbmltcG9ydCB7IHN1aXRlIH0gZnJvbSBcInV2dVwiO1xuaW1wb3J0ICogYXMgYXNzZXJ0IGZyb20gXCJ1dnUvYXNzZXJ0XCI7XG5pbXBvcnQgeyBmcm96ZW4sIGhvc3QsIGhvc3RzLCBwcmVsdWRlLCBydW4sIHNjcmF0Y2ggfSBmcm9tIFwiLi90b29scy50c1wiO1xuXG5jb25zdCB0ZXN0ID0gc3VpdGUoXCJmcmVlemVcIik7XG5jb25zdCBieXRlc09mID0gKGZpbGU6IHN0cmluZykgPT4gcmVhZEZpbGVTeW5jKGZpbGUsIFwibGF0aW4xXCIpO1xuXG5jb25zdCBzb3VyY2UgPSBgJHtwcmVsdWRlfVxuY29uc3QgbWFwID0gbmV3IE1hcCgpLCBzZXQgPSBuZXcgU2V0KCksIG1hZGUgPSBuZXcgRGF0ZSgpLmdldFRpbWUoKSwgd2VhayA9IG5ldyBXZWFrTWFwKCk7XG5mb3IgKGxldCBpID0gMDsgaSA8IDUwMDsgaSsrKSB7IG1hcC5zZXQoXCJrZXlcIiArIGksIHsgaSwgbGlzdDogW2ksIFN0cmluZyhpKV0sIGFnYWluOiAvYShiKyljL3UgfSk7IHNldC5hZGQoU3ltYm9sKGkpKTsgd2Vhay5zZXQoe30sIGkpOyB9XG5jb25zdCBwcm9taXNlID0gUHJvbWlzZS5yZXNvbHZlKDcpLCB0ZXh0ID0gSlNPTi5zdHJpbmdpZnkoWy4uLm1hcC5rZXlzKCldKSwgYmlnID0gMm4gKiogMjAwbjtcbmNsYXNzIEEgeyAjeCA9IDE7IGdldCB4KCkgeyByZXR1cm4gdGhpcy4jeDsgfSB9XG5sZXQgbGF0ZTsgcHJvbWlzZS50aGVuKCh2YWx1ZSkgPT4gKGxhdGUgPSB2YWx1ZSkpO1xuaG9zdC5tYWluKCgpID0+IHByaW50KFttYXAuZ2V0KFwia2V5NDk5XCIpLmksIHNldC5zaXplLCBuZXcgQSgpLngsIGxhdGUsIGJpZyAlIDk3biwgdGV4dC5sZW5ndGgsIG1hZGVdLmpvaW4oKSkpO1xuYDtcblxuZm9yIChjb25zdCB7IGxpYmMsIGhvc3QgfSBvZiBob3N0cykge1xuICB0ZXN0KGB0d28gYnVpbGRzIHdpdGggb3RoZXIgY3dkLCBIT01FLCBlbnZpcm9ubWVudCwgcGlkIGFuZCB0aW1lIGdpdmUgdGhlIHNhbWUgYnl0ZXMgKCR7bGliY30pYCwgYXN5bmMgKCkgPT4ge1xuICAgIGNvbnN0IGJ1bmRsZSA9IGpvaW4oc2NyYXRjaCwgXCJzYW1lLmpzXCIpO1xuICAgIHdyaXRlRmlsZVN5bmMoYnVuZGxlLCBzb3VyY2UpO1xuICAgIGNvbnN0IHBsYWNlcyA9IFtcImFcIiwgXCJiXCJdLm1hcCgobmFtZSkgPT4gam9pbihzY3JhdGNoLCBgJHtsaWJjfS0ke25hbWV9YCkpO1xuICAgIGZvciAoY29uc3QgcGxhY2Ugb2YgcGxhY2VzKSBta2RpclN5bmMocGxhY2UpO1xuICAgIGNvbnN0IFtoZXJlLCB0aGVyZV0gPSBwbGFjZXMgYXMgW3N0cmluZywgc3RyaW5nXTtcbiAgICBzcGF3blN5bmMoaG9zdCwgW1wiLS1mcmVlemVcIiwgYnVuZGxlLCBcIi1vXCIsIGpvaW4oaGVyZSwgXCJvbmVcIildLCB7IGN3ZDogaGVyZSB9KTtcbiAgICBhd2FpdCBuZXcgUHJvbWlzZSgocmVzb2x2ZSkgPT4gc2V0VGltZW91dChyZXNvbHZlLCAxMTAwKSk7XG4gICAgY29uc3QgZW52ID0geyBIT01FOiBcIi9ub25leGlzdGVudFwiLCBUWjogXCJBc2lhL1Rva3lvXCIsIExBTkc6IFwiZGVfREUuVVRGLThcIiwgRklMTDogXCJ4XCIucmVwZWF0KDcwXzAwMSkgfTtcbiAgICBzcGF3blN5bmMoXCJzZXRhcmNoXCIsIFtcIi1SXCIsIGhvc3QsIFwiLS1mcmVlemVcIiwgXCIuLi9zYW1lLmpzXCIsIFwiLW9cIiwgXCJ0d29cIl0sIHsgY3dkOiB0aGVyZSwgZW52IH0pO1xuICAgIHNwYXduU3luYyhcIi9iaW4vc2hcIiwgW1wiLWNcIiwgYHVsaW1pdCAtcyAxMDI0OyBleGVjICR7aG9zdH0gLS1mcmVlemUgJHtidW5kbGV9IC1vIHRocmVlYF0sIHsgY3dkOiB0aGVyZSB9KTtcbiAgICBjb25zdCBvbmUgPSBieXRlc09mKGpvaW4oaGVyZSwgXCJvbmVcIikpO1xuICAgIGFzc2VydC5vayhvbmUgPT09IGJ5dGVzT2Yoam9pbih0aGVyZSwgXCJ0d29cIikpKTtcbiAgICBhc3NlcnQub2sob25lID09PSBieXRlc09mKGpvaW4odGhlcmUsIFwidGhyZWVcIikpKTtcbiAgICBjb25zdCB0ZXh0ID0gSlNPTi5zdHJpbmdpZnkoQXJyYXkuZnJvbSh7IGxlbmd0aDogNTAwIH0sIChfLCBpKSA9PiBga2V5JHtpfWApKTtcbiAgICBhc3NlcnQuaXMocnVuKGpvaW4odGhlcmUsIFwidHdvXCIpKS5zdGRvdXQsIGA0OTksNTAwLDEsNywkezJuICoqIDIwMG4gJSA5N259LCR7dGV4dC5sZW5ndGh9LDEwMDBcXG5gKTtcbiAgfSk7XG59XG5cbnRlc3QoXCJhIGZyb3plbiBwcm9ncmFtIGZyZWV6ZXMgdGhlIGhvc3QgdGhhdCBpcyBpbiBpdCwgbm90IGl0cyBvd24gaGVhcFwiLCAoKSA9PiB7XG4gIGNvbnN0IGZpcnN0ID0gZnJvemVuKFwiaXNvYm94LWZpcnN0XCIsIHNvdXJjZSk7XG4gIGNvbnN0IHNlY29uZCA9IGpvaW4oc2NyYXRjaCwgXCJzZWNvbmRcIik7XG4gIGFzc2VydC5pcyhydW4oZmlyc3QsIFtcIi0tZnJlZXplXCIsIGpvaW4oc2NyYXRjaCwgXCJpc29ib3gtZmlyc3QuanNcIiksIFwiLW9cIiwgc2Vjb25kXSkuc3RhdHVzLCAwKTtcbiAgYXNzZXJ0Lm9rKGJ5dGVzT2YoZmlyc3QpID09PSBieXRlc09mKHNlY29uZCkpO1xuICBhc3NlcnQuaXMoc3RhdFN5bmMoc2Vjb25kKS5tb2RlICYgMG83Nzc3LCAwbzc1NSk7XG4gIGFzc2VydC5ub3QocmVhZGRpclN5bmMoc2NyYXRjaCkuc29tZSgobmFtZSkgPT4gbmFtZS5pbmNsdWRlcyhcIi50bXAtXCIpKSk7XG59KTtcblxudGVzdChcIndoYXQgd2FzIGZyZWVkIHdoaWxlIHRoZSBoZWFwIHdhcyBtYWRlIGlzIG5vdCBpbiB0aGUgZmlsZVwiLCAoKSA9PiB7XG4gIGNvbnN0IHByb2dyYW0gPSBmcm96ZW4oXG4gICAgXCJmcmVlZFwiLFxuICAgIGAke3ByZWx1ZGV9XG4gICAgIGxldCBzZWNyZXQgPSBbXCJzM1wiLCBcImNyM3RcIl0uam9pbihcIlwiKSwgbGlzdCA9IFtdO1xuICAgICBmb3IgKGxldCBpID0gMDsgaSA8IDMwMDsgaSsrKSBsaXN0LnB1c2goc2VjcmV0ICsgaSk7XG4gICAgIGxldCBsYXJnZSA9IHNlY3JldC5yZXBlYXQoMzAwMCksIGJ5dGVzID0gbmV3IFVpbnQ4QXJyYXkoNTAwMCkuZmlsbCgweDVhKSwga2VwdCA9IFtcImszXCIsIFwicHRcIl0uam9pbihcIlwiKTtcbiAgICAgc2VjcmV0ID0gbGlzdCA9IGxhcmdlID0gYnl0ZXMgPSB1bmRlZmluZWQ7XG4gICAgIGhvc3QubWFpbigoKSA9PiBwcmludChrZXB0KSk7YCxcbiAgKTtcbiAgY29uc3QgdGV4dCA9IGJ5dGVzT2YocHJvZ3JhbSk7XG4gIGFzc2VydC5vayh0ZXh0LmluY2x1ZGVzKFwiazNwdFwiKSk7XG4gIGFzc2VydC5ub3QodGV4dC5pbmNsdWRlcyhcInMzY3IzdFwiKSk7XG4gIGFzc2VydC5ub3QodGV4dC5pbmNsdWRlcyhcIlpcIi5yZXBlYXQoMTAwKSkpO1xuICBhc3NlcnQuaXMocnVuKHByb2dyYW0pLnN0ZG91dCwgXCJrM3B0XFxuXCIpO1xufSk7XG5cbnRlc3QoXCJhIHN0YXJ0IGRvZXMgbm90IHNlZSB3aGF0IHRoZSBidWlsZCB3YXMgdG9sZFwiLCAoKSA9PiB7XG4gIGNvbnN0IHByb2dyYW0gPSBmcm96ZW4oXG4gICAgXCJjbGVhblwiLFxuICAgIGAke3ByZWx1ZGV9aG9zdC5tYWluKCgpID0+IHByaW50KFtob3N0LmZyb3plbiwgLi4uaG9zdC5hcmd2KCksIC4uLmhvc3QuZW52aXJvbigpXS5qb2luKCkpKWAsXG4gICk7XG4gIGFzc2VydC5pcyhydW4ocHJvZ3JhbSwgW1wieFwiXSwgeyBlbnY6IHsgQTogXCIxXCIgfSB9KS5zdGRvdXQsIGB0cnVlLCR7cHJvZ3JhbX0seCxBPTFcXG5gKTtcbn0pO1xuXG50ZXN0KFwidHdvIHN0YXJ0cyBkcmF3IGRpZmZlcmVudCByYW5kb20gbnVtYmVycywgYW5kIHRoZSBoZWFwIGhhcyBub25lXCIsICgpID0+IHtcbiAgY29uc3QgcHJvZ3JhbSA9IGZyb3plbihcInJhbmRvbVwiLCBgJHtwcmVsdWRlfWhvc3QubWFpbigoKSA9PiBwcmludChTdHJpbmcoTWF0aC5yYW5kb20oKSkpKWApO1xuICBjb25zdCBudW1iZXJzID0gQXJyYXkuZnJvbSh7IGxlbmd0aDogMjAgfSwgKCkgPT4gTnVtYmVyKHJ1bihwcm9ncmFtKS5zdGRvdXQpKTtcbiAgYXNzZXJ0LmlzKG5ldyBTZXQobnVtYmVycykuc2l6ZSwgMjApO1xuICBhc3NlcnQub2sobnVtYmVycy5ldmVyeSgobikgPT4gbiA+PSAwICYmIG4gPCAxKSk7XG59KTtcblxudGVzdChcImEgcHJvZ3JhbSB0aGF0IHdhcyBzdHJpcHBlZCBzYXlzIHNvXCIsICgpID0+IHtcbiAgY29uc3QgcHJvZ3JhbSA9IGZyb3plbihcInN0cmlwcGVkXCIsIHNvdXJjZSk7XG4gIGNvbnN0IG91dGNvbWUgPSBzcGF3blN5bmMoXCJzdHJpcFwiLCBbcHJvZ3JhbV0pLnN0YXR1cyA9PT0gMCA/IHJ1bihwcm9ncmFtKSA6IHVuZGVmaW5lZDtcbiAgYXNzZXJ0LmlzKG91dGNvbWU/LnN0YXR1cywgMTI1KTtcbiAgYXNzZXJ0LmlzKFxuICAgIG91dGNvbWU/LnN0ZGVycixcbiAgICBcImlzb2JveDogdGhpcyBwcm9ncmFtJ3MgaGVhcCBpcyBtaXNzaW5nOiB3YXMgaXQgc3RyaXBwZWQ/IEl0IG11c3QgYmUgaW5zdGFsbGVkIGFzIGl0IHdhcyBidWlsdC5cXG5cIixcbiAgKTtcbn0pO1xuXG50ZXN0KFwiYSBwcm9ncmFtIHRoYXQgbG9zdCBpdHMgZW5kIHNheXMgc29cIiwgKCkgPT4ge1xuICBjb25zdCBwcm9ncmFtID0gZnJvemVuKFwiY3V0XCIsIHNvdXJjZSk7XG4gIHRydW5jYXRlU3luYyhwcm9ncmFtLCBzdGF0U3luYyhob3N0KS5zaXplKTtcbiAgY29uc3Qgb3V0Y29tZSA9IHJ1bihwcm9ncmFtKTtcbiAgYXNzZXJ0LmlzKG91dGNvbWUuc3RhdHVzLCAxMjUpO1xuICBhc3NlcnQubWF0Y2gob3V0Y29tZS5zdGRlcnIsIC9oZWFwIGlzIG1pc3NpbmcvKTtcbn0pO1xuXG50ZXN0KFwiYSBoZWFwIG9mIGFub3RoZXIgaG9zdCBpcyByZWZ1c2VkXCIsICgpID0+IHtcbiAgY29uc3QgcHJvZ3JhbSA9IGZyb3plbihcIm1peGVkXCIsIHNvdXJjZSk7XG4gIGNvbnN0IGJ5dGVzID0gYnl0ZXNPZihwcm9ncmFtKTtcbiAgLy8gVGhlIGhlYWRlcjogbWFnaWMsIHRoZW4gdGhlIGhhc2ggb2YgdGhlIGhvc3QgdGhhdCBtYWRlIGl0LlxuICBjb25zdCBhdCA9IGJ5dGVzLmxhc3RJbmRleE9mKFwiaXNvYm94XFx1MDAwMVxcMFwiKTtcbiAgYXNzZXJ0Lm9rKGF0ID4gMCAmJiBhdCAlIDB4MTAwMDAgPT09IDApO1xuICBjb25zdCBvdGhlciA9IFN0cmluZy5mcm9tQ2hhckNvZGUoYnl0ZXMuY2hhckNvZGVBdChhdCArIDgpIF4gMSk7XG4gIHdyaXRlRmlsZVN5bmMocHJvZ3JhbSwgYnl0ZXMuc2xpY2UoMCwgYXQgKyA4KSArIG90aGVyICsgYnl0ZXMuc2xpY2UoYXQgKyA5KSwgXCJsYXRpbjFcIik7XG4gIGNvbnN0IG91dGNvbWUgPSBydW4ocHJvZ3JhbSk7XG4gIGFzc2VydC5pcyhvdXRjb21lLnN0YXR1cywgMTI1KTtcbiAgYXNzZXJ0LmlzKG91dGNvbWUuc3RkZXJyLCBcImlzb2JveDogdGhpcyBwcm9ncmFtJ3MgaGVhcCB3YXMgbWFkZSBieSBhbm90aGVyIGhvc3Q6IGJ1aWxkIGl0IGFnYWluXFxuXCIpO1xufSk7XG5cbmNvbnN0IGZhaWxpbmc6IFtzdHJpbmcsIHN0cmluZywgUmVnRXhwXVtdID0gW1xuICBbXCJhIGJ1bmRsZSB3aXRob3V0IG1haW5cIiwgXCIxXCIsIC9kaWQgbm90IGNhbGwgX19ob3N0X19cXC5tYWluL10sXG4gIFtcImEgYnVuZGxlIHRoYXQgdGhyb3dzXCIsIFwidGhyb3cgbmV3IFJhbmdlRXJyb3IoJ3RvbyBlYXJseScpXCIsIC9SYW5nZUVycm9yOiB0b28gZWFybHlcXG4uKmZhaWxpbmdcXC5qczoxL10sXG4gIFtcImEgYnVuZGxlIHRoYXQgZG9lcyBub3QgcGFyc2VcIiwgXCJsZXQgeCA9IDtcIiwgL1N5bnRheEVycm9yL10sXG4gIFtcbiAgICBcImEgYnVuZGxlIHRoYXQgbG9zZXMgYSByZWplY3Rpb25cIixcbiAgICBcIlByb21pc2UucmVqZWN0KG5ldyBFcnJvcignbG9zdCcpKTsgX19ob3N0X18ubWFpbigoKSA9PiAwKVwiLFxuICAgIC9FcnJvcjogbG9zdC8sXG4gIF0sXG4gIFtcbiAgICBcImEgbW9kdWxlIHRoYXQgYXNrcyB0aGUga2VybmVsIGF0IGxvYWQgdGltZVwiLFxuICAgIFwiX19ob3N0X18uc3lzY2FsbCgzOSk7IF9faG9zdF9fLm1haW4oKCkgPT4gMClcIixcbiAgICAvd2hpbGUgdGhlIGhlYXAgaXMgbWFkZS8sXG4gIF0sXG4gIFtcImEgbW9kdWxlIHRoYXQgZHJhd3MgYSBudW1iZXIgYXQgbG9hZCB0aW1lXCIsIFwiTWF0aC5yYW5kb20oKTsgX19ob3N0X18ubWFpbigoKSA9PiAwKVwiLCAvd291bGQgYmUgZnJvemVuL10sXG4gIFtcImEgbW9kdWxlIHRoYXQgcmVhZHMgYXJndiBhdCBsb2FkIHRpbWVcIiwgXCJfX2hvc3RfXy5hcmd2KCk7IF9faG9zdF9fLm1haW4oKCkgPT4gMClcIiwgL3dvdWxkIGJlIGZyb3plbi9dLFxuICBbXG4gICAgXCJhIG1vZHVsZSB0aGF0IHJlYWRzIHRoZSBlbnZpcm9ubWVudCBhdCBsb2FkIHRpbWVcIixcbiAgICBcIl9faG9zdF9fLmVudmlyb24oKTsgX19ob3N0X18ubWFpbigoKSA9PiAwKVwiLFxuICAgIC93b3VsZCBiZSBmcm96ZW4vLFxuICBdLFxuICBbXCJhIGJ1bmRsZSB0aGF0IGZpbGxzIHRoZSBoZWFwXCIsIFwiY29uc3QgYSA9IFtdOyBmb3IgKDs7KSBhLnB1c2goe30pOyBcIiwgL291dCBvZiBtZW1vcnkvXSxcbl07XG5mb3IgKGNvbnN0IFtuYW1lLCB0ZXh0LCBleHBlY3RlZF0gb2YgZmFpbGluZykge1xuICB0ZXN0KGAke25hbWV9IGlzIHJlZnVzZWQsIGFuZCBubyBmaWxlIGlzIGxlZnRgLCAoKSA9PiB7XG4gICAgY29uc3QgYnVuZGxlID0gam9pbihzY3JhdGNoLCBcImZhaWxpbmcuanNcIik7XG4gICAgd3JpdGVGaWxlU3luYyhidW5kbGUsIHRleHQpO1xuICAgIGNvbnN0IG91dGNvbWUgPSBydW4oaG9zdCwgW1wiLS1mcmVlemVcIiwgYnVuZGxlLCBcIi1vXCIsIGpvaW4oc2NyYXRjaCwgXCJmYWlsaW5nXCIpXSk7XG4gICAgYXNzZXJ0LmlzKG91dGNvbWUuc3RhdHVzLCAxMjUpO1xuICAgIGFzc2VydC5tYXRjaChvdXRjb21lLnN0ZGVyciwgZXhwZWN0ZWQpO1xuICAgIGFzc2VydC5ub3QocmVhZGRpclN5bmMoc2NyYXRjaCkuc29tZSgoZmlsZSkgPT4gZmlsZSA9PT0gXCJmYWlsaW5nXCIgfHwgZmlsZS5pbmNsdWRlcyhcIi50bXAtXCIpKSk7XG4gIH0pO1xufVxuXG50ZXN0KFwiYW4gb3V0cHV0IHRoYXQgY2Fubm90IGJlIHdyaXR0ZW4ga2VlcHMgdGhlIG9sZCBmaWxlXCIsICgpID0+IHtcbiAgY29uc3QgcHJvZ3JhbSA9IGZyb3plbihcImtlcHRcIiwgc291cmNlKTtcbiAgY29uc3QgYmVmb3JlID0gYnl0ZXNPZihwcm9ncmFtKTtcbiAgY29uc3Qgb3V0Y29tZSA9IHJ1bihcIi9iaW4vc2hcIiwgW1xuICAgIFwiLWNcIixcbiAgICBgdWxpbWl0IC1mIDg7IHRyYXAgJycgWEZTWjsgZXhlYyAke2hvc3R9IC0tZnJlZXplICR7c2NyYXRjaH0va2VwdC5qcyAtbyAke3Byb2dyYW19YCxcbiAgXSk7XG4gIGFzc2VydC5pcyhvdXRjb21lLnN0YXR1cywgMTI1KTtcbiAgYXNzZXJ0Lm1hdGNoKG91dGNvbWUuc3RkZXJyLCAvY2Fubm90IHdyaXRlLyk7XG4gIGFzc2VydC5vayhiZWZvcmUgPT09IGJ5dGVzT2YocHJvZ3JhbSkpO1xuICBhc3NlcnQubm90KHJlYWRkaXJTeW5jKHNjcmF0Y2gpLnNvbWUoKGZpbGUpID0+IGZpbGUuaW5jbHVkZXMoXCIudG1wLVwiKSkpO1xuICBhc3NlcnQubWF0Y2goXG4gICAgcnVuKGhvc3QsIFtcIi0tZnJlZXplXCIsIFwiL25vbmV4aXN0ZW50LmpzXCIsIFwiLW9cIiwgcHJvZ3JhbV0pLnN0ZGVycixcbiAgICAvY2Fubm90IHJlYWQgXFwvbm9uZXhpc3RlbnRcXC5qczogRU5PRU5ULyxcbiAgKTtcbiAgYXNzZXJ0Lm1hdGNoKFxuICAgIHJ1bihob3N0LCBbXCItLWZyZWV6ZVwiLCBqb2luKHNjcmF0Y2gsIFwia2VwdC5qc1wiKSwgXCItb1wiLCBcIi9ub25leGlzdGVudC94XCJdKS5zdGRlcnIsXG4gICAgL2Nhbm5vdCBjcmVhdGUgLipFTk9FTlQvLFxuICApO1xufSk7XG5cbnRlc3QoXCJhIHByb2dyYW0gdGhhdCBydW5zIGNhbiBiZSByZXBsYWNlZFwiLCAoKSA9PiB7XG4gIGNvbnN0IHByb2dyYW0gPSBmcm96ZW4oXCJidXN5XCIsIHNvdXJjZSk7XG4gIGNvcHlGaWxlU3luYyhwcm9ncmFtLCBqb2luKHNjcmF0Y2gsIFwiaXNvYm94LWJ1c3lcIikpO1xuICBhc3NlcnQuaXMoXG4gICAgcnVuKGpvaW4oc2NyYXRjaCwgXCJpc29ib3gtYnVzeVwiKSwgW1xuICAgICAgXCItLWZyZWV6ZVwiLFxuICAgICAgam9pbihzY3JhdGNoLCBcImJ1c3kuanNcIiksXG4gICAgICBcIi1vXCIsXG4gICAgICBqb2luKHNjcmF0Y2gsIFwiaXNvYm94LWJ1c3lcIiksXG4gICAgXSkuc3RhdHVzLFxuICAgIDAsXG4gICk7XG4gIGFzc2VydC5pcyhydW4oam9pbihzY3JhdGNoLCBcImlzb2JveC1idXN5XCIpKS5zdGF0dXMsIDApO1xufSk7XG5cbnRlc3QucnVuKCk7XG4iLCAiLy8gQnVpbGRzIHdoYXQgdGhlIHRlc3RzIG9mIHRoZSBzdGF0aWMgaG9zdCBydW4sIGFuZCBydW5zIGl0LlxuaW1wb3J0IHsgdHlwZSBTcGF3blN5bmNPcHRpb25zLCBzcGF3blN5bmMgfSBmcm9tIFwibm9kZTpjaGlsZF9wcm9jZXNzXCI7XG5pbXBvcnQgeyBleGlzdHNTeW5jLCBta2R0ZW1wU3luYywgcm1TeW5jLCB3cml0ZUZpbGVTeW5jIH0gZnJvbSBcIm5vZGU6ZnNcIjtcbmltcG9ydCB7IHRtcGRpciB9IGZyb20gXCJub2RlOm9zXCI7XG5pbXBvcnQgeyBqb2luIH0gZnJvbSBcIm5vZGU6cGF0aFwiO1xuaW1wb3J0IHsgcGF0aFRvRmlsZVVSTCB9IGZyb20gXCJub2RlOnVybFwiO1xuXG5leHBvcnQgY29uc3Qgcm9vdCA9IHByb2Nlc3MuZW52W1wiSVNPQk9YX1JPT1RcIl0gPz8gcHJvY2Vzcy5jd2QoKTtcblxudHlwZSBCdWlsZGVyID0ge1xuICBidWlsZEhvc3Qob3B0aW9ucz86IHsgbGliYz86IFwibXVzbFwiIHwgXCJnbGliY1wiIHwgXCJhdXRvXCI7IG91dERpcj86IHN0cmluZyB9KTogc3RyaW5nO1xuICBidWlsZENvbGQob3B0aW9ucz86IHsgc2FuaXRpemU/OiBib29sZWFuOyBvdXREaXI/OiBzdHJpbmcgfSk6IHN0cmluZztcbiAgYnVpbGRGdXp6KG9wdGlvbnM/OiB7IG91dERpcj86IHN0cmluZyB9KTogc3RyaW5nO1xuICBidWlsZFRyYWluZXIob3B0aW9ucz86IHsgb3V0RGlyPzogc3RyaW5nIH0pOiBzdHJpbmc7XG4gIGZyZWV6ZShvcHRpb25zOiB7IGhvc3Q6IHN0cmluZzsgYnVuZGxlOiBzdHJpbmc7IG91dDogc3RyaW5nOyB0cmFpbj86IHN0cmluZyB9KTogc3RyaW5nO1xufTtcblxuLy8gQnkgYSBjb21wdXRlZCBwYXRoOiBhIGJ1bmRsZXIgbXVzdCBub3QgY29weSBhIGJ1aWxkZXIgdGhhdCBmaW5kcyBpdHMgc291cmNlcyBiZXNpZGUgaXRzZWxmLlxuZXhwb3J0IGNvbnN0IGJ1aWxkZXI6IEJ1aWxkZXIgPSBhd2FpdCBpbXBvcnQocGF0aFRvRmlsZVVSTChqb2luKHJvb3QsIFwibmF0aXZlL2J1aWxkLm1qc1wiKSkuaHJlZik7XG5cbi8qKiBBIGRpcmVjdG9yeSBvZiB0aGlzIHRlc3QgZmlsZSwgcmVtb3ZlZCB3aGVuIHRoZSBwcm9jZXNzIGVuZHMsIHdoYXRldmVyIGhhcHBlbmVkIGluIGl0LiAqL1xuZXhwb3J0IGNvbnN0IHNjcmF0Y2ggPSBta2R0ZW1wU3luYyhqb2luKHRtcGRpcigpLCBcImlzb2JveC1uYXRpdmUtXCIpKTtcbnByb2Nlc3Mub24oXCJleGl0XCIsICgpID0+IHJtU3luYyhzY3JhdGNoLCB7IHJlY3Vyc2l2ZTogdHJ1ZSwgZm9yY2U6IHRydWUgfSkpO1xuXG4vKiogQm90aCBzdGF0aWMgaG9zdHM6IHdoYXQgaXMgc2FpZCBvZiBvbmUgbXVzdCBob2xkIGZvciB0aGUgb3RoZXIuICovXG5leHBvcnQgY29uc3QgaG9zdHMgPSBbXG4gIHsgbGliYzogXCJtdXNsXCIsIGhvc3Q6IGJ1aWxkZXIuYnVpbGRIb3N0KHsgbGliYzogXCJhdXRvXCIgfSkgfSxcbiAgeyBsaWJjOiBcImdsaWJjXCIsIGhvc3Q6IGJ1aWxkZXIuYnVpbGRIb3N0KHsgbGliYzogXCJnbGliY1wiIH0pIH0sXG5dIGFzIGNvbnN0O1xuZXhwb3J0IGNvbnN0IGhvc3QgPSBob3N0c1swXS5ob3N0O1xuXG4vKiogV3JpdGVzIGEgYnVuZGxlIGFuZCBmcmVlemVzIGl0OyBgbmFtZWAgYmVjb21lcyB0aGUgcHJvZ3JhbSdzIG5hbWUuICovXG5leHBvcnQgZnVuY3Rpb24gZnJvemVuKG5hbWU6IHN0cmluZywgc291cmNlOiBzdHJpbmcsIGJ5OiBzdHJpbmcgPSBob3N0KTogc3RyaW5nIHtcbiAgY29uc3QgYnVuZGxlID0gam9pbihzY3JhdGNoLCBgJHtuYW1lfS5qc2ApO1xuICB3cml0ZUZpbGVTeW5jKGJ1bmRsZSwgc291cmNlKTtcbiAgY29uc3Qgb3V0ID0gam9pbihzY3JhdGNoLCBuYW1lKTtcbiAgY29uc3QgcnVuID0gc3Bhd25TeW5jKGJ5LCBbXCItLWZyZWV6ZVwiLCBidW5kbGUsIFwiLW9cIiwgb3V0XSwgeyBlbmNvZGluZzogXCJ1dGY4XCIgfSk7XG4gIGlmIChydW4uc3RhdHVzICE9PSAwKSB0aHJvdyBuZXcgRXJyb3IoYGNhbm5vdCBmcmVlemUgJHtuYW1lfTogJHtydW4uc3RkZXJyfWApO1xuICByZXR1cm4gb3V0O1xufVxuXG5leHBvcnQgdHlwZSBPdXRjb21lID0geyBzdGF0dXM6IG51bWJlciB8IG51bGw7IHNpZ25hbDogc3RyaW5nIHwgbnVsbDsgc3Rkb3V0OiBzdHJpbmc7IHN0ZGVycjogc3RyaW5nIH07XG5cbmV4cG9ydCBmdW5jdGlvbiBydW4ocHJvZ3JhbTogc3RyaW5nLCBhcmdzOiBzdHJpbmdbXSA9IFtdLCBvcHRpb25zOiBTcGF3blN5bmNPcHRpb25zID0ge30pOiBPdXRjb21lIHtcbiAgY29uc3QgcmVzdWx0ID0gc3Bhd25TeW5jKHByb2dyYW0sIGFyZ3MsIHtcbiAgICBzdGRpbzogW1wiaWdub3JlXCIsIFwicGlwZVwiLCBcInBpcGVcIl0sXG4gICAgbWF4QnVmZmVyOiAxIDw8IDI4LFxuICAgIC4uLm9wdGlvbnMsXG4gICAgZW5jb2Rpbmc6IFwidXRmOFwiLFxuICB9KTtcbiAgaWYgKHJlc3VsdC5lcnJvcikgdGhyb3cgcmVzdWx0LmVycm9yO1xuICBjb25zdCB7IHN0YXR1cywgc2lnbmFsLCBzdGRvdXQsIHN0ZGVyciB9ID0gcmVzdWx0O1xuICByZXR1cm4geyBzdGF0dXMsIHNpZ25hbCwgc3Rkb3V0LCBzdGRlcnIgfTtcbn1cblxuLyoqIFJ1bnMgYSBsaW5lIG9mIHNoLCBpbiB3aGljaCBgJDBgIGlzIHRoZSBwcm9ncmFtLiAqL1xuZXhwb3J0IGZ1bmN0aW9uIHNoKGxpbmU6IHN0cmluZywgcHJvZ3JhbTogc3RyaW5nLCBhcmdzOiBzdHJpbmdbXSA9IFtdKTogT3V0Y29tZSB7XG4gIHJldHVybiBydW4oXCIvYmluL3NoXCIsIFtcIi1jXCIsIGxpbmUsIHByb2dyYW0sIC4uLmFyZ3NdKTtcbn1cblxuLy8gW3g4Nl82NCwgdGhlIHRhYmxlIHRoYXQgYWxsIG5ld2VyIGFyY2hpdGVjdHVyZXMgc2hhcmVdOiBhc20vdW5pc3RkLmhcbmNvbnN0IGNhbGxzID0ge1xuICBicms6IFsxMiwgMjE0XSxcbiAgY2xvbmU6IFs1NiwgMjIwXSxcbiAgY2xvc2U6IFszLCA1N10sXG4gIGV4ZWN2ZTogWzU5LCAyMjFdLFxuICBmY250bDogWzcyLCAyNV0sXG4gIGdldGRlbnRzNjQ6IFsyMTcsIDYxXSxcbiAgZ2V0cGlkOiBbMzksIDE3Ml0sXG4gIG1rZGlyYXQ6IFsyNTgsIDM0XSxcbiAgbW1hcDogWzksIDIyMl0sXG4gIG9wZW5hdDogWzI1NywgNTZdLFxuICBwaXBlMjogWzI5MywgNTldLFxuICBwcmN0bDogWzE1NywgMTY3XSxcbiAgcmVhZDogWzAsIDYzXSxcbiAgcmVhZGxpbmthdDogWzI2NywgNzhdLFxuICBydF9zaWdwcm9jbWFzazogWzE0LCAxMzVdLFxuICBzdGF0ZnM6IFsxMzcsIDQzXSxcbiAgc3ltbGlua2F0OiBbMjY2LCAzNl0sXG4gIHVubGlua2F0OiBbMjYzLCAzNV0sXG4gIHdhaXQ0OiBbNjEsIDI2MF0sXG4gIHdyaXRlOiBbMSwgNjRdLFxufSBhcyBjb25zdDtcbmNvbnN0IG51bWJlcnMgPSBPYmplY3QuZW50cmllcyhjYWxscykubWFwKChbbmFtZSwgYm90aF0pID0+IFtuYW1lLCBib3RoW3Byb2Nlc3MuYXJjaCA9PT0gXCJ4NjRcIiA/IDAgOiAxXV0pO1xuXG4vKiogV2hhdCBldmVyeSBwcm9ncmFtIGhlcmUgbmVlZHM6IHByaW50aW5nLCB0aHJvdWdoIHRoZSBvbmUgZnVuY3Rpb24gaXQgaGFzLiAqL1xuZXhwb3J0IGNvbnN0IHByZWx1ZGUgPSBgXG5jb25zdCBob3N0ID0gX19ob3N0X18sIE5SID0gJHtKU09OLnN0cmluZ2lmeShPYmplY3QuZnJvbUVudHJpZXMobnVtYmVycykpfSwgQVRfRkRDV0QgPSAtMTAwO1xuY29uc3QgcHJpbnQgPSAodGV4dCkgPT4geyBjb25zdCBieXRlcyA9IGhvc3QuZW5jb2RlKHRleHQgKyBcIlxcXFxuXCIpOyBob3N0LnN5c2NhbGwoTlIud3JpdGUsIDEsIGJ5dGVzLCBieXRlcy5sZW5ndGgpOyB9O1xuY29uc3QgZGVzY3JpYmUgPSAoZikgPT4geyB0cnkgeyByZXR1cm4gU3RyaW5nKGYoKSk7IH0gY2F0Y2ggKGUpIHsgcmV0dXJuIGUubmFtZSArIFwiOiBcIiArIGUubWVzc2FnZTsgfSB9O1xuYDtcblxuLyoqIFByaW50cyB0aGUgcmVhc29uIHdoZXJlIGEgdGVzdCBjYW5ub3QgcnVuOyB0aGUgcnVubmVyIGNvdW50cyBzdWNoIGxpbmVzLiAqL1xuZXhwb3J0IGZ1bmN0aW9uIHNraXAocmVhc29uOiBzdHJpbmcpOiB2b2lkIHtcbiAgY29uc29sZS5sb2coYFNLSVAgJHtyZWFzb259YCk7XG59XG5cbi8qKiBBIG1lbW9yeSBjZ3JvdXAgb2Ygb3VyIG93biwgb24gdjEgb3IgdjI7IHVuZGVmaW5lZCB3aGVyZSB0aGVyZSBpcyBub25lIHRvIG1ha2UuICovXG5leHBvcnQgZnVuY3Rpb24gbWVtb3J5Q2dyb3VwKGxpbWl0OiBudW1iZXIpOiB7IHBhdGg6IHN0cmluZzsgZW50ZXI6IHN0cmluZzsgcmVtb3ZlKCk6IHZvaWQgfSB8IHVuZGVmaW5lZCB7XG4gIGNvbnN0IHYxID0gXCIvc3lzL2ZzL2Nncm91cC9tZW1vcnkvbWVtb3J5LmxpbWl0X2luX2J5dGVzXCI7XG4gIGNvbnN0IHYyID0gXCIvc3lzL2ZzL2Nncm91cC9jZ3JvdXAuc3VidHJlZV9jb250cm9sXCI7XG4gIGNvbnN0IG5hbWUgPSBgaXNvYm94LW5hdGl2ZS0ke3Byb2Nlc3MucGlkfWA7XG4gIGlmIChleGlzdHNTeW5jKHYxKSlcbiAgICByZXR1cm4gbWFrZUNncm91cChgL3N5cy9mcy9jZ3JvdXAvbWVtb3J5LyR7bmFtZX1gLCBcIm1lbW9yeS5saW1pdF9pbl9ieXRlc1wiLCBsaW1pdCwgXCJ0YXNrc1wiKTtcbiAgaWYgKGV4aXN0c1N5bmModjIpKSByZXR1cm4gbWFrZUNncm91cChgL3N5cy9mcy9jZ3JvdXAvJHtuYW1lfWAsIFwibWVtb3J5Lm1heFwiLCBsaW1pdCwgXCJjZ3JvdXAucHJvY3NcIik7XG4gIHJldHVybiB1bmRlZmluZWQ7XG59XG5cbmZ1bmN0aW9uIG1ha2VDZ3JvdXAocGF0aDogc3RyaW5nLCBmaWxlOiBzdHJpbmcsIGxpbWl0OiBudW1iZXIsIHRhc2tzOiBzdHJpbmcpIHtcbiAgY29uc3QgbWFkZSA9IHJ1bihcIi9iaW4vc2hcIiwgW1wiLWNcIiwgYG1rZGlyICR7cGF0aH0gJiYgZWNobyAke2xpbWl0fSA+ICR7cGF0aH0vJHtmaWxlfWBdKTtcbiAgY29uc3QgcmVtb3ZlID0gKCkgPT4gdm9pZCBzcGF3blN5bmMoXCJybWRpclwiLCBbcGF0aF0sIHsgc3RkaW86IFwiaWdub3JlXCIgfSk7XG4gIGlmIChtYWRlLnN0YXR1cyAhPT0gMCkge1xuICAgIHJlbW92ZSgpO1xuICAgIHJldHVybiB1bmRlZmluZWQ7XG4gIH1cbiAgcmV0dXJuIHsgcGF0aCwgZW50ZXI6IGBlY2hvIDAgPiAke3BhdGh9LyR7dGFza3N9YCwgcmVtb3ZlIH07XG59XG4iXSwKICAibWFwcGluZ3MiOiAiO0FBQ0EsU0FBUyxhQUFBQSxrQkFBaUI7QUFDMUI7QUFBQSxFQUNFO0FBQUEsRUFDQTtBQUFBLEVBQ0E7QUFBQSxFQUNBO0FBQUEsRUFDQTtBQUFBLEVBQ0E7QUFBQSxFQUNBLGlCQUFBQztBQUFBLE9BQ0s7QUFDUCxTQUFTLFFBQUFDLGFBQVk7QUFDckIsU0FBUyxhQUFhO0FBQ3RCLFlBQVksWUFBWTs7O0FDWnhCLFNBQWdDLGlCQUFpQjtBQUNqRCxTQUFTLFlBQVksYUFBYSxRQUFRLHFCQUFxQjtBQUMvRCxTQUFTLGNBQWM7QUFDdkIsU0FBUyxZQUFZO0FBQ3JCLFNBQVMscUJBQXFCO0FBRXZCLElBQU0sT0FBTyxRQUFRLElBQUksYUFBYSxLQUFLLFFBQVEsSUFBSTtBQVd2RCxJQUFNLFVBQW1CLE1BQU0sT0FBTyxjQUFjLEtBQUssTUFBTSxrQkFBa0IsQ0FBQyxFQUFFO0FBR3BGLElBQU0sVUFBVSxZQUFZLEtBQUssT0FBTyxHQUFHLGdCQUFnQixDQUFDO0FBQ25FLFFBQVEsR0FBRyxRQUFRLE1BQU0sT0FBTyxTQUFTLEVBQUUsV0FBVyxNQUFNLE9BQU8sS0FBSyxDQUFDLENBQUM7QUFHbkUsSUFBTSxRQUFRO0FBQUEsRUFDbkIsRUFBRSxNQUFNLFFBQVEsTUFBTSxRQUFRLFVBQVUsRUFBRSxNQUFNLE9BQU8sQ0FBQyxFQUFFO0FBQUEsRUFDMUQsRUFBRSxNQUFNLFNBQVMsTUFBTSxRQUFRLFVBQVUsRUFBRSxNQUFNLFFBQVEsQ0FBQyxFQUFFO0FBQzlEO0FBQ08sSUFBTSxPQUFPLE1BQU0sQ0FBQyxFQUFFO0FBR3RCLFNBQVMsT0FBTyxNQUFjQyxTQUFnQixLQUFhLE1BQWM7QUFDOUUsUUFBTSxTQUFTLEtBQUssU0FBUyxHQUFHLElBQUksS0FBSztBQUN6QyxnQkFBYyxRQUFRQSxPQUFNO0FBQzVCLFFBQU0sTUFBTSxLQUFLLFNBQVMsSUFBSTtBQUM5QixRQUFNQyxPQUFNLFVBQVUsSUFBSSxDQUFDLFlBQVksUUFBUSxNQUFNLEdBQUcsR0FBRyxFQUFFLFVBQVUsT0FBTyxDQUFDO0FBQy9FLE1BQUlBLEtBQUksV0FBVyxFQUFHLE9BQU0sSUFBSSxNQUFNLGlCQUFpQixJQUFJLEtBQUtBLEtBQUksTUFBTSxFQUFFO0FBQzVFLFNBQU87QUFDVDtBQUlPLFNBQVMsSUFBSSxTQUFpQixPQUFpQixDQUFDLEdBQUcsVUFBNEIsQ0FBQyxHQUFZO0FBQ2pHLFFBQU0sU0FBUyxVQUFVLFNBQVMsTUFBTTtBQUFBLElBQ3RDLE9BQU8sQ0FBQyxVQUFVLFFBQVEsTUFBTTtBQUFBLElBQ2hDLFdBQVcsS0FBSztBQUFBLElBQ2hCLEdBQUc7QUFBQSxJQUNILFVBQVU7QUFBQSxFQUNaLENBQUM7QUFDRCxNQUFJLE9BQU8sTUFBTyxPQUFNLE9BQU87QUFDL0IsUUFBTSxFQUFFLFFBQVEsUUFBUSxRQUFRLE9BQU8sSUFBSTtBQUMzQyxTQUFPLEVBQUUsUUFBUSxRQUFRLFFBQVEsT0FBTztBQUMxQztBQVFBLElBQU0sUUFBUTtBQUFBLEVBQ1osS0FBSyxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2IsT0FBTyxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2YsT0FBTyxDQUFDLEdBQUcsRUFBRTtBQUFBLEVBQ2IsUUFBUSxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2hCLE9BQU8sQ0FBQyxJQUFJLEVBQUU7QUFBQSxFQUNkLFlBQVksQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNwQixRQUFRLENBQUMsSUFBSSxHQUFHO0FBQUEsRUFDaEIsU0FBUyxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ2pCLE1BQU0sQ0FBQyxHQUFHLEdBQUc7QUFBQSxFQUNiLFFBQVEsQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNoQixPQUFPLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDZixPQUFPLENBQUMsS0FBSyxHQUFHO0FBQUEsRUFDaEIsTUFBTSxDQUFDLEdBQUcsRUFBRTtBQUFBLEVBQ1osWUFBWSxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ3BCLGdCQUFnQixDQUFDLElBQUksR0FBRztBQUFBLEVBQ3hCLFFBQVEsQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNoQixXQUFXLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDbkIsVUFBVSxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ2xCLE9BQU8sQ0FBQyxJQUFJLEdBQUc7QUFBQSxFQUNmLE9BQU8sQ0FBQyxHQUFHLEVBQUU7QUFDZjtBQUNBLElBQU0sVUFBVSxPQUFPLFFBQVEsS0FBSyxFQUFFLElBQUksQ0FBQyxDQUFDLE1BQU0sSUFBSSxNQUFNLENBQUMsTUFBTSxLQUFLLFFBQVEsU0FBUyxRQUFRLElBQUksQ0FBQyxDQUFDLENBQUM7QUFHakcsSUFBTSxVQUFVO0FBQUEsOEJBQ08sS0FBSyxVQUFVLE9BQU8sWUFBWSxPQUFPLENBQUMsQ0FBQztBQUFBO0FBQUE7QUFBQTs7O0FEdkV6RSxJQUFNLE9BQU8sTUFBTSxRQUFRO0FBQzNCLElBQU0sVUFBVSxDQUFDLFNBQWlCLGFBQWEsTUFBTSxRQUFRO0FBRTdELElBQU0sU0FBUyxHQUFHLE9BQU87QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQVN6QixXQUFXLEVBQUUsTUFBTSxNQUFBQyxNQUFLLEtBQUssT0FBTztBQUNsQyxPQUFLLG1GQUFtRixJQUFJLEtBQUssWUFBWTtBQUMzRyxVQUFNLFNBQVNDLE1BQUssU0FBUyxTQUFTO0FBQ3RDLElBQUFDLGVBQWMsUUFBUSxNQUFNO0FBQzVCLFVBQU0sU0FBUyxDQUFDLEtBQUssR0FBRyxFQUFFLElBQUksQ0FBQyxTQUFTRCxNQUFLLFNBQVMsR0FBRyxJQUFJLElBQUksSUFBSSxFQUFFLENBQUM7QUFDeEUsZUFBVyxTQUFTLE9BQVEsV0FBVSxLQUFLO0FBQzNDLFVBQU0sQ0FBQyxNQUFNLEtBQUssSUFBSTtBQUN0QixJQUFBRSxXQUFVSCxPQUFNLENBQUMsWUFBWSxRQUFRLE1BQU1DLE1BQUssTUFBTSxLQUFLLENBQUMsR0FBRyxFQUFFLEtBQUssS0FBSyxDQUFDO0FBQzVFLFVBQU0sSUFBSSxRQUFRLENBQUMsWUFBWSxXQUFXLFNBQVMsSUFBSSxDQUFDO0FBQ3hELFVBQU0sTUFBTSxFQUFFLE1BQU0sZ0JBQWdCLElBQUksY0FBYyxNQUFNLGVBQWUsTUFBTSxJQUFJLE9BQU8sS0FBTSxFQUFFO0FBQ3BHLElBQUFFLFdBQVUsV0FBVyxDQUFDLE1BQU1ILE9BQU0sWUFBWSxjQUFjLE1BQU0sS0FBSyxHQUFHLEVBQUUsS0FBSyxPQUFPLElBQUksQ0FBQztBQUM3RixJQUFBRyxXQUFVLFdBQVcsQ0FBQyxNQUFNLHdCQUF3QkgsS0FBSSxhQUFhLE1BQU0sV0FBVyxHQUFHLEVBQUUsS0FBSyxNQUFNLENBQUM7QUFDdkcsVUFBTSxNQUFNLFFBQVFDLE1BQUssTUFBTSxLQUFLLENBQUM7QUFDckMsSUFBTyxVQUFHLFFBQVEsUUFBUUEsTUFBSyxPQUFPLEtBQUssQ0FBQyxDQUFDO0FBQzdDLElBQU8sVUFBRyxRQUFRLFFBQVFBLE1BQUssT0FBTyxPQUFPLENBQUMsQ0FBQztBQUMvQyxVQUFNLE9BQU8sS0FBSyxVQUFVLE1BQU0sS0FBSyxFQUFFLFFBQVEsSUFBSSxHQUFHLENBQUMsR0FBRyxNQUFNLE1BQU0sQ0FBQyxFQUFFLENBQUM7QUFDNUUsSUFBTyxVQUFHLElBQUlBLE1BQUssT0FBTyxLQUFLLENBQUMsRUFBRSxRQUFRLGVBQWUsTUFBTSxPQUFPLEdBQUcsSUFBSSxLQUFLLE1BQU07QUFBQSxDQUFTO0FBQUEsRUFDbkcsQ0FBQztBQUNIO0FBRUEsS0FBSyxxRUFBcUUsTUFBTTtBQUM5RSxRQUFNLFFBQVEsT0FBTyxnQkFBZ0IsTUFBTTtBQUMzQyxRQUFNLFNBQVNBLE1BQUssU0FBUyxRQUFRO0FBQ3JDLEVBQU8sVUFBRyxJQUFJLE9BQU8sQ0FBQyxZQUFZQSxNQUFLLFNBQVMsaUJBQWlCLEdBQUcsTUFBTSxNQUFNLENBQUMsRUFBRSxRQUFRLENBQUM7QUFDNUYsRUFBTyxVQUFHLFFBQVEsS0FBSyxNQUFNLFFBQVEsTUFBTSxDQUFDO0FBQzVDLEVBQU8sVUFBRyxTQUFTLE1BQU0sRUFBRSxPQUFPLE1BQVEsR0FBSztBQUMvQyxFQUFPLFdBQUksWUFBWSxPQUFPLEVBQUUsS0FBSyxDQUFDLFNBQVMsS0FBSyxTQUFTLE9BQU8sQ0FBQyxDQUFDO0FBQ3hFLENBQUM7QUFFRCxLQUFLLDZEQUE2RCxNQUFNO0FBQ3RFLFFBQU0sVUFBVTtBQUFBLElBQ2Q7QUFBQSxJQUNBLEdBQUcsT0FBTztBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQSxFQU1aO0FBQ0EsUUFBTSxPQUFPLFFBQVEsT0FBTztBQUM1QixFQUFPLFVBQUcsS0FBSyxTQUFTLE1BQU0sQ0FBQztBQUMvQixFQUFPLFdBQUksS0FBSyxTQUFTLFFBQVEsQ0FBQztBQUNsQyxFQUFPLFdBQUksS0FBSyxTQUFTLElBQUksT0FBTyxHQUFHLENBQUMsQ0FBQztBQUN6QyxFQUFPLFVBQUcsSUFBSSxPQUFPLEVBQUUsUUFBUSxRQUFRO0FBQ3pDLENBQUM7QUFFRCxLQUFLLGdEQUFnRCxNQUFNO0FBQ3pELFFBQU0sVUFBVTtBQUFBLElBQ2Q7QUFBQSxJQUNBLEdBQUcsT0FBTztBQUFBLEVBQ1o7QUFDQSxFQUFPLFVBQUcsSUFBSSxTQUFTLENBQUMsR0FBRyxHQUFHLEVBQUUsS0FBSyxFQUFFLEdBQUcsSUFBSSxFQUFFLENBQUMsRUFBRSxRQUFRLFFBQVEsT0FBTztBQUFBLENBQVU7QUFDdEYsQ0FBQztBQUVELEtBQUssbUVBQW1FLE1BQU07QUFDNUUsUUFBTSxVQUFVLE9BQU8sVUFBVSxHQUFHLE9BQU8sK0NBQStDO0FBQzFGLFFBQU1HLFdBQVUsTUFBTSxLQUFLLEVBQUUsUUFBUSxHQUFHLEdBQUcsTUFBTSxPQUFPLElBQUksT0FBTyxFQUFFLE1BQU0sQ0FBQztBQUM1RSxFQUFPLFVBQUcsSUFBSSxJQUFJQSxRQUFPLEVBQUUsTUFBTSxFQUFFO0FBQ25DLEVBQU8sVUFBR0EsU0FBUSxNQUFNLENBQUMsTUFBTSxLQUFLLEtBQUssSUFBSSxDQUFDLENBQUM7QUFDakQsQ0FBQztBQUVELEtBQUssdUNBQXVDLE1BQU07QUFDaEQsUUFBTSxVQUFVLE9BQU8sWUFBWSxNQUFNO0FBQ3pDLFFBQU0sVUFBVUQsV0FBVSxTQUFTLENBQUMsT0FBTyxDQUFDLEVBQUUsV0FBVyxJQUFJLElBQUksT0FBTyxJQUFJO0FBQzVFLEVBQU8sVUFBRyxTQUFTLFFBQVEsR0FBRztBQUM5QixFQUFPO0FBQUEsSUFDTCxTQUFTO0FBQUEsSUFDVDtBQUFBLEVBQ0Y7QUFDRixDQUFDO0FBRUQsS0FBSyx1Q0FBdUMsTUFBTTtBQUNoRCxRQUFNLFVBQVUsT0FBTyxPQUFPLE1BQU07QUFDcEMsZUFBYSxTQUFTLFNBQVMsSUFBSSxFQUFFLElBQUk7QUFDekMsUUFBTSxVQUFVLElBQUksT0FBTztBQUMzQixFQUFPLFVBQUcsUUFBUSxRQUFRLEdBQUc7QUFDN0IsRUFBTyxhQUFNLFFBQVEsUUFBUSxpQkFBaUI7QUFDaEQsQ0FBQztBQUVELEtBQUsscUNBQXFDLE1BQU07QUFDOUMsUUFBTSxVQUFVLE9BQU8sU0FBUyxNQUFNO0FBQ3RDLFFBQU0sUUFBUSxRQUFRLE9BQU87QUFFN0IsUUFBTSxLQUFLLE1BQU0sWUFBWSxXQUFnQjtBQUM3QyxFQUFPLFVBQUcsS0FBSyxLQUFLLEtBQUssVUFBWSxDQUFDO0FBQ3RDLFFBQU0sUUFBUSxPQUFPLGFBQWEsTUFBTSxXQUFXLEtBQUssQ0FBQyxJQUFJLENBQUM7QUFDOUQsRUFBQUQsZUFBYyxTQUFTLE1BQU0sTUFBTSxHQUFHLEtBQUssQ0FBQyxJQUFJLFFBQVEsTUFBTSxNQUFNLEtBQUssQ0FBQyxHQUFHLFFBQVE7QUFDckYsUUFBTSxVQUFVLElBQUksT0FBTztBQUMzQixFQUFPLFVBQUcsUUFBUSxRQUFRLEdBQUc7QUFDN0IsRUFBTyxVQUFHLFFBQVEsUUFBUSx3RUFBd0U7QUFDcEcsQ0FBQztBQUVELElBQU0sVUFBc0M7QUFBQSxFQUMxQyxDQUFDLHlCQUF5QixLQUFLLDZCQUE2QjtBQUFBLEVBQzVELENBQUMsd0JBQXdCLHFDQUFxQyx3Q0FBd0M7QUFBQSxFQUN0RyxDQUFDLGdDQUFnQyxhQUFhLGFBQWE7QUFBQSxFQUMzRDtBQUFBLElBQ0U7QUFBQSxJQUNBO0FBQUEsSUFDQTtBQUFBLEVBQ0Y7QUFBQSxFQUNBO0FBQUEsSUFDRTtBQUFBLElBQ0E7QUFBQSxJQUNBO0FBQUEsRUFDRjtBQUFBLEVBQ0EsQ0FBQyw2Q0FBNkMseUNBQXlDLGlCQUFpQjtBQUFBLEVBQ3hHLENBQUMseUNBQXlDLDJDQUEyQyxpQkFBaUI7QUFBQSxFQUN0RztBQUFBLElBQ0U7QUFBQSxJQUNBO0FBQUEsSUFDQTtBQUFBLEVBQ0Y7QUFBQSxFQUNBLENBQUMsZ0NBQWdDLHVDQUF1QyxlQUFlO0FBQ3pGO0FBQ0EsV0FBVyxDQUFDLE1BQU0sTUFBTSxRQUFRLEtBQUssU0FBUztBQUM1QyxPQUFLLEdBQUcsSUFBSSxvQ0FBb0MsTUFBTTtBQUNwRCxVQUFNLFNBQVNELE1BQUssU0FBUyxZQUFZO0FBQ3pDLElBQUFDLGVBQWMsUUFBUSxJQUFJO0FBQzFCLFVBQU0sVUFBVSxJQUFJLE1BQU0sQ0FBQyxZQUFZLFFBQVEsTUFBTUQsTUFBSyxTQUFTLFNBQVMsQ0FBQyxDQUFDO0FBQzlFLElBQU8sVUFBRyxRQUFRLFFBQVEsR0FBRztBQUM3QixJQUFPLGFBQU0sUUFBUSxRQUFRLFFBQVE7QUFDckMsSUFBTyxXQUFJLFlBQVksT0FBTyxFQUFFLEtBQUssQ0FBQyxTQUFTLFNBQVMsYUFBYSxLQUFLLFNBQVMsT0FBTyxDQUFDLENBQUM7QUFBQSxFQUM5RixDQUFDO0FBQ0g7QUFFQSxLQUFLLHVEQUF1RCxNQUFNO0FBQ2hFLFFBQU0sVUFBVSxPQUFPLFFBQVEsTUFBTTtBQUNyQyxRQUFNLFNBQVMsUUFBUSxPQUFPO0FBQzlCLFFBQU0sVUFBVSxJQUFJLFdBQVc7QUFBQSxJQUM3QjtBQUFBLElBQ0EsbUNBQW1DLElBQUksYUFBYSxPQUFPLGVBQWUsT0FBTztBQUFBLEVBQ25GLENBQUM7QUFDRCxFQUFPLFVBQUcsUUFBUSxRQUFRLEdBQUc7QUFDN0IsRUFBTyxhQUFNLFFBQVEsUUFBUSxjQUFjO0FBQzNDLEVBQU8sVUFBRyxXQUFXLFFBQVEsT0FBTyxDQUFDO0FBQ3JDLEVBQU8sV0FBSSxZQUFZLE9BQU8sRUFBRSxLQUFLLENBQUMsU0FBUyxLQUFLLFNBQVMsT0FBTyxDQUFDLENBQUM7QUFDdEUsRUFBTztBQUFBLElBQ0wsSUFBSSxNQUFNLENBQUMsWUFBWSxtQkFBbUIsTUFBTSxPQUFPLENBQUMsRUFBRTtBQUFBLElBQzFEO0FBQUEsRUFDRjtBQUNBLEVBQU87QUFBQSxJQUNMLElBQUksTUFBTSxDQUFDLFlBQVlBLE1BQUssU0FBUyxTQUFTLEdBQUcsTUFBTSxnQkFBZ0IsQ0FBQyxFQUFFO0FBQUEsSUFDMUU7QUFBQSxFQUNGO0FBQ0YsQ0FBQztBQUVELEtBQUssdUNBQXVDLE1BQU07QUFDaEQsUUFBTSxVQUFVLE9BQU8sUUFBUSxNQUFNO0FBQ3JDLGVBQWEsU0FBU0EsTUFBSyxTQUFTLGFBQWEsQ0FBQztBQUNsRCxFQUFPO0FBQUEsSUFDTCxJQUFJQSxNQUFLLFNBQVMsYUFBYSxHQUFHO0FBQUEsTUFDaEM7QUFBQSxNQUNBQSxNQUFLLFNBQVMsU0FBUztBQUFBLE1BQ3ZCO0FBQUEsTUFDQUEsTUFBSyxTQUFTLGFBQWE7QUFBQSxJQUM3QixDQUFDLEVBQUU7QUFBQSxJQUNIO0FBQUEsRUFDRjtBQUNBLEVBQU8sVUFBRyxJQUFJQSxNQUFLLFNBQVMsYUFBYSxDQUFDLEVBQUUsUUFBUSxDQUFDO0FBQ3ZELENBQUM7QUFFRCxLQUFLLElBQUk7IiwKICAibmFtZXMiOiBbInNwYXduU3luYyIsICJ3cml0ZUZpbGVTeW5jIiwgImpvaW4iLCAic291cmNlIiwgInJ1biIsICJob3N0IiwgImpvaW4iLCAid3JpdGVGaWxlU3luYyIsICJzcGF3blN5bmMiLCAibnVtYmVycyJdCn0K
