import * as abi from "@isobox/kernel/abi";
import { SyscallError } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { bindMount } from "./bind.ts";
import { mountCgroup } from "./cgroup-view.ts";
import { KernelSays } from "./detached.ts";
import { mountFileSystem, mountKernelFiles, mountTmpfs } from "./file-system.ts";
import type { Mount } from "./mount.ts";
import { type MountWords, readMountWords } from "./mount-words.ts";
import type { Setup } from "./setup.ts";

/** Makes one mount. */
type Mounter = (setup: Setup, mount: Mount, words: MountWords) => void;

/** The types with rules of their own; every other one is a file system that the kernel knows. */
const MOUNTERS: ReadonlyMap<string, Mounter> = new Map<string, Mounter>([
  ["bind", bindMount],
  ["proc", mountKernelFiles],
  ["sysfs", mountKernelFiles],
  ["tmpfs", mountTmpfs],
  ["cgroup", mountCgroup],
  ["dev", mountDev],
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
  const mounter = isBind(mount, words) ? bindMount : (MOUNTERS.get(mount.type ?? "") ?? mountFileSystem);
  try {
    mounter(setup, mount, words);
  } catch (error) {
    if (!(error instanceof SyscallError || error instanceof KernelSays)) throw error;
    throw new Failure(`cannot mount ${what(mount)} on ${mount.destination}`, { cause: error });
  }
}

/** The option decides, and the type `bind` says the same. */
export function isBind({ type }: Mount, { flags }: MountWords): boolean {
  return (flags & abi.MS_BIND) !== 0 || type === "bind";
}

function what({ type, source }: Mount): string {
  if (source === undefined || source === type) return type ?? "nothing";
  return type === undefined || type === "none" || type === "bind" ? source : `${type} (${source})`;
}
