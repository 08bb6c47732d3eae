import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";

/**
 * Keeps the capabilities that this process has over an execve(2), also for a user other than root: permitted ones become
 * inheritable, and then ambient (capabilities(7)).
 *
 * Threads: single.
 */
export function keepCapabilities(): void {
  const sets = sys.capget();
  sys.capset({ ...sets, inheritable: sets.permitted });
  const { low, high } = sets.permitted;
  for (const number of abi.CAPABILITIES.keys())
    if (((number < 32 ? low : high) >>> (number & 31)) & 1)
      sys.prctl(abi.PR_CAP_AMBIENT, abi.PR_CAP_AMBIENT_RAISE, number);
}
