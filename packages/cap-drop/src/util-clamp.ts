import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, integer } from "@isobox/toolkit";

/** A part of a processor's capacity in 1024ths; -1 gives the limit back to the system. */
export const utilization = integer("N", -1, 1024);

/** How busy the kernel takes a task for at least and at most when it chooses a frequency and a processor. */
export interface UtilClamp {
  readonly utilMin?: number | undefined;
  readonly utilMax?: number | undefined;
}

/**
 * Clamps the utilisation of a thread; policy and numbers stay as they are, and children inherit it.
 *
 * Threads: single for oneself. Privilege: CAP_SYS_NICE for what is another user's.
 * @param tid 0 is the caller.
 * @throws {Failure} EOPNOTSUPP from a kernel without CONFIG_UCLAMP_TASK; EINVAL when min exceeds max.
 * @see sched_setattr(2), since Linux 5.3; uclampset(1)
 */
export function setUtilClamp({ utilMin, utilMax }: UtilClamp, tid = 0): void {
  const keep = abi.SCHED_FLAG_KEEP_POLICY | abi.SCHED_FLAG_KEEP_PARAMS;
  const min = utilMin === undefined ? 0 : abi.SCHED_FLAG_UTIL_CLAMP_MIN;
  const max = utilMax === undefined ? 0 : abi.SCHED_FLAG_UTIL_CLAMP_MAX;
  doing("cannot clamp the utilisation", () =>
    sys.sched_setattr(tid, {
      policy: 0,
      flags: keep | min | max,
      utilMin: utilMin ?? 0,
      utilMax: utilMax ?? 0,
    }),
  );
}
