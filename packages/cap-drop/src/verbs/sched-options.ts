import { flag, integer, list, type OptionsOf, orWord, value } from "@isobox/toolkit";
import { cpuList } from "../cpu-affinity.ts";
import { userId } from "../id.ts";
import { ioPriority } from "../io-priority.ts";
import { niceValue } from "../nice.ts";
import { oomAdjustment } from "../oom-score-adj.ts";
import { scheduling } from "../scheduler.ts";
import { utilization } from "../util-clamp.ts";

const set = { section: "What to set" } as const;

/** What `cap-drop sched` takes. What it sets has the names that cap-drop's own options have. */
export const schedOptions = {
  allTasks: flag("all threads of each process, in place of its first one", { short: "a" }),
  pgrp: list(integer("PGID", 1, 0x7fff_ffff), "the processes of a process group; repeatable", { short: "g" }),
  user: list(userId, "the processes of a user; repeatable", { short: "u" }),
  ignore: flag("go on after a failure, and say nothing"),
  json: flag("as JSON"),
  max: flag("show the priorities that each policy of this kernel takes", { short: "m" }),

  scheduler: value(scheduling, "scheduling policy, with its numbers and flags", { short: "s", ...set }),
  nice: value(niceValue, "nice value, from -20 (first) to 19", { short: "n", ...set }),
  ioPriority: value(ioPriority, "I/O priority", { short: "i", ...set }),
  cpuAffinity: value(orWord("all", cpuList), "the processors to run on, as a list or a mask", {
    short: "c",
    ...set,
  }),
  utilMin: value(utilization, "take it for at least this busy, in 1024ths of a processor", set),
  utilMax: value(utilization, "take it for at most this busy", set),
  oomScoreAdj: value(oomAdjustment, "how readily the kernel kills it when memory runs out", {
    short: "o",
    ...set,
  }),
};

export type SchedOptions = OptionsOf<typeof schedOptions>;

/** Whether something is to be set. */
export function setsAnything(given: SchedOptions): boolean {
  return ofThreads(given) || given.oomScoreAdj !== undefined || setsByTarget(given);
}

/** Whether something is to be set that the kernel sets for one thread at a time only. */
export function ofThreads({ scheduler, cpuAffinity, utilMin, utilMax }: SchedOptions): boolean {
  return [scheduler, cpuAffinity, utilMin, utilMax].some((each) => each !== undefined);
}

function setsByTarget({ nice, ioPriority }: SchedOptions): boolean {
  return nice !== undefined || ioPriority !== undefined;
}
