import * as abi from "../abi/index.ts";
import { platform } from "../host/index.ts";
import { attempt, call } from "./call.ts";
import { Fd, type FdArg } from "./fd.ts";
import { bytes, giveRoom, LE, struct, takeRoom } from "./memory.ts";
import { NR } from "./nr.ts";

/** How openat2(2) opens. `flags` always gains O_CLOEXEC. */
export interface OpenHow {
  flags: number;
  mode?: number;
  /** RESOLVE_* */
  resolve?: number;
}

/**
 * Opens a file, close-on-exec.
 *
 * @throws {SyscallError} as openat(2): ENOENT, EACCES, ELOOP (O_NOFOLLOW on a link), EMFILE, …
 */
export function openat(dir: FdArg, path: string, flags: number, mode = 0): Fd {
  return new Fd(call(NR.openat, dir, path, flags | abi.O_CLOEXEC, mode));
}

/** {@link openat} from the current directory. */
export function open(path: string, flags: number, mode = 0): Fd {
  return openat(abi.AT_FDCWD, path, flags, mode);
}

/** One for all calls: the kernel has read it when a call returns, and an allocation costs more than the call. */
const how = struct(abi.open_how.size);

function openHow({ flags, mode = 0, resolve = 0 }: OpenHow): DataView<ArrayBuffer> {
  how.setUint32(abi.open_how.flags, (flags | abi.O_CLOEXEC) >>> 0, LE);
  how.setUint32(abi.open_how.mode, mode, LE);
  how.setUint32(abi.open_how.resolve, resolve, LE);
  return how;
}

/**
 * Opens a file under a resolution rule, close-on-exec.
 *
 * @throws {SyscallError} as openat2(2): EXDEV (the path leaves the tree), ELOOP (a refused link), EAGAIN (a
 *   rename raced with "..": try again), E2BIG and ENOSYS (before Linux 5.6).
 */
export function openat2(dir: FdArg, path: string, how: OpenHow): Fd {
  return new Fd(call(NR.openat2, dir, path, openHow(how), abi.open_how.size));
}

/** {@link openat2}, with the negated errno as result instead of an exception. */
export function tryOpenat2(dir: FdArg, path: string, how: OpenHow): number {
  return attempt(NR.openat2, dir, path, openHow(how), abi.open_how.size);
}

/** Reads at most `buffer.length` bytes; 0 at the end of the file. */
export function read(fd: FdArg, buffer: Uint8Array): number {
  return call(NR.read, fd, buffer, buffer.length);
}

/** Writes once; may write less than given. */
export function write(fd: FdArg, data: Uint8Array | string): number {
  return call(NR.write, fd, data, typeof data === "string" ? platform.byteLength(data) : data.length);
}

/** Writes everything, however many calls it takes. */
export function writeAll(fd: FdArg, data: Uint8Array | string): void {
  const size = typeof data === "string" ? platform.byteLength(data) : data.length;
  if (size === 0) return;
  let written = call(NR.write, fd, data, size);
  if (written === size) return;
  const all = typeof data === "string" ? platform.encode(data) : data;
  while (written < size) written += write(fd, all.subarray(written));
}

/** What most files have less than. Files of /proc/sys make as much room in the kernel as is asked for. */
const USUAL_SIZE = 4096;

/** Reads to the end of the file. @param sizeHint bytes that are asked for first; a larger file is read too. */
export function readAll(fd: FdArg, sizeHint = USUAL_SIZE): Uint8Array {
  const room = takeRoom();
  try {
    const all = readInto(room, fd, sizeHint);
    return all.buffer === room.buffer ? all.slice() : all;
  } finally {
    giveRoom(room);
  }
}

/** Reads to the end of the file, decoded as the kernel's strings are. */
export function readText(fd: FdArg): string {
  const room = takeRoom();
  try {
    return platform.decode(readInto(room, fd, USUAL_SIZE));
  } finally {
    giveRoom(room);
  }
}

/** All of the file, in the room or in a larger one. */
function readInto(room: Uint8Array<ArrayBuffer>, fd: FdArg, first: number): Uint8Array<ArrayBuffer> {
  let all = room;
  let length = 0;
  let wanted = Math.max(first, 1);
  for (;;) {
    if (length === all.length) {
      const larger = bytes(length * 2);
      larger.set(all);
      all = larger;
    }
    const asked = Math.min(wanted, all.length - length);
    const n = call(NR.read, fd, length === 0 ? all : all.subarray(length), asked);
    if (n === 0) return all.subarray(0, length);
    length += n;
    if (n === asked) wanted = all.length;
  }
}

/** The text of a file, decoded as the kernel's strings are. */
export function readFileAt(dir: FdArg, path: string): string {
  using fd = openat(dir, path, abi.O_RDONLY);
  return readText(fd);
}

/** {@link readFileAt} from the current directory. */
export function readFile(path: string): string {
  return readFileAt(abi.AT_FDCWD, path);
}

/** Writes text into an existing file with one write(2), as procfs, sysfs and cgroupfs want it. */
export function writeFileAt(dir: FdArg, path: string, text: string): void {
  using fd = openat(dir, path, abi.O_WRONLY);
  write(fd, text);
}

/** {@link writeFileAt} from the current directory. */
export function writeFile(path: string, text: string): void {
  writeFileAt(abi.AT_FDCWD, path, text);
}
