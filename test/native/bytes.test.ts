// Strings are bytes to the kernel: each string of bytes that it can give comes back as it was.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { frozen, hosts, prelude, run, scratch } from "./tools.ts";

const test = suite("bytes");

// Every name of one and two bytes but NUL, and seeded random ones up to 255 bytes, made
// without the codec: what arrives is compared with these bytes, never with a decoded string.
const shared = `${prelude}
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

for (const { libc, host } of hosts) {
  const make = (name: string, source: string) => frozen(`${name}-${libc}`, shared + source, host);

  test(`every two-byte string and random bytes survive argv (${libc})`, () => {
    const program = make(
      "argv",
      `host.main((argv) => {
         if (argv.length === 1) exec([ascii("again"), ...all], []);
         compare("argv", argv.slice(1), all);
         compare("argv()", host.argv().slice(1), all);
       });`,
    );
    const count = 255 + 255 * 255 + 3000;
    assert.is(run(program).stdout, `argv: ${count} strings, 0 wrong\nargv(): ${count} strings, 0 wrong\n`);
  });

  test(`every two-byte string and random bytes survive the environment (${libc})`, () => {
    const program = make(
      "environ",
      `const entries = all.map((bytes) => Uint8Array.of(...bytes, 61, ...bytes));
       host.main((argv) => {
         if (argv[0] !== "again") exec([ascii("again")], entries);
         compare("environ", host.environ(), entries);
       });`,
    );
    assert.is(run(program).stdout, `environ: ${255 + 255 * 255 + 3000} strings, 0 wrong\n`);
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
       });`,
    );
    const directory = join(scratch, `names-in-${libc}`);
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
       print([host.encode("é€😀\\udc80").join(), host.encode("").length, host.encode("ab".repeat(5000) + "é").length].join(" "));
       print(describe(() => host.decode(new Uint8Array(4), 1, 5)) + "; " + describe(() => host.decode("x")) + "; " + describe(() => host.encode(1)));
     });`,
  );
  assert.equal(run(program).stdout.trimEnd().split("\n"), [
    "0 wrong",
    '"\\udced\\udca0\\udc80" "\\udcc0\\udc80" "€" "😀" "\\udcf4\\udc90\\udc80\\udc80" "\\udce2\\udc82" "\\u0000\\udce9" ""',
    "TypeError: a string for the kernel cannot hold U+0000 (at index 1)",
    "TypeError: a string for the kernel cannot hold U+D800 (at index 0)",
    "TypeError: a string for the kernel cannot hold U+DC00 (at index 1)",
    "TypeError: a string for the kernel cannot hold U+DC7F (at index 0)",
    "TypeError: a string for the kernel cannot hold U+DD00 (at index 0)",
    "TypeError: a string for the kernel cannot hold U+D83D (at index 3)",
    "195,169,226,130,172,240,159,152,128,128 0 10002",
    "RangeError: decode: 1 to 5 is outside 0 to 4; TypeError: decode: want a buffer or a view; TypeError: encode: want a string",
  ]);
});

test.run();
