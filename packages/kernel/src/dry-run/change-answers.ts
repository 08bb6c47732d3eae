// Calls that make, remove and rename files.
import * as abi from "../abi/index.ts";
import { platform } from "../host/index.ts";
import { viewOf } from "../sys/format/view.ts";
import { getU64 } from "../sys/memory.ts";
import { NR } from "../sys/nr.ts";
import type { Answers } from "./answer.ts";
import { type Args, int, text } from "./arguments.ts";
import { isBusy } from "./cgroup-files.ts";
import { hierarchyOf } from "./cgroups.ts";
import { contentOf, find, freePlace, namesIn, openFound, resolve } from "./files.ts";
import { isDirectory, typeOf } from "./lookup.ts";
import type { FileNode, Found, Place } from "./model.ts";
import { OpenFile } from "./open-file.ts";
import { keyOf, type World } from "./world.ts";

const PERMISSIONS = 0o7777;

/** The mode that a new file gets. */
function masked(world: World, mode: number): number {
  return mode & PERMISSIONS & ~world.mask();
}

/** Makes a name; the errno where it is taken or its directory is not there. */
function make(world: World, dir: number, path: string, node: () => FileNode): number {
  const found = resolve(world, dir, path, false);
  if (typeof found === "number") return found;
  if (!("missing" in found)) return -abi.EEXIST;
  world.change(freePlace(found), node());
  return 0;
}

function open(world: World, dir: number, path: string, flags: number, mode: number, rule: number): number {
  const O_TMPFILE_ALONE = abi.O_TMPFILE & ~abi.O_DIRECTORY;
  const creates = (flags & abi.O_CREAT) !== 0;
  const fails = creates && (flags & abi.O_EXCL) !== 0;
  const follow = (flags & abi.O_NOFOLLOW) === 0 && !fails;
  const found = resolve(world, dir, path, follow, rule);
  if (typeof found === "number") return found;
  if ("missing" in found) {
    if (!creates) return -abi.ENOENT;
    const place = freePlace(found);
    const node = world.node(abi.S_IFREG | masked(world, mode));
    world.change(place, node);
    return world.invent(new OpenFile("file", { found: made(place, node), flags }));
  }
  if (fails) return -abi.EEXIST;
  if (flags & O_TMPFILE_ALONE) {
    const node = world.node(abi.S_IFREG | masked(world, mode));
    return world.invent(new OpenFile("file", { found: made(found.place, node), flags, assumed: true }));
  }
  if (flags & abi.O_TRUNC && typeOf(found) === abi.S_IFREG)
    return openFound(world, rewritten(world, found, platform.encode("")), flags);
  return openFound(world, found, flags);
}

function made(place: Place, node: FileNode): Found {
  return { place, node, real: "", mode: node.mode, magic: false, assumed: true };
}

/** A file with another content. */
export function rewritten(world: World, found: Found, data: Uint8Array): Found {
  const node = { ...(found.node ?? world.node(found.mode)), data };
  world.change(found.place, node);
  return { ...found, node };
}

function openat2(world: World, [dir, path, how]: Args): number {
  const view = viewOf(how, abi.open_how.size);
  if (!view) return -abi.EFAULT;
  const field = (at: number) => getU64(view, at) | 0;
  const { flags, mode, resolve: rule } = abi.open_how;
  return open(world, int(dir), text(path), field(flags), field(mode), field(rule));
}

function unlinkat(world: World, [dir, path, flags]: Args): number {
  const found = find(world, int(dir), text(path), false);
  if (typeof found === "number") return found;
  const { place } = found;
  if (place.mount !== world.machineMount && place.path === place.mount.root) return -abi.EBUSY;
  const removesDirectory = (int(flags) & abi.AT_REMOVEDIR) !== 0;
  if (isDirectory(found) !== removesDirectory) return removesDirectory ? -abi.ENOTDIR : -abi.EISDIR;
  if (removesDirectory) {
    const isCgroup = place.mount.fs === world.machine && hierarchyOf(world, place.path) !== null;
    if (isCgroup) {
      if (isBusy(world, place.path)) return -abi.EBUSY;
    } else if (namesIn(world, found).size > 0) return -abi.ENOTEMPTY;
    forgetBelow(world, place);
  }
  world.change(place, null);
  return 0;
}

/** What was changed below a directory that is gone, or has another name. */
function forgetBelow(world: World, place: Place): [rest: string, change: FileNode | null][] {
  const prefix = `${keyOf(place)}/`;
  const below: [string, FileNode | null][] = [];
  for (const [key, change] of [...world.changed]) {
    if (!key.startsWith(prefix)) continue;
    below.push([key.slice(prefix.length), change as FileNode | null]);
    world.changed.delete(key);
  }
  return below;
}

function rename(world: World, [fromDir, from, toDir, to, flags]: Args): number {
  const source = find(world, int(fromDir), text(from), false);
  if (typeof source === "number") return source;
  const target = resolve(world, int(toDir), text(to), false);
  if (typeof target === "number") return target;
  const RENAME_NOREPLACE = 1;
  if (!("missing" in target) && int(flags) & RENAME_NOREPLACE) return -abi.EEXIST;
  const place = "missing" in target ? freePlace(target) : target.place;
  if (place.mount !== source.place.mount) return -abi.EXDEV;
  const below = forgetBelow(world, source.place);
  world.change(source.place, null);
  world.change(place, source.node ?? { alias: source.real });
  for (const [rest, change] of below)
    world.change({ mount: place.mount, path: `${place.path}/${rest}` }, change);
  return 0;
}

function link(world: World, [fromDir, from, toDir, to, flags]: Args): number {
  const empty = (int(flags) & abi.AT_EMPTY_PATH) !== 0;
  const source = find(world, int(fromDir), text(from), (int(flags) & abi.AT_SYMLINK_FOLLOW) !== 0, empty);
  if (typeof source === "number") return source;
  const target = resolve(world, int(toDir), text(to), false);
  if (typeof target === "number") return target;
  if (!("missing" in target)) return -abi.EEXIST;
  world.change(freePlace(target), source.node ?? { alias: source.real });
  return 0;
}

/** Changes of what a file has beside its content: it must be there. */
const ofFile =
  (followsLinks: boolean, flagsAt: number, change?: (node: FileNode, args: Args) => void) =>
  (world: World, args: Args): number => {
    const flags = flagsAt < 0 ? 0 : int(args[flagsAt]);
    const follow = followsLinks && (flags & abi.AT_SYMLINK_NOFOLLOW) === 0;
    const found = find(world, int(args[0]), text(args[1]), follow, (flags & abi.AT_EMPTY_PATH) !== 0);
    if (typeof found === "number") return found;
    if (found.node) change?.(found.node, args);
    return 0;
  };

const byPath =
  (follow: boolean) =>
  (world: World, [path]: Args): number => {
    const found = find(world, abi.AT_FDCWD, text(path), follow);
    return typeof found === "number" ? found : 0;
  };

const setMode = (node: FileNode, [, , mode]: Args): void => {
  node.mode = (node.mode & abi.S_IFMT) | (int(mode) & PERMISSIONS);
};
const setOwner = (node: FileNode, [, , uid, gid]: Args): void => {
  if (int(uid) >= 0) node.uid = int(uid);
  if (int(gid) >= 0) node.gid = int(gid);
};

/** mknod(2) of a device is refused in a user namespace, whatever the process may there (capable(CAP_MKNOD)). */
function mknod(world: World, [dir, path, modeArg, dev]: Args): number {
  const mode = int(modeArg);
  const type = mode & abi.S_IFMT || abi.S_IFREG;
  const isDevice = type === abi.S_IFCHR || type === abi.S_IFBLK;
  if (isDevice && world.attributes.namespaces.has(abi.CLONE_NEWUSER)) return -abi.EPERM;
  const number = int(dev) >>> 0;
  const major = (number >>> 8) & 0xfff;
  const minor = (number & 0xff) | ((number >>> 12) & ~0xff);
  return make(world, int(dir), text(path), () =>
    world.node(type | masked(world, mode), isDevice ? { rdev: [major, minor] } : {}),
  );
}

function truncate(world: World, [path, length]: Args): number {
  const found = find(world, abi.AT_FDCWD, text(path), true);
  if (typeof found === "number") return found;
  const content = contentOf(world, found);
  if (typeof content === "number") return content;
  rewritten(world, found, content.subarray(0, int(length)));
  return 0;
}

export const changeAnswers: Answers = {
  [NR.openat]: (world, [dir, path, flags, mode]) =>
    open(world, int(dir), text(path), int(flags), int(mode), 0),
  [NR.openat2]: openat2,
  [NR.mkdirat]: (world, [dir, path, mode]) =>
    make(world, int(dir), text(path), () => world.node(abi.S_IFDIR | masked(world, int(mode)))),
  [NR.mknodat]: mknod,
  [NR.symlinkat]: (world, [target, dir, path]) =>
    make(world, int(dir), text(path), () => world.node(abi.S_IFLNK | 0o777, { target: text(target) })),
  [NR.linkat]: link,
  [NR.unlinkat]: unlinkat,
  [NR.renameat]: rename,
  [NR.renameat2]: rename,
  [NR.truncate]: truncate,
  [NR.fchmodat]: ofFile(true, -1, setMode),
  [NR.fchmodat2]: ofFile(true, 3, setMode),
  [NR.fchownat]: ofFile(true, 4, setOwner),
  [NR.utimensat]: ofFile(true, 3),
  [NR.setxattr]: byPath(true),
  [NR.lsetxattr]: byPath(false),
  [NR.removexattr]: byPath(true),
  [NR.lremovexattr]: byPath(false),
};
