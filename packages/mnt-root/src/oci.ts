import type { Config } from "@isobox/oci-spec";
import { Failure } from "@isobox/toolkit";
import type { Mount } from "./mount.ts";
import { isBind } from "./mount-one.ts";
import { readMountWords } from "./mount-words.ts";
import type { Propagation } from "./new-root.ts";
import type { RootOptions } from "./options.ts";
import { cleanPath } from "./proc-rules.ts";

/**
 * The options of mnt-root for an OCI configuration.
 *
 * @param bundle the absolute path of the bundle, from which relative paths count.
 */
export function mountStageOptions(config: Config, bundle: string): RootOptions {
  const { linux = {}, mounts = [] } = config;
  const { namespaces = [], devices, maskedPaths, readonlyPaths, rootfsPropagation, mountLabel } = linux;
  const cwd = config.process?.cwd;
  const from = (path: string) => (path.startsWith("/") ? path : `${bundle}/${path}`);
  let devIsBound = false;
  const mount = mounts.map((given: Mount): Mount => {
    if (!isBind(given, readMountWords(given.options))) return checked(given);
    if (cleanPath(given.destination) === "/dev") devIsBound = true;
    return { ...withMappings(given, linux), type: "bind", source: from(given.source ?? "") };
  });
  if (cwd !== undefined && cwd !== "/") mount.push({ destination: cwd, type: "dir" });
  return {
    root: from(config.root?.path ?? "rootfs"),
    mount,
    ...(config.root?.readonly && { readOnly: true }),
    // A /dev that is bound is the host's business: nothing is made in it.
    ...(devIsBound ? {} : { defaultDevices: true, ...(devices && { device: devices }) }),
    ...(maskedPaths && { maskedPath: maskedPaths }),
    ...(readonlyPaths && { readonlyPath: readonlyPaths }),
    ...(rootfsPropagation && { propagation: rootfsPropagation as Propagation }),
    ...(mountLabel && { mountLabel }),
    ...(namespaces.some(({ type }) => type === "cgroup") && { cgroupNamespace: true }),
  };
}

/** What mnt-root has beside file systems. In a configuration these words are a slip, and other runtimes refuse them. */
const NO_FILE_SYSTEMS: ReadonlySet<string> = new Set([
  "dev",
  "data",
  "network-etc",
  "lxcfs",
  "dir",
  "symlink",
  "file",
  "chmod",
]);

/** @throws {Failure} */
function checked(mount: Mount): Mount {
  if (!NO_FILE_SYSTEMS.has(mount.type ?? "")) return mount;
  throw new Failure(`cannot mount ${mount.type} on ${mount.destination}: there is no such file system`, {
    hints: [
      "/proc/filesystems lists those of this kernel; a directory of the host is shown by the option bind",
    ],
  });
}

/** `idmap` without mappings means those of the container's user namespace, or that namespace, where it is joined. */
function withMappings(mount: Mount, { namespaces = [], uidMappings, gidMappings }: Linux): Mount {
  const { options = [] } = mount;
  const at = options.findIndex((word) => word === "idmap" || word === "ridmap");
  const user = namespaces.find(({ type }) => type === "user");
  if (at < 0 || !user || mount.uidMappings?.length || mount.gidMappings?.length) return mount;
  if (user.path === undefined) return { ...mount, uidMappings, gidMappings };
  return { ...mount, options: options.with(at, `${options[at]}=${user.path}`) };
}

type Linux = NonNullable<Config["linux"]>;
