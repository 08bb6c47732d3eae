import * as abi from "../abi/index.ts";
import { call } from "./call.ts";
import { LE, setU64, struct } from "./memory.ts";
import { NR } from "./nr.ts";

/** Sets real, effective and saved user id of this thread; -1 leaves one as it is. */
export function setresuid(ruid: number, euid: number, suid: number): void {
  call(NR.setresuid, ruid, euid, suid);
}

/** Sets real, effective and saved group id of this thread; -1 leaves one as it is. */
export function setresgid(rgid: number, egid: number, sgid: number): void {
  call(NR.setresgid, rgid, egid, sgid);
}

/** The real user id, in this process's user namespace. */
export function getuid(): number {
  return call(NR.getuid);
}

/** The effective user id, in this process's user namespace. */
export function geteuid(): number {
  return call(NR.geteuid);
}

/** The real group id, in this process's user namespace. */
export function getgid(): number {
  return call(NR.getgid);
}

/** The effective group id, in this process's user namespace. */
export function getegid(): number {
  return call(NR.getegid);
}

/** The supplementary groups. EPERM without CAP_SETGID, and in a user namespace where setgroups is denied. */
export function setgroups(groups: readonly number[]): void {
  const list = struct(4 * groups.length);
  for (let i = 0; i < groups.length; i++) list.setUint32(4 * i, groups[i]!, LE);
  call(NR.setgroups, groups.length, list);
}

/** The supplementary groups of this thread. */
export function getgroups(): number[] {
  const size = call(NR.getgroups, 0, null);
  const list = struct(4 * size);
  const n = call(NR.getgroups, size, list);
  return Array.from({ length: n }, (_, i) => list.getUint32(4 * i, LE));
}

/**
 * A set of capabilities, as the two words that capget(2) uses: bit N of `low` is capability N, bit N of `high`
 * is capability 32 + N. Words and not a bigint: bit operations on small integers allocate nothing.
 */
export interface CapabilitySet {
  readonly low: number;
  readonly high: number;
}

/** The three sets that capget(2) gives. */
export interface CapabilitySets {
  readonly effective: CapabilitySet;
  readonly permitted: CapabilitySet;
  readonly inheritable: CapabilitySet;
}

function header(pid: number): DataView<ArrayBuffer> {
  const view = struct(abi.cap_header.size);
  view.setUint32(abi.cap_header.version, abi.LINUX_CAPABILITY_VERSION_3, LE);
  view.setInt32(abi.cap_header.pid, pid, LE);
  return view;
}

/** The capability sets of a thread; pid 0 is the caller. */
export function capget(pid = 0): CapabilitySets {
  const data = struct(abi.cap_data.size);
  call(NR.capget, header(pid), data);
  const set = (at: number): CapabilitySet => ({
    low: data.getInt32(at, LE),
    high: data.getInt32(at + abi.cap_data.stride, LE),
  });
  return {
    effective: set(abi.cap_data.effective),
    permitted: set(abi.cap_data.permitted),
    inheritable: set(abi.cap_data.inheritable),
  };
}

/**
 * Sets the caller's capability sets. Bits above the kernel's last capability are ignored.
 *
 * @throws {SyscallError} EPERM when permitted would grow, effective exceed permitted, or inheritable gain what
 *   is neither permitted nor (with CAP_SETPCAP) in the bounding set.
 */
export function capset({ effective, permitted, inheritable }: CapabilitySets): void {
  const data = struct(abi.cap_data.size);
  const { stride } = abi.cap_data;
  data.setInt32(abi.cap_data.effective, effective.low, LE);
  data.setInt32(abi.cap_data.effective + stride, effective.high, LE);
  data.setInt32(abi.cap_data.permitted, permitted.low, LE);
  data.setInt32(abi.cap_data.permitted + stride, permitted.high, LE);
  data.setInt32(abi.cap_data.inheritable, inheritable.low, LE);
  data.setInt32(abi.cap_data.inheritable + stride, inheritable.high, LE);
  call(NR.capset, header(0), data);
}

/** Sets the file mode creation mask; returns the one before. */
export function umask(mask: number): number {
  return call(NR.umask, mask);
}

/**
 * Acts on keys and keyrings; `operation` is KEYCTL_*.
 *
 * Threads: single for what changes the thread's own keyrings (KEYCTL_JOIN_SESSION_KEYRING), else any.
 * @throws {SyscallError} ENOSYS without CONFIG_KEYS, EDQUOT (/proc/sys/kernel/keys/), EACCES, ENOKEY.
 * @see keyctl(2)
 */
export function keyctl(
  operation: number,
  a: number | string | null = 0,
  b: number | ArrayBufferView = 0,
  c = 0,
): number {
  return call(NR.keyctl, operation, a, b, c, 0);
}

/** A soft and a hard limit: safe integers, or bigints up to RLIM_INFINITY (2^64 - 1). */
export interface Rlimit {
  readonly soft: number | bigint;
  readonly hard: number | bigint;
}

/**
 * Sets a resource limit of a process (0: the caller). `resource` is an index of RLIMITS.
 *
 * @throws {SyscallError} EPERM when the hard limit would rise without CAP_SYS_RESOURCE in the initial user
 *   namespace, or NOFILE exceed /proc/sys/fs/nr_open; EINVAL when soft exceeds hard.
 */
export function prlimit64(pid: number, resource: number, limit: Rlimit): void {
  const next = struct(abi.rlimit64.size);
  setU64(next, abi.rlimit64.rlim_cur, limit.soft);
  setU64(next, abi.rlimit64.rlim_max, limit.hard);
  call(NR.prlimit64, pid, resource, next, null);
}

/** A resource limit of a process (0: the caller). */
export function getrlimit(pid: number, resource: number): { soft: bigint; hard: bigint } {
  const now = struct(abi.rlimit64.size);
  call(NR.prlimit64, pid, resource, null, now);
  return {
    soft: now.getBigUint64(abi.rlimit64.rlim_cur, LE),
    hard: now.getBigUint64(abi.rlimit64.rlim_max, LE),
  };
}
