import * as abi from "../abi/index.ts";
import { platform } from "../host/index.ts";
import { NR } from "../sys/nr.ts";
import { at, isDirectory, typeOf } from "./lookup.ts";
import { type Found, joined, type Missing, nameOf, parentOf } from "./model.ts";
import { OpenFile } from "./open-file.ts";
import { namespaceInode, toldByModel } from "./procfs.ts";
import { walk } from "./walk.ts";
import { keyOf, type World } from "./world.ts";

/** What a descriptor of a directory (or AT_FDCWD) stands for. */
export function placeOfDirectory(world: World, fd: number): Found | number {
  if (fd === abi.AT_FDCWD) return at(world, world.cwd);
  const file = world.files.get(fd);
  if (file?.found) {
    if (file.assumed) world.assumed = true;
    return file.found;
  }
  if (file?.invented) return -abi.ENOTDIR;
  const link = world.readRealLink(`/proc/self/fd/${fd}`);
  if (link === null) return -abi.EBADF;
  return link.startsWith("/") ? at(world, { mount: world.machineMount, path: link }) : -abi.ENOTDIR;
}

/** Resolves a path for a call; notes whether it leads over what recorded calls would have made. */
export function resolve(
  world: World,
  directory: number,
  path: string,
  follow: boolean,
  rule = 0,
): Found | Missing | number {
  const found = walk(world, path, { follow, resolve: rule, from: placeOfDirectory(world, directory) });
  if (typeof found !== "number" && ("missing" in found ? found.parent : found).assumed) world.assumed = true;
  return found;
}

/** The same, for what must be there. With `empty` a path of nothing is the descriptor itself. */
export function find(
  world: World,
  directory: number,
  path: string,
  follow: boolean,
  empty = false,
): Found | number {
  if (path === "" && empty) return placeOfDirectory(world, directory);
  const found = resolve(world, directory, path, follow);
  return typeof found !== "number" && "missing" in found ? -abi.ENOENT : found;
}

/** Whether reading a file must not go to the machine. */
function isOfModel(world: World, found: Found): boolean {
  if (found.node || toldByModel(world, found)) return true;
  if (found.magic) return namespaceInode(world, found.real) !== null;
  return isDirectory(found) && hasChanges(world, found);
}

function hasChanges(world: World, found: Found): boolean {
  const prefix = `${keyOf(found.place)}${found.place.path === "/" ? "" : "/"}`;
  for (const key of world.changed.keys()) if (key.startsWith(prefix)) return true;
  return found.place.mount.bare || found.place.mount.fs.layers.length > 1;
}

/** Opens what was found: really, where nothing can change by it and nothing was changed. */
export function openFound(world: World, found: Found, flags: number): number {
  const pathOnly = (flags & abi.O_PATH) !== 0;
  const writes = !pathOnly && (flags & abi.O_ACCMODE) !== abi.O_RDONLY;
  const type = typeOf(found);
  if (type === abi.S_IFLNK && !found.magic && !pathOnly) return -abi.ELOOP;
  if (flags & abi.O_DIRECTORY && type !== abi.S_IFDIR) return -abi.ENOTDIR;
  if (writes && type === abi.S_IFDIR) return -abi.EISDIR;
  if (type === abi.S_IFSOCK && !pathOnly) return -abi.ENXIO;
  if (found.assumed) world.assumed = true;
  if (writes || isOfModel(world, found)) return world.invent(new OpenFile("file", { found, flags }));
  const making = abi.O_CREAT | abi.O_EXCL | abi.O_TRUNC;
  const link = found.magic ? 0 : abi.O_NOFOLLOW;
  const fd = world.real(NR.openat, abi.AT_FDCWD, found.real, (flags & ~making) | link, 0);
  if (fd >= 0) world.files.set(fd, new OpenFile("file", { found, flags, invented: false }));
  return fd;
}

/** What a file says, from the model or from the machine; the errno, negated, where it cannot be read. */
export function contentOf(world: World, found: Found): Uint8Array | number {
  if (isDirectory(found)) return -abi.EISDIR;
  if (found.node) return found.node.data;
  return toldByModel(world, found) ?? world.readReal(found.real) ?? -abi.EACCES;
}

const DT_UNKNOWN = 0;

/** The names in a directory with their types (DT_*). */
export function namesIn(world: World, found: Found): Map<string, number> {
  const names = new Map<string, number>();
  const { mount, path } = found.place;
  if (found.real !== "") for (const [name, type] of world.namesIn(found.real)) names.set(name, type);
  else if (!found.node || path === mount.root)
    for (const layer of mount.fs.layers)
      for (const [name, type] of world.namesIn(layer + path)) names.set(name, type);
  for (const [key, change] of world.changed) {
    const colon = key.indexOf(":");
    const changed = key.slice(colon + 1);
    if (key.slice(0, colon) !== mount.fs.id || changed === path || parentOf(changed) !== path) continue;
    const name = nameOf(changed);
    if (change === null) names.delete(name);
    else names.set(name, "mode" in change ? (change.mode & abi.S_IFMT) >>> 12 : DT_UNKNOWN);
  }
  return names;
}

/** The records that getdents64(2) gives for a directory. */
export function directoryRecords(world: World, found: Found): Uint8Array[] {
  const all: [string, number][] = [[".", 4], ["..", 4], ...namesIn(world, found)];
  return all.map(([name, type], i) => {
    const text = platform.encode(name);
    const length = (19 + text.length + 1 + 7) & ~7;
    const record = new Uint8Array(new ArrayBuffer(length));
    const view = new DataView(record.buffer);
    view.setUint32(0, i + 1, true);
    view.setUint32(8, i + 1, true);
    view.setUint16(16, length, true);
    view.setUint8(18, type);
    record.set(text, 19);
    return record;
  });
}

/** The place that a free name has. */
export function freePlace({ parent, missing }: Missing): { mount: Found["place"]["mount"]; path: string } {
  return { mount: parent.place.mount, path: joined(parent.place.path, missing) };
}
