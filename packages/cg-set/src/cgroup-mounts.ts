import { unescapeOctal } from "@isobox/kernel/sys";

/** A mount of a cgroup file system. */
export interface CgroupMount {
  readonly version: 1 | 2;
  /** What the superblock says of a v1 hierarchy: its controllers or name, among flags such as "rw". */
  readonly options: readonly string[];
  readonly mountPoint: string;
  /** The cgroup that is seen at the mount point: "/", or deeper for a bind mount of a part. */
  readonly root: string;
}

const TYPES: Readonly<Record<string, 1 | 2>> = { cgroup: 1, cgroup2: 2 };

/**
 * Picks the cgroup mounts from /proc/PID/mountinfo, in its order.
 *
 *     36 31 0:32 /docker/c1 /sys/fs/cgroup/memory rw,nosuid - cgroup cgroup rw,memory
 *     (1)(2)(3)  (4: root)  (5: mount point)      (6)       (fs type)(source)(super options)
 *
 * @see proc_pid_mountinfo(5)
 */
export function parseCgroupMounts(text: string): CgroupMount[] {
  const mounts: CgroupMount[] = [];
  for (const line of text.split("\n")) {
    const dash = line.indexOf(" - cgroup");
    if (dash < 0) continue;
    const [type, , superOptions = ""] = line.slice(dash + 3).split(" ");
    const version = TYPES[type!];
    const [, , , root, mountPoint] = line.split(" ");
    if (version === undefined || root === undefined || mountPoint === undefined) continue;
    mounts.push({
      version,
      options: superOptions.split(","),
      mountPoint: unescapeOctal(mountPoint),
      root: unescapeOctal(root),
    });
  }
  return mounts;
}
