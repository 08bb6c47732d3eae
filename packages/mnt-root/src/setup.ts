import type { Fd } from "@isobox/kernel/sys";
import type { Mount } from "./mount.ts";

/** What every step of a set-up needs to know. */
export interface Setup {
  /** The new root, as an attached mount; every path of the container is resolved below it. A mount on / takes its place. */
  root: Fd;
  /** The working directory at the start: where relative sources are looked up, whatever the directory is now. */
  readonly start: Fd;
  /** SELinux context of the mounts; null for none. */
  readonly label: string | null;
  /** Whether the process has a cgroup namespace of its own; undefined to find out. */
  readonly cgroupNamespace: boolean | undefined;
  /** Copies that a stage before has made of id-mapped binds; null for none. */
  readonly trees: ReadonlyMap<Mount, Fd> | null;
  /** Mounts that become read-only when all that belongs on them is there. */
  readonly readOnlyLater: { readonly destination: string; readonly fd: Fd }[];
}
