import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { EXIT, exit } from "@isobox/toolkit";

/**
 * Makes the kernel send `signal` to this process when its parent dies.
 *
 * The setting is lost at a fork and at a change of ids (prctl(2), PR_SET_PDEATHSIG): set it after both.
 *
 * @param parent a pidfd of the parent, opened before the fork: one that died before the setting sends nothing, and
 *   from another PID namespace getppid(2) does not tell.
 */
export function dieWithParent(signal: number, parent: sys.Fd): void {
  sys.prctl(abi.PR_SET_PDEATHSIG, signal);
  const [dead] = sys.poll([{ fd: parent, events: abi.POLLIN }], 0);
  parent.close();
  if (dead) exit(EXIT.signal + signal);
}
