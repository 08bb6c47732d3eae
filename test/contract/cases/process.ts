// What a process may ask of itself and of others, compared with procfs.
import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { type Case, equal, ok, throws } from "../case.ts";

const status = (): string => sys.readFile("/proc/thread-self/status");
const field = (name: string): string => new RegExp(`^${name}:[ \\t]*(.*)$`, "m").exec(status())![1]!.trim();
const codeOf = (body: () => unknown): string => throws(body, sys.SyscallError).code;

export const cases: readonly Case[] = [
  {
    name: "getpid(), getppid(), getuid() and their like are what procfs says",
    run: () => {
      equal(sys.getpid(), Number(field("Tgid")));
      equal(sys.getppid(), Number(field("PPid")));
      equal([sys.getuid(), sys.geteuid()], field("Uid").split(/\s+/).slice(0, 2).map(Number));
      equal([sys.getgid(), sys.getegid()], field("Gid").split(/\s+/).slice(0, 2).map(Number));
      equal(sys.getgroups(), field("Groups").split(/\s+/).filter(Boolean).map(Number));
    },
  },
  {
    name: "capget() gives the sets of procfs",
    run: () => {
      const { effective, permitted, inheritable } = sys.capget();
      const word = (bits: number) => (bits >>> 0).toString(16).padStart(8, "0");
      const hex = ({ low, high }: sys.CapabilitySet) => word(high) + word(low);
      equal(
        [hex(effective), hex(permitted), hex(inheritable)],
        [field("CapEff"), field("CapPrm"), field("CapInh")],
      );
      equal(sys.capget(sys.getpid()), sys.capget());
      equal(
        codeOf(() => sys.capget(2 ** 30)),
        "ESRCH",
      );
    },
  },
  {
    name: "prctl() reads",
    run: () => {
      equal(sys.prctl(abi.PR_GET_NO_NEW_PRIVS), Number(field("NoNewPrivs")));
      const bounding = BigInt(`0x${field("CapBnd")}`);
      for (const capability of [0, 7, 21, abi.CAP_LAST_CAP])
        equal(sys.prctl(abi.PR_CAPBSET_READ, capability), Number((bounding >> BigInt(capability)) & 1n));
      equal(
        codeOf(() => sys.prctl(abi.PR_CAPBSET_READ, 1000)),
        "EINVAL",
      );
      const ambient = BigInt(`0x${field("CapAmb")}`);
      equal(sys.prctl(abi.PR_CAP_AMBIENT, abi.PR_CAP_AMBIENT_IS_SET, 0), Number(ambient & 1n));
      ok([0, 1, 2].includes(sys.prctl(abi.PR_GET_DUMPABLE)), "dumpable");
    },
  },
  {
    name: "getrlimit() reads the limits of procfs, RLIM_INFINITY too",
    run: () => {
      const limits = sys.readFile("/proc/self/limits");
      const row = (name: string) => new RegExp(`^${name}\\s+(\\S+)\\s+(\\S+)`, "m").exec(limits)!.slice(1, 3);
      const text = (limit: bigint) => (limit === abi.RLIM_INFINITY ? "unlimited" : String(limit));
      for (const [name, title] of [
        ["nofile", "Max open files"],
        ["as", "Max address space"],
        ["core", "Max core file size"],
        ["stack", "Max stack size"],
        ["rttime", "Max realtime timeout"],
      ] as const) {
        const { soft, hard } = sys.getrlimit(0, abi.RLIMITS.indexOf(name));
        equal([text(soft), text(hard)], row(title), name);
      }
      equal(
        codeOf(() => sys.getrlimit(0, 99)),
        "EINVAL",
      );
    },
  },
  {
    name: "pidfd_open(), pidfd_send_signal() and kill() reach processes",
    run: () => {
      using self = sys.pidfd_open(sys.getpid());
      sys.pidfd_send_signal(self, 0);
      sys.kill(sys.getpid(), 0);
      equal(
        codeOf(() => sys.kill(2 ** 30, 0)),
        "ESRCH",
      );
      equal(
        codeOf(() => sys.pidfd_open(2 ** 30)),
        "ESRCH",
      );
      equal(
        codeOf(() => sys.pidfd_send_signal(self, 1000)),
        "EINVAL",
      );
    },
  },
  {
    name: "pidfd_getfd() copies a descriptor of a process, close-on-exec",
    run: () => {
      using self = sys.pidfd_open(sys.getpid());
      const { readEnd, writeEnd } = sys.pipe();
      using copy = sys.pidfd_getfd(self, writeEnd.fd);
      writeEnd.close();
      sys.write(copy, "x");
      equal(sys.read(readEnd, sys.bytes(2)), 1);
      equal(sys.fcntl(copy, abi.F_GETFD), abi.FD_CLOEXEC);
      readEnd.close();
      equal(
        codeOf(() => sys.pidfd_getfd(self, 999)),
        "EBADF",
      );
    },
  },
  {
    name: "clock_gettime() goes on, and agrees with procfs",
    run: () => {
      const first = sys.clock_gettime(abi.CLOCK_BOOTTIME);
      const uptime = Number(sys.readFile("/proc/uptime").split(" ")[0]);
      const second = sys.clock_gettime(abi.CLOCK_BOOTTIME);
      const seconds = ({ sec, nsec }: { sec: number; nsec: number }) => sec + nsec / 1e9;
      ok(seconds(first) - 0.02 <= uptime && uptime <= seconds(second) + 0.02, `${seconds(first)} ${uptime}`);
      ok(second.nsec < 1e9, "nanoseconds");
      equal(
        codeOf(() => sys.clock_gettime(1234)),
        "EINVAL",
      );
    },
  },
  {
    name: "poll() waits for descriptors and for time",
    run: () => {
      const { readEnd, writeEnd } = sys.pipe();
      const both = [
        { fd: readEnd, events: abi.POLLIN },
        { fd: writeEnd, events: abi.POLLOUT },
      ];
      equal(sys.poll(both, 0), [0, abi.POLLOUT]);
      sys.writeAll(writeEnd, "x");
      equal(sys.poll(both), [abi.POLLIN, abi.POLLOUT]);
      writeEnd.close();
      equal(sys.poll([both[0]!], 0), [abi.POLLIN | abi.POLLHUP]);
      readEnd.close();
      const began = sys.clock_gettime(abi.CLOCK_MONOTONIC);
      equal(sys.poll([], 15), []);
      const ended = sys.clock_gettime(abi.CLOCK_MONOTONIC);
      const waited = (ended.sec - began.sec) * 1000 + (ended.nsec - began.nsec) / 1e6;
      ok(waited >= 14.9, `waited ${waited} ms`);
      equal(sys.poll([{ fd: 9999, events: 0 }], 0), [abi.POLLNVAL]);
    },
  },
  {
    name: "signalfd(), signalSet() and isIgnored() read what was set",
    run: () => {
      equal(sys.signalSet([1, 2, 64]), (1n << 63n) | 3n);
      using fd = sys.signalfd(sys.signalSet([abi.SIGUSR1]), abi.SFD_NONBLOCK);
      equal(sys.fcntl(fd, abi.F_GETFD), abi.FD_CLOEXEC);
      const info = sys.readFile(`/proc/self/fdinfo/${fd.fd}`);
      ok(info.includes("sigmask:\t0000000000000200"), info);
      equal(
        codeOf(() => sys.readSignal(fd)),
        "EAGAIN",
      );
      const ignored = BigInt(`0x${field("SigIgn")}`);
      for (const signal of [abi.SIGPIPE, abi.SIGUSR2, abi.SIGINT])
        equal(sys.isIgnored(signal), ((ignored >> BigInt(signal - 1)) & 1n) === 1n, `signal ${signal}`);
      equal(sys.isIgnored(1000), false);
    },
  },
  {
    name: "socket() makes sockets, close-on-exec",
    run: () => {
      using fd = sys.socket(abi.AF_NETLINK, abi.SOCK_RAW, abi.NETLINK_ROUTE);
      equal(sys.fcntl(fd, abi.F_GETFD), abi.FD_CLOEXEC);
      equal(sys.fstat(fd).mode & abi.S_IFMT, abi.S_IFSOCK);
      equal(
        codeOf(() => sys.socket(200, abi.SOCK_RAW)),
        "EAFNOSUPPORT",
      );
    },
  },
  {
    name: "ioctl() asks a namespace for its type and owner",
    run: () => {
      using namespace = sys.open("/proc/self/ns/uts", abi.O_RDONLY);
      equal(sys.ioctl(namespace, abi.NS_GET_NSTYPE), abi.CLONE_NEWUTS);
      using owner = new sys.Fd(sys.ioctl(namespace, abi.NS_GET_USERNS));
      equal(sys.fstat(owner).ino, sys.statat(abi.AT_FDCWD, "/proc/self/ns/user").ino);
      equal(
        codeOf(() => sys.ioctl(namespace, 0x12345)),
        "ENOTTY",
      );
    },
  },
  {
    name: "open_tree() without a copy is a handle on a path",
    run: () => {
      using tree = sys.open_tree(abi.AT_FDCWD, "/proc", 0);
      equal(sys.fstatfs(tree).type, abi.PROC_SUPER_MAGIC);
      equal(sys.fcntl(tree, abi.F_GETFD), abi.FD_CLOEXEC);
    },
  },
  {
    name: "exitStatus() and isStopped() read a wait status as a shell does",
    run: () => {
      equal([0x0700, 0x0000, 0x0009, 0x008b].map(sys.exitStatus), [7, 0, 137, 139]);
      equal([0x137f, 0x0700, 0x0009].map(sys.isStopped), [true, false, false]);
    },
  },
];
