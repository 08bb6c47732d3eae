import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { fail } from "@isobox/toolkit";

/** Whether the kernel would give new namespaces (CLONE_NEW*) to this process: a child asks for them, and is gone. */
export function canUnshare(flags: number): boolean {
  // A caller may have left SIGCHLD ignored, and then a child's status is nobody's (wait(2), NOTES).
  const ignored = sys.isIgnored(abi.SIGCHLD);
  if (ignored) sys.setDisposition(abi.SIGCHLD, abi.SIG_DFL);
  const probe = sys.fork(() => sys.exit_group(sys.attempt(sys.NR.unshare, flags) < 0 ? 1 : 0), fail);
  const status = sys.wait4(probe)?.status;
  if (ignored) sys.setDisposition(abi.SIGCHLD, abi.SIG_IGN);
  return status === 0;
}
