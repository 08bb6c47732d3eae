import * as abi from "../abi/index.ts";
import { attempt, call } from "./call.ts";
import { SyscallError } from "./error.ts";
import { Fd, type FdArg } from "./fd.ts";
import { LE, struct } from "./memory.ts";
import { NR } from "./nr.ts";

/** Sets the size of an open file, in bytes. EPERM when a seal forbids it. */
export function ftruncate(fd: FdArg, size: number): void {
  call(NR.ftruncate, fd, size);
}

/** Moves the position of an open file; `whence` is SEEK_*. Returns the new one. */
export function lseek(fd: FdArg, offset: number, whence: number): number {
  return call(NR.lseek, fd, offset, whence);
}

/** Takes or gives up a lock on an open file (LOCK_*). With LOCK_NB: EAGAIN when somebody else holds it. */
export function flock(fd: FdArg, operation: number): void {
  call(NR.flock, fd, operation);
}

/**
 * Takes the record lock on a whole file for this process: its children do not have it, and it goes with the process,
 * or when the process closes any descriptor of the file. `fd` must be open for writing, or for reading when it is to be
 * a `shared` lock, which several processes can have.
 * @returns false when another process has it.
 */
export function lockRecord(fd: FdArg, shared = false): boolean {
  const lock = struct(abi.flock.size);
  lock.setInt16(abi.flock.l_type, shared ? abi.F_RDLCK : abi.F_WRLCK, LE);
  const result = attempt(NR.fcntl, fd, abi.F_SETLK, lock);
  if (result === -abi.EAGAIN || result === -abi.EACCES) return false;
  if (result < 0) throw new SyscallError(NR.fcntl, [fd, abi.F_SETLK, lock], -result);
  return true;
}

/** The process that has a record lock on a file: its pid, 0 when this pid namespace has none for it, null for nobody. */
export function recordLockHolder(fd: FdArg): number | null {
  const lock = struct(abi.flock.size);
  lock.setInt16(abi.flock.l_type, abi.F_WRLCK, LE);
  call(NR.fcntl, fd, abi.F_GETLK, lock);
  if (lock.getInt16(abi.flock.l_type, LE) === abi.F_UNLCK) return null;
  return lock.getInt32(abi.flock.l_pid, LE);
}

/** Asks or sets something of a descriptor; `command` is F_*, and decides what the result means. */
export function fcntl(fd: FdArg, command: number, argument = 0): number {
  return call(NR.fcntl, fd, command, argument);
}

/** Lets a descriptor survive execve(2), or not. */
export function setCloexec(fd: FdArg, on: boolean): void {
  call(NR.fcntl, fd, abi.F_SETFD, on ? abi.FD_CLOEXEC : 0);
}

/** Makes `to` a copy of `from`, closing what it was. EINVAL when they are equal. */
export function dup3(from: FdArg, to: number, flags = 0): void {
  call(NR.dup3, from, to, flags);
}

/** A pipe, both ends close-on-exec. */
export function pipe(flags = 0): { readEnd: Fd; writeEnd: Fd } {
  const fds = struct(8);
  call(NR.pipe2, fds, flags | abi.O_CLOEXEC);
  return { readEnd: new Fd(fds.getInt32(0, LE)), writeEnd: new Fd(fds.getInt32(4, LE)) };
}

/** Closes, or marks close-on-exec, the descriptors `first` to `last` (CLOSE_RANGE_*; since Linux 5.9). */
export function closeRange(first: number, last: number, flags = 0): void {
  call(NR.close_range, first, last, flags);
}

/**
 * Makes a request to what an open file is; the request decides what argument and result mean.
 *
 * Threads: single for TIOCSCTTY and TIOCNOTTY (the controlling terminal is the session's), else any.
 * @throws {SyscallError} ENOTTY when the file does not know the request.
 */
export function ioctl(fd: FdArg, request: number, argument: number | ArrayBufferView = 0): number {
  return call(NR.ioctl, fd, request, argument);
}

/** A file in memory, close-on-exec. `name` only shows in /proc; `flags` are MFD_*. */
export function memfdCreate(name: string, flags: number): Fd {
  return new Fd(call(NR.memfd_create, name, flags | abi.MFD_CLOEXEC));
}
