// Where C defines what abi exports.

/**
 * Headers in groups that compile together. A name is taken from the first group that defines it: the kernel's own
 * headers, those of the network (which need libc's sockets), libc's for what the kernel exports to nobody.
 */
export const GROUPS: Readonly<Record<"kernel" | "network" | "libc", readonly string[]>> = {
  kernel: [
    "linux/types.h",
    "asm/errno.h",
    "asm/fcntl.h",
    "asm/ioctls.h",
    "asm/mman.h",
    "asm/poll.h",
    "asm/resource.h",
    "asm/signal.h",
    "asm/siginfo.h",
    "asm/socket.h",
    "asm/statfs.h",
    "linux/bpf.h",
    "linux/capability.h",
    "linux/close_range.h",
    "linux/eventpoll.h",
    "linux/filter.h",
    "linux/fs.h",
    "linux/inotify.h",
    "linux/ioprio.h",
    "linux/keyctl.h",
    "linux/landlock.h",
    "linux/magic.h",
    "linux/memfd.h",
    "linux/mempolicy.h",
    "linux/mman.h",
    "linux/mount.h",
    "linux/nsfs.h",
    "linux/openat2.h",
    "linux/personality.h",
    "linux/prctl.h",
    "linux/resource.h",
    "linux/sched.h",
    "linux/sched/types.h",
    "linux/seccomp.h",
    "linux/securebits.h",
    "linux/signalfd.h",
    "linux/sockios.h",
    "linux/stat.h",
    "linux/time.h",
    "linux/timerfd.h",
    "linux/wait.h",
  ],
  network: ["sys/socket.h", "linux/if.h", "linux/in.h", "linux/in6.h", "linux/netlink.h", "linux/un.h"],
  libc: [
    "dirent.h",
    "fcntl.h",
    "poll.h",
    "sched.h",
    "signal.h",
    "sys/epoll.h",
    "sys/eventfd.h",
    "sys/file.h",
    "sys/mount.h",
    "sys/personality.h",
    "sys/resource.h",
    "sys/signalfd.h",
    "sys/socket.h",
    "sys/statvfs.h",
    "sys/timerfd.h",
    "sys/uio.h",
    "unistd.h",
  ],
};

/** Exports whose name in C is another one. */
export const RENAMED: Readonly<Record<string, string>> = {
  // An export that begins with an underscore would look private.
  LINUX_CAPABILITY_VERSION_3: "_LINUX_CAPABILITY_VERSION_3",
  // NSIG is 32 in <asm/signal.h> of x86_64 and 65 in libc; ours is the last signal, SIGRTMAX.
  NSIG: "__SIGRTMAX",
};

/** A constant that no header of Debian 12 (Linux 6.1, glibc 2.36) has: its value, and where it is from. */
export const NEWER: Readonly<Record<string, { readonly value: bigint; readonly from: string }>> = {
  FSCONFIG_CMD_CREATE_EXCL: { value: 8n, from: "include/uapi/linux/mount.h, since Linux 6.6" },
  MFD_NOEXEC_SEAL: { value: 0x8n, from: "include/uapi/linux/memfd.h, since Linux 6.3" },
  MFD_EXEC: { value: 0x10n, from: "include/uapi/linux/memfd.h, since Linux 6.3" },
  MOVE_MOUNT_BENEATH: { value: 0x200n, from: "include/uapi/linux/mount.h, since Linux 6.5" },
  NS_GET_MNTNS_ID: {
    value: 0x8008b705n,
    from: "include/uapi/linux/nsfs.h: _IOR(0xb7, 5, __u64), since Linux 6.11",
  },
  NS_GET_ID: {
    value: 0x8008b70dn,
    from: "include/uapi/linux/nsfs.h: _IOR(0xb7, 13, __u64), since Linux 6.18",
  },
  MPOL_WEIGHTED_INTERLEAVE: { value: 6n, from: "include/uapi/linux/mempolicy.h, since Linux 6.9" },
  SCHED_EXT: { value: 7n, from: "include/uapi/linux/sched.h, since Linux 6.12" },
  LANDLOCK_ACCESS_FS_TRUNCATE: { value: 1n << 14n, from: "include/uapi/linux/landlock.h, since Linux 6.2" },
  LANDLOCK_ACCESS_FS_IOCTL_DEV: { value: 1n << 15n, from: "include/uapi/linux/landlock.h, since Linux 6.10" },
  LANDLOCK_RULE_NET_PORT: { value: 2n, from: "include/uapi/linux/landlock.h, since Linux 6.7" },
  LANDLOCK_ACCESS_NET_BIND_TCP: { value: 1n, from: "include/uapi/linux/landlock.h, since Linux 6.7" },
  LANDLOCK_ACCESS_NET_CONNECT_TCP: { value: 2n, from: "include/uapi/linux/landlock.h, since Linux 6.7" },
  LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET: { value: 1n, from: "include/uapi/linux/landlock.h, since Linux 6.12" },
  LANDLOCK_SCOPE_SIGNAL: { value: 2n, from: "include/uapi/linux/landlock.h, since Linux 6.12" },
  LSM_ID_SELINUX: { value: 101n, from: "include/uapi/linux/lsm.h, since Linux 6.8" },
  LSM_ID_SMACK: { value: 102n, from: "include/uapi/linux/lsm.h, since Linux 6.8" },
  LSM_ID_APPARMOR: { value: 104n, from: "include/uapi/linux/lsm.h, since Linux 6.8" },
  LSM_ID_YAMA: { value: 105n, from: "include/uapi/linux/lsm.h, since Linux 6.8" },
  LSM_ID_LANDLOCK: { value: 110n, from: "include/uapi/linux/lsm.h, since Linux 6.8" },
  PERSONALITY_QUERY: { value: 0xffffffffn, from: "personality(2): no name in C" },
  PR_SET_MDWE: { value: 65n, from: "include/uapi/linux/prctl.h, since Linux 6.3" },
  PR_GET_MDWE: { value: 66n, from: "include/uapi/linux/prctl.h, since Linux 6.3" },
  ST_NOSYMFOLLOW: { value: 0x2000n, from: "include/linux/statfs.h, not exported; glibc has it since 2.37" },
};

/** Structs that the headers of Debian 12 lack, or have in an older and shorter form: as the kernel's source has them. */
export const NEWER_STRUCTS: Readonly<Record<string, string>> = {
  // include/uapi/linux/landlock.h, since Linux 6.12
  "struct landlock_ruleset_attr":
    "struct landlock_ruleset_attr { __u64 handled_access_fs; __u64 handled_access_net; __u64 scoped; };",
  // include/uapi/linux/landlock.h, since Linux 6.7
  "struct landlock_net_port_attr": "struct landlock_net_port_attr { __u64 allowed_access; __u64 port; };",
};
