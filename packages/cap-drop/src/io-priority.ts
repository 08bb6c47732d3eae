import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, type ValueType } from "@isobox/toolkit";

const CLASSES: ReadonlyMap<string, number> = new Map([
  ["rt", abi.IOPRIO_CLASS_RT],
  ["be", abi.IOPRIO_CLASS_BE],
  ["idle", abi.IOPRIO_CLASS_IDLE],
]);

/** An I/O priority: real time, best effort or idle, and the level in the class from 0 (first) to 7 (last). */
export interface IoPriority {
  readonly class: string;
  readonly level: number;
}

/** `CLASS[:LEVEL]`; without a level 4, the middle one, and 0 for idle, which has none. */
export const ioPriority: ValueType<IoPriority> = {
  placeholder: "CLASS[:LEVEL]",
  choices: [...CLASSES.keys()],
  parse(text) {
    const match = /^(rt|be|idle)(?::([0-7]))?$/.exec(text.toLowerCase());
    if (!match) throw new SyntaxError("rt, be or idle, and a level from 0 to 7: be:4");
    const name = match[1]!;
    return { class: name, level: Number(match[2] ?? (name === "idle" ? 0 : 4)) };
  },
  format: (priority) => `${priority.class}:${priority.level}`,
};

/** Whether a class exists. */
export function isIoClass(name: string): boolean {
  return CLASSES.has(name);
}

/**
 * Sets the I/O priority of this process, which its children inherit.
 *
 * Preconditions: before ids change. Privilege: CAP_SYS_NICE or CAP_SYS_ADMIN for rt.
 * @throws {Failure}
 * @see ioprio_set(2)
 */
export function setIoPriority(priority: IoPriority): void {
  const value = (CLASSES.get(priority.class)! << abi.IOPRIO_CLASS_SHIFT) | priority.level;
  doing(`cannot set the I/O priority ${ioPriority.format(priority)}`, () =>
    sys.ioprio_set(abi.IOPRIO_WHO_PROCESS, 0, value),
  );
}
