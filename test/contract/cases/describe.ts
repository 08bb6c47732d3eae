// Calls in words: symbolic flags by the names of the manual pages, structs from the buffers that were passed.
import * as abi from "@isobox/kernel/abi";
import { platform, type SyscallArg } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { type Case, equal, ok } from "../case.ts";

const { NR } = sys;
type Args = readonly (SyscallArg | undefined)[];

/** A case of one line: the call, and how it is told. */
function line(nr: number, args: Args, text: string, result?: number): Case {
  return {
    name: `describe() tells ${text.slice(0, 70)}`,
    run: () => equal(sys.describeCall(nr, args, result), text),
  };
}

function view(
  size: number,
  ...fields: readonly [offset: number, width: 2 | 4 | 8, value: number | bigint][]
): DataView {
  const data = sys.struct(size);
  for (const [offset, width, value] of fields) {
    if (width === 2) data.setUint16(offset, Number(value), true);
    else if (width === 4) data.setUint32(offset, Number(value), true);
    else sys.setU64(data, offset, value);
  }
  return data;
}

const { clone_args: c, mount_attr: m, open_how: h, cap_data: cap } = abi;
const bytes = (...list: number[]) => new Uint8Array(list);
const MS = abi.MS_NOSUID | abi.MS_NODEV;

export const cases: readonly Case[] = [
  line(
    NR.mount,
    ["proc", "/proc", "proc", MS, null],
    'mount("proc", "/proc", "proc", MS_NOSUID|MS_NODEV, NULL)',
  ),
  line(
    NR.mount,
    [null, ".", null, abi.MS_SLAVE | abi.MS_REC, null],
    'mount(NULL, ".", NULL, MS_REC|MS_SLAVE, NULL)',
  ),
  line(NR.mount, ["a", "b", "c", 0, "size=1k"], 'mount("a", "b", "c", 0, "size=1k")'),
  line(NR.mount, ["a", "b", "c", 0x60000000 | 1, ""], 'mount("a", "b", "c", MS_RDONLY|0x60000000, "")'),
  line(NR.umount2, [".", abi.MNT_DETACH | abi.UMOUNT_NOFOLLOW], 'umount2(".", MNT_DETACH|UMOUNT_NOFOLLOW)'),
  line(NR.pivot_root, [".", "."], 'pivot_root(".", ".") = 0', 0),
  line(
    NR.openat2,
    [abi.AT_FDCWD, "/x", view(24, [h.flags, 8, abi.O_CLOEXEC], [h.resolve, 8, abi.RESOLVE_IN_ROOT]), 24],
    'openat2(AT_FDCWD, "/x", {flags=O_RDONLY|O_CLOEXEC, mode=0, resolve=RESOLVE_IN_ROOT}, 24)',
  ),
  line(
    NR.openat,
    [3, "x", abi.O_WRONLY | abi.O_CREAT | abi.O_EXCL, 0o644],
    'openat(3, "x", O_WRONLY|O_CREAT|O_EXCL, 0644) = 4',
    4,
  ),
  line(NR.openat, [3, "x", abi.O_TMPFILE | abi.O_RDWR, 0o600], 'openat(3, "x", O_RDWR|O_TMPFILE, 0600)'),
  line(NR.openat, [3, "x", abi.O_PATH | abi.O_DIRECTORY, 0], 'openat(3, "x", O_RDONLY|O_DIRECTORY|O_PATH)'),
  line(NR.openat, [3, "x", abi.O_SYNC | abi.O_RDONLY, 0], 'openat(3, "x", O_RDONLY|O_SYNC)'),
  line(NR.mknodat, [3, "null", abi.S_IFCHR | 0o666, 0x103], 'mknodat(3, "null", S_IFCHR|0666, 0x103)'),
  line(NR.umask, [0o22], "umask(022)"),
  line(NR.mkdirat, [3, "a\tb\n\\", 0o755], 'mkdirat(3, "a\\x09b\\x0a\\\\", 0755)'),
  line(NR.unshare, [abi.CLONE_NEWNS | abi.CLONE_NEWPID], "unshare(CLONE_NEWNS|CLONE_NEWPID)"),
  line(NR.setns, [5, 0], "setns(5, 0)"),
  line(
    NR.clone,
    [(abi.CLONE_NEWNS | 17) >>> 0, 0, 0, 0, 0],
    "clone(CLONE_NEWNS|SIGCHLD, NULL, NULL, NULL, NULL) = 7",
    7,
  ),
  line(NR.clone, [17, 0, 0, 0, 0], "clone(SIGCHLD, NULL, NULL, NULL, NULL)"),
  line(
    NR.clone3,
    [
      view(
        c.size,
        [c.flags, 8, abi.CLONE_INTO_CGROUP + abi.CLONE_NEWNS],
        [c.exit_signal, 8, 17],
        [c.cgroup, 8, 9],
      ),
      88,
    ],
    "clone3({flags=CLONE_NEWNS|CLONE_INTO_CGROUP, exit_signal=SIGCHLD, stack=NULL, stack_size=0x0, cgroup=9}, 88)",
  ),
  line(
    NR.mount_setattr,
    [
      3,
      "",
      abi.AT_EMPTY_PATH | abi.AT_RECURSIVE,
      view(
        m.size,
        [m.attr_set, 8, abi.MOUNT_ATTR_IDMAP | 1],
        [m.attr_clr, 8, 0x70],
        [m.propagation, 8, abi.MS_PRIVATE],
        [m.userns_fd, 8, 6],
      ),
      32,
    ],
    'mount_setattr(3, "", AT_EMPTY_PATH|AT_RECURSIVE, {attr_set=MOUNT_ATTR_RDONLY|MOUNT_ATTR_IDMAP, attr_clr=MOUNT_ATTR__ATIME, propagation=MS_PRIVATE, userns_fd=6}, 32)',
  ),
  line(
    NR.fsconfig,
    [4, abi.FSCONFIG_SET_STRING, "size", "1k", 0],
    'fsconfig(4, FSCONFIG_SET_STRING, "size", "1k", 0)',
  ),
  line(
    NR.fsconfig,
    [4, abi.FSCONFIG_CMD_CREATE, null, null, 0],
    "fsconfig(4, FSCONFIG_CMD_CREATE, NULL, NULL, 0)",
  ),
  line(
    NR.move_mount,
    [4, "", -100, "/x", abi.MOVE_MOUNT_F_EMPTY_PATH],
    'move_mount(4, "", AT_FDCWD, "/x", MOVE_MOUNT_F_EMPTY_PATH)',
  ),
  line(
    NR.prlimit64,
    [0, 7, view(16, [0, 8, 1024], [8, 8, abi.RLIM_INFINITY]), sys.struct(16)],
    "prlimit64(0, RLIMIT_NOFILE, {rlim_cur=1024, rlim_max=RLIM_INFINITY}, …)",
  ),
  line(
    NR.prlimit64,
    [0, 7, null, view(16, [0, 8, 1], [8, 8, 2])],
    "prlimit64(0, RLIMIT_NOFILE, NULL, {rlim_cur=1, rlim_max=2}) = 0",
    0,
  ),
  line(
    NR.capset,
    [
      view(8, [0, 4, abi.LINUX_CAPABILITY_VERSION_3]),
      view(
        cap.size,
        [cap.effective, 4, 0x401],
        [cap.permitted, 4, 0xffffffff],
        [cap.permitted + cap.stride, 4, 0x1ff & ~2],
      ),
    ],
    "capset({version=_LINUX_CAPABILITY_VERSION_3, pid=0}, {effective=CAP_CHOWN|CAP_NET_BIND_SERVICE, permitted=~(CAP_MAC_ADMIN), inheritable=0})",
  ),
  line(NR.prctl, [abi.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0], "prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)"),
  line(NR.prctl, [abi.PR_CAPBSET_DROP, 21, 0, 0, 0], "prctl(PR_CAPBSET_DROP, CAP_SYS_ADMIN, 0, 0, 0)"),
  line(
    NR.prctl,
    [abi.PR_CAP_AMBIENT, 2, 10, 0, 0],
    "prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_NET_BIND_SERVICE, 0, 0)",
  ),
  line(
    NR.prctl,
    [abi.PR_CAP_AMBIENT, 4, 0, 0, 0],
    "prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)",
  ),
  line(
    NR.prctl,
    [abi.PR_SET_SECUREBITS, 0x2f, 0, 0, 0],
    "prctl(PR_SET_SECUREBITS, SECBIT_NOROOT|SECBIT_NOROOT_LOCKED|SECBIT_NO_SETUID_FIXUP|SECBIT_NO_SETUID_FIXUP_LOCKED|SECBIT_KEEP_CAPS_LOCKED, 0, 0, 0)",
  ),
  line(NR.prctl, [abi.PR_SET_PDEATHSIG, 9, 0, 0, 0], "prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)"),
  line(NR.kill, [-1, 15], "kill(-1, SIGTERM) = -1 ESRCH (no such process)", -3),
  line(
    NR.rt_sigprocmask,
    [0, view(8, [0, 8, 0b11]), sys.struct(8), 8],
    "rt_sigprocmask(SIG_BLOCK, [SIGHUP SIGINT], …, 8)",
  ),
  line(
    NR.rt_sigprocmask,
    [2, view(8, [0, 8, 0xffffffffffffffffn]), view(8), 8],
    "rt_sigprocmask(SIG_SETMASK, ~[], [], 8) = 0",
    0,
  ),
  line(
    NR.rt_sigaction,
    [13, view(32, [0, 8, 1]), null, 8],
    "rt_sigaction(SIGPIPE, {sa_handler=SIG_IGN, sa_mask=[], sa_flags=0}, NULL, 8)",
  ),
  line(
    NR.ppoll,
    [view(16, [0, 4, 3], [4, 2, 1], [6, 2, 1], [8, 4, 5], [12, 2, 4]), 2, view(16, [0, 8, 1]), null, 8],
    "ppoll([{fd=3, events=POLLIN}, {fd=5, events=POLLOUT}], 2, {tv_sec=1, tv_nsec=0}, NULL, 8)",
  ),
  line(
    NR.ppoll,
    [view(8, [0, 4, 3], [4, 2, 1], [6, 2, 17]), 1, null, null, 8],
    "ppoll([{fd=3, events=POLLIN, revents=POLLIN|POLLHUP}], 1, NULL, NULL, 8) = 1",
    1,
  ),
  line(NR.read, [3, bytes(0x61, 0x0a, 0, 0), 4], 'read(3, "a\\x0a", 4) = 2', 2),
  line(NR.read, [3, new Uint8Array(40).fill(0x78), 40], `read(3, "${"x".repeat(32)}"..., 40) = 40`, 40),
  line(NR.read, [3, bytes(1), 1], "read(3, …, 1) = -1 EAGAIN (resource temporarily unavailable)", -11),
  line(NR.write, [1, bytes(0x68, 0x69, 0xff, 0x21), 3], 'write(1, "hi\\xff", 3)'),
  line(NR.write, [1, "hi\udcff", 3], 'write(1, "hi\\xff", 3)'),
  line(NR.write, [1, "x".repeat(40), 40], `write(1, "${"x".repeat(32)}"..., 40)`),
  line(NR.readlinkat, [-100, "/x", bytes(0x61, 0x62, 0), 3], 'readlinkat(AT_FDCWD, "/x", "ab", 3) = 2', 2),
  line(NR.pipe2, [view(8, [0, 4, 3], [4, 4, 4]), abi.O_CLOEXEC], "pipe2([3, 4], O_RDONLY|O_CLOEXEC) = 0", 0),
  line(
    NR.wait4,
    [-1, view(4, [0, 4, 0x0700]), 1, 0],
    "wait4(-1, [WIFEXITED && WEXITSTATUS == 7], WNOHANG, NULL) = 12",
    12,
  ),
  line(
    NR.wait4,
    [-1, view(4, [0, 4, 9]), 0, 0],
    "wait4(-1, [WIFSIGNALED && WTERMSIG == SIGKILL], 0, NULL) = 12",
    12,
  ),
  line(NR.fcntl, [3, abi.F_SETFD, 1], "fcntl(3, F_SETFD, FD_CLOEXEC) = 0", 0),
  line(NR.fcntl, [3, abi.F_GETFL, 0], "fcntl(3, F_GETFL) = O_RDWR|O_NONBLOCK", 0o4002),
  line(NR.fcntl, [3, abi.F_ADD_SEALS, 0xb], "fcntl(3, F_ADD_SEALS, F_SEAL_SEAL|F_SEAL_SHRINK|F_SEAL_WRITE)"),
  line(NR.setgroups, [2, view(8, [0, 4, 5], [4, 4, 4294967295])], "setgroups(2, [5, 4294967295])"),
  line(NR.setgroups, [0, view(0)], "setgroups(0, [])"),
  line(
    NR.seccomp,
    [1, abi.SECCOMP_FILTER_FLAG_LOG, view(16, [0, 2, 12], [8, 8, 0x1000])],
    "seccomp(SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_LOG, {len=12, filter=0x1000})",
  ),
  line(
    NR.keyctl,
    [abi.KEYCTL_JOIN_SESSION_KEYRING, "_ses", 0, 0, 0],
    'keyctl(KEYCTL_JOIN_SESSION_KEYRING, "_ses", 0, 0, 0)',
  ),
  line(
    NR.keyctl,
    [abi.KEYCTL_SETPERM, -3, 0x3f, 0, 0],
    "keyctl(KEYCTL_SETPERM, KEY_SPEC_SESSION_KEYRING, 0x3f, 0, 0)",
  ),
  line(
    NR.socket,
    [16, abi.SOCK_RAW | abi.SOCK_CLOEXEC, 12],
    "socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_NETFILTER)",
  ),
  line(NR.bind, [3, bytes(1, 0, 0x2f, 0x61, 0), 5], 'bind(3, {family=AF_UNIX, sun_path="/a"}, 5)'),
  line(NR.bind, [3, bytes(1, 0, 0, 0x61, 0), 4], 'bind(3, {family=AF_UNIX, sun_path=@"a"}, 4)'),
  line(
    NR.bind,
    [3, bytes(2, 0, 0x1f, 0x90, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0), 16],
    "bind(3, {family=AF_INET, sin_port=8080, sin_addr=127.0.0.1}, 16)",
  ),
  line(
    NR.bind,
    [3, view(12, [0, 2, 16], [4, 4, 7], [8, 4, 1]), 12],
    "bind(3, {family=AF_NETLINK, nl_pid=7, nl_groups=1}, 12)",
  ),
  line(
    NR.setsockopt,
    [3, abi.SOL_NETLINK, abi.NETLINK_EXT_ACK, view(4, [0, 4, 1]), 4],
    "setsockopt(3, SOL_NETLINK, NETLINK_EXT_ACK, [1], 4)",
  ),
  line(
    NR.ioctl,
    [3, abi.SIOCSIFFLAGS, ifreq("lo", 9)],
    'ioctl(3, SIOCSIFFLAGS, {ifr_name="lo", ifr_flags=IFF_UP|IFF_LOOPBACK})',
  ),
  line(NR.ioctl, [3, abi.TIOCSCTTY, 0], "ioctl(3, TIOCSCTTY, NULL)"),
  line(NR.ioctl, [3, 0x12345678, 5], "ioctl(3, 305419896, 0x5)"),
  line(
    NR.bpf,
    [abi.BPF_PROG_ATTACH, view(16, [0, 4, 5], [4, 4, 6], [8, 4, 6], [12, 4, 2]), 16],
    "bpf(BPF_PROG_ATTACH, {target_fd=5, attach_bpf_fd=6, attach_type=BPF_CGROUP_DEVICE, attach_flags=BPF_F_ALLOW_MULTI}, 16)",
  ),
  line(
    NR.landlock_add_rule,
    [3, 1, view(12, [0, 8, 5], [8, 4, 4]), 0],
    "landlock_add_rule(3, LANDLOCK_RULE_PATH_BENEATH, {allowed_access=LANDLOCK_ACCESS_FS_EXECUTE|LANDLOCK_ACCESS_FS_READ_FILE, parent_fd=4}, 0x0)",
  ),
  line(
    NR.prctl,
    [0x59616d61, 0xffffffffffffffffn, 0, 0, 0],
    "prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0)",
  ),
  line(NR.prctl, [0x59616d61, 77, 0, 0, 0], "prctl(PR_SET_PTRACER, 77, 0, 0, 0)"),
  line(
    NR.landlock_add_rule,
    [3, 2, view(16, [0, 8, 3], [8, 8, 80]), 0],
    "landlock_add_rule(3, LANDLOCK_RULE_NET_PORT, {allowed_access=LANDLOCK_ACCESS_NET_BIND_TCP|LANDLOCK_ACCESS_NET_CONNECT_TCP, port=80}, 0x0)",
  ),
  line(
    NR.landlock_create_ruleset,
    [view(24, [0, 8, 2], [16, 8, 2]), 24, 0],
    "landlock_create_ruleset({handled_access_fs=LANDLOCK_ACCESS_FS_WRITE_FILE, scoped=LANDLOCK_SCOPE_SIGNAL}, 24, 0)",
  ),
  line(
    NR.sched_setattr,
    [0, view(56, [8, 8, 0x20], [48, 4, 4294967295]), 0],
    "sched_setattr(0, {sched_policy=SCHED_OTHER, sched_flags=SCHED_FLAG_UTIL_CLAMP_MIN, sched_nice=0, sched_priority=0, sched_util_min=-1}, 0x0)",
  ),
  line(
    NR.sched_setattr,
    [0, view(56, [4, 4, 3], [8, 8, 1], [16, 4, 4294967291]), 0],
    "sched_setattr(0, {sched_policy=SCHED_BATCH, sched_flags=SCHED_FLAG_RESET_ON_FORK, sched_nice=-5, sched_priority=0}, 0x0)",
  ),
  line(NR.sched_setaffinity, [0, 8, view(8, [0, 8, 0b101])], "sched_setaffinity(0, 8, [0 2])"),
  line(NR.sched_setaffinity, [0, 8, view(8, [0, 8, 0b1101110111])], "sched_setaffinity(0, 8, [0-2 4-6 8 9])"),
  line(NR.ioprio_set, [1, 0, (2 << 13) | 4], "ioprio_set(IOPRIO_WHO_PROCESS, 0, IOPRIO_CLASS_BE<<13|4)"),
  line(
    NR.mmap,
    [0, 4096, 3, 0x22, -1, 0],
    "mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0x0) = 0x7f0000000000",
    0x7f0000000000,
  ),
  line(NR.set_mempolicy, [2 | (1 << 15), 0, 0], "set_mempolicy(MPOL_BIND|MPOL_F_STATIC_NODES, NULL, 0)"),
  line(NR.set_mempolicy, [3, bytes(0x81), 9], "set_mempolicy(MPOL_INTERLEAVE, [0 7], 9)"),
  line(
    NR.sched_setscheduler,
    [0, 1, view(4, [0, 4, 5])],
    "sched_setscheduler(0, SCHED_FIFO, {sched_priority=5})",
  ),
  line(NR.personality, [0xffffffff], "personality(0xffffffff)"),
  line(NR.personality, [8 | 0x40000], "personality(PER_LINUX32|ADDR_NO_RANDOMIZE)"),
  line(NR.personality, [0x20000 | 0x100000], "personality(PER_LINUX|UNAME26|MMAP_PAGE_ZERO)"),
  line(NR.getpid, [], "getpid() = 5", 5),
  line(NR.exit_group, [1, undefined, undefined], "exit_group(1)"),
  line(
    123456,
    [1, "x", null, bytes(1)],
    'syscall_123456(1, "x", NULL, …) = -1 ENOSYS (function not implemented)',
    -38,
  ),
  line(NR.close, [2n ** 63n], "close(9223372036854775808)"),
  {
    name: "describe() reads argv from memory and only counts the environment",
    run: () => {
      const argv = sys.stringArray(["/bin/sh", "-c", "echo \udcff"]);
      const env = sys.stringArray(["SECRET=hunter2", "A=b"]);
      equal(
        sys.describeCall(NR.execve, ["/bin/sh", argv.pointers, env.pointers], -13),
        'execve("/bin/sh", ["/bin/sh", "-c", "echo \\xff"], [/* 2 variables */]) = -1 EACCES (permission denied)',
      );
      equal(argv.text.length + env.text.length > 0, true);
    },
  },
  {
    name: "describe() shows what a message points to",
    run: () => {
      const data = sys.bytes(3);
      data.set([0x68, 0x69, 0]);
      const iov = view(16, [0, 8, platform.address(data)], [8, 8, 3]);
      const message = view(
        abi.msghdr.size,
        [abi.msghdr.msg_iov, 8, platform.address(iov)],
        [abi.msghdr.msg_iovlen, 8, 1],
      );
      equal(
        sys.describeCall(NR.sendmsg, [3, message, abi.MSG_NOSIGNAL]),
        'sendmsg(3, {msg_name=NULL, msg_iov=[{iov_base="hi\\x00", iov_len=3}], msg_controllen=0, msg_flags=0}, MSG_NOSIGNAL)',
      );
      equal(data.length, 3);
    },
  },
  {
    name: "describe() never fails, whatever was passed to whichever call",
    run: () => {
      const odd: readonly SyscallArg[] = [
        null,
        0,
        -1,
        1,
        4097,
        2 ** 53,
        -(2n ** 63n),
        2n ** 64n - 1n,
        "",
        "\0",
        "\ud800",
        bytes(),
        bytes(1, 2, 3),
        new ArrayBuffer(300),
        new DataView(new ArrayBuffer(9), 1),
      ];
      for (const name of sys.SYSCALL_NAMES)
        for (const [i, a] of odd.entries()) {
          const args = Array.from({ length: 6 }, (_, k) => odd[(i + k * 4) % odd.length]);
          for (const result of [undefined, -1, 0, 5]) {
            const text = sys.describeCall(NR[name], [a, ...args.slice(1)], result);
            ok(text.startsWith(`${name}(`), text);
          }
        }
    },
  },
  {
    name: "describe() gives as many names of parameters as arguments",
    run: () => {
      const { args, parameters, name } = sys.describe(NR.pivot_root, ["new", "old"]);
      equal([name, args, parameters], ["pivot_root", ['"new"', '"old"'], ["new_root", "put_old"]]);
      equal(sys.describe(NR.getpid, [1, 2]).parameters, ["arg1", "arg2"]);
      equal(sys.describeResult(NR.close, [3], -9), "-1 EBADF (bad file descriptor)");
      equal(sys.describeResult(NR.brk, [0], 4096), "0x1000");
    },
  },
];

function ifreq(name: string, flags: number): DataView {
  const request = sys.struct(abi.ifreq.size);
  new Uint8Array(request.buffer).set(platform.encode(name));
  request.setUint16(abi.ifreq.ifr_flags, flags, true);
  return request;
}
