import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseCgroupMounts } from "../src/cgroup-mounts.ts";
import { parseProcCgroup } from "../src/proc-cgroup.ts";

test("parseProcCgroup() reads joined, named and unified hierarchies", () => {
  const text = "4:cpu,cpuacct:/a\n1:name=systemd:/user.slice/x:y.scope\n0::/\n";
  assert.equal(parseProcCgroup(text), [
    { id: 4, controllers: ["cpu", "cpuacct"], path: "/a" },
    { id: 1, controllers: ["name=systemd"], path: "/user.slice/x:y.scope" },
    { id: 0, controllers: [], path: "/" },
  ]);
});

test("parseProcCgroup() answers an empty file with nothing", () => {
  assert.equal(parseProcCgroup(""), []);
});

// A container of Docker on a host with v1: each hierarchy is a bind mount of the container's own cgroup.
const docker = `\
1126 1119 0:119 / /sys rw,nosuid,nodev,noexec,relatime - sysfs sysfs rw
1127 1126 0:28 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime - tmpfs tmpfs rw,mode=755
1128 1127 0:29 /docker/c1 /sys/fs/cgroup/systemd ro,nosuid master:9 - cgroup cgroup rw,xattr,name=systemd
1129 1127 0:33 /docker/c1 /sys/fs/cgroup/cpu,cpuacct ro,nosuid master:16 - cgroup cgroup rw,cpu,cpuacct
1130 1127 0:34 / /sys/fs/cgroup/a\\040b rw - cgroup2 cgroup2 rw,nsdelegate
`;

test("parseCgroupMounts() picks the cgroup mounts, with their roots", () => {
  assert.equal(parseCgroupMounts(docker), [
    {
      version: 1,
      options: ["rw", "xattr", "name=systemd"],
      mountPoint: "/sys/fs/cgroup/systemd",
      root: "/docker/c1",
    },
    {
      version: 1,
      options: ["rw", "cpu", "cpuacct"],
      mountPoint: "/sys/fs/cgroup/cpu,cpuacct",
      root: "/docker/c1",
    },
    { version: 2, options: ["rw", "nsdelegate"], mountPoint: "/sys/fs/cgroup/a b", root: "/" },
  ]);
});

test.run();
