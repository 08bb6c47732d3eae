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
  for (let at = 0, end = 0; at < text.length; at = end + 1) {
    const first = text.indexOf(":", at);
    // The path may hold colons, the list of controllers cannot. mkdir(2) refuses a newline in either, and no line is without colons.
    const second = text.indexOf(":", first + 1);
    end = text.indexOf("\n", second);
    if (first < 0 || second < 0) break;
    if (end < 0) end = text.length;
    const list = text.slice(first + 1, second);
    const id = Number(text.slice(at, first));
    const controllers = list === "" ? [] : list.includes(",") ? list.split(",") : [list];
    found.push({ id, controllers, path: text.slice(second + 1, end) });
  }
  return found;
}
