import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import type { Config, Namespace, NamespaceType } from "@isobox/oci-spec";
import { Failure } from "@isobox/toolkit";

/** What a configuration changes in a namespace: the key that says so, and whether it does. */
interface Change {
  readonly type: NamespaceType;
  readonly file: string;
  /** The key that changes it; null when nothing does. */
  readonly by: (config: Config) => string | null;
}

const CHANGES: readonly Change[] = [
  // Whatever the mounts are, the root is pivoted.
  { type: "mount", file: "mnt", by: () => "root" },
  {
    type: "uts",
    file: "uts",
    by: ({ hostname, domainname, linux }) =>
      hostname ? "hostname" : domainname ? "domainname" : sysctlBelow(linux?.sysctl, /^kernel[./]/),
  },
  { type: "network", file: "net", by: ({ linux }) => sysctlBelow(linux?.sysctl, /^net[./]/) },
  { type: "ipc", file: "ipc", by: ({ linux }) => sysctlBelow(linux?.sysctl, /^(kernel|fs)[./]/) },
];

function sysctlBelow(settings: Readonly<Record<string, string>> = {}, names: RegExp): string | null {
  const key = Object.keys(settings).find((name) => names.test(name));
  return key === undefined ? null : `linux.sysctl: ${key}`;
}

/**
 * Refuses what would rename the host or change its mounts: no mount namespace at all, or a path that leads to the
 * namespace in which this runtime is. (That a *missing* one of another type is the host's, the readers of the
 * configuration know.)
 *
 * @throws {Failure}
 */
export function refuseHostNamespaces(config: Config, namespaces: readonly Namespace[]): void {
  let hasMount = false;
  for (const { type, path } of namespaces) {
    if (type === "mount") hasMount = true;
    // A container joins few namespaces, most none.
    if (path) refuseOwn(config, type, path);
  }
  if (!hasMount)
    throw new Failure('linux.namespaces has none of type "mount": the host\'s root and mounts would change', {
      hints: ['add { "type": "mount" } to linux.namespaces (mount_namespaces(7))'],
    });
}

function refuseOwn(config: Config, type: NamespaceType, path: string): void {
  const change = CHANGES.find((row) => row.type === type);
  const key = change?.by(config) ?? null;
  if (!change || key === null) return;
  const joined = sys.statIfThere(abi.AT_FDCWD, path);
  // What is not there is told when it is joined.
  if (joined === null) return;
  const own = sys.statat(abi.AT_FDCWD, `/proc/self/ns/${change.file}`);
  if (joined.ino === own.ino && joined.dev[1] === own.dev[1] && joined.dev[0] === own.dev[0])
    throw new Failure(
      `linux.namespaces: ${path} is the namespace of the runtime itself, and ${key} would change it`,
    );
}
