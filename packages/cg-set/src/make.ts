import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure, recordUndo } from "@isobox/toolkit";
import type { Cgroup, CgroupPart } from "./cgroup.ts";
import { inheritCpuset } from "./cpuset.ts";
import { directoryOf, discoverHierarchies, type Hierarchy } from "./hierarchy.ts";
import { normalizeName } from "./name.ts";
import { enableControllers } from "./subtree-control.ts";
import { UNDO } from "./undo-kinds.ts";

/** How {@link makeCgroup} works. */
export interface MakeOptions {
  /** Tell the supervisor of each directory before it is made, so that it is removed in the end. */
  readonly undo?: boolean;
  /** Instead of those that {@link discoverHierarchies} finds. */
  readonly hierarchies?: readonly Hierarchy[];
}

/**
 * Makes a cgroup: a directory in every hierarchy that is mounted, with those above that are missing.
 *
 * What is there already is used, and is neither removed in the end nor after a failure. A new v1 cpuset gets its
 * parent's processors and nodes; in pure v2 the controllers are switched on on the way down.
 *
 * Threads: any. Privilege: write access to the parent directories.
 * @param name absolute from the root of each hierarchy, or relative to {@link Hierarchy.base}.
 * @throws {SyntaxError} for a bad name. @throws {Failure} when the kernel refuses; what was made is removed, or
 *   is left to the supervisor with `undo`.
 * @see cgroups(7)
 */
export function makeCgroup(name: string, { undo = false, hierarchies }: MakeOptions = {}): Cgroup {
  const path = normalizeName(name);
  const parts: CgroupPart[] = [];
  try {
    for (const hierarchy of hierarchies ?? discoverHierarchies()) parts.push(makePart(hierarchy, path, undo));
  } catch (error) {
    if (!undo) removeMade({ name: path, parts });
    throw error;
  }
  if (parts.length === 0) throw new Failure("cannot make a cgroup: no cgroup file system is mounted");
  return { name: path, parts };
}

/** Takes back what {@link makeCgroup} made, as far as it is empty. */
export function removeMade(cgroup: Cgroup): void {
  for (const { made } of [...cgroup.parts].reverse())
    for (const directory of [...made].reverse())
      sys.attempt(sys.NR.unlinkat, abi.AT_FDCWD, directory, abi.AT_REMOVEDIR);
}

/** How often a parent may vanish under our hands, removed by whoever else used it last. */
const TRIES = 4;

const NONE: ReadonlyMap<string, sys.SyscallError> = new Map();

function makePart(hierarchy: Hierarchy, name: string, undo: boolean): CgroupPart {
  const directory = directoryOf(hierarchy, name);
  const made: string[] = [];
  for (let tries = 1; ; tries++) {
    try {
      makePath(hierarchy, directory, directory.length - name.length, undo, made);
      break;
    } catch (error) {
      if (!(error instanceof sys.SyscallError)) throw error;
      if (error.code === "ENOENT" && tries < TRIES) continue;
      if (!undo) removeMade({ name, parts: [{ hierarchy, directory, made, refused: NONE }] });
      throw new Failure(`cannot make the cgroup ${directory}`, { cause: error });
    }
  }
  const refused = hierarchy.pure ? enableControllers(hierarchy.mount, directory) : NONE;
  return { hierarchy, directory, made, refused };
}

/** Makes a directory and those above it, from the component that starts at `start`. */
function makePath(
  hierarchy: Hierarchy,
  directory: string,
  start: number,
  undo: boolean,
  made: string[],
): void {
  const isCpuset = hierarchy.controllers.includes("cpuset");
  for (let end = directory.indexOf("/", start + 1); end > 0; end = directory.indexOf("/", end + 1)) {
    const above = directory.slice(0, end);
    if (!makeOne(UNDO.parent, above, undo)) continue;
    made.push(above);
    if (isCpuset) inheritCpuset(above, true);
  }
  const fresh = makeOne(UNDO.cgroup, directory, undo);
  if (fresh) made.push(directory);
  if (isCpuset) inheritCpuset(directory, fresh);
}

/** Makes one directory; false when it is there. */
function makeOne(kind: string, directory: string, undo: boolean): boolean {
  if (undo) {
    if (sys.faccessat(abi.AT_FDCWD, directory, abi.F_OK) === 0) return false;
    recordUndo(kind, directory);
  }
  const result = sys.attempt(sys.NR.mkdirat, abi.AT_FDCWD, directory, 0o755);
  if (result === 0) return true;
  // Somebody was faster, or has taken the parent away: the record would remove what is not ours.
  if (undo) recordUndo(UNDO.kept, directory);
  if (result === -abi.EEXIST) return false;
  throw new sys.SyscallError(sys.NR.mkdirat, [abi.AT_FDCWD, directory, 0o755], -result);
}
