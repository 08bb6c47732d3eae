import * as abi from "../abi/index.ts";
import { NR } from "../sys/nr.ts";
import type { World } from "./world.ts";

/**
 * Whether the kernel would refuse a write into uid_map or gid_map of a process, so that newuidmap(1) is needed:
 * an ordinary user may map its own id alone (user_namespaces(7)).
 */
export function refusesMap(world: World, path: string, text: string): boolean {
  const match = /^\/proc\/[0-9]+\/(uid|gid)_map$/.exec(path);
  if (!match || world.real(NR.geteuid) === 0) return false;
  const own = world.real(match[1] === "uid" ? NR.geteuid : NR.getegid);
  const ranges = text.trim().split("\n");
  const [, outside, count] = ranges[0]!.trim().split(/\s+/).map(Number);
  const isOwn = ranges.length === 1 && outside === own && count === 1;
  // The map of a namespace below one that is new is written by its root.
  return !isOwn && !world.attributes.namespaces.has(abi.CLONE_NEWUSER);
}
