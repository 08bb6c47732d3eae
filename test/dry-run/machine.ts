import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** The cgroups of these tests, and nobody else's. */
const OURS = "isobox-test-dry";

/**
 * What a dry run must leave as it is: mounts, cgroups, names and settings of the machine, files in directories.
 *
 * Other tests and programs may be at work: of what comes and goes on a machine only what could be ours counts.
 */
export function snapshot(directories: readonly string[]): string {
  return [
    ...mounts(directories),
    ...cgroupsBelow("/sys/fs/cgroup"),
    ...["hostname", "domainname", "shmmax"].map((name) => readFileSync(`/proc/sys/kernel/${name}`, "utf8")),
    readFileSync("/proc/sys/net/ipv4/ip_forward", "utf8"),
    ...directories.flatMap(filesBelow),
  ].join("\n");
}

function mounts(directories: readonly string[]): string[] {
  return readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .filter((line) => {
      const point = line.split(" ")[4] ?? "";
      return (
        !/^\/(tmp|run|var)\//.test(point) || directories.some((directory) => point.startsWith(directory))
      );
    });
}

function cgroupsBelow(path: string): string[] {
  return directoriesIn(path)
    .flatMap((name) => [join(path, name), ...cgroupsBelow(join(path, name))])
    .filter((line) => line.includes(OURS));
}

function directoriesIn(path: string): string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    const stat = lstatSync(path);
    const line = `${path} ${stat.mode.toString(8)} ${stat.uid}:${stat.gid} ${stat.mtimeMs} ${stat.ctimeMs}`;
    if (stat.isDirectory()) return [line, ...filesBelow(path)];
    return [stat.isSymbolicLink() ? `${line} -> ${readlinkSync(path)}` : `${line} ${stat.size}`];
  });
}

/** The live processes whose command line has a word. */
export function processesWith(word: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    if (!/^[0-9]+$/.test(pid) || Number(pid) === process.pid) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(word);
    } catch {
      return false;
    }
  });
}
