import { chainByExec, closeAbove, look } from "@isobox/toolkit";

/**
 * Closes every descriptor above `last`, now and not at the exec (CVE-2024-21626). What stays is where a trace
 * and a profile go, a test's plan of faults, what is said of the payload, and our own program's file if stages by exec are still to come.
 *
 * @throws {Failure}
 * @see close_range(2), since Linux 5.9
 */
export function closeDescriptors(last: number): void {
  const ours = [
    ...look("trace"),
    ...look("profile"),
    ...look("faults"),
    ...look("payload"),
    ...(chainByExec() ? look("exe") : []),
  ];
  closeAbove(last, ours);
}
