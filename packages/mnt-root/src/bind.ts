import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import { attempt, bytes, type Fd, fstatfs, move_mount, NR } from "@isobox/kernel/sys";
import { sourceTree } from "./bind-source.ts";
import { isDirectory } from "./file-kind.ts";
import { applyIdMap } from "./id-map.ts";
import { lookUp, lookUpNotFollowed, makeDirectory, makeFile, type Place } from "./in-root.ts";
import type { Mount } from "./mount.ts";
import { COPY_SYMLINK, ID_MAP, type MountWords, TARGET_NOFOLLOW } from "./mount-words.ts";
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
  const prepared = setup.trees?.get(mount);
  if (prepared) return void placeTree(setup, prepared, mount, words);
  if (words.extensions & COPY_SYMLINK && copySymlink(setup, source, mount.destination)) return;
  using tree = sourceTree(setup.start, source, words);
  if (tree !== null) attachBind(setup, tree, mount, words);
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

/** Gives a detached copy its attributes and its place below the new root. */
export function attachBind(setup: Setup, tree: Fd, mount: Mount, words: MountWords): void {
  const late = !setTree(tree, mount, words);
  placeTree(setup, tree, mount, words);
  if (late) remountAttached(tree, words.flags);
}

/**
 * Gives a detached copy its attributes.
 *
 * @returns false as {@link replaceFlags}.
 */
export function setTree(tree: Fd, mount: Mount, words: MountWords): boolean {
  // As runc: with no word that speaks of a flag, the copy keeps the flags of its source.
  const done = (words.flags & ~HOW) === 0 || replaceFlags(tree, words.flags, words.cleared);
  if (words.attrSet | words.attrClear)
    setAttributes(tree, { set: words.attrSet, clear: words.attrClear }, abi.AT_RECURSIVE);
  if (words.extensions & ID_MAP) applyIdMap(tree, words, mount);
  return done;
}

function placeTree({ root }: Setup, tree: Fd, { destination }: Mount, words: MountWords): void {
  const place = placeLike(root, destination, tree, words.extensions);
  using fd = place.fd;
  checkNotInProc(root, destination, place, () => fstatfs(tree).type === abi.PROC_SUPER_MAGIC);
  attach(tree, fd);
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
