import * as sys from "@isobox/kernel/sys";
import type { Limits } from "./limit-options.ts";
import { parentOf } from "./name.ts";
import type { Write } from "./write.ts";

/** The cpuset controller: the files have the same names in v1 and v2. */
export function cpuset(limits: Limits): Write[] {
  const writes: Write[] = [];
  if (limits.cpusetCpus !== undefined) writes.push({ file: "cpuset.cpus", text: limits.cpusetCpus });
  if (limits.cpusetMems !== undefined) writes.push({ file: "cpuset.mems", text: limits.cpusetMems });
  return writes;
}

const FILES = ["cpuset.cpus", "cpuset.mems"] as const;

/**
 * Gives a v1 cpuset the processors and memory nodes of its parent.
 *
 * A new one has none, and nobody can enter it (ENOSPC). `cgroup.clone_children` would do the same by changing the
 * parent, which is not ours.
 *
 * @param fresh whether it was just made; otherwise only what is empty is filled.
 */
export function inheritCpuset(directory: string, fresh: boolean): void {
  for (const file of FILES) {
    if (!fresh && !isEmpty(sys.readFile(`${directory}/${file}`))) continue;
    sys.writeFile(`${directory}/${file}`, inherited(parentOf(directory), file));
  }
}

/** The value of a cpuset; an empty one, which others left so, is filled from above first. */
function inherited(directory: string, file: string): string {
  const value = sys.readFile(`${directory}/${file}`);
  if (!isEmpty(value)) return value;
  const above = inherited(parentOf(directory), file);
  sys.writeFile(`${directory}/${file}`, above);
  return above;
}

function isEmpty(value: string): boolean {
  return value === "" || value === "\n";
}
