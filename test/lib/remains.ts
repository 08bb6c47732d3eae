import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { hierarchies } from "./hierarchy.ts";

/** Where things of containers could be left. */
export interface Places {
  /** What the names of its cgroups begin with, and its processes' command lines hold. */
  readonly id: string;
  /** Directories that nothing may change in: of state, of pid files, the bundle. */
  readonly directories: readonly string[];
}

/** What is there, as lines; compared before and after. */
export function remains({ id, directories }: Places): string[] {
  return [
    ...directories.flatMap((directory) => filesBelow(directory)),
    ...cgroupsOf(id),
    ...processesOf(id),
    ...mountsOf(directories),
  ].sort();
}

/** Every file with its kind, mode, owner and size; of a regular one also when it was written. */
function filesBelow(directory: string): string[] {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    const stat = lstatSync(path);
    const line = `file ${path} ${stat.mode.toString(8)} ${stat.uid}:${stat.gid}`;
    if (stat.isDirectory()) return [line, ...filesBelow(path)];
    if (stat.isSymbolicLink()) return [`${line} -> ${readlinkSync(path)}`];
    return [`${line} ${stat.rdev} ${stat.isFile() ? `${stat.size} ${stat.mtimeMs}` : ""}`];
  });
}

/** In each hierarchy, below its root and below the cgroup of this process. */
const bases: ReadonlySet<string> = new Set(
  hierarchies.flatMap((mount) => {
    const own = readFileSync("/proc/self/cgroup", "utf8").trimEnd().split("\n");
    return [
      mount,
      ...own.map((line) => resolve(mount, line.slice(line.indexOf(":/") + 2))).filter(existsSync),
    ];
  }),
);

function cgroupsOf(id: string): string[] {
  return [...bases].flatMap((base) =>
    readdirSync(base)
      .filter((name) => name.startsWith(id))
      .map((name) => `cgroup ${join(base, name)}`),
  );
}

/** Processes with the name on their command line: of the runtime, or of a payload that has it as an argument. */
export function processesOf(id: string): string[] {
  return readdirSync("/proc").flatMap((pid) => {
    if (!/^[0-9]+$/.test(pid) || Number(pid) === process.pid) return [];
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      return line.includes(id) ? [`process ${pid} ${line}`] : [];
    } catch {
      return [];
    }
  });
}

/** Mounts of this namespace: all of the machine's own, and of what lies in directories of tests only ours. */
function mountsOf(directories: readonly string[]): string[] {
  const lines = readFileSync("/proc/self/mountinfo", "utf8").trimEnd().split("\n");
  return lines
    .filter((line) => {
      const point = line.split(" ")[4]!;
      return !/^\/(tmp|run|var)\//.test(point) || directories.some((each) => point.startsWith(each));
    })
    .map((line) => `mount ${line}`);
}

/** What is there and was not, and what was there and is not, once whoever is ending has ended. */
export function changes(before: readonly string[], places: Places): string[] {
  for (let wait = 1; ; wait *= 2) {
    const after = remains(places);
    const found = [
      ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
      ...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
    ];
    if (found.length === 0 || wait > 1024) return found;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, wait);
  }
}
