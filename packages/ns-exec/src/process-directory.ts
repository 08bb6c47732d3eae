import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure, privateProcfs } from "@isobox/toolkit";

const flags = abi.O_PATH | abi.O_DIRECTORY;

/** Opens /proc/self, which every procfs of this process's PID namespace or one above answers rightly. */
export function openOwnDirectory(): sys.Fd {
  const fd = sys.attempt(sys.NR.openat, abi.AT_FDCWD, "/proc/self", flags | abi.O_CLOEXEC, 0);
  return fd >= 0 ? new sys.Fd(fd) : sys.openat(privateProcfs(), "self", flags);
}

/**
 * Opens /proc/PID of a process of this process's PID namespace.
 *
 * The /proc in force may be another namespace's (after `--pid` without a mount of a new one), and PID somebody
 * else there; it may not be mounted at all. A private procfs serves in both cases, where the user may mount one.
 * @throws {Failure} when there is no procfs that knows the process by this number.
 */
export function openProcessDirectory(pid: number): sys.Fd {
  const self = String(sys.getpid());
  if (selfIn(abi.AT_FDCWD, "/proc/self") === self) return sys.open(`/proc/${pid}`, flags);
  const procfs = privateProcfs();
  if (selfIn(procfs, "self") === self) return sys.openat(procfs, String(pid), flags);
  throw new Failure(`cannot find process ${pid}: /proc is another PID namespace's`, {
    hints: ["mount a new one first: mount -t proc proc /proc (pid_namespaces(7))"],
  });
}

/** Who this process is in a procfs; null when it is not there. */
function selfIn(directory: sys.FdArg, path: string): string | null {
  try {
    return sys.readlinkat(directory, path);
  } catch (error) {
    if (error instanceof sys.SyscallError) return null;
    throw error;
  }
}
