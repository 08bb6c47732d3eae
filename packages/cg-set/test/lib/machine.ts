// What the machine has: hybrid v1 beside v2, v2 alone, or v1 alone. Detected, never assumed.
import { readFileSync, statfsSync } from "node:fs";
import { randomFrom } from "../../../../test/lib/faults.ts";
import { onlyIf, pureV2, skip } from "../../../../test/lib/hierarchy.ts";
import { type Result, type RunOptions, run } from "../../../../test/lib/tools.ts";
import { MOUNTS, membership } from "./cgroups.ts";

const CGROUP2_SUPER_MAGIC = 0x63677270;
const CGROUP_SUPER_MAGIC = 0x27e0eb;

function hasType(path: string, type: number): boolean {
  try {
    return statfsSync(path).type === type;
  } catch {
    return false;
  }
}

export { pureV2, skip };

/** Where v2 is mounted; null when it is not. */
export const v2Mount = pureV2
  ? MOUNTS
  : hasType(`${MOUNTS}/unified`, CGROUP2_SUPER_MAGIC)
    ? `${MOUNTS}/unified`
    : null;

/** Where a v1 hierarchy with the controller is mounted; null when there is none. */
export function v1Mount(controller: string): string | null {
  if (pureV2) return null;
  const list = Object.keys(membership()).find((controllers) => controllers.split(",").includes(controller));
  if (list === undefined) return null;
  const path = `${MOUNTS}/${list.replace("name=", "")}`;
  return hasType(path, CGROUP_SUPER_MAGIC) ? path : null;
}

/** The controllers that v2 has here. */
export function v2Controllers(): string[] {
  return v2Mount === null ? [] : readFileSync(`${v2Mount}/cgroup.controllers`, "utf8").trim().split(" ");
}

export function hasController(controller: string): boolean {
  return v1Mount(controller) !== null || v2Controllers().includes(controller);
}

/** A test that needs controllers, in whichever version: a view of v2 beside v1 has nearly none. */
export function testWith(...controllers: readonly string[]): ReturnType<typeof onlyIf> {
  const missing = controllers.find((each) => !hasController(each));
  return onlyIf(missing === undefined, `no hierarchy here has the ${missing} controller`);
}

/** A test that needs a controller in v2, because v1 has no word for what it tests. */
export function testWithV2(controller: string): ReturnType<typeof onlyIf> {
  return onlyIf(v2Controllers().includes(controller), `the ${controller} controller is not in v2 here`);
}

/**
 * Runs a command where /sys/fs/cgroup is v2 alone: as it is, or in a mount namespace with v2 over v1. The hierarchy is
 * the machine's own: what the command switches on in it is switched off again.
 */
export function onPureV2(words: readonly string[], options: RunOptions = {}): Result {
  if (pureV2) return run(words, options);
  const control = `${v2Mount}/cgroup.subtree_control`;
  const before = readFileSync(control, "utf8").trim().split(" ");
  try {
    const script = 'mount -t cgroup2 none /sys/fs/cgroup && exec "$@"';
    return run(["unshare", "--mount", "sh", "-c", script, "sh", ...words], options);
  } finally {
    // Busy when another test at the same time has need of it.
    for (const controller of readFileSync(control, "utf8").trim().split(" "))
      if (controller && !before.includes(controller)) run(["sh", "-c", `echo -${controller} > ${control}`]);
  }
}

/** A generator of numbers below N that gives the same sequence for the same seed. */
export function seeded(seed: number): (below: number) => number {
  const random = randomFrom(seed);
  return (below) => (random() * 2 ** 32) % below;
}
