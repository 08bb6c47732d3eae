import * as abi from "../abi/index.ts";
import { attempt, call } from "./call.ts";
import { Fd, type FdArg, fdOf } from "./fd.ts";
import { LE, setU64, stringArray, struct } from "./memory.ts";
import { NR } from "./nr.ts";

/** How {@link fork} makes the child. */
export interface ForkOptions {
  /** CLONE_NEW*, and CLONE_INTO_CGROUP with `cgroup`. */
  flags?: number;
  /** With CLONE_INTO_CGROUP: the directory of a cgroup v2. */
  cgroup?: FdArg;
}

/**
 * Forks. The only fork there is.
 *
 * `child` runs in the child and never returns: its last act is an exec or an exit. An exception ends in
 * `failed`, in the child, so that no `finally` and no `using` of the parent's frames runs there a second time.
 *
 * @returns the child's pid, in the parent only.
 * @throws {SyscallError} in the parent: EAGAIN (RLIMIT_NPROC or pids.max), EPERM (a new namespace without
 *   CAP_SYS_ADMIN), ENOSPC (user.max_*_namespaces), EINVAL, ENOMEM.
 */
export function fork(
  child: () => never,
  failed: (error: unknown) => never,
  options: ForkOptions = {},
): number {
  const pid = clone(options);
  if (pid > 0) return pid;
  try {
    child();
  } catch (error) {
    failed(error);
  }
}

function clone({ flags = 0, cgroup }: ForkOptions): number {
  const extended = cgroup !== undefined || flags & abi.CLONE_NEWTIME;
  // CSIGNAL, the low byte of clone's flags, holds the exit signal, so CLONE_NEWTIME (0x80) needs clone3 too.
  if (!extended) return call(NR.clone, (flags | abi.SIGCHLD) >>> 0, 0, 0, 0, 0);
  const args = struct(abi.clone_args.size);
  const into = cgroup === undefined ? 0 : abi.CLONE_INTO_CGROUP;
  setU64(args, abi.clone_args.flags, (flags >>> 0) + into);
  setU64(args, abi.clone_args.exit_signal, abi.SIGCHLD);
  if (cgroup !== undefined) setU64(args, abi.clone_args.cgroup, fdOf(cgroup));
  return call(NR.clone3, args, abi.clone_args.size);
}

/** Ends the process. Nothing of this program runs afterwards. */
export function exit_group(status: number): never {
  for (;;) attempt(NR.exit_group, status);
}

/**
 * Replaces the program.
 *
 * @returns only on failure: the negated errno (ENOENT, EACCES, ENOEXEC, …).
 */
export function execve(path: string, argv: readonly string[], env: readonly string[]): number {
  const args = stringArray(argv);
  const environment = stringArray(env);
  const result = attempt(NR.execve, path, args.pointers, environment.pointers);
  // The pointer arrays point into these; the kernel has read them by now.
  args.text.byteLength;
  environment.text.byteLength;
  return result;
}

/** {@link execve} of an open file (AT_EMPTY_PATH) or a path relative to a directory. */
export function execveat(
  dir: FdArg,
  path: string,
  argv: readonly string[],
  env: readonly string[],
  flags: number,
): number {
  const args = stringArray(argv);
  const environment = stringArray(env);
  const result = attempt(NR.execveat, dir, path, args.pointers, environment.pointers, flags);
  args.text.byteLength;
  environment.text.byteLength;
  return result;
}

/** How a child ended or changed. */
export interface WaitStatus {
  readonly pid: number;
  /** The raw status of wait4(2). */
  readonly status: number;
}

/** wait4(2): `pid` -1 is any child. Null with WNOHANG when nothing changed. Throws ECHILD when there is no child. */
export function wait4(pid: number, options = 0): WaitStatus | null {
  const status = struct(4);
  const result = call(NR.wait4, pid, status, options, 0);
  return result === 0 ? null : { pid: result, status: status.getInt32(0, LE) };
}

/** The exit status as a shell gives it: the program's own, or 128 + N for signal N. */
export function exitStatus(status: number): number {
  return (status & 0x7f) === 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f);
}

/** Whether a wait status says that the process was stopped, not ended. */
export function isStopped(status: number): boolean {
  return (status & 0xff) === 0x7f;
}

/** The id of this process in its own pid namespace. */
export function getpid(): number {
  return call(NR.getpid);
}

/** The id of the parent; 0 when it lives outside of this pid namespace. */
export function getppid(): number {
  return call(NR.getppid);
}

/** Sends a signal; `pid` 0 is the own process group, -1 everybody, -N group N. Signal 0 only asks. */
export function kill(pid: number, signal: number): void {
  call(NR.kill, pid, signal);
}

/** A descriptor for a process. Since Linux 5.3. */
export function pidfd_open(pid: number): Fd {
  return new Fd(call(NR.pidfd_open, pid, 0));
}

/** Sends a signal to the process of a pidfd, and to no other that got its number. Since Linux 5.1. */
export function pidfd_send_signal(pidfd: FdArg, signal: number): void {
  call(NR.pidfd_send_signal, pidfd, signal, null, 0);
}

/** A copy of a descriptor of another process, close-on-exec. Since Linux 5.6. Privilege: PTRACE_MODE_ATTACH_REALCREDS. */
export function pidfd_getfd(pidfd: FdArg, fd: number): Fd {
  return new Fd(call(NR.pidfd_getfd, pidfd, fd, 0));
}

/** A new session and process group. EPERM when this process leads a group already. */
export function setsid(): number {
  return call(NR.setsid);
}

/** The session of a process; pid 0 is the caller. */
export function getsid(pid = 0): number {
  return call(NR.getsid, pid);
}

/**
 * Asks or sets an attribute of this thread or process; `option` is PR_*.
 *
 * Threads: single, but for the options that only ask.
 * @throws {SyscallError} EINVAL for an option that this kernel does not know, EPERM.
 * @see prctl(2)
 */
export function prctl(option: number, a: number | bigint = 0, b: number | bigint = 0, c = 0, d = 0): number {
  return call(NR.prctl, option, a, b, c, d);
}

/**
 * Moves this thread into new namespaces (CLONE_NEW*). With CLONE_NEWPID and CLONE_NEWTIME only its children.
 *
 * Threads: single. Privilege: CAP_SYS_ADMIN; none for CLONE_NEWUSER, which gives it for the others.
 * @throws {SyscallError} EPERM, ENOSPC (user.max_*_namespaces), EINVAL (no such namespaces, or several threads).
 */
export function unshare(flags: number): void {
  call(NR.unshare, flags);
}

/** Joins the namespace of a descriptor; `type` is the CLONE_NEW* that it must be, or 0. With a pidfd: a set of them. */
export function setns(fd: FdArg, type: number): void {
  call(NR.setns, fd, type);
}

/** Sets the host name of the UTS namespace; `length` is in bytes, at most 64. Privilege: CAP_SYS_ADMIN. */
export function sethostname(name: string, length: number): void {
  call(NR.sethostname, name, length);
}

/** Sets the NIS domain name of the UTS namespace; `length` is in bytes, at most 64. Privilege: CAP_SYS_ADMIN. */
export function setdomainname(name: string, length: number): void {
  call(NR.setdomainname, name, length);
}

/** Seconds and nanoseconds of a clock (clock_gettime(2)). */
export function clock_gettime(clock: number): { sec: number; nsec: number } {
  const t = struct(16);
  call(NR.clock_gettime, clock, t);
  return { sec: Number(t.getBigInt64(0, LE)), nsec: t.getUint32(8, LE) };
}
