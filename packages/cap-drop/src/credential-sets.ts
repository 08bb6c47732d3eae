import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, Failure } from "@isobox/toolkit";
import { type CapabilityChange, changed, isRelative } from "./capability-change.ts";
import {
  type CapabilitySet,
  difference,
  intersection,
  isEmpty,
  members,
  NAMED_CAPABILITIES,
  NO_CAPABILITIES,
  namesOf,
  setOf,
  union,
} from "./capability-set.ts";

/** What the four sets of a process become; a set that is not given follows the others. */
export interface SetChanges {
  readonly permitted?: CapabilityChange | undefined;
  readonly effective?: CapabilityChange | undefined;
  /** "ambient": what becomes ambient, and nothing else. */
  readonly inheritable?: CapabilityChange | "ambient" | undefined;
  readonly ambient?: CapabilityChange | undefined;
}

/** The sets, worked out. `ambient` null: whatever the kernel leaves of it. */
export interface PlannedSets extends sys.CapabilitySets {
  readonly ambient: CapabilitySet | null;
}

/**
 * Works out the sets from the changes, before any id is changed.
 *
 * What is not given: permitted stays, and on leaving root is what the other sets need; effective stays as far as
 * it is permitted, and on leaving root is empty, as the kernel has it; inheritable stays, and gains what becomes
 * ambient, because the kernel wants it there.
 *
 * @param leavesRoot the user id becomes one that is not 0.
 */
export function planSets(changes: SetChanges, leavesRoot: boolean): PlannedSets {
  const { permitted, effective, inheritable, ambient } = changes;
  const all = permitted && effective && inheritable;
  const needed =
    !all ||
    isRelative(permitted) ||
    isRelative(effective) ||
    (inheritable !== "ambient" && isRelative(inheritable));
  const now = needed || (ambient && isRelative(ambient)) ? ownSets() : nothing;

  const asked = leavesRoot
    ? union(askedBy(effective, now.permitted), askedBy(ambient, now.permitted))
    : now.permitted;
  const newPermitted = permitted ? changed(permitted, now.permitted, now.permitted) : asked;
  // What is ambient and no longer permitted the kernel takes away by itself.
  const newAmbient = ambient
    ? changed(ambient, intersection(ambientNow(ambient), newPermitted), newPermitted)
    : null;
  const passedOn = newAmbient ?? NO_CAPABILITIES;
  return {
    permitted: newPermitted,
    effective: effective
      ? changed(effective, now.effective, newPermitted)
      : leavesRoot
        ? NO_CAPABILITIES
        : intersection(now.effective, newPermitted),
    inheritable:
      inheritable === "ambient"
        ? passedOn
        : inheritable
          ? changed(inheritable, now.inheritable, newPermitted)
          : union(now.inheritable, passedOn),
    ambient: newAmbient,
  };
}

/** What a set is to gain, of what the process has: by name, or as part of "all". */
function askedBy(change: CapabilityChange | undefined, has: CapabilitySet): CapabilitySet {
  return change ? union(change.add, intersection(change.fill, has)) : NO_CAPABILITIES;
}

function ownSets(): sys.CapabilitySets {
  return doing("cannot tell the capabilities of this process", () => sys.capget());
}

const nothing: sys.CapabilitySets = {
  permitted: NO_CAPABILITIES,
  effective: NO_CAPABILITIES,
  inheritable: NO_CAPABILITIES,
};

/** The ambient set, read bit by bit, and only where the change keeps something of it. */
function ambientNow({ keep }: CapabilityChange): CapabilitySet {
  return setOf(members(intersection(keep, NAMED_CAPABILITIES)).filter(isAmbient));
}

function isAmbient(number: number): boolean {
  return sys.attempt(sys.NR.prctl, abi.PR_CAP_AMBIENT, abi.PR_CAP_AMBIENT_IS_SET, number, 0, 0) === 1;
}

/** What could not be given, for a warning: "permitted: sys_resource". */
export type Missing = readonly string[];

/**
 * Sets permitted, effective and inheritable, then ambient.
 *
 * Preconditions: on leaving root, PR_SET_KEEPCAPS was on, unless all sets become empty. Threads: single.
 * @param skipUnavailable leave out what the kernel refuses, as the OCI specification wants of a runtime that is
 *   itself confined, and tell of it.
 * @returns the sets as they are now, with what is missing in words.
 * @throws {Failure} EPERM from capset(2) for a capability that the process does not have, or from prctl(2) for an
 *   ambient one that is not both permitted and inheritable.
 * @see capabilities(7), "Thread capability sets"
 */
export function applySets(
  sets: PlannedSets,
  skipUnavailable = false,
): { sets: PlannedSets; missing: Missing } {
  try {
    setAll(sets);
    return { sets, missing: [] };
  } catch (error) {
    if (!(error instanceof sys.SyscallError)) throw error;
    if (error.errno !== abi.EPERM) throw new Failure("cannot set the capabilities", { cause: error });
    const possible = attainable(sets);
    const { missing } = possible;
    if (!skipUnavailable)
      throw new Failure(
        `cannot set the capabilities${missing.length === 0 ? "" : `; not to be had: ${missing.join("; ")}`}`,
        { cause: error },
      );
    setAll(possible.sets);
    return possible;
  }
}

function setAll(sets: PlannedSets): void {
  sys.capset(sets);
  if (sets.ambient === null) return;
  // An ambient capability goes when it is no longer permitted and inheritable: nothing is left to be cleared then.
  if (!isEmpty(intersection(sets.permitted, sets.inheritable)))
    sys.prctl(abi.PR_CAP_AMBIENT, abi.PR_CAP_AMBIENT_CLEAR_ALL);
  for (const number of members(sets.ambient)) sys.prctl(abi.PR_CAP_AMBIENT, abi.PR_CAP_AMBIENT_RAISE, number);
}

/**
 * The part of the sets that this process can give itself, and a word on the rest.
 *
 * A runtime that is itself confined cannot give what it does not have, and the OCI specification wants a warning
 * instead of a failure then.
 */
function attainable(sets: PlannedSets): { sets: PlannedSets; missing: Missing } {
  const now = ownSets();
  const permitted = intersection(sets.permitted, now.permitted);
  const inheritable = intersection(sets.inheritable, union(now.inheritable, now.permitted));
  const possible: PlannedSets = {
    permitted,
    effective: intersection(sets.effective, permitted),
    inheritable,
    ambient: sets.ambient && intersection(sets.ambient, intersection(permitted, inheritable)),
  };
  const missing: string[] = [];
  for (const name of ["permitted", "effective", "inheritable", "ambient"] as const) {
    const lost = difference(sets[name] ?? NO_CAPABILITIES, possible[name] ?? NO_CAPABILITIES);
    if (!isEmpty(lost)) missing.push(`${name}: ${namesOf(lost)}`);
  }
  return { sets: possible, missing };
}
