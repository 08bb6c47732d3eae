import * as abi from "@isobox/kernel/abi";

/** A device node or fifo to be made; the shape is that of the OCI configuration. */
export interface Device {
  readonly path: string;
  /** c or u (character), b (block), p (fifo); without it, the kind and number of the host's node at this path. */
  readonly type?: "c" | "b" | "u" | "p" | undefined;
  readonly major?: number | undefined;
  readonly minor?: number | undefined;
  /** Permissions; 0666 without it. */
  readonly fileMode?: number | undefined;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
}

/** The type bits of a mode. */
export const NODE_TYPES = { c: abi.S_IFCHR, u: abi.S_IFCHR, b: abi.S_IFBLK, p: abi.S_IFIFO } as const;

/** The devices that every container has, in the order in which runc makes them. */
export const DEFAULT_DEVICES: readonly Device[] = [
  { path: "/dev/null", type: "c", major: 1, minor: 3 },
  { path: "/dev/random", type: "c", major: 1, minor: 8 },
  { path: "/dev/full", type: "c", major: 1, minor: 7 },
  { path: "/dev/tty", type: "c", major: 5, minor: 0 },
  { path: "/dev/zero", type: "c", major: 1, minor: 5 },
  { path: "/dev/urandom", type: "c", major: 1, minor: 9 },
];
