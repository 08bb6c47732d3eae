import * as abi from "@isobox/kernel/abi";
import { faccessat } from "@isobox/kernel/sys";
import type { Cgroup } from "./cgroup.ts";
import { directoryOf, discoverHierarchies } from "./hierarchy.ts";
import { normalizeName } from "./name.ts";

/**
 * Finds a cgroup by its name, as `--name` takes it: the parts that are there. None when nothing of that name is.
 * @throws {SyntaxError} for a bad name.
 */
export function findCgroup(name: string): Cgroup {
  const path = normalizeName(name);
  const parts = discoverHierarchies().map((hierarchy) => ({
    hierarchy,
    directory: directoryOf(hierarchy, path),
    made: [],
    refused: new Map(),
  }));
  return {
    name: path,
    parts: parts.filter(({ directory }) => faccessat(abi.AT_FDCWD, directory, abi.F_OK) === 0),
  };
}
