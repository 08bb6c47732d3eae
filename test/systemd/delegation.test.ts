// Where systemd is process 1: cgroups that it hands over (Delegate=yes) are ours to use, and its own stay its own.
import { existsSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { busyboxRoot, runcSpecBundle } from "../lib/bundle.ts";
import { cgroupsNamed } from "../lib/hierarchy.ts";
import { scope, withSystemd } from "../lib/systemd.ts";
import { output, run, scratch, tool, uniqueName } from "../lib/tools.ts";

withSystemd("delegation by systemd", () => {
  test("a scope with Delegate=yes: cg-set makes a cgroup in it, with limits, and takes it away", () => {
    const unit = uniqueName("scope");
    const path = `/system.slice/${unit}.scope`;
    // Who hands processes on into cgroups below has to leave the inner one first (no internal processes).
    const script = `mkdir /sys/fs/cgroup${path}/own && echo $$ > /sys/fs/cgroup${path}/own/cgroup.procs && exec "$@"`;
    const cgSet = [tool("cg-set"), "--name", `${path}/lab`, "--memory=64M", "--pids=20", "--rm", "--"];
    const payload = `cat /proc/self/cgroup /sys/fs/cgroup${path}/lab/memory.max /sys/fs/cgroup${path}/lab/pids.max`;
    const words = ["sh", "-c", script, "sh", ...cgSet, "sh", "-c", payload];
    assert.is(
      output([...scope(`--unit=${unit}`, "Delegate=yes"), ...words]),
      `0::${path}/lab\n67108864\n20\n`,
    );
    assert.equal(cgroupsNamed("lab"), []);
  });

  test("a limit of the scope holds for what is below it: the kernel kills at the ancestor", () => {
    const unit = uniqueName("limit");
    const path = `/system.slice/${unit}.scope`;
    const script = `mkdir /sys/fs/cgroup${path}/own && echo $$ > /sys/fs/cgroup${path}/own/cgroup.procs && "$@"; s=$?; grep oom_kill /sys/fs/cgroup${path}/memory.events >&2; exit $s`;
    const eater = "x=$(head -c 100000000 /dev/zero | tr '\\0' x); echo survived";
    const cgSet = [tool("cg-set"), "--name", `${path}/lab`, "--memory=512M", "--rm", "--", "sh", "-c", eater];
    const properties = ["Delegate=yes", "MemoryMax=32M", "MemorySwapMax=0"];
    const result = run([...scope(`--unit=${unit}`, ...properties), "sh", "-c", script, "sh", ...cgSet]);
    assert.is(result.stdout, "");
    assert.is(result.status, 137, result.stderr);
    assert.match(result.stderr, /oom_kill [1-9]/);
    assert.equal(cgroupsNamed("lab"), []);
  });

  test("oci-run below a scope, and under runc: the container is in the same place, with the same limits", () => {
    const places = [tool("oci-run"), "runc"].map((runtime) => {
      const unit = uniqueName("container");
      const path = `/system.slice/${unit}.scope`;
      const bundle = runcSpecBundle("scope", (config) => {
        config.process.args = [
          "sh",
          "-c",
          "cat /proc/self/cgroup /sys/fs/cgroup/memory.max /sys/fs/cgroup/pids.max",
        ];
        config.linux.cgroupsPath = `${path}/container`;
        config.linux.resources.memory = { limit: 67_108_864 };
        config.linux.resources.pids = { limit: 30 };
      });
      const script = `mkdir /sys/fs/cgroup${path}/own && echo $$ > /sys/fs/cgroup${path}/own/cgroup.procs && exec "$@"`;
      const words = [runtime, "--root", scratch("state"), "run", "--bundle", bundle.path, unit];
      const text = output([...scope(`--unit=${unit}`, "Delegate=yes"), "sh", "-c", script, "sh", ...words]);
      assert.equal(cgroupsNamed("container"), []);
      return text;
    });
    assert.is(places[0], "0::/\n67108864\n30\n");
    assert.is(places[1], places[0]);
  });

  test("a whole pipeline as a service: its status is the payload's, and the unit leaves nothing", () => {
    const unit = uniqueName("service");
    const name = uniqueName("lab");
    const rootfs = busyboxRoot(`${scratch("service")}/rootfs`);
    const chain = [
      [tool("ns-exec"), "--pid", "--fork"],
      ["cg-set", "--name", `/${name}`, "--memory", "64M", "--rm"],
      ["ns-exec", "--mount", "--uts", "--ipc"],
      ["mnt-root", "--root", rootfs, "--proc"],
      ["cap-drop", "--keep", "net_bind_service"],
      ["/bin/sh", "-c", "exit 7"],
    ].flatMap((words, i) => (i === 0 ? words : ["--", ...words]));
    const words = ["systemd-run", "--quiet", "--wait", "--collect", `--unit=${unit}`, ...chain];
    assert.is(run(words).status, 7);
    assert.equal(cgroupsNamed(name), []);
    assert.not(existsSync(`/sys/fs/cgroup/system.slice/${unit}.service`));
  });
});

test.run();
