import { unescapeOctal } from "@isobox/kernel/sys";

/** A line of /proc/PID/mountinfo: a mount. */
export interface MountInfo {
  readonly id: number;
  readonly parent: number;
  /** What of the file system is mounted: "/", or the path below it of a bind. */
  readonly root: string;
  readonly mountPoint: string;
  /** The mount's own options. */
  readonly options: string;
  /** "shared:1", "master:1", "propagate_from:1", "unbindable". */
  readonly propagation: readonly string[];
  readonly type: string;
  readonly source: string;
  /** The options of the file system. */
  readonly superOptions: string;
}

/**
 * Reads a mount table.
 *
 *     36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
 *     (id)(parent)(device)(root)(mount point)(options)(propagation)  (type)(source)(super options)
 *
 * @see proc_pid_mountinfo(5)
 */
export function parseMountInfo(text: string): MountInfo[] {
  const mounts: MountInfo[] = [];
  for (const line of text.split("\n")) {
    const fields = line.split(" ");
    const dash = fields.indexOf("-", 6);
    if (dash < 0) continue;
    mounts.push({
      id: Number(fields[0]),
      parent: Number(fields[1]),
      root: unescapeOctal(fields[3]!),
      mountPoint: unescapeOctal(fields[4]!),
      options: fields[5]!,
      propagation: fields.slice(6, dash),
      type: fields[dash + 1] ?? "",
      source: unescapeOctal(fields[dash + 2] ?? ""),
      superOptions: fields[dash + 3] ?? "",
    });
  }
  return mounts;
}
