import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { privateProcfs } from "@isobox/toolkit";

/**
 * Opens /proc/PID of a process of this process's PID namespace.
 *
 * The /proc in force may be another PID namespace's (after `--pid` without a mount of a new one), and then PID is
 * somebody else there; it may not be mounted at all. A private procfs serves in both cases.
 */
export function openProcessDirectory(pid: number): sys.Fd {
  const flags = abi.O_PATH | abi.O_DIRECTORY;
  if (isOwnProc()) return sys.open(`/proc/${pid}`, flags);
  return sys.openat(privateProcfs(), String(pid), flags);
}

function isOwnProc(): boolean {
  try {
    return sys.readlinkat(abi.AT_FDCWD, "/proc/self") === String(sys.getpid());
  } catch (error) {
    if (error instanceof sys.SyscallError) return false;
    throw error;
  }
}
