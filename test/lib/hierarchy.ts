import { existsSync, readdirSync, readFileSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";

const CGROUP2_SUPER_MAGIC = 0x63677270;

/** Whether cgroup v2 stands alone, as in the guest of test/vm; else v1 is there, with v2 beside it. */
export const pureV2: boolean = statfsSync("/sys/fs/cgroup").type === CGROUP2_SUPER_MAGIC;

/** The root of each hierarchy; that of v2 alone is the directory of all. */
export const hierarchies: readonly string[] = pureV2
  ? ["/sys/fs/cgroup"]
  : readdirSync("/sys/fs/cgroup").map((name) => join("/sys/fs/cgroup", name));

/**
 * What stands before a command that must not see v2 beside v1: crun refuses both at once. Where v2 is alone nothing
 * has to.
 */
export const WITHOUT_UNIFIED: readonly string[] = pureV2
  ? []
  : [
      ...["unshare", "--mount", "sh", "-c"],
      'mountpoint -q /sys/fs/cgroup/unified && umount /sys/fs/cgroup/unified; exec "$@"',
      "sh",
    ];

/** Whether this is the guest, where the processor is emulated: what is repeated a thousand times is not there. */
export const inGuest: boolean = process.env["ISOBOX_GUEST"] === "1";

type Test = typeof test;

/** Says why a test is left out, in the words of the runner, which counts it. */
export function skip(what: string, reason: string): void {
  console.log(`SKIP ${what}: ${reason}`);
}

/** A test where a condition holds; elsewhere a skip with its reason. */
export function onlyIf(condition: boolean, reason: string): (...words: Parameters<Test>) => void {
  return (...words) => {
    if (condition) test(...words);
    else skip(words[0], reason);
  };
}

/** A test of what only v1 has. */
export const testOnV1 = onlyIf(!pureV2, "cgroup v2 alone is here, and this is about v1");
/** A test that needs controllers of v2. */
export const testOnV2 = onlyIf(pureV2, "the controllers are in v1 here, and this is about v2");

/** The directories of a cgroup wherever it is, in each hierarchy and at each depth. */
export function cgroupsNamed(name: string): string[] {
  const below = (path: string): string[] =>
    directoriesIn(path).flatMap((entry) => (entry === name ? [join(path, name)] : below(join(path, entry))));
  return below("/sys/fs/cgroup");
}

/** None where there is none any more: cgroups of others may go at any time. */
function directoriesIn(path: string): string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if (/ENOENT|ENODEV/.test(String(error))) return [];
    throw error;
  }
}

/** Freezes or thaws what is in a cgroup, by plain means; returns the directory by which that is done. */
export function setFrozen(name: string, frozen: boolean): string {
  for (const path of cgroupsNamed(name)) {
    const v1 = join(path, "freezer.state");
    if (existsSync(v1)) writeFileSync(v1, frozen ? "FROZEN" : "THAWED");
    else if (pureV2) writeFileSync(join(path, "cgroup.freeze"), frozen ? "1" : "0");
    else continue;
    return path;
  }
  throw new Error(`no hierarchy that freezes has the cgroup ${name}`);
}

/** The processes in a cgroup's directory. */
export function processesIn(path: string): number[] {
  return readFileSync(join(path, "cgroup.procs"), "utf8").split("\n").filter(Boolean).map(Number);
}
