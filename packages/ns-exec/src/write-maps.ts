import * as sys from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { mapReasons } from "./hints.ts";
import type { IdMaps } from "./id-maps.ts";
import { type IdRange, mapText } from "./id-range.ts";
import { runNewIdMap } from "./newidmap.ts";

/** The process whose user namespace gets maps. */
export interface MapTarget {
  readonly pid: number;
  /** /proc/PID. */
  readonly directory: sys.Fd;
  /** Whether the writer is in the parent namespace, where newuidmap(1) has its privilege. */
  readonly isOutside: boolean;
}

/**
 * Writes setgroups, uid_map and gid_map of a process's user namespace.
 *
 * What the kernel does not let this process write is left to newuidmap(1) and newgidmap(1), which know the ranges
 * that /etc/subuid and /etc/subgid give to the user.
 *
 * Preconditions: the process is in a new user namespace whose maps are not written, and is dumpable (a process
 * that is not has files in /proc that belong to root: EACCES).
 * Threads: any. Privilege: see user_namespaces(7), "Defining user and group ID mappings".
 * @throws {Failure}
 */
export function writeMaps(target: MapTarget, maps: IdMaps): void {
  // gid_map is refused to an unprivileged writer until setgroups(2) is denied for good (Linux 3.19,
  // user_namespaces(7)), and after it setgroups can no longer be denied.
  if (maps.setgroups !== undefined) writeSetgroups(target, maps.setgroups);
  if (maps.users.length > 0) writeMap(target, "uid_map", maps.users);
  if (maps.groups.length > 0) writeMap(target, "gid_map", maps.groups);
}

function writeSetgroups({ directory }: MapTarget, setgroups: "allow" | "deny"): void {
  try {
    sys.writeFileAt(directory, "setgroups", setgroups);
  } catch (error) {
    if (!(error instanceof sys.SyscallError)) throw error;
    throw new Failure(`cannot ${setgroups} setgroups(2) in the user namespace`, {
      cause: error,
      hints: mapReasons(error, "setgroups", []),
    });
  }
}

function writeMap(target: MapTarget, file: "uid_map" | "gid_map", ranges: readonly IdRange[]): void {
  try {
    sys.writeFileAt(target.directory, file, mapText(ranges));
  } catch (error) {
    if (!(error instanceof sys.SyscallError)) throw error;
    if (error.code === "EPERM" && target.isOutside && runNewIdMap(file, target.pid, ranges)) return;
    throw new Failure(`cannot map ${file === "uid_map" ? "user" : "group"} ids ${inWords(ranges)}`, {
      cause: error,
      hints: mapReasons(error, file, ranges),
    });
  }
}

function inWords(ranges: readonly IdRange[]): string {
  const shown = ranges.slice(0, 4).map(({ inside, outside, count }) => `${inside}:${outside}:${count}`);
  return shown.join(", ") + (ranges.length > 4 ? `, … (${ranges.length} ranges)` : "");
}
