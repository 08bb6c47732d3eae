import { doing, integer, writeProcfs } from "@isobox/toolkit";

/** The adjustment, from never to first. */
export const oomAdjustment = integer("N", -1000, 1000);

/**
 * Sets how readily the kernel kills a process when memory runs out: -1000 (never) to 1000 (first).
 *
 * Written through a procfs of our own, so it works in a root without /proc and cannot be led to another file.
 * Preconditions: before ids change; after, the file is root's. Lowering it needs CAP_SYS_RESOURCE.
 * @param pid the number of a process in this pid namespace.
 * @throws {Failure} EACCES when it would fall below what a privileged process set last.
 * @see proc_pid_oom_score_adj(5)
 */
export function setOomScoreAdj(adjustment: number, pid: number | "self" = "self"): void {
  doing(
    `cannot set the OOM score adjustment${pid === "self" ? "" : ` of process ${pid}`} to ${adjustment}`,
    () => writeProcfs(`${pid}/oom_score_adj`, String(adjustment)),
  );
}
