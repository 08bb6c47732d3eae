import {
  Failure,
  give,
  type HandoverKey,
  isSupervised,
  type KnownCgroup,
  lookNote,
  shareCgroups,
  supervise,
  take,
  UsageError,
  undoRecords,
  willSupervise,
} from "@isobox/toolkit";
import { type Cgroup, isV2, partV2 } from "./cgroup.ts";
import { enterCgroup, enterOpened, leaveCgroup, openEntries, openForClone } from "./entry.ts";
import { makeCgroup, removeMade } from "./make.ts";
import { findCgroup, hierarchiesOf, noCgroup } from "./named.ts";
import { type CgSetOptions, options as table } from "./options.ts";
import { handOver } from "./owner.ts";
import { withResources } from "./resources.ts";
import { writeLimits } from "./write-limits.ts";

/** The files that --enter writes into, with the index of v2's as the note; -1 when there is none. */
const ENTRIES: HandoverKey = "cgroup";
/** The directory of the v2 part: the next fork's child is born there, and says so by the note. */
const BIRTHPLACE: HandoverKey = "into";
const BORN = "born";

/** Rules that the table cannot say. @throws {UsageError} */
export function checkOptions(options: CgSetOptions): void {
  if (options.enter && Object.keys(options).some((key) => key in table && key !== "enter"))
    throw new UsageError("--enter takes no other option: the cgroup is made and limited by --prepare");
  refuseTinyMemory(options);
  // Nobody could find it again, and each run would leave one more.
  if (!options.enter && options.name === undefined && !options.rm)
    throw new UsageError("a cgroup needs --name, or --rm, with which it is removed when PROG has ended");
}

/** Less than any program needs: whoever enters such a cgroup, this one too, is killed before it can say why. */
const TOO_LITTLE = 2 ** 16;

function refuseTinyMemory({ memory }: CgSetOptions): void {
  if (memory !== undefined && memory !== "max" && memory < TOO_LITTLE)
    throw new UsageError(
      `--memory ${memory} is ${memory} bytes, in which nothing can run: did you mean --memory ${memory}M?`,
    );
}

/** Makes a cgroup, limits it, enters it, and goes on; or one of the two halves of that. */
export function applyCgSet(options: CgSetOptions, rest: () => never): never {
  if (options.enter) {
    enterPrepared();
    return rest();
  }
  // Decided before anything is made, and long before anything is entered: the supervisor must stay outside.
  const supervises = options.rm === true && !isSupervised();
  if (supervises) willSupervise();
  const cgroup = options.existing ? limitExisting(options) : makeLimited(options);
  if (options.prepare) {
    shareCgroups(knownParts(cgroup));
    offerBirthplace(cgroup);
    give(ENTRIES, openEntries(cgroup), String(cgroup.parts.findIndex(isV2)));
    return supervises ? supervise(rest, { undo: undoRecords }) : rest();
  }
  if (!supervises) return enterAndGoOn(cgroup, options, false, rest);
  offerBirthplace(cgroup);
  return supervise(() => enterAndGoOn(cgroup, options, bornInside(), rest), { undo: undoRecords });
}

/** The v1 parts by the numbers of their hierarchies, which is the order in which they were mounted. */
function knownParts({ parts }: Cgroup): KnownCgroup[] {
  const known: KnownCgroup[] = [];
  const ids: number[] = [];
  // The kernel lists the newest first, so that from the last one on there is little to sort.
  for (let i = parts.length - 1; i >= 0; i--) {
    const { hierarchy, directory } = parts[i]!;
    const { id, version, mount } = hierarchy;
    if (version === 2) continue;
    const part = { hierarchy: mount.slice(mount.lastIndexOf("/") + 1), directory };
    let at = ids.push(id) - 1;
    known.push(part);
    for (; at > 0 && ids[at - 1]! > id; at--) {
      ids[at] = ids[at - 1]!;
      known[at] = known[at - 1]!;
    }
    ids[at] = id;
    known[at] = part;
  }
  return known;
}

function makeLimited(options: CgSetOptions): Cgroup {
  const cgroup = makeCgroup(options.name ?? newName(), {
    undo: options.rm === true,
    ...(options.controllers && { hierarchies: hierarchiesOf(options.controllers) }),
  });
  try {
    writeLimits(cgroup, options.resources ? withResources(options) : options);
    if (options.owner) handOver(cgroup, options.owner);
  } catch (error) {
    if (!options.rm) removeMade(cgroup);
    throw error;
  }
  return cgroup;
}

/** The cgroup of --existing, with new limits if there are any. */
function limitExisting(options: CgSetOptions): Cgroup {
  const cgroup = findCgroup(options.name!, options.controllers);
  if (cgroup.parts.length === 0) throw noCgroup(cgroup.name);
  writeLimits(cgroup, options.resources ? withResources(options) : options);
  return cgroup;
}

/** Not the pid: that is 1 behind a fork into a new pid namespace. */
function newName(): string {
  return `cg-set-${Math.floor(Math.random() * 2 ** 48).toString(36)}`;
}

function offerBirthplace(cgroup: Cgroup): void {
  const part = partV2(cgroup);
  if (part) give(BIRTHPLACE, [openForClone(part)]);
}

/** Whether this process was born in v2's part. Without a proof it moves there: slow, and never wrong. */
function bornInside(): boolean {
  const born = lookNote(BIRTHPLACE) === BORN;
  for (const directory of take(BIRTHPLACE)) directory.close();
  return born;
}

function enterAndGoOn(cgroup: Cgroup, options: CgSetOptions, exceptV2: boolean, rest: () => never): never {
  try {
    enterCgroup(cgroup, { exceptV2 });
  } catch (error) {
    if (!options.rm) {
      leaveCgroup(cgroup);
      removeMade(cgroup);
    }
    throw error;
  }
  return rest();
}

function enterPrepared(): void {
  const v2 = Number(lookNote(ENTRIES));
  const entries = take(ENTRIES);
  if (entries.length === 0)
    throw new Failure("there is no cgroup to enter: no stage before has made one with --prepare");
  enterOpened(entries, bornInside() ? v2 : -1);
}
