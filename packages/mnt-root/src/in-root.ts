import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import { attempt, bytes, Fd, NR, SyscallError, setU64, struct } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";

/**
 * The ways in which a path below the root is opened: relative to the root's descriptor, ".." and absolute links
 * confined to it, and never through a magic link of procfs. No link at all in the first two.
 *
 * Laid out once: every mount, device and mask goes through here.
 */
const STRAIGHT = openHow(abi.O_PATH, abi.RESOLVE_IN_ROOT | abi.RESOLVE_NO_SYMLINKS);
const STRAIGHT_DIRECTORY = openHow(
  abi.O_PATH | abi.O_DIRECTORY,
  abi.RESOLVE_IN_ROOT | abi.RESOLVE_NO_SYMLINKS,
);
const THROUGH_LINKS = openHow(abi.O_PATH, abi.RESOLVE_IN_ROOT | abi.RESOLVE_NO_MAGICLINKS);
const LAST_NOT_FOLLOWED = openHow(
  abi.O_PATH | abi.O_NOFOLLOW,
  abi.RESOLVE_IN_ROOT | abi.RESOLVE_NO_MAGICLINKS,
);

/** As the kernel: a longer chain of links is a loop (path_resolution(7)). */
const MAX_LINKS = 40;
/** How often a step is made again that somebody's rename has spoilt. */
const MAX_RACES = 100;

function openHow(flags: number, resolve: number): DataView<ArrayBuffer> {
  const how = struct(abi.open_how.size);
  setU64(how, abi.open_how.flags, (flags | abi.O_CLOEXEC) >>> 0);
  setU64(how, abi.open_how.resolve, resolve);
  return how;
}

// A rename that races with ".." is answered with EAGAIN: the walk was given up, and is made again (openat2(2)).
function open(root: Fd, path: string, how: DataView<ArrayBuffer>): number {
  for (let tries = 0; ; tries++) {
    const fd = attempt(NR.openat2, root.fd, path, how, abi.open_how.size);
    if (fd !== -abi.EAGAIN || tries === MAX_RACES) return fd;
  }
}

function refused(root: Fd, path: string, how: DataView<ArrayBuffer>, errno: number): SyscallError {
  return new SyscallError(NR.openat2, [root.fd, path, how, abi.open_how.size], errno);
}

/** A place below the root. */
export interface Place {
  /** An O_PATH descriptor. */
  readonly fd: Fd;
  /** A symbolic link was followed on the way: the path does not tell where the place is. */
  readonly viaLink: boolean;
}

/**
 * Opens what is at `path` below the root.
 *
 * @returns null when there is nothing.
 * @throws {SyscallError} as openat2(2): ELOOP, EACCES, ENAMETOOLONG, …
 */
export function lookUp(root: Fd, path: string): Place | null {
  let fd = open(root, path, STRAIGHT);
  const viaLink = fd === -abi.ELOOP;
  if (viaLink) fd = open(root, path, THROUGH_LINKS);
  if (fd >= 0) return { fd: new Fd(fd), viaLink };
  if (fd === -abi.ENOENT || fd === -abi.ENOTDIR) return null;
  throw refused(root, path, THROUGH_LINKS, -fd);
}

/** {@link lookUp} that opens a link at the end of the path itself. */
export function lookUpNotFollowed(root: Fd, path: string): Place | null {
  const fd = open(root, path, LAST_NOT_FOLLOWED);
  if (fd >= 0) return { fd: new Fd(fd), viaLink: true };
  if (fd === -abi.ENOENT || fd === -abi.ENOTDIR) return null;
  throw refused(root, path, LAST_NOT_FOLLOWED, -fd);
}

/** The place that a path names, which must be there. @throws {SyscallError} ENOENT */
export function mustBeThere(root: Fd, path: string): Place {
  const place = lookUp(root, path);
  if (place === null) throw refused(root, path, THROUGH_LINKS, abi.ENOENT);
  return place;
}

/** The mount that lies over the root by now: ".." of the root of a walk is what is mounted on it. */
export function topOfRoot(root: Fd): Fd {
  const fd = open(root, "..", STRAIGHT_DIRECTORY);
  if (fd < 0) throw refused(root, "..", STRAIGHT_DIRECTORY, -fd);
  return new Fd(fd);
}

/**
 * Opens a directory below the root that no link leads to.
 *
 * @returns null when there is nothing.
 * @throws {SyscallError} ELOOP when a component is a symbolic link, ENOTDIR when it is no directory.
 */
export function lookUpStraight(root: Fd, path: string): Fd | null {
  const fd = open(root, path, STRAIGHT_DIRECTORY);
  if (fd >= 0) return new Fd(fd);
  if (fd === -abi.ENOENT) return null;
  throw refused(root, path, STRAIGHT_DIRECTORY, -fd);
}

/**
 * Opens a directory below the root, and makes it, with those above it, when it is missing.
 *
 * @param mode of the last one, where it is made; those above have 0755.
 */
export function makeDirectory(root: Fd, path: string, mode = 0o755): Place {
  return lookUp(root, path) ?? make(root, path, mode === 0o755 ? DIRECTORY : directory(mode), MAX_LINKS);
}

/** Opens a file below the root, and makes an empty one when it is missing. */
export function makeFile(root: Fd, path: string, mode: number): Place {
  return lookUp(root, path) ?? make(root, path, file(mode), MAX_LINKS);
}

/** A name in a directory below the root, which is made when it is missing: what is there is not looked at. */
export function nameIn(root: Fd, path: string): Place & { readonly name: string } {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  const name = parts.pop();
  if (name === undefined || name === "..") throw new Failure(`"${path}" names no file`);
  return { ...makeDirectory(root, parts.length === 0 ? "/" : parts.join("/")), name };
}

/** {@link makeDirectory} where no link may be on the way. */
export function makeStraightDirectory(root: Fd, path: string): Fd {
  return lookUpStraight(root, path) ?? make(root, path, DIRECTORY, 0).fd;
}

/** Makes one name in a directory: mkdirat(2), or mknodat(2) with a mode that says "file". */
interface Maker {
  readonly nr: number;
  readonly mode: number;
}

const directory = (mode: number): Maker => ({ nr: NR.mkdirat, mode });
const file = (mode: number): Maker => ({ nr: NR.mknodat, mode: abi.S_IFREG | mode });
const DIRECTORY = directory(0o755);

/**
 * Walks `path` component by component, making what is missing; `last` makes the last one.
 *
 * A link is read and its target walked in its place, from the root when it is absolute: a link to something that
 * is not there yet gets its target made, in the root. Each step opens one name in a directory already open,
 * without following it, so that no exchange of names between two steps leads out of the root (CVE-2024-45310).
 */
function make(root: Fd, path: string, last: Maker, maxLinks: number): Place {
  const done: string[] = [];
  const todo = path.split("/").reverse();
  let links = 0;
  let at = reopen(root, done);
  try {
    for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
      if (name === "" || name === ".") continue;
      if (name === "..") {
        done.pop();
        at = replace(at, reopen(root, done));
        continue;
      }
      const maker = isLast(todo) ? last : DIRECTORY;
      const next = step(at, name, maker);
      if (next >= 0) {
        at = replace(at, next);
        done.push(name);
        continue;
      }
      const target = readLink(at, name);
      if (target === null) throw new SyscallError(NR.openat, [at, name, OPEN_NAME], abi.ENOTDIR);
      if (++links > maxLinks) throw refused(root, path, STRAIGHT, abi.ELOOP);
      if (target.startsWith("/")) {
        done.length = 0;
        at = replace(at, reopen(root, done));
      }
      todo.push(...target.split("/").reverse());
    }
  } catch (error) {
    attempt(NR.close, at);
    throw error;
  }
  return { fd: new Fd(at), viaLink: links > 0 };
}

function isLast(todo: readonly string[]): boolean {
  return todo.length === 0 || todo.every((rest) => rest === "" || rest === ".");
}

function replace(old: number, next: number): number {
  attempt(NR.close, old);
  return next;
}

const OPEN_NAME = abi.O_PATH | abi.O_NOFOLLOW | abi.O_CLOEXEC;

/**
 * Opens one name of a directory, and makes it when it is missing.
 *
 * @returns -1 for a link, and for a file where a directory must be.
 */
function step(at: number, name: string, maker: Maker): number {
  const isDirectory = maker.nr === NR.mkdirat;
  const flags = isDirectory ? OPEN_NAME | abi.O_DIRECTORY : OPEN_NAME;
  for (let tries = 0; ; tries++) {
    const next = attempt(NR.openat, at, name, flags, 0);
    // Without O_DIRECTORY a link would be opened itself: it is told from a file by its target.
    if (next >= 0 && (isDirectory || readLink(at, name) === null)) return next;
    if (next >= 0) attempt(NR.close, next);
    if (next >= 0 || next === -abi.ENOTDIR || next === -abi.ELOOP) return -1;
    // Somebody who takes it away as fast as it is made will not be waited for.
    if (next !== -abi.ENOENT || tries === MAX_RACES)
      throw new SyscallError(NR.openat, [at, name, flags], -next);
    const made = isDirectory
      ? attempt(maker.nr, at, name, maker.mode)
      : attempt(maker.nr, at, name, maker.mode, 0);
    // EEXIST: somebody was faster; opening it will tell.
    if (made < 0 && made !== -abi.EEXIST) throw new SyscallError(maker.nr, [at, name, maker.mode], -made);
  }
}

/** The directory that the components walked so far lead to; none of them was a link. */
function reopen(root: Fd, done: readonly string[]): number {
  const path = done.length === 0 ? "." : done.join("/");
  const fd = open(root, path, STRAIGHT_DIRECTORY);
  if (fd < 0) throw refused(root, path, STRAIGHT_DIRECTORY, -fd);
  return fd;
}

const PATH_MAX = 4096;

/** What a link says; null for what is no link (EINVAL). */
function readLink(parent: number, name: string): string | null {
  const text = bytes(PATH_MAX);
  const length = attempt(NR.readlinkat, parent, name, text, PATH_MAX);
  if (length < 0 && length !== -abi.EINVAL) throw new SyscallError(NR.readlinkat, [parent, name], -length);
  return length < 0 ? null : platform.decode(text, 0, length);
}
