import type { CpuMax, Limits } from "./limit-options.ts";
import { onlyOn } from "./only-on.ts";
import type { Write } from "./write.ts";

/** The period that the kernel gives a new cgroup, in microseconds. */
const DEFAULT_PERIOD = 100_000;

/**
 * The cpu controller of v1.
 *
 * The kernel compares quota/period with the parent's at each write; {@link writeLimits} tries a refused one again
 * after the others.
 */
export function cpuV1(limits: Limits): Write[] {
  const writes: Write[] = [];
  const shares =
    limits.cpuShares ?? (limits.cpuWeight === undefined ? undefined : weightToShares(limits.cpuWeight));
  if (shares !== undefined) writes.push({ file: "cpu.shares", text: String(shares) });
  // SCHED_IDLE: since Linux 5.15. Behind the shares, which an idle cgroup does not take any more.
  if (limits.cpuIdle !== undefined) writes.push({ file: "cpu.idle", text: String(limits.cpuIdle) });
  const { quota, period } = cpuMaxOf(limits);
  if (period !== undefined) writes.push({ file: "cpu.cfs_period_us", text: String(period) });
  if (quota !== undefined)
    writes.push({ file: "cpu.cfs_quota_us", text: quota === "max" ? "-1" : String(quota) });
  if (limits.cpuBurst !== undefined) writes.push({ file: "cpu.cfs_burst_us", text: String(limits.cpuBurst) });
  if (limits.cpuRtPeriod !== undefined)
    writes.push({ file: "cpu.rt_period_us", text: String(limits.cpuRtPeriod) });
  if (limits.cpuRtRuntime !== undefined)
    writes.push({ file: "cpu.rt_runtime_us", text: String(limits.cpuRtRuntime) });
  return writes;
}

/** The cpu controller of v2. */
export function cpuV2(limits: Limits): Write[] {
  const writes: Write[] = [];
  const weight =
    limits.cpuWeight ?? (limits.cpuShares === undefined ? undefined : sharesToWeight(limits.cpuShares));
  if (weight !== undefined) writes.push({ file: "cpu.weight", text: String(weight) });
  if (limits.cpuIdle !== undefined) writes.push({ file: "cpu.idle", text: String(limits.cpuIdle) });
  const { quota, period } = cpuMaxOf(limits);
  if (quota !== undefined || period !== undefined)
    writes.push({ file: "cpu.max", text: `${quota ?? "max"} ${period ?? DEFAULT_PERIOD}` });
  if (limits.cpuBurst !== undefined) writes.push({ file: "cpu.max.burst", text: String(limits.cpuBurst) });
  if (limits.cpuRtPeriod !== undefined) throw onlyOn(1, "--cpu-rt-period", "cpu");
  if (limits.cpuRtRuntime !== undefined) throw onlyOn(1, "--cpu-rt-runtime", "cpu");
  return writes;
}

/** `--cpus 1.5` is a quota of one and a half periods in each period. */
function cpuMaxOf({ cpuMax, cpus }: Limits): CpuMax {
  if (cpuMax !== undefined) return cpuMax;
  return cpus === undefined ? {} : { quota: Math.round(cpus * DEFAULT_PERIOD), period: DEFAULT_PERIOD };
}

/**
 * `cpu.shares` (2 to 262144, usually 1024) as `cpu.weight` (1 to 10000, usually 100).
 *
 * A straight line between the ends would make the usual 1024 a weight of 39 and so take from each container more
 * than half of its share beside the host's own groups. runc and crun have agreed on a parabola of the logarithms
 * through the three points (2, 1), (1024, 100) and (262144, 10000).
 */
export function sharesToWeight(shares: number): number {
  if (shares <= 2) return 1;
  if (shares >= 262_144) return 10_000;
  const l = Math.log2(shares);
  return Math.ceil(10 ** ((l * l + 125 * l) / 612 - 7 / 34));
}

/** The inverse of {@link sharesToWeight}. */
export function weightToShares(weight: number): number {
  if (weight <= 1) return 2;
  if (weight >= 10_000) return 262_144;
  const exponent = (-125 + Math.sqrt(125 * 125 + 4 * 612 * (Math.log10(weight) + 7 / 34))) / 2;
  return Math.round(2 ** exponent);
}
