import { join } from "../problem.ts";
import { hasNamespace } from "../rules/has-namespace.ts";
import type { NamespaceType } from "../types.gen.ts";
import type { LintRule } from "./finding.ts";

/** Keys that belong to a namespace, by their path below /proc/sys; what ends in a slash is a directory. */
const OWNERS: readonly (readonly [prefix: string, type: NamespaceType])[] = [
  ["net/", "network"],
  ["fs/mqueue/", "ipc"],
  ["kernel/msgmax", "ipc"],
  ["kernel/msgmnb", "ipc"],
  ["kernel/msgmni", "ipc"],
  ["kernel/sem", "ipc"],
  ["kernel/shmall", "ipc"],
  ["kernel/shmmax", "ipc"],
  ["kernel/shmmni", "ipc"],
  ["kernel/shm_rmid_forced", "ipc"],
  ["kernel/hostname", "uts"],
  ["kernel/domainname", "uts"],
  ["user/", "user"],
];

/** Kernel parameters that are not there, or that are not the container's. */
export const sysctlRule: LintRule = ({ linux }, { host }, report) => {
  for (const key of Object.keys(linux?.sysctl ?? {})) {
    const place = join("linux.sysctl", key);
    const path = pathOf(key);
    const owner = ownerOf(path);
    const file = `/proc/sys/${path}`;
    if (path.split("/").some((part) => part === "" || part === "." || part === ".."))
      report(place, "is no name of a kernel parameter (sysctl(8))");
    else if (owner === null)
      report(place, "belongs to no namespace: it would change the whole machine (namespaces(7))");
    // A configuration without any namespaces leaves them to the runtime.
    else if (linux?.namespaces && !hasNamespace(linux, owner))
      report(place, `is the machine's own without a namespace of type "${owner}" in linux.namespaces`);
    else if (host?.kind("/proc/sys") === "directory" && !isOfAnInterface(path) && host.kind(file) === null)
      report(place, `this kernel has no such parameter: there is no ${file}`);
  }
};

function ownerOf(path: string): NamespaceType | null {
  const found = OWNERS.find(([prefix]) => (prefix.endsWith("/") ? path.startsWith(prefix) : path === prefix));
  return found ? found[1] : null;
}

/** The interfaces of the container are not there yet. */
function isOfAnInterface(path: string): boolean {
  return /^net\/[^/]+\/(conf|neigh)\/(?!all\/|default\/|lo\/)/.test(path);
}

/** The path of a key below /proc/sys; the first separator says what the others are (sysctl.d(5)). */
function pathOf(key: string): string {
  if (/[./]/.exec(key)?.[0] !== ".") return key;
  return key.replace(/[./]/g, (separator) => (separator === "." ? "/" : "."));
}
