import * as abi from "@isobox/kernel/abi";
import { faccessat } from "@isobox/kernel/sys";
import type { Cgroup } from "./cgroup.ts";
import { directoriesUnder } from "./processes.ts";

/** A cgroup and those below it, by name, those above first; each as far as it is there. */
export function cgroupsUnder(cgroup: Cgroup): Cgroup[] {
  const below = new Set<string>();
  for (const { directory } of cgroup.parts)
    for (const each of directoriesUnder(directory)) below.add(each.slice(directory.length));
  return [...below].sort().map((path) => ({
    name: cgroup.name + path,
    parts: cgroup.parts
      .map((part) => ({ ...part, directory: part.directory + path, made: [] }))
      .filter(({ directory }) => faccessat(abi.AT_FDCWD, directory, abi.F_OK) === 0),
  }));
}
