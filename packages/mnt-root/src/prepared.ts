import * as abi from "@isobox/kernel/abi";
import { type Fd, open } from "@isobox/kernel/sys";
import { doing, Failure, give, lookNote, take } from "@isobox/toolkit";
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
  const names: string[] = [];
  for (const mount of idMapped(mounts)) {
    const words = readMountWords(mount.options);
    doing(`cannot map the ids of ${mount.source}`, () => {
      const tree = sourceTree(start, mount.source ?? "", words);
      if (tree === null) return;
      setTree(tree, mount, words);
      trees.push(tree);
      names.push(nameOf(mount));
    });
  }
  give("trees", trees, names.join(","));
}

/** What is shown where, in characters that a list in the environment can have. */
function nameOf({ source = "", destination }: Mount): string {
  const plain = (text: string) => text.replace(/[^\w/.-]/g, (unit) => `%${unit.charCodeAt(0).toString(16)}%`);
  return `${plain(source)}:${plain(destination)}`;
}

/**
 * What a stage before has prepared of the mounts; null for nothing.
 * @throws {Failure} where it has prepared what is not among them.
 */
export function preparedTrees(mounts: readonly Mount[]): ReadonlyMap<Mount, Fd> | null {
  const names = lookNote("trees").split(",");
  const trees = take("trees");
  if (trees.length === 0) return null;
  const wanted = idMapped(mounts);
  return new Map(
    trees.map((tree, i) => {
      const at = wanted.findIndex((mount) => nameOf(mount) === names[i]);
      if (at < 0)
        throw new Failure(
          `--prepare of an earlier mnt-root has made ${names[i]}, which this one does not mount`,
          {
            hints: ["give both the same mounts"],
          },
        );
      return [wanted.splice(at, 1)[0]!, tree];
    }),
  );
}

/** Whether a mount shows a source of the host with other ids. */
export function idMapped(mounts: readonly Mount[]): Mount[] {
  return mounts.filter((mount) => {
    const words = readMountWords(mount.options);
    return (words.extensions & ID_MAP) !== 0 && isBind(mount, words);
  });
}
