import { test } from "uvu";
import * as assert from "uvu/assert";
import { hierarchiesOf } from "../src/hierarchies.ts";
import { parseMountInfo } from "../src/mountinfo.ts";

/** Debian 10, systemd in hybrid mode. */
const DEBIAN_MOUNTS = `25 30 0:23 / /sys rw,nosuid,nodev,noexec,relatime shared:7 - sysfs sysfs rw
31 25 0:27 / /sys/fs/cgroup ro,nosuid,nodev,noexec shared:9 - tmpfs tmpfs ro,mode=755
32 31 0:28 / /sys/fs/cgroup/unified rw,nosuid,nodev,noexec,relatime shared:10 - cgroup2 cgroup2 rw,nsdelegate
33 31 0:29 / /sys/fs/cgroup/systemd rw,nosuid,nodev,noexec,relatime shared:11 - cgroup cgroup rw,xattr,name=systemd
37 31 0:33 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid,nodev,noexec,relatime shared:16 - cgroup cgroup rw,cpu,cpuacct
38 31 0:34 / /sys/fs/cgroup/memory rw,nosuid,nodev,noexec,relatime shared:17 - cgroup cgroup rw,memory
90 30 0:34 / /srv/second\\040view rw,relatime - cgroup cgroup rw,memory
`;
const DEBIAN_CGROUP = `11:cpu,cpuacct:/system.slice/ssh.service
10:memory:/system.slice/ssh.service
4:pids:/user.slice
1:name=systemd:/user.slice/user-0.slice/session-1.scope
0::/user.slice/user-0.slice/session-1.scope
`;

test("hierarchiesOf() lists the v1 hierarchies in mount order, each once, with the own cgroup", () => {
  assert.equal(hierarchiesOf(DEBIAN_MOUNTS, DEBIAN_CGROUP), {
    list: [
      { name: "systemd", own: "/sys/fs/cgroup/systemd/user.slice/user-0.slice/session-1.scope" },
      { name: "cpu,cpuacct", own: "/sys/fs/cgroup/cpu,cpuacct/system.slice/ssh.service" },
      { name: "memory", own: "/sys/fs/cgroup/memory/system.slice/ssh.service" },
    ],
    inNamespace: false,
  });
});

test("hierarchiesOf() leaves out what a bind mount already shows", () => {
  const mounts = "40 31 0:30 /lab /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids\n";
  const own = (path: string) => hierarchiesOf(mounts, `3:pids:${path}\n`).list[0]?.own;
  assert.is(own("/lab/a"), "/sys/fs/cgroup/pids/a");
  assert.is(own("/lab"), "/sys/fs/cgroup/pids");
});

test("hierarchiesOf() knows a cgroup namespace by the root that lies above it", () => {
  const mounts = "40 31 0:30 /.. /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids\n";
  assert.equal(hierarchiesOf(mounts, "3:pids:/\n"), {
    list: [{ name: "pids", own: "/sys/fs/cgroup/pids" }],
    inNamespace: true,
  });
});

test("hierarchiesOf() finds a controller only as a whole word", () => {
  const mounts = "40 31 0:30 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,noprefix,cpu\n";
  assert.equal(hierarchiesOf(mounts, "3:cpuset:/a\n2:xcpu,cpuacct:/b\n").list, []);
  assert.is(hierarchiesOf(mounts, "3:cpuset:/a\n2:cpuacct,cpu:/b\n").list[0]?.own, "/sys/fs/cgroup/cpu/b");
});

test("hierarchiesOf() finds nothing where there is cgroup v2 alone", () => {
  assert.equal(hierarchiesOf("36 25 0:30 / /sys/fs/cgroup rw - cgroup2 cgroup rw\n", "0::/\n").list, []);
});

test("parseMountInfo() reads every field, and undoes the kernel's escapes", () => {
  assert.equal(
    parseMountInfo(
      "36 35 98:0 /mnt\\0401 /mnt2 rw,noatime shared:3 master:1 - ext3 /dev/root rw,errors=continue\n",
    ),
    [
      {
        id: 36,
        parent: 35,
        root: "/mnt 1",
        mountPoint: "/mnt2",
        options: "rw,noatime",
        propagation: ["shared:3", "master:1"],
        type: "ext3",
        source: "/dev/root",
        superOptions: "rw,errors=continue",
      },
    ],
  );
  assert.equal(parseMountInfo(DEBIAN_MOUNTS).at(-1)?.mountPoint, "/srv/second view");
  assert.equal(parseMountInfo(""), []);
});

test.run();
