import * as abi from "@isobox/kernel/abi";
import {
  attempt,
  type Fd,
  fchdir,
  fstatfs,
  mount,
  NR,
  SyscallError,
  setU64,
  struct,
} from "@isobox/kernel/sys";
import { type Attributes, lockedAttributes, remountAttributes } from "./attributes.ts";

/**
 * Sets and clears attributes of the mount that `fd` is the root of.
 *
 * @param flags 0, or AT_RECURSIVE for all mounts below as well.
 * @throws {SyscallError} EPERM: an attribute is locked, because the mount comes from a more privileged mount
 *   namespace (mount_namespaces(7)); EINVAL: `fd` is not the root of a mount; ENOSYS: before Linux 5.12.
 */
export function setAttributes(fd: Fd, attributes: Attributes, flags: number): void {
  const result = tryAttributes(fd, attributes, flags);
  if (result < 0) throw refused(fd, flags, -result);
}

const attr = struct(abi.mount_attr.size);

function tryAttributes(fd: Fd, { set, clear }: Attributes, flags: number): number {
  attr.setUint32(abi.mount_attr.attr_set, set, true);
  attr.setUint32(abi.mount_attr.attr_clr, clear, true);
  return attempt(NR.mount_setattr, fd.fd, "", flags | abi.AT_EMPTY_PATH, attr, abi.mount_attr.size);
}

function refused(fd: Fd, flags: number, errno: number): SyscallError {
  const args = [fd.fd, "", flags | abi.AT_EMPTY_PATH, attr, abi.mount_attr.size];
  return new SyscallError(NR.mount_setattr, args, errno);
}

/**
 * Gives the mount that `fd` is the root of these MS_* flags instead of those that it has, as mount(2) with
 * MS_REMOUNT|MS_BIND does.
 *
 * In a user namespace, flags of a mount that came from outside are locked: they stay, unless `cleared` names one
 * of them, which is then the error that it is.
 *
 * @returns false before Linux 5.12: {@link remountAttached} must do it once the mount has its place.
 */
export function replaceFlags(fd: Fd, flags: number, cleared: number): boolean {
  const wanted = remountAttributes(flags);
  const result = tryAttributes(fd, wanted, 0);
  if (result === 0) return true;
  if (result === -abi.ENOSYS) return false;
  if (result !== -abi.EPERM) throw refused(fd, 0, -result);
  const locked = lockedAttributes(fstatfs(fd).flags) & ~remountAttributes(cleared).set;
  setAttributes(fd, { set: wanted.set | locked, clear: wanted.clear & ~locked }, 0);
  return true;
}

/**
 * Makes the mount that `fd` is the root of read-only, and leaves its other flags.
 *
 * @returns false as {@link replaceFlags}.
 */
export function addReadOnly(fd: Fd): boolean {
  return trySetAttributes(fd, { set: abi.MOUNT_ATTR_RDONLY, clear: 0 });
}

/**
 * {@link setAttributes} of one mount.
 *
 * @returns false as {@link replaceFlags}.
 */
export function trySetAttributes(fd: Fd, attributes: Attributes): boolean {
  const result = tryAttributes(fd, attributes, 0);
  if (result < 0 && result !== -abi.ENOSYS) throw refused(fd, 0, -result);
  return result === 0;
}

/** {@link replaceFlags} for an attached mount, by mount(2); only a path leads it to the mount of a file. */
export function remountAttached(fd: Fd, flags: number): void {
  mount(null, `/proc/self/fd/${fd.fd}`, null, flags | abi.MS_REMOUNT | abi.MS_BIND);
}

/** The MS_* of a mount, as a remount that must not lose any of them takes them. */
export function flagsOf(fd: Fd): number {
  const { flags } = fstatfs(fd);
  const same =
    abi.MS_RDONLY | abi.MS_NOSUID | abi.MS_NODEV | abi.MS_NOEXEC | abi.MS_NOATIME | abi.MS_NODIRATIME;
  return (flags & same) | (flags & abi.ST_RELATIME ? abi.MS_RELATIME : 0);
}

/** Sets how mounts below the directory `fd`, which is the root of a mount, propagate: MS_SHARED and the like. */
export function setPropagation(fd: Fd, propagation: number): void {
  fchdir(fd);
  mount(null, ".", null, propagation);
}

/** {@link setPropagation} for the root of any mount, a file as well. */
export function setPropagationOfFile(fd: Fd, propagation: number): void {
  setU64(attr, abi.mount_attr.propagation, propagation & ~abi.MS_REC);
  const flags = propagation & abi.MS_REC ? abi.AT_RECURSIVE : 0;
  const result = tryAttributes(fd, { set: 0, clear: 0 }, flags);
  setU64(attr, abi.mount_attr.propagation, 0);
  if (result === -abi.ENOSYS) mount(null, `/proc/self/fd/${fd.fd}`, null, propagation);
  else if (result < 0) throw refused(fd, flags, -result);
}
