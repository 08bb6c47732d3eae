// test/native/bytes.test.ts
import { mkdirSync } from "node:fs";
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
var numbers = Object.entries(calls).map(([name, both]) => [name, both[process.arch === "x64" ? 0 : 1]]);
var prelude = `
const host = __host__, NR = ${JSON.stringify(Object.fromEntries(numbers))}, AT_FDCWD = -100;
const print = (text) => { const bytes = host.encode(text + "\\n"); host.syscall(NR.write, 1, bytes, bytes.length); };
const describe = (f) => { try { return String(f()); } catch (e) { return e.name + ": " + e.message; } };
`;

// test/native/bytes.test.ts
var test = suite("bytes");
var shared = `${prelude}
const all = [];
for (let a = 1; a < 256; a++) { all.push(Uint8Array.of(a)); for (let b = 1; b < 256; b++) all.push(Uint8Array.of(a, b)); }
let state = 12345;
const random = (n) => { state = (Math.imul(state, 1103515245) + 12345) >>> 0; return (state >>> 8) % n; };
for (let i = 0; i < 3000; i++) all.push(Uint8Array.from({ length: 1 + random(i % 10 ? 12 : 255) }, () => 1 + random(255)));
const key = (bytes) => bytes.join();
const equal = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

// A block of NUL-ended strings, and the array of pointers to them that execve(2) wants.
const vector = (list) => {
  const block = new Uint8Array(list.reduce((size, bytes) => size + bytes.length + 1, 0));
  const pointers = new BigUint64Array(list.length + 1);
  let at = 0;
  list.forEach((bytes, i) => { pointers[i] = BigInt(host.address(block) + at); block.set(bytes, at); at += bytes.length + 1; });
  return { block, pointers };
};
const ascii = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const exec = (argv, env) => {
  const a = vector(argv), e = vector(env);
  print("execve: " + host.syscall(NR.execve, "/proc/self/exe", a.pointers, e.pointers));
};
const compare = (what, strings, want) => {
  let wrong = strings.length === want.length ? 0 : 1e9;
  strings.forEach((string, i) => { if (!want[i] || !equal(host.encode(string), want[i])) wrong++; });
  print(what + ": " + strings.length + " strings, " + wrong + " wrong");
};
`;
for (const { libc, host: host2 } of hosts) {
  const make = (name, source) => frozen(`${name}-${libc}`, shared + source, host2);
  test(`every two-byte string and random bytes survive argv (${libc})`, () => {
    const program = make(
      "argv",
      `host.main((argv) => {
         if (argv.length === 1) exec([ascii("again"), ...all], []);
         compare("argv", argv.slice(1), all);
         compare("argv()", host.argv().slice(1), all);
       });`
    );
    const count = 255 + 255 * 255 + 3e3;
    assert.is(run(program).stdout, `argv: ${count} strings, 0 wrong
argv(): ${count} strings, 0 wrong
`);
  });
  test(`every two-byte string and random bytes survive the environment (${libc})`, () => {
    const program = make(
      "environ",
      `const entries = all.map((bytes) => Uint8Array.of(...bytes, 61, ...bytes));
       host.main((argv) => {
         if (argv[0] !== "again") exec([ascii("again")], entries);
         compare("environ", host.environ(), entries);
       });`
    );
    assert.is(run(program).stdout, `environ: ${255 + 255 * 255 + 3e3} strings, 0 wrong
`);
  });
  test(`every two-byte string and random bytes survive file names and links (${libc})`, () => {
    const program = make(
      "names",
      `host.main((argv) => {
         const names = [...new Map(all.filter((n) => !n.includes(47) && !equal(n, [46]) && !equal(n, [46, 46])).map((n) => [key(n), n])).values()];
         const directory = host.syscall(NR.openat, AT_FDCWD, argv[1], 0o200000, 0);
         let failed = 0, wrong = 0;
         for (const name of names) if (host.syscall(NR.symlinkat, host.decode(name), directory, host.decode(name)) !== 0) failed++;
         const seen = new Set(), buffer = new Uint8Array(65536), target = new Uint8Array(300);
         for (let n; (n = host.syscall(NR.getdents64, directory, buffer, buffer.length)) > 0; )
           for (let at = 0; at < n; at += buffer[at + 16] + 256 * buffer[at + 17]) {
             const end = buffer.indexOf(0, at + 19), name = host.decode(buffer, at + 19, end);
             if (name === "." || name === "..") continue;
             const size = host.syscall(NR.readlinkat, directory, name, target, 300);
             const link = host.decode(target.subarray(0, size));
             if (!equal(host.encode(name), buffer.subarray(at + 19, end)) || link !== name) wrong++;
             seen.add(key(host.encode(name)));
           }
         for (const name of names) if (!seen.delete(key(name))) wrong++;
         print([names.length > 60000, failed, wrong, seen.size].join());
       });`
    );
    const directory = join2(scratch, `names-in-${libc}`);
    mkdirSync(directory);
    assert.is(run(program, [directory]).stdout, "true,0,0,0\n");
  });
}
test("decode escapes each invalid byte, encode inverts it, and what has no bytes throws", () => {
  const program = frozen(
    "codec",
    `${shared}
     host.main((argv) => {
       let wrong = 0, count = 0;
       const check = (bytes) => { count++; if (!equal(host.encode(host.decode(bytes)), bytes)) wrong++; };
       for (let a = 0xc0; a < 256; a++) for (let b = 0x70; b < 256; b++) for (const c of [0x41, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xff]) {
         check(Uint8Array.of(a, b, c));
         check(Uint8Array.of(a, b, c, 0x80)); check(Uint8Array.of(a, b, c, 0xbf)); check(Uint8Array.of(a, b, c, 0x41));
       }
       for (let i = 0; i < 20000; i++) check(Uint8Array.from({ length: random(40) }, () => 1 + random(255)));
       print(count > 100000 ? wrong + " wrong" : "too few");
       const text = (...bytes) => JSON.stringify(host.decode(Uint8Array.from(bytes)));
       print([text(0xed, 0xa0, 0x80), text(0xc0, 0x80), text(0xe2, 0x82, 0xac), text(0xf0, 0x9f, 0x98, 0x80), text(0xf4, 0x90, 0x80, 0x80), text(0xe2, 0x82), text(0, 0xe9), text()].join(" "));
       for (const s of ["a\\0b", "\\ud800", "x\\udc00", "\\udc7f", "\\udd00", "\\ud83d\\udcff!\\ud83d"]) print(describe(() => host.encode(s).join()));
       print([host.encode("\xE9\u20AC\u{1F600}\\udc80").join(), host.encode("").length, host.encode("ab".repeat(5000) + "\xE9").length].join(" "));
       print(describe(() => host.decode(new Uint8Array(4), 1, 5)) + "; " + describe(() => host.decode("x")) + "; " + describe(() => host.encode(1)));
     });`
  );
  assert.equal(run(program).stdout.trimEnd().split("\n"), [
    "0 wrong",
    '"\\udced\\udca0\\udc80" "\\udcc0\\udc80" "\u20AC" "\u{1F600}" "\\udcf4\\udc90\\udc80\\udc80" "\\udce2\\udc82" "\\u0000\\udce9" ""',
    "TypeError: a string for the kernel cannot hold U+0000 (at index 1)",
    "TypeError: a string for the kernel cannot hold U+D800 (at index 0)",
    "TypeError: a string for the kernel cannot hold U+DC00 (at index 1)",
    "TypeError: a string for the kernel cannot hold U+DC7F (at index 0)",
    "TypeError: a string for the kernel cannot hold U+DD00 (at index 0)",
    "TypeError: a string for the kernel cannot hold U+D83D (at index 3)",
    "195,169,226,130,172,240,159,152,128,128 0 10002",
    "RangeError: decode: 1 to 5 is outside 0 to 4; TypeError: decode: want a buffer or a view; TypeError: encode: want a string"
  ]);
});
test.run();
//# sourceMappingURL=data:application/json;base64,ewogICJ2ZXJzaW9uIjogMywKICAic291cmNlcyI6IFsiLi4vbmF0aXZlL2J5dGVzLnRlc3QudHMiLCAiLi4vbmF0aXZlL3Rvb2xzLnRzIl0sCiAgInNvdXJjZXNDb250ZW50IjogWyIvLyBTdHJpbmdzIGFyZSBieXRlcyB0byB0aGUga2VybmVsOiBlYWNoIHN0cmluZyBvZiBieXRlcyB0aGF0IGl0IGNhbiBnaXZlIGNvbWVzIGJhY2sgYXMgaXQgd2FzLlxuaW1wb3J0IHsgbWtkaXJTeW5jIH0gZnJvbSBcIm5vZGU6ZnNcIjtcbmltcG9ydCB7IGpvaW4gfSBmcm9tIFwibm9kZTpwYXRoXCI7XG5pbXBvcnQgeyBzdWl0ZSB9IGZyb20gXCJ1dnVcIjtcbmltcG9ydCAqIGFzIGFzc2VydCBmcm9tIFwidXZ1L2Fzc2VydFwiO1xuaW1wb3J0IHsgZnJvemVuLCBob3N0cywgcHJlbHVkZSwgcnVuLCBzY3JhdGNoIH0gZnJvbSBcIi4vdG9vbHMudHNcIjtcblxuY29uc3QgdGVzdCA9IHN1aXRlKFwiYnl0ZXNcIik7XG5cbi8vIEV2ZXJ5IG5hbWUgb2Ygb25lIGFuZCB0d28gYnl0ZXMgYnV0IE5VTCwgYW5kIHNlZWRlZCByYW5kb20gb25lcyB1cCB0byAyNTUgYnl0ZXMsIG1hZGVcbi8vIHdpdGhvdXQgdGhlIGNvZGVjOiB3aGF0IGFycml2ZXMgaXMgY29tcGFyZWQgd2l0aCB0aGVzZSBieXRlcywgbmV2ZXIgd2l0aCBhIGRlY29kZWQgc3RyaW5nLlxuY29uc3Qgc2hhcmVkID0gYCR7cHJlbHVkZX1cbmNvbnN0IGFsbCA9IFtdO1xuZm9yIChsZXQgYSA9IDE7IGEgPCAyNTY7IGErKykgeyBhbGwucHVzaChVaW50OEFycmF5Lm9mKGEpKTsgZm9yIChsZXQgYiA9IDE7IGIgPCAyNTY7IGIrKykgYWxsLnB1c2goVWludDhBcnJheS5vZihhLCBiKSk7IH1cbmxldCBzdGF0ZSA9IDEyMzQ1O1xuY29uc3QgcmFuZG9tID0gKG4pID0+IHsgc3RhdGUgPSAoTWF0aC5pbXVsKHN0YXRlLCAxMTAzNTE1MjQ1KSArIDEyMzQ1KSA+Pj4gMDsgcmV0dXJuIChzdGF0ZSA+Pj4gOCkgJSBuOyB9O1xuZm9yIChsZXQgaSA9IDA7IGkgPCAzMDAwOyBpKyspIGFsbC5wdXNoKFVpbnQ4QXJyYXkuZnJvbSh7IGxlbmd0aDogMSArIHJhbmRvbShpICUgMTAgPyAxMiA6IDI1NSkgfSwgKCkgPT4gMSArIHJhbmRvbSgyNTUpKSk7XG5jb25zdCBrZXkgPSAoYnl0ZXMpID0+IGJ5dGVzLmpvaW4oKTtcbmNvbnN0IGVxdWFsID0gKGEsIGIpID0+IGEubGVuZ3RoID09PSBiLmxlbmd0aCAmJiBhLmV2ZXJ5KChieXRlLCBpKSA9PiBieXRlID09PSBiW2ldKTtcblxuLy8gQSBibG9jayBvZiBOVUwtZW5kZWQgc3RyaW5ncywgYW5kIHRoZSBhcnJheSBvZiBwb2ludGVycyB0byB0aGVtIHRoYXQgZXhlY3ZlKDIpIHdhbnRzLlxuY29uc3QgdmVjdG9yID0gKGxpc3QpID0+IHtcbiAgY29uc3QgYmxvY2sgPSBuZXcgVWludDhBcnJheShsaXN0LnJlZHVjZSgoc2l6ZSwgYnl0ZXMpID0+IHNpemUgKyBieXRlcy5sZW5ndGggKyAxLCAwKSk7XG4gIGNvbnN0IHBvaW50ZXJzID0gbmV3IEJpZ1VpbnQ2NEFycmF5KGxpc3QubGVuZ3RoICsgMSk7XG4gIGxldCBhdCA9IDA7XG4gIGxpc3QuZm9yRWFjaCgoYnl0ZXMsIGkpID0+IHsgcG9pbnRlcnNbaV0gPSBCaWdJbnQoaG9zdC5hZGRyZXNzKGJsb2NrKSArIGF0KTsgYmxvY2suc2V0KGJ5dGVzLCBhdCk7IGF0ICs9IGJ5dGVzLmxlbmd0aCArIDE7IH0pO1xuICByZXR1cm4geyBibG9jaywgcG9pbnRlcnMgfTtcbn07XG5jb25zdCBhc2NpaSA9ICh0ZXh0KSA9PiBVaW50OEFycmF5LmZyb20odGV4dCwgKGMpID0+IGMuY2hhckNvZGVBdCgwKSk7XG5jb25zdCBleGVjID0gKGFyZ3YsIGVudikgPT4ge1xuICBjb25zdCBhID0gdmVjdG9yKGFyZ3YpLCBlID0gdmVjdG9yKGVudik7XG4gIHByaW50KFwiZXhlY3ZlOiBcIiArIGhvc3Quc3lzY2FsbChOUi5leGVjdmUsIFwiL3Byb2Mvc2VsZi9leGVcIiwgYS5wb2ludGVycywgZS5wb2ludGVycykpO1xufTtcbmNvbnN0IGNvbXBhcmUgPSAod2hhdCwgc3RyaW5ncywgd2FudCkgPT4ge1xuICBsZXQgd3JvbmcgPSBzdHJpbmdzLmxlbmd0aCA9PT0gd2FudC5sZW5ndGggPyAwIDogMWU5O1xuICBzdHJpbmdzLmZvckVhY2goKHN0cmluZywgaSkgPT4geyBpZiAoIXdhbnRbaV0gfHwgIWVxdWFsKGhvc3QuZW5jb2RlKHN0cmluZyksIHdhbnRbaV0pKSB3cm9uZysrOyB9KTtcbiAgcHJpbnQod2hhdCArIFwiOiBcIiArIHN0cmluZ3MubGVuZ3RoICsgXCIgc3RyaW5ncywgXCIgKyB3cm9uZyArIFwiIHdyb25nXCIpO1xufTtcbmA7XG5cbmZvciAoY29uc3QgeyBsaWJjLCBob3N0IH0gb2YgaG9zdHMpIHtcbiAgY29uc3QgbWFrZSA9IChuYW1lOiBzdHJpbmcsIHNvdXJjZTogc3RyaW5nKSA9PiBmcm96ZW4oYCR7bmFtZX0tJHtsaWJjfWAsIHNoYXJlZCArIHNvdXJjZSwgaG9zdCk7XG5cbiAgdGVzdChgZXZlcnkgdHdvLWJ5dGUgc3RyaW5nIGFuZCByYW5kb20gYnl0ZXMgc3Vydml2ZSBhcmd2ICgke2xpYmN9KWAsICgpID0+IHtcbiAgICBjb25zdCBwcm9ncmFtID0gbWFrZShcbiAgICAgIFwiYXJndlwiLFxuICAgICAgYGhvc3QubWFpbigoYXJndikgPT4ge1xuICAgICAgICAgaWYgKGFyZ3YubGVuZ3RoID09PSAxKSBleGVjKFthc2NpaShcImFnYWluXCIpLCAuLi5hbGxdLCBbXSk7XG4gICAgICAgICBjb21wYXJlKFwiYXJndlwiLCBhcmd2LnNsaWNlKDEpLCBhbGwpO1xuICAgICAgICAgY29tcGFyZShcImFyZ3YoKVwiLCBob3N0LmFyZ3YoKS5zbGljZSgxKSwgYWxsKTtcbiAgICAgICB9KTtgLFxuICAgICk7XG4gICAgY29uc3QgY291bnQgPSAyNTUgKyAyNTUgKiAyNTUgKyAzMDAwO1xuICAgIGFzc2VydC5pcyhydW4ocHJvZ3JhbSkuc3Rkb3V0LCBgYXJndjogJHtjb3VudH0gc3RyaW5ncywgMCB3cm9uZ1xcbmFyZ3YoKTogJHtjb3VudH0gc3RyaW5ncywgMCB3cm9uZ1xcbmApO1xuICB9KTtcblxuICB0ZXN0KGBldmVyeSB0d28tYnl0ZSBzdHJpbmcgYW5kIHJhbmRvbSBieXRlcyBzdXJ2aXZlIHRoZSBlbnZpcm9ubWVudCAoJHtsaWJjfSlgLCAoKSA9PiB7XG4gICAgY29uc3QgcHJvZ3JhbSA9IG1ha2UoXG4gICAgICBcImVudmlyb25cIixcbiAgICAgIGBjb25zdCBlbnRyaWVzID0gYWxsLm1hcCgoYnl0ZXMpID0+IFVpbnQ4QXJyYXkub2YoLi4uYnl0ZXMsIDYxLCAuLi5ieXRlcykpO1xuICAgICAgIGhvc3QubWFpbigoYXJndikgPT4ge1xuICAgICAgICAgaWYgKGFyZ3ZbMF0gIT09IFwiYWdhaW5cIikgZXhlYyhbYXNjaWkoXCJhZ2FpblwiKV0sIGVudHJpZXMpO1xuICAgICAgICAgY29tcGFyZShcImVudmlyb25cIiwgaG9zdC5lbnZpcm9uKCksIGVudHJpZXMpO1xuICAgICAgIH0pO2AsXG4gICAgKTtcbiAgICBhc3NlcnQuaXMocnVuKHByb2dyYW0pLnN0ZG91dCwgYGVudmlyb246ICR7MjU1ICsgMjU1ICogMjU1ICsgMzAwMH0gc3RyaW5ncywgMCB3cm9uZ1xcbmApO1xuICB9KTtcblxuICB0ZXN0KGBldmVyeSB0d28tYnl0ZSBzdHJpbmcgYW5kIHJhbmRvbSBieXRlcyBzdXJ2aXZlIGZpbGUgbmFtZXMgYW5kIGxpbmtzICgke2xpYmN9KWAsICgpID0+IHtcbiAgICBjb25zdCBwcm9ncmFtID0gbWFrZShcbiAgICAgIFwibmFtZXNcIixcbiAgICAgIGBob3N0Lm1haW4oKGFyZ3YpID0+IHtcbiAgICAgICAgIGNvbnN0IG5hbWVzID0gWy4uLm5ldyBNYXAoYWxsLmZpbHRlcigobikgPT4gIW4uaW5jbHVkZXMoNDcpICYmICFlcXVhbChuLCBbNDZdKSAmJiAhZXF1YWwobiwgWzQ2LCA0Nl0pKS5tYXAoKG4pID0+IFtrZXkobiksIG5dKSkudmFsdWVzKCldO1xuICAgICAgICAgY29uc3QgZGlyZWN0b3J5ID0gaG9zdC5zeXNjYWxsKE5SLm9wZW5hdCwgQVRfRkRDV0QsIGFyZ3ZbMV0sIDBvMjAwMDAwLCAwKTtcbiAgICAgICAgIGxldCBmYWlsZWQgPSAwLCB3cm9uZyA9IDA7XG4gICAgICAgICBmb3IgKGNvbnN0IG5hbWUgb2YgbmFtZXMpIGlmIChob3N0LnN5c2NhbGwoTlIuc3ltbGlua2F0LCBob3N0LmRlY29kZShuYW1lKSwgZGlyZWN0b3J5LCBob3N0LmRlY29kZShuYW1lKSkgIT09IDApIGZhaWxlZCsrO1xuICAgICAgICAgY29uc3Qgc2VlbiA9IG5ldyBTZXQoKSwgYnVmZmVyID0gbmV3IFVpbnQ4QXJyYXkoNjU1MzYpLCB0YXJnZXQgPSBuZXcgVWludDhBcnJheSgzMDApO1xuICAgICAgICAgZm9yIChsZXQgbjsgKG4gPSBob3N0LnN5c2NhbGwoTlIuZ2V0ZGVudHM2NCwgZGlyZWN0b3J5LCBidWZmZXIsIGJ1ZmZlci5sZW5ndGgpKSA+IDA7IClcbiAgICAgICAgICAgZm9yIChsZXQgYXQgPSAwOyBhdCA8IG47IGF0ICs9IGJ1ZmZlclthdCArIDE2XSArIDI1NiAqIGJ1ZmZlclthdCArIDE3XSkge1xuICAgICAgICAgICAgIGNvbnN0IGVuZCA9IGJ1ZmZlci5pbmRleE9mKDAsIGF0ICsgMTkpLCBuYW1lID0gaG9zdC5kZWNvZGUoYnVmZmVyLCBhdCArIDE5LCBlbmQpO1xuICAgICAgICAgICAgIGlmIChuYW1lID09PSBcIi5cIiB8fCBuYW1lID09PSBcIi4uXCIpIGNvbnRpbnVlO1xuICAgICAgICAgICAgIGNvbnN0IHNpemUgPSBob3N0LnN5c2NhbGwoTlIucmVhZGxpbmthdCwgZGlyZWN0b3J5LCBuYW1lLCB0YXJnZXQsIDMwMCk7XG4gICAgICAgICAgICAgY29uc3QgbGluayA9IGhvc3QuZGVjb2RlKHRhcmdldC5zdWJhcnJheSgwLCBzaXplKSk7XG4gICAgICAgICAgICAgaWYgKCFlcXVhbChob3N0LmVuY29kZShuYW1lKSwgYnVmZmVyLnN1YmFycmF5KGF0ICsgMTksIGVuZCkpIHx8IGxpbmsgIT09IG5hbWUpIHdyb25nKys7XG4gICAgICAgICAgICAgc2Vlbi5hZGQoa2V5KGhvc3QuZW5jb2RlKG5hbWUpKSk7XG4gICAgICAgICAgIH1cbiAgICAgICAgIGZvciAoY29uc3QgbmFtZSBvZiBuYW1lcykgaWYgKCFzZWVuLmRlbGV0ZShrZXkobmFtZSkpKSB3cm9uZysrO1xuICAgICAgICAgcHJpbnQoW25hbWVzLmxlbmd0aCA+IDYwMDAwLCBmYWlsZWQsIHdyb25nLCBzZWVuLnNpemVdLmpvaW4oKSk7XG4gICAgICAgfSk7YCxcbiAgICApO1xuICAgIGNvbnN0IGRpcmVjdG9yeSA9IGpvaW4oc2NyYXRjaCwgYG5hbWVzLWluLSR7bGliY31gKTtcbiAgICBta2RpclN5bmMoZGlyZWN0b3J5KTtcbiAgICBhc3NlcnQuaXMocnVuKHByb2dyYW0sIFtkaXJlY3RvcnldKS5zdGRvdXQsIFwidHJ1ZSwwLDAsMFxcblwiKTtcbiAgfSk7XG59XG5cbnRlc3QoXCJkZWNvZGUgZXNjYXBlcyBlYWNoIGludmFsaWQgYnl0ZSwgZW5jb2RlIGludmVydHMgaXQsIGFuZCB3aGF0IGhhcyBubyBieXRlcyB0aHJvd3NcIiwgKCkgPT4ge1xuICBjb25zdCBwcm9ncmFtID0gZnJvemVuKFxuICAgIFwiY29kZWNcIixcbiAgICBgJHtzaGFyZWR9XG4gICAgIGhvc3QubWFpbigoYXJndikgPT4ge1xuICAgICAgIGxldCB3cm9uZyA9IDAsIGNvdW50ID0gMDtcbiAgICAgICBjb25zdCBjaGVjayA9IChieXRlcykgPT4geyBjb3VudCsrOyBpZiAoIWVxdWFsKGhvc3QuZW5jb2RlKGhvc3QuZGVjb2RlKGJ5dGVzKSksIGJ5dGVzKSkgd3JvbmcrKzsgfTtcbiAgICAgICBmb3IgKGxldCBhID0gMHhjMDsgYSA8IDI1NjsgYSsrKSBmb3IgKGxldCBiID0gMHg3MDsgYiA8IDI1NjsgYisrKSBmb3IgKGNvbnN0IGMgb2YgWzB4NDEsIDB4N2YsIDB4ODAsIDB4OWYsIDB4YTAsIDB4YmYsIDB4YzAsIDB4ZmZdKSB7XG4gICAgICAgICBjaGVjayhVaW50OEFycmF5Lm9mKGEsIGIsIGMpKTtcbiAgICAgICAgIGNoZWNrKFVpbnQ4QXJyYXkub2YoYSwgYiwgYywgMHg4MCkpOyBjaGVjayhVaW50OEFycmF5Lm9mKGEsIGIsIGMsIDB4YmYpKTsgY2hlY2soVWludDhBcnJheS5vZihhLCBiLCBjLCAweDQxKSk7XG4gICAgICAgfVxuICAgICAgIGZvciAobGV0IGkgPSAwOyBpIDwgMjAwMDA7IGkrKykgY2hlY2soVWludDhBcnJheS5mcm9tKHsgbGVuZ3RoOiByYW5kb20oNDApIH0sICgpID0+IDEgKyByYW5kb20oMjU1KSkpO1xuICAgICAgIHByaW50KGNvdW50ID4gMTAwMDAwID8gd3JvbmcgKyBcIiB3cm9uZ1wiIDogXCJ0b28gZmV3XCIpO1xuICAgICAgIGNvbnN0IHRleHQgPSAoLi4uYnl0ZXMpID0+IEpTT04uc3RyaW5naWZ5KGhvc3QuZGVjb2RlKFVpbnQ4QXJyYXkuZnJvbShieXRlcykpKTtcbiAgICAgICBwcmludChbdGV4dCgweGVkLCAweGEwLCAweDgwKSwgdGV4dCgweGMwLCAweDgwKSwgdGV4dCgweGUyLCAweDgyLCAweGFjKSwgdGV4dCgweGYwLCAweDlmLCAweDk4LCAweDgwKSwgdGV4dCgweGY0LCAweDkwLCAweDgwLCAweDgwKSwgdGV4dCgweGUyLCAweDgyKSwgdGV4dCgwLCAweGU5KSwgdGV4dCgpXS5qb2luKFwiIFwiKSk7XG4gICAgICAgZm9yIChjb25zdCBzIG9mIFtcImFcXFxcMGJcIiwgXCJcXFxcdWQ4MDBcIiwgXCJ4XFxcXHVkYzAwXCIsIFwiXFxcXHVkYzdmXCIsIFwiXFxcXHVkZDAwXCIsIFwiXFxcXHVkODNkXFxcXHVkY2ZmIVxcXFx1ZDgzZFwiXSkgcHJpbnQoZGVzY3JpYmUoKCkgPT4gaG9zdC5lbmNvZGUocykuam9pbigpKSk7XG4gICAgICAgcHJpbnQoW2hvc3QuZW5jb2RlKFwiXHUwMEU5XHUyMEFDXHVEODNEXHVERTAwXFxcXHVkYzgwXCIpLmpvaW4oKSwgaG9zdC5lbmNvZGUoXCJcIikubGVuZ3RoLCBob3N0LmVuY29kZShcImFiXCIucmVwZWF0KDUwMDApICsgXCJcdTAwRTlcIikubGVuZ3RoXS5qb2luKFwiIFwiKSk7XG4gICAgICAgcHJpbnQoZGVzY3JpYmUoKCkgPT4gaG9zdC5kZWNvZGUobmV3IFVpbnQ4QXJyYXkoNCksIDEsIDUpKSArIFwiOyBcIiArIGRlc2NyaWJlKCgpID0+IGhvc3QuZGVjb2RlKFwieFwiKSkgKyBcIjsgXCIgKyBkZXNjcmliZSgoKSA9PiBob3N0LmVuY29kZSgxKSkpO1xuICAgICB9KTtgLFxuICApO1xuICBhc3NlcnQuZXF1YWwocnVuKHByb2dyYW0pLnN0ZG91dC50cmltRW5kKCkuc3BsaXQoXCJcXG5cIiksIFtcbiAgICBcIjAgd3JvbmdcIixcbiAgICAnXCJcXFxcdWRjZWRcXFxcdWRjYTBcXFxcdWRjODBcIiBcIlxcXFx1ZGNjMFxcXFx1ZGM4MFwiIFwiXHUyMEFDXCIgXCJcdUQ4M0RcdURFMDBcIiBcIlxcXFx1ZGNmNFxcXFx1ZGM5MFxcXFx1ZGM4MFxcXFx1ZGM4MFwiIFwiXFxcXHVkY2UyXFxcXHVkYzgyXCIgXCJcXFxcdTAwMDBcXFxcdWRjZTlcIiBcIlwiJyxcbiAgICBcIlR5cGVFcnJvcjogYSBzdHJpbmcgZm9yIHRoZSBrZXJuZWwgY2Fubm90IGhvbGQgVSswMDAwIChhdCBpbmRleCAxKVwiLFxuICAgIFwiVHlwZUVycm9yOiBhIHN0cmluZyBmb3IgdGhlIGtlcm5lbCBjYW5ub3QgaG9sZCBVK0Q4MDAgKGF0IGluZGV4IDApXCIsXG4gICAgXCJUeXBlRXJyb3I6IGEgc3RyaW5nIGZvciB0aGUga2VybmVsIGNhbm5vdCBob2xkIFUrREMwMCAoYXQgaW5kZXggMSlcIixcbiAgICBcIlR5cGVFcnJvcjogYSBzdHJpbmcgZm9yIHRoZSBrZXJuZWwgY2Fubm90IGhvbGQgVStEQzdGIChhdCBpbmRleCAwKVwiLFxuICAgIFwiVHlwZUVycm9yOiBhIHN0cmluZyBmb3IgdGhlIGtlcm5lbCBjYW5ub3QgaG9sZCBVK0REMDAgKGF0IGluZGV4IDApXCIsXG4gICAgXCJUeXBlRXJyb3I6IGEgc3RyaW5nIGZvciB0aGUga2VybmVsIGNhbm5vdCBob2xkIFUrRDgzRCAoYXQgaW5kZXggMylcIixcbiAgICBcIjE5NSwxNjksMjI2LDEzMCwxNzIsMjQwLDE1OSwxNTIsMTI4LDEyOCAwIDEwMDAyXCIsXG4gICAgXCJSYW5nZUVycm9yOiBkZWNvZGU6IDEgdG8gNSBpcyBvdXRzaWRlIDAgdG8gNDsgVHlwZUVycm9yOiBkZWNvZGU6IHdhbnQgYSBidWZmZXIgb3IgYSB2aWV3OyBUeXBlRXJyb3I6IGVuY29kZTogd2FudCBhIHN0cmluZ1wiLFxuICBdKTtcbn0pO1xuXG50ZXN0LnJ1bigpO1xuIiwgIi8vIEJ1aWxkcyB3aGF0IHRoZSB0ZXN0cyBvZiB0aGUgc3RhdGljIGhvc3QgcnVuLCBhbmQgcnVucyBpdC5cbmltcG9ydCB7IHR5cGUgU3Bhd25TeW5jT3B0aW9ucywgc3Bhd25TeW5jIH0gZnJvbSBcIm5vZGU6Y2hpbGRfcHJvY2Vzc1wiO1xuaW1wb3J0IHsgZXhpc3RzU3luYywgbWtkdGVtcFN5bmMsIHJtU3luYywgd3JpdGVGaWxlU3luYyB9IGZyb20gXCJub2RlOmZzXCI7XG5pbXBvcnQgeyB0bXBkaXIgfSBmcm9tIFwibm9kZTpvc1wiO1xuaW1wb3J0IHsgam9pbiB9IGZyb20gXCJub2RlOnBhdGhcIjtcbmltcG9ydCB7IHBhdGhUb0ZpbGVVUkwgfSBmcm9tIFwibm9kZTp1cmxcIjtcblxuZXhwb3J0IGNvbnN0IHJvb3QgPSBwcm9jZXNzLmVudltcIklTT0JPWF9ST09UXCJdID8/IHByb2Nlc3MuY3dkKCk7XG5cbnR5cGUgQnVpbGRlciA9IHtcbiAgYnVpbGRIb3N0KG9wdGlvbnM/OiB7IGxpYmM/OiBcIm11c2xcIiB8IFwiZ2xpYmNcIiB8IFwiYXV0b1wiOyBvdXREaXI/OiBzdHJpbmcgfSk6IHN0cmluZztcbiAgYnVpbGRDb2xkKG9wdGlvbnM/OiB7IHNhbml0aXplPzogYm9vbGVhbjsgb3V0RGlyPzogc3RyaW5nIH0pOiBzdHJpbmc7XG4gIGJ1aWxkRnV6eihvcHRpb25zPzogeyBvdXREaXI/OiBzdHJpbmcgfSk6IHN0cmluZztcbiAgYnVpbGRUcmFpbmVyKG9wdGlvbnM/OiB7IG91dERpcj86IHN0cmluZyB9KTogc3RyaW5nO1xuICBmcmVlemUob3B0aW9uczogeyBob3N0OiBzdHJpbmc7IGJ1bmRsZTogc3RyaW5nOyBvdXQ6IHN0cmluZzsgdHJhaW4/OiBzdHJpbmcgfSk6IHN0cmluZztcbn07XG5cbi8vIEJ5IGEgY29tcHV0ZWQgcGF0aDogYSBidW5kbGVyIG11c3Qgbm90IGNvcHkgYSBidWlsZGVyIHRoYXQgZmluZHMgaXRzIHNvdXJjZXMgYmVzaWRlIGl0c2VsZi5cbmV4cG9ydCBjb25zdCBidWlsZGVyOiBCdWlsZGVyID0gYXdhaXQgaW1wb3J0KHBhdGhUb0ZpbGVVUkwoam9pbihyb290LCBcIm5hdGl2ZS9idWlsZC5tanNcIikpLmhyZWYpO1xuXG4vKiogQSBkaXJlY3Rvcnkgb2YgdGhpcyB0ZXN0IGZpbGUsIHJlbW92ZWQgd2hlbiB0aGUgcHJvY2VzcyBlbmRzLCB3aGF0ZXZlciBoYXBwZW5lZCBpbiBpdC4gKi9cbmV4cG9ydCBjb25zdCBzY3JhdGNoID0gbWtkdGVtcFN5bmMoam9pbih0bXBkaXIoKSwgXCJpc29ib3gtbmF0aXZlLVwiKSk7XG5wcm9jZXNzLm9uKFwiZXhpdFwiLCAoKSA9PiBybVN5bmMoc2NyYXRjaCwgeyByZWN1cnNpdmU6IHRydWUsIGZvcmNlOiB0cnVlIH0pKTtcblxuLyoqIEJvdGggc3RhdGljIGhvc3RzOiB3aGF0IGlzIHNhaWQgb2Ygb25lIG11c3QgaG9sZCBmb3IgdGhlIG90aGVyLiAqL1xuZXhwb3J0IGNvbnN0IGhvc3RzID0gW1xuICB7IGxpYmM6IFwibXVzbFwiLCBob3N0OiBidWlsZGVyLmJ1aWxkSG9zdCh7IGxpYmM6IFwiYXV0b1wiIH0pIH0sXG4gIHsgbGliYzogXCJnbGliY1wiLCBob3N0OiBidWlsZGVyLmJ1aWxkSG9zdCh7IGxpYmM6IFwiZ2xpYmNcIiB9KSB9LFxuXSBhcyBjb25zdDtcbmV4cG9ydCBjb25zdCBob3N0ID0gaG9zdHNbMF0uaG9zdDtcblxuLyoqIFdyaXRlcyBhIGJ1bmRsZSBhbmQgZnJlZXplcyBpdDsgYG5hbWVgIGJlY29tZXMgdGhlIHByb2dyYW0ncyBuYW1lLiAqL1xuZXhwb3J0IGZ1bmN0aW9uIGZyb3plbihuYW1lOiBzdHJpbmcsIHNvdXJjZTogc3RyaW5nLCBieTogc3RyaW5nID0gaG9zdCk6IHN0cmluZyB7XG4gIGNvbnN0IGJ1bmRsZSA9IGpvaW4oc2NyYXRjaCwgYCR7bmFtZX0uanNgKTtcbiAgd3JpdGVGaWxlU3luYyhidW5kbGUsIHNvdXJjZSk7XG4gIGNvbnN0IG91dCA9IGpvaW4oc2NyYXRjaCwgbmFtZSk7XG4gIGNvbnN0IHJ1biA9IHNwYXduU3luYyhieSwgW1wiLS1mcmVlemVcIiwgYnVuZGxlLCBcIi1vXCIsIG91dF0sIHsgZW5jb2Rpbmc6IFwidXRmOFwiIH0pO1xuICBpZiAocnVuLnN0YXR1cyAhPT0gMCkgdGhyb3cgbmV3IEVycm9yKGBjYW5ub3QgZnJlZXplICR7bmFtZX06ICR7cnVuLnN0ZGVycn1gKTtcbiAgcmV0dXJuIG91dDtcbn1cblxuZXhwb3J0IHR5cGUgT3V0Y29tZSA9IHsgc3RhdHVzOiBudW1iZXIgfCBudWxsOyBzaWduYWw6IHN0cmluZyB8IG51bGw7IHN0ZG91dDogc3RyaW5nOyBzdGRlcnI6IHN0cmluZyB9O1xuXG5leHBvcnQgZnVuY3Rpb24gcnVuKHByb2dyYW06IHN0cmluZywgYXJnczogc3RyaW5nW10gPSBbXSwgb3B0aW9uczogU3Bhd25TeW5jT3B0aW9ucyA9IHt9KTogT3V0Y29tZSB7XG4gIGNvbnN0IHJlc3VsdCA9IHNwYXduU3luYyhwcm9ncmFtLCBhcmdzLCB7XG4gICAgc3RkaW86IFtcImlnbm9yZVwiLCBcInBpcGVcIiwgXCJwaXBlXCJdLFxuICAgIG1heEJ1ZmZlcjogMSA8PCAyOCxcbiAgICAuLi5vcHRpb25zLFxuICAgIGVuY29kaW5nOiBcInV0ZjhcIixcbiAgfSk7XG4gIGlmIChyZXN1bHQuZXJyb3IpIHRocm93IHJlc3VsdC5lcnJvcjtcbiAgY29uc3QgeyBzdGF0dXMsIHNpZ25hbCwgc3Rkb3V0LCBzdGRlcnIgfSA9IHJlc3VsdDtcbiAgcmV0dXJuIHsgc3RhdHVzLCBzaWduYWwsIHN0ZG91dCwgc3RkZXJyIH07XG59XG5cbi8qKiBSdW5zIGEgbGluZSBvZiBzaCwgaW4gd2hpY2ggYCQwYCBpcyB0aGUgcHJvZ3JhbS4gKi9cbmV4cG9ydCBmdW5jdGlvbiBzaChsaW5lOiBzdHJpbmcsIHByb2dyYW06IHN0cmluZywgYXJnczogc3RyaW5nW10gPSBbXSk6IE91dGNvbWUge1xuICByZXR1cm4gcnVuKFwiL2Jpbi9zaFwiLCBbXCItY1wiLCBsaW5lLCBwcm9ncmFtLCAuLi5hcmdzXSk7XG59XG5cbi8vIFt4ODZfNjQsIHRoZSB0YWJsZSB0aGF0IGFsbCBuZXdlciBhcmNoaXRlY3R1cmVzIHNoYXJlXTogYXNtL3VuaXN0ZC5oXG5jb25zdCBjYWxscyA9IHtcbiAgYnJrOiBbMTIsIDIxNF0sXG4gIGNsb25lOiBbNTYsIDIyMF0sXG4gIGNsb3NlOiBbMywgNTddLFxuICBleGVjdmU6IFs1OSwgMjIxXSxcbiAgZmNudGw6IFs3MiwgMjVdLFxuICBnZXRkZW50czY0OiBbMjE3LCA2MV0sXG4gIGdldHBpZDogWzM5LCAxNzJdLFxuICBta2RpcmF0OiBbMjU4LCAzNF0sXG4gIG1tYXA6IFs5LCAyMjJdLFxuICBvcGVuYXQ6IFsyNTcsIDU2XSxcbiAgcGlwZTI6IFsyOTMsIDU5XSxcbiAgcHJjdGw6IFsxNTcsIDE2N10sXG4gIHJlYWQ6IFswLCA2M10sXG4gIHJlYWRsaW5rYXQ6IFsyNjcsIDc4XSxcbiAgcnRfc2lncHJvY21hc2s6IFsxNCwgMTM1XSxcbiAgc3RhdGZzOiBbMTM3LCA0M10sXG4gIHN5bWxpbmthdDogWzI2NiwgMzZdLFxuICB1bmxpbmthdDogWzI2MywgMzVdLFxuICB3YWl0NDogWzYxLCAyNjBdLFxuICB3cml0ZTogWzEsIDY0XSxcbn0gYXMgY29uc3Q7XG5jb25zdCBudW1iZXJzID0gT2JqZWN0LmVudHJpZXMoY2FsbHMpLm1hcCgoW25hbWUsIGJvdGhdKSA9PiBbbmFtZSwgYm90aFtwcm9jZXNzLmFyY2ggPT09IFwieDY0XCIgPyAwIDogMV1dKTtcblxuLyoqIFdoYXQgZXZlcnkgcHJvZ3JhbSBoZXJlIG5lZWRzOiBwcmludGluZywgdGhyb3VnaCB0aGUgb25lIGZ1bmN0aW9uIGl0IGhhcy4gKi9cbmV4cG9ydCBjb25zdCBwcmVsdWRlID0gYFxuY29uc3QgaG9zdCA9IF9faG9zdF9fLCBOUiA9ICR7SlNPTi5zdHJpbmdpZnkoT2JqZWN0LmZyb21FbnRyaWVzKG51bWJlcnMpKX0sIEFUX0ZEQ1dEID0gLTEwMDtcbmNvbnN0IHByaW50ID0gKHRleHQpID0+IHsgY29uc3QgYnl0ZXMgPSBob3N0LmVuY29kZSh0ZXh0ICsgXCJcXFxcblwiKTsgaG9zdC5zeXNjYWxsKE5SLndyaXRlLCAxLCBieXRlcywgYnl0ZXMubGVuZ3RoKTsgfTtcbmNvbnN0IGRlc2NyaWJlID0gKGYpID0+IHsgdHJ5IHsgcmV0dXJuIFN0cmluZyhmKCkpOyB9IGNhdGNoIChlKSB7IHJldHVybiBlLm5hbWUgKyBcIjogXCIgKyBlLm1lc3NhZ2U7IH0gfTtcbmA7XG5cbi8qKiBQcmludHMgdGhlIHJlYXNvbiB3aGVyZSBhIHRlc3QgY2Fubm90IHJ1bjsgdGhlIHJ1bm5lciBjb3VudHMgc3VjaCBsaW5lcy4gKi9cbmV4cG9ydCBmdW5jdGlvbiBza2lwKHJlYXNvbjogc3RyaW5nKTogdm9pZCB7XG4gIGNvbnNvbGUubG9nKGBTS0lQICR7cmVhc29ufWApO1xufVxuXG4vKiogQSBtZW1vcnkgY2dyb3VwIG9mIG91ciBvd24sIG9uIHYxIG9yIHYyOyB1bmRlZmluZWQgd2hlcmUgdGhlcmUgaXMgbm9uZSB0byBtYWtlLiAqL1xuZXhwb3J0IGZ1bmN0aW9uIG1lbW9yeUNncm91cChsaW1pdDogbnVtYmVyKTogeyBwYXRoOiBzdHJpbmc7IGVudGVyOiBzdHJpbmc7IHJlbW92ZSgpOiB2b2lkIH0gfCB1bmRlZmluZWQge1xuICBjb25zdCB2MSA9IFwiL3N5cy9mcy9jZ3JvdXAvbWVtb3J5L21lbW9yeS5saW1pdF9pbl9ieXRlc1wiO1xuICBjb25zdCB2MiA9IFwiL3N5cy9mcy9jZ3JvdXAvY2dyb3VwLnN1YnRyZWVfY29udHJvbFwiO1xuICBjb25zdCBuYW1lID0gYGlzb2JveC1uYXRpdmUtJHtwcm9jZXNzLnBpZH1gO1xuICBpZiAoZXhpc3RzU3luYyh2MSkpXG4gICAgcmV0dXJuIG1ha2VDZ3JvdXAoYC9zeXMvZnMvY2dyb3VwL21lbW9yeS8ke25hbWV9YCwgXCJtZW1vcnkubGltaXRfaW5fYnl0ZXNcIiwgbGltaXQsIFwidGFza3NcIik7XG4gIGlmIChleGlzdHNTeW5jKHYyKSkgcmV0dXJuIG1ha2VDZ3JvdXAoYC9zeXMvZnMvY2dyb3VwLyR7bmFtZX1gLCBcIm1lbW9yeS5tYXhcIiwgbGltaXQsIFwiY2dyb3VwLnByb2NzXCIpO1xuICByZXR1cm4gdW5kZWZpbmVkO1xufVxuXG5mdW5jdGlvbiBtYWtlQ2dyb3VwKHBhdGg6IHN0cmluZywgZmlsZTogc3RyaW5nLCBsaW1pdDogbnVtYmVyLCB0YXNrczogc3RyaW5nKSB7XG4gIGNvbnN0IG1hZGUgPSBydW4oXCIvYmluL3NoXCIsIFtcIi1jXCIsIGBta2RpciAke3BhdGh9ICYmIGVjaG8gJHtsaW1pdH0gPiAke3BhdGh9LyR7ZmlsZX1gXSk7XG4gIGNvbnN0IHJlbW92ZSA9ICgpID0+IHZvaWQgc3Bhd25TeW5jKFwicm1kaXJcIiwgW3BhdGhdLCB7IHN0ZGlvOiBcImlnbm9yZVwiIH0pO1xuICBpZiAobWFkZS5zdGF0dXMgIT09IDApIHtcbiAgICByZW1vdmUoKTtcbiAgICByZXR1cm4gdW5kZWZpbmVkO1xuICB9XG4gIHJldHVybiB7IHBhdGgsIGVudGVyOiBgZWNobyAwID4gJHtwYXRofS8ke3Rhc2tzfWAsIHJlbW92ZSB9O1xufVxuIl0sCiAgIm1hcHBpbmdzIjogIjtBQUNBLFNBQVMsaUJBQWlCO0FBQzFCLFNBQVMsUUFBQUEsYUFBWTtBQUNyQixTQUFTLGFBQWE7QUFDdEIsWUFBWSxZQUFZOzs7QUNIeEIsU0FBZ0MsaUJBQWlCO0FBQ2pELFNBQVMsWUFBWSxhQUFhLFFBQVEscUJBQXFCO0FBQy9ELFNBQVMsY0FBYztBQUN2QixTQUFTLFlBQVk7QUFDckIsU0FBUyxxQkFBcUI7QUFFdkIsSUFBTSxPQUFPLFFBQVEsSUFBSSxhQUFhLEtBQUssUUFBUSxJQUFJO0FBV3ZELElBQU0sVUFBbUIsTUFBTSxPQUFPLGNBQWMsS0FBSyxNQUFNLGtCQUFrQixDQUFDLEVBQUU7QUFHcEYsSUFBTSxVQUFVLFlBQVksS0FBSyxPQUFPLEdBQUcsZ0JBQWdCLENBQUM7QUFDbkUsUUFBUSxHQUFHLFFBQVEsTUFBTSxPQUFPLFNBQVMsRUFBRSxXQUFXLE1BQU0sT0FBTyxLQUFLLENBQUMsQ0FBQztBQUduRSxJQUFNLFFBQVE7QUFBQSxFQUNuQixFQUFFLE1BQU0sUUFBUSxNQUFNLFFBQVEsVUFBVSxFQUFFLE1BQU0sT0FBTyxDQUFDLEVBQUU7QUFBQSxFQUMxRCxFQUFFLE1BQU0sU0FBUyxNQUFNLFFBQVEsVUFBVSxFQUFFLE1BQU0sUUFBUSxDQUFDLEVBQUU7QUFDOUQ7QUFDTyxJQUFNLE9BQU8sTUFBTSxDQUFDLEVBQUU7QUFHdEIsU0FBUyxPQUFPLE1BQWMsUUFBZ0IsS0FBYSxNQUFjO0FBQzlFLFFBQU0sU0FBUyxLQUFLLFNBQVMsR0FBRyxJQUFJLEtBQUs7QUFDekMsZ0JBQWMsUUFBUSxNQUFNO0FBQzVCLFFBQU0sTUFBTSxLQUFLLFNBQVMsSUFBSTtBQUM5QixRQUFNQyxPQUFNLFVBQVUsSUFBSSxDQUFDLFlBQVksUUFBUSxNQUFNLEdBQUcsR0FBRyxFQUFFLFVBQVUsT0FBTyxDQUFDO0FBQy9FLE1BQUlBLEtBQUksV0FBVyxFQUFHLE9BQU0sSUFBSSxNQUFNLGlCQUFpQixJQUFJLEtBQUtBLEtBQUksTUFBTSxFQUFFO0FBQzVFLFNBQU87QUFDVDtBQUlPLFNBQVMsSUFBSSxTQUFpQixPQUFpQixDQUFDLEdBQUcsVUFBNEIsQ0FBQyxHQUFZO0FBQ2pHLFFBQU0sU0FBUyxVQUFVLFNBQVMsTUFBTTtBQUFBLElBQ3RDLE9BQU8sQ0FBQyxVQUFVLFFBQVEsTUFBTTtBQUFBLElBQ2hDLFdBQVcsS0FBSztBQUFBLElBQ2hCLEdBQUc7QUFBQSxJQUNILFVBQVU7QUFBQSxFQUNaLENBQUM7QUFDRCxNQUFJLE9BQU8sTUFBTyxPQUFNLE9BQU87QUFDL0IsUUFBTSxFQUFFLFFBQVEsUUFBUSxRQUFRLE9BQU8sSUFBSTtBQUMzQyxTQUFPLEVBQUUsUUFBUSxRQUFRLFFBQVEsT0FBTztBQUMxQztBQVFBLElBQU0sUUFBUTtBQUFBLEVBQ1osS0FBSyxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2IsT0FBTyxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2YsT0FBTyxDQUFDLEdBQUcsRUFBRTtBQUFBLEVBQ2IsUUFBUSxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2hCLE9BQU8sQ0FBQyxJQUFJLEVBQUU7QUFBQSxFQUNkLFlBQVksQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNwQixRQUFRLENBQUMsSUFBSSxHQUFHO0FBQUEsRUFDaEIsU0FBUyxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ2pCLE1BQU0sQ0FBQyxHQUFHLEdBQUc7QUFBQSxFQUNiLFFBQVEsQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNoQixPQUFPLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDZixPQUFPLENBQUMsS0FBSyxHQUFHO0FBQUEsRUFDaEIsTUFBTSxDQUFDLEdBQUcsRUFBRTtBQUFBLEVBQ1osWUFBWSxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ3BCLGdCQUFnQixDQUFDLElBQUksR0FBRztBQUFBLEVBQ3hCLFFBQVEsQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNoQixXQUFXLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDbkIsVUFBVSxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ2xCLE9BQU8sQ0FBQyxJQUFJLEdBQUc7QUFBQSxFQUNmLE9BQU8sQ0FBQyxHQUFHLEVBQUU7QUFDZjtBQUNBLElBQU0sVUFBVSxPQUFPLFFBQVEsS0FBSyxFQUFFLElBQUksQ0FBQyxDQUFDLE1BQU0sSUFBSSxNQUFNLENBQUMsTUFBTSxLQUFLLFFBQVEsU0FBUyxRQUFRLElBQUksQ0FBQyxDQUFDLENBQUM7QUFHakcsSUFBTSxVQUFVO0FBQUEsOEJBQ08sS0FBSyxVQUFVLE9BQU8sWUFBWSxPQUFPLENBQUMsQ0FBQztBQUFBO0FBQUE7QUFBQTs7O0FEaEZ6RSxJQUFNLE9BQU8sTUFBTSxPQUFPO0FBSTFCLElBQU0sU0FBUyxHQUFHLE9BQU87QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUE2QnpCLFdBQVcsRUFBRSxNQUFNLE1BQUFDLE1BQUssS0FBSyxPQUFPO0FBQ2xDLFFBQU0sT0FBTyxDQUFDLE1BQWMsV0FBbUIsT0FBTyxHQUFHLElBQUksSUFBSSxJQUFJLElBQUksU0FBUyxRQUFRQSxLQUFJO0FBRTlGLE9BQUssd0RBQXdELElBQUksS0FBSyxNQUFNO0FBQzFFLFVBQU0sVUFBVTtBQUFBLE1BQ2Q7QUFBQSxNQUNBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQSxJQUtGO0FBQ0EsVUFBTSxRQUFRLE1BQU0sTUFBTSxNQUFNO0FBQ2hDLElBQU8sVUFBRyxJQUFJLE9BQU8sRUFBRSxRQUFRLFNBQVMsS0FBSztBQUFBLFVBQThCLEtBQUs7QUFBQSxDQUFxQjtBQUFBLEVBQ3ZHLENBQUM7QUFFRCxPQUFLLG1FQUFtRSxJQUFJLEtBQUssTUFBTTtBQUNyRixVQUFNLFVBQVU7QUFBQSxNQUNkO0FBQUEsTUFDQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUEsSUFLRjtBQUNBLElBQU8sVUFBRyxJQUFJLE9BQU8sRUFBRSxRQUFRLFlBQVksTUFBTSxNQUFNLE1BQU0sR0FBSTtBQUFBLENBQXFCO0FBQUEsRUFDeEYsQ0FBQztBQUVELE9BQUssd0VBQXdFLElBQUksS0FBSyxNQUFNO0FBQzFGLFVBQU0sVUFBVTtBQUFBLE1BQ2Q7QUFBQSxNQUNBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBLElBa0JGO0FBQ0EsVUFBTSxZQUFZQyxNQUFLLFNBQVMsWUFBWSxJQUFJLEVBQUU7QUFDbEQsY0FBVSxTQUFTO0FBQ25CLElBQU8sVUFBRyxJQUFJLFNBQVMsQ0FBQyxTQUFTLENBQUMsRUFBRSxRQUFRLGNBQWM7QUFBQSxFQUM1RCxDQUFDO0FBQ0g7QUFFQSxLQUFLLHFGQUFxRixNQUFNO0FBQzlGLFFBQU0sVUFBVTtBQUFBLElBQ2Q7QUFBQSxJQUNBLEdBQUcsTUFBTTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBLEVBZ0JYO0FBQ0EsRUFBTyxhQUFNLElBQUksT0FBTyxFQUFFLE9BQU8sUUFBUSxFQUFFLE1BQU0sSUFBSSxHQUFHO0FBQUEsSUFDdEQ7QUFBQSxJQUNBO0FBQUEsSUFDQTtBQUFBLElBQ0E7QUFBQSxJQUNBO0FBQUEsSUFDQTtBQUFBLElBQ0E7QUFBQSxJQUNBO0FBQUEsSUFDQTtBQUFBLElBQ0E7QUFBQSxFQUNGLENBQUM7QUFDSCxDQUFDO0FBRUQsS0FBSyxJQUFJOyIsCiAgIm5hbWVzIjogWyJqb2luIiwgInJ1biIsICJob3N0IiwgImpvaW4iXQp9Cg==
