import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Json, runcSpecBundle } from "../lib/bundle.ts";
import { output, tool } from "../lib/tools.ts";
import { ociRun, oneLine, stateRoot, uniqueName } from "./lib/clean.ts";

/** What is wrong with a configuration: the text of the file, or a change to a good one. */
type Wrong = string | ((config: Json, rootfs: string) => void);

/** A wrong configuration, and what the one line must say. */
type Case = readonly [wrong: Wrong, says: RegExp];

const invalid = (path: string, says = "") =>
  new RegExp(`the configuration is not valid: ${path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}: .*${says}`);

const userNamespace = (config: Json) => {
  config.linux.namespaces.push({ type: "user" });
  config.linux.uidMappings = [{ containerID: 0, hostID: 100000, size: 1000 }];
  config.linux.gidMappings = [{ containerID: 0, hostID: 100000, size: 1000 }];
};
const namespaces =
  (...list: object[]): Wrong =>
  (c) => {
    delete c.hostname;
    c.linux.namespaces = list;
  };
const joined = (type: string, path: string): Wrong =>
  function join(c) {
    c.linux.namespaces = c.linux.namespaces.filter((namespace: Json) => namespace.type !== type);
    c.linux.namespaces.push({ type, path });
  };

const cases: Readonly<Record<string, Case>> = {
  // The text
  "a comma too many": ['{\n  "ociVersion": "1.0.0",\n}', /line 3, column 1: want another key/],
  "a comment": ["{ // a comment\n}", /line 1, column 3/],
  "a string without an end": ['{"ociVersion": "1.0', /line 1, column/],
  "text behind the end": ["{} {}", /line 1, column 4/],
  "nothing but null": ["null", /want an object, not null/],
  "a list": ["[]", /want an object, not an empty list/],
  "U+0000 in a word": ['{"ociVersion":"1.0.0\\u0000"}', /line 1, column/],
  "a list in a list in a list, and so on": ["[".repeat(100_000), /nested|depth|deep|column/],
  "an integer that no 64 bits hold": [
    (c) => (c.linux.resources.memory = { limit: "@18446744073709551616@" }),
    invalid("linux.resources.memory.limit", "not 18446744073709551616"),
  ],

  // The whole
  "no version": [(c) => delete c.ociVersion, invalid("ociVersion", "the key is missing")],
  "a version of the future": [(c) => (c.ociVersion = "1.4.0"), invalid("ociVersion", "newer")],
  "a version before the first": [(c) => (c.ociVersion = "0.5.0"), invalid("ociVersion", "older")],
  "no root": [(c) => delete c.root, invalid("root", "the key is missing")],
  "a misspelt root": [
    (c) => {
      c.rooot = c.root;
      delete c.root;
    },
    invalid("root", 'is it what "rooot" stands for'),
  ],
  Windows: [(c) => (c.windows = {}), invalid("windows", "want one for Linux")],
  "a virtual machine": [(c) => (c.vm = {}), invalid("vm", "virtual machines")],
  "an annotation that is no word": [
    (c) => (c.annotations = { a: 5 }),
    invalid("annotations.a", "want a string"),
  ],

  // The process
  "no command": [(c) => (c.process.args = []), invalid("process.args", "a list that is not empty")],
  "a variable without a name": [(c) => (c.process.env = ["=x"]), invalid("process.env[0]", "NAME=VALUE")],
  "a relative working directory": [
    (c) => (c.process.cwd = "tmp"),
    invalid("process.cwd", "an absolute path"),
  ],
  "a working directory that is a file": [
    (c) => (c.process.cwd = "/etc/passwd"),
    /\/etc\/passwd.*ENOTDIR|EEXIST/,
  ],
  "a user without a group": [(c) => (c.process.user = { uid: 5 }), invalid("process.user.gid", "missing")],
  "a user by name": [(c) => (c.process.user.uid = "root"), invalid("process.user.uid", 'not "root"')],
  "a limit that nobody knows": [
    (c) => (c.process.rlimits[0].type = "RLIMIT_FILES"),
    invalid("process.rlimits[0].type", "want one of"),
  ],
  "a soft limit above the hard one": [
    (c) => (c.process.rlimits[0].soft = 4096),
    invalid("process.rlimits[0].soft", "above the hard limit"),
  ],
  "a limit twice": [
    (c) => c.process.rlimits.push(c.process.rlimits[0]),
    invalid("process.rlimits[1].type", "limited already"),
  ],
  "more files than the kernel allows": [
    (c) => (c.process.rlimits[0].hard = 2 ** 40),
    /cap-drop: .*nofile.*prlimit64\(.*EPERM/,
  ],
  "an adjustment that is too large": [
    (c) => (c.process.oomScoreAdj = 1001),
    invalid("process.oomScoreAdj", "from -1000 to 1000"),
  ],
  "a scheduler without a priority": [
    (c) => (c.process.scheduler = { policy: "SCHED_FIFO" }),
    invalid("process.scheduler.priority", "1 to 99"),
  ],
  "an I/O class that nobody knows": [
    (c) => (c.process.ioPriority = { class: "IOPRIO_CLASS_ANY", priority: 0 }),
    invalid("process.ioPriority.class", "want one of"),
  ],
  "capabilities in a list": [
    (c) => (c.process.capabilities = ["CAP_KILL"]),
    invalid("process.capabilities", "want an object"),
  ],

  // Mounts and the root
  "a root that is a file": [(c) => (c.root.path = "/etc/passwd"), /mnt-root: .*\/etc\/passwd.*ENOTDIR/],
  "a root with an empty path": [(c) => (c.root.path = ""), invalid("root.path", "not empty")],
  "a mount without a destination": [
    (c) => c.mounts.push({ type: "tmpfs" }),
    invalid("mounts[7].destination", "missing"),
  ],
  "a source that is not there": [
    (c) => c.mounts.push({ destination: "/x", source: "/no/such", options: ["bind"] }),
    /mnt-root: cannot mount \/no\/such on \/x: .*ENOENT/,
  ],
  "a directory mounted on a file": [
    (c) => c.mounts.push({ destination: "/etc/passwd", source: "/tmp", options: ["bind"] }),
    /mnt-root: cannot mount \/tmp on \/etc\/passwd: .*(ENOTDIR|EINVAL)/,
  ],
  "an option that tmpfs does not know": [
    (c) => c.mounts[1].options.push("sise=5"),
    /mnt-root: cannot mount tmpfs on \/dev: tmpfs: Unknown parameter 'sise'/,
  ],
  "a mount that maps only users": [
    (c) =>
      c.mounts.push({
        destination: "/x",
        source: "/tmp",
        options: ["bind"],
        uidMappings: [{ containerID: 0, hostID: 1, size: 1 }],
      }),
    invalid("mounts[7].gidMappings", "missing"),
  ],
  "a propagation that nobody knows": [
    (c) => (c.linux.rootfsPropagation = "sideways"),
    invalid("linux.rootfsPropagation", "want one of"),
  ],
  "a device without a number": [
    (c) => (c.linux.devices = [{ type: "c", path: "/dev/x" }]),
    invalid("linux.devices[0].major", "missing"),
  ],
  "a device of no kind": [
    (c) => (c.linux.devices = [{ type: "x", path: "/dev/x", major: 1, minor: 3 }]),
    invalid("linux.devices[0].type", "want one of"),
  ],
  "a device with a relative path": [
    (c) => (c.linux.devices = [{ type: "c", path: "dev/x", major: 1, minor: 3 }]),
    invalid("linux.devices[0].path", "absolute"),
  ],

  // Namespaces
  "a namespace of no kind": [
    (c) => (c.linux.namespaces[0].type = "net"),
    invalid("linux.namespaces[0].type", "want one of"),
  ],
  "a namespace twice": [
    (c) => c.linux.namespaces.splice(1, 0, { type: c.linux.namespaces[0].type }),
    invalid("linux.namespaces[1].type", "listed already"),
  ],
  "a namespace at a relative path": [
    (c) => (c.linux.namespaces[0].path = "proc"),
    invalid("linux.namespaces[0].path", "absolute"),
  ],
  "a namespace that is not there": [
    joined("network", "/proc/1/ns/none"),
    /ns-exec: .*\/proc\/1\/ns\/none.*ENOENT/,
  ],
  "a namespace that is a file": [joined("network", "/etc/passwd"), /ns-exec: .*\/etc\/passwd/],
  "a namespace of another kind": [joined("network", "/proc/self/ns/ipc"), /ns-exec: .*\/proc\/self\/ns\/ipc/],
  "no namespaces at all": [
    namespaces(),
    /linux\.namespaces has none of type "mount": the host's root and mounts/,
  ],
  "no mount namespace": [
    namespaces({ type: "pid" }, { type: "uts" }),
    /linux\.namespaces has none of type "mount"/,
  ],
  "the host's mount namespace": [
    joined("mount", "/proc/self/ns/mnt"),
    /\/proc\/self\/ns\/mnt is the namespace of the runtime itself, and root would change it/,
  ],
  "the host's UTS namespace, and a name": [
    joined("uts", "/proc/self/ns/uts"),
    /\/proc\/self\/ns\/uts is the namespace of the runtime itself, and hostname would change it/,
  ],
  "the host's network, and a parameter of it": [
    (c, rootfs) => {
      (joined("network", "/proc/self/ns/net") as (config: Json, rootfs: string) => void)(c, rootfs);
      c.linux.sysctl = { "net.ipv4.ip_forward": "0" };
    },
    /is the namespace of the runtime itself, and linux\.sysctl: net\.ipv4\.ip_forward would change it/,
  ],
  "a name without a UTS namespace": [
    (c) => (c.linux.namespaces = c.linux.namespaces.filter(({ type }: Json) => type !== "uts")),
    invalid("hostname", "would rename the host"),
  ],
  "a name that is too long": [
    (c) => (c.hostname = "x".repeat(65)),
    invalid("hostname", "at most 64 bytes, not 65"),
  ],
  "mappings without a user namespace": [
    (c) => (c.linux.uidMappings = [{ containerID: 0, hostID: 0, size: 1 }]),
    invalid("linux.uidMappings", "means nothing without"),
  ],
  "a user namespace without mappings": [
    (c) => c.linux.namespaces.push({ type: "user" }),
    /a new user namespace needs linux\.uidMappings and linux\.gidMappings/,
  ],
  "mappings that overlap": [
    (c) => {
      userNamespace(c);
      c.linux.uidMappings.push({ containerID: 5, hostID: 0, size: 10 });
    },
    /linux\.uidMappings/,
  ],
  "a user that is not mapped": [
    (c) => {
      userNamespace(c);
      c.process.user.uid = 5000;
    },
    /cap-drop: .*setresuid\(5000, .*EINVAL/,
  ],
  "time offsets without a time namespace": [
    (c) => (c.linux.timeOffsets = { boottime: { secs: 5 } }),
    invalid("linux.timeOffsets", "means nothing without"),
  ],
  "a parameter of the whole machine": [
    (c) => (c.linux.sysctl = { "kernel.panic": "5" }),
    /linux\.sysctl: kernel\.panic belongs to no namespace/,
  ],
  "a parameter that is not there": [
    (c) => (c.linux.sysctl = { "net.ipv4.no_such": "5" }),
    /ns-exec: cannot set the kernel parameter net\.ipv4\.no_such .*ENOENT/,
  ],
  "a parameter with a value that it cannot have": [
    (c) => (c.linux.sysctl = { "kernel.msgmax": "many" }),
    /ns-exec: cannot set the kernel parameter kernel\.msgmax to "many": .*EINVAL/,
  ],
  "a parameter outside of /proc/sys": [
    (c) => (c.linux.sysctl = { "net/../../self/comm": "x" }),
    /linux\.sysctl: net\/\.\.\/\.\.\/self\/comm belongs to no namespace/,
  ],

  // Cgroups
  "a cgroup above the own": [(c) => (c.linux.cgroupsPath = "../x"), /linux\.cgroupsPath cannot be "\.\.\/x"/],
  "shares below the least": [
    (c) => (c.linux.resources.cpu = { shares: 1 }),
    /linux\.resources\.cpu\.shares: the minimum allowed cpu-shares is 2/,
  ],
  "a limit in words": [
    (c) => (c.linux.resources.pids = { limit: "5" }),
    invalid("linux.resources.pids.limit", 'not "5"'),
  ],
  "a page size that is none": [
    (c) => (c.linux.resources.hugepageLimits = [{ pageSize: "2mb", limit: 5 }]),
    invalid("linux.resources.hugepageLimits[0].pageSize", "such as 64KB, 2MB or 1GB"),
  ],
  "processors that are not there": [
    (c) => (c.linux.resources.cpu = { cpus: "4000" }),
    /cg-set: .*cpuset\.cpus.*(EINVAL|ERANGE|EACCES|ENOSPC)/,
  ],
  "a file outside of the cgroup": [
    (c) => (c.linux.resources.unified = { "../../x": "5" }),
    /linux\.resources\.unified: "\.\.\/\.\.\/x" is no file of a cgroup/,
  ],
  "a burst above the quota": [
    (c) => (c.linux.resources.cpu = { quota: 1000, burst: 2000 }),
    invalid("linux.resources.cpu.burst", "more than the quota"),
  ],
  "a device rule of no kind": [
    (c) => (c.linux.resources.devices = [{ allow: true, access: "rwx" }]),
    invalid("linux.resources.devices[0].access", "letters out of r, w and m"),
  ],
};

/** What is not done yet, as long as the features document says so. */
const features: Json = JSON.parse(output([tool("oci-run"), "features"]));
const later: readonly (readonly [done: boolean, key: string, change: (config: Json) => void])[] = [
  [features.hooks.length > 0, "hooks", (c) => (c.hooks = { poststop: [{ path: "/bin/true" }] })],
  [features.linux.apparmor.enabled, "process.apparmorProfile", (c) => (c.process.apparmorProfile = "x")],
  [features.linux.selinux.enabled, "process.selinuxLabel", (c) => (c.process.selinuxLabel = "x")],
  [features.linux.selinux.enabled, "linux.mountLabel", (c) => (c.linux.mountLabel = "x")],
  [features.linux.intelRdt.enabled, "linux.intelRdt", (c) => (c.linux.intelRdt = {})],
  [features.linux.netDevices.enabled, "linux.netDevices", (c) => (c.linux.netDevices = { lo: {} })],
];
const notYet = later.filter(([done]) => !done);
const all: readonly (readonly [string, Case])[] = [
  ...Object.entries(cases),
  ...notYet.map(([, key, change]): [string, Case] => [
    `${key}, which is not done yet`,
    [change, new RegExp(`asks for ${key.replaceAll(".", "\\.")}, which oci-run cannot do yet`)],
  ]),
];

const {
  path,
  rootfs,
  config: good,
} = runcSpecBundle("configuration", (config) => {
  config.process.args = ["/bin/true"];
});

function write(wrong: Wrong): void {
  const config = structuredClone(good);
  if (typeof wrong !== "string") wrong(config, rootfs);
  // A word between "@" stands for a number that JavaScript does not have.
  const text = typeof wrong === "string" ? wrong : JSON.stringify(config).replace(/"@(\d+)@"/g, "$1");
  writeFileSync(join(path, "config.json"), text);
}

for (const [name, [wrong, says]] of all) {
  for (const command of ["run", "create"]) {
    test(`oci-run ${command}: a configuration with ${name} gives one line, 1, and leaves nothing`, () => {
      write(wrong);
      const id = uniqueName("configuration");
      const result = ociRun([command, "--bundle", path, id], id);
      assert.is(result.status, 1, result.stderr);
      assert.is(result.stdout, "");
      assert.match(oneLine(result).line, says);
    });
  }
}

test("there are enough of them", () => assert.ok(all.length >= 60, String(all.length)));

test("the good configuration runs, and what is doubtful is only warned of", () => {
  write(() => {});
  const id = uniqueName("good");
  const run = () => ociRun(["run", "--bundle", path, id], id);
  assert.equal(run(), { status: 0, signal: null, stdout: "", stderr: "" });
  for (const [change, says] of [
    [
      (c: Json) => c.process.capabilities.bounding.push("CAP_FLY"),
      /^oci-run: warning: the capability CAP_FLY is not known/,
    ],
    [(c: Json) => (c.argz = 5), /^$/],
    [(c: Json) => (c.process.user.additionalGids = null), /^$/],
  ] as const) {
    write(change);
    const result = run();
    assert.is(result.status, 0, result.stderr);
    assert.match(result.stderr, says);
  }
});

test("oci-run explain of a wrong configuration gives the same line", () => {
  write((c) => (c.process.cwd = "tmp"));
  const result = ociRun(["explain", path], uniqueName("explain"));
  assert.is(result.status, 1);
  assert.match(oneLine(result).line, invalid("process.cwd"));
});

mkdirSync(stateRoot, { recursive: true });
process.on("exit", () => rmSync(path, { recursive: true, force: true }));
test.run();
