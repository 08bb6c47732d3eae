import * as abi from "@isobox/kernel/abi";
import { dup3, Fd, NR, open, SyscallError, tryOpenat2 } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { isCharacterDevice } from "./file-kind.ts";

/** Its numbers, in every kernel (Documentation/admin-guide/devices.txt). */
const MAJOR = 1;
const MINOR = 3;

/** What an image can bring about that has no null device, or something else in its place. */
const NO_NULL: readonly number[] = [abi.ENOENT, abi.ENOTDIR, abi.ELOOP, abi.EACCES, abi.ENXIO, abi.ENODEV];

function openNull(root: Fd, flags: number): Fd | null {
  const how = { flags, resolve: abi.RESOLVE_IN_ROOT | abi.RESOLVE_NO_SYMLINKS };
  const number = tryOpenat2(root, "dev/null", how);
  if (number < 0) {
    if (NO_NULL.includes(-number)) return null;
    // The rules of its cgroup forbid the device: then the payload could not use it either.
    if (number === -abi.EPERM && !(flags & abi.O_PATH)) return null;
    throw new SyscallError(NR.openat2, [root.fd, "dev/null", null, abi.open_how.size], -number);
  }
  const fd = new Fd(number);
  if (isCharacterDevice(fd, MAJOR, MINOR)) return fd;
  fd.close();
  return null;
}

/**
 * A null device to cover files with.
 *
 * The container's, once it is shown to be one: an image whose /dev/null is a link to a file of procfs would get
 * that file bound over what should be masked, and writable (CVE-2025-31133). Else the host's, checked as well.
 */
export function nullDevice(root: Fd): Fd {
  const inRoot = openNull(root, abi.O_PATH);
  if (inRoot) return inRoot;
  const host = open("/dev/null", abi.O_PATH | abi.O_NOFOLLOW);
  if (isCharacterDevice(host, MAJOR, MINOR)) return host;
  host.close();
  throw new Failure("there is no null device to mask files with, neither in the new root nor here");
}

/**
 * Standard streams that are the caller's /dev/null become the container's, so that no descriptor leads out of the
 * root. Where the container has none they stay.
 */
export function reopenNullStreams(root: Fd): void {
  let inside: Fd | null = null;
  for (let stream = 0; stream < 3; stream++) {
    if (!isCharacterDevice(stream, MAJOR, MINOR)) continue;
    inside ??= openNull(root, abi.O_RDWR | abi.O_NOCTTY);
    if (!inside) return;
    dup3(inside, stream);
  }
  inside?.close();
}
