import type { SyscallError } from "@isobox/kernel/sys";
import type { Hint } from "@isobox/toolkit";

/** Whether the file system that mount(2) was asked for is one of these: its third argument. */
const ofType =
  (...types: readonly string[]) =>
  ({ args }: SyscallError) =>
    types.some((type) => args[2] === JSON.stringify(type));

/** What to do, by the call and the errno that it failed with. */
export const hints: readonly Hint[] = [
  {
    syscall: "pivot_root",
    code: "EINVAL",
    hint: "on a root of type rootfs (an initramfs) only --no-pivot works (pivot_root(2))",
  },
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
    when: (error) => !ofType("proc", "mqueue")(error),
    hint: "mounting wants CAP_SYS_ADMIN in the user namespace that owns the mount namespace: ns-exec --user --mount makes both (mount(2))",
  },
  {
    syscall: "mount",
    code: "ENODEV",
    hint: "the kernel does not know this type of file system: look at /proc/filesystems (mount(2))",
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
    syscall: "mount",
    code: "EINVAL",
    when: (error) => error.args[2] !== "NULL" && !ofType("devpts")(error),
    hint: "perhaps an option that this file system does not know; the kernel log may name it (mount(2))",
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
