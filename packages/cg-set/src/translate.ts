import { UsageError } from "@isobox/toolkit";
import { type Cgroup, partV1 } from "./cgroup.ts";
import { sharesToWeight, weightToShares } from "./cpu.ts";
import { blkioToIo, ioToBlkio } from "./io.ts";
import type { Limits, Setting } from "./limit-options.ts";
import { type LimitTexts, parseLimits, readLimits } from "./read-limits.ts";

export type Version = "v1" | "v2";

/** How the file of one version stands for an option: its text to that of the option and back. */
interface Row {
  readonly key: keyof Limits;
  toOption(text: string): string;
  fromOption(text: string, texts: LimitTexts): string;
}

const same = (key: keyof Limits): Row => ({ key, toOption: String, fromOption: String });
const bytesV1 = (key: keyof Limits): Row => ({
  key,
  toOption: (text) => (text === "-1" ? "max" : text),
  fromOption: (text) => (text === "max" ? "-1" : text),
});
const number = (convert: (value: number) => number) => (text: string) => String(convert(Number(text)));
const quota = (text: string): string => text.split("/")[0]!;
const throttle = (rate: string): Row => ({
  key: "ioMax",
  toOption: (text) => text.replace(/ 0$/, " max").replace(" ", ` ${rate}=`),
  fromOption: (text) => new RegExp(`^(\\S+).* ${rate}=(\\S+)`).exec(text)?.slice(1).join(" ") ?? "",
});

const V1: Readonly<Record<string, Row>> = {
  "memory.limit_in_bytes": bytesV1("memory"),
  "memory.memsw.limit_in_bytes": bytesV1("memorySwap"),
  "memory.soft_limit_in_bytes": bytesV1("memoryLow"),
  "memory.swappiness": same("memorySwappiness"),
  "cpu.shares": same("cpuShares"),
  "cpu.cfs_quota_us": {
    key: "cpuMax",
    toOption: (text) => (text === "-1" ? "max" : text),
    fromOption: (text) => (quota(text) === "max" ? "-1" : quota(text)),
  },
  "cpu.cfs_period_us": {
    key: "cpuMax",
    toOption: (text) => `/${text}`,
    fromOption: (text) => text.split("/")[1] ?? "100000",
  },
  "cpu.cfs_burst_us": same("cpuBurst"),
  "cpu.idle": same("cpuIdle"),
  "cpu.rt_period_us": same("cpuRtPeriod"),
  "cpu.rt_runtime_us": same("cpuRtRuntime"),
  "cpuset.cpus": same("cpusetCpus"),
  "cpuset.mems": same("cpusetMems"),
  "pids.max": same("pids"),
  "blkio.weight": same("blkioWeight"),
  "blkio.bfq.weight": same("blkioWeight"),
  "blkio.throttle.read_bps_device": throttle("rbps"),
  "blkio.throttle.write_bps_device": throttle("wbps"),
  "blkio.throttle.read_iops_device": throttle("riops"),
  "blkio.throttle.write_iops_device": throttle("wiops"),
};

const V2: Readonly<Record<string, Row>> = {
  "memory.max": same("memory"),
  "memory.swap.max": {
    key: "memorySwap",
    toOption: String,
    fromOption: (text, { memory }) =>
      text === "max" || memory === undefined || memory === "max"
        ? "max"
        : String(BigInt(text) - BigInt(memory as string)),
  },
  "memory.high": same("memoryHigh"),
  "memory.low": same("memoryLow"),
  "cpu.weight": same("cpuWeight"),
  "cpu.max": {
    key: "cpuMax",
    toOption: (text) => text.replace(" ", "/"),
    fromOption: (text) => text.replace("/", " "),
  },
  "cpu.max.burst": same("cpuBurst"),
  "cpu.idle": same("cpuIdle"),
  "cpuset.cpus": same("cpusetCpus"),
  "cpuset.mems": same("cpusetMems"),
  "pids.max": same("pids"),
  "io.bfq.weight": same("blkioWeight"),
  "io.weight": { key: "ioWeight", toOption: (text) => text.replace("default ", ""), fromOption: String },
  "io.max": same("ioMax"),
};

const TABLES = { v1: V1, v2: V2 } as const;

/** An option that only one version has, by that of the other. */
const OTHER: Partial<Record<keyof Limits, readonly [keyof Limits, (text: string) => string]>> = {
  cpuShares: ["cpuWeight", number(weightToShares)],
  cpuWeight: ["cpuShares", number(sharesToWeight)],
  blkioWeight: ["ioWeight", number(ioToBlkio)],
  ioWeight: ["blkioWeight", number(blkioToIo)],
};

function rowOf(version: Version, file: string): Row {
  const table = TABLES[version];
  // The size of the pages is part of the name.
  const [, size] = /^hugetlb\.([0-9]+[KMG]B)\.(?:limit_in_bytes|max)$/.exec(file) ?? [];
  if (size !== undefined)
    return {
      key: "hugetlb",
      toOption: (text) => `${size}=${text === "-1" ? "max" : text}`,
      fromOption: (text) => (text.startsWith(`${size}=`) ? text.slice(size.length + 1) : ""),
    };
  if (!Object.hasOwn(table, file))
    throw new UsageError(`"${file}" is no setting of cgroup ${version} that can be translated`, {
      word: file,
      among: Object.keys(table),
    });
  return table[file]!;
}

/**
 * Reads settings by the files of one version as limits of this vocabulary, which then go wherever the controller is.
 *
 * @param cgroup what is not given is taken from here: memory.swap.max is without memory, its option with it.
 * @throws {UsageError} for a file that no option stands for.
 */
export function limitsFrom(version: Version, settings: readonly Setting[], cgroup: Cgroup): Limits {
  const texts: Record<string, string | string[]> = {};
  for (const { file, value } of settings) {
    const { key, toOption } = rowOf(version, file);
    const text = toOption(value);
    if (key === "ioMax" || key === "hugetlb") texts[key] = [...((texts[key] as string[]) ?? []), text];
    else if (key === "cpuMax" && typeof texts[key] === "string")
      texts[key] = text.startsWith("/") ? quota(texts[key]) + text : text + texts[key];
    else texts[key] = text;
  }
  if (version === "v2" && typeof texts["memorySwap"] === "string") addMemory(texts, cgroup);
  const v1Cpu = partV1(cgroup, "cpu") !== undefined;
  // Both in one line of cpu.max: what is not given stays as it is.
  if (!v1Cpu && typeof texts["cpuMax"] === "string" && texts["cpuMax"].startsWith("/"))
    texts["cpuMax"] = quota(String(readLimits(cgroup)["cpuMax"] ?? "max")) + texts["cpuMax"];
  return parseLimits(texts);
}

function addMemory(texts: Record<string, string | string[]>, cgroup: Cgroup): void {
  const swap = texts["memorySwap"] as string;
  if (swap === "max") return;
  const memory = String(texts["memory"] ?? readLimits(cgroup)["memory"] ?? "max");
  if (memory === "max")
    throw new UsageError("memory.swap.max needs memory.max here: cgroup v1 counts memory and swap together");
  texts["memory"] = memory;
  texts["memorySwap"] = String(BigInt(memory) + BigInt(swap));
}

/** What a file of one version would say of a cgroup, whichever version is in force. @throws {UsageError} */
export function fileFrom(version: Version, file: string, texts: LimitTexts): string | null {
  const { key, fromOption } = rowOf(version, file);
  const [otherKey, convert] = OTHER[key] ?? [];
  const own = texts[key];
  const text = own ?? (otherKey && texts[otherKey] && convert!(texts[otherKey] as string));
  if (text === undefined) return null;
  const lines = (Array.isArray(text) ? text : [text]).map((each) => fromOption(each, texts));
  return lines.filter((line) => line !== "").join("\n");
}
