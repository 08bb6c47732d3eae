import * as abi from "@isobox/kernel/abi";
import { readFile, SyscallError, statat } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";

/**
 * Refuses to work in the mount namespace of the parent process.
 *
 * pivot_root(2) changes the root of every process of the namespace: made in the host's, it takes the root away
 * from init and from the shell that started this. A chain is always safe to tell: what made the namespace for it
 * is this process itself, or one that became it, and the parent stayed outside.
 *
 * @throws {Failure}
 */
export function checkOwnNamespace(): void {
  const own = namespaceOf("self");
  const parent = own === null ? null : parentAsProcfsHasIt();
  if (own === null || parent === null)
    throw new Failure(
      "cannot tell whether this mount namespace is the parent process's too: /proc cannot be read",
      {
        hints: ["--force goes on without knowing"],
      },
    );
  // 0: the parent is outside of the pid namespace that /proc shows. Null: this process may not look at it, which
  // it might if they were in one user namespace; then the kernel refuses every mount here by itself.
  if (parent === "0" || namespaceOf(parent) !== own) return;
  throw new Failure("this mount namespace is the parent process's too, whose root would change as well", {
    hints: [
      "give the chain a mount namespace of its own: ns-exec --mount -- mnt-root …",
      "in a namespace that is yours to change --force goes on; unshare --fork, for one, waits inside of it",
    ],
  });
}

/** The identity of a process's mount namespace; null when it cannot be seen. */
function namespaceOf(pid: string): number | null {
  try {
    return statat(abi.AT_FDCWD, `/proc/${pid}/ns/mnt`).ino;
  } catch (error) {
    if (error instanceof SyscallError) return null;
    throw error;
  }
}

/** The parent's pid in the pid namespace of /proc, which need not be this process's. */
function parentAsProcfsHasIt(): string | null {
  try {
    const stat = readFile("/proc/self/stat");
    // PID (COMM) STATE PPID: the name may hold anything, parentheses too.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] ?? null;
  } catch (error) {
    if (error instanceof SyscallError) return null;
    throw error;
  }
}
