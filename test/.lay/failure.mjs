// test/native/failure.test.ts
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
function sh(line, program, args = []) {
  return run("/bin/sh", ["-c", line, program, ...args]);
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

// test/native/failure.test.ts
var test = suite("failure");
var fork = `
const fork = (child) => {
  const pid = host.syscall(NR.clone, 17, 0, 0, 0, 0);
  if (pid === 0) child();
  const status = new Int32Array(1);
  if (host.syscall(NR.wait4, pid, status, 0, null) !== pid) throw new Error("wait4");
  return status[0];
};
`;
var reported = (outcome, text) => {
  assert.is(outcome.signal, null);
  assert.is(outcome.status, 125);
  assert.match(outcome.stderr, text);
};
for (const { libc, host: host2 } of hosts) {
  const program = (name, source) => frozen(`${name}-${libc}`, `${prelude}${fork}${source}`, host2);
  const deep = program(
    "deep",
    `const down = (n) => 1 + down(n + 1);
     const across = (n) => [n].map(() => across(n + 1));
     const nested = (n) => { let list = []; while (n--) list = [list]; return list; };
     host.main((argv) => {
       print(describe(() => down(0)));
       print(describe(() => across(0)));
       print(describe(() => JSON.stringify(nested(20000)).length));
       print(describe(() => JSON.parse("[".repeat(20000))));
       print(describe(() => new RegExp("(?:".repeat(20000) + ")".repeat(20000)).test("")));
       print(describe(() => (0, eval)("(".repeat(20000))));
       print(describe(() => { const o = {}; o.toString = () => "" + o; return "" + o; }));
       if (argv[1] === "uncaught") down(0);
     });`
  );
  const overflow = "RangeError: Maximum call stack size exceeded";
  for (const limit of ["-s 8192", "-s 256", "-s 128", "-s unlimited", "-v 20000"]) {
    test(`deep recursion is a RangeError under ulimit ${limit} (${libc})`, () => {
      const outcome = sh(`ulimit ${limit}; exec "$0"`, deep);
      assert.is(outcome.signal, null);
      assert.is(outcome.stderr, "");
      const lines = outcome.stdout.trimEnd().split("\n");
      assert.is(lines.length, 7);
      for (const line of lines.slice(0, 2)) assert.is(line, overflow);
      for (const line of lines.slice(2)) assert.match(line, /^RangeError: Maximum|^SyntaxError|^\d+$|^true$/);
      reported(
        sh(`ulimit ${limit}; exec "$0" uncaught`, deep),
        /Maximum call stack size exceeded\n +at down/
      );
    });
  }
  test(`deep recursion where address space ends before the stack's limit (${libc})`, () => {
    const squeezed = program(
      "squeezed",
      `const down = (n) => 1 + down(n + 1);
       host.main((argv) => {
         const kept = [];
         if (argv[1] === "full") try { for (;;) kept.push(new Uint8Array(4096)); } catch { kept.length -= 20; }
         print(describe(() => down(0)));
       });`
    );
    for (const kib of [6e3, 8192, 12e3])
      for (const heap of ["empty", "full"]) {
        const outcome = sh(`ulimit -v ${kib}; exec "$0" ${heap}`, squeezed);
        assert.equal(
          outcome,
          { status: 0, signal: null, stdout: `${overflow}
`, stderr: "" },
          `${kib} ${heap}`
        );
      }
  });
  test(`a large environment leaves less stack, and is counted (${libc})`, () => {
    const env = Object.fromEntries(Array.from({ length: 15 }, (_, i) => [`FILL${i}`, "x".repeat(1e5)]));
    const outcome = run(deep, [], { env });
    assert.is(outcome.stderr, "");
    assert.is(outcome.stdout.split("\n")[0], overflow);
  });
  test(`a full arena is an exception, whatever filled it, and the program goes on (${libc})`, () => {
    const full = program(
      "full",
      `const fill = (make) => { const list = []; try { for (;;) list.push(make(list.length)); } finally { list.length = 0; } };
       host.main((argv) => {
         if (argv[1] === "uncaught") for (const list = []; ; ) list.push({});
         print(describe(() => fill(() => new Uint8Array(1 << 20))));
         print(describe(() => fill((i) => ({ i }))));
         print(describe(() => fill((i) => "string " + i)));
         print(describe(() => fill((i) => [i, [i], new Map([[i, i]])])));
         print(describe(() => new Uint8Array(1 << 30).length));
         print(describe(() => fill(() => new Uint8Array(12345))));
         host.collect();
         print(String(host.memory().used < 1 << 20));
       });`
    );
    const outcome = run(full);
    assert.is(outcome.stderr, "");
    assert.is(outcome.stdout, `${"InternalError: out of memory\n".repeat(6)}true
`);
    reported(run(full, ["uncaught"]), /^InternalError: out of memory\n +at/);
  });
  test(`an abort in a forked child ends the child alone (${libc})`, () => {
    const aborting = program(
      "aborting",
      `host.main((argv) => {
         const status = fork(() => host.abort());
         print("child: signal " + (status & 127) + ", status " + (status >> 8));
         // Blocked and ignored, it is fatal all the same.
         const again = fork(() => { host.syscall(NR.rt_sigprocmask, 0, new BigUint64Array([~0n]), null, 8); host.abort(); });
         print("child: signal " + (again & 127));
       });`
    );
    const outcome = run(aborting);
    assert.is(outcome.signal, null);
    assert.is(outcome.status, 0);
    assert.is(outcome.stdout, "child: signal 6, status 0\nchild: signal 6\n");
    assert.is(outcome.stderr, "isobox: internal error: abort\n".repeat(2));
    const first = run("unshare", ["--pid", "--fork", program("first", "host.main(() => host.abort());")]);
    assert.is(first.signal, null);
    assert.is(first.status, 134);
  });
  const ends = [
    ["a lost rejection", "Promise.reject(new Error('nobody looks'));", ["Error: nobody looks"]],
    [
      "a rejection in a job",
      "Promise.resolve().then(() => { throw new TypeError('later'); });",
      ["TypeError: later"]
    ],
    [
      "an async main that throws",
      "return (async () => { await 0; throw new Error('in main'); })();",
      ["Error: in main"]
    ],
    ["a main that never settles", "return new Promise(() => {});", ["never finished"]],
    ["a thrown value that is no error", "throw 'words';", ["words"]],
    ["a thrown null", "throw null;", ["null"]],
    ["a thrown object that cannot be printed", "throw { toString() { throw 1; } };", ["cannot be printed"]],
    ["a status that is none", "return 'seven';", ["must return an exit status"]],
    ["a status out of range", "return 256;", ["must return an exit status"]],
    [
      "a handler that throws",
      "host.onUncaught(() => { throw 1; }); throw new Error('kept');",
      ["Error: kept"]
    ],
    ["a handler without an answer", "host.onUncaught(() => {}); throw new Error('kept');", ["Error: kept"]]
  ];
  const each = program(
    "ends",
    `host.main((argv) => { switch (argv[1]) { ${ends.map(([, code], i) => `case "${i}": { ${code} break; }`).join("\n")} } });`
  );
  for (const [i, [name, , texts]] of ends.entries()) {
    test(`${name} is reported (${libc})`, () => {
      const outcome = run(each, [String(i)]);
      assert.is(outcome.status, 125);
      for (const text of texts) assert.ok(outcome.stderr.includes(text), outcome.stderr);
    });
  }
  test(`a rejection that is handled later is no failure, and the status is main's (${libc})`, () => {
    const handled = program(
      "handled",
      `host.main(async () => {
         const late = Promise.reject(new Error("handled"));
         await 0; await 0;
         try { await late; } catch { return 42; }
       });`
    );
    assert.equal(run(handled), { status: 42, signal: null, stdout: "", stderr: "" });
  });
  test(`onUncaught decides what is printed, bytes included (${libc})`, () => {
    const handler = program(
      "handler",
      `host.onUncaught((error, kind) => kind + ": " + error.message + " \\udcff" );
       host.main((argv) => { if (argv[1]) Promise.reject(new Error("r")); else throw new Error("e"); });`
    );
    const bytes = (args) => sh(`"$0" ${args} 2>&1 | od -An -c`, handler).stdout.replace(/\s+/g, " ").trim();
    assert.is(bytes(""), "e x c e p t i o n : e 377 \\n");
    assert.is(bytes("x"), "r e j e c t i o n : r 377 \\n");
  });
  test(`half a million cyclic objects are collected in a program that stays (${libc})`, () => {
    const cycles = program(
      "cycles",
      `const make = (n) => { for (let i = 0; i < n; i++) { const a = { i }, b = { a }; a.b = b; } };
       host.main((argv) => {
         make(1000);
         const before = host.memory();
         if (argv[1] === "on") host.gc(1 << 20);
         let most = 0;
         for (let i = 0; i < 50; i++) { make(10000); most = Math.max(most, host.memory().used); }
         const grown = most - before.used;
         host.collect();
         print([grown < 8 << 20, host.memory().used - before.used < 1 << 18].join(" "));
       });`
    );
    assert.is(run(cycles, ["on"]).stdout, "true true\n");
    assert.is(run(cycles, ["off"]).stdout, "false true\n");
  });
  test(`the report survives a reader that is slow, and a closed descriptor (${libc})`, () => {
    const long = program("long", `host.main(() => { throw new Error("x".repeat(300000)); });`);
    const slow = sh(`"$0" 2>&1 >/dev/null | { sleep 0.3; wc -c; }`, long);
    assert.ok(Number(slow.stdout) > 3e5);
    assert.is(sh(`"$0" 2>&-; echo $?`, long).stdout, "125\n");
  });
}
test.run();
//# sourceMappingURL=data:application/json;base64,ewogICJ2ZXJzaW9uIjogMywKICAic291cmNlcyI6IFsiLi4vbmF0aXZlL2ZhaWx1cmUudGVzdC50cyIsICIuLi9uYXRpdmUvdG9vbHMudHMiXSwKICAic291cmNlc0NvbnRlbnQiOiBbIi8vIFdoYXQgZ29lcyB3cm9uZyBlbmRzIGFzIGFuIGV4Y2VwdGlvbiBvciBvbmUgY2xlYXIgcmVwb3J0OiBubyBzaWduYWwgdG8gYSBwYXJlbnQsIG5vIHNpbGVuY2UuXG5pbXBvcnQgeyBzdWl0ZSB9IGZyb20gXCJ1dnVcIjtcbmltcG9ydCAqIGFzIGFzc2VydCBmcm9tIFwidXZ1L2Fzc2VydFwiO1xuaW1wb3J0IHsgZnJvemVuLCBob3N0cywgdHlwZSBPdXRjb21lLCBwcmVsdWRlLCBydW4sIHNoIH0gZnJvbSBcIi4vdG9vbHMudHNcIjtcblxuY29uc3QgdGVzdCA9IHN1aXRlKFwiZmFpbHVyZVwiKTtcblxuY29uc3QgZm9yayA9IGBcbmNvbnN0IGZvcmsgPSAoY2hpbGQpID0+IHtcbiAgY29uc3QgcGlkID0gaG9zdC5zeXNjYWxsKE5SLmNsb25lLCAxNywgMCwgMCwgMCwgMCk7XG4gIGlmIChwaWQgPT09IDApIGNoaWxkKCk7XG4gIGNvbnN0IHN0YXR1cyA9IG5ldyBJbnQzMkFycmF5KDEpO1xuICBpZiAoaG9zdC5zeXNjYWxsKE5SLndhaXQ0LCBwaWQsIHN0YXR1cywgMCwgbnVsbCkgIT09IHBpZCkgdGhyb3cgbmV3IEVycm9yKFwid2FpdDRcIik7XG4gIHJldHVybiBzdGF0dXNbMF07XG59O1xuYDtcblxuY29uc3QgcmVwb3J0ZWQgPSAob3V0Y29tZTogT3V0Y29tZSwgdGV4dDogUmVnRXhwKSA9PiB7XG4gIGFzc2VydC5pcyhvdXRjb21lLnNpZ25hbCwgbnVsbCk7XG4gIGFzc2VydC5pcyhvdXRjb21lLnN0YXR1cywgMTI1KTtcbiAgYXNzZXJ0Lm1hdGNoKG91dGNvbWUuc3RkZXJyLCB0ZXh0KTtcbn07XG5cbmZvciAoY29uc3QgeyBsaWJjLCBob3N0IH0gb2YgaG9zdHMpIHtcbiAgY29uc3QgcHJvZ3JhbSA9IChuYW1lOiBzdHJpbmcsIHNvdXJjZTogc3RyaW5nKSA9PlxuICAgIGZyb3plbihgJHtuYW1lfS0ke2xpYmN9YCwgYCR7cHJlbHVkZX0ke2Zvcmt9JHtzb3VyY2V9YCwgaG9zdCk7XG5cbiAgY29uc3QgZGVlcCA9IHByb2dyYW0oXG4gICAgXCJkZWVwXCIsXG4gICAgYGNvbnN0IGRvd24gPSAobikgPT4gMSArIGRvd24obiArIDEpO1xuICAgICBjb25zdCBhY3Jvc3MgPSAobikgPT4gW25dLm1hcCgoKSA9PiBhY3Jvc3MobiArIDEpKTtcbiAgICAgY29uc3QgbmVzdGVkID0gKG4pID0+IHsgbGV0IGxpc3QgPSBbXTsgd2hpbGUgKG4tLSkgbGlzdCA9IFtsaXN0XTsgcmV0dXJuIGxpc3Q7IH07XG4gICAgIGhvc3QubWFpbigoYXJndikgPT4ge1xuICAgICAgIHByaW50KGRlc2NyaWJlKCgpID0+IGRvd24oMCkpKTtcbiAgICAgICBwcmludChkZXNjcmliZSgoKSA9PiBhY3Jvc3MoMCkpKTtcbiAgICAgICBwcmludChkZXNjcmliZSgoKSA9PiBKU09OLnN0cmluZ2lmeShuZXN0ZWQoMjAwMDApKS5sZW5ndGgpKTtcbiAgICAgICBwcmludChkZXNjcmliZSgoKSA9PiBKU09OLnBhcnNlKFwiW1wiLnJlcGVhdCgyMDAwMCkpKSk7XG4gICAgICAgcHJpbnQoZGVzY3JpYmUoKCkgPT4gbmV3IFJlZ0V4cChcIig/OlwiLnJlcGVhdCgyMDAwMCkgKyBcIilcIi5yZXBlYXQoMjAwMDApKS50ZXN0KFwiXCIpKSk7XG4gICAgICAgcHJpbnQoZGVzY3JpYmUoKCkgPT4gKDAsIGV2YWwpKFwiKFwiLnJlcGVhdCgyMDAwMCkpKSk7XG4gICAgICAgcHJpbnQoZGVzY3JpYmUoKCkgPT4geyBjb25zdCBvID0ge307IG8udG9TdHJpbmcgPSAoKSA9PiBcIlwiICsgbzsgcmV0dXJuIFwiXCIgKyBvOyB9KSk7XG4gICAgICAgaWYgKGFyZ3ZbMV0gPT09IFwidW5jYXVnaHRcIikgZG93bigwKTtcbiAgICAgfSk7YCxcbiAgKTtcbiAgY29uc3Qgb3ZlcmZsb3cgPSBcIlJhbmdlRXJyb3I6IE1heGltdW0gY2FsbCBzdGFjayBzaXplIGV4Y2VlZGVkXCI7XG4gIGZvciAoY29uc3QgbGltaXQgb2YgW1wiLXMgODE5MlwiLCBcIi1zIDI1NlwiLCBcIi1zIDEyOFwiLCBcIi1zIHVubGltaXRlZFwiLCBcIi12IDIwMDAwXCJdKSB7XG4gICAgdGVzdChgZGVlcCByZWN1cnNpb24gaXMgYSBSYW5nZUVycm9yIHVuZGVyIHVsaW1pdCAke2xpbWl0fSAoJHtsaWJjfSlgLCAoKSA9PiB7XG4gICAgICBjb25zdCBvdXRjb21lID0gc2goYHVsaW1pdCAke2xpbWl0fTsgZXhlYyBcIiQwXCJgLCBkZWVwKTtcbiAgICAgIGFzc2VydC5pcyhvdXRjb21lLnNpZ25hbCwgbnVsbCk7XG4gICAgICBhc3NlcnQuaXMob3V0Y29tZS5zdGRlcnIsIFwiXCIpO1xuICAgICAgY29uc3QgbGluZXMgPSBvdXRjb21lLnN0ZG91dC50cmltRW5kKCkuc3BsaXQoXCJcXG5cIik7XG4gICAgICBhc3NlcnQuaXMobGluZXMubGVuZ3RoLCA3KTtcbiAgICAgIGZvciAoY29uc3QgbGluZSBvZiBsaW5lcy5zbGljZSgwLCAyKSkgYXNzZXJ0LmlzKGxpbmUsIG92ZXJmbG93KTtcbiAgICAgIC8vIEEgc3RhY2sgb2YgNjQgTUIgbWF5IHJlYWxseSBob2xkIHRoZSByZXN0LlxuICAgICAgZm9yIChjb25zdCBsaW5lIG9mIGxpbmVzLnNsaWNlKDIpKSBhc3NlcnQubWF0Y2gobGluZSwgL15SYW5nZUVycm9yOiBNYXhpbXVtfF5TeW50YXhFcnJvcnxeXFxkKyR8XnRydWUkLyk7XG4gICAgICByZXBvcnRlZChcbiAgICAgICAgc2goYHVsaW1pdCAke2xpbWl0fTsgZXhlYyBcIiQwXCIgdW5jYXVnaHRgLCBkZWVwKSxcbiAgICAgICAgL01heGltdW0gY2FsbCBzdGFjayBzaXplIGV4Y2VlZGVkXFxuICthdCBkb3duLyxcbiAgICAgICk7XG4gICAgfSk7XG4gIH1cblxuICB0ZXN0KGBkZWVwIHJlY3Vyc2lvbiB3aGVyZSBhZGRyZXNzIHNwYWNlIGVuZHMgYmVmb3JlIHRoZSBzdGFjaydzIGxpbWl0ICgke2xpYmN9KWAsICgpID0+IHtcbiAgICBjb25zdCBzcXVlZXplZCA9IHByb2dyYW0oXG4gICAgICBcInNxdWVlemVkXCIsXG4gICAgICBgY29uc3QgZG93biA9IChuKSA9PiAxICsgZG93bihuICsgMSk7XG4gICAgICAgaG9zdC5tYWluKChhcmd2KSA9PiB7XG4gICAgICAgICBjb25zdCBrZXB0ID0gW107XG4gICAgICAgICBpZiAoYXJndlsxXSA9PT0gXCJmdWxsXCIpIHRyeSB7IGZvciAoOzspIGtlcHQucHVzaChuZXcgVWludDhBcnJheSg0MDk2KSk7IH0gY2F0Y2ggeyBrZXB0Lmxlbmd0aCAtPSAyMDsgfVxuICAgICAgICAgcHJpbnQoZGVzY3JpYmUoKCkgPT4gZG93bigwKSkpO1xuICAgICAgIH0pO2AsXG4gICAgKTtcbiAgICBmb3IgKGNvbnN0IGtpYiBvZiBbNjAwMCwgODE5MiwgMTIwMDBdKVxuICAgICAgZm9yIChjb25zdCBoZWFwIG9mIFtcImVtcHR5XCIsIFwiZnVsbFwiXSkge1xuICAgICAgICBjb25zdCBvdXRjb21lID0gc2goYHVsaW1pdCAtdiAke2tpYn07IGV4ZWMgXCIkMFwiICR7aGVhcH1gLCBzcXVlZXplZCk7XG4gICAgICAgIGFzc2VydC5lcXVhbChcbiAgICAgICAgICBvdXRjb21lLFxuICAgICAgICAgIHsgc3RhdHVzOiAwLCBzaWduYWw6IG51bGwsIHN0ZG91dDogYCR7b3ZlcmZsb3d9XFxuYCwgc3RkZXJyOiBcIlwiIH0sXG4gICAgICAgICAgYCR7a2lifSAke2hlYXB9YCxcbiAgICAgICAgKTtcbiAgICAgIH1cbiAgfSk7XG5cbiAgdGVzdChgYSBsYXJnZSBlbnZpcm9ubWVudCBsZWF2ZXMgbGVzcyBzdGFjaywgYW5kIGlzIGNvdW50ZWQgKCR7bGliY30pYCwgKCkgPT4ge1xuICAgIGNvbnN0IGVudiA9IE9iamVjdC5mcm9tRW50cmllcyhBcnJheS5mcm9tKHsgbGVuZ3RoOiAxNSB9LCAoXywgaSkgPT4gW2BGSUxMJHtpfWAsIFwieFwiLnJlcGVhdCgxMDBfMDAwKV0pKTtcbiAgICBjb25zdCBvdXRjb21lID0gcnVuKGRlZXAsIFtdLCB7IGVudiB9KTtcbiAgICBhc3NlcnQuaXMob3V0Y29tZS5zdGRlcnIsIFwiXCIpO1xuICAgIGFzc2VydC5pcyhvdXRjb21lLnN0ZG91dC5zcGxpdChcIlxcblwiKVswXSwgb3ZlcmZsb3cpO1xuICB9KTtcblxuICB0ZXN0KGBhIGZ1bGwgYXJlbmEgaXMgYW4gZXhjZXB0aW9uLCB3aGF0ZXZlciBmaWxsZWQgaXQsIGFuZCB0aGUgcHJvZ3JhbSBnb2VzIG9uICgke2xpYmN9KWAsICgpID0+IHtcbiAgICBjb25zdCBmdWxsID0gcHJvZ3JhbShcbiAgICAgIFwiZnVsbFwiLFxuICAgICAgYGNvbnN0IGZpbGwgPSAobWFrZSkgPT4geyBjb25zdCBsaXN0ID0gW107IHRyeSB7IGZvciAoOzspIGxpc3QucHVzaChtYWtlKGxpc3QubGVuZ3RoKSk7IH0gZmluYWxseSB7IGxpc3QubGVuZ3RoID0gMDsgfSB9O1xuICAgICAgIGhvc3QubWFpbigoYXJndikgPT4ge1xuICAgICAgICAgaWYgKGFyZ3ZbMV0gPT09IFwidW5jYXVnaHRcIikgZm9yIChjb25zdCBsaXN0ID0gW107IDsgKSBsaXN0LnB1c2goe30pO1xuICAgICAgICAgcHJpbnQoZGVzY3JpYmUoKCkgPT4gZmlsbCgoKSA9PiBuZXcgVWludDhBcnJheSgxIDw8IDIwKSkpKTtcbiAgICAgICAgIHByaW50KGRlc2NyaWJlKCgpID0+IGZpbGwoKGkpID0+ICh7IGkgfSkpKSk7XG4gICAgICAgICBwcmludChkZXNjcmliZSgoKSA9PiBmaWxsKChpKSA9PiBcInN0cmluZyBcIiArIGkpKSk7XG4gICAgICAgICBwcmludChkZXNjcmliZSgoKSA9PiBmaWxsKChpKSA9PiBbaSwgW2ldLCBuZXcgTWFwKFtbaSwgaV1dKV0pKSk7XG4gICAgICAgICBwcmludChkZXNjcmliZSgoKSA9PiBuZXcgVWludDhBcnJheSgxIDw8IDMwKS5sZW5ndGgpKTtcbiAgICAgICAgIHByaW50KGRlc2NyaWJlKCgpID0+IGZpbGwoKCkgPT4gbmV3IFVpbnQ4QXJyYXkoMTIzNDUpKSkpO1xuICAgICAgICAgaG9zdC5jb2xsZWN0KCk7XG4gICAgICAgICBwcmludChTdHJpbmcoaG9zdC5tZW1vcnkoKS51c2VkIDwgMSA8PCAyMCkpO1xuICAgICAgIH0pO2AsXG4gICAgKTtcbiAgICBjb25zdCBvdXRjb21lID0gcnVuKGZ1bGwpO1xuICAgIGFzc2VydC5pcyhvdXRjb21lLnN0ZGVyciwgXCJcIik7XG4gICAgYXNzZXJ0LmlzKG91dGNvbWUuc3Rkb3V0LCBgJHtcIkludGVybmFsRXJyb3I6IG91dCBvZiBtZW1vcnlcXG5cIi5yZXBlYXQoNil9dHJ1ZVxcbmApO1xuICAgIHJlcG9ydGVkKHJ1bihmdWxsLCBbXCJ1bmNhdWdodFwiXSksIC9eSW50ZXJuYWxFcnJvcjogb3V0IG9mIG1lbW9yeVxcbiArYXQvKTtcbiAgfSk7XG5cbiAgdGVzdChgYW4gYWJvcnQgaW4gYSBmb3JrZWQgY2hpbGQgZW5kcyB0aGUgY2hpbGQgYWxvbmUgKCR7bGliY30pYCwgKCkgPT4ge1xuICAgIGNvbnN0IGFib3J0aW5nID0gcHJvZ3JhbShcbiAgICAgIFwiYWJvcnRpbmdcIixcbiAgICAgIGBob3N0Lm1haW4oKGFyZ3YpID0+IHtcbiAgICAgICAgIGNvbnN0IHN0YXR1cyA9IGZvcmsoKCkgPT4gaG9zdC5hYm9ydCgpKTtcbiAgICAgICAgIHByaW50KFwiY2hpbGQ6IHNpZ25hbCBcIiArIChzdGF0dXMgJiAxMjcpICsgXCIsIHN0YXR1cyBcIiArIChzdGF0dXMgPj4gOCkpO1xuICAgICAgICAgLy8gQmxvY2tlZCBhbmQgaWdub3JlZCwgaXQgaXMgZmF0YWwgYWxsIHRoZSBzYW1lLlxuICAgICAgICAgY29uc3QgYWdhaW4gPSBmb3JrKCgpID0+IHsgaG9zdC5zeXNjYWxsKE5SLnJ0X3NpZ3Byb2NtYXNrLCAwLCBuZXcgQmlnVWludDY0QXJyYXkoW34wbl0pLCBudWxsLCA4KTsgaG9zdC5hYm9ydCgpOyB9KTtcbiAgICAgICAgIHByaW50KFwiY2hpbGQ6IHNpZ25hbCBcIiArIChhZ2FpbiAmIDEyNykpO1xuICAgICAgIH0pO2AsXG4gICAgKTtcbiAgICBjb25zdCBvdXRjb21lID0gcnVuKGFib3J0aW5nKTtcbiAgICBhc3NlcnQuaXMob3V0Y29tZS5zaWduYWwsIG51bGwpO1xuICAgIGFzc2VydC5pcyhvdXRjb21lLnN0YXR1cywgMCk7XG4gICAgYXNzZXJ0LmlzKG91dGNvbWUuc3Rkb3V0LCBcImNoaWxkOiBzaWduYWwgNiwgc3RhdHVzIDBcXG5jaGlsZDogc2lnbmFsIDZcXG5cIik7XG4gICAgYXNzZXJ0LmlzKG91dGNvbWUuc3RkZXJyLCBcImlzb2JveDogaW50ZXJuYWwgZXJyb3I6IGFib3J0XFxuXCIucmVwZWF0KDIpKTtcbiAgICAvLyBUaGUgZmlyc3QgcHJvY2VzcyBvZiBhIHBpZCBuYW1lc3BhY2UgZG9lcyBub3QgZGllIG9mIGl0cyBvd24gc2lnbmFsOiBpdCBleGl0cy5cbiAgICBjb25zdCBmaXJzdCA9IHJ1bihcInVuc2hhcmVcIiwgW1wiLS1waWRcIiwgXCItLWZvcmtcIiwgcHJvZ3JhbShcImZpcnN0XCIsIFwiaG9zdC5tYWluKCgpID0+IGhvc3QuYWJvcnQoKSk7XCIpXSk7XG4gICAgYXNzZXJ0LmlzKGZpcnN0LnNpZ25hbCwgbnVsbCk7XG4gICAgYXNzZXJ0LmlzKGZpcnN0LnN0YXR1cywgMTM0KTtcbiAgfSk7XG5cbiAgY29uc3QgZW5kczogW3N0cmluZywgc3RyaW5nLCBzdHJpbmdbXV1bXSA9IFtcbiAgICBbXCJhIGxvc3QgcmVqZWN0aW9uXCIsIFwiUHJvbWlzZS5yZWplY3QobmV3IEVycm9yKCdub2JvZHkgbG9va3MnKSk7XCIsIFtcIkVycm9yOiBub2JvZHkgbG9va3NcIl1dLFxuICAgIFtcbiAgICAgIFwiYSByZWplY3Rpb24gaW4gYSBqb2JcIixcbiAgICAgIFwiUHJvbWlzZS5yZXNvbHZlKCkudGhlbigoKSA9PiB7IHRocm93IG5ldyBUeXBlRXJyb3IoJ2xhdGVyJyk7IH0pO1wiLFxuICAgICAgW1wiVHlwZUVycm9yOiBsYXRlclwiXSxcbiAgICBdLFxuICAgIFtcbiAgICAgIFwiYW4gYXN5bmMgbWFpbiB0aGF0IHRocm93c1wiLFxuICAgICAgXCJyZXR1cm4gKGFzeW5jICgpID0+IHsgYXdhaXQgMDsgdGhyb3cgbmV3IEVycm9yKCdpbiBtYWluJyk7IH0pKCk7XCIsXG4gICAgICBbXCJFcnJvcjogaW4gbWFpblwiXSxcbiAgICBdLFxuICAgIFtcImEgbWFpbiB0aGF0IG5ldmVyIHNldHRsZXNcIiwgXCJyZXR1cm4gbmV3IFByb21pc2UoKCkgPT4ge30pO1wiLCBbXCJuZXZlciBmaW5pc2hlZFwiXV0sXG4gICAgW1wiYSB0aHJvd24gdmFsdWUgdGhhdCBpcyBubyBlcnJvclwiLCBcInRocm93ICd3b3Jkcyc7XCIsIFtcIndvcmRzXCJdXSxcbiAgICBbXCJhIHRocm93biBudWxsXCIsIFwidGhyb3cgbnVsbDtcIiwgW1wibnVsbFwiXV0sXG4gICAgW1wiYSB0aHJvd24gb2JqZWN0IHRoYXQgY2Fubm90IGJlIHByaW50ZWRcIiwgXCJ0aHJvdyB7IHRvU3RyaW5nKCkgeyB0aHJvdyAxOyB9IH07XCIsIFtcImNhbm5vdCBiZSBwcmludGVkXCJdXSxcbiAgICBbXCJhIHN0YXR1cyB0aGF0IGlzIG5vbmVcIiwgXCJyZXR1cm4gJ3NldmVuJztcIiwgW1wibXVzdCByZXR1cm4gYW4gZXhpdCBzdGF0dXNcIl1dLFxuICAgIFtcImEgc3RhdHVzIG91dCBvZiByYW5nZVwiLCBcInJldHVybiAyNTY7XCIsIFtcIm11c3QgcmV0dXJuIGFuIGV4aXQgc3RhdHVzXCJdXSxcbiAgICBbXG4gICAgICBcImEgaGFuZGxlciB0aGF0IHRocm93c1wiLFxuICAgICAgXCJob3N0Lm9uVW5jYXVnaHQoKCkgPT4geyB0aHJvdyAxOyB9KTsgdGhyb3cgbmV3IEVycm9yKCdrZXB0Jyk7XCIsXG4gICAgICBbXCJFcnJvcjoga2VwdFwiXSxcbiAgICBdLFxuICAgIFtcImEgaGFuZGxlciB3aXRob3V0IGFuIGFuc3dlclwiLCBcImhvc3Qub25VbmNhdWdodCgoKSA9PiB7fSk7IHRocm93IG5ldyBFcnJvcigna2VwdCcpO1wiLCBbXCJFcnJvcjoga2VwdFwiXV0sXG4gIF07XG4gIGNvbnN0IGVhY2ggPSBwcm9ncmFtKFxuICAgIFwiZW5kc1wiLFxuICAgIGBob3N0Lm1haW4oKGFyZ3YpID0+IHsgc3dpdGNoIChhcmd2WzFdKSB7ICR7ZW5kcy5tYXAoKFssIGNvZGVdLCBpKSA9PiBgY2FzZSBcIiR7aX1cIjogeyAke2NvZGV9IGJyZWFrOyB9YCkuam9pbihcIlxcblwiKX0gfSB9KTtgLFxuICApO1xuICBmb3IgKGNvbnN0IFtpLCBbbmFtZSwgLCB0ZXh0c11dIG9mIGVuZHMuZW50cmllcygpKSB7XG4gICAgdGVzdChgJHtuYW1lfSBpcyByZXBvcnRlZCAoJHtsaWJjfSlgLCAoKSA9PiB7XG4gICAgICBjb25zdCBvdXRjb21lID0gcnVuKGVhY2gsIFtTdHJpbmcoaSldKTtcbiAgICAgIGFzc2VydC5pcyhvdXRjb21lLnN0YXR1cywgMTI1KTtcbiAgICAgIGZvciAoY29uc3QgdGV4dCBvZiB0ZXh0cykgYXNzZXJ0Lm9rKG91dGNvbWUuc3RkZXJyLmluY2x1ZGVzKHRleHQpLCBvdXRjb21lLnN0ZGVycik7XG4gICAgfSk7XG4gIH1cblxuICB0ZXN0KGBhIHJlamVjdGlvbiB0aGF0IGlzIGhhbmRsZWQgbGF0ZXIgaXMgbm8gZmFpbHVyZSwgYW5kIHRoZSBzdGF0dXMgaXMgbWFpbidzICgke2xpYmN9KWAsICgpID0+IHtcbiAgICBjb25zdCBoYW5kbGVkID0gcHJvZ3JhbShcbiAgICAgIFwiaGFuZGxlZFwiLFxuICAgICAgYGhvc3QubWFpbihhc3luYyAoKSA9PiB7XG4gICAgICAgICBjb25zdCBsYXRlID0gUHJvbWlzZS5yZWplY3QobmV3IEVycm9yKFwiaGFuZGxlZFwiKSk7XG4gICAgICAgICBhd2FpdCAwOyBhd2FpdCAwO1xuICAgICAgICAgdHJ5IHsgYXdhaXQgbGF0ZTsgfSBjYXRjaCB7IHJldHVybiA0MjsgfVxuICAgICAgIH0pO2AsXG4gICAgKTtcbiAgICBhc3NlcnQuZXF1YWwocnVuKGhhbmRsZWQpLCB7IHN0YXR1czogNDIsIHNpZ25hbDogbnVsbCwgc3Rkb3V0OiBcIlwiLCBzdGRlcnI6IFwiXCIgfSk7XG4gIH0pO1xuXG4gIHRlc3QoYG9uVW5jYXVnaHQgZGVjaWRlcyB3aGF0IGlzIHByaW50ZWQsIGJ5dGVzIGluY2x1ZGVkICgke2xpYmN9KWAsICgpID0+IHtcbiAgICBjb25zdCBoYW5kbGVyID0gcHJvZ3JhbShcbiAgICAgIFwiaGFuZGxlclwiLFxuICAgICAgYGhvc3Qub25VbmNhdWdodCgoZXJyb3IsIGtpbmQpID0+IGtpbmQgKyBcIjogXCIgKyBlcnJvci5tZXNzYWdlICsgXCIgXFxcXHVkY2ZmXCIgKTtcbiAgICAgICBob3N0Lm1haW4oKGFyZ3YpID0+IHsgaWYgKGFyZ3ZbMV0pIFByb21pc2UucmVqZWN0KG5ldyBFcnJvcihcInJcIikpOyBlbHNlIHRocm93IG5ldyBFcnJvcihcImVcIik7IH0pO2AsXG4gICAgKTtcbiAgICBjb25zdCBieXRlcyA9IChhcmdzOiBzdHJpbmcpID0+XG4gICAgICBzaChgXCIkMFwiICR7YXJnc30gMj4mMSB8IG9kIC1BbiAtY2AsIGhhbmRsZXIpLnN0ZG91dC5yZXBsYWNlKC9cXHMrL2csIFwiIFwiKS50cmltKCk7XG4gICAgYXNzZXJ0LmlzKGJ5dGVzKFwiXCIpLCBcImUgeCBjIGUgcCB0IGkgbyBuIDogZSAzNzcgXFxcXG5cIik7XG4gICAgYXNzZXJ0LmlzKGJ5dGVzKFwieFwiKSwgXCJyIGUgaiBlIGMgdCBpIG8gbiA6IHIgMzc3IFxcXFxuXCIpO1xuICB9KTtcblxuICB0ZXN0KGBoYWxmIGEgbWlsbGlvbiBjeWNsaWMgb2JqZWN0cyBhcmUgY29sbGVjdGVkIGluIGEgcHJvZ3JhbSB0aGF0IHN0YXlzICgke2xpYmN9KWAsICgpID0+IHtcbiAgICBjb25zdCBjeWNsZXMgPSBwcm9ncmFtKFxuICAgICAgXCJjeWNsZXNcIixcbiAgICAgIGBjb25zdCBtYWtlID0gKG4pID0+IHsgZm9yIChsZXQgaSA9IDA7IGkgPCBuOyBpKyspIHsgY29uc3QgYSA9IHsgaSB9LCBiID0geyBhIH07IGEuYiA9IGI7IH0gfTtcbiAgICAgICBob3N0Lm1haW4oKGFyZ3YpID0+IHtcbiAgICAgICAgIG1ha2UoMTAwMCk7XG4gICAgICAgICBjb25zdCBiZWZvcmUgPSBob3N0Lm1lbW9yeSgpO1xuICAgICAgICAgaWYgKGFyZ3ZbMV0gPT09IFwib25cIikgaG9zdC5nYygxIDw8IDIwKTtcbiAgICAgICAgIGxldCBtb3N0ID0gMDtcbiAgICAgICAgIGZvciAobGV0IGkgPSAwOyBpIDwgNTA7IGkrKykgeyBtYWtlKDEwMDAwKTsgbW9zdCA9IE1hdGgubWF4KG1vc3QsIGhvc3QubWVtb3J5KCkudXNlZCk7IH1cbiAgICAgICAgIGNvbnN0IGdyb3duID0gbW9zdCAtIGJlZm9yZS51c2VkO1xuICAgICAgICAgaG9zdC5jb2xsZWN0KCk7XG4gICAgICAgICBwcmludChbZ3Jvd24gPCA4IDw8IDIwLCBob3N0Lm1lbW9yeSgpLnVzZWQgLSBiZWZvcmUudXNlZCA8IDEgPDwgMThdLmpvaW4oXCIgXCIpKTtcbiAgICAgICB9KTtgLFxuICAgICk7XG4gICAgYXNzZXJ0LmlzKHJ1bihjeWNsZXMsIFtcIm9uXCJdKS5zdGRvdXQsIFwidHJ1ZSB0cnVlXFxuXCIpO1xuICAgIC8vIE9mZiBpcyB0aGUgZGVmYXVsdDogd2hhdCBleGVjcyB3aXRoaW4gbWlsbGlzZWNvbmRzIG11c3Qgbm90IHBheSBmb3IgaXQuXG4gICAgYXNzZXJ0LmlzKHJ1bihjeWNsZXMsIFtcIm9mZlwiXSkuc3Rkb3V0LCBcImZhbHNlIHRydWVcXG5cIik7XG4gIH0pO1xuXG4gIHRlc3QoYHRoZSByZXBvcnQgc3Vydml2ZXMgYSByZWFkZXIgdGhhdCBpcyBzbG93LCBhbmQgYSBjbG9zZWQgZGVzY3JpcHRvciAoJHtsaWJjfSlgLCAoKSA9PiB7XG4gICAgY29uc3QgbG9uZyA9IHByb2dyYW0oXCJsb25nXCIsIGBob3N0Lm1haW4oKCkgPT4geyB0aHJvdyBuZXcgRXJyb3IoXCJ4XCIucmVwZWF0KDMwMDAwMCkpOyB9KTtgKTtcbiAgICBjb25zdCBzbG93ID0gc2goYFwiJDBcIiAyPiYxID4vZGV2L251bGwgfCB7IHNsZWVwIDAuMzsgd2MgLWM7IH1gLCBsb25nKTtcbiAgICBhc3NlcnQub2soTnVtYmVyKHNsb3cuc3Rkb3V0KSA+IDMwMF8wMDApO1xuICAgIGFzc2VydC5pcyhzaChgXCIkMFwiIDI+Ji07IGVjaG8gJD9gLCBsb25nKS5zdGRvdXQsIFwiMTI1XFxuXCIpO1xuICB9KTtcbn1cblxudGVzdC5ydW4oKTtcbiIsICIvLyBCdWlsZHMgd2hhdCB0aGUgdGVzdHMgb2YgdGhlIHN0YXRpYyBob3N0IHJ1biwgYW5kIHJ1bnMgaXQuXG5pbXBvcnQgeyB0eXBlIFNwYXduU3luY09wdGlvbnMsIHNwYXduU3luYyB9IGZyb20gXCJub2RlOmNoaWxkX3Byb2Nlc3NcIjtcbmltcG9ydCB7IGV4aXN0c1N5bmMsIG1rZHRlbXBTeW5jLCBybVN5bmMsIHdyaXRlRmlsZVN5bmMgfSBmcm9tIFwibm9kZTpmc1wiO1xuaW1wb3J0IHsgdG1wZGlyIH0gZnJvbSBcIm5vZGU6b3NcIjtcbmltcG9ydCB7IGpvaW4gfSBmcm9tIFwibm9kZTpwYXRoXCI7XG5pbXBvcnQgeyBwYXRoVG9GaWxlVVJMIH0gZnJvbSBcIm5vZGU6dXJsXCI7XG5cbmV4cG9ydCBjb25zdCByb290ID0gcHJvY2Vzcy5lbnZbXCJJU09CT1hfUk9PVFwiXSA/PyBwcm9jZXNzLmN3ZCgpO1xuXG50eXBlIEJ1aWxkZXIgPSB7XG4gIGJ1aWxkSG9zdChvcHRpb25zPzogeyBsaWJjPzogXCJtdXNsXCIgfCBcImdsaWJjXCIgfCBcImF1dG9cIjsgb3V0RGlyPzogc3RyaW5nIH0pOiBzdHJpbmc7XG4gIGJ1aWxkQ29sZChvcHRpb25zPzogeyBzYW5pdGl6ZT86IGJvb2xlYW47IG91dERpcj86IHN0cmluZyB9KTogc3RyaW5nO1xuICBidWlsZEZ1enoob3B0aW9ucz86IHsgb3V0RGlyPzogc3RyaW5nIH0pOiBzdHJpbmc7XG4gIGJ1aWxkVHJhaW5lcihvcHRpb25zPzogeyBvdXREaXI/OiBzdHJpbmcgfSk6IHN0cmluZztcbiAgZnJlZXplKG9wdGlvbnM6IHsgaG9zdDogc3RyaW5nOyBidW5kbGU6IHN0cmluZzsgb3V0OiBzdHJpbmc7IHRyYWluPzogc3RyaW5nIH0pOiBzdHJpbmc7XG59O1xuXG4vLyBCeSBhIGNvbXB1dGVkIHBhdGg6IGEgYnVuZGxlciBtdXN0IG5vdCBjb3B5IGEgYnVpbGRlciB0aGF0IGZpbmRzIGl0cyBzb3VyY2VzIGJlc2lkZSBpdHNlbGYuXG5leHBvcnQgY29uc3QgYnVpbGRlcjogQnVpbGRlciA9IGF3YWl0IGltcG9ydChwYXRoVG9GaWxlVVJMKGpvaW4ocm9vdCwgXCJuYXRpdmUvYnVpbGQubWpzXCIpKS5ocmVmKTtcblxuLyoqIEEgZGlyZWN0b3J5IG9mIHRoaXMgdGVzdCBmaWxlLCByZW1vdmVkIHdoZW4gdGhlIHByb2Nlc3MgZW5kcywgd2hhdGV2ZXIgaGFwcGVuZWQgaW4gaXQuICovXG5leHBvcnQgY29uc3Qgc2NyYXRjaCA9IG1rZHRlbXBTeW5jKGpvaW4odG1wZGlyKCksIFwiaXNvYm94LW5hdGl2ZS1cIikpO1xucHJvY2Vzcy5vbihcImV4aXRcIiwgKCkgPT4gcm1TeW5jKHNjcmF0Y2gsIHsgcmVjdXJzaXZlOiB0cnVlLCBmb3JjZTogdHJ1ZSB9KSk7XG5cbi8qKiBCb3RoIHN0YXRpYyBob3N0czogd2hhdCBpcyBzYWlkIG9mIG9uZSBtdXN0IGhvbGQgZm9yIHRoZSBvdGhlci4gKi9cbmV4cG9ydCBjb25zdCBob3N0cyA9IFtcbiAgeyBsaWJjOiBcIm11c2xcIiwgaG9zdDogYnVpbGRlci5idWlsZEhvc3QoeyBsaWJjOiBcImF1dG9cIiB9KSB9LFxuICB7IGxpYmM6IFwiZ2xpYmNcIiwgaG9zdDogYnVpbGRlci5idWlsZEhvc3QoeyBsaWJjOiBcImdsaWJjXCIgfSkgfSxcbl0gYXMgY29uc3Q7XG5leHBvcnQgY29uc3QgaG9zdCA9IGhvc3RzWzBdLmhvc3Q7XG5cbi8qKiBXcml0ZXMgYSBidW5kbGUgYW5kIGZyZWV6ZXMgaXQ7IGBuYW1lYCBiZWNvbWVzIHRoZSBwcm9ncmFtJ3MgbmFtZS4gKi9cbmV4cG9ydCBmdW5jdGlvbiBmcm96ZW4obmFtZTogc3RyaW5nLCBzb3VyY2U6IHN0cmluZywgYnk6IHN0cmluZyA9IGhvc3QpOiBzdHJpbmcge1xuICBjb25zdCBidW5kbGUgPSBqb2luKHNjcmF0Y2gsIGAke25hbWV9LmpzYCk7XG4gIHdyaXRlRmlsZVN5bmMoYnVuZGxlLCBzb3VyY2UpO1xuICBjb25zdCBvdXQgPSBqb2luKHNjcmF0Y2gsIG5hbWUpO1xuICBjb25zdCBydW4gPSBzcGF3blN5bmMoYnksIFtcIi0tZnJlZXplXCIsIGJ1bmRsZSwgXCItb1wiLCBvdXRdLCB7IGVuY29kaW5nOiBcInV0ZjhcIiB9KTtcbiAgaWYgKHJ1bi5zdGF0dXMgIT09IDApIHRocm93IG5ldyBFcnJvcihgY2Fubm90IGZyZWV6ZSAke25hbWV9OiAke3J1bi5zdGRlcnJ9YCk7XG4gIHJldHVybiBvdXQ7XG59XG5cbmV4cG9ydCB0eXBlIE91dGNvbWUgPSB7IHN0YXR1czogbnVtYmVyIHwgbnVsbDsgc2lnbmFsOiBzdHJpbmcgfCBudWxsOyBzdGRvdXQ6IHN0cmluZzsgc3RkZXJyOiBzdHJpbmcgfTtcblxuZXhwb3J0IGZ1bmN0aW9uIHJ1bihwcm9ncmFtOiBzdHJpbmcsIGFyZ3M6IHN0cmluZ1tdID0gW10sIG9wdGlvbnM6IFNwYXduU3luY09wdGlvbnMgPSB7fSk6IE91dGNvbWUge1xuICBjb25zdCByZXN1bHQgPSBzcGF3blN5bmMocHJvZ3JhbSwgYXJncywge1xuICAgIHN0ZGlvOiBbXCJpZ25vcmVcIiwgXCJwaXBlXCIsIFwicGlwZVwiXSxcbiAgICBtYXhCdWZmZXI6IDEgPDwgMjgsXG4gICAgLi4ub3B0aW9ucyxcbiAgICBlbmNvZGluZzogXCJ1dGY4XCIsXG4gIH0pO1xuICBpZiAocmVzdWx0LmVycm9yKSB0aHJvdyByZXN1bHQuZXJyb3I7XG4gIGNvbnN0IHsgc3RhdHVzLCBzaWduYWwsIHN0ZG91dCwgc3RkZXJyIH0gPSByZXN1bHQ7XG4gIHJldHVybiB7IHN0YXR1cywgc2lnbmFsLCBzdGRvdXQsIHN0ZGVyciB9O1xufVxuXG4vKiogUnVucyBhIGxpbmUgb2Ygc2gsIGluIHdoaWNoIGAkMGAgaXMgdGhlIHByb2dyYW0uICovXG5leHBvcnQgZnVuY3Rpb24gc2gobGluZTogc3RyaW5nLCBwcm9ncmFtOiBzdHJpbmcsIGFyZ3M6IHN0cmluZ1tdID0gW10pOiBPdXRjb21lIHtcbiAgcmV0dXJuIHJ1bihcIi9iaW4vc2hcIiwgW1wiLWNcIiwgbGluZSwgcHJvZ3JhbSwgLi4uYXJnc10pO1xufVxuXG4vLyBbeDg2XzY0LCB0aGUgdGFibGUgdGhhdCBhbGwgbmV3ZXIgYXJjaGl0ZWN0dXJlcyBzaGFyZV06IGFzbS91bmlzdGQuaFxuY29uc3QgY2FsbHMgPSB7XG4gIGJyazogWzEyLCAyMTRdLFxuICBjbG9uZTogWzU2LCAyMjBdLFxuICBjbG9zZTogWzMsIDU3XSxcbiAgZXhlY3ZlOiBbNTksIDIyMV0sXG4gIGZjbnRsOiBbNzIsIDI1XSxcbiAgZ2V0ZGVudHM2NDogWzIxNywgNjFdLFxuICBnZXRwaWQ6IFszOSwgMTcyXSxcbiAgbWtkaXJhdDogWzI1OCwgMzRdLFxuICBtbWFwOiBbOSwgMjIyXSxcbiAgb3BlbmF0OiBbMjU3LCA1Nl0sXG4gIHBpcGUyOiBbMjkzLCA1OV0sXG4gIHByY3RsOiBbMTU3LCAxNjddLFxuICByZWFkOiBbMCwgNjNdLFxuICByZWFkbGlua2F0OiBbMjY3LCA3OF0sXG4gIHJ0X3NpZ3Byb2NtYXNrOiBbMTQsIDEzNV0sXG4gIHN0YXRmczogWzEzNywgNDNdLFxuICBzeW1saW5rYXQ6IFsyNjYsIDM2XSxcbiAgdW5saW5rYXQ6IFsyNjMsIDM1XSxcbiAgd2FpdDQ6IFs2MSwgMjYwXSxcbiAgd3JpdGU6IFsxLCA2NF0sXG59IGFzIGNvbnN0O1xuY29uc3QgbnVtYmVycyA9IE9iamVjdC5lbnRyaWVzKGNhbGxzKS5tYXAoKFtuYW1lLCBib3RoXSkgPT4gW25hbWUsIGJvdGhbcHJvY2Vzcy5hcmNoID09PSBcIng2NFwiID8gMCA6IDFdXSk7XG5cbi8qKiBXaGF0IGV2ZXJ5IHByb2dyYW0gaGVyZSBuZWVkczogcHJpbnRpbmcsIHRocm91Z2ggdGhlIG9uZSBmdW5jdGlvbiBpdCBoYXMuICovXG5leHBvcnQgY29uc3QgcHJlbHVkZSA9IGBcbmNvbnN0IGhvc3QgPSBfX2hvc3RfXywgTlIgPSAke0pTT04uc3RyaW5naWZ5KE9iamVjdC5mcm9tRW50cmllcyhudW1iZXJzKSl9LCBBVF9GRENXRCA9IC0xMDA7XG5jb25zdCBwcmludCA9ICh0ZXh0KSA9PiB7IGNvbnN0IGJ5dGVzID0gaG9zdC5lbmNvZGUodGV4dCArIFwiXFxcXG5cIik7IGhvc3Quc3lzY2FsbChOUi53cml0ZSwgMSwgYnl0ZXMsIGJ5dGVzLmxlbmd0aCk7IH07XG5jb25zdCBkZXNjcmliZSA9IChmKSA9PiB7IHRyeSB7IHJldHVybiBTdHJpbmcoZigpKTsgfSBjYXRjaCAoZSkgeyByZXR1cm4gZS5uYW1lICsgXCI6IFwiICsgZS5tZXNzYWdlOyB9IH07XG5gO1xuXG4vKiogUHJpbnRzIHRoZSByZWFzb24gd2hlcmUgYSB0ZXN0IGNhbm5vdCBydW47IHRoZSBydW5uZXIgY291bnRzIHN1Y2ggbGluZXMuICovXG5leHBvcnQgZnVuY3Rpb24gc2tpcChyZWFzb246IHN0cmluZyk6IHZvaWQge1xuICBjb25zb2xlLmxvZyhgU0tJUCAke3JlYXNvbn1gKTtcbn1cblxuLyoqIEEgbWVtb3J5IGNncm91cCBvZiBvdXIgb3duLCBvbiB2MSBvciB2MjsgdW5kZWZpbmVkIHdoZXJlIHRoZXJlIGlzIG5vbmUgdG8gbWFrZS4gKi9cbmV4cG9ydCBmdW5jdGlvbiBtZW1vcnlDZ3JvdXAobGltaXQ6IG51bWJlcik6IHsgcGF0aDogc3RyaW5nOyBlbnRlcjogc3RyaW5nOyByZW1vdmUoKTogdm9pZCB9IHwgdW5kZWZpbmVkIHtcbiAgY29uc3QgdjEgPSBcIi9zeXMvZnMvY2dyb3VwL21lbW9yeS9tZW1vcnkubGltaXRfaW5fYnl0ZXNcIjtcbiAgY29uc3QgdjIgPSBcIi9zeXMvZnMvY2dyb3VwL2Nncm91cC5zdWJ0cmVlX2NvbnRyb2xcIjtcbiAgY29uc3QgbmFtZSA9IGBpc29ib3gtbmF0aXZlLSR7cHJvY2Vzcy5waWR9YDtcbiAgaWYgKGV4aXN0c1N5bmModjEpKVxuICAgIHJldHVybiBtYWtlQ2dyb3VwKGAvc3lzL2ZzL2Nncm91cC9tZW1vcnkvJHtuYW1lfWAsIFwibWVtb3J5LmxpbWl0X2luX2J5dGVzXCIsIGxpbWl0LCBcInRhc2tzXCIpO1xuICBpZiAoZXhpc3RzU3luYyh2MikpIHJldHVybiBtYWtlQ2dyb3VwKGAvc3lzL2ZzL2Nncm91cC8ke25hbWV9YCwgXCJtZW1vcnkubWF4XCIsIGxpbWl0LCBcImNncm91cC5wcm9jc1wiKTtcbiAgcmV0dXJuIHVuZGVmaW5lZDtcbn1cblxuZnVuY3Rpb24gbWFrZUNncm91cChwYXRoOiBzdHJpbmcsIGZpbGU6IHN0cmluZywgbGltaXQ6IG51bWJlciwgdGFza3M6IHN0cmluZykge1xuICBjb25zdCBtYWRlID0gcnVuKFwiL2Jpbi9zaFwiLCBbXCItY1wiLCBgbWtkaXIgJHtwYXRofSAmJiBlY2hvICR7bGltaXR9ID4gJHtwYXRofS8ke2ZpbGV9YF0pO1xuICBjb25zdCByZW1vdmUgPSAoKSA9PiB2b2lkIHNwYXduU3luYyhcInJtZGlyXCIsIFtwYXRoXSwgeyBzdGRpbzogXCJpZ25vcmVcIiB9KTtcbiAgaWYgKG1hZGUuc3RhdHVzICE9PSAwKSB7XG4gICAgcmVtb3ZlKCk7XG4gICAgcmV0dXJuIHVuZGVmaW5lZDtcbiAgfVxuICByZXR1cm4geyBwYXRoLCBlbnRlcjogYGVjaG8gMCA+ICR7cGF0aH0vJHt0YXNrc31gLCByZW1vdmUgfTtcbn1cbiJdLAogICJtYXBwaW5ncyI6ICI7QUFDQSxTQUFTLGFBQWE7QUFDdEIsWUFBWSxZQUFZOzs7QUNEeEIsU0FBZ0MsaUJBQWlCO0FBQ2pELFNBQVMsWUFBWSxhQUFhLFFBQVEscUJBQXFCO0FBQy9ELFNBQVMsY0FBYztBQUN2QixTQUFTLFlBQVk7QUFDckIsU0FBUyxxQkFBcUI7QUFFdkIsSUFBTSxPQUFPLFFBQVEsSUFBSSxhQUFhLEtBQUssUUFBUSxJQUFJO0FBV3ZELElBQU0sVUFBbUIsTUFBTSxPQUFPLGNBQWMsS0FBSyxNQUFNLGtCQUFrQixDQUFDLEVBQUU7QUFHcEYsSUFBTSxVQUFVLFlBQVksS0FBSyxPQUFPLEdBQUcsZ0JBQWdCLENBQUM7QUFDbkUsUUFBUSxHQUFHLFFBQVEsTUFBTSxPQUFPLFNBQVMsRUFBRSxXQUFXLE1BQU0sT0FBTyxLQUFLLENBQUMsQ0FBQztBQUduRSxJQUFNLFFBQVE7QUFBQSxFQUNuQixFQUFFLE1BQU0sUUFBUSxNQUFNLFFBQVEsVUFBVSxFQUFFLE1BQU0sT0FBTyxDQUFDLEVBQUU7QUFBQSxFQUMxRCxFQUFFLE1BQU0sU0FBUyxNQUFNLFFBQVEsVUFBVSxFQUFFLE1BQU0sUUFBUSxDQUFDLEVBQUU7QUFDOUQ7QUFDTyxJQUFNLE9BQU8sTUFBTSxDQUFDLEVBQUU7QUFHdEIsU0FBUyxPQUFPLE1BQWMsUUFBZ0IsS0FBYSxNQUFjO0FBQzlFLFFBQU0sU0FBUyxLQUFLLFNBQVMsR0FBRyxJQUFJLEtBQUs7QUFDekMsZ0JBQWMsUUFBUSxNQUFNO0FBQzVCLFFBQU0sTUFBTSxLQUFLLFNBQVMsSUFBSTtBQUM5QixRQUFNQSxPQUFNLFVBQVUsSUFBSSxDQUFDLFlBQVksUUFBUSxNQUFNLEdBQUcsR0FBRyxFQUFFLFVBQVUsT0FBTyxDQUFDO0FBQy9FLE1BQUlBLEtBQUksV0FBVyxFQUFHLE9BQU0sSUFBSSxNQUFNLGlCQUFpQixJQUFJLEtBQUtBLEtBQUksTUFBTSxFQUFFO0FBQzVFLFNBQU87QUFDVDtBQUlPLFNBQVMsSUFBSSxTQUFpQixPQUFpQixDQUFDLEdBQUcsVUFBNEIsQ0FBQyxHQUFZO0FBQ2pHLFFBQU0sU0FBUyxVQUFVLFNBQVMsTUFBTTtBQUFBLElBQ3RDLE9BQU8sQ0FBQyxVQUFVLFFBQVEsTUFBTTtBQUFBLElBQ2hDLFdBQVcsS0FBSztBQUFBLElBQ2hCLEdBQUc7QUFBQSxJQUNILFVBQVU7QUFBQSxFQUNaLENBQUM7QUFDRCxNQUFJLE9BQU8sTUFBTyxPQUFNLE9BQU87QUFDL0IsUUFBTSxFQUFFLFFBQVEsUUFBUSxRQUFRLE9BQU8sSUFBSTtBQUMzQyxTQUFPLEVBQUUsUUFBUSxRQUFRLFFBQVEsT0FBTztBQUMxQztBQUdPLFNBQVMsR0FBRyxNQUFjLFNBQWlCLE9BQWlCLENBQUMsR0FBWTtBQUM5RSxTQUFPLElBQUksV0FBVyxDQUFDLE1BQU0sTUFBTSxTQUFTLEdBQUcsSUFBSSxDQUFDO0FBQ3REO0FBR0EsSUFBTSxRQUFRO0FBQUEsRUFDWixLQUFLLENBQUMsSUFBSSxHQUFHO0FBQUEsRUFDYixPQUFPLENBQUMsSUFBSSxHQUFHO0FBQUEsRUFDZixPQUFPLENBQUMsR0FBRyxFQUFFO0FBQUEsRUFDYixRQUFRLENBQUMsSUFBSSxHQUFHO0FBQUEsRUFDaEIsT0FBTyxDQUFDLElBQUksRUFBRTtBQUFBLEVBQ2QsWUFBWSxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ3BCLFFBQVEsQ0FBQyxJQUFJLEdBQUc7QUFBQSxFQUNoQixTQUFTLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDakIsTUFBTSxDQUFDLEdBQUcsR0FBRztBQUFBLEVBQ2IsUUFBUSxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ2hCLE9BQU8sQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNmLE9BQU8sQ0FBQyxLQUFLLEdBQUc7QUFBQSxFQUNoQixNQUFNLENBQUMsR0FBRyxFQUFFO0FBQUEsRUFDWixZQUFZLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDcEIsZ0JBQWdCLENBQUMsSUFBSSxHQUFHO0FBQUEsRUFDeEIsUUFBUSxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ2hCLFdBQVcsQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNuQixVQUFVLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDbEIsT0FBTyxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2YsT0FBTyxDQUFDLEdBQUcsRUFBRTtBQUNmO0FBQ0EsSUFBTSxVQUFVLE9BQU8sUUFBUSxLQUFLLEVBQUUsSUFBSSxDQUFDLENBQUMsTUFBTSxJQUFJLE1BQU0sQ0FBQyxNQUFNLEtBQUssUUFBUSxTQUFTLFFBQVEsSUFBSSxDQUFDLENBQUMsQ0FBQztBQUdqRyxJQUFNLFVBQVU7QUFBQSw4QkFDTyxLQUFLLFVBQVUsT0FBTyxZQUFZLE9BQU8sQ0FBQyxDQUFDO0FBQUE7QUFBQTtBQUFBOzs7QURsRnpFLElBQU0sT0FBTyxNQUFNLFNBQVM7QUFFNUIsSUFBTSxPQUFPO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQVViLElBQU0sV0FBVyxDQUFDLFNBQWtCLFNBQWlCO0FBQ25ELEVBQU8sVUFBRyxRQUFRLFFBQVEsSUFBSTtBQUM5QixFQUFPLFVBQUcsUUFBUSxRQUFRLEdBQUc7QUFDN0IsRUFBTyxhQUFNLFFBQVEsUUFBUSxJQUFJO0FBQ25DO0FBRUEsV0FBVyxFQUFFLE1BQU0sTUFBQUMsTUFBSyxLQUFLLE9BQU87QUFDbEMsUUFBTSxVQUFVLENBQUMsTUFBYyxXQUM3QixPQUFPLEdBQUcsSUFBSSxJQUFJLElBQUksSUFBSSxHQUFHLE9BQU8sR0FBRyxJQUFJLEdBQUcsTUFBTSxJQUFJQSxLQUFJO0FBRTlELFFBQU0sT0FBTztBQUFBLElBQ1g7QUFBQSxJQUNBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUEsRUFhRjtBQUNBLFFBQU0sV0FBVztBQUNqQixhQUFXLFNBQVMsQ0FBQyxXQUFXLFVBQVUsVUFBVSxnQkFBZ0IsVUFBVSxHQUFHO0FBQy9FLFNBQUssK0NBQStDLEtBQUssS0FBSyxJQUFJLEtBQUssTUFBTTtBQUMzRSxZQUFNLFVBQVUsR0FBRyxVQUFVLEtBQUssZUFBZSxJQUFJO0FBQ3JELE1BQU8sVUFBRyxRQUFRLFFBQVEsSUFBSTtBQUM5QixNQUFPLFVBQUcsUUFBUSxRQUFRLEVBQUU7QUFDNUIsWUFBTSxRQUFRLFFBQVEsT0FBTyxRQUFRLEVBQUUsTUFBTSxJQUFJO0FBQ2pELE1BQU8sVUFBRyxNQUFNLFFBQVEsQ0FBQztBQUN6QixpQkFBVyxRQUFRLE1BQU0sTUFBTSxHQUFHLENBQUMsRUFBRyxDQUFPLFVBQUcsTUFBTSxRQUFRO0FBRTlELGlCQUFXLFFBQVEsTUFBTSxNQUFNLENBQUMsRUFBRyxDQUFPLGFBQU0sTUFBTSxnREFBZ0Q7QUFDdEc7QUFBQSxRQUNFLEdBQUcsVUFBVSxLQUFLLHdCQUF3QixJQUFJO0FBQUEsUUFDOUM7QUFBQSxNQUNGO0FBQUEsSUFDRixDQUFDO0FBQUEsRUFDSDtBQUVBLE9BQUsscUVBQXFFLElBQUksS0FBSyxNQUFNO0FBQ3ZGLFVBQU0sV0FBVztBQUFBLE1BQ2Y7QUFBQSxNQUNBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBLElBTUY7QUFDQSxlQUFXLE9BQU8sQ0FBQyxLQUFNLE1BQU0sSUFBSztBQUNsQyxpQkFBVyxRQUFRLENBQUMsU0FBUyxNQUFNLEdBQUc7QUFDcEMsY0FBTSxVQUFVLEdBQUcsYUFBYSxHQUFHLGVBQWUsSUFBSSxJQUFJLFFBQVE7QUFDbEUsUUFBTztBQUFBLFVBQ0w7QUFBQSxVQUNBLEVBQUUsUUFBUSxHQUFHLFFBQVEsTUFBTSxRQUFRLEdBQUcsUUFBUTtBQUFBLEdBQU0sUUFBUSxHQUFHO0FBQUEsVUFDL0QsR0FBRyxHQUFHLElBQUksSUFBSTtBQUFBLFFBQ2hCO0FBQUEsTUFDRjtBQUFBLEVBQ0osQ0FBQztBQUVELE9BQUssMERBQTBELElBQUksS0FBSyxNQUFNO0FBQzVFLFVBQU0sTUFBTSxPQUFPLFlBQVksTUFBTSxLQUFLLEVBQUUsUUFBUSxHQUFHLEdBQUcsQ0FBQyxHQUFHLE1BQU0sQ0FBQyxPQUFPLENBQUMsSUFBSSxJQUFJLE9BQU8sR0FBTyxDQUFDLENBQUMsQ0FBQztBQUN0RyxVQUFNLFVBQVUsSUFBSSxNQUFNLENBQUMsR0FBRyxFQUFFLElBQUksQ0FBQztBQUNyQyxJQUFPLFVBQUcsUUFBUSxRQUFRLEVBQUU7QUFDNUIsSUFBTyxVQUFHLFFBQVEsT0FBTyxNQUFNLElBQUksRUFBRSxDQUFDLEdBQUcsUUFBUTtBQUFBLEVBQ25ELENBQUM7QUFFRCxPQUFLLDhFQUE4RSxJQUFJLEtBQUssTUFBTTtBQUNoRyxVQUFNLE9BQU87QUFBQSxNQUNYO0FBQUEsTUFDQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQSxJQVlGO0FBQ0EsVUFBTSxVQUFVLElBQUksSUFBSTtBQUN4QixJQUFPLFVBQUcsUUFBUSxRQUFRLEVBQUU7QUFDNUIsSUFBTyxVQUFHLFFBQVEsUUFBUSxHQUFHLGlDQUFpQyxPQUFPLENBQUMsQ0FBQztBQUFBLENBQVE7QUFDL0UsYUFBUyxJQUFJLE1BQU0sQ0FBQyxVQUFVLENBQUMsR0FBRyxxQ0FBcUM7QUFBQSxFQUN6RSxDQUFDO0FBRUQsT0FBSyxvREFBb0QsSUFBSSxLQUFLLE1BQU07QUFDdEUsVUFBTSxXQUFXO0FBQUEsTUFDZjtBQUFBLE1BQ0E7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQSxJQU9GO0FBQ0EsVUFBTSxVQUFVLElBQUksUUFBUTtBQUM1QixJQUFPLFVBQUcsUUFBUSxRQUFRLElBQUk7QUFDOUIsSUFBTyxVQUFHLFFBQVEsUUFBUSxDQUFDO0FBQzNCLElBQU8sVUFBRyxRQUFRLFFBQVEsOENBQThDO0FBQ3hFLElBQU8sVUFBRyxRQUFRLFFBQVEsa0NBQWtDLE9BQU8sQ0FBQyxDQUFDO0FBRXJFLFVBQU0sUUFBUSxJQUFJLFdBQVcsQ0FBQyxTQUFTLFVBQVUsUUFBUSxTQUFTLGdDQUFnQyxDQUFDLENBQUM7QUFDcEcsSUFBTyxVQUFHLE1BQU0sUUFBUSxJQUFJO0FBQzVCLElBQU8sVUFBRyxNQUFNLFFBQVEsR0FBRztBQUFBLEVBQzdCLENBQUM7QUFFRCxRQUFNLE9BQXFDO0FBQUEsSUFDekMsQ0FBQyxvQkFBb0IsOENBQThDLENBQUMscUJBQXFCLENBQUM7QUFBQSxJQUMxRjtBQUFBLE1BQ0U7QUFBQSxNQUNBO0FBQUEsTUFDQSxDQUFDLGtCQUFrQjtBQUFBLElBQ3JCO0FBQUEsSUFDQTtBQUFBLE1BQ0U7QUFBQSxNQUNBO0FBQUEsTUFDQSxDQUFDLGdCQUFnQjtBQUFBLElBQ25CO0FBQUEsSUFDQSxDQUFDLDZCQUE2QixpQ0FBaUMsQ0FBQyxnQkFBZ0IsQ0FBQztBQUFBLElBQ2pGLENBQUMsbUNBQW1DLGtCQUFrQixDQUFDLE9BQU8sQ0FBQztBQUFBLElBQy9ELENBQUMsaUJBQWlCLGVBQWUsQ0FBQyxNQUFNLENBQUM7QUFBQSxJQUN6QyxDQUFDLDBDQUEwQyxzQ0FBc0MsQ0FBQyxtQkFBbUIsQ0FBQztBQUFBLElBQ3RHLENBQUMseUJBQXlCLG1CQUFtQixDQUFDLDRCQUE0QixDQUFDO0FBQUEsSUFDM0UsQ0FBQyx5QkFBeUIsZUFBZSxDQUFDLDRCQUE0QixDQUFDO0FBQUEsSUFDdkU7QUFBQSxNQUNFO0FBQUEsTUFDQTtBQUFBLE1BQ0EsQ0FBQyxhQUFhO0FBQUEsSUFDaEI7QUFBQSxJQUNBLENBQUMsK0JBQStCLHVEQUF1RCxDQUFDLGFBQWEsQ0FBQztBQUFBLEVBQ3hHO0FBQ0EsUUFBTSxPQUFPO0FBQUEsSUFDWDtBQUFBLElBQ0EsNENBQTRDLEtBQUssSUFBSSxDQUFDLENBQUMsRUFBRSxJQUFJLEdBQUcsTUFBTSxTQUFTLENBQUMsUUFBUSxJQUFJLFdBQVcsRUFBRSxLQUFLLElBQUksQ0FBQztBQUFBLEVBQ3JIO0FBQ0EsYUFBVyxDQUFDLEdBQUcsQ0FBQyxNQUFNLEVBQUUsS0FBSyxDQUFDLEtBQUssS0FBSyxRQUFRLEdBQUc7QUFDakQsU0FBSyxHQUFHLElBQUksaUJBQWlCLElBQUksS0FBSyxNQUFNO0FBQzFDLFlBQU0sVUFBVSxJQUFJLE1BQU0sQ0FBQyxPQUFPLENBQUMsQ0FBQyxDQUFDO0FBQ3JDLE1BQU8sVUFBRyxRQUFRLFFBQVEsR0FBRztBQUM3QixpQkFBVyxRQUFRLE1BQU8sQ0FBTyxVQUFHLFFBQVEsT0FBTyxTQUFTLElBQUksR0FBRyxRQUFRLE1BQU07QUFBQSxJQUNuRixDQUFDO0FBQUEsRUFDSDtBQUVBLE9BQUssOEVBQThFLElBQUksS0FBSyxNQUFNO0FBQ2hHLFVBQU0sVUFBVTtBQUFBLE1BQ2Q7QUFBQSxNQUNBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQSxJQUtGO0FBQ0EsSUFBTyxhQUFNLElBQUksT0FBTyxHQUFHLEVBQUUsUUFBUSxJQUFJLFFBQVEsTUFBTSxRQUFRLElBQUksUUFBUSxHQUFHLENBQUM7QUFBQSxFQUNqRixDQUFDO0FBRUQsT0FBSyx1REFBdUQsSUFBSSxLQUFLLE1BQU07QUFDekUsVUFBTSxVQUFVO0FBQUEsTUFDZDtBQUFBLE1BQ0E7QUFBQTtBQUFBLElBRUY7QUFDQSxVQUFNLFFBQVEsQ0FBQyxTQUNiLEdBQUcsUUFBUSxJQUFJLHFCQUFxQixPQUFPLEVBQUUsT0FBTyxRQUFRLFFBQVEsR0FBRyxFQUFFLEtBQUs7QUFDaEYsSUFBTyxVQUFHLE1BQU0sRUFBRSxHQUFHLCtCQUErQjtBQUNwRCxJQUFPLFVBQUcsTUFBTSxHQUFHLEdBQUcsK0JBQStCO0FBQUEsRUFDdkQsQ0FBQztBQUVELE9BQUssd0VBQXdFLElBQUksS0FBSyxNQUFNO0FBQzFGLFVBQU0sU0FBUztBQUFBLE1BQ2I7QUFBQSxNQUNBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQSxJQVdGO0FBQ0EsSUFBTyxVQUFHLElBQUksUUFBUSxDQUFDLElBQUksQ0FBQyxFQUFFLFFBQVEsYUFBYTtBQUVuRCxJQUFPLFVBQUcsSUFBSSxRQUFRLENBQUMsS0FBSyxDQUFDLEVBQUUsUUFBUSxjQUFjO0FBQUEsRUFDdkQsQ0FBQztBQUVELE9BQUssdUVBQXVFLElBQUksS0FBSyxNQUFNO0FBQ3pGLFVBQU0sT0FBTyxRQUFRLFFBQVEsNERBQTREO0FBQ3pGLFVBQU0sT0FBTyxHQUFHLGdEQUFnRCxJQUFJO0FBQ3BFLElBQU8sVUFBRyxPQUFPLEtBQUssTUFBTSxJQUFJLEdBQU87QUFDdkMsSUFBTyxVQUFHLEdBQUcsc0JBQXNCLElBQUksRUFBRSxRQUFRLE9BQU87QUFBQSxFQUMxRCxDQUFDO0FBQ0g7QUFFQSxLQUFLLElBQUk7IiwKICAibmFtZXMiOiBbInJ1biIsICJob3N0Il0KfQo=
