import { existsSync } from "node:fs";
import * as abi from "@isobox/kernel/abi";
import { NR, SyscallError } from "@isobox/kernel/sys";
import { hintsFor } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { hints } from "../src/hints.ts";

const lab = "/sys/fs/cgroup/memory/lab";

/** A directory of cgroups that is there. */
const root = existsSync("/sys/fs/cgroup/cgroup.procs") ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory";

const rows: readonly (readonly [nr: number, args: string[], errno: number, hint: RegExp])[] = [
  [NR.mkdirat, [lab], abi.EROFS, /read-only/],
  [NR.mkdirat, [lab], abi.EACCES, /not delegated/],
  [NR.mkdirat, [lab], abi.EAGAIN, /max\.descendants/],
  [NR.write, [`${lab}/memory.limit_in_bytes`], abi.EBUSY, /in use/],
  [NR.write, [`${lab}/cgroup.subtree_control`], abi.EBUSY, /leaf/],
  [NR.write, [`${lab}/cgroup.procs`], abi.EBUSY, /takes no processes/],
  [NR.write, [`${lab}/tasks`], abi.ENOSPC, /--cpuset-mems/],
  [NR.write, [`${lab}/cgroup.procs`], abi.EOPNOTSUPP, /threaded/],
  [NR.write, [`${lab}/cgroup.procs`], abi.EACCES, /common ancestor/],
  [NR.write, [`${lab}/memory.memsw.limit_in_bytes`], abi.EINVAL, /less than memory/],
  [NR.write, [`${lab}/cpu.cfs_quota_us`], abi.EINVAL, /at least 1000/],
  [NR.write, [`${lab}/cpuset.cpus`], abi.EACCES, /parent cgroup/],
  [NR.write, [`${lab}/devices.deny`], abi.EPERM, /CAP_SYS_ADMIN/],
  [NR.write, [`${lab}/devices.allow`], abi.EPERM, /does not allow/],
  [NR.write, [`${lab}/io.max`], abi.ENODEV, /no such block device/],
  [NR.openat, [`${lab}/memory.swap.max`], abi.ENOENT, /swapaccount=1/],
  [NR.write, [`${lab}/devices.deny`], abi.EINVAL, /no cgroup is below/],
  [NR.write, [`${lab}/cgroup.procs`], abi.ESRCH, /no such process/],
  [NR.write, [`${lab}/cpuset.cpus`], abi.EINVAL, /this machine has processors/],
  [NR.write, [`${lab}/cpuset.cpus`], abi.ERANGE, /this machine has processors/],
  [NR.write, [`${lab}/pids.max`], abi.EINVAL, /a number of tasks/],
  [NR.write, [`${lab}/cpu.rt_runtime_us`], abi.EINVAL, /--cpu-rt-runtime/],
  [NR.openat, [`${root}/memory.nothing`], abi.ENOENT, /get --all/],
  [NR.bpf, ["BPF_PROG_LOAD"], abi.EPERM, /CAP_BPF/],
  [NR.bpf, ["BPF_PROG_ATTACH"], abi.EINVAL, /CONFIG_CGROUP_BPF/],
];

for (const [nr, args, errno, hint] of rows) {
  const error = new SyscallError(nr, args, errno);
  test(`a hint is given, and one only [${error.syscall}, ${error.code}, ${args[0]}]`, () => {
    const given = hintsFor(error, hints);
    assert.is(given.length, 1);
    assert.match(given[0]!, hint);
  });
}

test("every hint has a row here, and no hint is given for another file", () => {
  assert.is(rows.length, hints.length);
  assert.equal(hintsFor(new SyscallError(NR.write, [`${lab}/pids.max`], abi.EIO), hints), []);
});

test.run();
