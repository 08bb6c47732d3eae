import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure, type Undoer } from "@isobox/toolkit";
import type { Cgroup } from "./cgroup.ts";
import { killAll } from "./kill.ts";
import { directoriesUnder, processesUnder } from "./processes.ts";
import { UNDO } from "./undo-kinds.ts";

/** The last of the waits 1, 2, 4, … ms for the killed to be gone; together they are two seconds. */
const LONGEST_WAIT_MS = 1024;

/**
 * Removes one directory of a cgroup and those below it; what is left inside is killed. Nothing happens when it is
 * gone already.
 *
 * A process that was killed is in its cgroup until it has ended, so the kernel is asked again, for two seconds.
 *
 * @throws {Failure} when something inside does not die; it names the processes.
 */
export function removeDirectory(directory: string): void {
  let result = removeTree(directory);
  for (let wait = 1; result === -abi.EBUSY && wait <= LONGEST_WAIT_MS; wait *= 2) {
    killAll(directory);
    sys.poll([], wait);
    result = removeTree(directory);
  }
  if (result === 0) return;
  const left = result === -abi.EBUSY ? processesUnder(directory) : [];
  const who = left.length > 0 ? `: still in it: process ${left.slice(0, 10).join(", ")}` : "";
  throw new Failure(`cannot remove the cgroup ${directory}${who}`, { cause: notRemoved(directory, result) });
}

function notRemoved(directory: string, result: number): sys.SyscallError {
  return new sys.SyscallError(sys.NR.unlinkat, [abi.AT_FDCWD, directory, abi.AT_REMOVEDIR], -result);
}

/** Removes a directory, then or now without what is below it; 0, also when it is gone, or the negated errno. */
function removeTree(directory: string): number {
  const result = rmdir(directory);
  if (result !== -abi.EBUSY) return result;
  let last = result;
  for (const each of directoriesUnder(directory)) {
    last = rmdir(each);
    if (last < 0) break;
  }
  return last;
}

function rmdir(directory: string): number {
  const result = sys.attempt(sys.NR.unlinkat, abi.AT_FDCWD, directory, abi.AT_REMOVEDIR);
  return result === -abi.ENOENT ? 0 : result;
}

/**
 * Removes a cgroup from every hierarchy; what is left inside is killed.
 *
 * Threads: any. Privilege: write access to the parent directories, and kill(2).
 * @throws {Failure} as {@link removeDirectory}.
 */
export function removeCgroup(cgroup: Cgroup): void {
  // From behind: the freezer and v2, which can kill all at once, are last in the list.
  for (const { directory } of [...cgroup.parts].reverse()) removeDirectory(directory);
}

/** Directories whose next record is not to be undone. */
const kept = new Set<string>();

/** A cgroup that was made on the way stays when somebody else uses it by now. */
function removeParent(directory: string): void {
  if (kept.delete(directory)) return;
  const result = rmdir(directory);
  if (result < 0 && result !== -abi.EBUSY) throw notRemoved(directory, result);
}

/** How what {@link makeCgroup} records is removed. */
export const undoers: Readonly<Record<string, Undoer>> = {
  [UNDO.cgroup](directory) {
    if (!kept.delete(directory)) removeDirectory(directory);
  },
  [UNDO.parent]: removeParent,
  [UNDO.kept](directory) {
    kept.add(directory);
  },
};
