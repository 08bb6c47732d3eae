import * as abi from "@isobox/kernel/abi";
import {
  attempt,
  chdir,
  chroot,
  type Fd,
  fchdir,
  fstat,
  mount,
  NR,
  readFileAt,
  SyscallError,
} from "@isobox/kernel/sys";
import { doing, privateProcfs } from "@isobox/toolkit";
import { type MountInfo, parseMountInfo } from "./mountinfo.ts";

/**
 * Moves an attached mount over the root of the mount namespace, and changes the root to it: for an initramfs,
 * which pivot_root(2) cannot leave.
 *
 * The old root stays in the namespace. The kernel lets a procfs or sysfs be mounted where one is fully visible
 * (mount_too_revealing), and chroot(2) hides nothing from that rule, so the old ones are taken away first or
 * covered; else a container could mount a procfs without the masks.
 */
export function moveRoot(newRoot: Fd): void {
  doing("cannot move the root", () => {
    const { mountId } = fstat(newRoot);
    const mounts = parseMountInfo(readFileAt(privateProcfs(), "self/mountinfo"));
    const own = below(mountId, mounts);
    for (const { id, type, root, mountPoint } of mounts)
      if ((type === "proc" || type === "sysfs") && root === "/" && !own.has(id)) hide(mountPoint);
    fchdir(newRoot);
    // A root in memory lies over the old one already.
    if (mounts.find(({ id }) => id === mountId)?.mountPoint !== "/") mount(".", "/", null, abi.MS_MOVE);
    chroot(".");
    chdir("/");
  });
}

/** The mounts on a mount, with itself; in the table a mount comes after the one that it lies on. */
function below(top: number, mounts: readonly MountInfo[]): ReadonlySet<number> {
  const found = new Set([top]);
  for (const { id, parent } of mounts) if (found.has(parent)) found.add(id);
  return found;
}

/** Unmounts, or where the kernel does not let a mount go (EINVAL, EPERM: it is locked), covers with nothing. */
function hide(path: string): void {
  mount(null, path, null, abi.MS_SLAVE | abi.MS_REC);
  const result = attempt(NR.umount2, path, abi.MNT_DETACH);
  if (result === -abi.EINVAL || result === -abi.EPERM) mount("tmpfs", path, "tmpfs", 0);
  else if (result < 0) throw new SyscallError(NR.umount2, [path, abi.MNT_DETACH], -result);
}
