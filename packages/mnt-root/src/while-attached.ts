import * as abi from "@isobox/kernel/abi";
import { type Fd, fchdir, fstat, open_tree, readFile, SyscallError, umount2 } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { attach } from "./bind.ts";
import { topOfRoot } from "./in-root.ts";
import { parseMountInfo } from "./mountinfo.ts";

/**
 * Makes a step with a detached mount that the kernel allows with any since Linux 6.15, and before that (EINVAL)
 * only with one that is in this mount namespace: then it lies over the root for the time of the step.
 *
 * @throws {Failure} where the root is a shared mount: its peers would see it come and go.
 */
export function whileAttached<T>(root: Fd, mount: Fd, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!isInvalid(error)) throw error;
    if (isShared(root))
      throw new Failure("before Linux 6.15 this wants a root that is no shared mount", {
        cause: error,
        hints: ["make the mounts private: ns-exec --mount --propagation private"],
      });
  }
  attach(mount, root);
  try {
    const result = step();
    takeAway(root, mount);
    return result;
  } catch (error) {
    removeTop(mount);
    throw error;
  }
}

/** Takes a mount away from over the root; what the step has put over both of them comes back, over the root alone. */
function takeAway(root: Fd, mount: Fd): void {
  using top = topOfRoot(root);
  if (fstat(top).mountId === fstat(mount).mountId) {
    removeTop(mount);
    return;
  }
  using copy = open_tree(top, "", abi.AT_EMPTY_PATH | abi.AT_RECURSIVE | abi.OPEN_TREE_CLONE);
  removeTop(mount);
  removeTop(mount);
  attach(copy, root);
}

/** Unmounts what lies uppermost over a mount, or the mount itself: umount(2) goes up from the place that it is given. */
function removeTop(mount: Fd): void {
  fchdir(mount);
  umount2(".", abi.MNT_DETACH);
}

function isInvalid(error: unknown): boolean {
  if (error instanceof Failure) return isInvalid(error.cause);
  return error instanceof SyscallError && error.errno === abi.EINVAL;
}

/** Whether the mount that an open file is on has peers, or may get some. */
export function isShared(fd: Fd): boolean {
  const { mountId } = fstat(fd);
  const found = parseMountInfo(readFile("/proc/self/mountinfo")).find(({ id }) => id === mountId);
  return found?.propagation.some((tag) => tag.startsWith("shared:")) ?? false;
}
