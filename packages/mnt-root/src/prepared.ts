import * as abi from "@isobox/kernel/abi";
import { type Fd, open } from "@isobox/kernel/sys";
import { doing, give, lookNote, take } from "@isobox/toolkit";
import { setTree } from "./bind.ts";
import { sourceTree } from "./bind-source.ts";
import type { Mount } from "./mount.ts";
import { isBind } from "./mount-one.ts";
import { ID_MAP, readMountWords } from "./mount-words.ts";

/**
 * Makes the detached copies of the id-mapped binds among the mounts, for the stage behind that puts them on their
 * places.
 *
 * Mapping the ids of a mount wants CAP_SYS_ADMIN in the user namespace that owns the file system: a process in a
 * container's user namespace has it for none of the host's. To put a copy somewhere it is enough to own the mount
 * namespace.
 *
 * Threads: any. Privilege: CAP_SYS_ADMIN in the user namespace of the file systems.
 */
export function prepareTrees(mounts: readonly Mount[]): void {
  using start = open(".", abi.O_PATH | abi.O_DIRECTORY);
  const trees: Fd[] = [];
  const numbers: number[] = [];
  idMapped(mounts).forEach((mount, number) => {
    const words = readMountWords(mount.options);
    doing(`cannot map the ids of ${mount.source}`, () => {
      const tree = sourceTree(start, mount.source ?? "", words);
      if (tree === null) return;
      setTree(tree, mount, words);
      trees.push(tree);
      numbers.push(number);
    });
  });
  give("trees", trees, numbers.join(","));
}

/** What a stage before has prepared of the mounts; null for nothing. */
export function preparedTrees(mounts: readonly Mount[]): ReadonlyMap<Mount, Fd> | null {
  const numbers = lookNote("trees").split(",");
  const trees = take("trees");
  if (trees.length === 0) return null;
  const wanted = idMapped(mounts);
  return new Map(trees.map((tree, i) => [wanted[Number(numbers[i])]!, tree]));
}

/** Whether a mount shows a source of the host with other ids. */
export function idMapped(mounts: readonly Mount[]): Mount[] {
  return mounts.filter((mount) => {
    const words = readMountWords(mount.options);
    return (words.extensions & ID_MAP) !== 0 && isBind(mount, words);
  });
}
