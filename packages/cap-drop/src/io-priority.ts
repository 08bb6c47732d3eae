import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, type ValueType } from "@isobox/toolkit";

const CLASSES: ReadonlyMap<string, number> = new Map([
  // No class of its own: the kernel derives one from the scheduling policy and the nice value.
  ["none", abi.IOPRIO_CLASS_NONE],
  ["rt", abi.IOPRIO_CLASS_RT],
  ["be", abi.IOPRIO_CLASS_BE],
  ["idle", abi.IOPRIO_CLASS_IDLE],
]);

/** An I/O priority: real time, best effort or idle, and the level in the class from 0 (first) to 7 (last). */
export interface IoPriority {
  readonly class: string;
  readonly level: number;
}

/** Whose I/O priority: one thread, or all of a process group or a user. */
export interface IoPriorityTarget {
  /** IOPRIO_WHO_* */
  readonly which: number;
  /** 0 is the caller, or the caller's group or user. */
  readonly who: number;
}

const SELF: IoPriorityTarget = { which: abi.IOPRIO_WHO_PROCESS, who: 0 };

/** `CLASS[:LEVEL]`; without a level 4, the middle one, and 0 for idle and none, which have none. */
export const ioPriority: ValueType<IoPriority> = {
  placeholder: "CLASS[:LEVEL]",
  choices: [...CLASSES.keys()],
  parse(text) {
    const match = /^(none|rt|be|idle)(?::([0-7]))?$/.exec(text.toLowerCase());
    if (!match) throw new SyntaxError("none, rt, be or idle, and a level from 0 to 7: be:4");
    const name = match[1]!;
    return { class: name, level: Number(match[2] ?? (name === "rt" || name === "be" ? 4 : 0)) };
  },
  format: (priority) => `${priority.class}:${priority.level}`,
};

/** Whether a class can be asked for in an OCI configuration, whose specification does not have "none". */
export function isIoClass(name: string): boolean {
  return name !== "none" && CLASSES.has(name);
}

/**
 * Sets an I/O priority, which children inherit.
 *
 * Preconditions: before ids change. Threads: single for oneself. Privilege: CAP_SYS_NICE or CAP_SYS_ADMIN for rt,
 * CAP_SYS_NICE for what is another user's.
 * @throws {Failure} ESRCH when there is nobody; EINVAL for a class that takes no level.
 * @see ioprio_set(2)
 */
export function setIoPriority(priority: IoPriority, { which, who }: IoPriorityTarget = SELF): void {
  const value = (CLASSES.get(priority.class)! << abi.IOPRIO_CLASS_SHIFT) | priority.level;
  doing(`cannot set the I/O priority ${ioPriority.format(priority)}`, () =>
    sys.ioprio_set(which, who, value),
  );
}

/** The I/O priority of a thread. */
export function ioPriorityOf(tid: number): IoPriority {
  const value = sys.ioprio_get(abi.IOPRIO_WHO_PROCESS, tid);
  const number = value >> abi.IOPRIO_CLASS_SHIFT;
  const name = [...CLASSES].find(([, each]) => each === number)?.[0] ?? String(number);
  return { class: name, level: value & 7 };
}
