import * as abi from "@isobox/kernel/abi";
import { type Fd, fsconfigReconfigure, fspick, fstat, fstatfs, open_tree } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { namedAttributes } from "./attributes.ts";
import { attach, placeLike } from "./bind.ts";
import { setWords, superWords, withReasons } from "./detached.ts";
import { mustBeThere } from "./in-root.ts";
import type { Mount } from "./mount.ts";
import type { MountWords } from "./mount-words.ts";
import { checkNotInProc } from "./proc-rules.ts";
import {
  flagsOf,
  remountAttached,
  setAttributes,
  setPropagationOfFile,
  trySetAttributes,
} from "./set-attributes.ts";
import type { Setup } from "./setup.ts";

/**
 * Changes a mount that is there: what the words name, and nothing else.
 *
 * With `bind` this mount only; without it its file system too, whatever else shows it, as mount(8) has it. Words of
 * propagation and recursive words alone need no `remount`.
 *
 * @throws {SyscallError} EINVAL when no mount lies there; EPERM for a flag that is locked, and for a file system
 *   that belongs to another user namespace.
 */
export function remount(setup: Setup, { destination }: Mount, words: MountWords): void {
  using fd = mustBeThere(setup.root, destination).fd;
  if (words.cleared & abi.MS_RDONLY) staysWritable(setup, fd);
  if (words.flags & abi.MS_REMOUNT && !(words.flags & abi.MS_BIND)) reconfigure(fd, words);
  changeMount(fd, words);
}

/** What a word that takes a flag back is for the file system: the flag itself has a word in {@link superWords}. */
const TAKEN_BACK: Readonly<Record<string, string>> = { ro: "rw", sync: "async", lazytime: "nolazytime" };

function reconfigure(fd: Fd, { flags, cleared, data }: MountWords): void {
  const back = superWords(cleared).flatMap((key) => TAKEN_BACK[key] ?? []);
  const words = [...superWords(flags), ...back];
  if (words.length === 0 && data === "") return;
  using fs = fspick(fd, "", abi.FSPICK_EMPTY_PATH);
  withReasons(fs, () => {
    setWords(fs, words, data);
    fsconfigReconfigure(fs);
  });
}

/** A mount that was to become read-only at the end does not, when a later word says "rw". */
function staysWritable({ readOnlyLater }: Setup, fd: Fd): void {
  const { mountId } = fstat(fd);
  const at = readOnlyLater.findIndex((other) => fstat(other.fd).mountId === mountId);
  if (at >= 0) readOnlyLater.splice(at, 1)[0]!.fd.close();
}

/** The words for the mount itself. */
export function changeMount(fd: Fd, { flags, cleared, attrSet, attrClear, propagation }: MountWords): void {
  const named = namedAttributes(flags, cleared);
  if ((named.set | named.clear) !== 0 && !trySetAttributes(fd, named))
    remountAttached(fd, (flagsOf(fd) & ~cleared) | (flags & ~(abi.MS_REMOUNT | abi.MS_BIND | abi.MS_REC)));
  if (attrSet | attrClear) setAttributes(fd, { set: attrSet, clear: attrClear }, abi.AT_RECURSIVE);
  for (const each of propagation) setPropagationOfFile(fd, each);
}

/**
 * Moves a mount to another place, with all that is mounted below it, and changes what the words name.
 *
 * @throws {SyscallError} EINVAL when the source is no mount, or the mount that it lies on is shared.
 */
export function moveMount(setup: Setup, mount: Mount, words: MountWords): void {
  using tree = open_tree(setup.start, mount.source ?? "", 0);
  if (!fstat(tree).isMountRoot)
    throw new Failure(`cannot move ${mount.source}: no mount lies there`, {
      hints: ["--bind shows a directory at another place (mount(8))"],
    });
  const place = placeLike(setup.root, mount.destination, tree);
  using fd = place.fd;
  checkNotInProc(setup.root, mount.destination, place, () => fstatfs(tree).type === abi.PROC_SUPER_MAGIC);
  attach(tree, fd);
  changeMount(tree, words);
}
