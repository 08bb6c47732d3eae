import * as abi from "../abi/index.ts";
import { at, isDirectory, lookUp, ofMachine, typeOf } from "./lookup.ts";
import type { Found, Missing, Place } from "./model.ts";
import { above, covering, isSame } from "./mount-table.ts";
import { isOfKilled, linkText, ofSelf } from "./procfs.ts";
import type { World } from "./world.ts";

/** As the kernel: a longer chain of links is a loop (path_resolution(7)). */
const MAX_LINKS = 40;

export interface WalkOptions {
  /** Follow a link at the end. */
  readonly follow: boolean;
  /** RESOLVE_* */
  readonly resolve?: number;
  /** Where a path begins that is not absolute. */
  readonly from: Found | number;
}

/**
 * Resolves a path in the tree of the machine and the model, as path_resolution(7) has it.
 *
 * @returns a free name where only the last component is missing; else an errno, negated.
 */
export function walk(
  world: World,
  path: string,
  { follow, resolve = 0, from }: WalkOptions,
): Found | Missing | number {
  if (path === "") return -abi.ENOENT;
  const inRoot = (resolve & abi.RESOLVE_IN_ROOT) !== 0;
  const beneath = (resolve & abi.RESOLVE_BENEATH) !== 0;
  if (typeof from === "number" && (!path.startsWith("/") || inRoot || beneath)) return from;
  const base = typeof from === "number" ? world.root : from.place;
  const root = inRoot || beneath ? base : world.root;

  let current: Found | number = from;
  const todo: string[] = [];
  /** Puts the components of a path before what is to do; false when it leaves where it must stay. */
  const enqueue = (text: string): boolean => {
    if (text.startsWith("/")) {
      if (beneath) return false;
      current = at(world, root);
    }
    // A path that ends in a slash names a directory, as one that ends in "/." does.
    todo.push(...(text.endsWith("/") ? `${text}.` : text).split("/").reverse());
    return true;
  };
  if (!enqueue(path)) return -abi.EXDEV;

  for (let links = 0; ; ) {
    const name = todo.pop();
    if (typeof current === "number") return current;
    const here: Found = current;
    if (name === undefined) return here;
    if (name === "") continue;
    if (!isDirectory(here)) return -abi.ENOTDIR;
    if (name === ".") continue;
    if (name === "..") {
      if (isSame(here.place, root)) {
        if (beneath) return -abi.EXDEV;
        // What is mounted on the root, and on no way down from it.
        current = mounted(world, here);
      } else current = at(world, covering(world, above(here.place)));
      continue;
    }
    const last = todo.every((rest) => rest === "");
    const found = lookUp(world, here, name);
    if (found === -abi.ENOENT && (last || (todo.length === 1 && todo[0] === ".")))
      return { parent: here, missing: name };
    if (typeof found === "number") return found;
    if (isOfKilled(world, found.real)) return -abi.ENOENT;
    const next = mounted(world, found);
    if (typeof next === "number") return next;
    if (typeOf(next) !== abi.S_IFLNK || (last && !follow)) {
      current = next;
      continue;
    }

    if (resolve & abi.RESOLVE_NO_SYMLINKS || ++links > MAX_LINKS) return -abi.ELOOP;
    if (next.magic) {
      if (resolve & abi.RESOLVE_NO_MAGICLINKS) return -abi.ELOOP;
      current = behindMagic(world, next);
      continue;
    }
    const target = next.node ? next.node.target : (linkText(world, next) ?? world.readRealLink(next.real));
    if (target === null) return -abi.EACCES;
    if (!enqueue(target)) return -abi.EXDEV;
  }
}

/** What covers a file, or the file. */
function mounted(world: World, found: Found): Found | number {
  const top = covering(world, found.place);
  return isSame(top, found.place) ? found : at(world, top);
}

/** What a link of procfs stands for, where it is a file; what has no path is opened through the link itself. */
function behindMagic(world: World, link: Found): Found | number {
  const rest = ofSelf(world, link.real);
  const known = rest === null ? null : knownPlace(world, rest);
  if (known) return known;
  const inode = rest?.startsWith("ns/") ? linkText(world, link) : null;
  if (inode !== null) {
    const ino = Number(/[0-9]+/.exec(inode)![0]);
    const node = { ...world.node(abi.S_IFREG | 0o444), ino };
    return { ...link, node, mode: node.mode, magic: false, assumed: true };
  }
  const text = world.readRealLink(link.real);
  if (text === null) return -abi.EACCES;
  if (text.startsWith("/") && !text.endsWith(" (deleted)")) {
    const place = { mount: world.machineMount, path: text };
    const found = ofMachine(world, place, text, link.assumed);
    // A program's file may be a copy that no path leads to.
    if (typeof found !== "number" && isDirectory(found)) return found;
  }
  return link;
}

function knownPlace(world: World, rest: string): Found | null {
  const place: Place | null = rest === "cwd" ? world.cwd : rest === "root" ? world.root : null;
  if (place) {
    const found = at(world, place);
    return typeof found === "number" ? null : found;
  }
  return (rest.startsWith("fd/") && world.files.get(Number(rest.slice(3)))?.found) || null;
}
