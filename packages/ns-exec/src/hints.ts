import * as abi from "@isobox/kernel/abi";
import { capget, getegid, geteuid, readFile, type SyscallError } from "@isobox/kernel/sys";
import type { Hint } from "@isobox/toolkit";
import type { IdRange } from "./id-range.ts";

/** The text of a file of procfs, or null where there is none. */
function fact(path: string): string | null {
  try {
    return readFile(path).trim();
  } catch {
    return null;
  }
}

function has(capability: abi.CapabilityName): boolean {
  const number = abi.CAPABILITIES.indexOf(capability);
  const { low, high } = capget().effective;
  return (((number < 32 ? low : high) >>> (number & 31)) & 1) === 1;
}

/** Whether the call was to make a user namespace. */
function makesUser({ args }: SyscallError): boolean {
  return args.some((arg) => arg.includes("CLONE_NEWUSER"));
}

function whyNoNamespace(error: SyscallError): string | null {
  if (!makesUser(error))
    return has("sys_admin")
      ? "CAP_SYS_ADMIN is here, so a seccomp filter or security module refuses; see Seccomp in /proc/self/status"
      : "CAP_SYS_ADMIN is missing in this user namespace: run as root, or add --user --map-root-user (unshare(2))";
  if (fact("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") === "1" && !has("sys_admin"))
    return "kernel.apparmor_restrict_unprivileged_userns is 1: an AppArmor profile must allow this program userns (apparmor.d(5))";
  if (fact("/proc/sys/kernel/unprivileged_userns_clone") === "0" && !has("sys_admin"))
    return "kernel.unprivileged_userns_clone is 0: sysctl kernel.unprivileged_userns_clone=1 allows it";
  return "a user namespace cannot be made in a chroot, nor by a user or group that this namespace does not map (user_namespaces(7))";
}

const LIMITS = ["user", "pid", "mnt", "net", "ipc", "uts", "cgroup", "time"].map(
  (name) => `max_${name}_namespaces`,
);

function whyNoSpace(): string {
  const shut = LIMITS.find((name) => fact(`/proc/sys/user/${name}`) === "0");
  return shut
    ? `user.${shut} is 0: no such namespace may be made here until it is raised, as root of this user namespace: sysctl user.${shut}=1000 (namespaces(7))`
    : "a count is exhausted, here or in a namespace above: compare lsns(8) with sysctl user; PID and user namespaces nest 32 deep (namespaces(7))";
}

const makers = ["unshare", "clone", "clone3"] as const;

/** What to do when a call fails. Rows cite their manual page. */
export const hints: readonly Hint[] = [
  ...makers.flatMap((syscall): Hint[] => [
    { syscall, code: "EPERM", hint: whyNoNamespace },
    { syscall, code: "ENOSPC", hint: whyNoSpace },
    {
      syscall,
      code: "EUSERS",
      hint: "user namespaces nest 32 deep (user_namespaces(7))",
    },
    {
      syscall,
      code: "EINVAL",
      hint: "this kernel was built without one of these namespaces; see what is in /proc/self/ns (namespaces(7))",
    },
  ]),
  {
    syscall: "clone",
    code: "EAGAIN",
    hint: "a limit on processes is reached: RLIMIT_NPROC, pids.max of the cgroup, or kernel.threads-max (fork(2))",
  },
  {
    syscall: "clone",
    code: "ENOMEM",
    hint: "the PID namespace that was entered has lost its init process and takes no more: with --fork beside --pid, PROG is the first process and lasts (pid_namespaces(7))",
  },
  {
    syscall: "clone3",
    code: "ENOSYS",
    hint: "an old seccomp profile hides this call; only --time needs it together with --fork (clone(2))",
  },
  {
    syscall: "pidfd_open",
    code: "ESRCH",
    hint: "no process of this PID namespace has that number: look at ps -e, or at ns-exec list (pidfd_open(2))",
  },
  {
    syscall: "pidfd_getfd",
    code: "EBADF",
    hint: "the target has no such descriptor: look at ls -l /proc/PID/fd (pidfd_getfd(2))",
  },
  {
    syscall: "openat",
    code: "EACCES",
    when: ({ args }) => /^"ns\/|^"(root|cwd|environ)"|\/ns\//.test(args[1] ?? ""),
    hint: "such a file is open to the process's own user only while it has no more privilege: be root, or CAP_SYS_PTRACE in its user namespace (ptrace(2))",
  },
  {
    syscall: "openat",
    code: "ENOENT",
    when: ({ args }) => (args[2] ?? "").includes("O_EXCL"),
    hint: "the directory of FILE is not there: mkdir -p makes it (mkdir(1))",
  },
  {
    syscall: "fcntl",
    code: "EBADF",
    hint: "no such descriptor is open: a shell opens one with N>FILE or N<FILE behind the command (sh(1))",
  },
  {
    syscall: "setns",
    code: "EPERM",
    hint: "CAP_SYS_ADMIN is needed in the user namespace that owns the target, and in this one; for a mount namespace CAP_SYS_CHROOT as well (setns(2))",
  },
  {
    syscall: "setns",
    code: "EBADF",
    hint: "the file is no namespace: want /proc/PID/ns/NAME (namespaces(7))",
  },
  {
    syscall: "write",
    code: "ERANGE",
    when: ({ args }) => /monotonic|boottime/.test(args[1] ?? ""),
    hint: "no clock may become negative, nor be more than 146 years ahead (time_namespaces(7))",
  },
  {
    syscall: "ioctl",
    code: "EPERM",
    when: ({ args }) => args[1] === "SIOCSIFFLAGS",
    hint: "an interface takes CAP_NET_ADMIN in the user namespace that owns the network namespace: as root, or with --user (netdevice(7))",
  },
  {
    syscall: "sethostname",
    code: "EINVAL",
    hint: "a host name has at most 64 bytes (sethostname(2))",
  },
  {
    syscall: "setdomainname",
    code: "EINVAL",
    hint: "a domain name has at most 64 bytes (setdomainname(2))",
  },
  {
    syscall: "mount",
    code: "EINVAL",
    when: ({ args }) => (args[0] ?? "").includes("/ns/mnt"),
    hint: "a mount namespace is pinned only in an older one; Linux 6.18 takes its age by a number that each processor counts by itself: try again on the processor of the caller's, such as taskset -c 0 (mount_namespaces(7))",
  },
  {
    syscall: "mount",
    code: "EINVAL",
    when: ({ args }) => !(args[0] ?? "").includes("/ns/"),
    hint: "the root directory is not a mount point here, as in a chroot: add --propagation unchanged (mount(2))",
  },
];

/** Why the kernel refuses a line of uid_map, gid_map or setgroups; user_namespaces(7) gives the rules. */
export function mapReasons(
  error: SyscallError,
  file: "uid_map" | "gid_map" | "setgroups",
  ranges: readonly IdRange[],
): string[] {
  if (error.code === "EACCES")
    return ["the process is not dumpable, so its files in /proc belong to root (prctl(2), PR_SET_DUMPABLE)"];
  if (error.code === "EINVAL")
    return ["a map has at most 340 lines and less than a page of text, and no overlaps (user_namespaces(7))"];
  if (error.code !== "EPERM") return [];
  if (file === "setgroups")
    return [
      "setgroups can be denied only before gid_map is written, and never allowed again below a namespace that denies it (user_namespaces(7))",
    ];

  const unmapped = outsideOf(fact(`/proc/self/${file}`), ranges);
  if (unmapped !== null)
    return [
      `id ${unmapped} is not mapped in this user namespace, so it cannot be passed on (user_namespaces(7))`,
    ];
  const [capability, own, kind] =
    file === "uid_map" ? (["setuid", geteuid(), "user"] as const) : (["setgid", getegid(), "group"] as const);
  if (!has(capability)) {
    const single = ranges.length === 1 && ranges[0]!.count === 1 && ranges[0]!.outside === own;
    if (!single)
      return [
        `without CAP_${capability.toUpperCase()} only one line that maps the own ${kind} id ${own} may be written (user_namespaces(7))`,
      ];
    if (file === "gid_map")
      return ["add --setgroups deny: without CAP_SETGID a group is mapped only then (user_namespaces(7))"];
  }
  if (file === "uid_map" && !has("setfcap") && ranges.some(({ outside }) => outside === 0))
    return ["mapping user 0 of outside needs CAP_SETFCAP (since Linux 5.12; user_namespaces(7))"];
  return [
    "a map is written once, by a process of the parent namespace or of the namespace itself (user_namespaces(7))",
  ];
}

/** The first outside id that a map of this process's own namespace does not contain; null when all are in it. */
function outsideOf(ownMap: string | null, ranges: readonly IdRange[]): number | null {
  // Empty: this process is in the new namespace itself, and cannot see what the parent's has.
  if (!ownMap) return null;
  const own = ownMap.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  for (const { outside, count } of ranges) {
    let at = outside;
    while (at < outside + count) {
      const range = own.find(([first = 0, , size = 0]) => at >= first && at < first + size);
      if (!range) return at;
      at = range[0]! + range[2]!;
    }
  }
  return null;
}
