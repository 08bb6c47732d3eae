// The syscall table: every call is classified, and nothing that changes a process counts as harmless.
import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { type Case, equal, ok } from "../case.ts";

const { NR } = sys;
const constants: Readonly<Record<string, unknown>> = { ...abi };
const SELF = 4242;
const isSelf = (id: number): boolean => id === SELF || id === SELF + 1;
const effect = (name: sys.SyscallName, ...args: unknown[]): abi.Effect => abi.effectOf(name, args, isSelf);

/** Calls of the brief that must never be harmless, whatever their arguments. */
const NEVER: Readonly<Record<"thread" | "process", readonly sys.SyscallName[]>> = {
  thread: [
    "setuid",
    "setgid",
    "setreuid",
    "setregid",
    "setresuid",
    "setresgid",
    "setfsuid",
    "setfsgid",
    "setgroups",
    "capset",
    "unshare",
    "setns",
    "clone",
    "clone3",
    "set_mempolicy",
    "landlock_restrict_self",
    "lsm_set_self_attr",
    "ptrace",
    "exit",
  ],
  process: ["chroot", "chdir", "fchdir", "pivot_root", "umask", "setsid", "execve", "execveat", "exit_group"],
};

export const cases: readonly Case[] = [
  {
    name: "the table has a row for every name, and each is classified exactly once",
    run: () => {
      // NR has the old calls of x86_64 too, which have no row; that the others have one is a matter of types.
      const names = Object.keys(NR);
      equal(
        sys.SYSCALL_NAMES.filter((name) => !names.includes(name)),
        [],
        "a row without a number",
      );
      const all = [...names, ...sys.SYSCALL_NAMES];
      equal(
        all.filter((name) => !abi.isClassified(name)),
        [],
        "without an effect, or with two",
      );
      ok(sys.SYSCALL_NAMES.length > 320, `${sys.SYSCALL_NAMES.length} rows`);
    },
  },
  {
    name: "every call that a Node process must not make is in the table as such",
    run: () => {
      for (const kind of ["thread", "process"] as const)
        for (const name of NEVER[kind]) {
          equal(abi.worstEffect(name), kind, name);
          for (const arg of [0, 1, -1, SELF, 99, null, 2n ** 40n, "x"])
            equal(effect(name, arg, arg, arg, arg), kind, `${name}(${String(arg)})`);
        }
    },
  },
  {
    name: "prctl() is judged by its option, as 32 bits",
    run: () => {
      for (const name of [
        "NO_NEW_PRIVS",
        "KEEPCAPS",
        "SECUREBITS",
        "NAME",
        "PDEATHSIG",
        "SECCOMP",
        "TIMERSLACK",
      ] as const)
        equal(effect("prctl", constants[`PR_SET_${name}`], 1), "thread", name);
      for (const name of ["DUMPABLE", "CHILD_SUBREAPER", "MM", "THP_DISABLE"] as const)
        equal(effect("prctl", constants[`PR_SET_${name}`], 1), "process", name);
      for (const name of ["NO_NEW_PRIVS", "KEEPCAPS", "SECUREBITS", "DUMPABLE", "PDEATHSIG"] as const)
        equal(effect("prctl", constants[`PR_GET_${name}`]), "harmless", name);
      equal(effect("prctl", abi.PR_CAPBSET_READ, 1), "harmless");
      equal(effect("prctl", abi.PR_CAPBSET_DROP, 1), "thread");
      equal(effect("prctl", abi.PR_CAP_AMBIENT, abi.PR_CAP_AMBIENT_IS_SET, 1), "harmless");
      equal(effect("prctl", abi.PR_CAP_AMBIENT, abi.PR_CAP_AMBIENT_RAISE, 1), "thread");
      // The kernel looks at the low half only: these are no unknown options.
      equal(effect("prctl", 2 ** 32 + abi.PR_SET_NO_NEW_PRIVS, 1), "thread");
      equal(effect("prctl", (1n << 40n) + BigInt(abi.PR_GET_DUMPABLE)), "harmless");
      equal(effect("prctl", 987654), "thread", "unknown");
      equal(effect("prctl", "x"), "thread", "a pointer");
    },
  },
  {
    name: "calls on another process are harmless, on this one they are not",
    run: () => {
      const scheduling = [
        "sched_setaffinity",
        "sched_setattr",
        "sched_setparam",
        "sched_setscheduler",
      ] as const;
      for (const name of scheduling) {
        for (const self of [0, SELF, SELF + 1, null, 2 ** 32, 2 ** 32 + SELF, "x"])
          equal(effect(name, self, 8, "x"), "thread", `${name}(${String(self)})`);
        for (const other of [1, 99, 99n]) equal(effect(name, other, 8, "x"), "harmless", name);
      }
      equal(effect("setpgid", 0, 0), "process");
      equal(effect("setpgid", 99, 0), "harmless");
      equal(effect("prlimit64", 0, 7, sys.struct(16), null), "process");
      equal(effect("prlimit64", SELF, 7, sys.struct(16), null), "process");
      equal(effect("prlimit64", 99, 7, sys.struct(16), null), "harmless");
      equal(effect("prlimit64", 0, 7, null, sys.struct(16)), "harmless");
      equal(effect("setpriority", abi.PRIO_PROCESS, 99, 1), "harmless");
      equal(effect("setpriority", abi.PRIO_PROCESS, 0, 1), "thread");
      equal(effect("setpriority", abi.PRIO_PGRP, 99, 1), "thread");
      equal(effect("ioprio_set", abi.IOPRIO_WHO_PROCESS, 99, 1), "harmless");
      equal(effect("ioprio_set", abi.IOPRIO_WHO_PROCESS, SELF, 1), "thread");
      equal(effect("ioprio_set", abi.IOPRIO_WHO_USER, 99, 1), "thread");
    },
  },
  {
    name: "other calls are judged by their arguments",
    run: () => {
      const view = sys.struct(32);
      const rows: readonly [abi.Effect, sys.SyscallName, readonly unknown[]][] = [
        ["harmless", "personality", [0xffffffff]],
        ["harmless", "personality", [-1]],
        ["thread", "personality", [0]],
        ["harmless", "rt_sigaction", [13, null, view, 8]],
        ["process", "rt_sigaction", [13, view, null, 8]],
        ["harmless", "rt_sigprocmask", [0, null, view, 8]],
        ["thread", "rt_sigprocmask", [0, view, null, 8]],
        ["harmless", "seccomp", [abi.SECCOMP_GET_ACTION_AVAIL, 0, view]],
        ["thread", "seccomp", [abi.SECCOMP_SET_MODE_FILTER, 0, view]],
        ["thread", "seccomp", [77, 0, view]],
        ["thread", "keyctl", [abi.KEYCTL_JOIN_SESSION_KEYRING, "x"]],
        ["thread", "keyctl", [abi.KEYCTL_SESSION_TO_PARENT]],
        ["thread", "keyctl", [abi.KEYCTL_DESCRIBE, abi.KEY_SPEC_SESSION_KEYRING, view, 32]],
        ["thread", "keyctl", [abi.KEYCTL_LINK, 5, abi.KEY_SPEC_PROCESS_KEYRING]],
        ["thread", "keyctl", [500]],
        ["harmless", "keyctl", [abi.KEYCTL_DESCRIBE, 1234, view, 32]],
        ["harmless", "keyctl", [abi.KEYCTL_LINK, 5, abi.KEY_SPEC_USER_KEYRING]],
        ["thread", "add_key", ["user", "x", view, 1, -1]],
        ["harmless", "add_key", ["user", "x", view, 1, -4]],
        ["harmless", "close_range", [5, 5, 0]],
        ["process", "close_range", [3, 0xffffffff, 0]],
        ["process", "close_range", [3, 0xffffffff, abi.CLOSE_RANGE_CLOEXEC]],
        ["thread", "close_range", [5, 5, abi.CLOSE_RANGE_UNSHARE]],
        ["process", "ioctl", [0, abi.TIOCSCTTY, 0]],
        ["process", "ioctl", [0, 2 ** 32 + abi.TIOCNOTTY, 0]],
        ["harmless", "ioctl", [0, abi.TIOCGWINSZ, view]],
        ["harmless", "mount", ["a", "b", "c", 0, null]],
        ["harmless", "kill", [1, 9]],
      ];
      for (const [wanted, name, args] of rows)
        equal(effect(name, ...args), wanted, `${name}(${args.map((arg) => String(arg)).join(", ")})`);
    },
  },
  {
    name: "syscallOf() says of an unknown call the worst",
    run: () => {
      const unknown = sys.syscallOf(987654);
      equal([unknown.name, unknown.effect, unknown.changes], ["syscall_987654", "thread", true]);
      equal(abi.effectOf("no_such_call", [], isSelf), "thread");
    },
  },
  {
    name: "syscallOf() tells what changes something outside of the process, by the arguments too",
    run: () => {
      const changes = (name: sys.SyscallName, ...args: (string | number | DataView | null)[]) =>
        sys.syscallOf(NR[name]).changesWith(args);
      for (const name of [
        "mount",
        "write",
        "mkdirat",
        "kill",
        "clone",
        "execve",
        "unshare",
        "capset",
      ] as const)
        equal([sys.syscallOf(NR[name]).changes, changes(name, 1, 15)], [true, true], name);
      for (const name of ["read", "statx", "close", "getpid", "readlinkat", "wait4"] as const)
        equal([sys.syscallOf(NR[name]).changes, changes(name)], [false, false], name);
      equal(changes("openat", -100, "/x", abi.O_RDWR, 0), false);
      equal(changes("openat", -100, "/x", abi.O_RDWR | abi.O_CREAT, 0), true);
      equal(changes("openat", -100, "/x", abi.O_TMPFILE, 0), true);
      equal(changes("openat", -100, "/x", abi.O_DIRECTORY, 0), false);
      const how = sys.struct(24);
      equal(changes("openat2", -100, "/x", how, 24), false);
      how.setUint32(0, abi.O_TRUNC, true);
      equal(changes("openat2", -100, "/x", how, 24), true);
      equal(changes("kill", 1, 0), false);
      equal(
        [changes("bpf", abi.BPF_PROG_QUERY, how, 24), changes("bpf", abi.BPF_PROG_ATTACH, how, 24)],
        [false, true],
      );
      equal(changes("prctl", abi.PR_GET_DUMPABLE), false);
      equal(changes("prctl", abi.PR_SET_DUMPABLE, 0), true);
      equal(changes("prlimit64", 0, 7, null, how), false);
      equal(changes("open_tree", -100, "/", abi.OPEN_TREE_CLONE), true);
      equal(changes("open_tree", -100, "/", 0), false);
      equal(changes("ioctl", 3, abi.NS_GET_USERNS, 0), false);
      equal(changes("ioctl", 3, abi.SIOCSIFFLAGS, how), true);
    },
  },
];
