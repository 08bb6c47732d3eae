import * as abi from "@isobox/kernel/abi";
import { type Fd, type FdArg, fstat, open, open_tree, readlinkat, SyscallError } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { givenDescriptor } from "./content.ts";
import { type MountWords, SOURCE_NOFOLLOW, TRY } from "./mount-words.ts";

/**
 * A detached copy of what is to be bound.
 *
 * @param start the directory from which a relative source counts.
 * @returns null when there is nothing at the source, and the word `try` says that this is no failure.
 */
export function sourceTree(start: Fd, source: string, words: MountWords): Fd | null {
  try {
    const given = givenDescriptor(source);
    return given ? copyGiven(given, words) : copyTree(start, source, words.flags, words.extensions);
  } catch (error) {
    if (words.extensions & TRY && error instanceof SyscallError && error.errno === abi.ENOENT) return null;
    throw error;
  }
}

/** A detached copy of a mount, or of a part of one: with MS_REC, of all that is mounted below too. */
export function copyTree(base: FdArg, source: string, flags: number, extensions: number): Fd {
  const nofollow = extensions & SOURCE_NOFOLLOW ? abi.AT_SYMLINK_NOFOLLOW : 0;
  return open_tree(base, source, abi.OPEN_TREE_CLONE | recursive(flags) | nofollow);
}

function recursive(flags: number): number {
  return flags & abi.MS_REC ? abi.AT_RECURSIVE : 0;
}

function copyGiven(given: Fd, { flags }: MountWords): Fd {
  using fd = given;
  using here = inThisNamespace(fd);
  return open_tree(here, "", abi.OPEN_TREE_CLONE | abi.AT_EMPTY_PATH | recursive(flags));
}

/**
 * The same file or directory on a mount of this mount namespace: one that was opened before the namespace was made is
 * on a mount of the old one, which cannot be copied (EINVAL).
 *
 * @throws {Failure} when something else is at its path by now.
 */
function inThisNamespace(fd: Fd): Fd {
  const path = readlinkat(abi.AT_FDCWD, `/proc/self/fd/${fd.fd}`);
  const here = open(path, abi.O_PATH | abi.O_NOFOLLOW);
  const a = fstat(fd);
  const b = fstat(here);
  if (a.ino === b.ino && a.dev[0] === b.dev[0] && a.dev[1] === b.dev[1]) return here;
  here.close();
  throw new Failure(`what descriptor ${fd.fd} is of, is not at ${path} in this mount namespace`);
}
