import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import type { Cgroup } from "./cgroup.ts";
import { hierarchiesOf, UNIFIED } from "./named.ts";
import { directoriesUnder, processesIn } from "./processes.ts";
import { readIfThere } from "./read.ts";

/** A directory of a cgroup, as list shows it. */
export interface Listed {
  /** The controllers of a v1 hierarchy, between commas; "unified" for v2. */
  readonly hierarchy: string;
  /** From the root of the hierarchy. */
  readonly path: string;
  readonly directory: string;
  /** v2: those that it has. */
  readonly controllers?: readonly string[];
  /** v2: "domain", "threaded", "domain threaded" or "domain invalid". */
  readonly type?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** How many processes are in it itself. */
  readonly processes?: number;
}

/** The root of every hierarchy, as a cgroup. */
export function rootCgroup(controllers?: readonly string[]): Cgroup {
  const parts = hierarchiesOf(controllers).map((hierarchy) => ({
    hierarchy,
    directory: hierarchy.mount,
    made: [],
    refused: new Map(),
  }));
  return { name: "/", parts };
}

/** The directories of a cgroup and of those below it, those above first. One that vanishes meanwhile is left out. */
export function describeDirectories(cgroup: Cgroup, details: boolean): Listed[] {
  return cgroup.parts.flatMap(({ hierarchy, directory }) =>
    directoriesUnder(directory)
      .sort()
      .flatMap((each): Listed[] => {
        const listed = {
          hierarchy: hierarchy.version === 2 ? UNIFIED : hierarchy.controllers.join(","),
          path: each.slice(hierarchy.mount.length) || "/",
          directory: each,
        };
        const more = details ? detailsOf(each, hierarchy.version) : {};
        return more ? [{ ...listed, ...more }] : [];
      }),
  );
}

function detailsOf(
  directory: string,
  version: 1 | 2,
): Omit<Listed, "hierarchy" | "path" | "directory"> | null {
  const stat = sys.statIfThere(abi.AT_FDCWD, directory);
  if (!stat) return null;
  const common = { uid: stat.uid, gid: stat.gid, processes: countProcesses(directory) };
  if (version === 1) return common;
  const controllers = (readIfThere(`${directory}/cgroup.controllers`) ?? "").split(" ").filter(Boolean);
  return { ...common, controllers, type: readIfThere(`${directory}/cgroup.type`) ?? "root" };
}

export function countProcesses(directory: string): number {
  try {
    return processesIn(directory).length;
  } catch {
    return 0;
  }
}
