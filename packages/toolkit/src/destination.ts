import * as abi from "@isobox/kernel/abi";
import { attempt, Fd, fcntl, NR, open, setCloexec } from "@isobox/kernel/sys";
import { doing, UsageError } from "./errors.ts";
import type { ValueType } from "./options.ts";

/** Where lines are written: a file, or a descriptor that the caller has opened. */
export type Destination = { readonly path: string } | { readonly fd: number };

/** `fd:N`, or a path (a file that is really called `fd:3` is `./fd:3`). */
export const destination: ValueType<Destination> = {
  placeholder: "FILE|fd:N",
  path: "file",
  parse(word) {
    const fd = /^fd:([0-9]{1,9})$/.exec(word);
    if (fd) return { fd: Number(fd[1]) };
    if (word === "" || word.startsWith("fd:")) throw new SyntaxError("a path, or fd: and a number");
    return { path: word };
  },
  format: (to) => ("fd" in to ? `fd:${to.fd}` : to.path),
};

/**
 * Checks that a descriptor on the command line is one.
 * @throws {UsageError}
 */
export function checkDestination(name: string, to: Destination): void {
  if ("fd" in to && attempt(NR.fcntl, to.fd, abi.F_GETFD, 0) < 0)
    throw new UsageError(`${name} cannot be "fd:${to.fd}": no such descriptor is open`);
}

/** Descriptors of ours start here, out of the way of those that a caller numbers by hand. */
const HIGH = 100;

/**
 * Opens a destination as a private descriptor: close-on-exec, so that no payload inherits it, and high.
 *
 * A descriptor that the caller passed for this is made close-on-exec too; standard error stays everybody's.
 *
 * @param what what it is, for the message: "trace".
 * @param flags O_APPEND or O_TRUNC, for a file.
 */
export function openDestination(to: Destination, what: string, flags: number, mode: number): Fd {
  if ("path" in to) {
    const create = abi.O_WRONLY | abi.O_CREAT | abi.O_NOCTTY | flags;
    using file = doing(`cannot open ${to.path} for the ${what}`, () => open(to.path, create, mode));
    return duplicateHigh(file.fd);
  }
  if (to.fd > 2) setCloexec(to.fd, true);
  return duplicateHigh(to.fd);
}

/** RLIMIT_NOFILE may be lower than where we would like to be (EINVAL): then anywhere but among the first three. */
export function duplicateHigh(fd: number): Fd {
  const high = attempt(NR.fcntl, fd, abi.F_DUPFD_CLOEXEC, HIGH);
  return new Fd(high >= 0 ? high : fcntl(fd, abi.F_DUPFD_CLOEXEC, 3));
}
