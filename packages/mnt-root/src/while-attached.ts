import * as abi from "@isobox/kernel/abi";
import { type Fd, fchdir, fstat, readFile, SyscallError, umount2 } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { attach } from "./bind.ts";
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
    return step();
  } finally {
    fchdir(mount);
    umount2(".", abi.MNT_DETACH);
  }
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
