import * as abi from "../abi/index.ts";
import { seenByNewMount } from "./cgroups.ts";
import { find } from "./files.ts";
import type { Mount } from "./model.ts";
import { statusFlags } from "./mount-flags.ts";
import type { World } from "./world.ts";

/** File systems that show something of this machine: a new instance is the machine's, as far as anybody asks. */
const SHOWN: Readonly<Record<string, string>> = { proc: "/proc", sysfs: "/sys" };

/** In a user namespace a file system of these needs a namespace of that kind that belongs to it (EPERM). */
const OWNED: Readonly<Record<string, number>> = {
  proc: abi.CLONE_NEWPID,
  sysfs: abi.CLONE_NEWNET,
  mqueue: abi.CLONE_NEWIPC,
  cgroup: abi.CLONE_NEWCGROUP,
  cgroup2: abi.CLONE_NEWCGROUP,
};

const MAGIC: Readonly<Record<string, number>> = {
  tmpfs: abi.TMPFS_MAGIC,
  devpts: abi.DEVPTS_SUPER_MAGIC,
  proc: abi.PROC_SUPER_MAGIC,
  sysfs: abi.SYSFS_MAGIC,
  ramfs: 0x858458f6,
  mqueue: 0x19800202,
  overlay: 0x794c7630,
};
/** Of a file system that the model knows nothing about. */
const UNKNOWN_MAGIC = 0xef53;

/**
 * A new mount of a file system, without a place.
 *
 * @returns the errno, negated, where a real one would be refused for another reason than a missing privilege.
 */
export function newMount(
  world: World,
  type: string,
  source: string,
  words: string,
  flags: number,
): Mount | number {
  const { namespaces, ownedByNew } = world.attributes;
  const owner = OWNED[type];
  if (owner !== undefined && namespaces.has(abi.CLONE_NEWUSER) && (ownedByNew & owner) === 0)
    return -abi.EPERM;
  const common = { type, source, flags: statusFlags(flags) };
  const shown = SHOWN[type];
  if (shown !== undefined) return world.mount({ ...common, fs: world.machine, root: shown, bare: true });
  if (type === "cgroup" || type === "cgroup2") {
    const seen = seenByNewMount(world, type, words);
    return seen === null ? -abi.EINVAL : world.mount({ ...common, fs: world.machine, root: seen });
  }
  const fs = world.fileSystem(MAGIC[type] ?? UNKNOWN_MAGIC, type === "overlay" ? layersOf(world, words) : []);
  const made = world.mount({ ...common, fs, root: "/" });
  if (fs.layers.length > 0) return made;
  world.change({ mount: made, path: "/" }, world.node(abi.S_IFDIR | rootMode(type, words)));
  if (type === "devpts")
    world.change({ mount: made, path: "/ptmx" }, world.node(abi.S_IFCHR | 0o666, { rdev: [5, 2] }));
  return made;
}

function rootMode(type: string, words: string): number {
  const mode = /(?:^|,)mode=([0-7]+)/.exec(words)?.[1];
  if (type === "tmpfs" || type === "ramfs") return mode === undefined ? 0o1777 : Number.parseInt(mode, 8);
  return type === "mqueue" ? 0o1777 : 0o755;
}

/** The directories of the machine that an overlay shows, the upper one first; what the model made has no path there. */
function layersOf(world: World, words: string): string[] {
  const value = (key: string) => new RegExp(`(?:^|,)${key}=((?:\\\\.|[^,])*)`).exec(words)?.[1];
  const layers = [value("upperdir") ?? "", ...(value("lowerdir")?.split(/(?<!\\):/) ?? [])];
  return layers.flatMap((layer) => {
    const found = find(world, abi.AT_FDCWD, layer.replace(/\\(.)/g, "$1"), true);
    return typeof found === "number" || found.real === "" ? [] : [found.real];
  });
}
