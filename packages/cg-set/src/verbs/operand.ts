import { UsageError } from "@isobox/toolkit";
import type { Cgroup } from "../cgroup.ts";
import { findCgroup } from "../named.ts";

/** The cgroup that an operand names. @throws {UsageError} for a bad name. */
export function cgroupOf(operand: string): Cgroup {
  try {
    return findCgroup(operand);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`"${operand}": want ${error.message}`);
    throw error;
  }
}
