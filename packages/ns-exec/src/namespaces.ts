import * as abi from "@isobox/kernel/abi";

/**
 * The kinds of namespaces (namespaces(7)), once: the option's word, the flag of clone(2), unshare(2) and setns(2),
 * the name below /proc/PID/ns and the name in an OCI configuration.
 *
 * The order is that of joining. The mount namespace is last: it changes what every path means.
 */
export const NAMESPACES = [
  { type: "user", flag: abi.CLONE_NEWUSER, proc: "user", oci: "user" },
  { type: "cgroup", flag: abi.CLONE_NEWCGROUP, proc: "cgroup", oci: "cgroup" },
  { type: "ipc", flag: abi.CLONE_NEWIPC, proc: "ipc", oci: "ipc" },
  { type: "uts", flag: abi.CLONE_NEWUTS, proc: "uts", oci: "uts" },
  { type: "net", flag: abi.CLONE_NEWNET, proc: "net", oci: "network" },
  { type: "pid", flag: abi.CLONE_NEWPID, proc: "pid", oci: "pid" },
  { type: "time", flag: abi.CLONE_NEWTIME, proc: "time", oci: "time" },
  { type: "mount", flag: abi.CLONE_NEWNS, proc: "mnt", oci: "mount" },
] as const;

/** A kind of namespace, by the word of its option. */
export type NamespaceType = (typeof NAMESPACES)[number]["type"];

const byType = new Map(NAMESPACES.map((namespace) => [namespace.type, namespace]));

/** The CLONE_NEW* of a kind. */
export function flagOf(type: NamespaceType): number {
  return byType.get(type)!.flag;
}

/** The name of a kind below /proc/PID/ns. */
export function procNameOf(type: NamespaceType): string {
  return byType.get(type)!.proc;
}

/** Where the kernel shows the calling process's own namespace of a kind. */
export function procPathOf(type: NamespaceType): string {
  return `/proc/self/ns/${procNameOf(type)}`;
}

/** The kind with a CLONE_NEW*, as NS_GET_NSTYPE answers it; undefined for a kind newer than this program. */
export function typeOf(flag: number): NamespaceType | undefined {
  return NAMESPACES.find((namespace) => namespace.flag === flag)?.type;
}

/** The kinds in a set of flags in words, for messages: "a new pid namespace", "new user, pid and net namespaces". */
export function newInWords(flags: number): string {
  const types = NAMESPACES.filter(({ flag }) => flags & flag).map(({ type }) => type);
  return types.length < 2
    ? `a new ${types.join("")} namespace`
    : `new ${types.slice(0, -1).join(", ")} and ${types.at(-1)} namespaces`;
}
