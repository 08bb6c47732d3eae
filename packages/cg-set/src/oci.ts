import type {
  BlockIoResources,
  CpuResources,
  Linux,
  MemoryResources,
  DeviceRule as OciDeviceRule,
  Resources,
  ThrottleDevice,
} from "@isobox/oci-spec";
import { Failure, type Writable } from "@isobox/toolkit";
import { type DeviceRule, inOrder } from "./device-rules.ts";
import type { ByteLimit, IoMax } from "./limit-options.ts";
import { normalizeName } from "./name.ts";
import { isGiven, type OciInteger, settings } from "./oci-settings.ts";
import type { CgSetOptions } from "./options.ts";

type Building = Writable<CgSetOptions>;

/**
 * The options of cg-set that give a container's cgroup as runc does.
 *
 * - `cgroupsPath` absolute counts from the root of each hierarchy, relative from the runtime's own cgroup; without
 *   one the container's id is used, as a relative path.
 * - 0 means "not given" for shares, quota, period and memory sizes, and -1 "no limit". `pids.limit` means no limit
 *   from 0 down, as in runc 1.1 and the specification before 1.3.
 * - The default devices are allowed behind the bundle's own rules.
 * - `memory.kernel` and `memory.useHierarchy` are left out, as by runc: kernels of today take them without effect.
 *   `memory.checkBeforeUpdate` is about updates.
 *
 * Pure: nothing is read or changed.
 * @throws {Failure} for a path or value that no cgroup can have.
 */
export function cgroupStageOptions(
  { cgroupsPath, resources = {} }: Pick<Linux, "cgroupsPath" | "resources">,
  id: string,
): CgSetOptions {
  return {
    name: cgroupPath(cgroupsPath || id),
    rm: true,
    ...resourceLimits({ ...resources, devices: resources.devices ?? [] }),
  };
}

/**
 * The limits of an OCI configuration (`linux.resources`) in the words of cg-set's options; see
 * {@link cgroupStageOptions}. Device rules, with the default devices behind them, only where it has some.
 *
 * @throws {Failure} for a value that no cgroup can have.
 */
export function resourceLimits(resources: Resources): CgSetOptions {
  const options: Building = {};
  const { memory, cpu, pids, blockIO, hugepageLimits, devices } = resources;
  if (memory) addMemory(options, memory);
  if (cpu) addCpu(options, cpu);
  if (pids?.limit !== undefined) options.pids = pids.limit > 0 ? Number(pids.limit) : "max";
  if (blockIO) addBlockIo(options, blockIO);
  if (hugepageLimits) options.hugetlb = hugepageLimits.map((h) => ({ size: h.pageSize, bytes: h.limit }));
  if (devices) options.device = [...devices.map(deviceRule), "default"];
  const set = settings(resources);
  if (set.length > 0) options.set = set;
  return options;
}

function cgroupPath(path: string): string {
  try {
    return normalizeName(path);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new Failure(`linux.cgroupsPath cannot be "${path}": want ${error.message}`);
    throw error;
  }
}

function limit(value: OciInteger): ByteLimit {
  return value < 0 ? "max" : value;
}

function addMemory(options: Building, memory: MemoryResources): void {
  if (isGiven(memory.limit)) options.memory = limit(memory.limit);
  if (isGiven(memory.swap)) options.memorySwap = limit(memory.swap);
  if (isGiven(memory.reservation)) options.memoryLow = limit(memory.reservation);
  // An engine's -1, which leaves it open, arrives as 2^64 - 1.
  const { swappiness } = memory;
  if (swappiness !== undefined && swappiness >= 0 && swappiness < 2 ** 63)
    options.memorySwappiness = Number(swappiness);
  if (memory.disableOOMKiller) options.oomKillDisable = true;
}

function addCpu(options: Building, cpu: CpuResources): void {
  if (isGiven(cpu.shares)) options.cpuShares = cpuShares(Number(cpu.shares));
  if (isGiven(cpu.quota) || isGiven(cpu.period))
    options.cpuMax = {
      ...(isGiven(cpu.quota) && { quota: cpu.quota < 0 ? "max" : Number(cpu.quota) }),
      ...(isGiven(cpu.period) && { period: Number(cpu.period) }),
    };
  if (cpu.burst !== undefined) options.cpuBurst = Number(cpu.burst);
  if (cpu.idle !== undefined) options.cpuIdle = cpu.idle;
  if (isGiven(cpu.realtimePeriod)) options.cpuRtPeriod = Number(cpu.realtimePeriod);
  if (isGiven(cpu.realtimeRuntime)) options.cpuRtRuntime = Number(cpu.realtimeRuntime);
  if (cpu.cpus) options.cpusetCpus = cpu.cpus;
  if (cpu.mems) options.cpusetMems = cpu.mems;
}

/** The kernel would move what is out of bounds to the bound, in silence. */
function cpuShares(shares: number): number {
  if (shares < 2) throw new Failure("linux.resources.cpu.shares: the minimum allowed cpu-shares is 2");
  if (shares > 262_144)
    throw new Failure("linux.resources.cpu.shares: the maximum allowed cpu-shares is 262144");
  return shares;
}

function addBlockIo(options: Building, blockIO: BlockIoResources): void {
  if (blockIO.weight) options.blkioWeight = blockIO.weight;
  const weights = (blockIO.weightDevice ?? []).flatMap(({ major, minor, weight }) =>
    weight ? [{ major, minor, weight }] : [],
  );
  if (weights.length > 0) options.blkioWeightDevice = weights;
  options.ioMax = [
    ...throttles("rbps", blockIO.throttleReadBpsDevice),
    ...throttles("wbps", blockIO.throttleWriteBpsDevice),
    ...throttles("riops", blockIO.throttleReadIOPSDevice),
    ...throttles("wiops", blockIO.throttleWriteIOPSDevice),
  ];
}

function throttles(
  key: "rbps" | "wbps" | "riops" | "wiops",
  devices: readonly ThrottleDevice[] = [],
): IoMax[] {
  return devices.map(({ major, minor, rate }) => ({ major, minor, [key]: isGiven(rate) ? rate : "max" }));
}

function deviceRule(rule: OciDeviceRule): DeviceRule {
  const { allow, type = "a", major = -1, minor = -1, access = "rwm" } = rule;
  if (type !== "a" && type !== "b" && type !== "c")
    throw new Failure(`linux.resources.devices: a cgroup has no rules for devices of type "${type}"`);
  if (access !== "rwm" && (access === "" || /[^rwm]/.test(access)))
    throw new Failure(`linux.resources.devices: access cannot be "${access}": want any of r, w and m`);
  // All devices are all of them, whatever else the rule says.
  if (type === "a") return { allow, type, major: -1, minor: -1, access: "rwm" };
  return { allow, type, major, minor, access: inOrder(access) };
}
