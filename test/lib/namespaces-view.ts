import { readlinkSync } from "node:fs";

/** The names below /proc/PID/ns that are not about children. */
export const NAMES = ["cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"] as const;

/** Words that print, for each kind of namespace, whether the process that they are is in that of this test. */
export const whichNew: readonly string[] = [
  "sh",
  "-c",
  NAMES.map(
    (name) =>
      `[ "$(readlink /proc/self/ns/${name})" = "${readlinkSync(`/proc/self/ns/${name}`)}" ] && echo ${name} same || echo ${name} new`,
  ).join("; "),
];

/** Words that print who a process is, and what its user namespace maps. */
export const whoAndMaps: readonly string[] = [
  "sh",
  "-c",
  "id -u; id -g; cat /proc/self/uid_map /proc/self/gid_map /proc/self/setgroups; grep Cap /proc/self/status",
];

/** Words that run `script` in a directory of its own, which is a private mount of a mount namespace of its own. */
export const inPrivateDirectory = (directory: string, script: string): readonly string[] => [
  // A mount namespace is pinned in an older one only, whose age Linux 6.18 tells by a number that each processor counts.
  ...["taskset", "-c", "0", "unshare", "--mount", "sh", "-c"],
  `mount --bind "$1" "$1"; cd "$1"; ${script}`,
  ...["sh", directory],
];
