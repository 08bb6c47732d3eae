// What only a process of one thread may do: each case in a forked child, so that this process stays as it was.
import * as abi from "@isobox/kernel/abi";
import { decorate, platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { traceHost } from "@isobox/kernel/trace";
import { type Case, equal, ok, throws } from "../case.ts";

/** Runs a body in a child; what it throws is thrown here. */
function inChild(body: () => void, options: sys.ForkOptions = {}): void {
  const { readEnd, writeEnd } = sys.pipe();
  const say = (text: string, status: number): never => {
    sys.writeAll(writeEnd, text);
    return sys.exit_group(status);
  };
  const child = sys.fork(
    () => {
      readEnd.close();
      body();
      return say("", 0);
    },
    (error) => say(error instanceof Error ? `${String(error)}\n${error.stack ?? ""}` : String(error), 1),
    options,
  );
  writeEnd.close();
  const said = platform.decode(sys.readAll(readEnd));
  readEnd.close();
  const ended = sys.wait4(child);
  equal(ended?.pid, child);
  if (said !== "") throw new Error(said);
  equal(sys.exitStatus(ended!.status), 0, "status of the child");
}

const status = (name: string): string =>
  new RegExp(`^${name}:[ \\t]*(.*)$`, "m").exec(sys.readFile("/proc/self/status"))![1]!.trim();
const isRoot = (): boolean => sys.geteuid() === 0 && ((sys.capget().effective.low >> 21) & 1) === 1;
const codeOf = (body: () => unknown): string => throws(body, sys.SyscallError).code;

/** A case that needs CAP_SYS_ADMIN, in a child with a mount namespace of its own that passes nothing on. */
const inMountNamespace = (body: () => void) => (): undefined | string => {
  if (!isRoot()) return "needs CAP_SYS_ADMIN";
  inChild(
    () => {
      sys.mount(null, "/", null, abi.MS_REC | abi.MS_PRIVATE);
      body();
    },
    { flags: abi.CLONE_NEWNS },
  );
  return;
};

export const cases: readonly Case[] = (
  [
    {
      name: "fork() and wait4() give the child's status, also by a signal",
      run: () => {
        for (const wanted of [0, 1, 77, 255]) {
          const child = sys.fork(
            () => sys.exit_group(wanted),
            () => sys.exit_group(99),
          );
          equal(sys.exitStatus(sys.wait4(child)!.status), wanted);
        }
        const killed = sys.fork(
          () => {
            sys.kill(sys.getpid(), abi.SIGKILL);
            return sys.exit_group(1);
          },
          () => sys.exit_group(99),
        );
        equal(sys.exitStatus(sys.wait4(killed)!.status), 137);
        equal(
          codeOf(() => sys.wait4(-1)),
          "ECHILD",
        );
      },
    },
    {
      name: "fork() ends an exception of the child in the child",
      run: () => {
        let unwound = 0;
        const child = (() => {
          try {
            return sys.fork(
              () => {
                throw new RangeError("in the child");
              },
              (error) => sys.exit_group(error instanceof RangeError ? 42 : 43),
            );
          } finally {
            unwound++;
          }
        })();
        equal(unwound, 1);
        equal(sys.exitStatus(sys.wait4(child)!.status), 42);
      },
    },
    {
      name: "execve() passes arguments and environment byte for byte",
      run: () => {
        const { readEnd, writeEnd } = sys.pipe();
        const argv = ["cat", "/proc/self/cmdline", "/proc/self/environ", "\udcff\udc80"];
        const child = sys.fork(
          () => {
            sys.dup3(writeEnd, 1);
            sys.dup3(sys.open("/dev/null", abi.O_WRONLY), 2);
            sys.execve("/bin/cat", argv, ["A=\udcfe", "=", "É="]);
            return sys.exit_group(127);
          },
          () => sys.exit_group(99),
        );
        writeEnd.close();
        const bytes = sys.readAll(readEnd);
        readEnd.close();
        equal(sys.exitStatus(sys.wait4(child)!.status), 1, "cat does not find the last file");
        equal(platform.decode(bytes), `${argv.join("\0")}\0A=\udcfe\0=\0É=\0`);
      },
    },
    {
      name: "execve() and execveat() come back with the negated errno",
      run: () => {
        equal(sys.execve("/none", ["x"], []), -abi.ENOENT);
        equal(sys.execve("/proc/self/status", ["x"], []), -abi.EACCES);
        using root = sys.open("/", abi.O_PATH);
        equal(sys.execveat(root, "none", ["x"], [], 0), -abi.ENOENT);
        inChild(() => {
          using program = sys.open("/bin/true", abi.O_PATH);
          sys.execveat(program, "", ["true"], [], abi.AT_EMPTY_PATH);
          throw new Error("execveat came back");
        }, {});
      },
    },
    {
      name: "an empty argv, a long one and a large environment reach execve(2)",
      run: () => {
        inChild(() => {
          const words = Array.from({ length: 3000 }, (_, i) => `word${i}`);
          const result = sys.execve("/bin/true", ["true", ...words], [`BIG=${"x".repeat(100_000)}`]);
          throw new Error(`execve: ${result}`);
        });
        equal(sys.execve("/bin/true", ["true", "x".repeat(200_000)], []), -abi.E2BIG);
      },
    },
    {
      name: "chdir(), fchdir(), getcwd() and umask() act on this process",
      run: () =>
        inChild(() => {
          sys.chdir("/proc/self");
          equal(sys.getcwd(), `/proc/${sys.getpid()}`);
          using tmp = sys.open("/tmp", abi.O_PATH);
          sys.fchdir(tmp);
          equal(sys.getcwd(), "/tmp");
          sys.umask(0o27);
          equal(sys.umask(0o77), 0o27);
          equal(status("Umask"), "0077");
        }),
    },
    {
      name: "prctl() sets no_new_privs, dumpable, keepcaps and the death signal",
      run: () =>
        inChild(() => {
          sys.prctl(abi.PR_SET_NO_NEW_PRIVS, 1);
          equal(status("NoNewPrivs"), "1");
          sys.prctl(abi.PR_SET_PDEATHSIG, abi.SIGKILL);
          const signal = sys.struct(4);
          sys.call(sys.NR.prctl, abi.PR_GET_PDEATHSIG, signal);
          equal(signal.getInt32(0, true), abi.SIGKILL);
          sys.prctl(abi.PR_SET_KEEPCAPS, 1);
          equal(sys.prctl(abi.PR_GET_KEEPCAPS), 1);
          sys.prctl(abi.PR_SET_DUMPABLE, 0);
          equal(sys.prctl(abi.PR_GET_DUMPABLE), 0);
        }),
    },
    {
      name: "rt_sigprocmask(), signalfd() and readSignal() take a blocked signal",
      run: () =>
        inChild(() => {
          const set = sys.signalSet([abi.SIGUSR1, abi.SIGCHLD]);
          sys.rt_sigprocmask(abi.SIG_BLOCK, set);
          equal(sys.rt_sigprocmask(abi.SIG_BLOCK, 0n), set);
          equal(BigInt(`0x${status("SigBlk")}`), set);
          using fd = sys.signalfd(set);
          sys.kill(sys.getpid(), abi.SIGUSR1);
          const { signal, code, pid } = sys.readSignal(fd);
          equal([signal, code, pid], [abi.SIGUSR1, abi.SI_USER, sys.getpid()]);
          sys.setDisposition(abi.SIGUSR2, abi.SIG_IGN);
          equal(sys.isIgnored(abi.SIGUSR2), true);
          sys.setDisposition(abi.SIGUSR2, abi.SIG_DFL);
          equal(sys.isIgnored(abi.SIGUSR2), false);
        }),
    },
    {
      name: "setsid(), getsid(), resetDispositions(), prlimit64() and capset() act on this process",
      run: () =>
        inChild(() => {
          equal(sys.setsid(), sys.getpid());
          equal(sys.getsid(), sys.getpid());
          sys.setDisposition(abi.SIGHUP, abi.SIG_IGN);
          sys.resetDispositions();
          equal(BigInt(`0x${status("SigIgn")}`), 0n);
          equal(
            codeOf(() => sys.setsid()),
            "EPERM",
          );
          const index = abi.RLIMITS.indexOf("nofile");
          const { hard } = sys.getrlimit(0, index);
          sys.prlimit64(0, index, { soft: 64, hard });
          equal(sys.getrlimit(0, index).soft, 64n);
          const none = { low: 0, high: 0 };
          const sets = {
            effective: none,
            permitted: { low: 1 & sys.capget().permitted.low, high: 0 },
            inheritable: none,
          };
          sys.capset(sets);
          equal(sys.capget(), sets);
          equal(BigInt(`0x${status("CapEff")}`), 0n);
        }),
    },
    {
      name: "sched_setattr(), sched_setaffinity(), ioprio_set(), personality() and set_mempolicy() set scheduling",
      run: () =>
        inChild(() => {
          sys.sched_setattr(0, { policy: abi.SCHED_BATCH, nice: 3, flags: abi.SCHED_FLAG_RESET_ON_FORK });
          const { policy, nice, flags } = sys.sched_getattr(0);
          equal([policy, nice, flags], [abi.SCHED_BATCH, 3, abi.SCHED_FLAG_RESET_ON_FORK]);
          sys.setpriority(abi.PRIO_PROCESS, 0, 5);
          equal(sys.sched_getattr(0).nice, 5);
          equal(sys.priorityRange(abi.SCHED_FIFO), { min: 1, max: 99 });
          sys.sched_setaffinity(0, new Uint8Array([1, 0, 0, 0, 0, 0, 0, 0]));
          const mask = sys.sched_getaffinity(0);
          equal([mask[0], mask.length % 8, mask.slice(1).every((byte) => byte === 0)], [1, 0, true]);
          equal(status("Cpus_allowed_list"), "0");
          const idle = abi.IOPRIO_CLASS_IDLE << abi.IOPRIO_CLASS_SHIFT;
          sys.ioprio_set(abi.IOPRIO_WHO_PROCESS, 0, idle);
          equal(sys.ioprio_get(abi.IOPRIO_WHO_PROCESS, 0), idle);
          const before = sys.personality(0xffffffff);
          equal(sys.personality(abi.ADDR_NO_RANDOMIZE), before);
          equal(sys.personality(0xffffffff), abi.ADDR_NO_RANDOMIZE);
          const numa = sys.attempt(sys.NR.get_mempolicy, 0, 0, 0, 0, 0) === 0;
          if (numa) {
            sys.set_mempolicy(abi.MPOL_BIND, new Uint8Array([1, 0, 0, 0, 0, 0, 0, 0]));
            const mode = sys.struct(4);
            sys.call(sys.NR.get_mempolicy, mode, null, 0, 0, 0);
            equal(mode.getInt32(0, true), abi.MPOL_BIND);
            sys.set_mempolicy(abi.MPOL_DEFAULT, new Uint8Array(0));
          }
        }),
    },
    {
      name: "landlock_restrict_self() takes away what no rule allows",
      run: () => {
        const version = sys.landlockVersion();
        if (version < 4) return "no Landlock with network rules here";
        inChild(() => {
          using ruleset = sys.landlock_create_ruleset({
            fs: abi.LANDLOCK_ACCESS_FS_READ_FILE | abi.LANDLOCK_ACCESS_FS_READ_DIR,
            net: abi.LANDLOCK_ACCESS_NET_BIND_TCP,
            scoped: version >= 6 ? abi.LANDLOCK_SCOPE_SIGNAL : 0,
          });
          using etc = sys.open("/etc", abi.O_PATH);
          sys.landlockAllowPath(ruleset, etc, abi.LANDLOCK_ACCESS_FS_READ_FILE);
          sys.landlockAllowPort(ruleset, 8080, abi.LANDLOCK_ACCESS_NET_BIND_TCP);
          sys.prctl(abi.PR_SET_NO_NEW_PRIVS, 1);
          sys.landlock_restrict_self(ruleset);
          ok(sys.readFile("/etc/passwd").length > 0, "what a rule allows");
          equal(
            codeOf(() => sys.readFile("/proc/self/status")),
            "EACCES",
          );
        });
        return;
      },
    },
    {
      name: "keyctl() joins a session keyring",
      run: () => {
        // Without CONFIG_KEYS, and in many containers, there are no keys.
        if (sys.attempt(sys.NR.keyctl, abi.KEYCTL_DESCRIBE, 0, 0, 0, 0) === -abi.ENOSYS)
          return "no keys here";
        inChild(() => {
          ok(sys.keyctl(abi.KEYCTL_JOIN_SESSION_KEYRING, "contract") > 0, "a serial number");
          const text = sys.bytes(200);
          const n = sys.keyctl(abi.KEYCTL_DESCRIBE, abi.KEY_SPEC_SESSION_KEYRING, text, text.length);
          const words = platform.decode(text, 0, n - 1).split(";");
          equal([words[0], words[4]], ["keyring", "contract"]);
        });
        return;
      },
    },
    {
      name: "setgroups(), setresgid() and setresuid() give up an identity",
      run: () => {
        if (!isRoot()) return "needs CAP_SETUID and CAP_SETGID";
        inChild(() => {
          sys.setgroups([5, 4_000_000_000]);
          equal(sys.getgroups(), [5, 4_000_000_000]);
          sys.setgroups([]);
          equal(sys.getgroups(), []);
          sys.setresgid(1234, 1234, 1234);
          sys.setresuid(-1, 1235, -1);
          equal([sys.getgid(), sys.getuid(), sys.geteuid()], [1234, 0, 1235]);
          sys.setresuid(1235, 1235, 1235);
          equal(status("Uid"), "1235\t1235\t1235\t1235");
          equal(
            codeOf(() => sys.setresuid(0, 0, 0)),
            "EPERM",
          );
        });
        return;
      },
    },
    {
      name: "fork() makes namespaces, by clone3(2) also where clone(2) has no bit",
      run: () => {
        if (!isRoot()) return "needs CAP_SYS_ADMIN";
        inChild(
          () => {
            equal(sys.getpid(), 1);
            sys.sethostname("contract", 8);
            equal(sys.readFile("/proc/sys/kernel/hostname"), "contract\n");
            sys.setdomainname("example", 7);
            equal(sys.readFile("/proc/sys/kernel/domainname"), "example\n");
          },
          { flags: abi.CLONE_NEWPID | abi.CLONE_NEWUTS | abi.CLONE_NEWIPC },
        );
        const before = sys.readlinkat(abi.AT_FDCWD, "/proc/self/ns/time");
        inChild(() => ok(sys.readlinkat(abi.AT_FDCWD, "/proc/self/ns/time") !== before, "time namespace"), {
          flags: abi.CLONE_NEWTIME,
        });
        return;
      },
    },
    {
      name: "unshare() and setns() move this process",
      run: () => {
        if (!isRoot()) return "needs CAP_SYS_ADMIN";
        inChild(() => {
          const uts = () => sys.readlinkat(abi.AT_FDCWD, "/proc/self/ns/uts");
          const before = uts();
          using old = sys.open("/proc/self/ns/uts", abi.O_RDONLY);
          sys.unshare(abi.CLONE_NEWUTS);
          ok(uts() !== before, "a new namespace");
          equal(
            codeOf(() => sys.setns(old, abi.CLONE_NEWNET)),
            "EINVAL",
          );
          sys.setns(old, abi.CLONE_NEWUTS);
          equal(uts(), before);
        });
        return;
      },
    },
    {
      name: "setInterfaceUp() raises the loopback interface of a new network",
      run: () => {
        if (!isRoot()) return "needs CAP_NET_ADMIN";
        inChild(
          () => {
            using fd = sys.socket(abi.AF_INET, abi.SOCK_DGRAM);
            sys.setInterfaceUp(fd, "lo");
            equal(
              codeOf(() => sys.setInterfaceUp(fd, "none")),
              "ENODEV",
            );
            const request = sys.struct(abi.ifreq.size);
            new Uint8Array(request.buffer).set(platform.encode("lo"));
            sys.ioctl(fd, abi.SIOCGIFFLAGS, request);
            equal(request.getUint16(abi.ifreq.ifr_flags, true) & abi.IFF_UP, abi.IFF_UP);
          },
          { flags: abi.CLONE_NEWNET },
        );
        return;
      },
    },
    {
      name: "mount(), umount2() and statfs() make and end a mount",
      run: inMountNamespace(() => {
        sys.mount("contract", "/tmp", "tmpfs", abi.MS_NOSUID | abi.MS_NODEV, "size=64k,mode=700");
        equal(sys.statfs("/tmp").type, abi.TMPFS_MAGIC);
        equal(sys.statfs("/tmp").flags & (abi.ST_NOSUID | abi.ST_NODEV | abi.ST_NOEXEC), 6);
        equal(sys.statat(abi.AT_FDCWD, "/tmp").isMountRoot, true);
        sys.mount(null, "/tmp", null, abi.MS_REMOUNT | abi.MS_BIND | abi.MS_RDONLY);
        equal(
          codeOf(() => sys.mkdirat(abi.AT_FDCWD, "/tmp/x", 0o700)),
          "EROFS",
        );
        sys.umount2("/tmp", abi.MNT_DETACH);
        equal(
          codeOf(() => sys.mount("x", "/none", "tmpfs", 0)),
          "ENOENT",
        );
      }),
    },
    {
      name: "fsopen(), fsconfig, fsmount(), mount_setattr(), move_mount() and fspick() make and change a mount by descriptors",
      run: inMountNamespace(() => {
        using context = sys.fsopen("tmpfs");
        sys.fsconfigString(context, "size", "64k");
        equal(
          codeOf(() => sys.fsconfigFlag(context, "no-such-option")),
          "EINVAL",
        );
        sys.fsconfigCreate(context);
        using tree = sys.fsmount(context, abi.MOUNT_ATTR_NOSUID);
        sys.mount_setattr(tree, "", abi.AT_EMPTY_PATH, {
          set: abi.MOUNT_ATTR_NOEXEC,
          clear: abi.MOUNT_ATTR_NOSUID,
          propagation: abi.MS_PRIVATE,
        });
        sys.move_mount(tree, "", abi.AT_FDCWD, "/tmp", abi.MOVE_MOUNT_F_EMPTY_PATH);
        equal(sys.statfs("/tmp").flags & (abi.ST_NOSUID | abi.ST_NOEXEC), abi.ST_NOEXEC);
        using change = sys.fspick(abi.AT_FDCWD, "/tmp", 0);
        sys.fsconfigFlag(change, "ro");
        sys.fsconfigReconfigure(change);
        equal(
          codeOf(() => sys.mkdirat(abi.AT_FDCWD, "/tmp/x", 0o700)),
          "EROFS",
        );
        using copy = sys.open_tree(abi.AT_FDCWD, "/tmp", abi.OPEN_TREE_CLONE);
        sys.umount2("/tmp", abi.MNT_DETACH);
        equal(sys.fstatfs(copy).type, abi.TMPFS_MAGIC);
      }),
    },
    {
      name: "pivot_root() and chroot() change the root",
      run: inMountNamespace(() => {
        sys.mount("root", "/tmp", "tmpfs", 0);
        sys.mkdirat(abi.AT_FDCWD, "/tmp/inner", 0o700);
        sys.chdir("/tmp");
        sys.pivot_root(".", ".");
        sys.umount2(".", abi.MNT_DETACH);
        sys.chdir("/");
        equal(sys.readdir("/"), ["inner"]);
        sys.chroot("/inner");
        sys.chdir("/");
        equal(sys.readdir("/"), []);
        equal(
          codeOf(() => sys.pivot_root("/", "/")),
          "EBUSY",
        );
      }),
    },
    {
      name: "traceHost() goes on in the child of a fork, with the child's pid",
      run: () => {
        const lines: string[] = [];
        const undo = decorate((inner) => traceHost(inner, (line) => lines.push(line)));
        try {
          inChild(() => {
            sys.getuid();
            ok(lines.at(-1)!.startsWith(`[${sys.getpid()}] getuid() = `), lines.join("\n"));
            ok(
              lines.some((line) => line.includes("clone(SIGCHLD, NULL, NULL, NULL, NULL) = 0")),
              lines.join("\n"),
            );
          });
        } finally {
          undo();
        }
        ok(
          lines.some((line) => /wait4\(\d+, \[WIFEXITED && WEXITSTATUS == 0\], 0, NULL\) = \d+/.test(line)),
          lines.join("\n"),
        );
      },
    },
  ] satisfies readonly Case[]
).map((entry) => ({ ...entry, only: "static" as const }));
