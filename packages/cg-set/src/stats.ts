import * as sys from "@isobox/kernel/sys";
import { type Cgroup, partV1, partV2 } from "./cgroup.ts";
import { processesUnder } from "./processes.ts";
import { readCounters, readIfThere, readNumber } from "./read.ts";

/** What one resource came to: how much, the most it ever was, what is allowed (null: all), how often that was too little. */
export interface Usage {
  readonly usage: number;
  readonly peak?: number | null;
  readonly limit: number | null;
  readonly failures?: number;
}

export interface MemoryStats extends Usage {
  /** Memory and swap on v1, swap alone on v2. */
  readonly swapUsage?: number | null;
  readonly anonymous: number;
  readonly file: number;
  /** Processes that the OOM killer has ended here. */
  readonly oomKills: number;
}

export interface CpuStats {
  readonly usageUsec: number;
  readonly userUsec: number;
  readonly systemUsec: number;
  /** Periods of a quota, and those in which it was used up. */
  readonly periods: number;
  readonly throttledPeriods: number;
  readonly throttledUsec: number;
}

export interface IoStats {
  readonly device: string;
  readonly readBytes: number;
  readonly writtenBytes: number;
  readonly reads: number;
  readonly writes: number;
}

/** How much of the time somebody ("some") or everybody ("full") waited, in percent; and all of it in microseconds. */
export interface Pressure {
  readonly avg10: number;
  readonly avg60: number;
  readonly avg300: number;
  readonly totalUsec: number;
}

/** One vocabulary for v1 and v2; what is not there is left out. Bytes, microseconds, counts. */
export interface CgroupStats {
  readonly cgroup: string;
  /** In it and below. */
  readonly processes: number;
  readonly memory?: MemoryStats;
  readonly cpu?: CpuStats;
  readonly pids?: Usage;
  readonly io?: readonly IoStats[];
  readonly hugetlb?: Readonly<Record<string, Usage>>;
  /** By device and resource: `hca_handle` (open contexts) and `hca_object`. */
  readonly rdma?: Readonly<Record<string, Readonly<Record<string, Usage>>>>;
  readonly misc?: Readonly<Record<string, Usage>>;
  readonly pressure?: Readonly<Record<string, { some?: Pressure; full?: Pressure }>>;
}

/** Reads what a cgroup has used, from whichever version has each controller. */
export function cgroupStats(cgroup: Cgroup): CgroupStats {
  const v2 = partV2(cgroup)?.directory;
  const directory = (controller: string): string | undefined => partV1(cgroup, controller)?.directory;
  const first = cgroup.parts[0];
  const stats: Record<string, unknown> = {
    cgroup: cgroup.name,
    processes: first ? Math.max(...cgroup.parts.map((part) => processesUnder(part.directory).length)) : 0,
    memory: directory("memory") ? memoryV1(directory("memory")!) : v2 && memoryV2(v2),
    cpu: directory("cpu") ? cpuV1(directory("cpu")!, directory("cpuacct")) : v2 && cpuV2(v2),
    pids: pids(directory("pids") ?? v2),
    io: directory("blkio") ? ioV1(directory("blkio")!) : v2 && ioV2(v2),
    hugetlb: hugetlb(directory("hugetlb") ?? v2, directory("hugetlb") !== undefined),
    rdma: rdma(directory("rdma") ?? v2),
    misc: misc(directory("misc") ?? v2),
    pressure: v2 && pressures(v2),
  };
  for (const key in stats) if (stats[key] === undefined) delete stats[key];
  return stats as unknown as CgroupStats;
}

function memoryV1(directory: string): MemoryStats | undefined {
  const usage = readNumber(`${directory}/memory.usage_in_bytes`);
  if (usage === null) return undefined;
  const stat = readCounters(`${directory}/memory.stat`);
  return {
    usage,
    peak: readNumber(`${directory}/memory.max_usage_in_bytes`),
    limit: readNumber(`${directory}/memory.limit_in_bytes`),
    failures: readNumber(`${directory}/memory.failcnt`) ?? 0,
    swapUsage: readNumber(`${directory}/memory.memsw.usage_in_bytes`),
    anonymous: stat["total_rss"] ?? 0,
    file: stat["total_cache"] ?? 0,
    oomKills: readCounters(`${directory}/memory.oom_control`)["oom_kill"] ?? 0,
  };
}

function memoryV2(directory: string): MemoryStats | undefined {
  const usage = readNumber(`${directory}/memory.current`);
  if (usage === null) return undefined;
  const stat = readCounters(`${directory}/memory.stat`);
  const events = readCounters(`${directory}/memory.events`);
  return {
    usage,
    peak: readNumber(`${directory}/memory.peak`),
    limit: readNumber(`${directory}/memory.max`),
    failures: events["max"] ?? 0,
    swapUsage: readNumber(`${directory}/memory.swap.current`),
    anonymous: stat["anon"] ?? 0,
    file: stat["file"] ?? 0,
    oomKills: events["oom_kill"] ?? 0,
  };
}

const NSEC = 1000;

function cpuV1(directory: string, cpuacct: string | undefined): CpuStats {
  const stat = readCounters(`${directory}/cpu.stat`);
  const time = (file: string): number =>
    cpuacct === undefined ? 0 : Math.floor((readNumber(`${cpuacct}/${file}`) ?? 0) / NSEC);
  return {
    usageUsec: time("cpuacct.usage"),
    userUsec: time("cpuacct.usage_user"),
    systemUsec: time("cpuacct.usage_sys"),
    periods: stat["nr_periods"] ?? 0,
    throttledPeriods: stat["nr_throttled"] ?? 0,
    throttledUsec: Math.floor((stat["throttled_time"] ?? 0) / NSEC),
  };
}

function cpuV2(directory: string): CpuStats | undefined {
  const stat = readCounters(`${directory}/cpu.stat`);
  if (stat["usage_usec"] === undefined) return undefined;
  return {
    usageUsec: stat["usage_usec"],
    userUsec: stat["user_usec"] ?? 0,
    systemUsec: stat["system_usec"] ?? 0,
    periods: stat["nr_periods"] ?? 0,
    throttledPeriods: stat["nr_throttled"] ?? 0,
    throttledUsec: stat["throttled_usec"] ?? 0,
  };
}

function pids(directory: string | undefined): Usage | undefined {
  const usage = directory === undefined ? null : readNumber(`${directory}/pids.current`);
  if (usage === null) return undefined;
  return {
    usage,
    peak: readNumber(`${directory}/pids.peak`),
    limit: readNumber(`${directory}/pids.max`),
    failures: readCounters(`${directory}/pids.events`)["max"] ?? 0,
  };
}

function ioV1(directory: string): IoStats[] {
  const devices = new Map<string, Record<string, number>>();
  const add = (file: string, names: Readonly<Record<string, string>>): void => {
    for (const line of (readIfThere(`${directory}/${file}`) ?? "").split("\n")) {
      const [device, operation, count] = line.split(" ");
      const name = names[operation ?? ""];
      if (name === undefined || count === undefined) continue;
      const sums = devices.get(device!) ?? { readBytes: 0, writtenBytes: 0, reads: 0, writes: 0 };
      devices.set(device!, { ...sums, [name]: Number(count) });
    }
  };
  add("blkio.throttle.io_service_bytes_recursive", { Read: "readBytes", Write: "writtenBytes" });
  add("blkio.throttle.io_serviced_recursive", { Read: "reads", Write: "writes" });
  return [...devices].map(([device, sums]) => ({ device, ...sums }) as unknown as IoStats);
}

function ioV2(directory: string): IoStats[] | undefined {
  const text = readIfThere(`${directory}/io.stat`);
  return text
    ?.split("\n")
    .filter((line) => line.includes("="))
    .map((line) => {
      const [device, ...fields] = line.split(" ");
      const value = Object.fromEntries(fields.map((field) => field.split("=")));
      const number = (key: string): number => Number(value[key] ?? 0);
      return {
        device: device!,
        readBytes: number("rbytes"),
        writtenBytes: number("wbytes"),
        reads: number("rios"),
        writes: number("wios"),
      };
    });
}

function hugetlb(directory: string | undefined, isV1: boolean): Record<string, Usage> | undefined {
  if (directory === undefined) return undefined;
  const [current, max, fails] = isV1
    ? ["usage_in_bytes", "limit_in_bytes", "failcnt"]
    : ["current", "max", "events"];
  const found: Record<string, Usage> = {};
  for (const file of sys.readdir(directory)) {
    const [, size] = new RegExp(`^hugetlb\\.([0-9]+[KMG]B)\\.${current}$`).exec(file) ?? [];
    if (size === undefined) continue;
    const path = `${directory}/hugetlb.${size}.`;
    found[size] = {
      usage: readNumber(path + current) ?? 0,
      limit: readNumber(path + max),
      failures: (isV1 ? readNumber(path + fails) : readCounters(path + fails)["max"]) ?? 0,
    };
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

/** "mlx5_0 hca_handle=2 hca_object=2000": the rest of each line by its first word. */
function byFirstWord(text: string | null): Record<string, string> | undefined {
  const lines = (text ?? "").split("\n").filter((line) => line.includes(" "));
  if (lines.length === 0) return undefined;
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1).trim()]),
  );
}

/** What is used and what is allowed, by name; what has no limit has "max". */
function usages(current: Record<string, string>, max: Record<string, string>): Record<string, Usage> {
  return Object.fromEntries(
    Object.entries(current).map(([name, usage]) => {
      const limit = max[name];
      return [
        name,
        { usage: Number(usage), limit: limit === undefined || limit === "max" ? null : Number(limit) },
      ];
    }),
  );
}

/** "hca_handle=2 hca_object=2000" */
function fields(text: string): Record<string, string> {
  return Object.fromEntries(text.split(" ").map((field) => field.split("=") as [string, string]));
}

function rdma(directory: string | undefined): CgroupStats["rdma"] {
  if (directory === undefined) return undefined;
  const limits = byFirstWord(readIfThere(`${directory}/rdma.max`)) ?? {};
  const current = byFirstWord(readIfThere(`${directory}/rdma.current`));
  return (
    current &&
    Object.fromEntries(
      Object.entries(current).map(([device, used]) => [
        device,
        usages(fields(used), fields(limits[device] ?? "")),
      ]),
    )
  );
}

function misc(directory: string | undefined): Record<string, Usage> | undefined {
  if (directory === undefined) return undefined;
  const limits = byFirstWord(readIfThere(`${directory}/misc.max`)) ?? {};
  const current = byFirstWord(readIfThere(`${directory}/misc.current`));
  return current && usages(current, limits);
}

function pressures(directory: string): CgroupStats["pressure"] {
  const found: Record<string, Record<string, Pressure>> = {};
  for (const resource of ["cpu", "memory", "io"])
    for (const line of (readIfThere(`${directory}/${resource}.pressure`) ?? "").split("\n")) {
      const [, kind, avg10, avg60, avg300, total] =
        /^(some|full) avg10=(\S+) avg60=(\S+) avg300=(\S+) total=(\d+)/.exec(line) ?? [];
      if (kind === undefined) continue;
      const pressure = {
        avg10: Number(avg10),
        avg60: Number(avg60),
        avg300: Number(avg300),
        totalUsec: Number(total),
      };
      found[resource] = { ...found[resource], [kind]: pressure };
    }
  return Object.keys(found).length > 0 ? found : undefined;
}
