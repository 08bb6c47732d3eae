import * as abi from "@isobox/kernel/abi";
import { attempt, Fd, fstat, mount, NR, open, open_tree, openat, readlinkat } from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";
import { attach } from "./bind.ts";
import { makeDetached } from "./detached.ts";
import type { Mount } from "./mount.ts";
import { isBind } from "./mount-one.ts";
import { readMountWords } from "./mount-words.ts";
import { setPropagation, setPropagationOfFile } from "./set-attributes.ts";
import { isShared } from "./while-attached.ts";

/** How mounts of the container and of the host may travel to each other. */
export type Propagation =
  | "private"
  | "rprivate"
  | "slave"
  | "rslave"
  | "shared"
  | "rshared"
  | "unbindable"
  | "runbindable";

export interface Rule {
  /** For all mounts of the namespace, before the container's are made. */
  readonly before: number;
  /** For the new root at the end, and not for the mounts below, which have words of their own; 0: as it came out. */
  readonly after: number;
  /** No mount has peers outside any more after `before`. */
  readonly cutsPeers: boolean;
}

const { MS_PRIVATE, MS_REC, MS_SHARED, MS_SLAVE, MS_UNBINDABLE } = abi;

/**
 * `before` is what runc does, and decides what becomes of binds: one of a shared mount stays the host's peer only
 * when the namespace was not cut off first. `after` is what the specification asks of the root itself, and what
 * runc did not do before 1.2.
 */
const RULES: Readonly<Record<Propagation, Rule>> = {
  rslave: { before: MS_SLAVE | MS_REC, after: 0, cutsPeers: true },
  slave: { before: MS_SLAVE, after: 0, cutsPeers: false },
  rprivate: { before: MS_PRIVATE | MS_REC, after: 0, cutsPeers: true },
  private: { before: MS_PRIVATE, after: 0, cutsPeers: false },
  rshared: { before: MS_SHARED | MS_REC, after: MS_SHARED, cutsPeers: false },
  shared: { before: MS_SHARED, after: MS_SHARED, cutsPeers: false },
  // An unbindable tree could not be bound on itself: it becomes so at the end.
  unbindable: { before: MS_SLAVE | MS_REC, after: MS_UNBINDABLE, cutsPeers: true },
  runbindable: { before: MS_SLAVE | MS_REC, after: MS_UNBINDABLE, cutsPeers: true },
};

export const PROPAGATIONS = Object.keys(RULES) as Propagation[];

export function propagationRule(propagation: Propagation | undefined): Rule {
  return RULES[propagation ?? "rslave"];
}

/**
 * Makes a directory the root of a mount of its own, attached on the directory: a bind of it on itself, with all
 * that is mounted below.
 *
 * pivot_root(2) wants a mount whose parent is not shared.
 */
export function newRoot(path: string, { before, cutsPeers }: Rule): Fd {
  return doing(`cannot prepare ${path} as the root`, () => {
    using directory = open(path, abi.O_PATH | abi.O_DIRECTORY);
    mount(null, "/", null, before);
    if (!cutsPeers) makeParentPrivate(directory);
    const tree = open_tree(directory, "", abi.OPEN_TREE_CLONE | abi.AT_RECURSIVE | abi.AT_EMPTY_PATH);
    attach(tree, directory);
    return tree;
  });
}

/**
 * Makes an empty root in memory, attached on the old one, which is the one place that always is there.
 *
 * No path leads into it: a walk begins in the old root, below the mount. But ".." on the way to the old root would
 * come out in the new one, so sources that have it are looked up before ({@link withoutDotDot}). Unbindable until
 * all binds are made, so that `--bind /:/host` does not show the new root in itself.
 */
export function newTmpfsRoot(words: string, start: Fd, { before, cutsPeers }: Rule): Fd {
  return doing("cannot make a root in memory", () => {
    const { flags, data } = readMountWords([
      ...["nosuid", "nodev", "mode=755"],
      ...(words === "" ? [] : words.split(",")),
    ]);
    using old = open("/", abi.O_PATH | abi.O_DIRECTORY);
    mount(null, "/", null, before);
    if (!cutsPeers) makeParentPrivate(old);
    const tree = makeDetached(start, { destination: "/", type: "tmpfs", source: "tmpfs" }, flags, data);
    setPropagationOfFile(tree, MS_UNBINDABLE);
    attach(tree, old);
    return tree;
  });
}

/** The mounts with what their sources lead to in place of paths with "..". */
export function withoutDotDot(mounts: readonly Mount[], start: Fd): readonly Mount[] {
  return mounts.map((mount) => {
    const { source, type = "", options = [] } = mount;
    if (type === "overlay") return { ...mount, options: options.map((word) => layerOf(word, start)) };
    const isPath = ["file", "data"].includes(type) || options.includes("move");
    if (!source?.includes("..") || !(isPath || isBind(mount, readMountWords(options)))) return mount;
    return { ...mount, source: leadsTo(source, start) };
  });
}

function layerOf(word: string, start: Fd): string {
  const [, key, path] = /^((?:lower|upper|work)=)(.*)$/s.exec(word) ?? [];
  return path?.includes("..") ? `${key}${leadsTo(path, start)}` : word;
}

function leadsTo(path: string, start: Fd): string {
  const fd = attempt(NR.openat, start.fd, path, abi.O_PATH | abi.O_CLOEXEC, 0);
  // Not there, perhaps not wanted either ("try"): who uses it will tell.
  if (fd < 0) return path;
  using at = new Fd(fd);
  return readlinkat(abi.AT_FDCWD, `/proc/self/fd/${at.fd}`);
}

/** Makes the mount that a directory is on private, if it is shared. */
function makeParentPrivate(directory: Fd): void {
  if (!isShared(directory)) return;
  // Propagation is set at the root of a mount: up to where it begins.
  let at = openat(directory, ".", abi.O_PATH | abi.O_DIRECTORY);
  while (!fstat(at).isMountRoot) {
    const parent = openat(at, "..", abi.O_PATH | abi.O_DIRECTORY);
    at.close();
    at = parent;
  }
  setPropagation(at, MS_PRIVATE);
  at.close();
}
