import * as abi from "@isobox/kernel/abi";
import type { Answers } from "@isobox/kernel/recorder";

type Kind = "directory" | "file" | "null";
const MODES: Readonly<Record<Kind, number>> = {
  directory: abi.S_IFDIR | 0o755,
  file: abi.S_IFREG | 0o644,
  null: abi.S_IFCHR | 0o666,
};

/**
 * Answers of a recorder behind which a root with these files lies. What is not listed is not there; what is asked
 * for by openat(2), which names the host's files, is a directory.
 */
export function tree(files: Readonly<Record<string, Kind>>, more: Answers = {}): Answers {
  const opened = new Map<unknown, Kind>();
  let next = 100;
  const add = (kind: Kind) => {
    opened.set(next, kind);
    return next++;
  };
  return {
    openat: ([, path]) => add(String(path).endsWith("null") ? "null" : "directory"),
    openat2([, path]) {
      const kind = path === "." ? "directory" : files[`/${String(path).replace(/^\//, "")}`];
      return kind ? add(kind) : -abi.ENOENT;
    },
    statx([fd, , , , buffer]) {
      const view = buffer as DataView;
      const kind = opened.get(fd) ?? "directory";
      view.setUint16(abi.statx.stx_mode, MODES[kind], true);
      view.setUint32(abi.statx.stx_rdev_major, kind === "null" ? 1 : 0, true);
      view.setUint32(abi.statx.stx_rdev_minor, kind === "null" ? 3 : 0, true);
      return 0;
    },
    getcwd([buffer]) {
      (buffer as Uint8Array).set([47, 0]);
      return 2;
    },
    readlinkat: -abi.EINVAL,
    ...more,
  };
}

/** A root with what the default bundle mounts on. */
export const IMAGE = {
  "/proc": "directory",
  "/dev": "directory",
  "/dev/pts": "directory",
  "/dev/shm": "directory",
  "/dev/mqueue": "directory",
  "/dev/null": "null",
  "/sys": "directory",
  "/proc/sys": "directory",
  "/proc/keys": "file",
  "/sys/firmware": "directory",
} as const;
