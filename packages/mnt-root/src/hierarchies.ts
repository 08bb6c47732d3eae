import { unescapeOctal } from "@isobox/kernel/sys";

/** A mounted cgroup v1 hierarchy. */
export interface Hierarchy {
  /** The last component of where it is mounted: "memory", "cpu,cpuacct", "systemd". */
  readonly name: string;
  /** The directory of this process's cgroup in it. */
  readonly own: string;
}

/** What {@link hierarchiesOf} finds. */
export interface Hierarchies {
  readonly list: readonly Hierarchy[];
  /** A cgroup namespace hides a part: what is mounted lies above its root ("/.."). */
  readonly inNamespace: boolean;
}

/** Whether cgroup2 is what is mounted where cgroups are. */
export function isUnified(mountinfo: string): boolean {
  const at = mountinfo.lastIndexOf(" /sys/fs/cgroup ");
  if (at < 0) return false;
  const end = mountinfo.indexOf("\n", at);
  return mountinfo.slice(at, end < 0 ? undefined : end).includes(" - cgroup2 ");
}

const SEPARATOR = " - cgroup ";

/**
 * The v1 hierarchies that this process can see, in the order of its mount table, each once.
 *
 *     36 31 0:32 /docker/c1 /sys/fs/cgroup/memory rw,nosuid - cgroup cgroup rw,memory
 *     (id)(parent)(device)(root)(mount point)     (options)   (type)(source)(super options)
 *
 * The table can be long and this is on the way of every start: only the lines of cgroups are taken apart.
 *
 * @param mountinfo the text of /proc/self/mountinfo
 * @param memberships the text of /proc/self/cgroup
 */
export function hierarchiesOf(mountinfo: string, memberships: string): Hierarchies {
  const list: Hierarchy[] = [];
  const seen = new Set<number>();
  let inNamespace = false;
  for (let at = mountinfo.indexOf(SEPARATOR); at >= 0; at = mountinfo.indexOf(SEPARATOR, at + 1)) {
    const end = mountinfo.indexOf("\n", at);
    const membership = find(
      memberships,
      mountinfo.slice(mountinfo.indexOf(" ", at + SEPARATOR.length) + 1, end),
    );
    if (membership < 0 || seen.has(membership)) continue;
    seen.add(membership);
    const path = memberships.slice(membership, memberships.indexOf("\n", membership));
    const fields = mountinfo.slice(mountinfo.lastIndexOf("\n", at) + 1, at).split(" ", 5);
    const root = unescapeOctal(fields[3]!);
    const place = unescapeOctal(fields[4]!);
    if (root.startsWith("/..")) inNamespace = true;
    list.push({ name: place.slice(place.lastIndexOf("/") + 1), own: place + below(root, path) });
  }
  return { list, inNamespace };
}

/**
 * Where in /proc/self/cgroup, in a line such as `4:cpu,cpuacct:/lab`, the path for these super options begins; -1
 * when the process is in no such hierarchy.
 */
function find(memberships: string, superOptions: string): number {
  // The usual case first: nothing but the controllers, as the other file lists them.
  const all = `:${superOptions.slice(3)}:`;
  const at = memberships.indexOf(all);
  if (at >= 0) return at + all.length;
  for (const option of superOptions.split(",")) {
    const match = new RegExp(`^[0-9]+:(?:[^:\n]*,)?${literally(option)}(?:,[^:\n]*)?:`, "m").exec(
      memberships,
    );
    if (match) return match.index + match[0].length;
  }
  return -1;
}

function literally(text: string): string {
  return text.replace(/[^a-z0-9]/gi, "\\$&");
}

/** The path of a cgroup from what a mount shows as its root, with a slash before it; "" for the same. */
function below(root: string, path: string): string {
  if (root === "/") return path === "/" ? "" : path;
  return path.startsWith(`${root}/`) ? path.slice(root.length) : "";
}
