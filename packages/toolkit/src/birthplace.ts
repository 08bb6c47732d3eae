import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
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
    const pid = sys.fork(bornChild, fail, { flags, cgroup: place });
    if (!isKilledAtBirth(pid)) return pid;
    sys.wait4(pid);
    return sys.fork(child, fail, { flags });
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

const STAT_BYTES = 2048;
/** Fields of /proc/PID/stat behind the name (proc_pid_stat(5)): the flags of the task, and its pending signals. */
const FLAGS = 6;
const PENDING = 28;
/** It has taken a signal that ends it, and stays so as a zombie (PF_SIGNALED, <linux/sched.h>). */
const SIGNALED = 0x400;

/**
 * Whether the kernel has killed a child that was born in a cgroup. Linux 6.18 does where `cgroup.kill` was ever written to
 * in the cgroup of the child and not in that of its parent, or the other way round: SIGKILL is there before clone3(2)
 * returns.
 */
function isKilledAtBirth(pid: number): boolean {
  const buffer = sys.bytes(STAT_BYTES);
  const fd = sys.attempt(sys.NR.openat, abi.AT_FDCWD, `/proc/${pid}/stat`, abi.O_RDONLY | abi.O_CLOEXEC, 0);
  if (fd < 0) return false;
  const length = sys.attempt(sys.NR.read, fd, buffer, STAT_BYTES);
  sys.attempt(sys.NR.close, fd);
  if (length <= 0) return false;
  const fields = sys.statFields(platform.decode(buffer, 0, length));
  const pending = Number(fields[PENDING]) & (1 << (abi.SIGKILL - 1));
  return pending !== 0 || (Number(fields[FLAGS]) & SIGNALED) !== 0;
}

/** In the parent: the place is the child's, and so are the mounts that were prepared, which keep file systems busy. */
export function leaveBirthplace(): void {
  for (const fd of take("into")) fd.close();
  for (const fd of take("trees")) fd.close();
}
