import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  configProblems,
  defaultConfig,
  parseConfig,
  processProblems,
  resourcesProblems,
  validateConfig,
  validateProcess,
  validateResources,
} from "../src/index.ts";
import { fullConfig } from "./lib/full.ts";

// The tests write into a configuration what no type would allow.
// biome-ignore lint/suspicious/noExplicitAny: free-form JSON
type Json = any;

/** A change to the default configuration, the path that the message must name first, and what it must say. */
const wrong: readonly (readonly [change: (config: Json) => void, path: string, says: RegExp])[] = [
  [(c) => delete c.ociVersion, "ociVersion", /^the key is missing: want a string, such as "1.3.0"$/],
  [(c) => (c.ociVersion = 1), "ociVersion", /^want a string, such as "1.3.0", not 1$/],
  [(c) => (c.ociVersion = "1.0"), "ociVersion", /^want a semantic version such as "1.3.0", not "1.0"$/],
  [(c) => (c.ociVersion = "0.9.0"), "ociVersion", /^0.9.0 is older .* want 1.0.0 to 1.3$/],
  [(c) => (c.ociVersion = "1.4.0"), "ociVersion", /^1.4.0 is newer .* want 1.0.0 to 1.3$/],
  [(c) => (c.windows = {}), "windows", /Windows cannot be run here/],
  [(c) => (c.vm = { kernel: { path: "/k" } }), "vm", /virtual machines/],
  [(c) => (c.solaris = {}), "solaris", /Solaris/],
  [(c) => (c.freebsd = {}), "freebsd", /FreeBSD/],
  [(c) => (c.zos = {}), "zos", /z\/OS/],
  [(c) => delete c.root, "root", /^the key is missing: want an object$/],
  [(c) => delete c.root.path, "root.path", /such as "rootfs"$/],
  [(c) => (c.root = { paht: "rootfs" }), "root.path", /missing.*is it what "paht" stands for\?$/],
  [(c) => (c.root.path = ""), "root.path", /^want a string that is not empty, such as "rootfs", not ""$/],
  [(c) => (c.root.readonly = "yes"), "root.readonly", /^want true or false, not "yes"$/],
  [(c) => (c.process = []), "process", /^want an object, not an empty list$/],
  [(c) => delete c.process.args, "process.args", /^the key is missing: want a list that is not empty$/],
  [(c) => (c.process.args = []), "process.args", /^want a list that is not empty, not an empty list$/],
  [(c) => (c.process.args = "sh"), "process.args", /not "sh"$/],
  [(c) => (c.process.args = ["sh", 5]), "process.args[1]", /^want a string, not 5$/],
  [(c) => (c.process.cwd = "tmp"), "process.cwd", /^want an absolute path, not "tmp"$/],
  [(c) => (c.process.env = ["PATH"]), "process.env[0]", /^want NAME=VALUE, not "PATH"$/],
  [(c) => (c.process.env = ["A=b", "=x"]), "process.env[1]", /^want NAME=VALUE/],
  [
    (c) => delete c.process.user.gid,
    "process.user.gid",
    /^the key is missing: want an integer from 0 to 4294967294$/,
  ],
  [(c) => (c.process.user.uid = -1), "process.user.uid", /^want an integer from 0 to 4294967294, not -1$/],
  [(c) => (c.process.user.uid = 4294967295), "process.user.uid", /not 4294967295$/],
  [(c) => (c.process.user.uid = 18446744073709551615n), "process.user.uid", /not 18446744073709551615$/],
  [(c) => (c.process.user.uid = "root"), "process.user.uid", /not "root"$/],
  [(c) => (c.process.user.umask = 4096), "process.user.umask", /from 0 to 4095/],
  [(c) => (c.process.user.additionalGids = [0, 1.5]), "process.user.additionalGids[1]", /not 1.5$/],
  [(c) => (c.process.capabilities = ["CAP_KILL"]), "process.capabilities", /^want an object, not a list$/],
  [
    (c) => (c.process.rlimits[0].type = "RLIMIT_NOFILES"),
    "process.rlimits[0].type",
    /is "RLIMIT_NOFILE" meant\?$/,
  ],
  [
    (c) => (c.process.rlimits[0].type = "nofile"),
    "process.rlimits[0].type",
    /^want one of RLIMIT_AS, .*, not "nofile"/,
  ],
  [
    (c) => (c.process.rlimits[0].hard = -1),
    "process.rlimits[0].hard",
    /from 0 to 18446744073709551615, not -1$/,
  ],
  [(c) => (c.process.rlimits[0].hard = 2 ** 60), "process.rlimits[0].hard", /give a bigint/],
  [
    (c) => (c.process.rlimits[0].soft = 2000),
    "process.rlimits[0].soft",
    /^2000 is above the hard limit, 1024/,
  ],
  [
    (c) => c.process.rlimits.push({ type: "RLIMIT_NOFILE", soft: 1, hard: 1 }),
    "process.rlimits[1].type",
    /^RLIMIT_NOFILE is limited already, by process.rlimits\[0\]$/,
  ],
  [(c) => (c.process.oomScoreAdj = 1001), "process.oomScoreAdj", /from -1000 to 1000, not 1001$/],
  [
    (c) => (c.process.scheduler = { policy: "SCHED_FIFI" }),
    "process.scheduler.policy",
    /is "SCHED_FIFO" meant/,
  ],
  [(c) => (c.process.scheduler = { policy: "SCHED_ISO" }), "process.scheduler.policy", /only reserved/],
  [
    (c) => (c.process.scheduler = { policy: "SCHED_RR" }),
    "process.scheduler.priority",
    /^want 1 to 99 with SCHED_RR$/,
  ],
  [
    (c) => (c.process.scheduler = { policy: "SCHED_BATCH", priority: 1 }),
    "process.scheduler.priority",
    /^want 0/,
  ],
  [
    (c) => (c.process.scheduler = { policy: "SCHED_OTHER", period: 1 }),
    "process.scheduler.period",
    /SCHED_DEADLINE/,
  ],
  [(c) => (c.process.scheduler = { policy: "SCHED_DEADLINE" }), "process.scheduler.runtime", /nanoseconds/],
  [
    (c) => (c.process.ioPriority = { class: "IOPRIO_CLASS_BE", priority: 8 }),
    "process.ioPriority.priority",
    /0 to 7, not 8/,
  ],
  [(c) => (c.process.consoleSize = { height: 24 }), "process.consoleSize.width", /missing/],
  [(c) => (c.hostname = "h".repeat(65)), "hostname", /^want at most 64 bytes, not 65$/],
  [(c) => (c.domainname = "é".repeat(33)), "domainname", /^want at most 64 bytes, not 66$/],
  [
    (c) => c.linux.namespaces.splice(3, 1),
    "hostname",
    /would rename the host: want a namespace of type "uts"/,
  ],
  [(c) => (c.mounts = {}), "mounts", /^want a list, not an object$/],
  [(c) => delete c.mounts[2].destination, "mounts[2].destination", /missing/],
  [(c) => (c.mounts[1].options[3] = 65536), "mounts[1].options[3]", /^want a string, not 65536$/],
  [
    (c) => (c.mounts[0].uidMappings = []),
    "mounts[0].gidMappings",
    /^the key is missing: uidMappings wants it too$/,
  ],
  [
    (c) => (c.mounts[0].gidMappings = []),
    "mounts[0].uidMappings",
    /^the key is missing: gidMappings wants it too$/,
  ],
  [(c) => (c.mounts[0].options = ["rbind", "ridmap"]), "mounts[0].options", /^"ridmap" wants uidMappings/],
  [
    (c) => (c.hooks = { poststop: [{ path: "bin/x" }] }),
    "hooks.poststop[0].path",
    /^want an absolute path, not "bin\/x"$/,
  ],
  [(c) => (c.hooks = { prestart: [{ path: "/x", timeout: 0 }] }), "hooks.prestart[0].timeout", /from 1 to/],
  [
    (c) => (c.annotations = { "org.example/key": 5 }),
    'annotations["org.example/key"]',
    /^want a string, not 5$/,
  ],
  [(c) => (c.annotations = { "evil\u009b\n": 5 }), 'annotations["evil\\u009b\\n"]', /^want a string, not 5$/],
  [
    (c) => (c.linux.namespaces[0].type = "net"),
    "linux.namespaces[0].type",
    /is "network" meant|want one of pid, network/,
  ],
  [
    (c) => (c.linux.namespaces[0].path = "ns"),
    "linux.namespaces[0].path",
    /^want an absolute path, not "ns"$/,
  ],
  [
    (c) => c.linux.namespaces.push({ type: "pid" }),
    "linux.namespaces[6].type",
    /^"pid" is listed already, as linux.namespaces\[0\]$/,
  ],
  [
    (c) => (c.linux.uidMappings = [{ containerID: 0, hostID: 0, size: 1 }]),
    "linux.uidMappings",
    /without a namespace of type "user"/,
  ],
  [
    (c) => (c.linux.gidMappings = [{ containerID: 0, hostID: 0, size: 0 }]),
    "linux.gidMappings[0].size",
    /from 1 to/,
  ],
  [(c) => (c.linux.timeOffsets = { boottime: { secs: 5 } }), "linux.timeOffsets", /of type "time"/],
  [
    (c) => {
      c.linux.namespaces.push({ type: "time" });
      c.linux.timeOffsets = { realtime: { secs: 5 } };
    },
    "linux.timeOffsets.realtime",
    /want monotonic or boottime/,
  ],
  [(c) => (c.linux.netDevices = { "a/b": {} }), 'linux.netDevices["a/b"]', /no name of an interface/],
  [
    (c) => (c.linux.netDevices = { eth0: { name: "longer-than-15-bytes" } }),
    "linux.netDevices.eth0.name",
    /1 to 15 bytes/,
  ],
  [
    (c) => (c.linux.devices = [{ type: "c", path: "/dev/x", minor: 1 }]),
    "linux.devices[0].major",
    /want a number for type "c"/,
  ],
  [
    (c) => (c.linux.devices = [{ type: "x", path: "/dev/x" }]),
    "linux.devices[0].type",
    /^want one of c, b, u, p, not "x"$/,
  ],
  [
    (c) => (c.linux.resources.devices[0].access = "rx"),
    "linux.resources.devices[0].access",
    /letters out of r, w and m, not "rx"/,
  ],
  [(c) => delete c.linux.resources.devices[0].allow, "linux.resources.devices[0].allow", /missing/],
  [
    (c) => (c.linux.resources.memory = { limit: "64M" }),
    "linux.resources.memory.limit",
    /^want an integer .*, not "64M"$/,
  ],
  [
    (c) => (c.linux.resources.memory = { limit: 2n ** 63n }),
    "linux.resources.memory.limit",
    /not 9223372036854775808$/,
  ],
  [
    (c) => (c.linux.resources.memory = { swappiness: 101 }),
    "linux.resources.memory.swappiness",
    /^want 0 to 100, not 101$/,
  ],
  [
    (c) => (c.linux.resources.cpu = { quota: 5, burst: 6 }),
    "linux.resources.cpu.burst",
    /^6 is more than the quota, 5$/,
  ],
  [(c) => (c.linux.resources.cpu = { idle: 2 }), "linux.resources.cpu.idle", /from 0 to 1, not 2$/],
  [
    (c) => (c.linux.resources.blockIO = { weightDevice: [{ major: 8, minor: 0 }] }),
    "linux.resources.blockIO.weightDevice[0]",
    /^want a weight, a leafWeight or both$/,
  ],
  [
    (c) => (c.linux.resources.rdma = { mlx5_1: {} }),
    "linux.resources.rdma.mlx5_1",
    /^want hcaHandles, hcaObjects or both$/,
  ],
  [
    (c) => (c.linux.resources.hugepageLimits = [{ pageSize: "2M", limit: 1 }]),
    "linux.resources.hugepageLimits[0].pageSize",
    /^want a size such as 64KB, 2MB or 1GB, not "2M"$/,
  ],
  [(c) => (c.linux.intelRdt = { memBwSchema: "L3:0=1" }), "linux.intelRdt.memBwSchema", /begins with MB:/],
  [
    (c) => (c.linux.memoryPolicy = { mode: "MPOL_BINDS" }),
    "linux.memoryPolicy.mode",
    /is "MPOL_BIND" meant\?$/,
  ],
  [(c) => (c.linux.rootfsPropagation = "sahred"), "linux.rootfsPropagation", /is "shared" meant\?$/],
  [
    (c) => (c.linux.maskedPaths[1] = "proc/x"),
    "linux.maskedPaths[1]",
    /^want an absolute path, not "proc\/x"$/,
  ],
  [
    (c) => (c.linux.personality = { domain: "LINUX64" }),
    "linux.personality.domain",
    /^want one of LINUX, LINUX32/,
  ],
  [
    (c) => (c.linux.personality = { domain: "LINUX", flags: ["ADDR_NO_RANDOMIZE"] }),
    "linux.personality.flags[0]",
    /no flag is defined/,
  ],
  [(c) => (c.linux.seccomp = {}), "linux.seccomp.defaultAction", /missing/],
  [
    (c) => (c.linux.seccomp = { defaultAction: "SCMP_ACT_ALLOW", defaultErrnoRet: 1 }),
    "linux.seccomp.defaultErrnoRet",
    /^SCMP_ACT_ALLOW has no errno/,
  ],
  [
    (c) =>
      (c.linux.seccomp = {
        defaultAction: "SCMP_ACT_ALLOW",
        syscalls: [{ names: [], action: "SCMP_ACT_LOG" }],
      }),
    "linux.seccomp.syscalls[0].names",
    /^want a list that is not empty/,
  ],
  [
    (c) =>
      (c.linux.seccomp = {
        defaultAction: "SCMP_ACT_ALLOW",
        syscalls: [{ names: ["read"], action: "SCMP_ACT_KILL", errnoRet: 1 }],
      }),
    "linux.seccomp.syscalls[0].errnoRet",
    /^SCMP_ACT_KILL has no errno/,
  ],
  [
    (c) => (c.linux.seccomp = { defaultAction: "SCMP_ACT_ALLOW", listenerMetadata: "x" }),
    "linux.seccomp.listenerMetadata",
    /want listenerPath too/,
  ],
  [
    (c) =>
      (c.linux.seccomp = {
        defaultAction: "SCMP_ACT_ALLOW",
        syscalls: [
          { names: ["read"], action: "SCMP_ACT_LOG", args: [{ index: 6, value: 0, op: "SCMP_CMP_EQ" }] },
        ],
      }),
    "linux.seccomp.syscalls[0].args[0].index",
    /from 0 to 5, not 6$/,
  ],
];

for (const [change, path, says] of wrong) {
  const name = String(change).replace(/\s+/g, " ").slice(0, 90);
  test(`validateConfig() names ${path}: ${name}`, () => {
    const config = defaultConfig();
    change(config);
    const [first] = configProblems(config);
    assert.is(first?.path, path, first?.message);
    assert.match(first!.message, says);
    assert.throws(
      () => validateConfig(config),
      (error: Error) => error.message === `the configuration is not valid: ${path}: ${first!.message}`,
    );
  });
}

const versions: readonly (readonly [version: string, accepted: boolean])[] = [
  ["1.0.0", true],
  ["1.0.0-rc5", true],
  ["1.0.2-dev", true],
  ["1.1.0+dev", true],
  ["1.2.1-rc.1+build.5", true],
  ["1.3.0", true],
  ["1.3.7", true],
  ["", false],
  ["1", false],
  ["1.3", false],
  ["v1.3.0", false],
  ["01.0.0", false],
  ["1.0.0-", false],
  ["1.0.0 ", false],
  ["0.5.0-dev", false],
  ["1.4.0-rc1", false],
  ["2.0.0", false],
];

for (const [version, accepted] of versions) {
  test(`validateConfig() ${accepted ? "accepts" : "refuses"} the version ${JSON.stringify(version)}`, () => {
    const paths = configProblems({ ...defaultConfig(), ociVersion: version }).map(({ path }) => path);
    assert.equal(paths, accepted ? [] : ["ociVersion"]);
  });
}

test("validateConfig() accepts the least configuration", () => {
  validateConfig({
    ociVersion: "1.0.0",
    process: { args: ["/bin/sh"], user: { uid: 0, gid: 0 } },
    root: { path: "rootfs" },
    hostname: "my-container",
  });
});

test("validateConfig() accepts a configuration with every key, and keys that nobody knows", () => {
  validateConfig(fullConfig());
  validateConfig({
    ...fullConfig(),
    "org.example": { any: 1 },
    process: { ...fullConfig().process, colour: "blue" },
  });
});

test("validateConfig() accepts exact integers and an engine's -1 for swappiness", () => {
  const config = defaultConfig();
  const text = JSON.stringify(config).replace(
    '"resources":{',
    '"resources":{"memory":{"limit":9223372036854771712,"swappiness":18446744073709551615},',
  );
  const read = parseConfig(text);
  validateConfig(read);
  assert.equal(read.linux!.resources!.memory, {
    limit: 9223372036854771712n,
    swappiness: 18446744073709551615n,
  });
});

test("validateConfig() accepts relative mount points, unknown capabilities and what Docker writes", () => {
  const config = defaultConfig();
  config.mounts![0]!.destination = "proc";
  config.process!.capabilities!.bounding = ["CAP_NOT_YET"];
  config.linux!.rootfsPropagation = "rslave";
  config.linux!.namespaces![0] = { type: "pid", path: "" };
  config.linux!.uidMappings = [];
  validateConfig(config);
});

test("validateConfig() refuses what is no object", () => {
  for (const document of [null, 5, "x", [], undefined]) {
    assert.throws(() => validateConfig(document), /^the configuration is not valid: want an object, not /);
  }
});

test("validateConfig() tells the first problem and hints at four others", () => {
  const config: Json = defaultConfig();
  config.process.args = 1;
  for (let i = 0; i < 7; i++) config.mounts[i].type = i;
  try {
    validateConfig(config);
  } catch (error) {
    const { message, hints } = error as Error & { hints: string[] };
    assert.match(message, /^the configuration is not valid: process.args: /);
    assert.is(hints.length, 5);
    assert.is(hints[0], "also mounts[0].type: want a string, not 0");
    assert.is(hints[4], "and 3 more");
    return;
  }
  assert.unreachable("was accepted");
});

test("validateProcess() and validateResources() take a document of their own", () => {
  validateProcess(defaultConfig().process);
  validateResources(fullConfig().linux!.resources);
  assert.is(processProblems({ args: ["x"], env: ["x"] })[0]?.path, "env[0]");
  assert.is(processProblems({ args: [] })[0]?.path, "args");
  assert.is(
    processProblems({ args: ["x"], scheduler: { policy: "SCHED_RR" } })[0]?.path,
    "scheduler.priority",
  );
  assert.is(resourcesProblems({ memory: { swappiness: 200 } })[0]?.path, "memory.swappiness");
  assert.is(resourcesProblems({ pids: { limit: "5" } })[0]?.path, "pids.limit");
});

test.run();
