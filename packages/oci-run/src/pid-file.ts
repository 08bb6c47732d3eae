import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";

/**
 * Writes a pid file whole or not at all, for whoever waits for it to appear.
 *
 * @param announce is told of each file before it is written.
 */
export function writePidFile(path: string, pid: number, announce: (file: string) => void): void {
  const scratch = `${path}.tmp-${pid}`;
  announce(scratch);
  const flags = abi.O_WRONLY | abi.O_CREAT | abi.O_TRUNC | abi.O_NOFOLLOW;
  {
    using file = sys.open(scratch, flags, 0o644);
    sys.writeAll(file, String(pid));
  }
  announce(path);
  sys.renameat(abi.AT_FDCWD, scratch, abi.AT_FDCWD, path);
}
