// What Node must not do is refused before the kernel hears of it.
import { readFileSync } from "node:fs";
import * as abi from "@isobox/kernel/abi";
import { platform, SingleThreadRequired } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { type Case, equal, ok, throws } from "../case.ts";

const { NR } = sys;

/** Everything of this thread and process that a call that slipped through would have changed. */
function state(): string {
  const lines = readFileSync("/proc/thread-self/status", "utf8").split("\n");
  const kept = lines.filter(
    (line) => !/^(Vm|Rss|Hugetlb|voluntary|nonvoluntary|Threads|State|Sig[PQ]|ShdPnd)/.test(line),
  );
  return [...kept, process.cwd(), readFileSync("/proc/self/mountinfo", "utf8").length].join("\n");
}

export const cases: readonly Case[] = [
  {
    name: "every call of the table whose effect is not harmless is refused, and nothing changes",
    run: () => {
      const before = state();
      let refused = 0;
      for (const name of sys.SYSCALL_NAMES) {
        if (abi.isConditional(name) || abi.worstEffect(name) === "harmless") continue;
        const error = throws(() => platform.syscall(NR[name], 0, 0, 0, 0, 0, 0), SingleThreadRequired, name);
        equal(
          [error.name, error.syscall, error.effect],
          ["SingleThreadRequired", name, abi.worstEffect(name)],
        );
        refused++;
      }
      ok(refused > 40, `${refused} calls`);
      equal(state(), before);
    },
  },
  {
    name: "calls judged by their arguments are refused with the worst ones",
    run: () => {
      const before = state();
      const view = sys.struct(64);
      const worst: readonly [sys.SyscallName, ...(number | DataView | string | null)[]][] = [
        ["prctl", abi.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0],
        ["prctl", 2 ** 32 + abi.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0],
        ["prctl", abi.PR_SET_DUMPABLE, 0, 0, 0, 0],
        ["seccomp", 1, 0, view],
        ["personality", 8],
        ["rt_sigaction", 10, view, null, 8],
        ["rt_sigprocmask", 0, view, null, 8],
        ["sigaltstack", view, null],
        ["prlimit64", 0, 7, view, null],
        ["prlimit64", process.pid, 7, view, null],
        ["setpgid", 0, 0],
        ["sched_setaffinity", 0, 8, view],
        ["sched_setaffinity", process.pid, 8, view],
        ["sched_setaffinity", 2 ** 32, 8, view],
        ["sched_setattr", 0, view, 0],
        ["sched_setparam", 0, view],
        ["sched_setscheduler", 0, 3, view],
        ["setpriority", 0, 0, 5],
        ["ioprio_set", 1, 0, 0x4000],
        ["keyctl", 1, "contract"],
        ["add_key", "user", "contract", view, 1, -1],
        ["request_key", "user", "contract", null, -2],
        ["close_range", 3, 0xffffffff, 0],
        ["close_range", 5, 5, abi.CLOSE_RANGE_UNSHARE],
        ["ioctl", 0, abi.TIOCSCTTY, 0],
        ["membarrier", 16, 0, 0],
      ];
      const conditional = sys.SYSCALL_NAMES.filter((name) => abi.isConditional(name));
      equal(
        conditional.filter((name) => !worst.some((row) => row[0] === name)),
        [],
        "without a row here",
      );
      for (const [name, ...args] of worst)
        throws(
          () => platform.syscall(NR[name], ...args),
          SingleThreadRequired,
          `${name}(${args.map(String).join(", ")})`,
        );
      equal(state(), before);
    },
  },
  {
    name: "the threads of Node count as self",
    run: () => {
      const tids = sys.readdir("/proc/self/task");
      ok(tids.length > 1, "Node has several threads");
      for (const tid of tids)
        throws(
          () => platform.syscall(NR.sched_setaffinity, Number(tid), 8, sys.struct(8)),
          SingleThreadRequired,
          tid,
        );
    },
  },
  {
    name: "a number that is in no table is refused: forks by old numbers, the x32 bit, what is newer",
    run: () => {
      const old = platform.machine === "x86_64" ? [57, 58, 158, 172, 0x40000000 + 57] : [];
      for (const nr of [...old, 0x40000000, 100000, -1, 2 ** 31 - 1]) {
        const error = throws(() => platform.syscall(nr, 0), SingleThreadRequired, String(nr));
        ok(error.message.includes("static isobox program"), error.message);
      }
    },
  },
  {
    name: "SingleThreadRequired says what, why, and what to do",
    run: () => {
      equal(
        throws(() => sys.unshare(abi.CLONE_NEWUSER), SingleThreadRequired).message,
        "unshare(2) is refused under Node.js: it would change the calling thread only, and Node.js always has several, which would stay as they were. Spawn the static isobox program for this step (a chain such as ns-exec, mnt-root or cap-drop): it has one thread",
      );
      ok(
        throws(() => sys.chdir("/"), SingleThreadRequired).message.includes("whole Node.js process"),
        "chdir",
      );
    },
  },
  {
    name: "what acts on others stays possible",
    run: () => {
      equal(platform.syscall(NR.prctl, abi.PR_GET_DUMPABLE, 0, 0, 0, 0) >= 0, true);
      equal(platform.syscall(NR.kill, process.pid, 0), 0);
      equal(platform.syscall(NR.umount2, "/none", 0) < 0, true);
      equal(platform.syscall(NR.prlimit64, 0, 7, null, sys.struct(16)), 0);
      const other = sys.getppid();
      equal(platform.syscall(NR.sched_getaffinity, other, 8, sys.struct(8)) > 0, true);
    },
  },
];
