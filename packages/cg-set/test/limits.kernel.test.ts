import { existsSync, readFileSync } from "node:fs";
import { toArgv } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Json, runcSpecBundle } from "../../../test/lib/bundle.ts";
import { pureV2, testOnV1 } from "../../../test/lib/hierarchy.ts";
import { output, run, scratch, tool } from "../../../test/lib/tools.ts";
import { cgroupStageOptions } from "../src/oci.ts";
import { options } from "../src/options.ts";
import { directoriesNamed, directory, freshName } from "./lib/cgroups.ts";
import { testWith } from "./lib/machine.ts";

const cgSet = tool("cg-set");

/** Every limit that the controllers of v1 know, and the device list. */
const v1Files = [
  "memory/memory.limit_in_bytes",
  "memory/memory.memsw.limit_in_bytes",
  "memory/memory.soft_limit_in_bytes",
  "memory/memory.swappiness",
  "memory/memory.oom_control",
  "pids/pids.max",
  "cpu/cpu.shares",
  "cpu/cpu.cfs_quota_us",
  "cpu/cpu.cfs_period_us",
  "cpu/cpu.rt_runtime_us",
  "cpu/cpu.rt_period_us",
  "cpuset/cpuset.cpus",
  "cpuset/cpuset.mems",
  "blkio/blkio.bfq.weight",
  "blkio/blkio.throttle.read_bps_device",
  "blkio/blkio.throttle.write_iops_device",
  "devices/devices.list",
];

/**
 * Those of v2. The device rules are a program there, and have tests of their own. Without the weight of `cpu.shares`,
 * for which runc had another formula until 1.3.2.
 */
const v2Files = [
  "memory/memory.max",
  "memory/memory.high",
  "memory/memory.low",
  "memory/memory.swap.max",
  "memory/memory.oom.group",
  "pids/pids.max",
  "cpu/cpu.max",
  "cpu/cpu.idle",
  "cpuset/cpuset.cpus",
  "cpuset/cpuset.mems",
  "io/io.max",
  "io/io.weight",
  "io/io.bfq.weight",
  "cgroup/cgroup.max.descendants",
];
const files = pureV2 ? v2Files : v1Files;

function limitsOf(name: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const file of files) {
    const [controller, base] = file.split("/");
    const path = `${directory(controller!, name)}/${base}`;
    // A scheduler of block devices brings its own file.
    found[file] = existsSync(path) ? readFileSync(path, "utf8") : "";
  }
  return found;
}

/** The limits that runc gives a container, read while it runs. */
function limitsUnderRunc(resources: Json): Record<string, string> {
  const name = freshName("runc");
  const bundle = runcSpecBundle("limits", (config) => {
    config.process.args = ["sleep", "1000"];
    config.linux.cgroupsPath = `/${name}`;
    config.linux.resources = resources;
  });
  const runc = ["runc", "--root", scratch("runc")];
  // The container keeps what runc has open: a pipe to this test would stay open as long as it runs.
  const quiet = ["sh", "-c", `exec "$@" > ${bundle.path}/log 2>&1`, "sh"];
  const started = run([...quiet, ...runc, "run", "--detach", "--bundle", bundle.path, name]);
  assert.is(started.status, 0, readFileSync(`${bundle.path}/log`, "utf8"));
  try {
    return limitsOf(name);
  } finally {
    output([...runc, "delete", "--force", name]);
  }
}

function limitsUnderCgSet(resources: Json): Record<string, string> {
  const name = freshName("ours");
  const { rm, ...stage } = cgroupStageOptions({ cgroupsPath: `/${name}`, resources }, "unused");
  assert.is(rm, true);
  output([cgSet, ...toArgv(options, stage), "--", "true"]);
  return limitsOf(name);
}

const denyAll = { allow: false, access: "rwm" };
const disk = output(["sh", "-c", "cat /sys/block/*/dev | head -n 1"]).trim().split(":").map(Number);
const device = { major: disk[0], minor: disk[1] };

const cases: Readonly<Record<string, Json>> = {
  "the default bundle": { devices: [denyAll] },
  nothing: {},
  "memory and swap": { memory: { limit: 67108864, swap: 134217728, reservation: 33554432, swappiness: 10 } },
  "memory without a limit": { memory: { limit: -1 } },
  "swap without a limit": { memory: { limit: 67108864, swap: -1, disableOOMKiller: true } },
  processors: { cpu: { shares: 512, quota: 50000, period: 20000, cpus: "0", mems: "0" } },
  "a period alone": { cpu: { quota: -1, period: 50000 } },
  "real time": { cpu: { realtimePeriod: 1000000, realtimeRuntime: 1000 } },
  "pids 7": { pids: { limit: 7 } },
  "pids 0": { pids: { limit: 0 } },
  "block devices": {
    blockIO: {
      weight: 100,
      throttleReadBpsDevice: [{ ...device, rate: 1048576 }],
      throttleWriteIOPSDevice: [{ ...device, rate: 100 }],
    },
  },
  "more devices": {
    devices: [
      denyAll,
      { allow: true, type: "c", major: 10, minor: 229, access: "rw" },
      { allow: true, type: "b", major: 8, access: "r" },
      { allow: false, type: "c", major: 1, minor: 8, access: "rw" },
    ],
  },
  "all devices but some": {
    devices: [
      { allow: true, access: "rwm" },
      { allow: false, type: "c", major: 10, minor: 8, access: "rw" },
    ],
  },
};

/** What v2 has no word for. */
const onlyV1 = ["memory and swap", "swap without a limit", "real time"];

const controllers = { memory: "memory", cpu: "cpu", pids: "pids", blockIO: pureV2 ? "io" : "blkio" };
const needed = (resources: Json) =>
  Object.entries(controllers).flatMap(([key, controller]) => (key in resources ? [controller] : []));

for (const [what, resources] of Object.entries(cases))
  (onlyV1.includes(what) ? testOnV1 : testWith(...needed(resources)))(
    `cg-set sets what runc sets [${what}]`,
    () => {
      assert.equal(limitsUnderCgSet(resources), limitsUnderRunc(resources));
    },
  );

testOnV1("cg-set sets the limits of an existing cgroup in the order that the kernel takes", () => {
  const name = freshName("order");
  const set = (...words: string[]): string => output([cgSet, "--name", `/${name}`, ...words, "--", "true"]);
  set("--memory=64M", "--memory-swap=64M", "--cpu-max=20000/20000");
  set("--memory=128M", "--memory-swap=128M", "--cpu-max=90000/100000");
  assert.is(limitsOf(name)["memory/memory.memsw.limit_in_bytes"], "134217728\n");
  set("--memory=32M", "--memory-swap=32M", "--cpu-max=1000/1000");
  assert.is(limitsOf(name)["memory/memory.memsw.limit_in_bytes"], "33554432\n");
  assert.is(limitsOf(name)["cpu/cpu.cfs_period_us"], "1000\n");
  set("--memory=max");
  assert.ok(Number(limitsOf(name)["memory/memory.memsw.limit_in_bytes"]) > 2 ** 62);
});

testOnV1("cg-set --hugetlb uses v2 where v1 has no such controller", () => {
  const name = freshName("hugetlb");
  const file = "/sys/fs/cgroup/unified/cgroup.subtree_control";
  const before = readFileSync(file, "utf8").trim().split(" ");
  const text = output([
    ...[cgSet, "--name", `/${name}`, "--hugetlb=2MB=4M", "--rm", "--"],
    ...[
      "sh",
      "-c",
      `cat /sys/fs/cgroup/unified/${name}/hugetlb.2MB.max /sys/fs/cgroup/unified/${name}/hugetlb.2MB.rsvd.max`,
    ],
  ]);
  if (!before.includes("hugetlb")) output(["sh", "-c", `echo -hugetlb > ${file}`]);
  assert.is(text, "4194304\n4194304\n");
});

testWith("pids")("cg-set --pids 1 lets the payload run and not fork", () => {
  const name = freshName("pids");
  const words = [cgSet, "--name", `/${name}`, "--pids", "1", "--rm", "--"];
  assert.is(output([...words, "/bin/busybox", "echo", "one"]), "one\n");
  const result = run([...words, "/bin/busybox", "sh", "-c", "/bin/true & wait; echo $?"]);
  assert.match(result.stderr, /can't fork/);
  assert.equal(directoriesNamed(name), []);
});

test("cg-set --device takes away what it does not name", () => {
  const name = freshName("devices");
  const words = [cgSet, "--name", `/${name}`, "--device", "allow c 1:3 rw", "--rm", "--"];
  output([...words, "sh", "-c", "echo > /dev/null"]);
  const refused = run([...words, "head", "-c", "1", "/dev/zero"]);
  assert.match(refused.stderr, /Operation not permitted/);
});

testWith("pids")("cg-set --set writes any file of the cgroup, after the other limits", () => {
  const name = freshName("set");
  const anyFile = pureV2 ? "cgroup.max.depth" : "memory.swappiness";
  output([cgSet, "--name", `/${name}`, "--pids=9", "--set=pids.max=8", `--set=${anyFile}=7`, "--", "true"]);
  assert.is(limitsOf(name)["pids/pids.max"], "8\n");
  assert.is(readFileSync(`${directory("memory", name)}/${anyFile}`, "utf8"), "7\n");
});

const failures: Readonly<Record<string, readonly [words: string[], message: RegExp]>> = {
  "swap below memory": [
    ["--memory=64M", "--memory-swap=32M"],
    pureV2
      ? /the limit on memory and swap together \(\d+\) is below that on memory \(\d+\)/
      : /cannot write "33554432" into \/sys\/fs\/cgroup\/memory\/.*: write\(.*\): EINVAL: .*\n {2}hint: .*memory alone/,
  ],
  "a file that is not there": [["--set=memory.no=1"], /openat\(.*memory\.no.*\): ENOENT/],
  "a controller that is nowhere": [["--set=net_cls.classid=1"], /no net_cls controller|ENOENT/],
  "a limit of the other version": pureV2
    ? [["--memory-swappiness=7"], /--memory-swappiness needs cgroup v1/]
    : [["--memory-high=1M"], /--memory-high needs cgroup v2/],
  "a processor that is not there": [["--cpuset-cpus=4000"], /cannot write "4000" into .*cpuset\.cpus/],
};

for (const [what, [words, message]] of Object.entries(failures))
  for (const rm of [[], ["--rm"]])
    test(`cg-set leaves nothing behind after a failure [${what}${rm.length > 0 ? ", --rm" : ""}]`, () => {
      const name = freshName("failure");
      const result = run([cgSet, "--name", `/${name}/a`, ...words, ...rm, "--", "echo", "started"]);
      assert.is(result.status, 125);
      assert.is(result.stdout, "");
      assert.match(result.stderr, message);
      assert.equal(directoriesNamed(name), []);
    });

test.run();
