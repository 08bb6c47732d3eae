import { type Report, show } from "../problem.ts";
import type { Process } from "../types.gen.ts";

/** The rules of a process; `path` is where it is in the document: "process", or empty for a document of its own. */
export function processRules(process: Process, path: string, report: Report): void {
  const at = path === "" ? "" : `${path}.`;
  const { env, rlimits, scheduler } = process;
  if (env) {
    for (let i = 0; i < env.length; i++) {
      // A word without a name would be no variable; runc refuses it too.
      if (env[i]!.indexOf("=") <= 0) report(`${at}env[${i}]`, `want NAME=VALUE, not ${show(env[i])}`);
    }
  }
  if (rlimits) limits(rlimits, `${at}rlimits`, report);
  if (scheduler) schedule(scheduler, `${at}scheduler`, report);
}

function limits(rlimits: NonNullable<Process["rlimits"]>, path: string, report: Report): void {
  for (let i = 0; i < rlimits.length; i++) {
    const { type, soft, hard } = rlimits[i]!;
    if (soft > hard) report(`${path}[${i}].soft`, `${soft} is above the hard limit, ${hard} (setrlimit(2))`);
    for (let j = 0; j < i; j++) {
      if (rlimits[j]!.type === type)
        report(`${path}[${i}].type`, `${type} is limited already, by ${path}[${j}]`);
    }
  }
}

/** sched_setattr(2) answers EINVAL to each of these, without a word. */
function schedule(scheduler: NonNullable<Process["scheduler"]>, path: string, report: Report): void {
  const { policy, priority = 0, runtime, deadline, period } = scheduler;
  const realTime = policy === "SCHED_FIFO" || policy === "SCHED_RR";
  if (policy === "SCHED_ISO") report(`${path}.policy`, "Linux has no SCHED_ISO: the name is only reserved");
  if (realTime && priority === 0) report(`${path}.priority`, `want 1 to 99 with ${policy}`);
  if (!realTime && priority !== 0) report(`${path}.priority`, `want 0 with ${policy}, not ${priority}`);
  if (policy === "SCHED_DEADLINE") {
    if (!runtime) report(`${path}.runtime`, "want the nanoseconds of each period with SCHED_DEADLINE");
    if (!deadline) report(`${path}.deadline`, "want nanoseconds with SCHED_DEADLINE");
  } else if (runtime || deadline || period) {
    const key = runtime ? "runtime" : deadline ? "deadline" : "period";
    report(`${path}.${key}`, `is for SCHED_DEADLINE, not ${policy}`);
  }
}
