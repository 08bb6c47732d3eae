import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";

/**
 * The processes that are in one directory of a cgroup, by their pids in the reader's pid namespace. Those of
 * other pid namespaces, which show as 0, are left out.
 *
 * @throws {SyscallError} ENOENT when the cgroup is gone.
 */
export function processesIn(directory: string): number[] {
  const pids: number[] = [];
  for (const line of readMembers(directory).split("\n")) {
    const pid = Number(line);
    // kill(2) would take 0 for this process's whole group.
    if (pid > 0) pids.push(pid);
  }
  return pids;
}

function readMembers(directory: string): string {
  try {
    return sys.readFile(`${directory}/cgroup.procs`);
  } catch (error) {
    // A threaded cgroup of v2 lists its threads only (cgroups(7)); for kill(2) one is as good as the process.
    if (!(error instanceof sys.SyscallError && error.code === "EOPNOTSUPP")) throw error;
    return sys.readFile(`${directory}/cgroup.threads`);
  }
}

/** A cgroup's directory and those below it, the deepest first. One that vanishes meanwhile is left out. */
export function directoriesUnder(directory: string): string[] {
  const found: string[] = [];
  collect(directory, found);
  return found;
}

const DT_DIR = 4;

function collect(directory: string, found: string[]): void {
  const fd = sys.attempt(sys.NR.openat, abi.AT_FDCWD, directory, abi.O_DIRECTORY | abi.O_CLOEXEC);
  if (fd < 0) return;
  {
    using open = new sys.Fd(fd);
    for (const { name, type } of entriesOf(open)) if (type === DT_DIR) collect(`${directory}/${name}`, found);
  }
  found.push(directory);
}

/** None when the directory was removed after it was opened. */
function entriesOf(directory: sys.Fd): ReturnType<typeof sys.getdents> {
  try {
    return sys.getdents(directory);
  } catch (error) {
    if (error instanceof sys.SyscallError && error.code === "ENOENT") return [];
    throw error;
  }
}

/** All processes of a cgroup and of those below it. */
export function processesUnder(directory: string): number[] {
  const pids: number[] = [];
  for (const each of directoriesUnder(directory)) {
    try {
      pids.push(...processesIn(each));
    } catch (error) {
      // Removed meanwhile: ENOENT before the open, ENODEV after it.
      if (!(error instanceof sys.SyscallError && (error.code === "ENOENT" || error.code === "ENODEV")))
        throw error;
    }
  }
  return pids;
}
