// test/native/contract.test.ts
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

// test/native/contract.test.ts
var test = suite("contract");
var promises = [
  ["host.version", "0.16.2"],
  ["host.syscall(NR.getpid) > 0", "true"],
  ["host.syscall(NR.write, -1, 'x', 1)", "-9"],
  ["host.syscall(9999)", "-38"],
  ["host.syscall()", "TypeError: syscall: want a number and at most six arguments"],
  ["host.syscall(1, 2, 3, 4, 5, 6, 7, 8)", "TypeError: syscall: want a number and at most six arguments"],
  ["host.syscall('1')", "TypeError: syscall: the number of the call must be an integer"],
  ["host.syscall(1.5)", "TypeError: syscall: the number of the call must be an integer"],
  [
    "host.syscall(NR.write, 1, true)",
    "TypeError: syscall: argument 2 must be a number, bigint, string, buffer, view or null"
  ],
  [
    "host.syscall(NR.write, {})",
    "TypeError: syscall: argument 1 must be a number, bigint, string, buffer, view or null"
  ],
  [
    "host.syscall(NR.write, Symbol('s'))",
    "TypeError: syscall: argument 1 must be a number, bigint, string, buffer, view or null"
  ],
  [
    "host.syscall(NR.write, 0.5)",
    "TypeError: syscall: argument 1 is no integer that a number holds exactly: use a bigint"
  ],
  [
    "host.syscall(NR.write, 2 ** 53 + 2)",
    "TypeError: syscall: argument 1 is no integer that a number holds exactly: use a bigint"
  ],
  [
    "host.syscall(NR.write, NaN)",
    "TypeError: syscall: argument 1 is no integer that a number holds exactly: use a bigint"
  ],
  [
    "host.syscall(NR.write, -Infinity)",
    "TypeError: syscall: argument 1 is no integer that a number holds exactly: use a bigint"
  ],
  [
    "host.syscall(NR.openat, AT_FDCWD, 'a\\0b', 0, 0)",
    "TypeError: a string for the kernel cannot hold U+0000 (at index 1)"
  ],
  [
    "host.syscall(NR.openat, AT_FDCWD, '\xE9\\ud800', 0, 0)",
    "TypeError: a string for the kernel cannot hold U+D800 (at index 1)"
  ],
  ["pipe((fd) => host.syscall(NR.write, fd, 'h\\u00e9\\u20ac\\udcff', 7))", "104,195,169,226,130,172,255"],
  ["pipe((fd) => host.syscall(NR.write, fd, 'ab', 3))", "97,98,0"],
  ["pipe((fd) => host.syscall(NR.write, fd, Uint8Array.of(1, 2, 3, 4).subarray(1), 2))", "2,3"],
  ["pipe((fd) => host.syscall(NR.write, fd, new DataView(Uint8Array.of(1, 2, 3, 4).buffer, 2), 2))", "3,4"],
  ["pipe((fd) => host.syscall(NR.write, fd, Uint16Array.of(1, 513).subarray(1), 2n))", "1,2"],
  ["pipe((fd) => host.syscall(NR.write, fd, Uint8Array.of(7, 8).buffer, 2))", "7,8"],
  ["pipe((fd) => host.syscall(NR.write, BigInt(fd), Uint8Array.of(7), 1n))", "7"],
  [
    "pipe((fd) => host.syscall(NR.write, fd, host.address(Uint8Array.of(5, 6).subarray(1)), 0) || host.syscall(NR.write, fd, 'x', 1))",
    "120"
  ],
  [
    "pipe((fd) => host.syscall(NR.write, fd, 'x'.repeat(20000) + '\xE9' + 'y'.repeat(20000), 40003)).split(',').length",
    "40003"
  ],
  [
    "pipe((fd) => { let rope = ''; for (let i = 0; i < 3000; i++) rope += 'part' + i; host.syscall(NR.write, fd, rope, 8); })",
    "112,97,114,116,48,112,97,114"
  ],
  ["host.syscall(NR.openat, AT_FDCWD, null, 0, 0)", "-14"],
  ["host.syscall(NR.openat, AT_FDCWD, undefined, 0, 0)", "-14"],
  ["host.syscall(NR.openat, -(2 ** 53), '/', 0, 0) >= 0", "true"],
  ["host.syscall(NR.mmap, 0, 2n ** 63n, 0, 0x22, -1, 0)", "-12"],
  ["host.syscall(NR.mmap, 0, 2n ** 64n + 4096n, 0, 0x22, -1, 0) > 2 ** 32", "true"],
  [
    "{ const b = new ArrayBuffer(8); b.transfer(); return host.syscall(NR.write, 1, b, 1); }",
    "TypeError: syscall: the buffer of argument 2 is detached"
  ],
  [
    "{ const v = new Uint8Array(8); v.buffer.transfer(); return host.address(v); }",
    "TypeError: address: the buffer is detached"
  ],
  ["{ const v = new Uint8Array(16); return host.address(v.subarray(3)) - host.address(v.buffer); }", "3"],
  ["host.address('x')", "TypeError: address: want a buffer or a view"],
  [
    "{ const v = Uint8Array.of(9, 8, 7); return new Uint8Array(host.peek(host.address(v) + 1, 2)).join(); }",
    "8,7"
  ],
  [
    "{ const v = Uint8Array.of(9, 8, 7); return new Uint8Array(host.peek(BigInt(host.address(v)), 1)).join(); }",
    "9"
  ],
  ["host.peek(16, 4)", "RangeError: peek: no 4 readable bytes at that address"],
  ["host.peek(16, -4)", "RangeError: peek: length -4"],
  ["host.peek('x', 4)", "TypeError: peek: want an address and a length"],
  ["host.encode('a\xE9').constructor.name + host.encode('a\xE9').join()", "Uint8Array97,195,169"],
  ["host.decode(Uint8Array.of(97, 255, 98).buffer, 1) === '\\udcffb'", "true"],
  ["host.decode(new DataView(Uint8Array.of(97, 98, 99).buffer, 1), 0, 1)", "b"],
  [
    "host.decode(Uint8Array.of(97), 0, { valueOf() { throw 1; } })",
    "TypeError: decode: end must be a number"
  ],
  ["host.decode(new Uint8Array(0))", ""],
  ["host.main(1)", "TypeError: main: want a function"],
  ["host.onUncaught()", "TypeError: onUncaught: want a function"],
  ["host.protect('runc')", "TypeError: protect: want an array of names"],
  ["host.protect(['runc', 1])", "TypeError: protect: want names, at most 512 bytes of them"],
  ["host.protect(['x'.repeat(600)])", "TypeError: protect: want names, at most 512 bytes of them"],
  ["host.gc('x')", "TypeError: gc: want a number of bytes, or -1 for never"],
  ["host.gc(-1) + typeof host.collect()", "undefinedundefined"],
  ["Object.keys(host.memory()).join()", "used,arena,limit"],
  ["host.memory().limit", "268435456"],
  ["host.argv().slice(1).join()", "one,two"],
  ["host.environ().filter((e) => e.startsWith('TZ')).join()", "TZ=Asia/Tokyo"],
  ["new Date(0).getTimezoneOffset() + ' ' + new Date(0)", "0 Thu Jan 01 1970 00:00:00 GMT+0000"],
  ["Date.now() > 1.7e12", "true"],
  [
    "typeof performance + typeof console + typeof setTimeout + typeof queueMicrotask",
    "undefinedundefinedundefinedfunction"
  ],
  [
    "[typeof WeakRef, typeof Proxy, typeof BigInt64Array, typeof Intl, typeof structuredClone].join()",
    "function,function,function,undefined,undefined"
  ],
  [
    "/(?<year>\\d{4})/u.exec('in 2024').groups.year + [3, 1, 2].toSorted() + Object.groupBy([1, 2], (x) => x % 2)[0]",
    "20241,2,32"
  ],
  ["new Error('x', { cause: 1 }).cause + ' ' + Error.stackTraceLimit", "1 10"],
  ["[1, 2, 3].map((n) => n * 2n)", "TypeError: cannot convert BigInt to number"]
];
var source = `${prelude}
const pipe = (f) => {
  const ends = new Int32Array(2), bytes = new Uint8Array(65536);
  host.syscall(NR.pipe2, ends, 0);
  f(ends[1]);
  const n = host.syscall(NR.read, ends[0], bytes, 65536);
  host.syscall(NR.close, ends[0]); host.syscall(NR.close, ends[1]);
  return bytes.subarray(0, n).join();
};
host.main(() => {
${promises.map(([expression]) => `print(describe(() => ${expression.startsWith("{ const") ? expression : `(${expression})`}));`).join("\n")}
print("frozen: " + host.frozen);
return 3;
});
`;
var script = join2(scratch, "contract.js");
writeFileSync2(script, source);
var env = { TZ: "Asia/Tokyo", ASAN_OPTIONS: "detect_leaks=0", UBSAN_OPTIONS: "print_stacktrace=1" };
var cold = builder.buildCold();
var asan = builder.buildCold({ sanitize: true });
var builds = [
  ...hosts.map(({ libc, host: host2 }) => [
    `frozen, ${libc}`,
    true,
    () => run(frozen(`contract-${libc}`, source, host2), ["one", "two"], { env })
  ]),
  ["as a script", false, () => run(host, ["--script", script, "one", "two"], { env })],
  ["cold", false, () => run(cold, ["--script", script, "one", "two"], { env })],
  ["cold, under ASan and UBSan", false, () => run(asan, ["--script", script, "one", "two"], { env })]
];
for (const [name, isFrozen, start] of builds) {
  test(`every promise is kept (${name})`, () => {
    const { status, stdout, stderr } = start();
    assert.is(stderr, "");
    const lines = stdout.slice(0, -1).split("\n");
    for (const [i, [expression, expected]] of promises.entries()) assert.is(lines[i], expected, expression);
    assert.equal(lines.slice(promises.length), [`frozen: ${isFrozen}`]);
    assert.is(status, 3);
  });
}
test("a script sees the frozen globals, its file as argv[0], and its own errors by name", () => {
  const program = frozen(
    "isobox-box",
    `${prelude}globalThis.shared = new Map([["k", 42]]); host.main(() => 9);`
  );
  const file = join2(scratch, "user.js");
  writeFileSync2(file, `__host__.main((argv) => { print(JSON.stringify([shared.get("k"), ...argv])); });
`);
  assert.is(run(program, ["--script", file, "a"]).stdout, `[42,${JSON.stringify(file)},"a"]
`);
  assert.is(run(program).status, 9);
  writeFileSync2(file, "\n  throw new Error('mine');\n");
  const thrown = run(program, ["--script", file]);
  assert.is(thrown.status, 125);
  assert.ok(thrown.stderr.startsWith("Error: mine\n"));
  assert.ok(thrown.stderr.includes(`${file}:2:`), thrown.stderr);
  writeFileSync2(file, "print('no entry');\n");
  assert.equal(run(program, ["--script", file]), {
    status: 0,
    signal: null,
    stdout: "no entry\n",
    stderr: ""
  });
  writeFileSync2(file, "Promise.reject(new Error('lost'));\n");
  assert.is(run(program, ["--script", file]).status, 125);
  assert.match(run(program, ["--script", "/nonexistent"]).stderr, /cannot read \/nonexistent: ENOENT/);
  assert.is(run(program, ["--script"]).status, 125);
});
test("under any other name --script and --freeze belong to the program", () => {
  const program = frozen("tool", `${prelude}host.main((argv) => print(argv.slice(1).join(" ")));`);
  assert.is(run(program, ["--script", "x"]).stdout, "--script x\n");
  assert.is(run(program, ["--freeze", "x", "-o", "y"]).stdout, "--freeze x -o y\n");
});
test("local time never opens the image's time zone", () => {
  const program = frozen(
    "local",
    `${prelude}host.main(() => print(new Date(0).toLocaleString() + new Date(2024, 6, 1)));`
  );
  const traced = run("strace", ["-f", "-e", "trace=open,openat", program], { env: { TZ: "Asia/Tokyo" } });
  assert.not(/localtime|zoneinfo/.test(traced.stderr));
  assert.match(traced.stdout, /Mon Jul 01 2024 00:00:00 GMT\+0000/);
});
test("a cold host does not freeze", () => {
  const outcome = run(cold, ["--freeze", script, "-o", join2(scratch, "never")]);
  assert.is(outcome.status, 125);
  assert.match(outcome.stderr, /needs the static host/);
});
for (const seed of [1, Date.now() % 1e6]) {
  test(`the fuzz target finds nothing under ASan and UBSan (seed ${seed})`, () => {
    const rounds = process.env["ISOBOX_TEST_LONG"] ? 2e5 : 4e3;
    const outcome = run(builder.buildFuzz(), [String(rounds), String(seed)]);
    assert.is(outcome.stderr, "");
    assert.is(outcome.stdout, `fuzz: ${rounds} rounds from seed ${seed}: no difference
`);
  });
}
test.run();
//# sourceMappingURL=data:application/json;base64,ewogICJ2ZXJzaW9uIjogMywKICAic291cmNlcyI6IFsiLi4vbmF0aXZlL2NvbnRyYWN0LnRlc3QudHMiLCAiLi4vbmF0aXZlL3Rvb2xzLnRzIl0sCiAgInNvdXJjZXNDb250ZW50IjogWyIvLyBXaGF0IF9faG9zdF9fIHByb21pc2VzIHRvIFR5cGVTY3JpcHQsIG9uIGV2ZXJ5IGJ1aWxkOiBmcm96ZW4gKG11c2wsIGdsaWJjKSwgYXMgYSBzY3JpcHQsIGNvbGQsXG4vLyBhbmQgY29sZCB1bmRlciBBU2FuIGFuZCBVQlNhbi4gQWxsIG11c3QgcHJpbnQgdGhlIHNhbWUuXG5pbXBvcnQgeyB3cml0ZUZpbGVTeW5jIH0gZnJvbSBcIm5vZGU6ZnNcIjtcbmltcG9ydCB7IGpvaW4gfSBmcm9tIFwibm9kZTpwYXRoXCI7XG5pbXBvcnQgeyBzdWl0ZSB9IGZyb20gXCJ1dnVcIjtcbmltcG9ydCAqIGFzIGFzc2VydCBmcm9tIFwidXZ1L2Fzc2VydFwiO1xuaW1wb3J0IHsgYnVpbGRlciwgZnJvemVuLCBob3N0LCBob3N0cywgdHlwZSBPdXRjb21lLCBwcmVsdWRlLCBydW4sIHNjcmF0Y2ggfSBmcm9tIFwiLi90b29scy50c1wiO1xuXG5jb25zdCB0ZXN0ID0gc3VpdGUoXCJjb250cmFjdFwiKTtcblxuLy8gW2FuIGV4cHJlc3Npb24sIHdoYXQgaXQgcHJpbnRzXTsgcGlwZShmKSBnaXZlcyBmIGEgcGlwZSBhbmQgcHJpbnRzIHdoYXQgZiB3cm90ZSB0byBpdC5cbmNvbnN0IHByb21pc2VzOiBbc3RyaW5nLCBzdHJpbmddW10gPSBbXG4gIFtcImhvc3QudmVyc2lvblwiLCBcIjAuMTYuMlwiXSxcbiAgW1wiaG9zdC5zeXNjYWxsKE5SLmdldHBpZCkgPiAwXCIsIFwidHJ1ZVwiXSxcbiAgW1wiaG9zdC5zeXNjYWxsKE5SLndyaXRlLCAtMSwgJ3gnLCAxKVwiLCBcIi05XCJdLFxuICBbXCJob3N0LnN5c2NhbGwoOTk5OSlcIiwgXCItMzhcIl0sXG4gIFtcImhvc3Quc3lzY2FsbCgpXCIsIFwiVHlwZUVycm9yOiBzeXNjYWxsOiB3YW50IGEgbnVtYmVyIGFuZCBhdCBtb3N0IHNpeCBhcmd1bWVudHNcIl0sXG4gIFtcImhvc3Quc3lzY2FsbCgxLCAyLCAzLCA0LCA1LCA2LCA3LCA4KVwiLCBcIlR5cGVFcnJvcjogc3lzY2FsbDogd2FudCBhIG51bWJlciBhbmQgYXQgbW9zdCBzaXggYXJndW1lbnRzXCJdLFxuICBbXCJob3N0LnN5c2NhbGwoJzEnKVwiLCBcIlR5cGVFcnJvcjogc3lzY2FsbDogdGhlIG51bWJlciBvZiB0aGUgY2FsbCBtdXN0IGJlIGFuIGludGVnZXJcIl0sXG4gIFtcImhvc3Quc3lzY2FsbCgxLjUpXCIsIFwiVHlwZUVycm9yOiBzeXNjYWxsOiB0aGUgbnVtYmVyIG9mIHRoZSBjYWxsIG11c3QgYmUgYW4gaW50ZWdlclwiXSxcbiAgW1xuICAgIFwiaG9zdC5zeXNjYWxsKE5SLndyaXRlLCAxLCB0cnVlKVwiLFxuICAgIFwiVHlwZUVycm9yOiBzeXNjYWxsOiBhcmd1bWVudCAyIG11c3QgYmUgYSBudW1iZXIsIGJpZ2ludCwgc3RyaW5nLCBidWZmZXIsIHZpZXcgb3IgbnVsbFwiLFxuICBdLFxuICBbXG4gICAgXCJob3N0LnN5c2NhbGwoTlIud3JpdGUsIHt9KVwiLFxuICAgIFwiVHlwZUVycm9yOiBzeXNjYWxsOiBhcmd1bWVudCAxIG11c3QgYmUgYSBudW1iZXIsIGJpZ2ludCwgc3RyaW5nLCBidWZmZXIsIHZpZXcgb3IgbnVsbFwiLFxuICBdLFxuICBbXG4gICAgXCJob3N0LnN5c2NhbGwoTlIud3JpdGUsIFN5bWJvbCgncycpKVwiLFxuICAgIFwiVHlwZUVycm9yOiBzeXNjYWxsOiBhcmd1bWVudCAxIG11c3QgYmUgYSBudW1iZXIsIGJpZ2ludCwgc3RyaW5nLCBidWZmZXIsIHZpZXcgb3IgbnVsbFwiLFxuICBdLFxuICBbXG4gICAgXCJob3N0LnN5c2NhbGwoTlIud3JpdGUsIDAuNSlcIixcbiAgICBcIlR5cGVFcnJvcjogc3lzY2FsbDogYXJndW1lbnQgMSBpcyBubyBpbnRlZ2VyIHRoYXQgYSBudW1iZXIgaG9sZHMgZXhhY3RseTogdXNlIGEgYmlnaW50XCIsXG4gIF0sXG4gIFtcbiAgICBcImhvc3Quc3lzY2FsbChOUi53cml0ZSwgMiAqKiA1MyArIDIpXCIsXG4gICAgXCJUeXBlRXJyb3I6IHN5c2NhbGw6IGFyZ3VtZW50IDEgaXMgbm8gaW50ZWdlciB0aGF0IGEgbnVtYmVyIGhvbGRzIGV4YWN0bHk6IHVzZSBhIGJpZ2ludFwiLFxuICBdLFxuICBbXG4gICAgXCJob3N0LnN5c2NhbGwoTlIud3JpdGUsIE5hTilcIixcbiAgICBcIlR5cGVFcnJvcjogc3lzY2FsbDogYXJndW1lbnQgMSBpcyBubyBpbnRlZ2VyIHRoYXQgYSBudW1iZXIgaG9sZHMgZXhhY3RseTogdXNlIGEgYmlnaW50XCIsXG4gIF0sXG4gIFtcbiAgICBcImhvc3Quc3lzY2FsbChOUi53cml0ZSwgLUluZmluaXR5KVwiLFxuICAgIFwiVHlwZUVycm9yOiBzeXNjYWxsOiBhcmd1bWVudCAxIGlzIG5vIGludGVnZXIgdGhhdCBhIG51bWJlciBob2xkcyBleGFjdGx5OiB1c2UgYSBiaWdpbnRcIixcbiAgXSxcbiAgW1xuICAgIFwiaG9zdC5zeXNjYWxsKE5SLm9wZW5hdCwgQVRfRkRDV0QsICdhXFxcXDBiJywgMCwgMClcIixcbiAgICBcIlR5cGVFcnJvcjogYSBzdHJpbmcgZm9yIHRoZSBrZXJuZWwgY2Fubm90IGhvbGQgVSswMDAwIChhdCBpbmRleCAxKVwiLFxuICBdLFxuICBbXG4gICAgXCJob3N0LnN5c2NhbGwoTlIub3BlbmF0LCBBVF9GRENXRCwgJ1x1MDBFOVxcXFx1ZDgwMCcsIDAsIDApXCIsXG4gICAgXCJUeXBlRXJyb3I6IGEgc3RyaW5nIGZvciB0aGUga2VybmVsIGNhbm5vdCBob2xkIFUrRDgwMCAoYXQgaW5kZXggMSlcIixcbiAgXSxcbiAgW1wicGlwZSgoZmQpID0+IGhvc3Quc3lzY2FsbChOUi53cml0ZSwgZmQsICdoXFxcXHUwMGU5XFxcXHUyMGFjXFxcXHVkY2ZmJywgNykpXCIsIFwiMTA0LDE5NSwxNjksMjI2LDEzMCwxNzIsMjU1XCJdLFxuICBbXCJwaXBlKChmZCkgPT4gaG9zdC5zeXNjYWxsKE5SLndyaXRlLCBmZCwgJ2FiJywgMykpXCIsIFwiOTcsOTgsMFwiXSxcbiAgW1wicGlwZSgoZmQpID0+IGhvc3Quc3lzY2FsbChOUi53cml0ZSwgZmQsIFVpbnQ4QXJyYXkub2YoMSwgMiwgMywgNCkuc3ViYXJyYXkoMSksIDIpKVwiLCBcIjIsM1wiXSxcbiAgW1wicGlwZSgoZmQpID0+IGhvc3Quc3lzY2FsbChOUi53cml0ZSwgZmQsIG5ldyBEYXRhVmlldyhVaW50OEFycmF5Lm9mKDEsIDIsIDMsIDQpLmJ1ZmZlciwgMiksIDIpKVwiLCBcIjMsNFwiXSxcbiAgW1wicGlwZSgoZmQpID0+IGhvc3Quc3lzY2FsbChOUi53cml0ZSwgZmQsIFVpbnQxNkFycmF5Lm9mKDEsIDUxMykuc3ViYXJyYXkoMSksIDJuKSlcIiwgXCIxLDJcIl0sXG4gIFtcInBpcGUoKGZkKSA9PiBob3N0LnN5c2NhbGwoTlIud3JpdGUsIGZkLCBVaW50OEFycmF5Lm9mKDcsIDgpLmJ1ZmZlciwgMikpXCIsIFwiNyw4XCJdLFxuICBbXCJwaXBlKChmZCkgPT4gaG9zdC5zeXNjYWxsKE5SLndyaXRlLCBCaWdJbnQoZmQpLCBVaW50OEFycmF5Lm9mKDcpLCAxbikpXCIsIFwiN1wiXSxcbiAgW1xuICAgIFwicGlwZSgoZmQpID0+IGhvc3Quc3lzY2FsbChOUi53cml0ZSwgZmQsIGhvc3QuYWRkcmVzcyhVaW50OEFycmF5Lm9mKDUsIDYpLnN1YmFycmF5KDEpKSwgMCkgfHwgaG9zdC5zeXNjYWxsKE5SLndyaXRlLCBmZCwgJ3gnLCAxKSlcIixcbiAgICBcIjEyMFwiLFxuICBdLFxuICBbXG4gICAgXCJwaXBlKChmZCkgPT4gaG9zdC5zeXNjYWxsKE5SLndyaXRlLCBmZCwgJ3gnLnJlcGVhdCgyMDAwMCkgKyAnXHUwMEU5JyArICd5Jy5yZXBlYXQoMjAwMDApLCA0MDAwMykpLnNwbGl0KCcsJykubGVuZ3RoXCIsXG4gICAgXCI0MDAwM1wiLFxuICBdLFxuICBbXG4gICAgXCJwaXBlKChmZCkgPT4geyBsZXQgcm9wZSA9ICcnOyBmb3IgKGxldCBpID0gMDsgaSA8IDMwMDA7IGkrKykgcm9wZSArPSAncGFydCcgKyBpOyBob3N0LnN5c2NhbGwoTlIud3JpdGUsIGZkLCByb3BlLCA4KTsgfSlcIixcbiAgICBcIjExMiw5NywxMTQsMTE2LDQ4LDExMiw5NywxMTRcIixcbiAgXSxcbiAgW1wiaG9zdC5zeXNjYWxsKE5SLm9wZW5hdCwgQVRfRkRDV0QsIG51bGwsIDAsIDApXCIsIFwiLTE0XCJdLFxuICBbXCJob3N0LnN5c2NhbGwoTlIub3BlbmF0LCBBVF9GRENXRCwgdW5kZWZpbmVkLCAwLCAwKVwiLCBcIi0xNFwiXSxcbiAgW1wiaG9zdC5zeXNjYWxsKE5SLm9wZW5hdCwgLSgyICoqIDUzKSwgJy8nLCAwLCAwKSA+PSAwXCIsIFwidHJ1ZVwiXSxcbiAgW1wiaG9zdC5zeXNjYWxsKE5SLm1tYXAsIDAsIDJuICoqIDYzbiwgMCwgMHgyMiwgLTEsIDApXCIsIFwiLTEyXCJdLFxuICBbXCJob3N0LnN5c2NhbGwoTlIubW1hcCwgMCwgMm4gKiogNjRuICsgNDA5Nm4sIDAsIDB4MjIsIC0xLCAwKSA+IDIgKiogMzJcIiwgXCJ0cnVlXCJdLFxuICBbXG4gICAgXCJ7IGNvbnN0IGIgPSBuZXcgQXJyYXlCdWZmZXIoOCk7IGIudHJhbnNmZXIoKTsgcmV0dXJuIGhvc3Quc3lzY2FsbChOUi53cml0ZSwgMSwgYiwgMSk7IH1cIixcbiAgICBcIlR5cGVFcnJvcjogc3lzY2FsbDogdGhlIGJ1ZmZlciBvZiBhcmd1bWVudCAyIGlzIGRldGFjaGVkXCIsXG4gIF0sXG4gIFtcbiAgICBcInsgY29uc3QgdiA9IG5ldyBVaW50OEFycmF5KDgpOyB2LmJ1ZmZlci50cmFuc2ZlcigpOyByZXR1cm4gaG9zdC5hZGRyZXNzKHYpOyB9XCIsXG4gICAgXCJUeXBlRXJyb3I6IGFkZHJlc3M6IHRoZSBidWZmZXIgaXMgZGV0YWNoZWRcIixcbiAgXSxcbiAgW1wieyBjb25zdCB2ID0gbmV3IFVpbnQ4QXJyYXkoMTYpOyByZXR1cm4gaG9zdC5hZGRyZXNzKHYuc3ViYXJyYXkoMykpIC0gaG9zdC5hZGRyZXNzKHYuYnVmZmVyKTsgfVwiLCBcIjNcIl0sXG4gIFtcImhvc3QuYWRkcmVzcygneCcpXCIsIFwiVHlwZUVycm9yOiBhZGRyZXNzOiB3YW50IGEgYnVmZmVyIG9yIGEgdmlld1wiXSxcbiAgW1xuICAgIFwieyBjb25zdCB2ID0gVWludDhBcnJheS5vZig5LCA4LCA3KTsgcmV0dXJuIG5ldyBVaW50OEFycmF5KGhvc3QucGVlayhob3N0LmFkZHJlc3ModikgKyAxLCAyKSkuam9pbigpOyB9XCIsXG4gICAgXCI4LDdcIixcbiAgXSxcbiAgW1xuICAgIFwieyBjb25zdCB2ID0gVWludDhBcnJheS5vZig5LCA4LCA3KTsgcmV0dXJuIG5ldyBVaW50OEFycmF5KGhvc3QucGVlayhCaWdJbnQoaG9zdC5hZGRyZXNzKHYpKSwgMSkpLmpvaW4oKTsgfVwiLFxuICAgIFwiOVwiLFxuICBdLFxuICBbXCJob3N0LnBlZWsoMTYsIDQpXCIsIFwiUmFuZ2VFcnJvcjogcGVlazogbm8gNCByZWFkYWJsZSBieXRlcyBhdCB0aGF0IGFkZHJlc3NcIl0sXG4gIFtcImhvc3QucGVlaygxNiwgLTQpXCIsIFwiUmFuZ2VFcnJvcjogcGVlazogbGVuZ3RoIC00XCJdLFxuICBbXCJob3N0LnBlZWsoJ3gnLCA0KVwiLCBcIlR5cGVFcnJvcjogcGVlazogd2FudCBhbiBhZGRyZXNzIGFuZCBhIGxlbmd0aFwiXSxcbiAgW1wiaG9zdC5lbmNvZGUoJ2FcdTAwRTknKS5jb25zdHJ1Y3Rvci5uYW1lICsgaG9zdC5lbmNvZGUoJ2FcdTAwRTknKS5qb2luKClcIiwgXCJVaW50OEFycmF5OTcsMTk1LDE2OVwiXSxcbiAgW1wiaG9zdC5kZWNvZGUoVWludDhBcnJheS5vZig5NywgMjU1LCA5OCkuYnVmZmVyLCAxKSA9PT0gJ1xcXFx1ZGNmZmInXCIsIFwidHJ1ZVwiXSxcbiAgW1wiaG9zdC5kZWNvZGUobmV3IERhdGFWaWV3KFVpbnQ4QXJyYXkub2YoOTcsIDk4LCA5OSkuYnVmZmVyLCAxKSwgMCwgMSlcIiwgXCJiXCJdLFxuICBbXG4gICAgXCJob3N0LmRlY29kZShVaW50OEFycmF5Lm9mKDk3KSwgMCwgeyB2YWx1ZU9mKCkgeyB0aHJvdyAxOyB9IH0pXCIsXG4gICAgXCJUeXBlRXJyb3I6IGRlY29kZTogZW5kIG11c3QgYmUgYSBudW1iZXJcIixcbiAgXSxcbiAgW1wiaG9zdC5kZWNvZGUobmV3IFVpbnQ4QXJyYXkoMCkpXCIsIFwiXCJdLFxuICBbXCJob3N0Lm1haW4oMSlcIiwgXCJUeXBlRXJyb3I6IG1haW46IHdhbnQgYSBmdW5jdGlvblwiXSxcbiAgW1wiaG9zdC5vblVuY2F1Z2h0KClcIiwgXCJUeXBlRXJyb3I6IG9uVW5jYXVnaHQ6IHdhbnQgYSBmdW5jdGlvblwiXSxcbiAgW1wiaG9zdC5wcm90ZWN0KCdydW5jJylcIiwgXCJUeXBlRXJyb3I6IHByb3RlY3Q6IHdhbnQgYW4gYXJyYXkgb2YgbmFtZXNcIl0sXG4gIFtcImhvc3QucHJvdGVjdChbJ3J1bmMnLCAxXSlcIiwgXCJUeXBlRXJyb3I6IHByb3RlY3Q6IHdhbnQgbmFtZXMsIGF0IG1vc3QgNTEyIGJ5dGVzIG9mIHRoZW1cIl0sXG4gIFtcImhvc3QucHJvdGVjdChbJ3gnLnJlcGVhdCg2MDApXSlcIiwgXCJUeXBlRXJyb3I6IHByb3RlY3Q6IHdhbnQgbmFtZXMsIGF0IG1vc3QgNTEyIGJ5dGVzIG9mIHRoZW1cIl0sXG4gIFtcImhvc3QuZ2MoJ3gnKVwiLCBcIlR5cGVFcnJvcjogZ2M6IHdhbnQgYSBudW1iZXIgb2YgYnl0ZXMsIG9yIC0xIGZvciBuZXZlclwiXSxcbiAgW1wiaG9zdC5nYygtMSkgKyB0eXBlb2YgaG9zdC5jb2xsZWN0KClcIiwgXCJ1bmRlZmluZWR1bmRlZmluZWRcIl0sXG4gIFtcIk9iamVjdC5rZXlzKGhvc3QubWVtb3J5KCkpLmpvaW4oKVwiLCBcInVzZWQsYXJlbmEsbGltaXRcIl0sXG4gIFtcImhvc3QubWVtb3J5KCkubGltaXRcIiwgXCIyNjg0MzU0NTZcIl0sXG4gIFtcImhvc3QuYXJndigpLnNsaWNlKDEpLmpvaW4oKVwiLCBcIm9uZSx0d29cIl0sXG4gIFtcImhvc3QuZW52aXJvbigpLmZpbHRlcigoZSkgPT4gZS5zdGFydHNXaXRoKCdUWicpKS5qb2luKClcIiwgXCJUWj1Bc2lhL1Rva3lvXCJdLFxuICBbXCJuZXcgRGF0ZSgwKS5nZXRUaW1lem9uZU9mZnNldCgpICsgJyAnICsgbmV3IERhdGUoMClcIiwgXCIwIFRodSBKYW4gMDEgMTk3MCAwMDowMDowMCBHTVQrMDAwMFwiXSxcbiAgW1wiRGF0ZS5ub3coKSA+IDEuN2UxMlwiLCBcInRydWVcIl0sXG4gIFtcbiAgICBcInR5cGVvZiBwZXJmb3JtYW5jZSArIHR5cGVvZiBjb25zb2xlICsgdHlwZW9mIHNldFRpbWVvdXQgKyB0eXBlb2YgcXVldWVNaWNyb3Rhc2tcIixcbiAgICBcInVuZGVmaW5lZHVuZGVmaW5lZHVuZGVmaW5lZGZ1bmN0aW9uXCIsXG4gIF0sXG4gIFtcbiAgICBcIlt0eXBlb2YgV2Vha1JlZiwgdHlwZW9mIFByb3h5LCB0eXBlb2YgQmlnSW50NjRBcnJheSwgdHlwZW9mIEludGwsIHR5cGVvZiBzdHJ1Y3R1cmVkQ2xvbmVdLmpvaW4oKVwiLFxuICAgIFwiZnVuY3Rpb24sZnVuY3Rpb24sZnVuY3Rpb24sdW5kZWZpbmVkLHVuZGVmaW5lZFwiLFxuICBdLFxuICBbXG4gICAgXCIvKD88eWVhcj5cXFxcZHs0fSkvdS5leGVjKCdpbiAyMDI0JykuZ3JvdXBzLnllYXIgKyBbMywgMSwgMl0udG9Tb3J0ZWQoKSArIE9iamVjdC5ncm91cEJ5KFsxLCAyXSwgKHgpID0+IHggJSAyKVswXVwiLFxuICAgIFwiMjAyNDEsMiwzMlwiLFxuICBdLFxuICBbXCJuZXcgRXJyb3IoJ3gnLCB7IGNhdXNlOiAxIH0pLmNhdXNlICsgJyAnICsgRXJyb3Iuc3RhY2tUcmFjZUxpbWl0XCIsIFwiMSAxMFwiXSxcbiAgW1wiWzEsIDIsIDNdLm1hcCgobikgPT4gbiAqIDJuKVwiLCBcIlR5cGVFcnJvcjogY2Fubm90IGNvbnZlcnQgQmlnSW50IHRvIG51bWJlclwiXSxcbl07XG5cbmNvbnN0IHNvdXJjZSA9IGAke3ByZWx1ZGV9XG5jb25zdCBwaXBlID0gKGYpID0+IHtcbiAgY29uc3QgZW5kcyA9IG5ldyBJbnQzMkFycmF5KDIpLCBieXRlcyA9IG5ldyBVaW50OEFycmF5KDY1NTM2KTtcbiAgaG9zdC5zeXNjYWxsKE5SLnBpcGUyLCBlbmRzLCAwKTtcbiAgZihlbmRzWzFdKTtcbiAgY29uc3QgbiA9IGhvc3Quc3lzY2FsbChOUi5yZWFkLCBlbmRzWzBdLCBieXRlcywgNjU1MzYpO1xuICBob3N0LnN5c2NhbGwoTlIuY2xvc2UsIGVuZHNbMF0pOyBob3N0LnN5c2NhbGwoTlIuY2xvc2UsIGVuZHNbMV0pO1xuICByZXR1cm4gYnl0ZXMuc3ViYXJyYXkoMCwgbikuam9pbigpO1xufTtcbmhvc3QubWFpbigoKSA9PiB7XG4ke3Byb21pc2VzLm1hcCgoW2V4cHJlc3Npb25dKSA9PiBgcHJpbnQoZGVzY3JpYmUoKCkgPT4gJHtleHByZXNzaW9uLnN0YXJ0c1dpdGgoXCJ7IGNvbnN0XCIpID8gZXhwcmVzc2lvbiA6IGAoJHtleHByZXNzaW9ufSlgfSkpO2ApLmpvaW4oXCJcXG5cIil9XG5wcmludChcImZyb3plbjogXCIgKyBob3N0LmZyb3plbik7XG5yZXR1cm4gMztcbn0pO1xuYDtcblxuY29uc3Qgc2NyaXB0ID0gam9pbihzY3JhdGNoLCBcImNvbnRyYWN0LmpzXCIpO1xud3JpdGVGaWxlU3luYyhzY3JpcHQsIHNvdXJjZSk7XG5jb25zdCBlbnYgPSB7IFRaOiBcIkFzaWEvVG9reW9cIiwgQVNBTl9PUFRJT05TOiBcImRldGVjdF9sZWFrcz0wXCIsIFVCU0FOX09QVElPTlM6IFwicHJpbnRfc3RhY2t0cmFjZT0xXCIgfTtcbmNvbnN0IGNvbGQgPSBidWlsZGVyLmJ1aWxkQ29sZCgpO1xuY29uc3QgYXNhbiA9IGJ1aWxkZXIuYnVpbGRDb2xkKHsgc2FuaXRpemU6IHRydWUgfSk7XG5cbmNvbnN0IGJ1aWxkczogW3N0cmluZywgYm9vbGVhbiwgKCkgPT4gT3V0Y29tZV1bXSA9IFtcbiAgLi4uaG9zdHMubWFwKCh7IGxpYmMsIGhvc3QgfSk6IFtzdHJpbmcsIGJvb2xlYW4sICgpID0+IE91dGNvbWVdID0+IFtcbiAgICBgZnJvemVuLCAke2xpYmN9YCxcbiAgICB0cnVlLFxuICAgICgpID0+IHJ1bihmcm96ZW4oYGNvbnRyYWN0LSR7bGliY31gLCBzb3VyY2UsIGhvc3QpLCBbXCJvbmVcIiwgXCJ0d29cIl0sIHsgZW52IH0pLFxuICBdKSxcbiAgW1wiYXMgYSBzY3JpcHRcIiwgZmFsc2UsICgpID0+IHJ1bihob3N0LCBbXCItLXNjcmlwdFwiLCBzY3JpcHQsIFwib25lXCIsIFwidHdvXCJdLCB7IGVudiB9KV0sXG4gIFtcImNvbGRcIiwgZmFsc2UsICgpID0+IHJ1bihjb2xkLCBbXCItLXNjcmlwdFwiLCBzY3JpcHQsIFwib25lXCIsIFwidHdvXCJdLCB7IGVudiB9KV0sXG4gIFtcImNvbGQsIHVuZGVyIEFTYW4gYW5kIFVCU2FuXCIsIGZhbHNlLCAoKSA9PiBydW4oYXNhbiwgW1wiLS1zY3JpcHRcIiwgc2NyaXB0LCBcIm9uZVwiLCBcInR3b1wiXSwgeyBlbnYgfSldLFxuXTtcbmZvciAoY29uc3QgW25hbWUsIGlzRnJvemVuLCBzdGFydF0gb2YgYnVpbGRzKSB7XG4gIHRlc3QoYGV2ZXJ5IHByb21pc2UgaXMga2VwdCAoJHtuYW1lfSlgLCAoKSA9PiB7XG4gICAgY29uc3QgeyBzdGF0dXMsIHN0ZG91dCwgc3RkZXJyIH0gPSBzdGFydCgpO1xuICAgIGFzc2VydC5pcyhzdGRlcnIsIFwiXCIpO1xuICAgIGNvbnN0IGxpbmVzID0gc3Rkb3V0LnNsaWNlKDAsIC0xKS5zcGxpdChcIlxcblwiKTtcbiAgICBmb3IgKGNvbnN0IFtpLCBbZXhwcmVzc2lvbiwgZXhwZWN0ZWRdXSBvZiBwcm9taXNlcy5lbnRyaWVzKCkpIGFzc2VydC5pcyhsaW5lc1tpXSwgZXhwZWN0ZWQsIGV4cHJlc3Npb24pO1xuICAgIGFzc2VydC5lcXVhbChsaW5lcy5zbGljZShwcm9taXNlcy5sZW5ndGgpLCBbYGZyb3plbjogJHtpc0Zyb3plbn1gXSk7XG4gICAgYXNzZXJ0LmlzKHN0YXR1cywgMyk7XG4gIH0pO1xufVxuXG50ZXN0KFwiYSBzY3JpcHQgc2VlcyB0aGUgZnJvemVuIGdsb2JhbHMsIGl0cyBmaWxlIGFzIGFyZ3ZbMF0sIGFuZCBpdHMgb3duIGVycm9ycyBieSBuYW1lXCIsICgpID0+IHtcbiAgY29uc3QgcHJvZ3JhbSA9IGZyb3plbihcbiAgICBcImlzb2JveC1ib3hcIixcbiAgICBgJHtwcmVsdWRlfWdsb2JhbFRoaXMuc2hhcmVkID0gbmV3IE1hcChbW1wia1wiLCA0Ml1dKTsgaG9zdC5tYWluKCgpID0+IDkpO2AsXG4gICk7XG4gIGNvbnN0IGZpbGUgPSBqb2luKHNjcmF0Y2gsIFwidXNlci5qc1wiKTtcbiAgd3JpdGVGaWxlU3luYyhmaWxlLCBgX19ob3N0X18ubWFpbigoYXJndikgPT4geyBwcmludChKU09OLnN0cmluZ2lmeShbc2hhcmVkLmdldChcImtcIiksIC4uLmFyZ3ZdKSk7IH0pO1xcbmApO1xuICBhc3NlcnQuaXMocnVuKHByb2dyYW0sIFtcIi0tc2NyaXB0XCIsIGZpbGUsIFwiYVwiXSkuc3Rkb3V0LCBgWzQyLCR7SlNPTi5zdHJpbmdpZnkoZmlsZSl9LFwiYVwiXVxcbmApO1xuICBhc3NlcnQuaXMocnVuKHByb2dyYW0pLnN0YXR1cywgOSk7XG4gIHdyaXRlRmlsZVN5bmMoZmlsZSwgXCJcXG4gIHRocm93IG5ldyBFcnJvcignbWluZScpO1xcblwiKTtcbiAgY29uc3QgdGhyb3duID0gcnVuKHByb2dyYW0sIFtcIi0tc2NyaXB0XCIsIGZpbGVdKTtcbiAgYXNzZXJ0LmlzKHRocm93bi5zdGF0dXMsIDEyNSk7XG4gIGFzc2VydC5vayh0aHJvd24uc3RkZXJyLnN0YXJ0c1dpdGgoXCJFcnJvcjogbWluZVxcblwiKSk7XG4gIGFzc2VydC5vayh0aHJvd24uc3RkZXJyLmluY2x1ZGVzKGAke2ZpbGV9OjI6YCksIHRocm93bi5zdGRlcnIpO1xuICB3cml0ZUZpbGVTeW5jKGZpbGUsIFwicHJpbnQoJ25vIGVudHJ5Jyk7XFxuXCIpO1xuICBhc3NlcnQuZXF1YWwocnVuKHByb2dyYW0sIFtcIi0tc2NyaXB0XCIsIGZpbGVdKSwge1xuICAgIHN0YXR1czogMCxcbiAgICBzaWduYWw6IG51bGwsXG4gICAgc3Rkb3V0OiBcIm5vIGVudHJ5XFxuXCIsXG4gICAgc3RkZXJyOiBcIlwiLFxuICB9KTtcbiAgd3JpdGVGaWxlU3luYyhmaWxlLCBcIlByb21pc2UucmVqZWN0KG5ldyBFcnJvcignbG9zdCcpKTtcXG5cIik7XG4gIGFzc2VydC5pcyhydW4ocHJvZ3JhbSwgW1wiLS1zY3JpcHRcIiwgZmlsZV0pLnN0YXR1cywgMTI1KTtcbiAgYXNzZXJ0Lm1hdGNoKHJ1bihwcm9ncmFtLCBbXCItLXNjcmlwdFwiLCBcIi9ub25leGlzdGVudFwiXSkuc3RkZXJyLCAvY2Fubm90IHJlYWQgXFwvbm9uZXhpc3RlbnQ6IEVOT0VOVC8pO1xuICBhc3NlcnQuaXMocnVuKHByb2dyYW0sIFtcIi0tc2NyaXB0XCJdKS5zdGF0dXMsIDEyNSk7XG59KTtcblxudGVzdChcInVuZGVyIGFueSBvdGhlciBuYW1lIC0tc2NyaXB0IGFuZCAtLWZyZWV6ZSBiZWxvbmcgdG8gdGhlIHByb2dyYW1cIiwgKCkgPT4ge1xuICBjb25zdCBwcm9ncmFtID0gZnJvemVuKFwidG9vbFwiLCBgJHtwcmVsdWRlfWhvc3QubWFpbigoYXJndikgPT4gcHJpbnQoYXJndi5zbGljZSgxKS5qb2luKFwiIFwiKSkpO2ApO1xuICBhc3NlcnQuaXMocnVuKHByb2dyYW0sIFtcIi0tc2NyaXB0XCIsIFwieFwiXSkuc3Rkb3V0LCBcIi0tc2NyaXB0IHhcXG5cIik7XG4gIGFzc2VydC5pcyhydW4ocHJvZ3JhbSwgW1wiLS1mcmVlemVcIiwgXCJ4XCIsIFwiLW9cIiwgXCJ5XCJdKS5zdGRvdXQsIFwiLS1mcmVlemUgeCAtbyB5XFxuXCIpO1xufSk7XG5cbnRlc3QoXCJsb2NhbCB0aW1lIG5ldmVyIG9wZW5zIHRoZSBpbWFnZSdzIHRpbWUgem9uZVwiLCAoKSA9PiB7XG4gIGNvbnN0IHByb2dyYW0gPSBmcm96ZW4oXG4gICAgXCJsb2NhbFwiLFxuICAgIGAke3ByZWx1ZGV9aG9zdC5tYWluKCgpID0+IHByaW50KG5ldyBEYXRlKDApLnRvTG9jYWxlU3RyaW5nKCkgKyBuZXcgRGF0ZSgyMDI0LCA2LCAxKSkpO2AsXG4gICk7XG4gIGNvbnN0IHRyYWNlZCA9IHJ1bihcInN0cmFjZVwiLCBbXCItZlwiLCBcIi1lXCIsIFwidHJhY2U9b3BlbixvcGVuYXRcIiwgcHJvZ3JhbV0sIHsgZW52OiB7IFRaOiBcIkFzaWEvVG9reW9cIiB9IH0pO1xuICBhc3NlcnQubm90KC9sb2NhbHRpbWV8em9uZWluZm8vLnRlc3QodHJhY2VkLnN0ZGVycikpO1xuICBhc3NlcnQubWF0Y2godHJhY2VkLnN0ZG91dCwgL01vbiBKdWwgMDEgMjAyNCAwMDowMDowMCBHTVRcXCswMDAwLyk7XG59KTtcblxudGVzdChcImEgY29sZCBob3N0IGRvZXMgbm90IGZyZWV6ZVwiLCAoKSA9PiB7XG4gIGNvbnN0IG91dGNvbWUgPSBydW4oY29sZCwgW1wiLS1mcmVlemVcIiwgc2NyaXB0LCBcIi1vXCIsIGpvaW4oc2NyYXRjaCwgXCJuZXZlclwiKV0pO1xuICBhc3NlcnQuaXMob3V0Y29tZS5zdGF0dXMsIDEyNSk7XG4gIGFzc2VydC5tYXRjaChvdXRjb21lLnN0ZGVyciwgL25lZWRzIHRoZSBzdGF0aWMgaG9zdC8pO1xufSk7XG5cbmZvciAoY29uc3Qgc2VlZCBvZiBbMSwgRGF0ZS5ub3coKSAlIDFfMDAwXzAwMF0pIHtcbiAgdGVzdChgdGhlIGZ1enogdGFyZ2V0IGZpbmRzIG5vdGhpbmcgdW5kZXIgQVNhbiBhbmQgVUJTYW4gKHNlZWQgJHtzZWVkfSlgLCAoKSA9PiB7XG4gICAgY29uc3Qgcm91bmRzID0gcHJvY2Vzcy5lbnZbXCJJU09CT1hfVEVTVF9MT05HXCJdID8gMjAwXzAwMCA6IDRfMDAwO1xuICAgIGNvbnN0IG91dGNvbWUgPSBydW4oYnVpbGRlci5idWlsZEZ1enooKSwgW1N0cmluZyhyb3VuZHMpLCBTdHJpbmcoc2VlZCldKTtcbiAgICBhc3NlcnQuaXMob3V0Y29tZS5zdGRlcnIsIFwiXCIpO1xuICAgIGFzc2VydC5pcyhvdXRjb21lLnN0ZG91dCwgYGZ1eno6ICR7cm91bmRzfSByb3VuZHMgZnJvbSBzZWVkICR7c2VlZH06IG5vIGRpZmZlcmVuY2VcXG5gKTtcbiAgfSk7XG59XG5cbnRlc3QucnVuKCk7XG4iLCAiLy8gQnVpbGRzIHdoYXQgdGhlIHRlc3RzIG9mIHRoZSBzdGF0aWMgaG9zdCBydW4sIGFuZCBydW5zIGl0LlxuaW1wb3J0IHsgdHlwZSBTcGF3blN5bmNPcHRpb25zLCBzcGF3blN5bmMgfSBmcm9tIFwibm9kZTpjaGlsZF9wcm9jZXNzXCI7XG5pbXBvcnQgeyBleGlzdHNTeW5jLCBta2R0ZW1wU3luYywgcm1TeW5jLCB3cml0ZUZpbGVTeW5jIH0gZnJvbSBcIm5vZGU6ZnNcIjtcbmltcG9ydCB7IHRtcGRpciB9IGZyb20gXCJub2RlOm9zXCI7XG5pbXBvcnQgeyBqb2luIH0gZnJvbSBcIm5vZGU6cGF0aFwiO1xuaW1wb3J0IHsgcGF0aFRvRmlsZVVSTCB9IGZyb20gXCJub2RlOnVybFwiO1xuXG5leHBvcnQgY29uc3Qgcm9vdCA9IHByb2Nlc3MuZW52W1wiSVNPQk9YX1JPT1RcIl0gPz8gcHJvY2Vzcy5jd2QoKTtcblxudHlwZSBCdWlsZGVyID0ge1xuICBidWlsZEhvc3Qob3B0aW9ucz86IHsgbGliYz86IFwibXVzbFwiIHwgXCJnbGliY1wiIHwgXCJhdXRvXCI7IG91dERpcj86IHN0cmluZyB9KTogc3RyaW5nO1xuICBidWlsZENvbGQob3B0aW9ucz86IHsgc2FuaXRpemU/OiBib29sZWFuOyBvdXREaXI/OiBzdHJpbmcgfSk6IHN0cmluZztcbiAgYnVpbGRGdXp6KG9wdGlvbnM/OiB7IG91dERpcj86IHN0cmluZyB9KTogc3RyaW5nO1xuICBidWlsZFRyYWluZXIob3B0aW9ucz86IHsgb3V0RGlyPzogc3RyaW5nIH0pOiBzdHJpbmc7XG4gIGZyZWV6ZShvcHRpb25zOiB7IGhvc3Q6IHN0cmluZzsgYnVuZGxlOiBzdHJpbmc7IG91dDogc3RyaW5nOyB0cmFpbj86IHN0cmluZyB9KTogc3RyaW5nO1xufTtcblxuLy8gQnkgYSBjb21wdXRlZCBwYXRoOiBhIGJ1bmRsZXIgbXVzdCBub3QgY29weSBhIGJ1aWxkZXIgdGhhdCBmaW5kcyBpdHMgc291cmNlcyBiZXNpZGUgaXRzZWxmLlxuZXhwb3J0IGNvbnN0IGJ1aWxkZXI6IEJ1aWxkZXIgPSBhd2FpdCBpbXBvcnQocGF0aFRvRmlsZVVSTChqb2luKHJvb3QsIFwibmF0aXZlL2J1aWxkLm1qc1wiKSkuaHJlZik7XG5cbi8qKiBBIGRpcmVjdG9yeSBvZiB0aGlzIHRlc3QgZmlsZSwgcmVtb3ZlZCB3aGVuIHRoZSBwcm9jZXNzIGVuZHMsIHdoYXRldmVyIGhhcHBlbmVkIGluIGl0LiAqL1xuZXhwb3J0IGNvbnN0IHNjcmF0Y2ggPSBta2R0ZW1wU3luYyhqb2luKHRtcGRpcigpLCBcImlzb2JveC1uYXRpdmUtXCIpKTtcbnByb2Nlc3Mub24oXCJleGl0XCIsICgpID0+IHJtU3luYyhzY3JhdGNoLCB7IHJlY3Vyc2l2ZTogdHJ1ZSwgZm9yY2U6IHRydWUgfSkpO1xuXG4vKiogQm90aCBzdGF0aWMgaG9zdHM6IHdoYXQgaXMgc2FpZCBvZiBvbmUgbXVzdCBob2xkIGZvciB0aGUgb3RoZXIuICovXG5leHBvcnQgY29uc3QgaG9zdHMgPSBbXG4gIHsgbGliYzogXCJtdXNsXCIsIGhvc3Q6IGJ1aWxkZXIuYnVpbGRIb3N0KHsgbGliYzogXCJhdXRvXCIgfSkgfSxcbiAgeyBsaWJjOiBcImdsaWJjXCIsIGhvc3Q6IGJ1aWxkZXIuYnVpbGRIb3N0KHsgbGliYzogXCJnbGliY1wiIH0pIH0sXG5dIGFzIGNvbnN0O1xuZXhwb3J0IGNvbnN0IGhvc3QgPSBob3N0c1swXS5ob3N0O1xuXG4vKiogV3JpdGVzIGEgYnVuZGxlIGFuZCBmcmVlemVzIGl0OyBgbmFtZWAgYmVjb21lcyB0aGUgcHJvZ3JhbSdzIG5hbWUuICovXG5leHBvcnQgZnVuY3Rpb24gZnJvemVuKG5hbWU6IHN0cmluZywgc291cmNlOiBzdHJpbmcsIGJ5OiBzdHJpbmcgPSBob3N0KTogc3RyaW5nIHtcbiAgY29uc3QgYnVuZGxlID0gam9pbihzY3JhdGNoLCBgJHtuYW1lfS5qc2ApO1xuICB3cml0ZUZpbGVTeW5jKGJ1bmRsZSwgc291cmNlKTtcbiAgY29uc3Qgb3V0ID0gam9pbihzY3JhdGNoLCBuYW1lKTtcbiAgY29uc3QgcnVuID0gc3Bhd25TeW5jKGJ5LCBbXCItLWZyZWV6ZVwiLCBidW5kbGUsIFwiLW9cIiwgb3V0XSwgeyBlbmNvZGluZzogXCJ1dGY4XCIgfSk7XG4gIGlmIChydW4uc3RhdHVzICE9PSAwKSB0aHJvdyBuZXcgRXJyb3IoYGNhbm5vdCBmcmVlemUgJHtuYW1lfTogJHtydW4uc3RkZXJyfWApO1xuICByZXR1cm4gb3V0O1xufVxuXG5leHBvcnQgdHlwZSBPdXRjb21lID0geyBzdGF0dXM6IG51bWJlciB8IG51bGw7IHNpZ25hbDogc3RyaW5nIHwgbnVsbDsgc3Rkb3V0OiBzdHJpbmc7IHN0ZGVycjogc3RyaW5nIH07XG5cbmV4cG9ydCBmdW5jdGlvbiBydW4ocHJvZ3JhbTogc3RyaW5nLCBhcmdzOiBzdHJpbmdbXSA9IFtdLCBvcHRpb25zOiBTcGF3blN5bmNPcHRpb25zID0ge30pOiBPdXRjb21lIHtcbiAgY29uc3QgcmVzdWx0ID0gc3Bhd25TeW5jKHByb2dyYW0sIGFyZ3MsIHtcbiAgICBzdGRpbzogW1wiaWdub3JlXCIsIFwicGlwZVwiLCBcInBpcGVcIl0sXG4gICAgbWF4QnVmZmVyOiAxIDw8IDI4LFxuICAgIC4uLm9wdGlvbnMsXG4gICAgZW5jb2Rpbmc6IFwidXRmOFwiLFxuICB9KTtcbiAgaWYgKHJlc3VsdC5lcnJvcikgdGhyb3cgcmVzdWx0LmVycm9yO1xuICBjb25zdCB7IHN0YXR1cywgc2lnbmFsLCBzdGRvdXQsIHN0ZGVyciB9ID0gcmVzdWx0O1xuICByZXR1cm4geyBzdGF0dXMsIHNpZ25hbCwgc3Rkb3V0LCBzdGRlcnIgfTtcbn1cblxuLyoqIFJ1bnMgYSBsaW5lIG9mIHNoLCBpbiB3aGljaCBgJDBgIGlzIHRoZSBwcm9ncmFtLiAqL1xuZXhwb3J0IGZ1bmN0aW9uIHNoKGxpbmU6IHN0cmluZywgcHJvZ3JhbTogc3RyaW5nLCBhcmdzOiBzdHJpbmdbXSA9IFtdKTogT3V0Y29tZSB7XG4gIHJldHVybiBydW4oXCIvYmluL3NoXCIsIFtcIi1jXCIsIGxpbmUsIHByb2dyYW0sIC4uLmFyZ3NdKTtcbn1cblxuLy8gW3g4Nl82NCwgdGhlIHRhYmxlIHRoYXQgYWxsIG5ld2VyIGFyY2hpdGVjdHVyZXMgc2hhcmVdOiBhc20vdW5pc3RkLmhcbmNvbnN0IGNhbGxzID0ge1xuICBicms6IFsxMiwgMjE0XSxcbiAgY2xvbmU6IFs1NiwgMjIwXSxcbiAgY2xvc2U6IFszLCA1N10sXG4gIGV4ZWN2ZTogWzU5LCAyMjFdLFxuICBmY250bDogWzcyLCAyNV0sXG4gIGdldGRlbnRzNjQ6IFsyMTcsIDYxXSxcbiAgZ2V0cGlkOiBbMzksIDE3Ml0sXG4gIG1rZGlyYXQ6IFsyNTgsIDM0XSxcbiAgbW1hcDogWzksIDIyMl0sXG4gIG9wZW5hdDogWzI1NywgNTZdLFxuICBwaXBlMjogWzI5MywgNTldLFxuICBwcmN0bDogWzE1NywgMTY3XSxcbiAgcmVhZDogWzAsIDYzXSxcbiAgcmVhZGxpbmthdDogWzI2NywgNzhdLFxuICBydF9zaWdwcm9jbWFzazogWzE0LCAxMzVdLFxuICBzdGF0ZnM6IFsxMzcsIDQzXSxcbiAgc3ltbGlua2F0OiBbMjY2LCAzNl0sXG4gIHVubGlua2F0OiBbMjYzLCAzNV0sXG4gIHdhaXQ0OiBbNjEsIDI2MF0sXG4gIHdyaXRlOiBbMSwgNjRdLFxufSBhcyBjb25zdDtcbmNvbnN0IG51bWJlcnMgPSBPYmplY3QuZW50cmllcyhjYWxscykubWFwKChbbmFtZSwgYm90aF0pID0+IFtuYW1lLCBib3RoW3Byb2Nlc3MuYXJjaCA9PT0gXCJ4NjRcIiA/IDAgOiAxXV0pO1xuXG4vKiogV2hhdCBldmVyeSBwcm9ncmFtIGhlcmUgbmVlZHM6IHByaW50aW5nLCB0aHJvdWdoIHRoZSBvbmUgZnVuY3Rpb24gaXQgaGFzLiAqL1xuZXhwb3J0IGNvbnN0IHByZWx1ZGUgPSBgXG5jb25zdCBob3N0ID0gX19ob3N0X18sIE5SID0gJHtKU09OLnN0cmluZ2lmeShPYmplY3QuZnJvbUVudHJpZXMobnVtYmVycykpfSwgQVRfRkRDV0QgPSAtMTAwO1xuY29uc3QgcHJpbnQgPSAodGV4dCkgPT4geyBjb25zdCBieXRlcyA9IGhvc3QuZW5jb2RlKHRleHQgKyBcIlxcXFxuXCIpOyBob3N0LnN5c2NhbGwoTlIud3JpdGUsIDEsIGJ5dGVzLCBieXRlcy5sZW5ndGgpOyB9O1xuY29uc3QgZGVzY3JpYmUgPSAoZikgPT4geyB0cnkgeyByZXR1cm4gU3RyaW5nKGYoKSk7IH0gY2F0Y2ggKGUpIHsgcmV0dXJuIGUubmFtZSArIFwiOiBcIiArIGUubWVzc2FnZTsgfSB9O1xuYDtcblxuLyoqIFByaW50cyB0aGUgcmVhc29uIHdoZXJlIGEgdGVzdCBjYW5ub3QgcnVuOyB0aGUgcnVubmVyIGNvdW50cyBzdWNoIGxpbmVzLiAqL1xuZXhwb3J0IGZ1bmN0aW9uIHNraXAocmVhc29uOiBzdHJpbmcpOiB2b2lkIHtcbiAgY29uc29sZS5sb2coYFNLSVAgJHtyZWFzb259YCk7XG59XG5cbi8qKiBBIG1lbW9yeSBjZ3JvdXAgb2Ygb3VyIG93biwgb24gdjEgb3IgdjI7IHVuZGVmaW5lZCB3aGVyZSB0aGVyZSBpcyBub25lIHRvIG1ha2UuICovXG5leHBvcnQgZnVuY3Rpb24gbWVtb3J5Q2dyb3VwKGxpbWl0OiBudW1iZXIpOiB7IHBhdGg6IHN0cmluZzsgZW50ZXI6IHN0cmluZzsgcmVtb3ZlKCk6IHZvaWQgfSB8IHVuZGVmaW5lZCB7XG4gIGNvbnN0IHYxID0gXCIvc3lzL2ZzL2Nncm91cC9tZW1vcnkvbWVtb3J5LmxpbWl0X2luX2J5dGVzXCI7XG4gIGNvbnN0IHYyID0gXCIvc3lzL2ZzL2Nncm91cC9jZ3JvdXAuc3VidHJlZV9jb250cm9sXCI7XG4gIGNvbnN0IG5hbWUgPSBgaXNvYm94LW5hdGl2ZS0ke3Byb2Nlc3MucGlkfWA7XG4gIGlmIChleGlzdHNTeW5jKHYxKSlcbiAgICByZXR1cm4gbWFrZUNncm91cChgL3N5cy9mcy9jZ3JvdXAvbWVtb3J5LyR7bmFtZX1gLCBcIm1lbW9yeS5saW1pdF9pbl9ieXRlc1wiLCBsaW1pdCwgXCJ0YXNrc1wiKTtcbiAgaWYgKGV4aXN0c1N5bmModjIpKSByZXR1cm4gbWFrZUNncm91cChgL3N5cy9mcy9jZ3JvdXAvJHtuYW1lfWAsIFwibWVtb3J5Lm1heFwiLCBsaW1pdCwgXCJjZ3JvdXAucHJvY3NcIik7XG4gIHJldHVybiB1bmRlZmluZWQ7XG59XG5cbmZ1bmN0aW9uIG1ha2VDZ3JvdXAocGF0aDogc3RyaW5nLCBmaWxlOiBzdHJpbmcsIGxpbWl0OiBudW1iZXIsIHRhc2tzOiBzdHJpbmcpIHtcbiAgY29uc3QgbWFkZSA9IHJ1bihcIi9iaW4vc2hcIiwgW1wiLWNcIiwgYG1rZGlyICR7cGF0aH0gJiYgZWNobyAke2xpbWl0fSA+ICR7cGF0aH0vJHtmaWxlfWBdKTtcbiAgY29uc3QgcmVtb3ZlID0gKCkgPT4gdm9pZCBzcGF3blN5bmMoXCJybWRpclwiLCBbcGF0aF0sIHsgc3RkaW86IFwiaWdub3JlXCIgfSk7XG4gIGlmIChtYWRlLnN0YXR1cyAhPT0gMCkge1xuICAgIHJlbW92ZSgpO1xuICAgIHJldHVybiB1bmRlZmluZWQ7XG4gIH1cbiAgcmV0dXJuIHsgcGF0aCwgZW50ZXI6IGBlY2hvIDAgPiAke3BhdGh9LyR7dGFza3N9YCwgcmVtb3ZlIH07XG59XG4iXSwKICAibWFwcGluZ3MiOiAiO0FBRUEsU0FBUyxpQkFBQUEsc0JBQXFCO0FBQzlCLFNBQVMsUUFBQUMsYUFBWTtBQUNyQixTQUFTLGFBQWE7QUFDdEIsWUFBWSxZQUFZOzs7QUNKeEIsU0FBZ0MsaUJBQWlCO0FBQ2pELFNBQVMsWUFBWSxhQUFhLFFBQVEscUJBQXFCO0FBQy9ELFNBQVMsY0FBYztBQUN2QixTQUFTLFlBQVk7QUFDckIsU0FBUyxxQkFBcUI7QUFFdkIsSUFBTSxPQUFPLFFBQVEsSUFBSSxhQUFhLEtBQUssUUFBUSxJQUFJO0FBV3ZELElBQU0sVUFBbUIsTUFBTSxPQUFPLGNBQWMsS0FBSyxNQUFNLGtCQUFrQixDQUFDLEVBQUU7QUFHcEYsSUFBTSxVQUFVLFlBQVksS0FBSyxPQUFPLEdBQUcsZ0JBQWdCLENBQUM7QUFDbkUsUUFBUSxHQUFHLFFBQVEsTUFBTSxPQUFPLFNBQVMsRUFBRSxXQUFXLE1BQU0sT0FBTyxLQUFLLENBQUMsQ0FBQztBQUduRSxJQUFNLFFBQVE7QUFBQSxFQUNuQixFQUFFLE1BQU0sUUFBUSxNQUFNLFFBQVEsVUFBVSxFQUFFLE1BQU0sT0FBTyxDQUFDLEVBQUU7QUFBQSxFQUMxRCxFQUFFLE1BQU0sU0FBUyxNQUFNLFFBQVEsVUFBVSxFQUFFLE1BQU0sUUFBUSxDQUFDLEVBQUU7QUFDOUQ7QUFDTyxJQUFNLE9BQU8sTUFBTSxDQUFDLEVBQUU7QUFHdEIsU0FBUyxPQUFPLE1BQWNDLFNBQWdCLEtBQWEsTUFBYztBQUM5RSxRQUFNLFNBQVMsS0FBSyxTQUFTLEdBQUcsSUFBSSxLQUFLO0FBQ3pDLGdCQUFjLFFBQVFBLE9BQU07QUFDNUIsUUFBTSxNQUFNLEtBQUssU0FBUyxJQUFJO0FBQzlCLFFBQU1DLE9BQU0sVUFBVSxJQUFJLENBQUMsWUFBWSxRQUFRLE1BQU0sR0FBRyxHQUFHLEVBQUUsVUFBVSxPQUFPLENBQUM7QUFDL0UsTUFBSUEsS0FBSSxXQUFXLEVBQUcsT0FBTSxJQUFJLE1BQU0saUJBQWlCLElBQUksS0FBS0EsS0FBSSxNQUFNLEVBQUU7QUFDNUUsU0FBTztBQUNUO0FBSU8sU0FBUyxJQUFJLFNBQWlCLE9BQWlCLENBQUMsR0FBRyxVQUE0QixDQUFDLEdBQVk7QUFDakcsUUFBTSxTQUFTLFVBQVUsU0FBUyxNQUFNO0FBQUEsSUFDdEMsT0FBTyxDQUFDLFVBQVUsUUFBUSxNQUFNO0FBQUEsSUFDaEMsV0FBVyxLQUFLO0FBQUEsSUFDaEIsR0FBRztBQUFBLElBQ0gsVUFBVTtBQUFBLEVBQ1osQ0FBQztBQUNELE1BQUksT0FBTyxNQUFPLE9BQU0sT0FBTztBQUMvQixRQUFNLEVBQUUsUUFBUSxRQUFRLFFBQVEsT0FBTyxJQUFJO0FBQzNDLFNBQU8sRUFBRSxRQUFRLFFBQVEsUUFBUSxPQUFPO0FBQzFDO0FBUUEsSUFBTSxRQUFRO0FBQUEsRUFDWixLQUFLLENBQUMsSUFBSSxHQUFHO0FBQUEsRUFDYixPQUFPLENBQUMsSUFBSSxHQUFHO0FBQUEsRUFDZixPQUFPLENBQUMsR0FBRyxFQUFFO0FBQUEsRUFDYixRQUFRLENBQUMsSUFBSSxHQUFHO0FBQUEsRUFDaEIsT0FBTyxDQUFDLElBQUksRUFBRTtBQUFBLEVBQ2QsWUFBWSxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ3BCLFFBQVEsQ0FBQyxJQUFJLEdBQUc7QUFBQSxFQUNoQixTQUFTLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDakIsTUFBTSxDQUFDLEdBQUcsR0FBRztBQUFBLEVBQ2IsUUFBUSxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ2hCLE9BQU8sQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNmLE9BQU8sQ0FBQyxLQUFLLEdBQUc7QUFBQSxFQUNoQixNQUFNLENBQUMsR0FBRyxFQUFFO0FBQUEsRUFDWixZQUFZLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDcEIsZ0JBQWdCLENBQUMsSUFBSSxHQUFHO0FBQUEsRUFDeEIsUUFBUSxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ2hCLFdBQVcsQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNuQixVQUFVLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDbEIsT0FBTyxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2YsT0FBTyxDQUFDLEdBQUcsRUFBRTtBQUNmO0FBQ0EsSUFBTSxVQUFVLE9BQU8sUUFBUSxLQUFLLEVBQUUsSUFBSSxDQUFDLENBQUMsTUFBTSxJQUFJLE1BQU0sQ0FBQyxNQUFNLEtBQUssUUFBUSxTQUFTLFFBQVEsSUFBSSxDQUFDLENBQUMsQ0FBQztBQUdqRyxJQUFNLFVBQVU7QUFBQSw4QkFDTyxLQUFLLFVBQVUsT0FBTyxZQUFZLE9BQU8sQ0FBQyxDQUFDO0FBQUE7QUFBQTtBQUFBOzs7QUQvRXpFLElBQU0sT0FBTyxNQUFNLFVBQVU7QUFHN0IsSUFBTSxXQUErQjtBQUFBLEVBQ25DLENBQUMsZ0JBQWdCLFFBQVE7QUFBQSxFQUN6QixDQUFDLCtCQUErQixNQUFNO0FBQUEsRUFDdEMsQ0FBQyxzQ0FBc0MsSUFBSTtBQUFBLEVBQzNDLENBQUMsc0JBQXNCLEtBQUs7QUFBQSxFQUM1QixDQUFDLGtCQUFrQiw2REFBNkQ7QUFBQSxFQUNoRixDQUFDLHdDQUF3Qyw2REFBNkQ7QUFBQSxFQUN0RyxDQUFDLHFCQUFxQiwrREFBK0Q7QUFBQSxFQUNyRixDQUFDLHFCQUFxQiwrREFBK0Q7QUFBQSxFQUNyRjtBQUFBLElBQ0U7QUFBQSxJQUNBO0FBQUEsRUFDRjtBQUFBLEVBQ0E7QUFBQSxJQUNFO0FBQUEsSUFDQTtBQUFBLEVBQ0Y7QUFBQSxFQUNBO0FBQUEsSUFDRTtBQUFBLElBQ0E7QUFBQSxFQUNGO0FBQUEsRUFDQTtBQUFBLElBQ0U7QUFBQSxJQUNBO0FBQUEsRUFDRjtBQUFBLEVBQ0E7QUFBQSxJQUNFO0FBQUEsSUFDQTtBQUFBLEVBQ0Y7QUFBQSxFQUNBO0FBQUEsSUFDRTtBQUFBLElBQ0E7QUFBQSxFQUNGO0FBQUEsRUFDQTtBQUFBLElBQ0U7QUFBQSxJQUNBO0FBQUEsRUFDRjtBQUFBLEVBQ0E7QUFBQSxJQUNFO0FBQUEsSUFDQTtBQUFBLEVBQ0Y7QUFBQSxFQUNBO0FBQUEsSUFDRTtBQUFBLElBQ0E7QUFBQSxFQUNGO0FBQUEsRUFDQSxDQUFDLHlFQUF5RSw2QkFBNkI7QUFBQSxFQUN2RyxDQUFDLHFEQUFxRCxTQUFTO0FBQUEsRUFDL0QsQ0FBQyxzRkFBc0YsS0FBSztBQUFBLEVBQzVGLENBQUMsa0dBQWtHLEtBQUs7QUFBQSxFQUN4RyxDQUFDLG9GQUFvRixLQUFLO0FBQUEsRUFDMUYsQ0FBQywyRUFBMkUsS0FBSztBQUFBLEVBQ2pGLENBQUMsMEVBQTBFLEdBQUc7QUFBQSxFQUM5RTtBQUFBLElBQ0U7QUFBQSxJQUNBO0FBQUEsRUFDRjtBQUFBLEVBQ0E7QUFBQSxJQUNFO0FBQUEsSUFDQTtBQUFBLEVBQ0Y7QUFBQSxFQUNBO0FBQUEsSUFDRTtBQUFBLElBQ0E7QUFBQSxFQUNGO0FBQUEsRUFDQSxDQUFDLGlEQUFpRCxLQUFLO0FBQUEsRUFDdkQsQ0FBQyxzREFBc0QsS0FBSztBQUFBLEVBQzVELENBQUMsdURBQXVELE1BQU07QUFBQSxFQUM5RCxDQUFDLHVEQUF1RCxLQUFLO0FBQUEsRUFDN0QsQ0FBQyx5RUFBeUUsTUFBTTtBQUFBLEVBQ2hGO0FBQUEsSUFDRTtBQUFBLElBQ0E7QUFBQSxFQUNGO0FBQUEsRUFDQTtBQUFBLElBQ0U7QUFBQSxJQUNBO0FBQUEsRUFDRjtBQUFBLEVBQ0EsQ0FBQyxrR0FBa0csR0FBRztBQUFBLEVBQ3RHLENBQUMscUJBQXFCLDZDQUE2QztBQUFBLEVBQ25FO0FBQUEsSUFDRTtBQUFBLElBQ0E7QUFBQSxFQUNGO0FBQUEsRUFDQTtBQUFBLElBQ0U7QUFBQSxJQUNBO0FBQUEsRUFDRjtBQUFBLEVBQ0EsQ0FBQyxvQkFBb0IsdURBQXVEO0FBQUEsRUFDNUUsQ0FBQyxxQkFBcUIsNkJBQTZCO0FBQUEsRUFDbkQsQ0FBQyxxQkFBcUIsK0NBQStDO0FBQUEsRUFDckUsQ0FBQyx1RUFBaUUsc0JBQXNCO0FBQUEsRUFDeEYsQ0FBQyxvRUFBb0UsTUFBTTtBQUFBLEVBQzNFLENBQUMsd0VBQXdFLEdBQUc7QUFBQSxFQUM1RTtBQUFBLElBQ0U7QUFBQSxJQUNBO0FBQUEsRUFDRjtBQUFBLEVBQ0EsQ0FBQyxrQ0FBa0MsRUFBRTtBQUFBLEVBQ3JDLENBQUMsZ0JBQWdCLGtDQUFrQztBQUFBLEVBQ25ELENBQUMscUJBQXFCLHdDQUF3QztBQUFBLEVBQzlELENBQUMsd0JBQXdCLDRDQUE0QztBQUFBLEVBQ3JFLENBQUMsNkJBQTZCLDJEQUEyRDtBQUFBLEVBQ3pGLENBQUMsbUNBQW1DLDJEQUEyRDtBQUFBLEVBQy9GLENBQUMsZ0JBQWdCLHdEQUF3RDtBQUFBLEVBQ3pFLENBQUMsdUNBQXVDLG9CQUFvQjtBQUFBLEVBQzVELENBQUMscUNBQXFDLGtCQUFrQjtBQUFBLEVBQ3hELENBQUMsdUJBQXVCLFdBQVc7QUFBQSxFQUNuQyxDQUFDLCtCQUErQixTQUFTO0FBQUEsRUFDekMsQ0FBQywyREFBMkQsZUFBZTtBQUFBLEVBQzNFLENBQUMsdURBQXVELHFDQUFxQztBQUFBLEVBQzdGLENBQUMsdUJBQXVCLE1BQU07QUFBQSxFQUM5QjtBQUFBLElBQ0U7QUFBQSxJQUNBO0FBQUEsRUFDRjtBQUFBLEVBQ0E7QUFBQSxJQUNFO0FBQUEsSUFDQTtBQUFBLEVBQ0Y7QUFBQSxFQUNBO0FBQUEsSUFDRTtBQUFBLElBQ0E7QUFBQSxFQUNGO0FBQUEsRUFDQSxDQUFDLG9FQUFvRSxNQUFNO0FBQUEsRUFDM0UsQ0FBQyxnQ0FBZ0MsNENBQTRDO0FBQy9FO0FBRUEsSUFBTSxTQUFTLEdBQUcsT0FBTztBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBLEVBVXZCLFNBQVMsSUFBSSxDQUFDLENBQUMsVUFBVSxNQUFNLHdCQUF3QixXQUFXLFdBQVcsU0FBUyxJQUFJLGFBQWEsSUFBSSxVQUFVLEdBQUcsS0FBSyxFQUFFLEtBQUssSUFBSSxDQUFDO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFNM0ksSUFBTSxTQUFTQyxNQUFLLFNBQVMsYUFBYTtBQUMxQ0MsZUFBYyxRQUFRLE1BQU07QUFDNUIsSUFBTSxNQUFNLEVBQUUsSUFBSSxjQUFjLGNBQWMsa0JBQWtCLGVBQWUscUJBQXFCO0FBQ3BHLElBQU0sT0FBTyxRQUFRLFVBQVU7QUFDL0IsSUFBTSxPQUFPLFFBQVEsVUFBVSxFQUFFLFVBQVUsS0FBSyxDQUFDO0FBRWpELElBQU0sU0FBNkM7QUFBQSxFQUNqRCxHQUFHLE1BQU0sSUFBSSxDQUFDLEVBQUUsTUFBTSxNQUFBQyxNQUFLLE1BQXdDO0FBQUEsSUFDakUsV0FBVyxJQUFJO0FBQUEsSUFDZjtBQUFBLElBQ0EsTUFBTSxJQUFJLE9BQU8sWUFBWSxJQUFJLElBQUksUUFBUUEsS0FBSSxHQUFHLENBQUMsT0FBTyxLQUFLLEdBQUcsRUFBRSxJQUFJLENBQUM7QUFBQSxFQUM3RSxDQUFDO0FBQUEsRUFDRCxDQUFDLGVBQWUsT0FBTyxNQUFNLElBQUksTUFBTSxDQUFDLFlBQVksUUFBUSxPQUFPLEtBQUssR0FBRyxFQUFFLElBQUksQ0FBQyxDQUFDO0FBQUEsRUFDbkYsQ0FBQyxRQUFRLE9BQU8sTUFBTSxJQUFJLE1BQU0sQ0FBQyxZQUFZLFFBQVEsT0FBTyxLQUFLLEdBQUcsRUFBRSxJQUFJLENBQUMsQ0FBQztBQUFBLEVBQzVFLENBQUMsOEJBQThCLE9BQU8sTUFBTSxJQUFJLE1BQU0sQ0FBQyxZQUFZLFFBQVEsT0FBTyxLQUFLLEdBQUcsRUFBRSxJQUFJLENBQUMsQ0FBQztBQUNwRztBQUNBLFdBQVcsQ0FBQyxNQUFNLFVBQVUsS0FBSyxLQUFLLFFBQVE7QUFDNUMsT0FBSywwQkFBMEIsSUFBSSxLQUFLLE1BQU07QUFDNUMsVUFBTSxFQUFFLFFBQVEsUUFBUSxPQUFPLElBQUksTUFBTTtBQUN6QyxJQUFPLFVBQUcsUUFBUSxFQUFFO0FBQ3BCLFVBQU0sUUFBUSxPQUFPLE1BQU0sR0FBRyxFQUFFLEVBQUUsTUFBTSxJQUFJO0FBQzVDLGVBQVcsQ0FBQyxHQUFHLENBQUMsWUFBWSxRQUFRLENBQUMsS0FBSyxTQUFTLFFBQVEsRUFBRyxDQUFPLFVBQUcsTUFBTSxDQUFDLEdBQUcsVUFBVSxVQUFVO0FBQ3RHLElBQU8sYUFBTSxNQUFNLE1BQU0sU0FBUyxNQUFNLEdBQUcsQ0FBQyxXQUFXLFFBQVEsRUFBRSxDQUFDO0FBQ2xFLElBQU8sVUFBRyxRQUFRLENBQUM7QUFBQSxFQUNyQixDQUFDO0FBQ0g7QUFFQSxLQUFLLHFGQUFxRixNQUFNO0FBQzlGLFFBQU0sVUFBVTtBQUFBLElBQ2Q7QUFBQSxJQUNBLEdBQUcsT0FBTztBQUFBLEVBQ1o7QUFDQSxRQUFNLE9BQU9GLE1BQUssU0FBUyxTQUFTO0FBQ3BDLEVBQUFDLGVBQWMsTUFBTTtBQUFBLENBQW9GO0FBQ3hHLEVBQU8sVUFBRyxJQUFJLFNBQVMsQ0FBQyxZQUFZLE1BQU0sR0FBRyxDQUFDLEVBQUUsUUFBUSxPQUFPLEtBQUssVUFBVSxJQUFJLENBQUM7QUFBQSxDQUFTO0FBQzVGLEVBQU8sVUFBRyxJQUFJLE9BQU8sRUFBRSxRQUFRLENBQUM7QUFDaEMsRUFBQUEsZUFBYyxNQUFNLGdDQUFnQztBQUNwRCxRQUFNLFNBQVMsSUFBSSxTQUFTLENBQUMsWUFBWSxJQUFJLENBQUM7QUFDOUMsRUFBTyxVQUFHLE9BQU8sUUFBUSxHQUFHO0FBQzVCLEVBQU8sVUFBRyxPQUFPLE9BQU8sV0FBVyxlQUFlLENBQUM7QUFDbkQsRUFBTyxVQUFHLE9BQU8sT0FBTyxTQUFTLEdBQUcsSUFBSSxLQUFLLEdBQUcsT0FBTyxNQUFNO0FBQzdELEVBQUFBLGVBQWMsTUFBTSxzQkFBc0I7QUFDMUMsRUFBTyxhQUFNLElBQUksU0FBUyxDQUFDLFlBQVksSUFBSSxDQUFDLEdBQUc7QUFBQSxJQUM3QyxRQUFRO0FBQUEsSUFDUixRQUFRO0FBQUEsSUFDUixRQUFRO0FBQUEsSUFDUixRQUFRO0FBQUEsRUFDVixDQUFDO0FBQ0QsRUFBQUEsZUFBYyxNQUFNLHNDQUFzQztBQUMxRCxFQUFPLFVBQUcsSUFBSSxTQUFTLENBQUMsWUFBWSxJQUFJLENBQUMsRUFBRSxRQUFRLEdBQUc7QUFDdEQsRUFBTyxhQUFNLElBQUksU0FBUyxDQUFDLFlBQVksY0FBYyxDQUFDLEVBQUUsUUFBUSxtQ0FBbUM7QUFDbkcsRUFBTyxVQUFHLElBQUksU0FBUyxDQUFDLFVBQVUsQ0FBQyxFQUFFLFFBQVEsR0FBRztBQUNsRCxDQUFDO0FBRUQsS0FBSyxvRUFBb0UsTUFBTTtBQUM3RSxRQUFNLFVBQVUsT0FBTyxRQUFRLEdBQUcsT0FBTyxzREFBc0Q7QUFDL0YsRUFBTyxVQUFHLElBQUksU0FBUyxDQUFDLFlBQVksR0FBRyxDQUFDLEVBQUUsUUFBUSxjQUFjO0FBQ2hFLEVBQU8sVUFBRyxJQUFJLFNBQVMsQ0FBQyxZQUFZLEtBQUssTUFBTSxHQUFHLENBQUMsRUFBRSxRQUFRLG1CQUFtQjtBQUNsRixDQUFDO0FBRUQsS0FBSyxnREFBZ0QsTUFBTTtBQUN6RCxRQUFNLFVBQVU7QUFBQSxJQUNkO0FBQUEsSUFDQSxHQUFHLE9BQU87QUFBQSxFQUNaO0FBQ0EsUUFBTSxTQUFTLElBQUksVUFBVSxDQUFDLE1BQU0sTUFBTSxxQkFBcUIsT0FBTyxHQUFHLEVBQUUsS0FBSyxFQUFFLElBQUksYUFBYSxFQUFFLENBQUM7QUFDdEcsRUFBTyxXQUFJLHFCQUFxQixLQUFLLE9BQU8sTUFBTSxDQUFDO0FBQ25ELEVBQU8sYUFBTSxPQUFPLFFBQVEsb0NBQW9DO0FBQ2xFLENBQUM7QUFFRCxLQUFLLCtCQUErQixNQUFNO0FBQ3hDLFFBQU0sVUFBVSxJQUFJLE1BQU0sQ0FBQyxZQUFZLFFBQVEsTUFBTUQsTUFBSyxTQUFTLE9BQU8sQ0FBQyxDQUFDO0FBQzVFLEVBQU8sVUFBRyxRQUFRLFFBQVEsR0FBRztBQUM3QixFQUFPLGFBQU0sUUFBUSxRQUFRLHVCQUF1QjtBQUN0RCxDQUFDO0FBRUQsV0FBVyxRQUFRLENBQUMsR0FBRyxLQUFLLElBQUksSUFBSSxHQUFTLEdBQUc7QUFDOUMsT0FBSyw0REFBNEQsSUFBSSxLQUFLLE1BQU07QUFDOUUsVUFBTSxTQUFTLFFBQVEsSUFBSSxrQkFBa0IsSUFBSSxNQUFVO0FBQzNELFVBQU0sVUFBVSxJQUFJLFFBQVEsVUFBVSxHQUFHLENBQUMsT0FBTyxNQUFNLEdBQUcsT0FBTyxJQUFJLENBQUMsQ0FBQztBQUN2RSxJQUFPLFVBQUcsUUFBUSxRQUFRLEVBQUU7QUFDNUIsSUFBTyxVQUFHLFFBQVEsUUFBUSxTQUFTLE1BQU0scUJBQXFCLElBQUk7QUFBQSxDQUFtQjtBQUFBLEVBQ3ZGLENBQUM7QUFDSDtBQUVBLEtBQUssSUFBSTsiLAogICJuYW1lcyI6IFsid3JpdGVGaWxlU3luYyIsICJqb2luIiwgInNvdXJjZSIsICJydW4iLCAiam9pbiIsICJ3cml0ZUZpbGVTeW5jIiwgImhvc3QiXQp9Cg==
