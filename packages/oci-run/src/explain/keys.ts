import type { Config } from "@isobox/oci-spec";

/**
 * Where in a script each key of config.json is said: for each stage the keys that an option comes from, by their
 * paths. A path stands for all below it. An option without keys is what every container gets.
 *
 * Together with {@link LEFT_OUT} and {@link SILENT} this is every key of the specification; a test compares.
 */
export const SAID: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "cg-set": {
    name: ["linux.cgroupsPath"],
    memory: ["linux.resources.memory.limit"],
    memorySwap: ["linux.resources.memory.swap"],
    memoryLow: ["linux.resources.memory.reservation"],
    memorySwappiness: ["linux.resources.memory.swappiness"],
    oomKillDisable: ["linux.resources.memory.disableOOMKiller"],
    cpuShares: ["linux.resources.cpu.shares"],
    cpuMax: ["linux.resources.cpu.quota", "linux.resources.cpu.period"],
    cpuBurst: ["linux.resources.cpu.burst"],
    cpuIdle: ["linux.resources.cpu.idle"],
    cpuRtPeriod: ["linux.resources.cpu.realtimePeriod"],
    cpuRtRuntime: ["linux.resources.cpu.realtimeRuntime"],
    cpusetCpus: ["linux.resources.cpu.cpus"],
    cpusetMems: ["linux.resources.cpu.mems"],
    pids: ["linux.resources.pids.limit"],
    blkioWeight: ["linux.resources.blockIO.weight"],
    blkioWeightDevice: ["linux.resources.blockIO.weightDevice"],
    ioMax: [
      "linux.resources.blockIO.throttleReadBpsDevice",
      "linux.resources.blockIO.throttleWriteBpsDevice",
      "linux.resources.blockIO.throttleReadIOPSDevice",
      "linux.resources.blockIO.throttleWriteIOPSDevice",
    ],
    hugetlb: ["linux.resources.hugepageLimits"],
    device: ["linux.resources.devices"],
    set: [
      "linux.resources.memory.kernelTCP",
      "linux.resources.blockIO.leafWeight",
      "linux.resources.blockIO.weightDevice",
      "linux.resources.network.classID",
      "linux.resources.network.priorities",
      "linux.resources.rdma",
      "linux.resources.unified",
    ],
  },
  "ns-exec": {
    mount: ["linux.namespaces"],
    uts: ["linux.namespaces"],
    ipc: ["linux.namespaces"],
    net: ["linux.namespaces"],
    pid: ["linux.namespaces"],
    user: ["linux.namespaces"],
    cgroup: ["linux.namespaces"],
    time: ["linux.namespaces"],
    join: ["linux.namespaces"],
    mapUsers: ["linux.uidMappings"],
    mapGroups: ["linux.gidMappings"],
    hostname: ["hostname"],
    domainname: ["domainname"],
    sysctl: ["linux.sysctl"],
    monotonic: ["linux.timeOffsets"],
    boottime: ["linux.timeOffsets"],
  },
  "mnt-root": {
    root: ["root.path"],
    readOnly: ["root.readonly"],
    propagation: ["linux.rootfsPropagation"],
    mount: ["mounts"],
    cgroupNamespace: ["linux.namespaces"],
    device: ["linux.devices"],
    maskedPath: ["linux.maskedPaths"],
    readonlyPath: ["linux.readonlyPaths"],
  },
  "oci-payload": {
    env: ["process.env"],
  },
  "cap-drop": {
    boundingSet: ["process.capabilities.bounding"],
    permitted: ["process.capabilities.permitted"],
    effective: ["process.capabilities.effective"],
    inheritable: ["process.capabilities.inheritable"],
    ambient: ["process.capabilities.ambient"],
    noNewPrivs: ["process.noNewPrivileges"],
    uid: ["process.user.uid"],
    gid: ["process.user.gid"],
    groups: ["process.user.additionalGids"],
    rlimit: ["process.rlimits"],
    oomScoreAdj: ["process.oomScoreAdj"],
    scheduler: ["process.scheduler"],
    ioPriority: ["process.ioPriority"],
    memoryPolicy: ["linux.memoryPolicy"],
    personality: ["linux.personality"],
    apparmorProfile: ["process.apparmorProfile"],
    chdir: ["process.cwd"],
    umask: ["process.user.umask"],
  },
};

/** The payload's words. */
export const ARGS = "process.args";

/** A key that a script cannot say. */
interface LeftOut {
  readonly key: string;
  /** Why, to stand behind the key in a comment. */
  readonly why: string;
  /** Whether the configuration asks for it, where that is not plain from the key's value. */
  readonly asked?: (config: Config) => boolean;
}

const NOT_YET = "no tool of the box does this yet, and oci-run refuses it";
const HOOK = "a hook gets the container's state, which a script has not";

/**
 * What a script cannot say. docs/explain.md has the same list.
 */
export const LEFT_OUT: readonly LeftOut[] = [
  {
    key: "process.terminal",
    why: "a terminal is made for, and served by, whoever calls the runtime; here the program has the caller's descriptors",
  },
  {
    key: "process.consoleSize",
    why: "it is the size of that terminal",
    asked: ({ process }) => process?.terminal === true && process.consoleSize !== undefined,
  },
  { key: "process.selinuxLabel", why: NOT_YET },
  { key: "process.execCPUAffinity", why: NOT_YET },
  { key: "hooks.prestart", why: HOOK },
  { key: "hooks.createRuntime", why: HOOK },
  { key: "hooks.createContainer", why: HOOK },
  { key: "hooks.startContainer", why: HOOK },
  { key: "hooks.poststart", why: HOOK },
  { key: "hooks.poststop", why: HOOK },
  { key: "linux.seccomp", why: NOT_YET },
  {
    key: "linux.intelRdt",
    why: NOT_YET,
    // Empty, it asks for a class of its own.
    asked: ({ linux }) => linux?.intelRdt !== undefined,
  },
  { key: "linux.netDevices", why: NOT_YET },
  { key: "linux.mountLabel", why: NOT_YET },
];

/** A key some of whose values have no words; each is left out of a script then. */
export const SOME_LEFT_OUT: readonly { readonly key: string; readonly why: string }[] = [
  { key: "linux.resources.cpu.quota", why: "numbers of more than 15 digits, which the kernel refuses" },
  { key: "linux.resources.cpu.period", why: "numbers of more than 15 digits, which the kernel refuses" },
  { key: "linux.resources.cpu.burst", why: "numbers above 2^48, which the kernel refuses" },
  { key: "linux.resources.cpu.realtimePeriod", why: "numbers above 2^48" },
  { key: "linux.resources.cpu.realtimeRuntime", why: "numbers above 2^48 or below -1" },
  { key: "linux.resources.cpu.cpus", why: "text that is no list of processors" },
  { key: "linux.resources.cpu.mems", why: "text that is no list of memory nodes" },
  { key: "linux.resources.pids.limit", why: "numbers above 2^22, which the kernel refuses" },
  { key: "linux.resources.blockIO.weight", why: "numbers outside of 10 to 1000, which the kernel refuses" },
];

/** What says nothing about the container that is made, so that a script without it says all. */
export const SILENT: readonly { readonly key: string; readonly why: string }[] = [
  { key: "ociVersion", why: "how to read the other keys" },
  { key: "annotations", why: "kept in the runtime's state, and seen nowhere in the container" },
  { key: "linux.resources.memory.kernel", why: "kernels of today take it without effect" },
  { key: "linux.resources.memory.useHierarchy", why: "kernels of today know nothing else" },
  { key: "linux.resources.memory.checkBeforeUpdate", why: "it is about updates" },
];

/** The value at a path of keys; undefined where there is none. */
export function valueAt(config: unknown, key: string): unknown {
  let value = config;
  for (const part of key.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[part];
  }
  return value;
}

/** Whether a value asks for something: engines write empty lists and words for what they leave open. */
function isAsked(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

/** What of {@link LEFT_OUT} a configuration asks for. */
export function leftOutOf(config: Config): LeftOut[] {
  return LEFT_OUT.filter(({ key, asked }) => (asked ? asked(config) : isAsked(valueAt(config, key))));
}

/** A configuration without some keys; the given one is left as it is. */
export function withoutKeys(config: Config, keys: readonly string[]): Config {
  return keys.reduce<unknown>((rest, key) => without(rest, key.split(".")), config) as Config;
}

function without(value: unknown, [first, ...more]: readonly string[]): unknown {
  if (first === undefined || typeof value !== "object" || value === null) return value;
  const { [first]: inner, ...others } = value as Readonly<Record<string, unknown>>;
  return more.length === 0 || inner === undefined ? others : { ...others, [first]: without(inner, more) };
}
