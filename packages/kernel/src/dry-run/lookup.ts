import * as abi from "../abi/index.ts";
import { LE, struct } from "../sys/memory.ts";
import { fileOfMade } from "./cgroup-files.ts";
import { type Alias, type FileNode, type Found, joined, type Place } from "./model.ts";
import { isCoveredOnMachine } from "./mount-table.ts";
import { isMagicLink, ofSelf } from "./procfs.ts";
import { keyOf, type World } from "./world.ts";

const buffer = struct(abi.statx.size);

export function typeOf({ mode }: { readonly mode: number }): number {
  return mode & abi.S_IFMT;
}

export function isDirectory(found: Found): boolean {
  return typeOf(found) === abi.S_IFDIR;
}

function ofModel(place: Place, node: FileNode): Found {
  return { place, node, real: "", mode: node.mode, magic: false, assumed: true };
}

/** A file of the machine, or its errno. */
export function ofMachine(world: World, place: Place, real: string, assumed: boolean): Found | number {
  const result = world.statReal(real, false, buffer);
  if (result < 0) return result;
  const mode = buffer.getUint16(abi.statx.stx_mode, LE);
  const magic = (mode & abi.S_IFMT) === abi.S_IFLNK && isMagicLink(real);
  return { place, node: null, real, mode, magic, assumed };
}

/** What recorded calls have made of a place; undefined: nothing. */
function changeAt(world: World, place: Place): FileNode | Alias | null | undefined {
  return world.changed.get(keyOf(place));
}

/**
 * A name in a directory, without what is mounted there.
 *
 * @returns the errno, negated, when there is none.
 */
export function lookUp(world: World, parent: Found, name: string): Found | number {
  const place = { mount: parent.place.mount, path: joined(parent.place.path, ownName(world, parent, name)) };
  const change = changeAt(world, place);
  if (change === null) {
    world.assumed = true;
    return -abi.ENOENT;
  }
  if (change && "alias" in change) return ofMachine(world, place, change.alias, true);
  if (change) return ofModel(place, change);
  if (isCoveredOnMachine(world, place)) return ofModel(place, world.node(abi.S_IFDIR | 0o555));
  if (parent.node) {
    const file = fileOfMade(world, parent.place.path, name);
    return file ? ofModel(place, file) : -abi.ENOENT;
  }
  const descriptor = inventedDescriptor(world, parent, place, name);
  if (descriptor) return descriptor;
  const { layers } = place.mount.fs;
  const assumed = parent.assumed || isOfChild(world, parent, name);
  if (parent.real !== "" && layers.length === 1)
    return ofMachine(world, place, joined(parent.real, lastOf(place)), assumed);
  for (const layer of layers) {
    const found = ofMachine(world, place, layer + place.path, assumed);
    if (typeof found !== "number" || (found !== -abi.ENOENT && found !== -abi.ENOTDIR)) return found;
  }
  return -abi.ENOENT;
}

/** The link that procfs would have for a descriptor that the kernel does not know. */
function inventedDescriptor(world: World, parent: Found, place: Place, name: string): Found | null {
  if (ofSelf(world, parent.real) !== "fd" || !world.files.get(Number(name))?.invented) return null;
  const real = joined(parent.real, name);
  return { place, node: null, real, mode: abi.S_IFLNK | 0o700, magic: true, assumed: true };
}

/** A process that a recorded call would have made with another number. */
function isOfChild(world: World, parent: Found, name: string): boolean {
  if (parent.real !== "/proc" || !world.family.has(Number(name))) return false;
  return Number(name) !== world.realPid();
}

function lastOf({ path }: Place): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** In a procfs of its own PID namespace this process has the number that it sees; here it has its real one. */
function ownName(world: World, { place }: Found, name: string): string {
  const { mount, path } = place;
  if (mount.type !== "proc" || !mount.bare || path !== mount.root || name !== String(world.pid()))
    return name;
  return String(world.realPid());
}

/** What is at a place that is known to be there: the root of a mount, a directory that was walked through. */
export function at(world: World, place: Place): Found | number {
  const assumed = place.mount !== world.machineMount;
  const change = changeAt(world, place);
  if (change === null) return -abi.ENOENT;
  if (change && "alias" in change) return ofMachine(world, place, change.alias, true);
  if (change) return ofModel(place, change);
  if (isCoveredOnMachine(world, place)) return ofModel(place, world.node(abi.S_IFDIR | 0o555));
  for (const layer of place.mount.fs.layers) {
    const found = ofMachine(world, place, layer + place.path || "/", assumed);
    if (typeof found !== "number") return found;
  }
  return -abi.ENOENT;
}
