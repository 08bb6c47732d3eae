import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import type { StateDirectory } from "./state.ts";

/**
 * The lock of a container is on its directory (flock(2)), and dies with who holds it.
 *
 * It is held by the runtime that makes or removes the container, never while code of others runs; the child
 * closes its copy of the descriptor first of all, for the lock is the open file's.
 */
export function lock(directory: StateDirectory): void {
  sys.flock(directory.fd, abi.LOCK_EX);
}

/** Takes the lock if nobody holds it; whether it was free. */
export function tryLock(directory: StateDirectory): boolean {
  const result = sys.attempt(sys.NR.flock, directory.fd.fd, abi.LOCK_EX | abi.LOCK_NB);
  if (result < 0 && result !== -abi.EAGAIN)
    throw new sys.SyscallError(sys.NR.flock, [directory.fd.fd, abi.LOCK_EX | abi.LOCK_NB], -result);
  return result === 0;
}

export function unlock(directory: StateDirectory): void {
  sys.flock(directory.fd, abi.LOCK_UN);
}
