import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { setFrozen, writeIfThere } from "./freezer.ts";
import { processesUnder } from "./processes.ts";

/**
 * Sends SIGKILL to all that is in a cgroup's directory and below, but this process. Does not wait for their end.
 *
 * v2 has `cgroup.kill` for it (since Linux 5.14), which no fork escapes. In the v1 freezer all is frozen first, so
 * that nothing forks meanwhile, and thawed after: there not even the killed can die while they are frozen.
 * Elsewhere the list is gone through once, and whoever forks faster survives: repeat it.
 *
 * Threads: any. Privilege: that of kill(2) for each process.
 * @see cgroup-v2.rst, "cgroup.kill"
 */
export function killAll(directory: string): void {
  const self = sys.getpid();
  // Whoever is inside would kill or freeze itself.
  const outside = !processesUnder(directory).includes(self);
  if (outside && writeIfThere(`${directory}/cgroup.kill`, "1")) return;
  if (outside) setFrozen(directory, true);
  for (const pid of processesUnder(directory)) if (pid !== self) sys.attempt(sys.NR.kill, pid, abi.SIGKILL);
  setFrozen(directory, false);
}
