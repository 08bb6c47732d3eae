import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import type { Cgroup } from "./cgroup.ts";

/**
 * Moves another process, with all its threads, into a cgroup of every hierarchy.
 *
 * The one place where a pid other than "0" is written, so it waits for an RCU grace period each time; who can move
 * itself should ({@link enterCgroup}). Children that the process makes meanwhile stay where it was.
 *
 * @param thread only that thread (v1 `tasks`, v2 `cgroup.threads`).
 * @throws {Failure} ESRCH: no such process; EINVAL: a thread of the kernel; EBUSY, EOPNOTSUPP, EACCES: as enterCgroup.
 */
export function moveProcess(cgroup: Cgroup, pid: number, thread = false): void {
  const text = String(pid);
  for (const { hierarchy, directory } of cgroup.parts) {
    const file = !thread ? "cgroup.procs" : hierarchy.version === 1 ? "tasks" : "cgroup.threads";
    const path = `${directory}/${file}`;
    try {
      using fd = sys.open(path, abi.O_WRONLY);
      const result = sys.attempt(sys.NR.write, fd.fd, text, text.length);
      if (result < 0) throw new sys.SyscallError(sys.NR.write, [path, String(pid)], -result);
    } catch (cause) {
      if (!(cause instanceof sys.SyscallError)) throw cause;
      throw new Failure(`cannot move ${thread ? "thread" : "process"} ${pid} into ${directory}`, { cause });
    }
  }
}
