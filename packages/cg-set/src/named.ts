import * as abi from "@isobox/kernel/abi";
import { faccessat } from "@isobox/kernel/sys";
import { Failure, shellWord } from "@isobox/toolkit";
import type { Cgroup } from "./cgroup.ts";
import { directoryOf, discoverHierarchies, type Hierarchy } from "./hierarchy.ts";
import { normalizeName } from "./name.ts";
import { readWords } from "./subtree-control.ts";

/**
 * Finds a cgroup by its name, as `--name` takes it: the parts that are there. None when nothing of that name is.
 *
 * @param controllers only in the hierarchies that have one of these; see {@link hierarchiesOf}.
 * @throws {SyntaxError} for a bad name.
 */
export function findCgroup(name: string, controllers?: readonly string[]): Cgroup {
  const path = normalizeName(name);
  const parts = hierarchiesOf(controllers).map((hierarchy) => ({
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

/** A cgroup that was named and is not there. */
export function noCgroup(name: string): Failure {
  return new Failure(`there is no cgroup ${name}`, {
    hints: [`cg-set create ${shellWord(name)} makes it; cg-set list / shows what is there`],
  });
}

/** The word for cgroup v2 among controllers. */
export const UNIFIED = "unified";

/** The hierarchies that are mounted, or only those with one of some controllers; "unified" is v2. */
export function hierarchiesOf(controllers?: readonly string[]): Hierarchy[] {
  const all = discoverHierarchies();
  if (controllers === undefined) return all;
  return all.filter((hierarchy) =>
    hierarchy.version === 1
      ? hierarchy.controllers.some((controller) => controllers.includes(controller))
      : controllers.includes(UNIFIED) ||
        readWords(`${hierarchy.mount}/cgroup.controllers`).some((each) => controllers.includes(each)),
  );
}
