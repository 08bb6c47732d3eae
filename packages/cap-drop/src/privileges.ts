import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";
import { checkBounding, checkKnown, limitBoundingSet, notBounding } from "./bounding-set.ts";
import { type CapabilityChange, TO_NONE } from "./capability-change.ts";
import { difference, isEmpty, NO_CAPABILITIES, namesOf, setOf, union } from "./capability-set.ts";
import { changeIdentity, leavesRoot } from "./change-identity.ts";
import { applySets, type Missing, type PlannedSets, planSets, type SetChanges } from "./credential-sets.ts";
import type { Identity } from "./identity.ts";
import type { DropOptions } from "./options.ts";
import { setSecurebits } from "./securebits.ts";

/**
 * Changes who the process is and what it may do: bounding set, ids, the other four sets, securebits.
 *
 * 1. The bounding set needs CAP_SETPCAP, which a change of user takes away.
 * 2. The kernel empties permitted, effective and ambient when user 0 becomes another. PR_SET_KEEPCAPS saves
 *    permitted; it is set only when something is to be left.
 * 3. Ids before sets: changing ids takes CAP_SETGID and CAP_SETUID, whatever the sets become.
 * 4. Securebits may forbid ambient capabilities, so they follow them, and CAP_SETPCAP is held that much longer.
 *
 * @returns what was left out because of `skipUnavailable`.
 */
export function changePrivileges(options: DropOptions, identity: Identity | null): Missing {
  const { keep, boundingSet = keep, securebits, skipUnavailable = false } = options;
  const leaves = leavesRoot(identity);
  const changes = setChanges(options, leaves);
  const sets = changes && planSets(changes, leaves);
  const missing: string[] = [];

  if (boundingSet) {
    if (skipUnavailable) missing.push(...unavailable(boundingSet, changes));
    else checkBounding(boundingSet.add);
    doing("cannot reduce the bounding set", () => limitBoundingSet(boundingSet));
  }

  const keepsAny =
    sets !== null && leaves && !(isEmpty(sets.permitted) && isEmpty(sets.inheritable) && !securebits);
  if (keepsAny) keepCapabilities(1);
  if (identity) changeIdentity(identity);
  const got = sets && applySets(securebits ? holding(SETPCAP, sets) : sets, skipUnavailable);
  // execve(2) would clear it, but another stage may follow in this very process.
  if (keepsAny) keepCapabilities(0);
  if (got) missing.push(...got.missing);

  if (securebits) {
    setSecurebits(securebits);
    if (sets && got) doing("cannot give up CAP_SETPCAP", () => sys.capset(without(SETPCAP, got.sets, sets)));
  }
  return missing;
}

/** Whether permitted capabilities stay when user 0 becomes another (PR_SET_KEEPCAPS(2const)). */
function keepCapabilities(on: 0 | 1): void {
  doing("cannot keep capabilities over a change of user", () => sys.prctl(abi.PR_SET_KEEPCAPS, on));
}

/** The changes that the options ask for; null when there are none. */
function setChanges(options: DropOptions, leavesRoot: boolean): SetChanges | null {
  const { keep, permitted, effective, inheritable, ambient, securebits, skipUnavailable } = options;
  if (!(keep || permitted || effective || inheritable || ambient))
    // KEEPCAPS is needed for the securebits' sake; what the kernel would have emptied is emptied by hand.
    return securebits && leavesRoot ? { permitted: TO_NONE, effective: TO_NONE } : null;
  if (!skipUnavailable)
    for (const change of [permitted, effective, inheritable]) if (change) checkKnown(change.add);
  if (!keep) return { permitted, effective, inheritable, ambient };
  return {
    permitted: permitted ?? keep,
    effective: effective ?? keep,
    // Never inheritable unless asked for: CVE-2022-24769 and its kin. Ambient ones have to be.
    inheritable: inheritable ?? "ambient",
    ambient: ambient ?? TO_NONE,
  };
}

/** What the bounding set lacks. What is to be permitted too is told about with that set, and not looked up here. */
function unavailable(bounding: CapabilityChange, changes: SetChanges | null): Missing {
  const lost = notBounding(difference(bounding.add, changes?.permitted?.add ?? NO_CAPABILITIES));
  return isEmpty(lost) ? [] : [`bounding: ${namesOf(lost)}`];
}

const SETPCAP = setOf([abi.CAPABILITIES.indexOf("setpcap")]);

function holding(extra: typeof SETPCAP, sets: PlannedSets): PlannedSets {
  return {
    ...sets,
    permitted: union(sets.permitted, extra),
    effective: union(sets.effective, extra),
  };
}

/** What was got with something extra, less what of it was not wanted for good. */
function without(extra: typeof SETPCAP, got: PlannedSets, wanted: PlannedSets): PlannedSets {
  return {
    ...got,
    permitted: difference(got.permitted, difference(extra, wanted.permitted)),
    effective: difference(got.effective, difference(extra, wanted.effective)),
  };
}
