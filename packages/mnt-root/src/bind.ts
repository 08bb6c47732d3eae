import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import {
  attempt,
  bytes,
  type Fd,
  type FdArg,
  fstat,
  fstatfs,
  move_mount,
  NR,
  open,
  open_tree,
  readlinkat,
  SyscallError,
} from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { givenDescriptor } from "./content.ts";
import { isDirectory } from "./file-kind.ts";
import { applyIdMap } from "./id-map.ts";
import { lookUp, lookUpNotFollowed, makeDirectory, makeFile, type Place } from "./in-root.ts";
import type { Mount } from "./mount.ts";
import {
  COPY_SYMLINK,
  ID_MAP,
  type MountWords,
  SOURCE_NOFOLLOW,
  TARGET_NOFOLLOW,
  TRY,
} from "./mount-words.ts";
import { checkNotInProc } from "./proc-rules.ts";
import { remountAttached, replaceFlags, setAttributes, setPropagationOfFile } from "./set-attributes.ts";
import type { Setup } from "./setup.ts";
import { makeSymlink } from "./symlink.ts";

/** Flags that say which mount is copied, not what becomes of the copy. */
const HOW = abi.MS_BIND | abi.MS_REC | abi.MS_REMOUNT;

/**
 * Binds a file or directory of the old root on one of the new root.
 *
 * The copy is made detached, gets its attributes, and only then its place: no process ever sees a read-only bind
 * writable, and no path is looked up between the check of the target and the mount (CVE-2021-30465).
 */
export function bindMount(setup: Setup, mount: Mount, words: MountWords): void {
  const { source = "" } = mount;
  if (words.extensions & COPY_SYMLINK && copySymlink(setup, source, mount.destination)) return;
  using tree = words.extensions & TRY ? tryCopyTree(setup, source, words) : copySource(setup, source, words);
  if (tree !== null) attachBind(setup, tree, mount, words);
}

function copySource({ start }: Setup, source: string, { flags, extensions }: MountWords): Fd {
  const given = givenDescriptor(source);
  if (given === null) return copyTree(start, source, flags, extensions);
  using fd = given;
  const how = abi.AT_EMPTY_PATH | (flags & abi.MS_REC ? abi.AT_RECURSIVE : 0);
  using here = inThisNamespace(fd);
  return open_tree(here, "", abi.OPEN_TREE_CLONE | how);
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

/** Null when there is nothing at the source: with the word `try` that is no failure. */
function tryCopyTree(setup: Setup, source: string, words: MountWords): Fd | null {
  try {
    return copySource(setup, source, words);
  } catch (error) {
    if (error instanceof SyscallError && error.errno === abi.ENOENT) return null;
    throw error;
  }
}

/** With the word `copy-symlink` a source that is a link is made again below the root, as it is; false for others. */
function copySymlink(setup: Setup, source: string, destination: string): boolean {
  const text = bytes(PATH_MAX);
  const length = attempt(NR.readlinkat, setup.start.fd, source, text, PATH_MAX);
  if (length < 0) return false;
  makeSymlink(setup, { source: platform.decode(text, 0, length), destination });
  return true;
}

const PATH_MAX = 4096;

/** A detached copy of a mount, or of a part of one: with MS_REC, of all that is mounted below too. */
export function copyTree(base: FdArg, source: string, flags: number, extensions: number): Fd {
  return open_tree(
    base,
    source,
    abi.OPEN_TREE_CLONE |
      (flags & abi.MS_REC ? abi.AT_RECURSIVE : 0) |
      (extensions & SOURCE_NOFOLLOW ? abi.AT_SYMLINK_NOFOLLOW : 0),
  );
}

/** Gives a detached copy its attributes and its place below the new root. */
export function attachBind({ root }: Setup, tree: Fd, mount: Mount, words: MountWords): void {
  // As runc: with no word that speaks of a flag, the copy keeps the flags of its source.
  const late = (words.flags & ~HOW) !== 0 && !replaceFlags(tree, words.flags, words.cleared);
  if (words.attrSet | words.attrClear)
    setAttributes(tree, { set: words.attrSet, clear: words.attrClear }, abi.AT_RECURSIVE);
  if (words.extensions & ID_MAP) applyIdMap(tree, words, mount);
  const place = placeLike(root, mount.destination, tree, words.extensions);
  using fd = place.fd;
  checkNotInProc(root, mount.destination, place, () => fstatfs(tree).type === abi.PROC_SUPER_MAGIC);
  attach(tree, fd);
  if (late) remountAttached(tree, words.flags);
  for (const propagation of words.propagation) setPropagationOfFile(tree, propagation);
}

/** Puts a detached mount on an open file or directory. */
export function attach(tree: Fd, target: Fd): void {
  move_mount(tree, "", target, "", abi.MOVE_MOUNT_F_EMPTY_PATH | abi.MOVE_MOUNT_T_EMPTY_PATH);
}

/** The place of a bind; made, when it is missing, as a directory or file like the source. */
export function placeLike(root: Fd, destination: string, tree: Fd, extensions = 0): Place {
  const place = (extensions & TARGET_NOFOLLOW ? lookUpNotFollowed : lookUp)(root, destination);
  if (place !== null) return place;
  return isDirectory(tree) ? makeDirectory(root, destination) : makeFile(root, destination, 0o755);
}
