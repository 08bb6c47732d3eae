import { print } from "@isobox/toolkit";
import { openStateDirectory } from "../state.ts";
import { inspect } from "../status.ts";

/** `oci-run state ID`: the state of the specification, and what runc adds to it. */
export function state(root: string, id: string): number {
  print(`${JSON.stringify(describe(root, id), null, 2)}\n`);
  return 0;
}

function describe(root: string, id: string): object {
  const { state, status } = inspect(openStateDirectory(root, id));
  return {
    ociVersion: state?.ociVersion ?? "1.0.0",
    id,
    // The specification wants the pid while the process exists; runc says 0 of one that has ended.
    pid: state && status !== "stopped" ? state.pid : 0,
    status,
    bundle: state?.bundle ?? "",
    rootfs: state?.rootfs ?? "",
    created: state?.created ?? "",
    owner: "",
    ...(state && Object.keys(state.annotations).length > 0 && { annotations: state.annotations }),
  };
}
