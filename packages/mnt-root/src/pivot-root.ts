import * as abi from "@isobox/kernel/abi";
import { chdir, type Fd, fchdir, mount, open, pivot_root, umount2 } from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";

/**
 * Makes an attached mount the root of the mount namespace, and takes the old root away.
 *
 * Preconditions: neither the parent of the new root nor that of the old one is a shared mount.
 * Threads: single; the root and directory of every process of the namespace change.
 *
 * @param mayBeShared whether a mount of the old tree can have peers outside.
 */
export function pivotRoot(newRoot: Fd, mayBeShared: boolean): void {
  doing("cannot change the root", () => {
    using oldRoot = open("/", abi.O_PATH | abi.O_DIRECTORY);
    fchdir(newRoot);

    // "." twice stacks the old root over the new one, so the image needs no spare directory for it and may be
    // read-only (pivot_root(2), NOTES).
    pivot_root(".", ".");

    // Where "." leads after the pivot is not promised; go back by descriptor.
    fchdir(oldRoot);

    // Before the unmount, which would travel to the host through shared mounts. Slaves, not private: a file
    // system that the host unmounts in this moment is not kept busy.
    if (mayBeShared) mount(null, ".", null, abi.MS_SLAVE | abi.MS_REC);
    umount2(".", abi.MNT_DETACH);
    chdir("/");
  });
}
