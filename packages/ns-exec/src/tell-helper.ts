import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";

/**
 * Writes to a helper that waits on a pipe.
 *
 * One that has failed and is gone has told why; SIGPIPE would end this process before it can end in the tool's own way. The
 * answer that does not come tells it.
 */
export function tellHelper(pipe: sys.Fd, text: string): void {
  const ignored = sys.isIgnored(abi.SIGPIPE);
  if (!ignored) sys.setDisposition(abi.SIGPIPE, abi.SIG_IGN);
  try {
    sys.writeAll(pipe, text);
  } catch (error) {
    if (!(error instanceof sys.SyscallError && error.code === "EPIPE")) throw error;
  } finally {
    if (!ignored) sys.setDisposition(abi.SIGPIPE, abi.SIG_DFL);
  }
}
