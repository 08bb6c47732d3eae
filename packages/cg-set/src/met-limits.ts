import { Failure, warn } from "@isobox/toolkit";
import { parentOf } from "./name.ts";
import { directoriesUnder } from "./processes.ts";
import { readCounters, readIfThere, readNumber } from "./read.ts";

/** A limit that was met, and where. */
export interface MetLimit {
  readonly what: "memory" | "pids";
  /** How often, as the kernel counts: processes killed, forks refused. */
  readonly count: number;
  /** Whether a whole cgroup was killed (`memory.oom.group` of v2); the first process may be counted twice then. */
  readonly group?: boolean;
  /** The directory of the cgroup whose limit it is: the one that was asked about, one above it, or one below. Null: none. */
  readonly at: string | null;
  readonly limit: number | null;
}

/** A cgroup's directory, and the limit that it has. */
export interface Place {
  readonly at: string;
  readonly limit: number | null;
}

/**
 * The limits that a cgroup's processes have met since it was made, in one of its directories.
 *
 * The counts are the cgroup's own. The limit may be that of a cgroup above it: it is looked for from below, by whose
 * own counter says so (v2: memory.events.local; v1: memory.failcnt, memory.max_usage_in_bytes; pids.peak).
 */
export function metLimits(directory: string): MetLimit[] {
  return [memory(directory), pids(directory)].filter((met) => met !== null);
}

function memory(directory: string): MetLimit | null {
  const events = readCounters(`${directory}/memory.events`);
  const count = readCounters(`${directory}/memory.oom_control`)["oom_kill"] ?? events["oom_kill"] ?? 0;
  if (count === 0) return null;
  const place = outOfMemory(directory) ?? { at: null, limit: null };
  return { what: "memory", count, ...place, ...(events["oom_group_kill"] && { group: true }) };
}

/** Where the memory was out: at a cgroup, above it, or below; null when it was the machine's, or the cgroup is gone. */
export function outOfMemory(directory: string, among: readonly string[] = around(directory)): Place | null {
  const at = among.find(isOutOfMemory);
  return at === undefined ? null : { at, limit: memoryLimit(at) };
}

/** Whose `memory.max` or `memory.high` of v2 was met, of a cgroup and those below it. */
export function metOnV2(directory: string, limit: "max" | "high"): Place | null {
  const met = (each: string) => (readCounters(`${each}/memory.events.local`)[limit] ?? 0) > 0;
  const at = within(directory).find(met);
  return at === undefined ? null : { at, limit: readNumber(`${at}/memory.${limit}`) };
}

/** Whose limit makes memory short: the same, and where `memory.high` of v2 was exceeded. */
export function shortOfMemory(directory: string): Place | null {
  for (const at of around(directory)) {
    const { high = 0, max = 0 } = readCounters(`${at}/memory.events.local`);
    if (high > 0 && max === 0) return { at, limit: readNumber(`${at}/memory.high`) };
    if (max > 0 || isOutOfMemory(at)) return { at, limit: memoryLimit(at) };
  }
  return null;
}

/** Where tasks were as many as may be. */
export function outOfTasks(directory: string): Place {
  const at = above(directory).find(isFull) ?? directory;
  return { at, limit: readNumber(`${at}/pids.max`) };
}

/** A cgroup's directory, those above it from below, and those below it. */
function around(directory: string): string[] {
  return [...above(directory), ...within(directory).slice(1)];
}

/** A cgroup's directory and those below it. */
export function within(directory: string): string[] {
  return directoriesUnder(directory).reverse();
}

function memoryLimit(directory: string): number | null {
  return readNumber(`${directory}/memory.limit_in_bytes`) ?? readNumber(`${directory}/memory.max`);
}

function isOutOfMemory(directory: string): boolean {
  const limit = memoryLimit(directory);
  if (limit === null) return false;
  const local = readCounters(`${directory}/memory.events.local`);
  if (local["oom"] !== undefined) return local["oom"] > 0;
  // Some kernels do not count failures in v1 any more (seen with 6.18). Charges come in batches, so that the last one
  // that fitted may have left a little room.
  const peak = readNumber(`${directory}/memory.max_usage_in_bytes`) ?? 0;
  return (readNumber(`${directory}/memory.failcnt`) ?? 0) > 0 || peak >= limit * 0.9;
}

function pids(directory: string): MetLimit | null {
  const count = readCounters(`${directory}/pids.events`)["max"] ?? 0;
  if (count === 0) return null;
  return { what: "pids", count, ...outOfTasks(directory) };
}

/** Whether as many tasks as may be are in it, or once were (pids.peak, since Linux 6.11). */
export function isFull(directory: string): boolean {
  const limit = readNumber(`${directory}/pids.max`);
  const peak = readNumber(`${directory}/pids.peak`) ?? readNumber(`${directory}/pids.current`);
  return limit !== null && peak !== null && peak >= limit;
}

/** A directory and those above it that are cgroups, from below. */
export function above(directory: string): string[] {
  const found: string[] = [];
  for (let at = directory; readIfThere(`${at}/cgroup.procs`) !== null; at = parentOf(at)) found.push(at);
  return found;
}

/** 67108864 as "64M (67108864)"; what is no whole number of larger units stays as it is. */
export function inUnits(value: number): string {
  for (const [unit, size] of [
    ["G", 2 ** 30],
    ["M", 2 ** 20],
    ["K", 2 ** 10],
  ] as const)
    if (value >= size && value % size === 0) return `${value / size}${unit} (${value})`;
  return String(value);
}

/** After a command that failed: which limit it met, in which cgroup, with which value. */
export function tellMetLimits(directory: string): void {
  for (const { what, count, group, at, limit } of metLimits(directory)) {
    const ended = `the OOM killer ended ${group ? "all processes of a cgroup" : processes(count)} in ${directory}`;
    // Where no limit was met, none is counted.
    if (what === "memory" && at === null && readCounters(`${directory}/memory.events`)["oom"])
      tell(`${ended}: the limit of a cgroup below it, which is gone, was met`, [
        "the kernel's log names it: dmesg",
      ]);
    else if (what === "memory" && at === null)
      tell(`${ended}: the machine was out of memory`, [
        "no limit of a cgroup was met: look at free -m and dmesg",
      ]);
    else if (what === "memory")
      tell(`${ended}: ${theLimit(directory, at, `${inUnits(limit ?? 0)} bytes`)}`, [
        `a larger --memory, or: cg-set set --memory BYTES on it; cg-set stats shows the peak`,
      ]);
    else
      tell(
        `${count} ${count === 1 ? "fork was" : "forks were"} refused in ${directory}: ${theLimit(directory, at, `${limit} tasks`)}`,
        ["a larger --pids, or: cg-set set --pids N on it; threads count as tasks"],
      );
  }
}

function theLimit(directory: string, at: string | null, value: string): string {
  if (at === directory) return `its limit of ${value} was met`;
  const where = at?.startsWith(`${directory}/`) ? "below" : "above";
  return `the limit of ${value} of the cgroup ${where} it, ${at}, was met`;
}

const processes = (count: number): string => `${count} ${count === 1 ? "process" : "processes"}`;

function tell(message: string, hints: readonly string[]): void {
  warn(message, new Failure("", { hints }));
}
