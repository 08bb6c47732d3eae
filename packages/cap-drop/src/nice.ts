import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, integer } from "@isobox/toolkit";

/** A nice value: -20 takes the most of the processors, 19 the least. */
export const niceValue = integer("N", -20, 19);

/** Whose nice value: one thread, or all of a process group or a user. */
export interface NiceTarget {
  /** PRIO_* */
  readonly which: number;
  /** 0 is the caller, or the caller's group or user. */
  readonly who: number;
}

/**
 * Sets a nice value and leaves the scheduling policy as it is; children inherit it.
 *
 * Threads: single for oneself. Privilege: CAP_SYS_NICE for a lower value than the limit `nice` allows, and for what is
 * another user's.
 * @throws {Failure} EACCES for a lower value, EPERM for another user's, ESRCH when there is nobody.
 * @see setpriority(2)
 */
export function setNice(
  nice: number,
  { which, who }: NiceTarget = { which: abi.PRIO_PROCESS, who: 0 },
): void {
  doing(`cannot set the nice value ${nice}`, () => sys.setpriority(which, who, nice));
}
