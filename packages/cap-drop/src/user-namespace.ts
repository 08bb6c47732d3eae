import * as sys from "@isobox/kernel/sys";
import { privateProcfs } from "@isobox/toolkit";
import { type Pid, readProcessFile, tryReadProcessFile } from "./process-files.ts";

/** <linux/proc_fs.h>, PROC_USER_INIT_INO: the inode number of the namespace that the kernel starts with. */
const INITIAL = 4026531837;

/** A line of /proc/PID/uid_map: ids inside, the ids outside that they are, and how many. */
export interface IdMapLine {
  readonly inside: number;
  readonly outside: number;
  readonly count: number;
}

/** The user namespace of a process: where its capabilities hold. */
export interface UserNamespace {
  /** The inode number, which lsns(8) shows; null where only the process's owner may see it. */
  readonly id: number | null;
  readonly initial: boolean;
  readonly uidMap: readonly IdMapLine[];
  readonly gidMap: readonly IdMapLine[];
  /** Whether setgroups(2) is allowed there. */
  readonly setgroups: "allow" | "deny";
}

/** @throws {Failure} when there is no such process. */
export function userNamespaceOf(pid: Pid): UserNamespace {
  const uidMap = parseIdMap(readProcessFile(pid, "uid_map"));
  const id = namespaceId(pid);
  return {
    id,
    // Its map is 0 0 4294967295 and nobody wrote it; who maps all ids so again has made little difference.
    initial: id === null ? uidMap[0]?.count === 0xffff_ffff : id === INITIAL,
    uidMap,
    gidMap: parseIdMap(readProcessFile(pid, "gid_map")),
    setgroups: tryReadProcessFile(pid, "setgroups")?.trim() === "deny" ? "deny" : "allow",
  };
}

/** The number in "user:[4026531837]". Seeing it takes the right to trace the process (namespaces(7)). */
function namespaceId(pid: Pid): number | null {
  try {
    const link = sys.readlinkat(privateProcfs(), `${pid}/ns/user`);
    return Number(/\[([0-9]+)\]/.exec(link)?.[1]);
  } catch (error) {
    if (error instanceof sys.SyscallError && (error.code === "EACCES" || error.code === "EPERM")) return null;
    throw error;
  }
}

/** Lines such as "         0       1000          1". */
export function parseIdMap(text: string): IdMapLine[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [inside, outside, count] = line.trim().split(/\s+/).map(Number) as [number, number, number];
      return { inside, outside, count };
    });
}

/** The id outside that an id inside is; null when the map does not have it. */
export function outsideOf(map: readonly IdMapLine[], id: number): number | null {
  const line = map.find(({ inside, count }) => id >= inside && id < inside + count);
  return line === undefined ? null : line.outside + (id - line.inside);
}
