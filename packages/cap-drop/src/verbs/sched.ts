import { SyscallError } from "@isobox/kernel/sys";
import { defineVerb, Failure, formatTable, print, UsageError } from "@isobox/toolkit";
import { userNumber } from "../identity.ts";
import { type Pid, processesOf, threadsOf } from "../process-files.ts";
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
  const found = [
    ...groups.flatMap((group) => processesOf({ group })),
    ...users.flatMap((user) => processesOf({ user })),
  ];
  const named = pids.length + groups.length + users.length > 0;
  const rows: Scheduled[] = [];
  for (const pid of named ? pids : (["self"] as const))
    unlessIgnored(given, () => {
      rows.push(...schedulingRows(pid, given.allTasks));
    });
  for (const pid of found)
    unlessGone(() => {
      rows.push(...schedulingRows(pid, given.allTasks));
    });
  print(
    given.json ? `${JSON.stringify({ threads: rows }, null, 2)}\n` : schedulingTable(rows, given.allTasks),
  );
}

function schedulingRows(pid: Pid, threads = false): Scheduled[] {
  if (pid === "self" || !threads) return [whatIsScheduled(pid, pid)];
  return threadsOf(pid).flatMap((tid) => {
    const rows: Scheduled[] = [];
    unlessGone(() => rows.push(whatIsScheduled(pid, tid)));
    return rows;
  });
}

/** Whom nobody has named may have ended since it was found. */
function unlessGone(step: () => unknown): void {
  try {
    step();
  } catch (error) {
    const { code } =
      error instanceof Failure && error.cause instanceof SyscallError ? error.cause : { code: "" };
    if (code !== "ENOENT" && code !== "ESRCH") throw error;
  }
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
