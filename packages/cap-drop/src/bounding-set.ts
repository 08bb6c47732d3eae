import * as abi from "@isobox/kernel/abi";
import { attempt, NR, SyscallError } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import type { CapabilityChange } from "./capability-change.ts";
import {
  type CapabilitySet,
  difference,
  has,
  isEmpty,
  members,
  NAMED_CAPABILITIES,
  namesOf,
  setOf,
  union,
} from "./capability-set.ts";

/**
 * Limits the bounding set: what an execve can give at most, to this process and all that come from it.
 *
 * Nothing is read: to drop what is not there is no error. The kernel's own last capability ends the loop, so that
 * one which is newer than this program is dropped too.
 *
 * Preconditions: CAP_SETPCAP in the effective set, so it comes before ids and other sets are changed.
 * Threads: single.
 * @throws {SyscallError} EPERM without CAP_SETPCAP, when something would really have to go.
 * @see capabilities(7), "Capability bounding set"; PR_CAPBSET_DROP(2const)
 */
export function limitBoundingSet(change: CapabilityChange): void {
  // `all` means: all that are there. So what is filled is what is kept.
  const stays = union(union(change.keep, change.fill), change.add);
  for (let number = 0; number < 64; number++) {
    if (has(stays, number)) continue;
    const result = attempt(NR.prctl, abi.PR_CAPBSET_DROP, number, 0, 0, 0);
    if (result === 0) continue;
    // Every kernel that we run on has those with a name. A filter that answers so must not end the loop too soon.
    if (result === -abi.EINVAL && number > abi.CAP_LAST_CAP) return;
    if (result === -abi.EPERM && !isBounding(number)) continue;
    throw new SyscallError(NR.prctl, [abi.PR_CAPBSET_DROP, number, 0, 0, 0], -result);
  }
}

/** Whether a capability is in the bounding set; false too for one that the kernel does not know. */
export function isBounding(number: number): boolean {
  return attempt(NR.prctl, abi.PR_CAPBSET_READ, number, 0, 0, 0) === 1;
}

/** Those of the set that the bounding set lacks: no execve can give them any more. */
export function notBounding(set: CapabilitySet): CapabilitySet {
  return isEmpty(set) ? set : difference(set, setOf(members(set).filter(isBounding)));
}

/**
 * A bounding set cannot gain anything. What was named and is not there is a mistake that should be seen.
 *
 * @throws {Failure}
 */
export function checkBounding(set: CapabilitySet): void {
  checkKnown(set);
  const lost = notBounding(set);
  if (!isEmpty(lost))
    throw new Failure(`cannot keep ${namesOf(lost)} in the bounding set: it is not there`, {
      hints: [
        "a bounding set only shrinks (capabilities(7)); look at: cap-drop show; --skip-unavailable leaves out what is not there",
      ],
    });
}

/**
 * capset(2) passes over what the kernel does not know. A number that is newer than this program is asked about.
 *
 * @throws {Failure} when the kernel has no such capability.
 */
export function checkKnown(set: CapabilitySet): void {
  for (const number of members(difference(set, NAMED_CAPABILITIES)))
    if (attempt(NR.prctl, abi.PR_CAPBSET_READ, number, 0, 0, 0) < 0)
      throw new Failure(`this kernel has no capability with the number ${number}`);
}
