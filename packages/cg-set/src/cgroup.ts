import type { SyscallError } from "@isobox/kernel/sys";
import type { Hierarchy } from "./hierarchy.ts";

/** A cgroup: a directory in each hierarchy. */
export interface Cgroup {
  /** Normalised; see {@link normalizeName}. */
  readonly name: string;
  /** In the order of {@link discoverHierarchies}. */
  readonly parts: readonly CgroupPart[];
}

/** A cgroup's directory in one hierarchy. */
export interface CgroupPart {
  readonly hierarchy: Hierarchy;
  readonly directory: string;
  /** The directories that were made for it, outermost first; none when it was there before. */
  readonly made: readonly string[];
  /** Controllers that could not be switched on for it (v2), with the kernel's answer. */
  readonly refused: ReadonlyMap<string, SyscallError>;
}

export function isV2({ hierarchy }: CgroupPart): boolean {
  return hierarchy.version === 2;
}

/** The part of a cgroup that is in v2; undefined where v2 is not mounted. */
export function partV2(cgroup: Cgroup): CgroupPart | undefined {
  return cgroup.parts.find(isV2);
}

/** The part of a cgroup whose v1 hierarchy has the controller. */
export function partV1(cgroup: Cgroup, controller: string): CgroupPart | undefined {
  // Version 2 lists none.
  return cgroup.parts.find(({ hierarchy }) => hierarchy.controllers.includes(controller));
}
