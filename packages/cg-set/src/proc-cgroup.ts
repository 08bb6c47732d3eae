/** A line of /proc/PID/cgroup: a hierarchy, and where in it the process is. */
export interface Membership {
  /** The hierarchy's number; 0 for cgroup v2. */
  readonly id: number;
  /** The controllers of a v1 hierarchy, "name=systemd" for a named one; none for cgroup v2. */
  readonly controllers: readonly string[];
  /** From the root of the hierarchy, or of the reader's cgroup namespace: "/", "/lab/a". */
  readonly path: string;
}

/**
 * Reads /proc/PID/cgroup.
 *
 *     4:cpu,cpuacct:/lab      a v1 hierarchy with its controllers
 *     1:name=systemd:/lab     a named v1 hierarchy
 *     0::/lab                 cgroup v2
 *
 * @see cgroups(7), "/proc files"
 */
export function parseProcCgroup(text: string): Membership[] {
  const found: Membership[] = [];
  for (const line of text.split("\n")) {
    const first = line.indexOf(":");
    // The path may hold colons, the list of controllers cannot.
    const second = line.indexOf(":", first + 1);
    if (first < 0 || second < 0) continue;
    const list = line.slice(first + 1, second);
    const id = Number(line.slice(0, first));
    found.push({ id, controllers: list === "" ? [] : list.split(","), path: line.slice(second + 1) });
  }
  return found;
}
