import { Failure } from "@isobox/toolkit";
import type { Cgroup } from "./cgroup.ts";
import { makeCgroup, removeMade } from "./make.ts";
import { normalizeName } from "./name.ts";
import { type LimitTexts, parseLimits, readLimits } from "./read-limits.ts";
import { cgroupsUnder } from "./under.ts";
import { writeLimits } from "./write-limits.ts";

/** A tree of cgroups with its limits, in the one vocabulary: what was saved on v1 can be applied on v2. */
export interface SavedTree {
  /** Of this form. */
  readonly version: 1;
  readonly cgroups: readonly SavedCgroup[];
}

export interface SavedCgroup {
  /** Those above come before those below. */
  readonly name: string;
  readonly limits: LimitTexts;
}

/** Reads a cgroup and all below it. */
export function saveTree(cgroup: Cgroup): SavedTree {
  return {
    version: 1,
    cgroups: cgroupsUnder(cgroup).map((each) => ({ name: each.name, limits: readLimits(each) })),
  };
}

/**
 * Makes the cgroups of a saved tree and sets their limits. What else is there stays.
 *
 * @param name what the tree's first cgroup is to be called, instead of its own name.
 * @throws {Failure} for a value that is no such tree, and for what the kernel refuses; what was made is removed then.
 */
export function applyTree(tree: Readonly<Record<string, unknown>>, name?: string): void {
  const { version, cgroups } = tree as Partial<SavedTree>;
  if (version !== 1 || !Array.isArray(cgroups) || !cgroups.every(isSaved))
    throw new Failure("this is no tree of cgroups as cg-set save writes it", {
      hints: ['it has the form {"version":1,"cgroups":[{"name":"/lab","limits":{"pids":"10"}}]}'],
    });
  const top = cgroups[0]?.name ?? "";
  const made: Cgroup[] = [];
  const read = cgroups.map((saved) => ({ name: checkedName(saved.name), limits: parseLimits(saved.limits) }));
  try {
    for (const { name: own, limits } of read) {
      const inside = own === top || own.startsWith(`${top}/`);
      const cgroup = makeCgroup(name === undefined || !inside ? own : name + own.slice(top.length));
      made.push(cgroup);
      writeLimits(cgroup, limits);
    }
  } catch (error) {
    for (const cgroup of made.reverse()) removeMade(cgroup);
    throw error;
  }
}

/** @throws {Failure} */
function checkedName(name: string): string {
  try {
    normalizeName(name);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Failure(`"${name}" in the saved tree: want ${error.message}`);
    throw error;
  }
  return name;
}

function isSaved(value: unknown): value is SavedCgroup {
  const { name, limits } = (value ?? {}) as Partial<SavedCgroup>;
  return typeof name === "string" && typeof limits === "object" && limits !== null;
}
