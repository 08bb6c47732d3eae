import { formatTable, type OptionsOf, print, voice, warn } from "@isobox/toolkit";
import type { listOptions } from "../options.ts";
import { containerIds, lookForStateDirectory } from "../state.ts";
import { type Container, inspect } from "../status.ts";

/** `oci-run list`: the containers of this root, with the columns of runc. */
export function list(root: string, { format, quiet }: OptionsOf<typeof listOptions>): number {
  let failed = false;
  const containers = containerIds(root).flatMap((id) => {
    try {
      const directory = lookForStateDirectory(root, id);
      return directory ? [inspect(directory)] : [];
    } catch (error) {
      // The others are no worse for it.
      warn(`cannot tell of "${id}"`, error);
      failed = true;
      return [];
    }
  });
  if (quiet) print(containers.map(({ directory }) => `${directory.id}\n`).join(""));
  else if (format === "json") print(`${JSON.stringify(containers.map(asJson))}\n`);
  else print(table(containers));
  return failed ? voice.failed : 0;
}

function asJson({ directory, state, status }: Container): object {
  return {
    ociVersion: state?.ociVersion ?? "",
    id: directory.id,
    pid: state && status !== "stopped" ? state.pid : 0,
    status,
    bundle: state?.bundle ?? "",
    rootfs: state?.rootfs ?? "",
    created: state?.created ?? "",
    annotations: state?.annotations ?? {},
    owner: state ? ownerName(state.owner) : "",
  };
}

function table(containers: readonly Container[]): string {
  const rows = containers.map(({ directory, state, status }) => [
    directory.id,
    String(state && status !== "stopped" ? state.pid : 0),
    status,
    state?.bundle ?? "",
    state?.created ?? "",
    state ? ownerName(state.owner) : "",
  ]);
  return formatTable([["ID", "PID", "STATUS", "BUNDLE", "CREATED", "OWNER"], ...rows], { gap: 3 });
}

function ownerName(uid: number): string {
  return uid === 0 ? "root" : String(uid);
}
