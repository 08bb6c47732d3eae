import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Config, defaultConfig, lintConfig, lintResources, type RuleName } from "../src/index.ts";
import { dockerLike, podmanLike } from "./lib/corpus.ts";
import { fakeHost, type Given } from "./lib/host.ts";

// biome-ignore lint/suspicious/noExplicitAny: free-form JSON
type Json = any;

function findings(change: (config: Json) => void, given: Given = {}): string[] {
  const config = defaultConfig() as Json;
  change(config);
  return lintConfig(config, { host: fakeHost(given), bundle: "/bundle" }).map(
    ({ rule, path, message }) => `${rule} ${path}: ${message}`,
  );
}

/** A change, the machine, and the one finding: its rule, its path and what it says. */
type Case = readonly [
  change: (config: Json) => void,
  rule: RuleName,
  path: string,
  says: RegExp,
  given?: Given,
];

const cases: readonly Case[] = [
  [(c) => (c.root.path = "other"), "files", "root.path", /^\/bundle\/other is not there/],
  [(c) => (c.root.path = "/bin/true"), "files", "root.path", /^\/bin\/true is no directory/],
  [
    (c) => (c.hooks = { poststop: [{ path: "/bin/true" }, { path: "/bin/no" }] }),
    "files",
    "hooks.poststop[1].path",
    /^\/bin\/no is not there/,
  ],
  [
    (c) => (c.linux.netDevices = { eth0: {}, eth9: {} }),
    "files",
    "linux.netDevices.eth9",
    /no such interface/,
  ],
  [
    (c) => (c.linux.devices = [{ type: "c", path: "/dev/fuse", major: 99, minor: 1 }]),
    "files",
    "linux.devices[0]",
    /no driver has character devices of major number 99 .*proc\(5\)/,
  ],
  [
    (c) => (c.linux.devices = [{ type: "b", path: "/dev/x", major: 10, minor: 1 }]),
    "files",
    "linux.devices[0]",
    /no driver has block devices of major number 10/,
  ],
  [
    (c) => c.mounts.push({ destination: "/x", type: "btrfs", source: "/dev/sda" }),
    "mounts",
    "mounts[7].type",
    /^this kernel has no file system "btrfs".*mount\(2\)/,
  ],
  [
    (c) => c.mounts.push({ destination: "/x" }),
    "mounts",
    "mounts[7].type",
    /^want a file system .* for \/x$/,
  ],
  [
    (c) => (c.mounts[1].options[0] = "nosiud"),
    "mounts",
    "mounts[1].options[0]",
    /^"nosiud" is no option of tmpfs .*; is "nosuid" meant\?$/,
  ],
  [
    (c) => (c.mounts[1].options[3] = "sise=64k"),
    "mounts",
    "mounts[1].options[3]",
    /^"sise=64k" is no option of tmpfs .*; is "size=" meant\?$/,
  ],
  [
    (c) => c.mounts.push({ destination: "/x", source: "/bin", options: ["rbind", "recursive"] }),
    "mounts",
    "mounts[7].options[1]",
    /is no option of a bind mount/,
  ],
  [
    (c) => c.mounts.push({ destination: "/x", source: "data", options: ["bind"] }),
    "mounts",
    "mounts[7].source",
    /^\/bundle\/data is not there/,
  ],
  [
    (c) => c.mounts.push({ destination: "/x", type: "bind" }),
    "mounts",
    "mounts[7].source",
    /without a source/,
  ],
  [
    userNamespace((c) => (c.process.user.uid = 5)),
    "users",
    "process.user.uid",
    /^5 is not mapped by linux.uidMappings/,
  ],
  [
    userNamespace((c) => (c.process.user.gid = 5)),
    "users",
    "process.user.gid",
    /^5 is not mapped by linux.gidMappings/,
  ],
  [
    userNamespace((c) => (c.process.user.additionalGids = [0, 7])),
    "users",
    "process.user.additionalGids[1]",
    /^7 is not mapped/,
  ],
  [userNamespace((c) => delete c.linux.uidMappings), "users", "linux.uidMappings", /without mappings/],
  [
    (c) => (c.process.capabilities.bounding[1] = "CAP_KIL"),
    "capabilities",
    "process.capabilities.bounding[1]",
    /^"CAP_KIL" is no capability \(capabilities\(7\)\); is "CAP_KILL" meant\?$/,
  ],
  [
    (c) => (c.process.capabilities.bounding[1] = "BPF"),
    "capabilities",
    "process.capabilities.bounding[1]",
    /is "CAP_BPF" meant\?$/,
  ],
  [
    (c) => c.process.capabilities.bounding.push("CAP_BPF"),
    "capabilities",
    "process.capabilities.bounding[3]",
    /^this kernel has no CAP_BPF/,
    { unknown: ["CAP_BPF"] },
  ],
  [
    () => {},
    "capabilities",
    "process.capabilities.bounding[1]",
    /^CAP_KILL is not in the bounding set of this user/,
    { without: ["CAP_KILL"] },
  ],
  [
    (c) => c.process.capabilities.effective.push("CAP_CHOWN"),
    "capabilities",
    "process.capabilities.effective[3]",
    /^CAP_CHOWN is not among those permitted/,
  ],
  [
    (c) => (c.process.rlimits[0].hard = 2048),
    "limits",
    "process.rlimits[0].hard",
    /^2048 is above this user's hard limit, 1024, .*setrlimit\(2\)/,
    { without: ["CAP_SYS_RESOURCE"], hardLimit: 1024n },
  ],
  [
    (c) => (c.process.rlimits[0].hard = 1048577),
    "limits",
    "process.rlimits[0].hard",
    /^1048577 is above \/proc\/sys\/fs\/nr_open, 1048576/,
  ],
  [
    (c) => (c.process.oomScoreAdj = -500),
    "limits",
    "process.oomScoreAdj",
    /^-500 is below this user's own, 0, /,
    { without: ["CAP_SYS_RESOURCE"] },
  ],
  [
    (c) => (c.process.scheduler = { policy: "SCHED_RR", priority: 1 }),
    "scheduling",
    "process.scheduler.policy",
    /takes CAP_SYS_NICE/,
    { without: ["CAP_SYS_NICE"] },
  ],
  [
    (c) => (c.process.scheduler = { policy: "SCHED_OTHER", nice: -1 }),
    "scheduling",
    "process.scheduler.nice",
    /takes CAP_SYS_NICE/,
    { without: ["CAP_SYS_NICE"] },
  ],
  [
    userNamespace((c) => (c.process.ioPriority = { class: "IOPRIO_CLASS_RT", priority: 0 })),
    "scheduling",
    "process.ioPriority.class",
    /takes CAP_SYS_NICE/,
    { without: ["CAP_SYS_NICE", "CAP_SYS_ADMIN"] },
  ],
  [
    (c) => (c.process.execCPUAffinity = { initial: "0-7" }),
    "scheduling",
    "process.execCPUAffinity.initial",
    /^this machine has no processor 4: it has 0-3$/,
  ],
  [
    (c) => (c.linux.memoryPolicy = { mode: "MPOL_BIND", nodes: "1" }),
    "scheduling",
    "linux.memoryPolicy.nodes",
    /^this machine has no memory node 1: it has 0$/,
  ],
  [
    (c) => c.linux.namespaces.push({ type: "time" }),
    "namespaces",
    "linux.namespaces[6].type",
    /^this kernel has no namespaces of type "time"/,
    { files: { "/proc/self/ns/time": undefined } },
  ],
  [
    (c) => (c.linux.namespaces[0].path = "/proc/1/ns/none"),
    "namespaces",
    "linux.namespaces[0].path",
    /^\/proc\/1\/ns\/none is not there/,
  ],
  [
    () => {},
    "namespaces",
    "linux.namespaces[2].type",
    /^user\.max_ipc_namespaces is 0/,
    { files: { "/proc/sys/user/max_ipc_namespaces": "0\n" } },
  ],
  [
    userNamespace(() => {}),
    "namespaces",
    "linux.namespaces[6].type",
    /kernel\.unprivileged_userns_clone is 0/,
    { uid: 1000, files: { "/proc/sys/kernel/unprivileged_userns_clone": "0\n" } },
  ],
  [
    (c) => (c.linux.resources.pids = { limit: 5 }),
    "cgroups",
    "linux.resources.pids.limit",
    /^the controller pids is not available here/,
    { files: { "/sys/fs/cgroup/unified/cgroup.controllers": "hugetlb\n" } },
  ],
  [
    (c) => (c.linux.resources.network = { classID: 5 }),
    "cgroups",
    "linux.resources.network.classID",
    /^the controller net_cls is not available here/,
  ],
  [
    (c) => (c.linux.resources.memory = { swappiness: 5 }),
    "cgroups",
    "linux.resources.memory.swappiness",
    /means nothing on cgroup v2/,
    {
      files: {
        "/proc/self/cgroup": "0::/\n",
        "/sys/fs/cgroup/cgroup.controllers": "memory\n",
      },
    },
  ],
  [
    (c) => (c.linux.resources.cpu = { realtimeRuntime: 5 }),
    "cgroups",
    "linux.resources.cpu.realtimeRuntime",
    /^this kernel's cpu controller has no cpu.rt_runtime_us/,
  ],
  [
    (c) => (c.linux.resources.memory = { limit: 4096, swap: 2048 }),
    "cgroups",
    "linux.resources.memory.swap",
    /memory and swap together/,
    { files: { "/sys/fs/cgroup/memory/memory.memsw.limit_in_bytes": "0" } },
  ],
  [(c) => (c.linux.resources.cpu = { quota: 5 }), "cgroups", "linux.resources.cpu.quota", /at least 1000/],
  [
    (c) => (c.linux.resources.cpu = { period: 5 }),
    "cgroups",
    "linux.resources.cpu.period",
    /1000 to 1000000/,
  ],
  [
    (c) => (c.linux.resources.unified = { "memory.high": "5" }),
    "cgroups",
    'linux.resources.unified["memory.high"]',
    /^the controller memory is not available here/,
  ],
  [
    (c) => (c.linux.resources.unified = { "../x": "5" }),
    "cgroups",
    'linux.resources.unified["../x"]',
    /no name of a cgroup's file/,
  ],
  [
    (c) => (c.linux.resources.hugepageLimits = [{ pageSize: "1GB", limit: 0 }]),
    "cgroups",
    "linux.resources.hugepageLimits[0].pageSize",
    /no pages of 1GB: .*hugepages-1048576kB/,
  ],
  [
    (c) => (c.linux.resources.blockIO = { throttleReadBpsDevice: [{ major: 9, minor: 9, rate: 1 }] }),
    "cgroups",
    "linux.resources.blockIO.throttleReadBpsDevice[0]",
    /no block device 9:9/,
    { files: { "/proc/self/cgroup": "1:blkio:/\n" } },
  ],
  [
    (c) => (c.linux.sysctl = { "kernel.panic": "1" }),
    "sysctl",
    'linux.sysctl["kernel.panic"]',
    /belongs to no namespace/,
  ],
  [
    (c) => (c.linux.sysctl = { "net.ipv4.ip_forwad": "1" }),
    "sysctl",
    'linux.sysctl["net.ipv4.ip_forwad"]',
    /there is no \/proc\/sys\/net\/ipv4\/ip_forwad$/,
  ],
  [
    (c) => (c.linux.sysctl = { "user.max_user_namespaces": "1" }),
    "sysctl",
    'linux.sysctl["user.max_user_namespaces"]',
    /without a namespace of type "user"/,
  ],
  [
    (c) => (c.linux.sysctl = { "net..x": "1" }),
    "sysctl",
    'linux.sysctl["net..x"]',
    /no name of a kernel parameter/,
  ],
  [
    (c) => (c.process.apparmorProfile = "docker-default"),
    "security-modules",
    "process.apparmorProfile",
    /AppArmor is not in force/,
    { files: { "/sys/module/apparmor/parameters/enabled": "N\n" } },
  ],
  [
    (c) => (c.process.selinuxLabel = "x"),
    "security-modules",
    "process.selinuxLabel",
    /SELinux is not in force/,
    { files: { "/sys/fs/selinux/enforce": undefined } },
  ],
  [
    (c) => (c.linux.intelRdt = {}),
    "security-modules",
    "linux.intelRdt",
    /resctrl file system is not mounted/,
    { files: { "/sys/fs/resctrl/schemata": undefined } },
  ],
  [
    (c) => (c.linux.seccomp = { defaultAction: "SCMP_ACT_NOTIFY", listenerPath: "/run/x" }),
    "security-modules",
    "linux.seccomp.defaultAction",
    /does not have the action SCMP_ACT_NOTIFY/,
    { files: { "/proc/sys/kernel/seccomp/actions_avail": "kill_thread errno allow\n" } },
  ],
  [(c) => (c.process.cwd = "tmp"), "invalid", "process.cwd", /^want an absolute path/],
];

/** A new user namespace with one user and one group. */
function userNamespace(change: (config: Json) => void): (config: Json) => void {
  return (config) => {
    config.linux.namespaces.push({ type: "user" });
    config.linux.uidMappings = [{ containerID: 0, hostID: 1000, size: 1 }];
    config.linux.gidMappings = [{ containerID: 0, hostID: 1000, size: 1 }];
    change(config);
  };
}

for (const [change, rule, path, says, given] of cases) {
  test(`lint finds ${path}, ${says.source}`, () => {
    const found = findings(change, given);
    assert.is(found.length, 1, found.join("\n"));
    const line = found[0]!;
    assert.ok(line.startsWith(`${rule} ${path}: `), line);
    assert.match(line.slice(`${rule} ${path}: `.length), says);
  });
}

test("an ordinary user needs a user namespace for each of the others", () => {
  const found = findings(() => {}, { uid: 1000 });
  assert.is(found.length, 6);
  for (const line of found) assert.match(line, /takes CAP_SYS_ADMIN, which this user does not have/);
  assert.equal(
    findings(
      userNamespace(() => {}),
      { uid: 1000 },
    ),
    [],
  );
});

test("a new user namespace has every capability", () => {
  assert.equal(
    findings(
      userNamespace(() => {}),
      { without: ["CAP_KILL"] },
    ),
    [],
  );
});

/** Nothing is asked of a machine where there is none to ask. */
const everywhere: readonly ((config: Json) => void)[] = [
  (c) => (c.linux.sysctl = { "net.ipv4.conf.eth7.forwarding": "1", "net/ipv4/ip_forward": "1" }),
  (c) => c.mounts.push({ destination: "/x", type: "none", options: ["remount", "ro"] }),
  (c) => c.mounts.push({ destination: "/x", type: "none", options: ["rshared"] }),
  (c) => c.mounts.push({ destination: "/x", type: "ext4", source: "/dev/sda", options: ["errors=continue"] }),
  (c) => (c.process.apparmorProfile = ""),
  (c) => (c.linux.resources = { memory: {}, cpu: { shares: 0 }, blockIO: { weight: 0 }, network: {} }),
  (c) => (c.linux.resources = { memory: { swappiness: 0xffffffffffffffffn } }),
];
for (const [i, change] of everywhere.entries())
  test(`lint finds nothing where nothing is wrong (${i})`, () => assert.equal(findings(change), []));

test("configurations as engines write them give no finding, on a machine and without one", () => {
  const files = Object.fromEntries(
    [
      "/etc/passwd",
      "/tmp/x",
      "/proc/self/exe",
      "/proc/self/ns/net",
      "/proc/sys/net/ipv4/ip_unprivileged_port_start",
      "/proc/sys/net/ipv4/ping_group_range",
      "/sys/fs/cgroup/memory/memory.memsw.limit_in_bytes",
    ].map((path) => [path, ""]),
  );
  const corpus: readonly (readonly [string, Config])[] = [
    ["default", defaultConfig()],
    ["docker", dockerLike("/bundle/rootfs")],
    ["podman", podmanLike("/bundle/rootfs")],
  ];
  for (const [name, config] of corpus)
    for (const host of [null, fakeHost({ files })])
      assert.equal(lintConfig(structuredClone(config), { host, bundle: "/bundle" }), [], name);
});

test("resources by themselves have paths of their own", () => {
  const found = lintResources({ pids: { limit: 5 }, cpu: { quota: 5 } }, { host: null, bundle: null });
  assert.equal(
    found.map(({ rule, path }) => `${rule} ${path}`),
    ["cgroups cpu.quota"],
  );
});

test.run();
