import { defineVerb, Failure, formatTable, print, UsageError } from "@isobox/toolkit";
import { userNumber } from "../identity.ts";
import { processesOf, threadsOf } from "../process-files.ts";
import { parseProcessId } from "../process-id.ts";
import { priorityRanges } from "../scheduler.ts";
import { type SchedOptions, schedOptions, setsAnything } from "./sched-options.ts";
import { checkForMany, setForMany, setForProcess } from "./sched-set.ts";
import { type Scheduled, schedulingTable, whatIsScheduled } from "./sched-show.ts";

/** `cap-drop sched [PID...]`: when and where processes run, shown and set. */
export const schedVerb = defineVerb({
  summary: "Show when and where processes run and how their I/O and memory is served, or set it",
  operands: "[PID...]",
  options: schedOptions,
  run(given, words) {
    if (given.max) {
      print(given.json ? `${JSON.stringify({ policies: priorityRanges() }, null, 2)}\n` : ranges());
      return 0;
    }
    const pids = words.map(parseProcessId);
    const groups = given.pgrp ?? [];
    const users = (given.user ?? []).map(userNumber);
    const isSet = setsAnything(given);
    if (isSet && pids.length + groups.length + users.length === 0)
      throw new UsageError(
        "to set something takes a PID, --pgrp or --user; for a program that is to be started: cap-drop",
      );
    if (isSet) set(given, pids, groups, users);
    else show(given, pids, groups, users);
    return 0;
  },
});

function set(
  given: SchedOptions,
  pids: readonly number[],
  groups: readonly number[],
  users: readonly number[],
): void {
  if (groups.length + users.length > 0) checkForMany(given);
  for (const pid of pids) unlessIgnored(given, () => setForProcess(given, pid));
  for (const group of groups) unlessIgnored(given, () => setForMany(given, group, "group"));
  for (const user of users) unlessIgnored(given, () => setForMany(given, user, "user"));
}

function show(
  given: SchedOptions,
  pids: readonly number[],
  groups: readonly number[],
  users: readonly number[],
): void {
  const all = [
    ...pids,
    ...groups.flatMap((group) => processesOf({ group })),
    ...users.flatMap((user) => processesOf({ user })),
  ];
  const named = pids.length + groups.length + users.length > 0;
  const rows: Scheduled[] = [];
  for (const pid of named ? all : (["self"] as const))
    unlessIgnored(given, () => {
      if (pid === "self" || !given.allTasks) rows.push(whatIsScheduled(pid, pid));
      else for (const tid of threadsOf(pid)) rows.push(whatIsScheduled(pid, tid));
    });
  print(
    given.json ? `${JSON.stringify({ threads: rows }, null, 2)}\n` : schedulingTable(rows, given.allTasks),
  );
}

function unlessIgnored({ ignore }: SchedOptions, step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!ignore || !(error instanceof Failure)) throw error;
  }
}

function ranges(): string {
  const rows = priorityRanges().map(({ policy, min, max }) => [policy, String(min), String(max)]);
  return formatTable([["POLICY", "MIN", "MAX"], ...rows], { right: [1, 2] });
}
