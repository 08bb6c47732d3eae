// What __host__ promises to TypeScript, on every build: frozen (musl, glibc), as a script, cold,
// and cold under ASan and UBSan. All must print the same.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { builder, frozen, host, hosts, type Outcome, prelude, run, scratch } from "./tools.ts";

const test = suite("contract");

// [an expression, what it prints]; pipe(f) gives f a pipe and prints what f wrote to it.
const promises: [string, string][] = [
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
    "TypeError: syscall: argument 2 must be a number, bigint, string, buffer, view, descriptor or null",
  ],
  [
    "host.syscall(NR.write, {})",
    "TypeError: syscall: argument 1 must be a number, bigint, string, buffer, view, descriptor or null",
  ],
  [
    "host.syscall(NR.write, Symbol('s'))",
    "TypeError: syscall: argument 1 must be a number, bigint, string, buffer, view, descriptor or null",
  ],
  [
    "host.syscall(NR.write, 0.5)",
    "TypeError: syscall: argument 1 is no integer that a number holds exactly: use a bigint",
  ],
  [
    "host.syscall(NR.write, 2 ** 53 + 2)",
    "TypeError: syscall: argument 1 is no integer that a number holds exactly: use a bigint",
  ],
  [
    "host.syscall(NR.write, NaN)",
    "TypeError: syscall: argument 1 is no integer that a number holds exactly: use a bigint",
  ],
  [
    "host.syscall(NR.write, -Infinity)",
    "TypeError: syscall: argument 1 is no integer that a number holds exactly: use a bigint",
  ],
  [
    "host.syscall(NR.openat, AT_FDCWD, 'a\\0b', 0, 0)",
    "TypeError: a string for the kernel cannot hold U+0000 (at index 1)",
  ],
  [
    "host.syscall(NR.openat, AT_FDCWD, 'é\\ud800', 0, 0)",
    "TypeError: a string for the kernel cannot hold U+D800 (at index 1)",
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
    "120",
  ],
  [
    "pipe((fd) => host.syscall(NR.write, fd, 'x'.repeat(20000) + 'é' + 'y'.repeat(20000), 40003)).split(',').length",
    "40003",
  ],
  [
    "pipe((fd) => { let rope = ''; for (let i = 0; i < 3000; i++) rope += 'part' + i; host.syscall(NR.write, fd, rope, 8); })",
    "112,97,114,116,48,112,97,114",
  ],
  ["pipe((fd) => host.syscall(NR.write, { fd }, Uint8Array.of(7), 1))", "7"],
  ["host.syscall(NR.write, { get fd() { return -1; } }, 'x', 1)", "-9"],
  ...[3, 1000, 30_000].map((size): [string, string] => [
    `pipe((fd) => host.syscall(NR.write, fd, 'a'.repeat(${size}), { get fd() { host.syscall(NR.write, -1, 'b'.repeat(${size}), 1); return 3; } }))`,
    "97,97,97",
  ]),
  [
    "host.syscall(NR.write, { fd: '1' }, 'x', 1)",
    "TypeError: syscall: argument 1 must be a number, bigint, string, buffer, view, descriptor or null",
  ],
  ["host.syscall(NR.write, { get fd() { throw new RangeError('mine'); } }, 'x', 1)", "RangeError: mine"],
  ["host.attempt(NR.write, -1, 'x', 1)", "-9"],
  [
    "host.attempt(NR.write, true)",
    "TypeError: syscall: argument 1 must be a number, bigint, string, buffer, view, descriptor or null",
  ],
  ["pipe((fd) => host.call(NR.write, fd, 'x', 1))", "120"],
  ["host.call(NR.write, -1, 'x', 1)", "TypeError: not a function"],
  [
    "{ host.onRefused((errno, nr, ...args) => new RangeError([errno, nr === NR.write, ...args].join())); return host.call(NR.write, -1, 'x', 1); }",
    "RangeError: 9,true,-1,x,1",
  ],
  [
    "{ host.onRefused(() => { throw new RangeError('mine'); }); return host.call(NR.write, -1, 'x', 1); }",
    "RangeError: mine",
  ],
  ["host.onRefused(1)", "TypeError: onRefused: want a function"],
  ["host.through(1)", "TypeError: through: want two functions, or none"],
  [
    "{ const { attempt, call } = host; host.through((...a) => ['attempt', ...a].join(), (...a) => ['call', ...a].join()); const both = attempt(1, 2) + call(3); host.through(); return both + attempt(NR.write, -1, 'x', 1); }",
    "attempt,1,2call,3-9",
  ],
  ["host.syscall(NR.openat, AT_FDCWD, null, 0, 0)", "-14"],
  ["host.syscall(NR.openat, AT_FDCWD, undefined, 0, 0)", "-14"],
  ["host.syscall(NR.openat, -(2 ** 53), '/', 0, 0) >= 0", "true"],
  ["host.syscall(NR.mmap, 0, 2n ** 63n, 0, 0x22, -1, 0)", "-12"],
  ["host.syscall(NR.mmap, 0, 2n ** 64n + 4096n, 0, 0x22, -1, 0) > 2 ** 32", "true"],
  [
    "{ const b = new ArrayBuffer(8); b.transfer(); return host.syscall(NR.write, 1, b, 1); }",
    "TypeError: syscall: the buffer of argument 2 is detached",
  ],
  [
    "{ const v = new Uint8Array(8); v.buffer.transfer(); return host.address(v); }",
    "TypeError: address: the buffer is detached",
  ],
  ["{ const v = new Uint8Array(16); return host.address(v.subarray(3)) - host.address(v.buffer); }", "3"],
  ["host.address('x')", "TypeError: address: want a buffer or a view"],
  [
    "{ const v = Uint8Array.of(9, 8, 7); return new Uint8Array(host.peek(host.address(v) + 1, 2)).join(); }",
    "8,7",
  ],
  [
    "{ const v = Uint8Array.of(9, 8, 7); return new Uint8Array(host.peek(BigInt(host.address(v)), 1)).join(); }",
    "9",
  ],
  ["host.peek(16, 4)", "RangeError: peek: no 4 readable bytes at that address"],
  ["host.peek(16, -4)", "RangeError: peek: length -4"],
  ["host.peek('x', 4)", "TypeError: peek: want an address and a length"],
  ["host.encode('aé').constructor.name + host.encode('aé').join()", "Uint8Array97,195,169"],
  ["host.decode(Uint8Array.of(97, 255, 98).buffer, 1) === '\\udcffb'", "true"],
  ["host.decode(new DataView(Uint8Array.of(97, 98, 99).buffer, 1), 0, 1)", "b"],
  [
    "host.decode(Uint8Array.of(97), 0, { valueOf() { throw 1; } })",
    "TypeError: decode: end must be a number",
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
  ["host.environ('TZ=').join() + host.environ('none').length", "TZ=Asia/Tokyo0"],
  ["host.environ(1)", "TypeError: environ: want a string, or nothing"],
  ["new Date(0).getTimezoneOffset() + ' ' + new Date(0)", "0 Thu Jan 01 1970 00:00:00 GMT+0000"],
  ["Date.now() > 1.7e12", "true"],
  [
    "typeof performance + typeof console + typeof setTimeout + typeof queueMicrotask",
    "undefinedundefinedundefinedfunction",
  ],
  [
    "[typeof WeakRef, typeof Proxy, typeof BigInt64Array, typeof Intl, typeof structuredClone].join()",
    "function,function,function,undefined,undefined",
  ],
  [
    "/(?<year>\\d{4})/u.exec('in 2024').groups.year + [3, 1, 2].toSorted() + Object.groupBy([1, 2], (x) => x % 2)[0]",
    "20241,2,32",
  ],
  ["new Error('x', { cause: 1 }).cause + ' ' + Error.stackTraceLimit", "1 10"],
  ["[1, 2, 3].map((n) => n * 2n)", "TypeError: cannot convert BigInt to number"],
];

const source = `${prelude}
const pipe = (f) => {
  const ends = new Int32Array(2), bytes = new Uint8Array(65536);
  host.syscall(NR.pipe2, ends, 0);
  f(ends[1]);
  const n = host.syscall(NR.read, ends[0], bytes, 65536);
  host.syscall(NR.close, ends[0]); host.syscall(NR.close, ends[1]);
  return bytes.subarray(0, n).join();
};
host.main(() => {
${promises.map(([expression]) => `print(describe(() => ${expression.startsWith("{ ") ? expression : `(${expression})`}));`).join("\n")}
print("frozen: " + host.frozen);
return 3;
});
`;

const script = join(scratch, "contract.js");
writeFileSync(script, source);
const env = { TZ: "Asia/Tokyo", ASAN_OPTIONS: "detect_leaks=0", UBSAN_OPTIONS: "print_stacktrace=1" };
const cold = builder.buildCold();
const asan = builder.buildCold({ sanitize: true });

const builds: [string, boolean, () => Outcome][] = [
  ...hosts.map(({ libc, host }): [string, boolean, () => Outcome] => [
    `frozen, ${libc}`,
    true,
    () => run(frozen(`contract-${libc}`, source, host), ["one", "two"], { env }),
  ]),
  ["as a script", false, () => run(host, ["--script", script, "one", "two"], { env })],
  ["cold", false, () => run(cold, ["--script", script, "one", "two"], { env })],
  ["cold, under ASan and UBSan", false, () => run(asan, ["--script", script, "one", "two"], { env })],
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

// signal(7), "Interruption of system calls and library functions by stop signals": a wait for epoll ends by EINTR when
// its process was stopped and goes on, though nothing handles a signal.
test("a call that is interrupted answers EINTR; attempt() and call() make it again", async () => {
  const source = `${prelude}
    host.onRefused((errno) => new Error("errno " + errno));
    host.main(([, how]) => {
      const epoll = host.syscall(NR.epoll_create1, 0), event = new Uint32Array([1, 0, 0, 0]);
      if (host.syscall(NR.epoll_ctl, epoll, 1, 0, event)) return 1;
      print("ready");
      print(String(host[how](NR.epoll_pwait, epoll, new Uint32Array(4), 1, 20000, null, 8)));
    });`;
  const program = frozen("interrupted", source);
  for (const [how, answer] of [
    ["syscall", "-4"],
    ["attempt", "1"],
    ["call", "1"],
  ] as const) {
    const child = spawn(program, [how], { stdio: ["pipe", "pipe", "inherit"] });
    try {
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      assert.is((await lines.next()).value, "ready");
      const becomes = async (state: RegExp) => {
        const stat = () => readFileSync(`/proc/${child.pid}/stat`, "utf8");
        for (let tries = 0; tries < 1000 && !state.test(stat()); tries++) await setTimeout(5);
        assert.match(stat(), state);
      };
      await becomes(/\) S /);
      child.kill("SIGSTOP");
      await becomes(/\) T /);
      child.kill("SIGCONT");
      if (how !== "syscall") await becomes(/\) S /);
      if (how !== "syscall") child.stdin.write("x");
      assert.is((await lines.next()).value, answer, how);
    } finally {
      child.kill("SIGKILL");
    }
  }
});

test("a script sees the frozen globals, its file as argv[0], and its own errors by name", () => {
  const program = frozen(
    "isobox-box",
    `${prelude}globalThis.shared = new Map([["k", 42]]); host.main(() => 9);`,
  );
  const file = join(scratch, "user.js");
  writeFileSync(file, `__host__.main((argv) => { print(JSON.stringify([shared.get("k"), ...argv])); });\n`);
  assert.is(run(program, ["--script", file, "a"]).stdout, `[42,${JSON.stringify(file)},"a"]\n`);
  assert.is(run(program).status, 9);
  writeFileSync(file, "\n  throw new Error('mine');\n");
  const thrown = run(program, ["--script", file]);
  assert.is(thrown.status, 125);
  assert.ok(thrown.stderr.startsWith("Error: mine\n"));
  assert.ok(thrown.stderr.includes(`${file}:2:`), thrown.stderr);
  writeFileSync(file, "print('no entry');\n");
  assert.equal(run(program, ["--script", file]), {
    status: 0,
    signal: null,
    stdout: "no entry\n",
    stderr: "",
  });
  writeFileSync(file, "Promise.reject(new Error('lost'));\n");
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
    `${prelude}host.main(() => print(new Date(0).toLocaleString() + new Date(2024, 6, 1)));`,
  );
  const traced = run("strace", ["-f", "-e", "trace=open,openat", program], { env: { TZ: "Asia/Tokyo" } });
  assert.not(/localtime|zoneinfo/.test(traced.stderr));
  assert.match(traced.stdout, /Mon Jul 01 2024 00:00:00 GMT\+0000/);
});

test("a cold host does not freeze", () => {
  const outcome = run(cold, ["--freeze", script, "-o", join(scratch, "never")]);
  assert.is(outcome.status, 125);
  assert.match(outcome.stderr, /needs the static host/);
});

for (const seed of [1, Date.now() % 1_000_000]) {
  test(`the fuzz target finds nothing under ASan and UBSan (seed ${seed})`, () => {
    const rounds = process.env["ISOBOX_TEST_LONG"] ? 200_000 : 4_000;
    const outcome = run(builder.buildFuzz(), [String(rounds), String(seed)]);
    assert.is(outcome.stderr, "");
    assert.is(outcome.stdout, `fuzz: ${rounds} rounds from seed ${seed}: no difference\n`);
  });
}

test.run();
