import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import type { Cgroup, CgroupPart } from "./cgroup.ts";

/**
 * What to write into to enter a v1 cgroup. `tasks` moves the writing thread, and for a thread that moves itself the
 * kernel takes no lock; `cgroup.procs` moves a whole process, as Node's several threads need it, and waits for an
 * RCU grace period before it does.
 */
const ENTRY_V1 = platform.kind === "static" ? "tasks" : "cgroup.procs";

/** "0" is whoever writes it. No other process is ever moved: that would always wait for a grace period. */
const SELF = sys.bytes(1);
SELF[0] = 0x30;

function entryOf({ hierarchy, directory }: CgroupPart): string {
  return `${directory}/${hierarchy.version === 1 ? ENTRY_V1 : "cgroup.procs"}`;
}

/**
 * Moves this process into a cgroup, in every hierarchy.
 *
 * Do it before a cgroup namespace is unshared, which shows as "/" where its maker is.
 *
 * Threads: any; under Node all threads move. Privilege: write access to the entry files; on v2 also to the
 * `cgroup.procs` of the common ancestor of the old and the new cgroup.
 * @param exceptV2 whether this process is in the v2 part already (CLONE_INTO_CGROUP).
 * @throws {Failure} ENOSPC: a cpuset without processors or nodes; EBUSY: a v2 cgroup that hands controllers on
 *   takes no processes; EOPNOTSUPP: a threaded v2 cgroup; EACCES: not delegated.
 * @see cgroups(7)
 */
export function enterCgroup(cgroup: Cgroup, { exceptV2 = false } = {}): void {
  for (const part of cgroup.parts) {
    if (exceptV2 && part.hierarchy.version === 2) continue;
    const path = entryOf(part);
    const fd = sys.attempt(sys.NR.openat, abi.AT_FDCWD, path, abi.O_WRONLY | abi.O_CLOEXEC);
    if (fd < 0)
      throw notEntered(
        part.directory,
        new sys.SyscallError(sys.NR.openat, [abi.AT_FDCWD, path, abi.O_WRONLY], -fd),
      );
    const result = sys.attempt(sys.NR.write, fd, SELF, SELF.length);
    sys.attempt(sys.NR.close, fd);
    if (result < 0)
      throw notEntered(part.directory, new sys.SyscallError(sys.NR.write, [path, "0"], -result));
  }
}

function notEntered(directory: string, cause: unknown): unknown {
  return cause instanceof sys.SyscallError
    ? new Failure(`cannot enter the cgroup ${directory}`, { cause })
    : cause;
}

/** Moves this process back to where it was when the hierarchies were discovered, as far as that is possible. */
export function leaveCgroup(cgroup: Cgroup): void {
  for (const { hierarchy } of cgroup.parts) {
    const directory = hierarchy.mount + hierarchy.own;
    const entry = entryOf({ hierarchy, directory, made: [], refused: new Map() });
    const fd = sys.attempt(sys.NR.openat, abi.AT_FDCWD, entry, abi.O_WRONLY | abi.O_CLOEXEC);
    if (fd < 0) continue;
    sys.attempt(sys.NR.write, fd, SELF, SELF.length);
    sys.attempt(sys.NR.close, fd);
  }
}

/**
 * Opens what {@link enterOpened} writes into, for later.
 *
 * The kernel asks whoever opened the file, not whoever writes, whether the move is allowed. So a process may open
 * these, make a user namespace in which it could not open them any more, and then enter.
 */
export function openEntries(cgroup: Cgroup): sys.Fd[] {
  return cgroup.parts.map((part) => {
    try {
      return sys.open(entryOf(part), abi.O_WRONLY);
    } catch (error) {
      throw notEntered(part.directory, error);
    }
  });
}

/**
 * Moves this process into a cgroup by descriptors of {@link openEntries}, and closes them.
 *
 * @param except the index of one that is closed without being written to, or -1: v2's, when this process was born
 *   there.
 */
export function enterOpened(entries: readonly sys.Fd[], except = -1): void {
  entries.forEach((entry, i) => {
    const result = i === except ? 1 : sys.attempt(sys.NR.write, entry.fd, SELF, SELF.length);
    if (result < 0) {
      const path = pathOf(entry);
      throw notEntered(path, new sys.SyscallError(sys.NR.write, [path, "0"], -result));
    }
    entry.close();
  });
}

/** For a message: what a descriptor was opened by, as far as /proc can still tell. */
function pathOf({ fd }: sys.Fd): string {
  try {
    return sys.readlinkat(abi.AT_FDCWD, `/proc/self/fd/${fd}`);
  } catch {
    return `behind descriptor ${fd}`;
  }
}

/**
 * Opens the v2 directory of a cgroup for clone3(2) with CLONE_INTO_CGROUP: a child that is born there need not
 * move, and the move would wait for an RCU grace period even of a process that moves itself (`cgroup.procs`).
 */
export function openForClone({ directory }: CgroupPart): sys.Fd {
  return sys.open(directory, abi.O_PATH | abi.O_DIRECTORY);
}
