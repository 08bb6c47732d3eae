import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import type { UndoLog } from "./undo.ts";

/**
 * Forwards signals and takes in undo records until the child has ended.
 *
 * @param signals a signalfd of all signals, which are blocked since before the fork.
 * @param log null where others take in the records.
 * @param stopsToo whether to stop with a child that stops, for a shell's job control. Not where others than the shell
 *   stop the child and let it go on: they do not know of this process, and nobody would wake it.
 * @returns the child's wait status.
 */
export function waitFor(pid: number, signals: sys.Fd, log: UndoLog | null, { stopsToo = true } = {}): number {
  platform.stay();
  const self = sys.getpid();
  let channelOpen = log !== null;
  for (;;) {
    const watched = [{ fd: signals, events: abi.POLLIN }];
    if (log && channelOpen) watched.push({ fd: log.readEnd, events: abi.POLLIN });
    const [signalled, recorded] = sys.poll(watched);
    // Drained as it comes, or a stage that records much would block on a full pipe.
    if (log && recorded) channelOpen = log.receive();
    if (!signalled) continue;
    const info = sys.readSignal(signals);
    if (info.signal !== abi.SIGCHLD) {
      if (isForChild(info, pid, self)) sys.attempt(sys.NR.kill, pid, info.signal);
      continue;
    }
    const status = reap(pid, stopsToo ? abi.WNOHANG | abi.WUNTRACED : abi.WNOHANG);
    if (status !== null) return status;
  }
}

/** What a terminal sends to the whole foreground group by itself (SI_KERNEL): keys, its size, its end. */
const FROM_TERMINAL: readonly number[] = [
  abi.SIGINT,
  abi.SIGQUIT,
  abi.SIGTSTP,
  abi.SIGWINCH,
  abi.SIGHUP,
  abi.SIGCONT,
];

/** Whether the child is to get a signal that came to this process. */
function isForChild({ signal, code, pid: sender }: sys.SignalInfo, child: number, self: number): boolean {
  // Our own fault, such as SIGPIPE from a message to a closed standard error.
  if (sender === self && code !== abi.SI_KERNEL) return false;
  if (code !== abi.SI_KERNEL || !FROM_TERMINAL.includes(signal)) return true;
  // A child in our process group has it already; one that left for a session of its own (setsid) has not.
  return sys.attempt(sys.NR.getpgid, child) !== sys.attempt(sys.NR.getpgid, 0);
}

/** Looks at every child that changed; the wait status of `pid` once it has ended. One SIGCHLD may stand for many. */
function reap(pid: number, options: number): number | null {
  const status = sys.struct(4);
  for (;;) {
    const changed = sys.attempt(sys.NR.wait4, -1, status, options, 0);
    // ECHILD: helpers of this process that others have waited for.
    if (changed === 0 || changed === -abi.ECHILD) return null;
    if (changed < 0) throw new sys.SyscallError(sys.NR.wait4, [-1, null, options, null], -changed);
    if (changed !== pid) continue;
    const value = status.getInt32(0, sys.LE);
    if (!sys.isStopped(value)) return value;
    suspendWith(pid, (value >> 8) & 0xff);
  }
}

/**
 * A stopped payload stops its supervisor, so that the shell's job control sees the whole job; fg wakes both.
 *
 * The first process of a PID namespace cannot be stopped from within (pid_namespaces(7)): what a terminal asks for has no
 * effect then, as on a payload that is the first process itself. SIGSTOP is somebody's who will let it go on.
 */
function suspendWith(pid: number, stopSignal: number): void {
  if (stopSignal === abi.SIGSTOP && sys.getpid() === 1) return;
  sys.kill(sys.getpid(), abi.SIGSTOP);
  sys.attempt(sys.NR.kill, pid, abi.SIGCONT);
}
