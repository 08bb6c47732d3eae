import { processesUnder } from "@isobox/cg-set";
import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";

/** So many are open at once: fewer than the usual limit of descriptors. */
const AT_ONCE = 256;

/**
 * Sends a signal to each process in a container's cgroup and below, by the first hierarchy that has it.
 *
 * @throws {SyscallError} as pidfd_send_signal(2), once all were tried: EPERM.
 */
export function signalCgroup(cgroups: readonly string[], signal: number): void {
  const directory = cgroups.find((path) => sys.faccessat(abi.AT_FDCWD, path, abi.F_OK) === 0);
  if (directory === undefined) return;
  const pids = processesUnder(directory);
  let refused: sys.SyscallError | null = null;
  for (let i = 0; i < pids.length; i += AT_ONCE)
    refused = signalSome(directory, pids.slice(i, i + AT_ONCE), signal) ?? refused;
  if (refused) throw refused;
}

/**
 * Opens the processes, and asks the kernel once more who is there: one whose number is still in the cgroup is the one
 * that was opened, or that one has ended. So none is signalled that has got a number since.
 *
 * @returns the last refusal.
 */
function signalSome(directory: string, pids: readonly number[], signal: number): sys.SyscallError | null {
  const opened = pids.map((pid) => ({ pid, fd: sys.attempt(sys.NR.pidfd_open, pid, 0) }));
  const there = new Set(processesUnder(directory));
  let refused: sys.SyscallError | null = null;
  for (const { pid, fd } of opened) {
    if (fd < 0) {
      if (!isNoProcess(fd)) refused = new sys.SyscallError(sys.NR.pidfd_open, [pid, 0], -fd);
      continue;
    }
    using pidfd = new sys.Fd(fd);
    const result = there.has(pid) ? sys.attempt(sys.NR.pidfd_send_signal, pidfd.fd, signal, null, 0) : 0;
    if (result < 0 && result !== -abi.ESRCH)
      refused = new sys.SyscallError(sys.NR.pidfd_send_signal, [fd, signal, null, 0], -result);
  }
  return refused;
}

/** It has ended; or it is a thread of a threaded cgroup (EINVAL, ENOENT since Linux 6.9), whose process is listed too. */
function isNoProcess(result: number): boolean {
  return result === -abi.ESRCH || result === -abi.EINVAL || result === -abi.ENOENT;
}
