import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { type Config, readConfig } from "@isobox/oci-spec";
import { doing } from "@isobox/toolkit";

/** A bundle: its configuration, read once, and where it lies. */
export interface Bundle {
  /** Absolute. */
  readonly path: string;
  readonly config: Config;
  /** The bytes of config.json as they were read; later edits of the file do not matter. */
  readonly data: Uint8Array;
}

/** Larger than most configurations without a seccomp profile. */
const USUAL_SIZE = 8 * 1024;

/** Reads and validates the configuration of a bundle. */
export function readBundle(directory: string): Bundle {
  const { path, data } = doing(`cannot read the bundle ${directory}`, () => {
    using dir = sys.open(directory, abi.O_PATH | abi.O_DIRECTORY);
    // A fifo without a writer would hold this up for ever.
    using file = sys.openat(dir, "config.json", abi.O_RDONLY | abi.O_NONBLOCK);
    return { path: absolute(directory), data: sys.readAll(file, USUAL_SIZE) };
  });
  return { path, config: readConfig(data), data };
}

/** A path from the root, wherever the working directory is; not resolved. */
export function absolute(path: string): string {
  if (path.startsWith("/")) return trimmed(path);
  const cwd = sys.getcwd();
  return path === "." ? cwd : trimmed(`${cwd === "/" ? "" : cwd}/${path}`);
}

function trimmed(path: string): string {
  return path.length > 1 && path.endsWith("/") ? trimmed(path.slice(0, -1)) : path;
}
