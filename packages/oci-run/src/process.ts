import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";

/** What /proc/PID/stat says of a process. */
export interface ProcessStat {
  /** R, S, D, T, Z (ended and not waited for), X. */
  readonly state: string;
  /** Clock ticks since boot. With the pid it names a process for good. */
  readonly startTime: string;
}

/** Reads /proc/PID/stat (proc_pid_stat(5)); null when there is no such process. */
export function processStat(pid: number): ProcessStat | null {
  const [path, flags] = [`/proc/${pid}/stat`, abi.O_RDONLY | abi.O_CLOEXEC];
  const fd = sys.attempt(sys.NR.openat, abi.AT_FDCWD, path, flags, 0);
  if (fd === -abi.ENOENT || fd === -abi.ESRCH) return null;
  // To take a process for dead that lives is to remove a container under it.
  if (fd < 0) throw new sys.SyscallError(sys.NR.openat, [abi.AT_FDCWD, path, flags, 0], -fd);
  using file = new sys.Fd(fd);
  const room = sys.takeRoom();
  try {
    const n = sys.attempt(sys.NR.read, file.fd, room, room.length);
    // It ended after the open.
    if (n === 0 || n === -abi.ESRCH) return null;
    if (n < 0) throw new sys.SyscallError(sys.NR.read, [file.fd, null, room.length], -n);
    const text = platform.decode(room, 0, n);
    return { state: sys.statField(text, 0), startTime: sys.statField(text, 19) };
  } finally {
    sys.giveRoom(room);
  }
}

/** Whether the process that was recorded runs still; one that has ended and is not waited for does not. */
export function isAlive({ pid, startTime }: { readonly pid: number; readonly startTime: string }): boolean {
  const stat = processStat(pid);
  return stat !== null && stat.startTime === startTime && stat.state !== "Z" && stat.state !== "X";
}

/** A process by its number and its start time, as the state has it. */
type Recorded = { readonly pid: number; readonly startTime: string };

/**
 * Opens the process that was recorded, and no other: the descriptor first, the start time compared after, so that
 * whatever the number means later, the descriptor is that of the process that was looked at.
 * @returns null when it has ended.
 */
function openProcess(recorded: Recorded): sys.Fd | null {
  const fd = sys.attempt(sys.NR.pidfd_open, recorded.pid, 0);
  if (fd === -abi.ESRCH) return null;
  if (fd < 0) throw new sys.SyscallError(sys.NR.pidfd_open, [recorded.pid, 0], -fd);
  const pidfd = new sys.Fd(fd);
  if (isAlive(recorded)) return pidfd;
  pidfd.close();
  return null;
}

/** @returns false when it has ended. */
function sendSignal(pidfd: sys.Fd, signal: number): boolean {
  const result = sys.attempt(sys.NR.pidfd_send_signal, pidfd.fd, signal, null, 0);
  if (result < 0 && result !== -abi.ESRCH)
    throw new sys.SyscallError(sys.NR.pidfd_send_signal, [pidfd.fd, signal, null, 0], -result);
  return result === 0;
}

/**
 * Sends a signal to the process that was recorded.
 * @returns false when that process has ended.
 */
export function signalProcess(recorded: Recorded, signal: number): boolean {
  using pidfd = openProcess(recorded);
  return pidfd !== null && sendSignal(pidfd, signal);
}

/**
 * Sends SIGKILL to the process that was recorded, and waits for its end.
 * @param timeoutMs 0 to go on at once.
 * @returns whether it has ended in time.
 */
export function endProcess(recorded: Recorded, timeoutMs: number): boolean {
  using pidfd = openProcess(recorded);
  if (pidfd === null || !sendSignal(pidfd, abi.SIGKILL)) return true;
  return timeoutMs > 0 && sys.poll([{ fd: pidfd, events: abi.POLLIN }], timeoutMs)[0] !== 0;
}
