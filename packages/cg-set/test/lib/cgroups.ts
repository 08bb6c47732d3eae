import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { cgroupsNamed, processesIn, pureV2 } from "../../../../test/lib/hierarchy.ts";
import { uniqueName } from "../../../../test/lib/tools.ts";

export const MOUNTS = "/sys/fs/cgroup";

/** Where this process is: the cgroup's path by the hierarchy's controllers, "" for v2. */
export function membership(text: string = readFileSync("/proc/self/cgroup", "utf8")): Record<string, string> {
  const found: Record<string, string> = {};
  for (const line of text.trimEnd().split("\n")) {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined)
      throw new Error(`not a line of /proc/PID/cgroup: ${line}`);
    // Hierarchies of v1 are told of where v2 is all that is mounted, too: in a view of it on a machine with both.
    if (pureV2 && controllers !== "") continue;
    found[controllers] = path;
  }
  return found;
}

/** The directory of a cgroup with an absolute name, by a controller; "unified" for v2, which may be all there is. */
export function directory(controller: string, name: string): string {
  return pureV2 ? join(MOUNTS, name) : join(MOUNTS, controller, name);
}

/** All directories of that name, in whatever hierarchy and depth. */
export function directoriesNamed(name: string): string[] {
  return cgroupsNamed(basename(name));
}

/** A fresh name below the root of each hierarchy; what is left of it goes when the test's process ends. */
export function freshName(purpose: string): string {
  const name = uniqueName(purpose);
  names.push(name);
  return name;
}

const names: string[] = [];
process.on("exit", () => names.forEach(remove));

/** Kills what is in a cgroup and removes it, with plain means. */
export function remove(name: string): void {
  for (let tries = 0; tries < 100; tries++) {
    const left = directoriesNamed(name);
    if (left.length === 0) return;
    for (const path of left.flatMap(below)) {
      if (existsSync(join(path, "freezer.state"))) writeFileSync(join(path, "freezer.state"), "THAWED");
      for (const pid of members(path)) if (pid > 0) kill(pid);
      try {
        rmdirSync(path);
      } catch {
        // Its processes are still ending; the next round finds it.
      }
    }
    if (tries > 10) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
  throw new Error(`cannot remove the cgroup ${name}`);
}

function members(path: string): number[] {
  try {
    return readFileSync(join(path, "cgroup.procs"), "utf8").split("\n").map(Number);
  } catch {
    // A threaded cgroup does not say; those in it are in its domain, too.
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone already.
  }
}

/** A directory and those below it, the deepest first. */
function below(path: string): string[] {
  const inner = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [...inner.flatMap(({ name }) => below(join(path, name))), path];
}

/** A cgroup of the test's own, made with plain means in one hierarchy. */
export function makeDirectory(controller: string, name: string): string {
  const path = directory(controller, name);
  mkdirSync(path);
  return path;
}

export { processesIn as processes };
