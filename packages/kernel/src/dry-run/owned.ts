import type { Answer } from "./answer.ts";
import { type Args, int } from "./arguments.ts";
import type { OpenFile } from "./open-file.ts";
import type { World } from "./world.ts";

/** An invented descriptor; null for one of the kernel's. */
export function inventedFile(world: World, fd: Args[number]): OpenFile | null {
  const file = world.files.get(int(fd));
  if (!file?.invented) return null;
  if (file.assumed) world.assumed = true;
  return file;
}

/** Whether what is done with a descriptor stays between the processes of this run, or is said to the user. */
export function isOurs(world: World, fd: Args[number]): boolean {
  const kind = world.files.get(int(fd))?.kind;
  return kind === "channel" || kind === "stream";
}

/** Made really on what is ours; recorded on all else. */
export const onOurs =
  (nr: number, otherwise: Answer): Answer =>
  (world, args) =>
    isOurs(world, args[0]) ? world.real(nr, ...args.map((arg) => arg ?? 0)) : otherwise(world, args);
