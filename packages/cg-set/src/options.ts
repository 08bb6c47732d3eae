import { commaList, flag, integer, jsonSource, list, type OptionsOf, orWord, value } from "@isobox/toolkit";
import {
  byteLimit,
  cgroupName,
  controllerName,
  cpuCount,
  cpuList,
  cpuMax,
  deviceRule,
  deviceWeight,
  hugetlbLimit,
  ioMax,
  setting,
  userAndGroup,
} from "./values.ts";

const LARGE = 2 ** 48;
const memory = "Memory";
const cpu = "Processors";
const others = "Others";

/** Which hierarchies are meant; an option of the stage and of several verbs. */
export const controllers = value(
  commaList(controllerName),
  'only in the hierarchies of these controllers; "unified" for v2, "name=X" for a named one',
  { defaultText: "all" },
);

/** Who gets a cgroup; an option of the stage and of verbs. */
export const owner = value(
  userAndGroup,
  "hand the cgroup over: UID may run processes in it and make cgroups below, not lift its limits",
);

/** The limits, which the stage and the verbs create and set take alike. */
export const limitOptions = {
  memory: value(byteLimit, "at most BYTES of memory", { section: memory }),
  memorySwap: value(byteLimit, "at most BYTES of memory and swap together", { section: memory }),
  memoryHigh: value(byteLimit, "reclaim and slow down above BYTES (v2)", { section: memory }),
  memoryLow: value(byteLimit, "spare up to BYTES when memory is short (v1: the soft limit)", {
    section: memory,
  }),
  memorySwappiness: value(integer("N", 0, 200), "how readily to swap (v1)", { section: memory }),
  oomKillDisable: flag("let tasks wait instead of killing one when memory is out (v1)", { section: memory }),

  cpuShares: value(integer("N", 2, 262_144), "share beside other cgroups; usually 1024", {
    section: cpu,
    forbids: ["cpuWeight"],
  }),
  cpuWeight: value(integer("N", 1, 10_000), "the same on the scale of v2; usually 100", { section: cpu }),
  cpuMax: value(cpuMax, "at most QUOTA microseconds in each PERIOD", { section: cpu, forbids: ["cpus"] }),
  cpus: value(cpuCount, "at most the time of N processors, such as 1.5", { section: cpu }),
  cpuBurst: value(integer("USEC", 0, LARGE), "may save up USEC of unused quota", { section: cpu }),
  cpuIdle: value(integer("0|1", 0, 1), "1: run only when nothing else would", { section: cpu }),
  cpuRtPeriod: value(integer("USEC", 1, LARGE), "period of real-time scheduling (v1)", { section: cpu }),
  cpuRtRuntime: value(integer("USEC", -1, LARGE), "real-time USEC in each such period (v1)", {
    section: cpu,
  }),
  cpusetCpus: value(cpuList, "run on these processors only", { section: cpu }),
  cpusetMems: value(cpuList, "use memory of these nodes only", { section: cpu }),

  pids: value(orWord("max", integer("N", 0, 2 ** 22)), "at most N tasks", { section: others }),
  blkioWeight: value(integer("N", 10, 1000), "share of block devices; usually 500", {
    section: others,
    forbids: ["ioWeight"],
  }),
  ioWeight: value(integer("N", 1, 10_000), "the same on the scale of v2; usually 100", { section: others }),
  blkioWeightDevice: list(deviceWeight, "the weight for one block device; repeatable", { section: others }),
  ioMax: list(ioMax, "rates of a block device: rbps, wbps, riops, wiops; repeatable", { section: others }),
  hugetlb: list(hugetlbLimit, "at most BYTES in huge pages of a size, such as 2MB; repeatable", {
    section: others,
  }),
  device: list(
    deviceRule,
    'what devices may be used; the rest is denied; "default" for a usual set; repeatable',
    {
      section: others,
    },
  ),
  set: list(setting, "write VALUE into FILE of the cgroup, after all else; repeatable", { section: others }),

  resources: value(jsonSource, "the limits of an OCI configuration (linux.resources); other options win", {
    section: others,
  }),
} as const;

/** The options of the stage: data, from which come the parser, help, completion, man page, types and `toArgv`. */
export const options = {
  name: value(cgroupName, "the cgroup: /PATH from the root of each hierarchy, PATH below the caller's", {
    defaultText: "a new name, with --rm",
  }),
  existing: flag("it must be there already: enter it, make nothing", {
    requires: ["name"],
    forbids: ["owner"],
  }),
  controllers,
  owner,
  rm: flag("kill what is left in the cgroup and remove it when PROG has ended"),
  prepare: flag("make the cgroup and keep its files open for a later --enter; do not enter", {
    forbids: ["enter"],
  }),
  enter: flag("enter the cgroup of an earlier --prepare; takes no other option"),
  ...limitOptions,
} as const;

export type CgSetOptions = OptionsOf<typeof options>;
