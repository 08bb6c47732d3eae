/** A cgroup v1 directory that an earlier stage of this process has made or found. */
export interface KnownCgroup {
  /** What its hierarchy is called where it is mounted: "memory", "cpu,cpuacct", "systemd". */
  readonly hierarchy: string;
  /** Absolute path of the directory. */
  readonly directory: string;
}

let known: readonly KnownCgroup[] = [];

/**
 * Leaves word of the v1 cgroup that this process enters, in the order of the hierarchies' numbers.
 *
 * Who shows it to a container would otherwise have to read the mount table, which takes the kernel a quarter of a
 * millisecond to write. In a chain of real execs nothing is known, and the table is read.
 */
export function shareCgroups(list: readonly KnownCgroup[]): void {
  known = list;
}

/** What {@link shareCgroups} left; empty when nothing did. */
export function sharedCgroups(): readonly KnownCgroup[] {
  return known;
}
