import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, integer, orWord, type ValueType } from "@isobox/toolkit";

/** A process, anybody, or nobody. */
export type Ptracer = number | "any" | "none";

export const ptracer: ValueType<Ptracer> = orWord("any", orWord("none", integer("PID", 1, 0x7fff_ffff)));

/**
 * Lets a process that is no ancestor trace this one and its children, where Yama limits that
 * (/proc/sys/kernel/yama/ptrace_scope is 1).
 *
 * Threads: single. Privilege: none.
 * @throws {Failure} EINVAL from a kernel without Yama, and for a process that is not there.
 * @see PR_SET_PTRACER(2const)
 */
export function setPtracer(tracer: Ptracer): void {
  const who = tracer === "any" ? abi.PR_SET_PTRACER_ANY : tracer === "none" ? 0 : tracer;
  doing(`cannot let ${tracer === "any" ? "anybody" : tracer} trace the process`, () =>
    sys.prctl(abi.PR_SET_PTRACER, who),
  );
}
