import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure, openProcfs } from "@isobox/toolkit";

/** A process by its number in this pid namespace, or this one. */
export type Pid = number | "self";
/** A process, or one of its threads, as a directory of procfs. */
export type Task = Pid | `${Pid}/task/${number}`;

/**
 * The text of a file of a process, from a procfs of this pid namespace whatever lies at /proc.
 *
 * @throws {Failure} ENOENT when there is no such process; EACCES for what only its owner may read.
 */
export function readProcessFile(pid: Task, file: string): string {
  return looking(pid, () => {
    using fd = openProcfs(`${pid}/${file}`, abi.O_RDONLY);
    return sys.readText(fd);
  });
}

function looking<T>(pid: Task, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof sys.SyscallError)) throw error;
    const gone = error.code === "ENOENT" || error.code === "ESRCH";
    const hints = gone ? [`no process has the number ${pid} in this pid namespace; look at: ps -e`] : [];
    throw new Failure(`cannot look at process ${pid}`, { cause: error, hints });
  }
}

/** {@link readProcessFile}; null for what this user may not read, or this kernel does not have. */
export function tryReadProcessFile(pid: Task, file: string): string | null {
  try {
    using fd = openProcfs(`${pid}/${file}`, abi.O_RDONLY);
    return sys.readText(fd);
  } catch (error) {
    if (error instanceof sys.SyscallError) return null;
    throw error;
  }
}

/** The threads of a process by their numbers. @throws {Failure} ENOENT when there is no such process. */
export function threadsOf(pid: number): number[] {
  return looking(pid, () => numbersIn(`${pid}/task`));
}

/** The processes of a process group or a user that live at this moment. */
export function processesOf({ group, user }: { group?: number; user?: number }): number[] {
  return numbersIn(".").filter((pid) => {
    if (group !== undefined) return groupOf(pid) === group;
    const status = tryReadProcessFile(pid, "status");
    // "Uid:\tREAL\tEFFECTIVE\t…": ioprio_set(2) and setpriority(2) go by the real id.
    return status !== null && Number(/^Uid:\s+([0-9]+)/m.exec(status)?.[1]) === user;
  });
}

function groupOf(pid: number): number | null {
  const stat = tryReadProcessFile(pid, "stat");
  return stat === null ? null : Number(sys.statFields(stat)[2]);
}

function numbersIn(directory: string): number[] {
  using fd = openProcfs(directory, abi.O_RDONLY | abi.O_DIRECTORY);
  const numbers = sys.getdents(fd).map(({ name }) => (/^[1-9][0-9]*$/.test(name) ? Number(name) : 0));
  return numbers.filter((number) => number > 0).sort((a, b) => a - b);
}
