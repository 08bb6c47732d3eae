import * as abi from "@isobox/kernel/abi";
import { attempt, type FdArg, LE, NR, SyscallError, struct } from "@isobox/kernel/sys";

// One buffer, read at once: the whole of statx(2) as an object costs as much as three calls.
const buffer = struct(abi.statx.size);

function look(fd: FdArg): number {
  const result = attempt(NR.statx, fd, "", abi.AT_EMPTY_PATH, abi.STATX_BASIC_STATS, buffer);
  if (result < 0 && result !== -abi.EBADF)
    throw new SyscallError(NR.statx, [fd, "", abi.AT_EMPTY_PATH], -result);
  return result;
}

/** Type and permissions of an open file: S_IFMT and mode bits. */
export function modeOf(fd: FdArg): number {
  const result = look(fd);
  if (result < 0) throw new SyscallError(NR.statx, [fd, "", abi.AT_EMPTY_PATH], -result);
  return buffer.getUint16(abi.statx.stx_mode, LE);
}

export function isDirectory(fd: FdArg): boolean {
  return (modeOf(fd) & abi.S_IFMT) === abi.S_IFDIR;
}

/** Whether an open file is a character device of these numbers, whatever its name. False for what is not open. */
export function isCharacterDevice(fd: FdArg, major: number, minor: number): boolean {
  return (
    look(fd) === 0 &&
    (buffer.getUint16(abi.statx.stx_mode, LE) & abi.S_IFMT) === abi.S_IFCHR &&
    buffer.getUint32(abi.statx.stx_rdev_major, LE) === major &&
    buffer.getUint32(abi.statx.stx_rdev_minor, LE) === minor
  );
}
