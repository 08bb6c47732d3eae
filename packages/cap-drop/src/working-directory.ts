import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, Failure } from "@isobox/toolkit";

/**
 * Makes a directory the current one, before ids change.
 *
 * Root may enter what the user may not, and on some file systems (NFS with root squashed, FUSE) only the user may:
 * so it is tried before the change, and when that is refused once more after it.
 *
 * @param make make it, and its parents, where they are missing.
 * @returns whether it is done; false: call {@link enterDirectory} as the user.
 */
export function enterDirectoryEarly(path: string, make = false): boolean {
  let result = sys.attempt(sys.NR.chdir, path);
  if (result === -abi.ENOENT && make) {
    doing(`cannot make the directory ${path}`, () => makeDirectories(path));
    result = sys.attempt(sys.NR.chdir, path);
  }
  if (result === -abi.EACCES || result === -abi.EPERM) return false;
  if (result < 0) throw cannotEnter(path, -result);
  return true;
}

/** @throws {Failure} as chdir(2) */
export function enterDirectory(path: string): void {
  const result = sys.attempt(sys.NR.chdir, path);
  if (result < 0) throw cannotEnter(path, -result);
}

function cannotEnter(path: string, errno: number): Failure {
  return new Failure(`cannot make ${path} the working directory`, {
    cause: new sys.SyscallError(sys.NR.chdir, [path], errno),
  });
}

/**
 * Checks that the current directory lies below the root in force.
 *
 * A path such as /proc/self/fd/7 leads to wherever that descriptor was opened, which can be the host: a working
 * directory there gives the payload the host's files (CVE-2024-21626). The kernel says so in getcwd(2), with
 * "(unreachable)" in front of the path, and ENOENT when the directory has been removed.
 */
export function checkWorkingDirectory(path: string): void {
  const cwd = doing(`cannot tell where ${path} leads`, () => sys.getcwd());
  if (cwd[0] !== "/") throw new Failure(`the working directory ${path} leads out of the root: ${cwd}`);
}

/** mkdir -p, with mode 0755 under the umask in force. */
function makeDirectories(path: string): void {
  for (let end = path.indexOf("/", 1); ; end = path.indexOf("/", end + 1)) {
    const directory = end < 0 ? path : path.slice(0, end);
    const result = sys.attempt(sys.NR.mkdirat, abi.AT_FDCWD, directory, 0o755);
    if (result < 0 && result !== -abi.EEXIST) sys.mkdirat(abi.AT_FDCWD, directory, 0o755);
    if (end < 0) return;
  }
}
