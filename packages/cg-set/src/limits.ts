import { Failure } from "@isobox/toolkit";
import { cpuV1, cpuV2 } from "./cpu.ts";
import { cpuset } from "./cpuset.ts";
import { devicesV1, foldDeviceRules } from "./device-list.ts";
import { hugetlbV1, hugetlbV2 } from "./hugetlb.ts";
import { blkioV1, ioV2 } from "./io.ts";
import type { Limits } from "./limit-options.ts";
import { memoryV1, memoryV2 } from "./memory.ts";
import { pids } from "./pids.ts";
import type { Write } from "./write.ts";

/** How one controller's limits become writes, by its name in each version. */
interface Row {
  readonly keys: readonly (keyof Limits)[];
  readonly v1: readonly [controller: string, writes: (limits: Limits) => Write[]];
  readonly v2: readonly [controller: string, writes: (limits: Limits) => Write[]];
}

const rows: readonly Row[] = [
  {
    keys: ["memory", "memorySwap", "memoryHigh", "memoryLow", "memorySwappiness", "oomKillDisable"],
    v1: ["memory", memoryV1],
    v2: ["memory", memoryV2],
  },
  { keys: ["pids"], v1: ["pids", pids], v2: ["pids", pids] },
  {
    keys: ["cpuShares", "cpuWeight", "cpuMax", "cpus", "cpuBurst", "cpuIdle", "cpuRtPeriod", "cpuRtRuntime"],
    v1: ["cpu", cpuV1],
    v2: ["cpu", cpuV2],
  },
  { keys: ["cpusetCpus", "cpusetMems"], v1: ["cpuset", cpuset], v2: ["cpuset", cpuset] },
  {
    keys: ["blkioWeight", "ioWeight", "blkioWeightDevice", "ioMax"],
    v1: ["blkio", blkioV1],
    v2: ["io", ioV2],
  },
  { keys: ["hugetlb"], v1: ["hugetlb", hugetlbV1], v2: ["hugetlb", hugetlbV2] },
];

/**
 * What to write for some limits, in order.
 *
 * @param isV1 whether a v1 hierarchy here has the controller; the others are taken to be v2's.
 * @param devices the device list that a v1 cgroup has now, so that only what changes is written.
 * @throws {Failure} for a limit that the version in force does not know.
 */
export function limitWrites(
  limits: Limits,
  isV1: (controller: string) => boolean,
  devices?: string,
): Write[] {
  const writes: Write[] = [];
  for (const { keys, v1, v2 } of rows) {
    if (!keys.some((key) => limits[key] !== undefined)) continue;
    const [, write] = isV1(v1[0]) ? v1 : v2;
    for (const each of write(limits)) writes.push(each);
  }
  // On v2 they are no writes but a program.
  if (limits.device && isV1("devices"))
    for (const each of devicesV1(foldDeviceRules(limits.device), devices)) writes.push(each);
  for (const { file, value } of limits.set ?? []) {
    if (!isSettable(file)) throw new Failure(`"${file}" is no file of a cgroup that may be set`);
    writes.push({ file, text: value });
  }
  return writes;
}

/**
 * Whether a file may be set by its name: in the cgroup's directory itself, of a controller, and not the list of
 * its processes, through which others would be moved.
 */
export function isSettable(file: string): boolean {
  return /^[a-z_]+(\.[0-9A-Za-z_]+)+$/.test(file) && file !== "cgroup.procs" && file !== "cgroup.threads";
}
