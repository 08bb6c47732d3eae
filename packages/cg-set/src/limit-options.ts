import type { DeviceRule } from "./device-rules.ts";

/** A number of bytes, or no limit. Bigint for what a number cannot hold exactly. */
export type ByteLimit = number | bigint | "max";

/** How much time in each period; what is not given stays as it is. */
export interface CpuMax {
  /** Microseconds, or no limit. */
  readonly quota?: number | "max";
  /** Microseconds. */
  readonly period?: number;
}

/** Rates for one block device, each a second; "max" for no limit. */
export interface IoMax {
  readonly major: number;
  readonly minor: number;
  readonly rbps?: ByteLimit;
  readonly wbps?: ByteLimit;
  readonly riops?: ByteLimit;
  readonly wiops?: ByteLimit;
}

/** The weight of a cgroup at one block device, from 10 to 1000 as blkio has it. */
export interface DeviceWeight {
  readonly major: number;
  readonly minor: number;
  readonly weight: number;
}

/** A limit for one size of huge pages, such as "2MB". */
export interface HugetlbLimit {
  readonly size: string;
  readonly bytes: ByteLimit;
}

/** A file of a cgroup and what to write into it. */
export interface Setting {
  readonly file: string;
  readonly value: string;
}

/** Limits in the one vocabulary for v1 and v2. The command line's options of the same names give each. */
export interface Limits {
  readonly memory?: ByteLimit | undefined;
  readonly memorySwap?: ByteLimit | undefined;
  readonly memoryHigh?: ByteLimit | undefined;
  readonly memoryLow?: ByteLimit | undefined;
  readonly memorySwappiness?: number | undefined;
  readonly oomKillDisable?: boolean | undefined;
  readonly pids?: number | "max" | undefined;
  readonly cpuShares?: number | undefined;
  readonly cpuWeight?: number | undefined;
  readonly cpuMax?: CpuMax | undefined;
  readonly cpus?: number | undefined;
  readonly cpuBurst?: number | undefined;
  readonly cpuIdle?: number | undefined;
  readonly cpuRtPeriod?: number | undefined;
  readonly cpuRtRuntime?: number | undefined;
  readonly cpusetCpus?: string | undefined;
  readonly cpusetMems?: string | undefined;
  readonly blkioWeight?: number | undefined;
  readonly ioWeight?: number | undefined;
  readonly blkioWeightDevice?: readonly DeviceWeight[] | undefined;
  readonly ioMax?: readonly IoMax[] | undefined;
  readonly hugetlb?: readonly HugetlbLimit[] | undefined;
  readonly device?: readonly (DeviceRule | "default")[] | undefined;
  readonly set?: readonly Setting[] | undefined;
}
