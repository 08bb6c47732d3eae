// The waist: arguments of each kind, and the answers.
import { platform } from "@isobox/kernel/host";
import { bytes, NR, struct } from "@isobox/kernel/sys";
import { type Case, equal, isStatic, ok, throws } from "../case.ts";

const { syscall } = platform;
const AT_FDCWD = -100;
const EBADF = 9;

/** Calls with something that TypeScript would not let through. */
const loosely = (...args: unknown[]) => (syscall as (...args: unknown[]) => number)(...args);

/** Writes into a pipe and reads it back. */
function through(write: (fd: number) => number): number[] {
  const fds = struct(8);
  equal(syscall(NR.pipe2, fds, 0o2000000), 0, "pipe2");
  const [from, to] = [fds.getInt32(0, true), fds.getInt32(4, true)];
  try {
    const written = write(to);
    const buffer = bytes(256);
    syscall(NR.write, to, "!", 1);
    const n = syscall(NR.read, from, buffer, 256);
    equal(n, written + 1, "bytes read");
    return [...buffer.subarray(0, written)];
  } finally {
    syscall(NR.close, from);
    syscall(NR.close, to);
  }
}

export const cases: readonly Case[] = [
  {
    name: "syscall() answers with the result, or the negated errno",
    run: () => {
      ok(syscall(NR.getpid) > 0, "getpid");
      equal(syscall(NR.close, -1), -EBADF);
      equal(syscall(NR.openat, AT_FDCWD, "/no/such/file", 0), -2);
      equal(syscall(NR.openat, AT_FDCWD, null, 0), -14);
      equal(syscall(NR.nfsservctl), -38);
      // The errno of one call is not left over for the next.
      ok(syscall(NR.getpid) > 0, "getpid again");
    },
  },
  {
    name: "syscall() passes six arguments in their places",
    run: () => {
      // mmap(2) looks at all six: a length that is no page, a private anonymous mapping, no file, offset 0.
      const address = syscall(NR.mmap, 0, 4097, 3, 0x22, -1, 0);
      ok(address > 4096, `mmap gave ${address}`);
      equal(syscall(NR.munmap, address, 4097), 0);
      // The sixth: an offset that is not a multiple of the page.
      equal(syscall(NR.mmap, 0, 4096, 3, 0x22, -1, 1), -22);
      // The fifth: with neither MAP_ANONYMOUS nor a descriptor.
      equal(syscall(NR.mmap, 0, 4096, 3, 0x02, -1, 0), -EBADF);
    },
  },
  {
    name: "syscall() takes numbers and bigints as 64 bits",
    run: () => {
      const fd = syscall(NR.memfd_create, "contract", 1);
      try {
        for (const length of [0, 1, 2 ** 31, 2 ** 32, 2 ** 32 + 5, 2 ** 40 + 1]) {
          equal(syscall(NR.ftruncate, fd, length), 0, `ftruncate ${length}`);
          equal(syscall(NR.lseek, fd, 0, 2), length, "a big result");
          equal(syscall(NR.ftruncate, fd, BigInt(length)), 0, `ftruncate ${length}n`);
          equal(syscall(NR.lseek, fd, 0, 2), length, "a big result");
        }
        equal(syscall(NR.lseek, fd, -1, 0), -22, "-1 is all 64 bits");
        equal(syscall(NR.lseek, fd, 0xffffffffffffffffn, 0), -22, "2^64 - 1 is -1");
        equal(syscall(NR.lseek, fd, 2n ** 64n + 7n, 0), 7, "a bigint wraps");
        equal(syscall(NR.lseek, fd, 2 ** 53 - 1, 0) < 0 || syscall(NR.lseek, fd, 0, 1) === 2 ** 53 - 1, true);
        equal(syscall(NR.lseek, fd, -0, 0), 0);
      } finally {
        syscall(NR.close, fd);
      }
    },
  },
  {
    name: "syscall() takes a string as a pointer to its bytes and a NUL",
    run: () => {
      equal(
        through((fd) => syscall(NR.write, fd, "aé\udcff", 5)),
        [0x61, 0xc3, 0xa9, 0xff, 0],
      );
      equal(
        through((fd) => syscall(NR.write, fd, "", 1)),
        [0],
      );
      const long = "x".repeat(200);
      equal(through((fd) => syscall(NR.write, fd, long, 200)).length, 200);
    },
  },
  {
    name: "syscall() takes several strings at once, also long ones",
    run: () => {
      const dir = `/tmp/contract-strings-${syscall(NR.getpid)}`;
      equal(syscall(NR.mkdirat, AT_FDCWD, dir, 0o700), 0);
      const [first, second] = [
        `${dir}/${"a".repeat(200)}`,
        `${dir}/./${"./".repeat(1000)}${"b".repeat(255)}`,
      ];
      equal(syscall(NR.symlinkat, "target é", AT_FDCWD, first), 0);
      equal(syscall(NR.renameat2, AT_FDCWD, first, AT_FDCWD, second, 0), 0);
      const buffer = bytes(64);
      equal(syscall(NR.readlinkat, AT_FDCWD, second, buffer, 64), 9);
      equal(platform.decode(buffer, 0, 9), "target é");
      // Longer than a host keeps ready for strings, twice: ENAMETOOLONG comes from the kernel.
      const huge = "é".repeat(40000);
      equal(syscall(NR.renameat2, AT_FDCWD, huge, AT_FDCWD, huge, 0), -36);
      equal(syscall(NR.unlinkat, AT_FDCWD, second, 0), 0);
      equal(syscall(NR.unlinkat, AT_FDCWD, dir, 0x200), 0);
    },
  },
  {
    name: "syscall() takes buffers and views as pointers to their first byte",
    run: () => {
      const buffer = new ArrayBuffer(24);
      new Uint8Array(buffer).set(Array.from({ length: 24 }, (_, i) => i));
      const kinds: readonly [string, ArrayBuffer | ArrayBufferView, number][] = [
        ["ArrayBuffer", buffer, 0],
        ["Uint8Array", new Uint8Array(buffer), 0],
        ["Uint8Array at 3", new Uint8Array(buffer, 3, 5), 3],
        ["subarray", new Uint8Array(buffer, 2).subarray(5), 7],
        ["DataView at 5", new DataView(buffer, 5), 5],
        ["Uint16Array at 6", new Uint16Array(buffer, 6), 6],
        ["Int32Array at 8", new Int32Array(buffer, 8), 8],
        ["BigUint64Array at 8", new BigUint64Array(buffer, 8, 1), 8],
        ["Float64Array at 16", new Float64Array(buffer, 16), 16],
      ];
      for (const [name, view, first] of kinds)
        equal(
          through((fd) => syscall(NR.write, fd, view, 4)),
          [first, first + 1, first + 2, first + 3],
          name,
        );
    },
  },
  {
    name: "syscall() lets the kernel write into views, small ones too",
    run: () => {
      for (const size of [8, 16, 64, 65, 1000]) {
        const buffer = new Uint8Array(size);
        equal(syscall(NR.getrandom, buffer, size, 0), size);
        equal(syscall(NR.getcwd, buffer.subarray(1), size - 1) !== 0, true);
      }
      const small = new Uint8Array(4);
      const pipe = new Int32Array(2);
      equal(syscall(NR.pipe2, pipe, 0o2000000), 0);
      equal(syscall(NR.write, pipe[1]!, new Uint8Array([9, 8, 7, 6]).subarray(1), 3), 3);
      equal(syscall(NR.read, pipe[0]!, small.subarray(1), 3), 3);
      equal([...small], [0, 8, 7, 6]);
      for (const fd of pipe) syscall(NR.close, fd);
    },
  },
  {
    name: "syscall() takes null and undefined as 0, and an empty view as no null pointer",
    run: () => {
      equal(syscall(NR.clock_gettime, 0, null), -14);
      equal(loosely(NR.clock_gettime, undefined, undefined), -14);
      equal(syscall(NR.ppoll, null, 0, struct(16), null, 8), 0);
      // access(2) of an empty path is ENOENT, of a null pointer EFAULT; an empty view points at some byte.
      ok(platform.address(new Uint8Array(0)) !== 0, "empty array");
      ok(platform.address(new ArrayBuffer(0)) !== 0, "empty buffer");
      const buffer = new ArrayBuffer(8);
      equal(platform.address(new Uint8Array(buffer, 8)) - platform.address(buffer), 8, "empty at the end");
    },
  },
  {
    name: "syscall() refuses what is no argument, before the kernel is asked",
    run: () => {
      const wrong: readonly unknown[] = [
        true,
        false,
        1.5,
        Number.NaN,
        Number.POSITIVE_INFINITY,
        2 ** 53 + 2,
        -(2 ** 60),
        {},
        [1],
        () => 1,
        Symbol("x"),
        new Map(),
      ];
      for (const value of wrong) throws(() => loosely(NR.close, value), TypeError, typeof value);
      throws(() => syscall(NR.openat, AT_FDCWD, "a\0b", 0), TypeError, "NUL");
      throws(() => syscall(NR.openat, AT_FDCWD, "\ud800", 0), TypeError, "lone surrogate");
      throws(() => loosely(NR.openat, AT_FDCWD, "/", 0, true), TypeError, "the last of several");
      throws(() => loosely("39"), TypeError, "number as a string");
      throws(() => loosely(1.5), TypeError, "no integer");
      throws(() => loosely(NR.close, -1, 0, 0, 0, 0, 0, 0), TypeError, "seven arguments");
      throws(() => loosely(), TypeError, "none");
      // The refused string must not spoil the next call.
      equal(syscall(NR.faccessat, AT_FDCWD, "/", 0), 0);
    },
  },
  {
    name: "syscall() refuses a detached buffer",
    run: () => {
      const buffer = new ArrayBuffer(8);
      const view = new Uint8Array(buffer);
      const detach = (globalThis as { structuredClone?: (value: unknown, options: object) => unknown })
        .structuredClone;
      const transfer = (buffer as { transfer?: () => ArrayBuffer }).transfer;
      if (transfer) transfer.call(buffer);
      else if (detach) detach(buffer, { transfer: [buffer] });
      else return "this engine cannot detach a buffer";
      throws(() => syscall(NR.write, -1, buffer, 1), TypeError, "buffer");
      throws(() => syscall(NR.write, -1, view, 1), TypeError, "view");
      throws(() => platform.address(view), TypeError, "address");
      return;
    },
  },
  {
    name: "address() and peek() lead to the bytes of a view",
    run: () => {
      const buffer = bytes(5000);
      buffer.forEach((_, i) => {
        buffer[i] = i & 0xff;
      });
      const address = platform.address(buffer);
      equal(platform.address(buffer.subarray(10)) - address, 10);
      equal(platform.address(new DataView(buffer.buffer, 7)) - address, 7);
      equal([...new Uint8Array(platform.peek(address + 254, 4))], [254, 255, 0, 1]);
      equal(platform.peek(address, 5000).byteLength, 5000);
      equal(platform.peek(address, 0).byteLength, 0);
      const copy = new Uint8Array(platform.peek(address, 4));
      copy[0] = 99;
      equal(buffer[0], 0, "a copy");
      throws(() => platform.peek(0, 1), RangeError, "null");
      throws(() => platform.peek(4096, 8), RangeError, "unmapped");
      throws(() => platform.peek(address, -1), RangeError, "negative");
      throws(() => platform.address(1 as unknown as ArrayBuffer), TypeError, "a number");
      throws(() => platform.address("x" as unknown as ArrayBuffer), TypeError, "a string");
    },
  },
  {
    name: "syscall() gives addresses in the upper half of the lower half exactly",
    run: () => {
      const results = new Set<number>();
      const maps: number[] = [];
      for (let i = 0; i < 4; i++) maps.push(syscall(NR.mmap, 0, 65536, 3, 0x22, -1, 0));
      for (const map of maps) {
        ok(Number.isSafeInteger(map), `${map}`);
        results.add(map);
        equal(syscall(NR.munmap, map, 65536), 0);
      }
      equal(results.size, 4);
    },
  },
  {
    name: "syscall() keeps each view's bytes where they are, whatever is collected meanwhile",
    run: () => {
      const views = Array.from({ length: 200 }, (_, i) => new Uint8Array(8).fill(i));
      const addresses = views.map((view) => platform.address(view));
      let garbage: unknown[] = [];
      for (let i = 0; i < 20000; i++) garbage.push({ i, text: `${i}` });
      garbage = [];
      equal(garbage.length, 0);
      views.forEach((view, i) => {
        equal(platform.address(view), addresses[i], "address");
        equal([...new Uint8Array(platform.peek(addresses[i]!, 8))], Array(8).fill(i), "content");
      });
    },
  },
  {
    name: "machine and kind are those of this process",
    run: () => {
      ok(platform.machine === "x86_64" || platform.machine === "aarch64", platform.machine);
      const name = bytes(390);
      equal(syscall(NR.uname, name), 0);
      const end = name.indexOf(0, 260);
      equal(platform.decode(name, 260, end), platform.machine, "uname -m");
      equal(platform.kind, isStatic ? "static" : "node");
    },
  },
];
