import * as abi from "@isobox/kernel/abi";
import { execve, faccessat, NR, SyscallError } from "@isobox/kernel/sys";
import { environment, getVariable } from "./environment.ts";
import { Failure, UsageError } from "./errors.ts";
import { execHints, isProgram, searchHints } from "./exec-hints.ts";
import { EXIT } from "./exit.ts";
import { endHandover } from "./handover.ts";

/** The search path where PATH is not set, as confstr(3) gives it. */
const DEFAULT_PATH = "/bin:/usr/bin";
const SHELL = "/bin/sh";

/** A directory of PATH in which execvp(3) finds nothing, for one reason or another, and goes on. */
const PASSED_OVER: readonly number[] = [abi.ENOENT, abi.ENOTDIR, abi.ESTALE, abi.ENODEV, abi.ETIMEDOUT];

/**
 * Becomes the program at the end of the chain.
 *
 * A name without a slash is looked up in PATH, in the root in force now, as execvp(3) does: directories that
 * have no such file are passed over, one that may not be executed is remembered, a text file without "#!" is
 * given to /bin/sh.
 *
 * @throws {Failure} with status 127 when there is no such program, 126 when it cannot be executed.
 */
export function execPayload(argv: readonly string[]): never {
  const [name] = argv;
  if (name === undefined) throw new UsageError("no program to execute");
  endHandover();
  if (name.includes("/")) throw notExecuted(name, name, tryExec(name, argv));
  if (name === "") throw notExecuted(name, name, abi.ENOENT);
  throw search(name, argv);
}

/** Tries every directory of PATH; returns only when none has executed the program, with the reason. */
function search(name: string, argv: readonly string[]): Failure {
  const path = getVariable("PATH") ?? DEFAULT_PATH;
  let refused: string | null = null;
  for (const directory of path.split(":")) {
    const file = inDirectory(directory, name);
    const errno = tryExec(file, argv);
    // A file that may not be executed may be followed by one that may; if not, it is the reason: it is there.
    if (errno === abi.EACCES) refused ??= file;
    else if (!PASSED_OVER.includes(errno)) return notExecuted(name, file, errno);
  }
  if (refused !== null) return notExecuted(name, refused, abi.EACCES);
  return notFound(name, path);
}

/** Returns only on failure: the errno. */
function tryExec(file: string, argv: readonly string[]): number {
  const errno = -execve(file, argv, environment());
  // Unlike execvp(3), which gives sh a program for another machine too, to read as a script.
  if (errno === abi.ENOEXEC && !isProgram(file))
    execve(SHELL, [SHELL, file, ...argv.slice(1)], environment());
  return errno;
}

function notExecuted(name: string, file: string, errno: number): Failure {
  return new Failure(`cannot execute "${name}"`, {
    hints: execHints(file, errno),
    cause: new SyscallError(NR.execve, [file], errno),
    status: errno === abi.ENOENT ? EXIT.notFound : EXIT.notExecutable,
  });
}

/** No directory of PATH has the file; or one has, and what it is to be run by is not there. */
function notFound(name: string, path: string): Failure {
  const there = path
    .split(":")
    .map((directory) => inDirectory(directory, name))
    .find((file) => faccessat(abi.AT_FDCWD, file, abi.F_OK) === 0);
  if (there !== undefined) return notExecuted(name, there, abi.ENOENT);
  return new Failure(`cannot execute "${name}"`, {
    hints: searchHints(name, path),
    cause: new SyscallError(NR.execve, [name], abi.ENOENT),
    status: EXIT.notFound,
  });
}

/** An empty entry of PATH is the current directory (environ(7)). */
function inDirectory(directory: string, name: string): string {
  return `${directory === "" ? "." : directory}/${name}`;
}
