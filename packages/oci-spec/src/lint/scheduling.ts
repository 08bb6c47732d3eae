import type { LintRule } from "./finding.ts";
import { listProblem } from "./processors.ts";

/** Files that say which processors and memory nodes there are. */
export const PROCESSORS = "/sys/devices/system/cpu/online";
export const NODES = "/sys/devices/system/node/has_memory";

/** Scheduling and memory placement that this user may not ask for, or this machine does not have. */
export const schedulingRule: LintRule = ({ process, linux }, { host }, report) => {
  const read = (path: string) => host?.read(path) ?? null;
  for (const key of ["initial", "final"] as const) {
    const problem = listProblem(process?.execCPUAffinity?.[key] ?? "", read(PROCESSORS), "processor");
    if (problem) report(`process.execCPUAffinity.${key}`, problem);
  }
  const nodes = linux?.memoryPolicy?.nodes;
  const problem = nodes === undefined ? null : listProblem(nodes, read(NODES), "memory node");
  if (problem) report("linux.memoryPolicy.nodes", problem);
  // In a user namespace CAP_SYS_NICE is worth nothing here: it must be had in the initial one (sched(7)).
  if (!host || host.effective.has("CAP_SYS_NICE")) return;
  const { policy = "SCHED_OTHER", nice = 0 } = process?.scheduler ?? {};
  if (/^SCHED_(FIFO|RR|DEADLINE)$/.test(policy))
    report(
      "process.scheduler.policy",
      `${policy} takes CAP_SYS_NICE, which this user does not have (sched(7))`,
    );
  else if (nice < 0)
    report("process.scheduler.nice", `${nice} takes CAP_SYS_NICE, which this user does not have (sched(7))`);
  if (process?.ioPriority?.class === "IOPRIO_CLASS_RT" && !host.effective.has("CAP_SYS_ADMIN"))
    report(
      "process.ioPriority.class",
      "IOPRIO_CLASS_RT takes CAP_SYS_NICE, which this user does not have (ioprio_set(2))",
    );
};
