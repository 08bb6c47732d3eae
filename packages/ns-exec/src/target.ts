import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, Failure, type ValueType } from "@isobox/toolkit";
import { openProcessDirectory } from "./process-directory.ts";

/** A process, as a command line names it. */
export type TargetWord =
  /** By its number in this PID namespace; with the inode number of its pidfd, which no later process has. */
  | { readonly pid: number; readonly inode?: bigint }
  /** By a pidfd that the caller has opened. */
  | { readonly fd: number };

/** `PID`, `PID:INODE` or `fd:N`. */
export const targetWord: ValueType<TargetWord> = {
  placeholder: "PID[:INODE]|fd:N",
  parse(word) {
    const fd = /^fd:([0-9]{1,9})$/.exec(word);
    if (fd) return { fd: Number(fd[1]) };
    const match = /^([1-9][0-9]{0,9})(?::([0-9]{1,19}))?$/.exec(word);
    // The kernel would read the low 32 bits of a larger number (pidfd_open(2)).
    if (!match || Number(match[1]) > 0x7fff_ffff)
      throw new SyntaxError("PID, PID:INODE, or fd: and the number of a pidfd");
    const pid = Number(match[1]);
    return match[2] === undefined ? { pid } : { pid, inode: BigInt(match[2]) };
  },
  format: (word) =>
    "fd" in word ? `fd:${word.fd}` : word.inode === undefined ? `${word.pid}` : `${word.pid}:${word.inode}`,
};

/** A process whose namespaces are entered, held by descriptors. */
export interface Target {
  readonly pid: number;
  readonly pidfd: sys.Fd;
  /** /proc/PID. */
  readonly directory: sys.Fd;
}

/**
 * Opens a process.
 *
 * The number may be another process's by the time that its directory is opened: {@link checkAlive} after the last look
 * into the directory tells that it was not, for a directory of procfs stays that of its process.
 * @throws {Failure}
 */
export function openTarget(word: TargetWord): Target {
  const what = `cannot find the process ${targetWord.format(word)}`;
  return doing(what, () => {
    if ("fd" in word) {
      const pidfd = new sys.Fd(sys.fcntl(word.fd, abi.F_DUPFD_CLOEXEC, 3));
      const pid = pidOf(word.fd, what);
      return { pid, pidfd, directory: openProcessDirectory(pid) };
    }
    const { pid, inode } = word;
    const pidfd = sys.pidfd_open(pid);
    if (inode !== undefined && BigInt(sys.fstat(pidfd).ino) !== inode)
      throw new Failure(`${what}: another process has the number ${pid} now`, {
        hints: [`the one that has it is ${pid}:${sys.fstat(pidfd).ino}`],
      });
    return { pid, pidfd, directory: openProcessDirectory(pid) };
  });
}

/** The number of the process of a pidfd, as its fdinfo tells it. */
function pidOf(fd: number, what: string): number {
  const pid = Number(/^Pid:\t(-?[0-9]+)$/m.exec(sys.readFile(`/proc/self/fdinfo/${fd}`))?.[1] ?? Number.NaN);
  if (Number.isNaN(pid)) throw new Failure(`${what}: the descriptor is no pidfd (pidfd_open(2))`);
  if (pid > 0) return pid;
  throw new Failure(
    `${what}: ${pid < 0 ? "it has ended" : "it is not in this PID namespace, nor in one below (pid_namespaces(7))"}`,
  );
}

/** Checks that what was read about a process was of it: it has not ended. @throws {Failure} */
export function checkAlive({ pid, pidfd }: Target): void {
  if (sys.poll([{ fd: pidfd, events: abi.POLLIN }], 0)[0]) throw new Failure(`the process ${pid} has ended`);
}

/** Closes what {@link openTarget} opened. */
export function closeTarget({ pidfd, directory }: Target): void {
  pidfd.close();
  directory.close();
}
