import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import {
  EXIT,
  environment,
  execHints,
  Failure,
  getVariable,
  replaceEnvironment,
  searchHints,
  setVariable,
} from "@isobox/toolkit";

/** The container's environment, HOME included: from the image's passwd where the bundle gives none, as runc does. */
export function useEnvironment(env: readonly string[], uid: number): void {
  replaceEnvironment(env);
  // An empty HOME counts as none (runc and crun agree: tried).
  if (!getVariable("HOME")) setVariable("HOME", homeOf(uid) ?? "/");
}

const PASSWD = "/etc/passwd";
/** What an image can bring about in the place of a file: nothing, a loop, what this user may not follow, a socket. */
const NOT_THERE: readonly number[] = [
  abi.ENOENT,
  abi.ENOTDIR,
  abi.ELOOP,
  abi.EACCES,
  abi.ENAMETOOLONG,
  abi.ENXIO,
  abi.ENODEV,
];

/** The home directory of a user by the passwd file of the root in force; null when it has none. */
function homeOf(uid: number): string | null {
  const flags = abi.O_RDONLY | abi.O_CLOEXEC | abi.O_NONBLOCK | abi.O_NOCTTY;
  const fd = sys.attempt(sys.NR.openat, abi.AT_FDCWD, PASSWD, flags, 0);
  if (NOT_THERE.includes(-fd)) return null;
  if (fd < 0) throw new sys.SyscallError(sys.NR.openat, [abi.AT_FDCWD, PASSWD, flags, 0], -fd);
  using file = new sys.Fd(fd);
  // The image decides what lies there: a device or a fifo is not read.
  if ((sys.fstat(file).mode & abi.S_IFMT) !== abi.S_IFREG) return null;
  for (const line of sys.readText(file).split("\n")) {
    const fields = line.split(":");
    if (fields[2] === String(uid) && fields[5]) return fields[5];
  }
  return null;
}

/**
 * Becomes the container's program.
 *
 * @param path from {@link resolveProgram}.
 * @throws {Failure}
 */
export function execContainer(path: string, argv: readonly string[]): never {
  throw notExecuted(argv[0]!, path, -sys.execve(path, argv, environment()));
}

function notExecuted(name: string, path: string, errno: number): Failure {
  return new Failure(`exec: "${name}": ${abi.errnoText(errno)}`, {
    hints: execHints(path, errno),
    cause: new sys.SyscallError(sys.NR.execve, [path], errno),
    status: errno === abi.ENOENT ? EXIT.notFound : EXIT.notExecutable,
  });
}

function notAccessed(name: string, path: string, errno: number): Failure {
  return new Failure(`exec: "${name}": ${abi.errnoText(errno)}`, {
    hints: execHints(path, errno),
    cause: new sys.SyscallError(sys.NR.faccessat2, [abi.AT_FDCWD, path, abi.X_OK, abi.AT_EACCESS], errno),
  });
}

/**
 * The file that the container's program is, by the PATH of its environment.
 *
 * Looked for when the container is made, so that `create` says what is missing and not `start`. The messages are
 * those that engines look for: podman and Docker turn "executable file not found in $PATH" and "no such file or
 * directory" into 127 and "permission denied" into 126. The status is that of a chain of tools; the runtime's is 1.
 *
 * @throws {Failure}
 */
export function resolveProgram(argv: readonly string[]): string {
  const name = argv[0]!;
  if (name.includes("/")) {
    const errno = -sys.faccessat(abi.AT_FDCWD, name, abi.X_OK, abi.AT_EACCESS);
    if (errno !== 0) throw notAccessed(name, name, errno);
    if (!isFile(name)) throw notExecuted(name, name, abi.EACCES);
    return name;
  }
  const path = getVariable("PATH");
  let refused: string | null = null;
  for (const directory of (path ?? "").split(":")) {
    const file = `${directory === "" ? "." : directory}/${name}`;
    if (!isFile(file)) continue;
    const errno = -sys.faccessat(abi.AT_FDCWD, file, abi.X_OK, abi.AT_EACCESS);
    if (errno === 0) return file;
    if (errno !== abi.EACCES) throw notAccessed(name, file, errno);
    refused ??= file;
  }
  if (refused === null)
    throw new Failure(`exec: "${name}": executable file not found in $PATH`, {
      hints: searchHints(name, path),
      status: EXIT.notFound,
    });
  throw new Failure(`exec: "${name}": permission denied`, {
    hints: execHints(refused, abi.EACCES),
    status: EXIT.notExecutable,
  });
}

/** A path that this user may not follow leads to no file. */
function isFile(path: string): boolean {
  const buffer = sys.struct(abi.statx.size);
  const result = sys.attempt(sys.NR.statx, abi.AT_FDCWD, path, 0, abi.STATX_TYPE, buffer);
  if (NOT_THERE.includes(-result)) return false;
  if (result < 0) throw new sys.SyscallError(sys.NR.statx, [abi.AT_FDCWD, path, 0, abi.STATX_TYPE], -result);
  return (buffer.getUint16(abi.statx.stx_mode, sys.LE) & abi.S_IFMT) === abi.S_IFREG;
}
