import * as sys from "@isobox/kernel/sys";
import { type Option, UsageError } from "@isobox/toolkit";
import { type Cgroup, partV1, partV2 } from "./cgroup.ts";
import { THROTTLES } from "./io.ts";
import type { Limits } from "./limit-options.ts";
import { limitOptions } from "./options.ts";
import { isUnlimited, readIfThere } from "./read.ts";

/** Limits as text, by the keys of the options; a list for an option that is repeated. */
export type LimitTexts = Readonly<Record<string, string | readonly string[]>>;

type Reader = (file: string) => string | null;
type Row = readonly [key: keyof Limits, controller: string, v1: Read, v2Controller: string, v2: Read];
/** The text of the option, from the files of one version; null when it is not there or says nothing. */
type Read = (read: Reader, files: () => readonly string[]) => string | readonly string[] | null;

const none: Read = () => null;
const plain =
  (file: string): Read =>
  (read) =>
    read(file);
const limit =
  (file: string): Read =>
  (read) => {
    const text = read(file);
    return text !== null && isUnlimited(text) ? "max" : text;
  };
/** io.weight and the like say "default 100" in their first line. */
const weight =
  (...files: string[]): Read =>
  (read) => {
    for (const file of files) {
      const text = read(file);
      if (text) return text.split("\n")[0]!.replace("default ", "");
    }
    return null;
  };

const ROWS: readonly Row[] = [
  ["memory", "memory", limit("memory.limit_in_bytes"), "memory", limit("memory.max")],
  ["memorySwap", "memory", limit("memory.memsw.limit_in_bytes"), "memory", swapTogether],
  ["memoryHigh", "memory", none, "memory", limit("memory.high")],
  ["memoryLow", "memory", limit("memory.soft_limit_in_bytes"), "memory", limit("memory.low")],
  ["memorySwappiness", "memory", plain("memory.swappiness"), "memory", none],
  ["oomKillDisable", "memory", oomKillDisable, "memory", none],
  ["cpuShares", "cpu", plain("cpu.shares"), "cpu", none],
  ["cpuWeight", "cpu", none, "cpu", plain("cpu.weight")],
  ["cpuMax", "cpu", quotaAndPeriod, "cpu", (read) => read("cpu.max")?.replace(" ", "/") ?? null],
  ["cpuBurst", "cpu", plain("cpu.cfs_burst_us"), "cpu", plain("cpu.max.burst")],
  ["cpuIdle", "cpu", plain("cpu.idle"), "cpu", plain("cpu.idle")],
  ["cpuRtPeriod", "cpu", plain("cpu.rt_period_us"), "cpu", none],
  ["cpuRtRuntime", "cpu", plain("cpu.rt_runtime_us"), "cpu", none],
  ["cpusetCpus", "cpuset", notEmpty("cpuset.cpus"), "cpuset", notEmpty("cpuset.cpus")],
  ["cpusetMems", "cpuset", notEmpty("cpuset.mems"), "cpuset", notEmpty("cpuset.mems")],
  ["pids", "pids", limit("pids.max"), "pids", limit("pids.max")],
  ["blkioWeight", "blkio", weight("blkio.weight", "blkio.bfq.weight"), "io", weight("io.bfq.weight")],
  ["ioWeight", "blkio", none, "io", weight("io.weight")],
  ["ioMax", "blkio", throttles, "io", ioMax],
  ["hugetlb", "hugetlb", hugetlb("limit_in_bytes"), "hugetlb", hugetlb("max")],
  ["device", "devices", devices, "devices", none],
];

/**
 * Reads the limits of a cgroup back into the words of cg-set's options, whichever version has each controller.
 *
 * Not to be read: on v1 what is denied when all else is allowed (the kernel does not show it), and on v2 the device
 * rules, which are a program.
 */
export function readLimits(cgroup: Cgroup): LimitTexts {
  const found: Record<string, string | readonly string[]> = {};
  const v2 = partV2(cgroup);
  for (const [key, controller, fromV1, controllerV2, fromV2] of ROWS) {
    const v1 = partV1(cgroup, controller);
    const part = v1 ?? v2;
    if (!part || (!v1 && controllerV2 === "devices")) continue;
    const text = (v1 ? fromV1 : fromV2)(
      (file) => readIfThere(`${part.directory}/${file}`),
      () => sys.readdir(part.directory),
    );
    if (text !== null && text.length > 0) found[key] = text;
  }
  const set = v2 ? limitsOfTree(v2.directory) : [];
  return set.length > 0 ? { ...found, set } : found;
}

/** What bounds a v2 cgroup's own tree. */
function limitsOfTree(directory: string): string[] {
  return ["cgroup.max.depth", "cgroup.max.descendants"].flatMap((file) => {
    const text = readIfThere(`${directory}/${file}`);
    return text === null || text === "max" ? [] : [`${file}=${text}`];
  });
}

/** Reads texts of {@link readLimits} as the command line would. @throws {UsageError} naming the key. */
export function parseLimits(texts: LimitTexts): Limits {
  const limits: Record<string, unknown> = {};
  for (const [key, text] of Object.entries(texts)) {
    const option: Option | undefined = Object.hasOwn(limitOptions, key)
      ? limitOptions[key as keyof typeof limitOptions]
      : undefined;
    if (!option || key === "resources") throw new UsageError(`there is no limit "${key}"`);
    if (option.kind === "flag") limits[key] = text === "1";
    else if (option.kind === "list")
      limits[key] = (Array.isArray(text) ? text : [text]).map((each) => parse(key, option, each));
    else if (option.kind === "value") limits[key] = parse(key, option, text as string);
  }
  return limits;
}

function parse(key: string, { type }: Extract<Option, { type: unknown }>, text: string): unknown {
  try {
    return type!.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError)
      throw new UsageError(`${key} cannot be "${text}": want ${error.message}`);
    throw error;
  }
}

function notEmpty(file: string): Read {
  return (read) => read(file) || null;
}

function oomKillDisable(read: Reader): string | null {
  return /^oom_kill_disable 1$/m.test(read("memory.oom_control") ?? "") ? "1" : null;
}

function quotaAndPeriod(read: Reader): string | null {
  const quota = read("cpu.cfs_quota_us");
  const period = read("cpu.cfs_period_us");
  return quota === null || period === null ? null : `${quota === "-1" ? "max" : quota}/${period}`;
}

/** v2 counts swap alone, the option memory and swap together. */
function swapTogether(read: Reader): string | null {
  const [memory, swap] = [read("memory.max"), read("memory.swap.max")];
  if (memory === null || swap === null) return null;
  return memory === "max" || swap === "max" ? "max" : String(BigInt(memory) + BigInt(swap));
}

function throttles(read: Reader): string[] {
  const devices = new Map<string, string>();
  for (const [key, file] of THROTTLES)
    for (const line of (read(file) ?? "").split("\n").filter(Boolean)) {
      const [device, rate] = line.split(" ");
      devices.set(device!, `${devices.get(device!) ?? device} ${key}=${rate}`);
    }
  return [...devices.values()];
}

function ioMax(read: Reader): string[] {
  return (read("io.max") ?? "").split("\n").filter(Boolean);
}

function hugetlb(suffix: string): Read {
  return (read, files) =>
    files().flatMap((file) => {
      const [, size] = new RegExp(`^hugetlb\\.([0-9]+[KMG]B)\\.${suffix}$`).exec(file) ?? [];
      const text = size === undefined ? null : read(file);
      return text === null ? [] : [`${size}=${isUnlimited(text) ? "max" : text}`];
    });
}

function devices(read: Reader): string[] {
  const lines = (read("devices.list") ?? "").split("\n").filter(Boolean);
  if (lines.includes("a *:* rwm")) return ["allow a"];
  return ["deny a", ...lines.map((line) => `allow ${line}`)];
}
