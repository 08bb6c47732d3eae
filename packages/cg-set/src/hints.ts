import type { SyscallError } from "@isobox/kernel/sys";
import * as sys from "@isobox/kernel/sys";
import { type Hint, shellWord } from "@isobox/toolkit";
import { moveAway } from "./diagnose.ts";
import { parentOf } from "./name.ts";
import { readCounters, readIfThere, readNumber } from "./read.ts";

/** The path among the arguments of a call; "" when there is none. */
function pathIn(error: SyscallError): string {
  return /^"(\/.*)"$/.exec(error.args.find((argument) => argument.startsWith('"/')) ?? "")?.[1] ?? "";
}

/** The name of a directory below the mount point of its hierarchy, as a command takes it. */
function nameOf(directory: string): string {
  let mount = directory;
  while (parentOf(mount) !== "" && readIfThere(`${parentOf(mount)}/cgroup.procs`) !== null)
    mount = parentOf(mount);
  return directory.slice(mount.length) || "/";
}

/** The cgroup above a directory whose number of cgroups, or their depth, is used up. */
function full(directory: string): string | null {
  let depth = 1;
  for (let at = parentOf(directory); at !== ""; at = parentOf(at), depth++) {
    const most = readNumber(`${at}/cgroup.max.descendants`);
    const deepest = readNumber(`${at}/cgroup.max.depth`);
    const descendants = readCounters(`${at}/cgroup.stat`)["nr_descendants"] ?? 0;
    if (most !== null && descendants >= most)
      return `${at} may have ${most} cgroups below it and has: cg-set set ${nameOf(at)} cgroup.max.descendants=${most + 1}`;
    if (deepest !== null && depth > deepest)
      return `cgroups may be ${deepest} deep below ${at}: cg-set set ${nameOf(at)} cgroup.max.depth=${depth}`;
  }
  return null;
}

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
    hint: (error) =>
      `cgroups are mounted read-only here, as containers have them: mount -o remount,bind,rw ${mountOf(pathIn(error))} (mount(8))`,
  },
  {
    syscall: "mkdirat",
    code: "EACCES",
    hint: (error) =>
      `the parent cgroup is not delegated to this user (cgroups(7), Delegation): as root, cg-set create --owner ${sys.geteuid()} ${shellWord(nameOf(parentOf(pathIn(error))))}; or systemd-run --user --scope -p Delegate=yes`,
  },
  {
    syscall: "mkdirat",
    code: "EAGAIN",
    hint: (error) =>
      full(pathIn(error)) ??
      "an ancestor's cgroup.max.descendants or cgroup.max.depth is reached (cgroups(7))",
  },
  {
    syscall: "write",
    code: "EBUSY",
    when: names("memory.limit_in_bytes", "memory.memsw.limit_in_bytes", "memory.max"),
    hint: (error) => {
      const directory = parentOf(pathIn(error));
      const used =
        readIfThere(`${directory}/memory.usage_in_bytes`) ?? readIfThere(`${directory}/memory.current`);
      return `more memory than that is in use${used === null ? "" : ` (${used} bytes)`} and cannot be reclaimed (memory.rst of cgroup-v1); ask for more, or end some of its processes`;
    },
  },
  {
    syscall: "write",
    code: "EBUSY",
    when: names("cgroup.subtree_control"),
    hint: (error) => {
      const directory = parentOf(pathIn(error));
      return `a cgroup with processes cannot hand controllers on (cgroups(7), the no internal processes rule); move them to a leaf first: ${moveAway(directory, nameOf(directory))}`;
    },
  },
  {
    syscall: "write",
    code: "EBUSY",
    when: names("cgroup.procs"),
    hint: (error) =>
      `the cgroup hands controllers on and takes no processes (cgroups(7), the no internal processes rule); enter one below it, such as ${nameOf(parentOf(pathIn(error)))}/leaf`,
  },
  {
    syscall: "write",
    code: "ENOSPC",
    when: names("tasks", "cgroup.procs"),
    hint: (error) =>
      `its cpuset has no processors or no memory nodes (cpuset(7)): cg-set set --cpuset-cpus ${onlineCpus()} --cpuset-mems 0 ${nameOf(parentOf(pathIn(error)))}`,
  },
  {
    syscall: "write",
    code: "EOPNOTSUPP",
    when: names("cgroup.procs"),
    hint: (error) => {
      const file = `${parentOf(pathIn(error))}/cgroup.type`;
      return readIfThere(file) === "domain invalid"
        ? `the cgroup above it is threaded, so it must be threaded too: echo threaded > ${file} (cgroups(7), Thread mode)`
        : "the cgroup is threaded, or in a threaded tree (cgroups(7), Thread mode)";
    },
  },
  {
    syscall: "write",
    code: "EACCES",
    when: names("cgroup.procs", "tasks"),
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
    hint: "quota and period are at least 1000, the period at most 1000000, and their ratio within the parent's (sched-bwc.rst); cg-set get cpu-max of the parent shows it",
  },
  {
    syscall: "write",
    code: "EACCES",
    when: names("cpuset.cpus", "cpuset.mems"),
    hint: (error) => {
      const path = pathIn(error);
      const has = readIfThere(`${parentOf(parentOf(path))}/${path.slice(path.lastIndexOf("/") + 1)}`);
      return `the parent cgroup does not have all of these${has === null ? "" : `: it has ${has}`} (cpuset(7))`;
    },
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
  {
    syscall: "write",
    code: "EINVAL",
    when: names("devices.allow", "devices.deny"),
    hint: "a list of devices can be turned from all to none, or back, only while no cgroup is below (devices.rst of cgroup-v1): cg-set list shows them",
  },
  {
    syscall: "write",
    code: "ESRCH",
    when: names("cgroup.procs", "tasks", "cgroup.threads"),
    hint: "there is no such process any more, or not in this pid namespace: ps -e shows who is there",
  },
  {
    syscall: "write",
    code: "EINVAL",
    when: names("cpuset.cpus", "cpuset.mems"),
    hint: (error) =>
      `this machine has processors ${onlineCpus()} and memory nodes ${onlineNodes()} (cpuset(7))${pathIn(error) === "" ? "" : "; name some of these"}`,
  },
  {
    syscall: "write",
    code: "ERANGE",
    when: names("cpuset.cpus", "cpuset.mems"),
    hint: () => `this machine has processors ${onlineCpus()} and memory nodes ${onlineNodes()} (cpuset(7))`,
  },
  {
    syscall: "write",
    code: "EINVAL",
    when: names("pids.max"),
    hint: "a number of tasks, or max (pids.rst of cgroup-v1)",
  },
  {
    syscall: "write",
    code: "EINVAL",
    when: names("cpu.rt_runtime_us", "cpu.rt_period_us"),
    hint: (error) =>
      `real time must be had by the parent first: cg-set set --cpu-rt-runtime USEC ${nameOf(parentOf(parentOf(pathIn(error))))} (sched-rt-group.rst)`,
  },
  {
    syscall: "openat",
    code: "ENOENT",
    when: (error) =>
      /\/[a-z_]+\.[^/]*$/.test(pathIn(error)) &&
      !names("memory.memsw.limit_in_bytes", "memory.swap.max")(error),
    hint: (error) => {
      const directory = parentOf(pathIn(error));
      return readIfThere(`${directory}/cgroup.procs`) === null
        ? null
        : `the cgroup has no such file: cg-set get --all ${nameOf(directory)} shows those that it has, cg-set doctor which controllers it lacks`;
    },
  },
];

function onlineCpus(): string {
  return readIfThere("/sys/devices/system/cpu/online") ?? "0";
}

function onlineNodes(): string {
  return readIfThere("/sys/devices/system/node/online") ?? "0";
}

/** The mount point of the hierarchy that a path is in, which need not be there itself. */
function mountOf(path: string): string {
  for (let at = path; at !== ""; at = parentOf(at))
    if (readIfThere(`${at}/cgroup.procs`) !== null && readIfThere(`${parentOf(at)}/cgroup.procs`) === null)
      return at;
  return "/sys/fs/cgroup";
}
