// The calls whose effect on their caller depends on the arguments.
import type { Effect, IsSelf } from "./effect.ts";
import { CLOSE_RANGE_UNSHARE } from "./fcntl.ts";
import * as keyctl from "./keyctl.ts";
import * as prctl from "./prctl.ts";
import { IOPRIO_WHO_PROCESS, PRIO_PROCESS } from "./scheduler.ts";
import { SECCOMP_GET_ACTION_AVAIL, SECCOMP_GET_NOTIF_SIZES } from "./seccomp.ts";
import { TIOCNOTTY, TIOCSCTTY } from "./tty.ts";

/** One such call. */
interface Conditional {
  /** What it does when `harmless` says no. */
  readonly worst: Effect;
  readonly harmless: (args: readonly unknown[], isSelf: IsSelf) => boolean;
  /** Where some arguments do another harm than `worst`. */
  readonly otherwise?: (args: readonly unknown[]) => Effect;
}

/**
 * An argument as the kernel reads an `int`: the low 32 bits, signed. NaN for a pointer, which equals nothing.
 *
 * Comparing the number itself would let 2^32 + PR_SET_NO_NEW_PRIVS pass for an unknown option.
 */
function int(argument: unknown): number {
  if (argument === undefined || argument === null) return 0;
  if (typeof argument === "bigint") return Number(BigInt.asIntN(32, argument));
  return typeof argument === "number" ? argument | 0 : Number.NaN;
}

const isNull = (argument: unknown): boolean =>
  argument === undefined || argument === null || argument === 0 || argument === 0n;

/** The first argument is the id of somebody else. */
const other = ([id]: readonly unknown[], isSelf: IsSelf): boolean => notSelf(id, isSelf);

function notSelf(argument: unknown, isSelf: IsSelf): boolean {
  const id = int(argument);
  return !Number.isNaN(id) && id !== 0 && !isSelf(id);
}

// These three would be made for, or found in, the credentials of the calling thread.
const isOwnKeyring = (argument: unknown): boolean => {
  const id = int(argument);
  return Number.isNaN(id) || (id <= keyctl.KEY_SPEC_THREAD_KEYRING && id >= keyctl.KEY_SPEC_SESSION_KEYRING);
};

/** keyctl(2) operations that act on keys, with the places of the keys among the arguments. */
const KEYS = new Map<number, readonly number[]>([
  [keyctl.KEYCTL_GET_KEYRING_ID, [1]],
  [keyctl.KEYCTL_UPDATE, [1]],
  [keyctl.KEYCTL_REVOKE, [1]],
  [keyctl.KEYCTL_CHOWN, [1]],
  [keyctl.KEYCTL_SETPERM, [1]],
  [keyctl.KEYCTL_DESCRIBE, [1]],
  [keyctl.KEYCTL_CLEAR, [1]],
  [keyctl.KEYCTL_LINK, [1, 2]],
  [keyctl.KEYCTL_UNLINK, [1, 2]],
  [keyctl.KEYCTL_SEARCH, [1, 4]],
  [keyctl.KEYCTL_READ, [1]],
  [keyctl.KEYCTL_SET_TIMEOUT, [1]],
  [keyctl.KEYCTL_GET_SECURITY, [1]],
  [keyctl.KEYCTL_INVALIDATE, [1]],
  [keyctl.KEYCTL_GET_PERSISTENT, [2]],
  [keyctl.KEYCTL_CAPABILITIES, []],
]);

/** prctl(2) options that only read. */
const READS = new Set<number>([
  prctl.PR_GET_PDEATHSIG,
  prctl.PR_GET_DUMPABLE,
  prctl.PR_GET_KEEPCAPS,
  prctl.PR_GET_NAME,
  prctl.PR_GET_SECCOMP,
  prctl.PR_CAPBSET_READ,
  prctl.PR_GET_SECUREBITS,
  prctl.PR_GET_TIMERSLACK,
  prctl.PR_GET_CHILD_SUBREAPER,
  prctl.PR_GET_NO_NEW_PRIVS,
  prctl.PR_GET_THP_DISABLE,
  prctl.PR_GET_SPECULATION_CTRL,
  prctl.PR_GET_IO_FLUSHER,
  prctl.PR_GET_MDWE,
]);

/** prctl(2) options that set something of the process or of its memory; all others set something of the thread. */
const OF_PROCESS = new Set<number>([
  prctl.PR_SET_DUMPABLE,
  prctl.PR_SET_CHILD_SUBREAPER,
  prctl.PR_SET_MM,
  prctl.PR_SET_THP_DISABLE,
  prctl.PR_SET_MDWE,
  prctl.PR_SET_VMA,
  prctl.PR_SET_PTRACER,
]);

// <asm/prctl.h>: ARCH_GET_FS, ARCH_GET_GS, ARCH_GET_CPUID.
const ARCH_GET: readonly number[] = [0x1003, 0x1004, 0x1011];

const schedulingOfSelf: Conditional = { worst: "thread", harmless: other };

export const CONDITIONAL: Readonly<Record<string, Conditional | undefined>> = {
  prctl: {
    worst: "thread",
    harmless: ([option, a]) =>
      READS.has(int(option)) ||
      (int(option) === prctl.PR_CAP_AMBIENT && int(a) === prctl.PR_CAP_AMBIENT_IS_SET),
    otherwise: ([option]) => (OF_PROCESS.has(int(option)) ? "process" : "thread"),
  },
  seccomp: {
    worst: "thread",
    harmless: ([operation]) =>
      int(operation) === SECCOMP_GET_ACTION_AVAIL || int(operation) === SECCOMP_GET_NOTIF_SIZES,
  },
  personality: { worst: "thread", harmless: ([persona]) => int(persona) === -1 },
  rt_sigaction: { worst: "process", harmless: ([, action]) => isNull(action) },
  rt_sigprocmask: { worst: "thread", harmless: ([, set]) => isNull(set) },
  sigaltstack: { worst: "thread", harmless: ([stack]) => isNull(stack) },
  prlimit64: {
    worst: "process",
    harmless: ([pid, , limit], isSelf) => isNull(limit) || notSelf(pid, isSelf),
  },
  setpgid: { worst: "process", harmless: other },
  sched_setaffinity: schedulingOfSelf,
  sched_setattr: schedulingOfSelf,
  sched_setparam: schedulingOfSelf,
  sched_setscheduler: schedulingOfSelf,
  // Of a process group or a user: the caller may be among them.
  setpriority: {
    worst: "thread",
    harmless: ([which, who], isSelf) => int(which) === PRIO_PROCESS && notSelf(who, isSelf),
  },
  ioprio_set: {
    worst: "thread",
    harmless: ([which, who], isSelf) => int(which) === IOPRIO_WHO_PROCESS && notSelf(who, isSelf),
  },
  keyctl: {
    worst: "thread",
    harmless: (args) => KEYS.get(int(args[0]))?.some((place) => isOwnKeyring(args[place])) === false,
  },
  add_key: { worst: "thread", harmless: (args) => !isOwnKeyring(args[4]) },
  request_key: { worst: "thread", harmless: (args) => !isOwnKeyring(args[3]) },
  // A range may cover Node's own descriptors; one number is as harmless as close(2).
  close_range: {
    worst: "thread",
    harmless: ([first, last, flags]) =>
      (int(flags) & CLOSE_RANGE_UNSHARE) === 0 && !Number.isNaN(int(flags)) && int(first) === int(last),
    otherwise: ([, , flags]) => ((int(flags) & CLOSE_RANGE_UNSHARE) === 0 ? "process" : "thread"),
  },
  // The controlling terminal belongs to the session.
  ioctl: {
    worst: "process",
    harmless: ([, request]) => ![TIOCSCTTY, TIOCNOTTY].includes(int(request)) && !Number.isNaN(int(request)),
  },
  membarrier: { worst: "process", harmless: ([command]) => int(command) === 0 },
  // Function 0 and 2 read.
  modify_ldt: { worst: "process", harmless: ([func]) => int(func) === 0 || int(func) === 2 },
  arch_prctl: { worst: "thread", harmless: ([code]) => ARCH_GET.includes(int(code)) },
};
