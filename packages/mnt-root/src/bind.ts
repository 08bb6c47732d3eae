import * as abi from "@isobox/kernel/abi";
import { type Fd, type FdArg, fstatfs, move_mount, open_tree } from "@isobox/kernel/sys";
import { isDirectory } from "./file-kind.ts";
import { applyIdMap } from "./id-map.ts";
import { lookUp, makeDirectory, makeFile, type Place } from "./in-root.ts";
import type { Mount } from "./mount.ts";
import { ID_MAP, type MountWords, SOURCE_NOFOLLOW } from "./mount-words.ts";
import { checkNotInProc } from "./proc-rules.ts";
import { remountAttached, replaceFlags, setAttributes, setPropagationOfFile } from "./set-attributes.ts";
import type { Setup } from "./setup.ts";

/** Flags that say which mount is copied, not what becomes of the copy. */
const HOW = abi.MS_BIND | abi.MS_REC | abi.MS_REMOUNT;

/**
 * Binds a file or directory of the old root on one of the new root.
 *
 * The copy is made detached, gets its attributes, and only then its place: no process ever sees a read-only bind
 * writable, and no path is looked up between the check of the target and the mount (CVE-2021-30465).
 */
export function bindMount(setup: Setup, mount: Mount, words: MountWords): void {
  using tree = copyTree(setup.start, mount.source ?? "", words.flags, words.extensions);
  attachBind(setup, tree, mount, words);
}

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
  const place = target(root, mount.destination, tree);
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
function target(root: Fd, destination: string, tree: Fd): Place {
  const place = lookUp(root, destination);
  if (place !== null) return place;
  return isDirectory(tree) ? makeDirectory(root, destination) : makeFile(root, destination, 0o755);
}
