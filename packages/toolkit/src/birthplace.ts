import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { give, look, lookNote, take } from "./handover.ts";
import { fail } from "./report.ts";

/**
 * The cgroup v2 in which the next child is to be born, left by a stage under the handover key "into".
 *
 * A move by writing into `cgroup.procs`, be it one's own, waits for an RCU grace period (4 to 16 ms on an idle
 * machine); CLONE_INTO_CGROUP (Linux 5.7) does not. Whether it was done the child tells by the note "born".
 */
const BORN = "born";

/** Forks, into the cgroup that a stage has left for it if there is one. */
export function forkIntoBirthplace(child: () => never, flags: number): number {
  const place = lookNote("into") === "" ? look("into")[0] : undefined;
  if (!place) return sys.fork(child, fail, { flags });
  const bornChild = () => {
    give("into", take("into"), BORN);
    return child();
  };
  try {
    return sys.fork(bornChild, fail, { flags, cgroup: place });
  } catch (error) {
    // ENOSYS: clone3 under an engine's seccomp profile. EINVAL, E2BIG: before Linux 5.7. The child then moves itself.
    if (
      error instanceof sys.SyscallError &&
      [abi.ENOSYS, abi.EINVAL, abi.E2BIG].includes(error.errno as never)
    )
      return sys.fork(child, fail, { flags });
    throw error;
  }
}

/** In the parent: the place is the child's, and so are the mounts that were prepared, which keep file systems busy. */
export function leaveBirthplace(): void {
  for (const fd of [...take("into"), ...take("trees")]) fd.close();
}
