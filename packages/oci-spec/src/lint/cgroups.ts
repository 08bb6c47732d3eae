import { join, show } from "../problem.ts";
import type { Resources } from "../types.gen.ts";
import { controllersOf } from "./controllers.ts";
import type { LintRule } from "./finding.ts";
import type { Host } from "./host.ts";
import { listProblem } from "./processors.ts";
import { NODES, PROCESSORS } from "./scheduling.ts";

type Say = (path: string, message: string) => void;

/** A key of resources, and the controller that it is for in each version of cgroups. */
interface Need {
  readonly key: string;
  readonly v1: string | null;
  readonly v2: string | null;
  /** The files of a v1 cgroup, one of which sets it, where a kernel may have the controller without them. */
  readonly files?: readonly string[];
}

/** Of CFQ, which is gone, and of BFQ. */
const WEIGHTS = ["blkio.weight", "blkio.bfq.weight"];

const NEEDS: readonly Need[] = [
  { key: "memory.limit", v1: "memory", v2: "memory" },
  { key: "memory.reservation", v1: "memory", v2: "memory" },
  { key: "memory.swap", v1: "memory", v2: "memory", files: ["memory.memsw.limit_in_bytes"] },
  { key: "memory.kernelTCP", v1: "memory", v2: null, files: ["memory.kmem.tcp.limit_in_bytes"] },
  { key: "memory.swappiness", v1: "memory", v2: null, files: ["memory.swappiness"] },
  { key: "memory.disableOOMKiller", v1: "memory", v2: null, files: ["memory.oom_control"] },
  { key: "cpu.shares", v1: "cpu", v2: "cpu" },
  { key: "cpu.quota", v1: "cpu", v2: "cpu", files: ["cpu.cfs_quota_us"] },
  { key: "cpu.period", v1: "cpu", v2: "cpu", files: ["cpu.cfs_period_us"] },
  { key: "cpu.burst", v1: "cpu", v2: "cpu", files: ["cpu.cfs_burst_us"] },
  { key: "cpu.idle", v1: "cpu", v2: "cpu", files: ["cpu.idle"] },
  { key: "cpu.realtimeRuntime", v1: "cpu", v2: null, files: ["cpu.rt_runtime_us"] },
  { key: "cpu.realtimePeriod", v1: "cpu", v2: null, files: ["cpu.rt_period_us"] },
  { key: "cpu.cpus", v1: "cpuset", v2: "cpuset" },
  { key: "cpu.mems", v1: "cpuset", v2: "cpuset" },
  { key: "pids.limit", v1: "pids", v2: "pids" },
  { key: "blockIO.weight", v1: "blkio", v2: "io", files: WEIGHTS },
  { key: "blockIO.leafWeight", v1: null, v2: null },
  { key: "blockIO.weightDevice", v1: "blkio", v2: "io", files: WEIGHTS },
  { key: "blockIO.throttleReadBpsDevice", v1: "blkio", v2: "io" },
  { key: "blockIO.throttleWriteBpsDevice", v1: "blkio", v2: "io" },
  { key: "blockIO.throttleReadIOPSDevice", v1: "blkio", v2: "io" },
  { key: "blockIO.throttleWriteIOPSDevice", v1: "blkio", v2: "io" },
  { key: "hugepageLimits", v1: "hugetlb", v2: "hugetlb" },
  { key: "network.classID", v1: "net_cls", v2: null },
  { key: "network.priorities", v1: "net_prio", v2: null },
  { key: "rdma", v1: "rdma", v2: "rdma" },
];

/** Limits that no controller here can set, and values that the kernel refuses. */
export const cgroupRule: LintRule = ({ linux }, { host }, report) => {
  const resources = linux?.resources;
  if (!resources) return;
  const say: Say = (key, message) => report(`linux.resources.${key}`, message);
  contradictions(resources, say);
  if (!host) return;
  missing(resources, host, say);
  lists(resources, host, say);
  devices(resources, host, say);
};

function contradictions({ memory, cpu }: Resources, say: Say): void {
  const { limit = 0, swap = 0, kernel = 0 } = memory ?? {};
  if (limit > 0 && swap > 0 && swap < limit)
    say("memory.swap", `${swap} is memory and swap together, and less than memory.limit, ${limit}`);
  if (kernel > 0) say("memory.kernel", "kernels since 5.16 do not limit their own memory by itself");
  const { period = 0, quota = 0 } = cpu ?? {};
  if (period > 0 && (period < 1000 || period > 1_000_000))
    say("cpu.period", `want 1000 to 1000000 microseconds, not ${period}`);
  if (quota > 0 && quota < 1000) say("cpu.quota", `want at least 1000 microseconds, not ${quota}`);
}

function missing(resources: Resources, host: Host, say: Say): void {
  const here = controllersOf(host);
  for (const { key, v1, v2, files } of NEEDS) {
    if (!asks(valueAt(resources, key)) || (key === "memory.swappiness" && isUnset(resources))) continue;
    if (v1 !== null && here.v1.has(v1)) {
      const directory = `/sys/fs/cgroup/${v1}`;
      const looked = files && host.kind(directory) === "directory";
      if (looked && files.every((file) => host.kind(`${directory}/${file}`) === null))
        say(key, `this kernel's ${v1} controller has no ${files.at(-1)} (cgroups(7))`);
    } else if (v2 === null || !here.v2.has(v2)) say(key, absent(v1, v2, here.v2));
  }
  for (const name of Object.keys(resources.unified ?? {})) {
    const controller = name.slice(0, name.indexOf("."));
    const place = join("unified", name);
    if (name.includes("/") || controller === "")
      say(place, `${show(name)} is no name of a cgroup's file (cgroups(7))`);
    else if (!here.hasV2) say(place, "is for cgroup v2, which is not mounted here");
    else if (controller !== "cgroup" && !here.v2.has(controller))
      say(place, absent(null, controller, here.v2));
  }
}

function absent(v1: string | null, v2: string | null, there: ReadonlySet<string>): string {
  if (v1 === null && v2 === null) return "no kernel since 5.0 has it (it was CFQ's)";
  if (v2 === null && there.has(v1!)) return "means nothing on cgroup v2, which has this controller here";
  const name = v1 === null || v2 === null || v1 === v2 ? (v1 ?? v2) : `${v1} or ${v2}`;
  return `the controller ${name} is not available here (cgroups(7)); look at: cat /proc/self/cgroup, cgroup.controllers`;
}

function valueAt(resources: Resources, key: string): unknown {
  let value: unknown = resources;
  for (const part of key.split(".")) value = (value as Record<string, unknown> | undefined)?.[part];
  return value;
}

/** Engines write 0, false, "" and empty lists for what is not asked for. */
function asks(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return value !== undefined && value !== 0 && value !== 0n && value !== "" && value !== false;
}

/** -1, through an unsigned field. */
function isUnset({ memory }: Resources): boolean {
  return memory?.swappiness === 0xffffffffffffffffn;
}

function lists({ cpu, hugepageLimits }: Resources, host: Host, say: Say): void {
  const checks = [
    ["cpu.cpus", cpu?.cpus, PROCESSORS, "processor"],
    ["cpu.mems", cpu?.mems, NODES, "memory node"],
  ] as const;
  for (const [key, text, file, what] of checks) {
    const problem = text ? listProblem(text, host.read(file), what) : null;
    if (problem !== null) say(key, problem);
  }
  const sizes = host.list("/sys/kernel/mm/hugepages");
  for (const [i, { pageSize }] of (hugepageLimits ?? []).entries()) {
    const name = `hugepages-${Number.parseInt(pageSize, 10) * UNITS[pageSize.at(-2)!]!}kB`;
    if (sizes.length > 0 && !sizes.includes(name))
      say(
        `hugepageLimits[${i}].pageSize`,
        `this machine has no pages of ${pageSize}: there is no /sys/kernel/mm/hugepages/${name}`,
      );
  }
}

/** In KB. */
const UNITS: Readonly<Record<string, number>> = { K: 1, M: 1024, G: 1024 * 1024 };

const DEVICE_LISTS = [
  "weightDevice",
  "throttleReadBpsDevice",
  "throttleWriteBpsDevice",
  "throttleReadIOPSDevice",
  "throttleWriteIOPSDevice",
] as const;

function devices({ blockIO, network, rdma }: Resources, host: Host, say: Say): void {
  for (const key of DEVICE_LISTS)
    for (const [i, { major, minor }] of (blockIO?.[key] ?? []).entries())
      if (
        host.kind("/sys/dev/block") === "directory" &&
        host.kind(`/sys/dev/block/${major}:${minor}`) === null
      )
        say(`blockIO.${key}[${i}]`, `there is no block device ${major}:${minor}: see lsblk(8)`);
  for (const [i, { name }] of (network?.priorities ?? []).entries())
    if (host.kind("/sys/class/net") === "directory" && host.kind(`/sys/class/net/${name}`) === null)
      say(`network.priorities[${i}].name`, `there is no interface ${show(name)}`);
  for (const name of Object.keys(rdma ?? {}))
    if (host.kind(`/sys/class/infiniband/${name}`) === null)
      say(join("rdma", name), "there is no such RDMA device");
}
