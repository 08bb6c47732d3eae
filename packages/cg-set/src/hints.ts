import type { SyscallError } from "@isobox/kernel/sys";
import type { Hint } from "@isobox/toolkit";

/** Whether one of the call's arguments ends so: the last component of a path. */
const names =
  (...ends: readonly string[]) =>
  (error: SyscallError): boolean =>
    error.args.some((argument) => ends.some((end) => argument.endsWith(`${end}"`)));

/** What to do, by the call that failed and its errno. Each row cites its source. */
export const hints: readonly Hint[] = [
  {
    syscall: "mkdirat",
    code: "EROFS",
    hint: "cgroups are mounted read-only here, as containers have them (mount(8), remount,rw)",
  },
  {
    syscall: "mkdirat",
    code: "EACCES",
    hint: "the parent cgroup is not delegated to this user (cgroups(7), Delegation; systemd-run --user --scope -p Delegate=yes)",
  },
  {
    syscall: "mkdirat",
    code: "EAGAIN",
    hint: "an ancestor's cgroup.max.descendants or cgroup.max.depth is reached (cgroups(7))",
  },
  {
    syscall: "write",
    code: "EBUSY",
    when: names("memory.limit_in_bytes", "memory.memsw.limit_in_bytes", "memory.max"),
    hint: "more memory than that is in use and cannot be reclaimed (memory.rst of cgroup-v1)",
  },
  {
    syscall: "write",
    code: "EBUSY",
    when: names("cgroup.subtree_control"),
    hint: "a cgroup with processes cannot hand controllers on; move them to a leaf first (cgroups(7), the no internal processes rule)",
  },
  {
    syscall: "write",
    code: "EBUSY",
    when: names("cgroup.procs"),
    hint: "the cgroup hands controllers on and takes no processes; enter one below it (cgroups(7), the no internal processes rule)",
  },
  {
    syscall: "write",
    code: "ENOSPC",
    when: names("tasks", "cgroup.procs"),
    hint: "its cpuset has no processors or no memory nodes: set --cpuset-cpus and --cpuset-mems (cpuset(7))",
  },
  {
    syscall: "write",
    code: "EOPNOTSUPP",
    when: names("cgroup.procs"),
    hint: "the cgroup is threaded, or in a threaded tree (cgroups(7), Thread mode)",
  },
  {
    syscall: "write",
    code: "EACCES",
    when: names("cgroup.procs"),
    hint: "the caller's cgroup and this one have a common ancestor that is not delegated to this user (cgroups(7), Delegation containment rules)",
  },
  {
    syscall: "write",
    code: "EINVAL",
    when: names("memory.memsw.limit_in_bytes", "memory.limit_in_bytes"),
    hint: "memory and swap together cannot be less than memory alone (memory.rst of cgroup-v1)",
  },
  {
    syscall: "write",
    code: "EINVAL",
    when: names("cpu.cfs_quota_us", "cpu.cfs_period_us", "cpu.max"),
    hint: "quota and period are at least 1000, the period at most 1000000, and their ratio within the parent's (sched-bwc.rst)",
  },
  {
    syscall: "write",
    code: "EACCES",
    when: names("cpuset.cpus", "cpuset.mems"),
    hint: "the parent cgroup does not have all of these (cpuset(7))",
  },
  {
    syscall: "write",
    code: "EPERM",
    when: names("devices.deny"),
    hint: "device rules take CAP_SYS_ADMIN in the initial user namespace (devices.rst of cgroup-v1)",
  },
  {
    syscall: "write",
    code: "EPERM",
    when: names("devices.allow"),
    hint: "the parent cgroup does not allow this device (devices.rst of cgroup-v1)",
  },
  {
    syscall: "write",
    code: "ENODEV",
    when: names("io.max", "blkio.throttle.read_bps_device", "blkio.throttle.write_bps_device"),
    hint: "there is no such block device; a partition cannot be limited, only its disk (cgroup-v2.rst, io.max)",
  },
  {
    syscall: "openat",
    code: "ENOENT",
    when: names("memory.memsw.limit_in_bytes", "memory.swap.max"),
    hint: "swap is not accounted: boot with swapaccount=1 (kernel-parameters.txt)",
  },
  {
    syscall: "bpf",
    code: "EPERM",
    hint: "device rules on cgroup v2 are a BPF program, which takes CAP_BPF and CAP_NET_ADMIN in the initial user namespace (bpf(2)); leave --device out, or run it as root there",
  },
  {
    syscall: "bpf",
    code: "EINVAL",
    hint: "is the kernel built with CONFIG_CGROUP_BPF? (cgroup-v2.rst, Device controller)",
  },
];
