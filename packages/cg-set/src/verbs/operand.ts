import { UsageError, type ValueType } from "@isobox/toolkit";
import type { Cgroup } from "../cgroup.ts";
import { normalizeName } from "../name.ts";
import { findCgroup, noCgroup } from "../named.ts";

/** The name of a cgroup in plain form. @throws {UsageError} */
export function nameOf(operand: string): string {
  return read(operand, () => normalizeName(operand));
}

/** The cgroup that an operand names, as far as it is there. @throws {UsageError} for a bad name. */
export function cgroupOf(operand: string, controllers?: readonly string[]): Cgroup {
  return read(operand, () => findCgroup(operand, controllers));
}

/** The cgroup that an operand names. @throws {Failure} when it is nowhere. */
export function existing(operand: string, controllers?: readonly string[]): Cgroup {
  const cgroup = cgroupOf(operand, controllers);
  if (cgroup.parts.length === 0) throw noCgroup(cgroup.name);
  return cgroup;
}

function read<T>(operand: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`"${operand}": want ${error.message}`);
    throw error;
  }
}

/** An operand that is a value of a type. @throws {UsageError} */
export function operandOf<T>(type: ValueType<T>, operand: string): T {
  return read(operand, () => type.parse(operand));
}

/** A process id. @throws {UsageError} */
export function pidOf(operand: string): number {
  if (!/^[1-9][0-9]{0,9}$/.test(operand)) throw new UsageError(`"${operand}" is no process id`);
  return Number(operand);
}
