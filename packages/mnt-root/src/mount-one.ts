import * as abi from "@isobox/kernel/abi";
import { SyscallError } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { bindMount } from "./bind.ts";
import { mountCgroup, mountUnified } from "./cgroup-view.ts";
import { KernelSays } from "./detached.ts";
import { mountFileSystem, mountKernelFiles, mountTmpfs } from "./file-system.ts";
import { lxcfs, networkEtc } from "./host-files.ts";
import { topOfRoot } from "./in-root.ts";
import { changeMode, makeDir, makeFileOf, mountData } from "./make-file.ts";
import type { Mount } from "./mount.ts";
import { MOVE, type MountWords, readMountWords } from "./mount-words.ts";
import { mountOverlay } from "./overlay.ts";
import { moveMount, remount } from "./remount.ts";
import type { Setup } from "./setup.ts";
import { makeSymlink } from "./symlink.ts";

/** Makes one mount. */
type Mounter = (setup: Setup, mount: Mount, words: MountWords) => void;

/**
 * The types with rules of their own; every other one is a file system that the kernel knows.
 *
 * The last four are no mounts: they stand in the list because their order among the mounts counts.
 */
const MOUNTERS: ReadonlyMap<string, Mounter> = new Map<string, Mounter>([
  ["bind", bindMount],
  ["proc", mountKernelFiles],
  ["sysfs", mountKernelFiles],
  ["tmpfs", mountTmpfs],
  ["cgroup", mountCgroup],
  ["cgroup2", mountUnified],
  ["dev", mountDev],
  ["overlay", mountOverlay],
  ["data", mountData],
  ["network-etc", (setup, mount) => mountAll(setup, networkEtc(mount))],
  ["lxcfs", (setup, mount) => mountAll(setup, lxcfs(mount))],
  ["dir", makeDir],
  ["symlink", makeSymlink],
  ["file", makeFileOf],
  ["chmod", changeMode],
]);

/** What the type `dev` stands for, as `runc spec` has it. */
const DEV: readonly Mount[] = [
  {
    destination: "/dev",
    type: "tmpfs",
    source: "tmpfs",
    options: ["nosuid", "strictatime", "mode=755", "size=65536k"],
  },
  {
    destination: "/dev/pts",
    type: "devpts",
    source: "devpts",
    options: ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"],
  },
  {
    destination: "/dev/shm",
    type: "tmpfs",
    source: "shm",
    options: ["nosuid", "noexec", "nodev", "mode=1777", "size=65536k"],
  },
];

const MQUEUE: Mount = {
  destination: "/dev/mqueue",
  type: "mqueue",
  source: "mqueue",
  options: ["nosuid", "noexec", "nodev"],
};

/** Without an IPC namespace of its own, a user namespace has no message queues: /dev/mqueue stays empty. */
function mountDev(setup: Setup): void {
  mountAll(setup, DEV);
  try {
    mountFileSystem(setup, MQUEUE, readMountWords(MQUEUE.options));
  } catch (error) {
    if (!(error instanceof SyscallError) || error.errno !== abi.EPERM) throw error;
  }
}

/** Makes mounts below the root, in their order. */
export function mountAll(setup: Setup, mounts: readonly Mount[]): void {
  for (const mount of mounts) mountOne(setup, mount, readMountWords(mount.options));
}

function mountOne(setup: Setup, mount: Mount, words: MountWords): void {
  try {
    mounterOf(mount, words)(setup, mount, words);
  } catch (error) {
    if (!(error instanceof SyscallError || error instanceof KernelSays)) throw error;
    throw new Failure(`cannot ${task(mount, words)}`, { cause: error });
  }
  if (mount.destination === "/") enterTop(setup);
}

function mounterOf(mount: Mount, words: MountWords): Mounter {
  if (words.extensions & MOVE) return moveMount;
  if (changesOnly(mount, words)) return remount;
  return isBind(mount, words) ? bindMount : (MOUNTERS.get(mount.type ?? "") ?? mountFileSystem);
}

/** Nothing is mounted: with `remount`, or with words of propagation and recursive ones alone. */
function changesOnly(
  { type, source }: Mount,
  { flags, propagation, attrSet, attrClear }: MountWords,
): boolean {
  if (flags & abi.MS_REMOUNT) return source === undefined;
  return (
    type === undefined && !(flags & abi.MS_BIND) && (propagation.length > 0 || (attrSet | attrClear) !== 0)
  );
}

/** What was mounted on the root is the root from here on. */
function enterTop(setup: Setup): void {
  const top = topOfRoot(setup.root);
  setup.root.close();
  setup.root = top;
}

/** The option decides, and the type `bind` says the same. */
export function isBind({ type }: Mount, { flags }: MountWords): boolean {
  return (flags & abi.MS_BIND) !== 0 || type === "bind";
}

function task(mount: Mount, words: MountWords): string {
  if (words.extensions & MOVE) return `move the mount ${mount.source} to ${mount.destination}`;
  if (changesOnly(mount, words)) return `change the mount on ${mount.destination}`;
  return `mount ${what(mount)} on ${mount.destination}`;
}

function what({ type, source }: Mount): string {
  if (source === undefined || source === type) return type ?? "nothing";
  return type === undefined || type === "none" || type === "bind" ? source : `${type} (${source})`;
}
