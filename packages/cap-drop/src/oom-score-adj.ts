import { doing, writeProcfs } from "@isobox/toolkit";

/**
 * Sets how readily the kernel kills this process when memory runs out: -1000 (never) to 1000 (first).
 *
 * Written through a procfs of our own, so it works in a root without /proc and cannot be led to another file.
 * Preconditions: before ids change; after, the file is root's. Lowering it needs CAP_SYS_RESOURCE.
 * @throws {Failure} EACCES when it would fall below what a privileged process set last.
 * @see proc_pid_oom_score_adj(5)
 */
export function setOomScoreAdj(adjustment: number): void {
  doing(`cannot set the OOM score adjustment to ${adjustment}`, () =>
    writeProcfs("self/oom_score_adj", String(adjustment)),
  );
}
