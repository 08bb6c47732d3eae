import type { SyscallError } from "@isobox/kernel/sys";
import { type Hint, nearest } from "@isobox/toolkit";
import { mountWords } from "./mount-words.ts";
import { knownTypes, meant, whyNoOverlay, whyNoPivot } from "./reasons.ts";

/** Whether the file system that mount(2) was asked for is one of these: its third argument. */
const ofType =
  (...types: readonly string[]) =>
  ({ args }: Pick<SyscallError, "args">) =>
    types.some((type) => args[2] === JSON.stringify(type));

/** What to do, by the call and the errno that it failed with. */
export const hints: readonly Hint[] = [
  { syscall: "pivot_root", code: "EINVAL", hint: whyNoPivot },
  {
    syscall: "pivot_root",
    code: "EPERM",
    hint: "this user namespace does not own the mount namespace: ns-exec --user --mount makes both (pivot_root(2))",
  },
  {
    syscall: "mount",
    code: "EPERM",
    when: ofType("proc"),
    hint: "in a user namespace a procfs may be mounted only with a new PID namespace (ns-exec --pid --fork), and only where no part of the /proc in force is covered (mount_namespaces(7))",
  },
  {
    syscall: "mount",
    code: "EPERM",
    when: ofType("mqueue"),
    hint: "in a user namespace, message queues need a new IPC namespace: ns-exec --ipc (mq_overview(7))",
  },
  {
    syscall: "mount",
    code: "EPERM",
    when: ofType("sysfs"),
    hint: "in a user namespace a sysfs wants a new network namespace (ns-exec --net) and one that is visible already; else the host's is shown, and there is none here: give --sys to the stage that changes the root (mount_namespaces(7))",
  },
  {
    syscall: "mount",
    code: "EPERM",
    when: (error) => !ofType("proc", "mqueue", "sysfs")(error),
    hint: "mounting wants CAP_SYS_ADMIN in the user namespace that owns the mount namespace: ns-exec --user --mount makes both (mount(2))",
  },
  {
    syscall: "mount",
    code: "ENODEV",
    hint: (error) =>
      `the kernel does not know this type of file system${meant(JSON.parse(error.args[2]!), knownTypes())}: look at /proc/filesystems (mount(2))`,
  },
  {
    syscall: "mount",
    code: "EINVAL",
    when: ofType("overlay"),
    hint: whyNoOverlay,
  },
  {
    syscall: "mount",
    code: "ENOENT",
    when: ofType("overlay"),
    hint: ({ args }) =>
      args[4]!.includes("=/proc/self/fd/")
        ? "layers without a name are named through /proc, which is not there: make this mount before the root changes (mount(2))"
        : "a layer is not there: make the directories of lower=, upper= and work= before (mount(2))",
  },
  {
    syscall: "mount",
    code: "EINVAL",
    when: ofType("devpts"),
    hint: "gid= wants a group that is mapped in this user namespace (mount(8))",
  },
  {
    // The kernel gives its reasons along this call only, and then it is made in the place of mount(2).
    syscall: "fsconfig",
    code: "EINVAL",
    when: ({ args }) => args[2] === '"gid"' || args[2] === '"uid"',
    hint: "uid= and gid= want ids that are mapped in this user namespace: look at /proc/self/gid_map (user_namespaces(7))",
  },
  {
    syscall: "fsconfig",
    code: "EINVAL",
    when: ({ args }) => args[2] === '"upperdir"',
    hint: "what is written to cannot lie on an overlay, nor on vfat or a network's file system: take a directory on another one, or upper=tmpfs (mount(8))",
  },
  {
    syscall: "fsconfig",
    code: "EINVAL",
    when: ({ args }) => !['"gid"', '"uid"', '"upperdir"', "NULL"].includes(args[2]!),
    hint: (error) => {
      const word = JSON.parse(error.args[2]!) as string;
      const known = nearest(word, mountWords);
      return known === null
        ? null
        : `did you mean ${known}? Words that are not of mount(8) go to the file system`;
    },
  },
  {
    syscall: "mount",
    code: "EINVAL",
    when: (error) => error.args[2] !== "NULL" && !ofType("devpts", "overlay")(error),
    hint: "perhaps an option that this file system does not know; the kernel log may name it (mount(2))",
  },
  {
    syscall: "mount",
    code: "EINVAL",
    when: ({ args }) => args[1] === '"/"' && args[2] === "NULL",
    hint: "the root in force is no mount, as after chroot(2): change to it by pivot_root(2), that is without --chroot (mount(2))",
  },
  {
    syscall: "mount",
    code: "EBUSY",
    hint: "the same file system lies at that place already (mount(2))",
  },
  {
    syscall: "fsopen",
    code: "EPERM",
    hint: "mounting wants CAP_SYS_ADMIN in the user namespace that owns the mount namespace: ns-exec --user --mount makes both (mount(2))",
  },
  {
    syscall: "mount",
    code: "ENOSPC",
    hint: "the mount namespace has as many mounts as /proc/sys/fs/mount-max allows (mount(2))",
  },
  {
    syscall: "open_tree",
    code: "EPERM",
    hint: "mounting wants CAP_SYS_ADMIN in the user namespace that owns the mount namespace: ns-exec --user --mount makes both (open_tree(2))",
  },
  {
    syscall: "open_tree",
    code: "ENOENT",
    hint: "there is no such source here: make it, or let --bind-try or the word try leave it out (open_tree(2))",
  },
  {
    syscall: "statx",
    code: "ENOENT",
    hint: "it is not there: look at the path, or make it before (statx(2))",
  },
  {
    syscall: "read",
    code: "EBADF",
    hint: "no such descriptor is open: the shell opens one with 3< FILE, and the word is fd:3 (open(2))",
  },
  {
    syscall: "open_tree",
    code: "EINVAL",
    hint: "an unbindable mount cannot be bound; and in a user namespace a tree with mounts below it can only be bound whole: rbind (mount_namespaces(7))",
  },
  {
    syscall: "move_mount",
    code: "EINVAL",
    hint: "a file can be bound only on a file, and a directory only on a directory (move_mount(2))",
  },
  {
    syscall: "mount_setattr",
    code: "EPERM",
    when: ({ args }) => args.some((arg) => arg.includes("IDMAP")),
    hint: "ids are mapped by who owns the file system: give the mount to mnt-root --prepare too, before the user namespace is made (mount_setattr(2))",
  },
  {
    syscall: "mount_setattr",
    code: "EPERM",
    when: ({ args }) => !args.some((arg) => arg.includes("IDMAP")),
    hint: "the flag is locked: the mount comes from outside of this user namespace, where nosuid, nodev, noexec, ro and atime rules cannot be taken back (mount_namespaces(7))",
  },
  {
    syscall: "mount_setattr",
    code: "EINVAL",
    when: ({ args }) => args.some((arg) => arg.includes("IDMAP")),
    hint: "this file system has no id-mapped mounts (mount_setattr(2))",
  },
  {
    syscall: "mount_setattr",
    code: "EINVAL",
    when: ({ args }) => !args.some((arg) => arg.includes("IDMAP")),
    hint: "no mount lies there that could be changed: --bind PATH makes one of a directory (mount_setattr(2))",
  },
  {
    syscall: "mount_setattr",
    code: "ENOSYS",
    hint: "recursive attributes such as rro need Linux 5.12 (mount_setattr(2))",
  },
  {
    syscall: "openat2",
    code: "ELOOP",
    hint: "a symbolic link of the image leads there; /proc and /sys must be real directories (CVE-2019-19921)",
  },
  {
    syscall: "openat2",
    code: "EPERM",
    hint: "a seccomp filter around this process seems to refuse openat2(2), which keeps paths in the root: allow it, as every profile since 2021 does (seccomp(2))",
  },
  {
    syscall: "mkdirat",
    code: "EROFS",
    hint: "the place for the mount is missing and cannot be made: make it in the root file system beforehand",
  },
  {
    syscall: "mknodat",
    code: "EROFS",
    hint: "the place for the mount is missing and cannot be made: make it in the root file system beforehand",
  },
];
