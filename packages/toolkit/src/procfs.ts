import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure } from "./errors.ts";

let root: sys.Fd | null = null;

/**
 * The root of a private procfs, for every write below /proc.
 *
 * A container's /proc cannot be trusted: its image or a process that shares a volume can put other files where
 * ours are expected, so that a label or a sysctl is written somewhere else (CVE-2019-16884, CVE-2025-52881). A
 * detached mount of our own is in nobody's mount table and nothing can be mounted over its files. Call this
 * before the first path of the container is touched, in the pid namespace whose processes are meant.
 *
 * @throws {SyscallError} when not even the /proc in force can be opened.
 */
export function privateProcfs(): sys.Fd {
  root ??= detachedProcfs() ?? checkedProc();
  return root;
}

/** What {@link privateProcfs} has opened, for who closes all else. */
export function openedProcfs(): readonly sys.Fd[] {
  return root ? [root] : [];
}

/** fsopen(2) since Linux 5.2; EPERM where the user may not mount, EPERM too where /proc has covered parts. */
function detachedProcfs(): sys.Fd | null {
  try {
    using fs = sys.fsopen("proc");
    sys.fsconfigCreate(fs);
    return sys.fsmount(fs, abi.MOUNT_ATTR_NOSUID | abi.MOUNT_ATTR_NODEV | abi.MOUNT_ATTR_NOEXEC);
  } catch (error) {
    if (error instanceof sys.SyscallError && ["EPERM", "ENOSYS", "EINVAL"].includes(error.code)) return null;
    throw error;
  }
}

/** The /proc in force, once it is shown to be the root of a procfs. */
function checkedProc(): sys.Fd {
  const proc = sys.open("/proc", abi.O_PATH | abi.O_DIRECTORY | abi.O_NOFOLLOW);
  checkIsProcfs(proc);
  // The root of every procfs has inode number 1 (PROC_ROOT_INO): a bind mount of a directory below is refused.
  if (sys.fstat(proc).ino !== 1) throw new Failure("/proc is not the root of a procfs");
  return proc;
}

function checkIsProcfs(fd: sys.Fd): void {
  if (sys.fstatfs(fd).type !== abi.PROC_SUPER_MAGIC)
    throw new Failure("a file below /proc is not on procfs: something is mounted over it");
}

/**
 * Opens a file of the private procfs, for example "self/oom_score_adj" or "sys/net/ipv4/ip_forward".
 *
 * No link is followed but "self", which the kernel answers, and no mount below is entered (RESOLVE_NO_XDEV).
 */
export function openProcfs(path: string, flags: number): sys.Fd {
  const resolve = abi.RESOLVE_BENEATH | abi.RESOLVE_NO_MAGICLINKS | abi.RESOLVE_NO_XDEV;
  const fd = sys.openat2(privateProcfs(), path, { flags, resolve });
  checkIsProcfs(fd);
  return fd;
}

/** Writes a file of the private procfs with one write(2). */
export function writeProcfs(path: string, text: string): void {
  using fd = openProcfs(path, abi.O_WRONLY);
  sys.write(fd, text);
}
