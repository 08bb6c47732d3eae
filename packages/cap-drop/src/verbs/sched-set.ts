import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, UsageError } from "@isobox/toolkit";
import { setCpuAffinity } from "../cpu-affinity.ts";
import { setIoPriority } from "../io-priority.ts";
import { setNice } from "../nice.ts";
import { setOomScoreAdj } from "../oom-score-adj.ts";
import { threadsOf } from "../process-files.ts";
import { keepingNice, setScheduling } from "../scheduler.ts";
import { setUtilClamp } from "../util-clamp.ts";
import { ofThreads, type SchedOptions } from "./sched-options.ts";

/** Sets what is given for a process: for its first thread, or for all. */
export function setForProcess(given: SchedOptions, pid: number): void {
  if (given.oomScoreAdj !== undefined) setOomScoreAdj(given.oomScoreAdj, pid);
  if (!given.allTasks) {
    setForThread(given, pid);
    return;
  }
  // A thread that is being changed may make another in the meantime; it inherits what its maker had then.
  const done = new Set<number>();
  for (let fresh = threadsOf(pid); fresh.length > 0; fresh = threadsOf(pid).filter((tid) => !done.has(tid)))
    for (const tid of fresh) {
      done.add(tid);
      setForThread(given, tid);
    }
}

/** Processors first: a deadline is granted for the processors in force. */
function setForThread(given: SchedOptions, tid: number): void {
  const { cpuAffinity, scheduler, nice, utilMin, utilMax, ioPriority } = given;
  if (cpuAffinity !== undefined) setCpuAffinity(cpuAffinity, tid);
  if (scheduler !== undefined)
    setScheduling(
      doing(`cannot look at ${tid}`, () => keepingNice(scheduler, sys.sched_getattr(tid).nice)),
      tid,
    );
  if (nice !== undefined) setNice(nice, { which: abi.PRIO_PROCESS, who: tid });
  if (utilMin !== undefined || utilMax !== undefined) setUtilClamp(given, tid);
  if (ioPriority !== undefined) setIoPriority(ioPriority, { which: abi.IOPRIO_WHO_PROCESS, who: tid });
}

/** Sets for a process group or a user what the kernel sets in one call for all of them, also while they fork. */
export function setForMany({ nice, ioPriority }: SchedOptions, who: number, kind: "group" | "user"): void {
  const group = kind === "group";
  if (nice !== undefined) setNice(nice, { which: group ? abi.PRIO_PGRP : abi.PRIO_USER, who });
  if (ioPriority !== undefined)
    setIoPriority(ioPriority, { which: group ? abi.IOPRIO_WHO_PGRP : abi.IOPRIO_WHO_USER, who });
}

/** @throws {UsageError} when what is to be set is none of those that the kernel sets for many. */
export function checkForMany(given: SchedOptions): void {
  if (ofThreads(given) || given.oomScoreAdj !== undefined || given.allTasks)
    throw new UsageError(
      "for a process group or a user only --nice and --io-priority can be set: name the PIDs",
    );
}
