import type { Config } from "@isobox/oci-spec";
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
    if (!isBind(given, readMountWords(given.options))) return given;
    if (cleanPath(given.destination) === "/dev") devIsBound = true;
    return { ...given, type: "bind", source: from(given.source ?? "") };
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
