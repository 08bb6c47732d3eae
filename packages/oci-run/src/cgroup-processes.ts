import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";

/** The processes in a container's cgroup and those below, by the first hierarchy that has it. */
export function cgroupProcesses(cgroups: readonly string[]): number[] {
  const directory = cgroups.find((path) => sys.faccessat(abi.AT_FDCWD, path, abi.F_OK) === 0);
  return directory === undefined ? [] : processesBelow(directory);
}

function processesBelow(directory: string): number[] {
  const own = sys
    .readFile(`${directory}/cgroup.procs`)
    .split("\n")
    .filter((line) => line !== "")
    .map(Number);
  using fd = sys.open(directory, abi.O_RDONLY | abi.O_DIRECTORY);
  const children = sys.getdents(fd).filter((entry) => entry.type === DT_DIR);
  return [...own, ...children.flatMap(({ name }) => processesBelow(`${directory}/${name}`))];
}

/** dirent.d_type of a directory, readdir(3). */
const DT_DIR = 4;
