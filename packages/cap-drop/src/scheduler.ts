import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, type ValueType } from "@isobox/toolkit";

const POLICIES: ReadonlyMap<string, number> = new Map([
  ["other", abi.SCHED_OTHER],
  ["fifo", abi.SCHED_FIFO],
  ["rr", abi.SCHED_RR],
  ["batch", abi.SCHED_BATCH],
  ["idle", abi.SCHED_IDLE],
  ["deadline", abi.SCHED_DEADLINE],
  ["ext", abi.SCHED_EXT],
]);
/** The policies whose tasks share the processors by weight, that is by their nice value. */
const FAIR: ReadonlySet<number> = new Set([abi.SCHED_OTHER, abi.SCHED_BATCH, abi.SCHED_IDLE, abi.SCHED_EXT]);
const FLAGS: ReadonlyMap<string, number> = new Map([
  ["reset_on_fork", abi.SCHED_FLAG_RESET_ON_FORK],
  ["reclaim", abi.SCHED_FLAG_RECLAIM],
  ["dl_overrun", abi.SCHED_FLAG_DL_OVERRUN],
  ["keep_policy", abi.SCHED_FLAG_KEEP_POLICY],
  ["keep_params", abi.SCHED_FLAG_KEEP_PARAMS],
  ["util_clamp_min", abi.SCHED_FLAG_UTIL_CLAMP_MIN],
  ["util_clamp_max", abi.SCHED_FLAG_UTIL_CLAMP_MAX],
]);
const NUMBERS = ["nice", "priority", "runtime", "deadline", "period"] as const;

/** A scheduling policy by the names of chrt(1) with its numbers; what is not given is 0. Times in nanoseconds. */
export interface Scheduling {
  readonly policy: string;
  readonly flags: readonly string[];
  readonly nice?: number;
  readonly priority?: number;
  readonly runtime?: number | bigint;
  readonly deadline?: number | bigint;
  readonly period?: number | bigint;
}

const wanted = `a policy (${[...POLICIES.keys()].join(", ")}), with what belongs to it: "fifo,priority=10", "other,nice=5", "deadline,runtime=1000000,deadline=10000000,period=10000000"`;

/** `POLICY[,NAME=NUMBER][,FLAG]…` */
export const scheduling: ValueType<Scheduling> = {
  placeholder: "POLICY[,…]",
  choices: [...POLICIES.keys()],
  parse(text) {
    const [policy, ...words] = text.toLowerCase().split(",") as [string, ...string[]];
    if (!POLICIES.has(policy)) throw new RangeError(wanted);
    const numbers: Partial<Record<(typeof NUMBERS)[number], number>> = {};
    const flags: string[] = [];
    for (const word of words) {
      const match = /^([a-z]+)=(-?[0-9]{1,15})$/.exec(word);
      const name = NUMBERS.find((each) => each === match?.[1]);
      if (name && !(name in numbers)) numbers[name] = Number(match![2]);
      else if (FLAGS.has(word)) flags.push(word);
      else throw new SyntaxError(`${wanted}; or one of the flags ${[...FLAGS.keys()].join(", ")}`);
    }
    return { policy, ...numbers, flags };
  },
  format: (given) =>
    [
      given.policy,
      ...NUMBERS.flatMap((name) => (given[name] === undefined ? [] : [`${name}=${given[name]}`])),
      ...given.flags,
    ].join(","),
};

/** Whether a policy and flags exist, by the names that {@link Scheduling} has. */
export function isScheduling(policy: string, flags: readonly string[]): boolean {
  return POLICIES.has(policy) && flags.every((flag) => FLAGS.has(flag));
}

/**
 * Sets the scheduling policy of a thread, which its children inherit unless `reset_on_fork` is among the flags.
 *
 * Preconditions: before ids change. Threads: single for oneself. Privilege: CAP_SYS_NICE for a real-time or deadline
 * policy, and for a lower nice value.
 * @param tid 0 is the caller.
 * @throws {Failure} EPERM without the privilege, or in a cgroup without real-time budget (cpu.rt_runtime_us); EINVAL
 *   for a number that the policy does not take; EBUSY when the processors cannot keep the deadline.
 * @see sched(7), sched_setattr(2)
 */
export function setScheduling({ policy, flags, ...numbers }: Scheduling, tid = 0): void {
  const bits = flags.reduce((all, flag) => all | FLAGS.get(flag)!, 0);
  doing(`cannot set the scheduling policy ${policy}${tid === 0 ? "" : ` of ${tid}`}`, () =>
    sys.sched_setattr(tid, { ...numbers, policy: POLICIES.get(policy)!, flags: bits }),
  );
}

/** The scheduling of a thread, in the words of {@link Scheduling}: each policy with the numbers that it takes. */
export function schedulingOf({ policy, flags, ...numbers }: sys.SchedAttrNow): Scheduling {
  const named = [...POLICIES].find(([, number]) => number === policy)?.[0] ?? String(policy);
  const set = [...FLAGS].filter(([, bit]) => (flags & bit) !== 0).map(([name]) => name);
  const { priority, runtime, deadline, period } = numbers;
  if (policy === abi.SCHED_DEADLINE) return { policy: named, runtime, deadline, period, flags: set };
  return FAIR.has(policy) ? { policy: named, flags: set } : { policy: named, priority, flags: set };
}

/** A policy given without a nice value keeps the one that the thread has; the kernel's call would make it 0. */
export function keepingNice(given: Scheduling, nice: number): Scheduling {
  return given.nice === undefined && FAIR.has(POLICIES.get(given.policy)!) ? { ...given, nice } : given;
}

/** The priorities that each policy of this kernel takes. */
export function priorityRanges(): readonly { policy: string; min: number; max: number }[] {
  return [...POLICIES].flatMap(([policy, number]) => {
    try {
      return [{ policy, ...sys.priorityRange(number) }];
    } catch (error) {
      // A policy that is newer than this kernel.
      if (error instanceof sys.SyscallError && error.code === "EINVAL") return [];
      throw error;
    }
  });
}
