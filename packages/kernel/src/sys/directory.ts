import * as abi from "../abi/index.ts";
import { platform } from "../host/index.ts";
import { attempt, call } from "./call.ts";
import type { FdArg } from "./fd.ts";
import { open } from "./file.ts";
import { bytes, getU64, LE } from "./memory.ts";
import { NR } from "./nr.ts";

/** Makes a directory. The umask is taken from `mode`. EEXIST when anything has that name. */
export function mkdirat(dir: FdArg, path: string, mode: number): void {
  call(NR.mkdirat, dir, path, mode);
}

/** Makes a device, fifo or socket node. `mode` carries S_IFCHR and the like. */
export function mknodat(dir: FdArg, path: string, mode: number, major: number, minor: number): void {
  call(NR.mknodat, dir, path, mode, makedev(major, minor));
}

/** The kernel's 32-bit encoding of a device number, as mknod(2) takes it. */
export function makedev(major: number, minor: number): number {
  return (((minor & 0xff) | ((major & 0xfff) << 8) | ((minor & ~0xff) << 12)) >>> 0) as number;
}

/** Makes a symbolic link at `path` that says `target`. EEXIST when anything has that name. */
export function symlinkat(target: string, dir: FdArg, path: string): void {
  call(NR.symlinkat, target, dir, path);
}

/** Gives a file a second name. With AT_EMPTY_PATH and CAP_DAC_READ_SEARCH: an open file, O_TMPFILE too. */
export function linkat(fromDir: FdArg, from: string, toDir: FdArg, to: string, flags = 0): void {
  call(NR.linkat, fromDir, from, toDir, to, flags);
}

/** Removes a name; with AT_REMOVEDIR an empty directory (ENOTEMPTY). EBUSY for the root of a mount. */
export function unlinkat(dir: FdArg, path: string, flags = 0): void {
  call(NR.unlinkat, dir, path, flags);
}

/** Renames, replacing what has the new name. EXDEV between mounts, even of one file system. */
export function renameat(fromDir: FdArg, from: string, toDir: FdArg, to: string): void {
  call(NR.renameat2, fromDir, from, toDir, to, 0);
}

/** What a symbolic link (or a link of procfs) says. */
export function readlinkat(dir: FdArg, path: string): string {
  for (let size = 256; ; size *= 4) {
    const buffer = bytes(size);
    const n = call(NR.readlinkat, dir, path, buffer, size);
    if (n < size) return platform.decode(buffer, 0, n);
  }
}

/** Sets the permission bits of an open file. EBADF when it was opened with O_PATH. */
export function fchmod(fd: FdArg, mode: number): void {
  call(NR.fchmod, fd, mode);
}

/** Sets the permission bits of a file; follows links (fchmodat2(2) can refuse them since Linux 6.6). */
export function fchmodat(dir: FdArg, path: string, mode: number): void {
  call(NR.fchmodat, dir, path, mode);
}

/** Changes owner and group; -1 leaves one as it is. */
export function fchownat(dir: FdArg, path: string, uid: number, gid: number, flags = 0): void {
  call(NR.fchownat, dir, path, uid, gid, flags);
}

/** Whether access is allowed: 0, or the negated errno. `mode` is F_OK, R_OK, W_OK, X_OK. */
export function faccessat(dir: FdArg, path: string, mode: number, flags = 0): number {
  return attempt(NR.faccessat2, dir, path, mode, flags);
}

/** One entry of a directory. */
export interface Dirent {
  readonly name: string;
  readonly ino: number;
  /** DT_*: 4 directory, 8 regular file, 10 link, 0 unknown. */
  readonly type: number;
}

/** The entries of an open directory, without "." and "..", in the kernel's order. */
export function getdents(dir: FdArg): Dirent[] {
  const entries: Dirent[] = [];
  const buffer = bytes(32768);
  const view = new DataView(buffer.buffer);
  for (;;) {
    const n = call(NR.getdents64, dir, buffer, buffer.length);
    if (n === 0) return entries;
    for (let at = 0; at < n; ) {
      const length = view.getUint16(at + 16, LE);
      let end = at + 19;
      while (buffer[end] !== 0) end++;
      const name = platform.decode(buffer, at + 19, end);
      if (name !== "." && name !== "..")
        entries.push({ name, ino: getU64(view, at), type: buffer[at + 18]! });
      at += length;
    }
  }
}

/** The names in a directory, "." and ".." left out. */
export function readdir(path: string): string[] {
  using dir = open(path, abi.O_RDONLY | abi.O_DIRECTORY);
  return getdents(dir).map((entry) => entry.name);
}
