import * as abi from "../abi/index.ts";
import { attempt, call } from "./call.ts";
import { SyscallError } from "./error.ts";
import type { FdArg } from "./fd.ts";
import { getU64, LE, struct } from "./memory.ts";
import { NR } from "./nr.ts";

/** What statx(2) says of a file. */
export interface Stat {
  /** S_IFMT and permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly ino: number;
  readonly size: number;
  readonly nlink: number;
  readonly rdev: readonly [major: number, minor: number];
  readonly dev: readonly [major: number, minor: number];
  readonly mountId: number;
  /** STATX_ATTR_MOUNT_ROOT: the file is the root of a mount. */
  readonly isMountRoot: boolean;
}

const statxMask = abi.STATX_BASIC_STATS | abi.STATX_MNT_ID;

function parseStat(v: DataView): Stat {
  const s = abi.statx;
  return {
    mode: v.getUint16(s.stx_mode, LE),
    uid: v.getUint32(s.stx_uid, LE),
    gid: v.getUint32(s.stx_gid, LE),
    ino: getU64(v, s.stx_ino),
    size: getU64(v, s.stx_size),
    nlink: v.getUint32(s.stx_nlink, LE),
    rdev: [v.getUint32(s.stx_rdev_major, LE), v.getUint32(s.stx_rdev_minor, LE)],
    dev: [v.getUint32(s.stx_dev_major, LE), v.getUint32(s.stx_dev_minor, LE)],
    mountId: getU64(v, s.stx_mnt_id),
    isMountRoot: (v.getUint32(s.stx_attributes, LE) & abi.STATX_ATTR_MOUNT_ROOT) !== 0,
  };
}

/** statx(2) of a path; follows links unless AT_SYMLINK_NOFOLLOW is in `flags`. */
export function statat(dir: FdArg, path: string, flags = 0): Stat {
  const buffer = struct(abi.statx.size);
  call(NR.statx, dir, path, flags | abi.AT_NO_AUTOMOUNT, statxMask, buffer);
  return parseStat(buffer);
}

/** statx(2) of an open file. */
export function fstat(fd: FdArg): Stat {
  return statat(fd, "", abi.AT_EMPTY_PATH);
}

/** statx(2) of a path, or null when there is none (ENOENT, ENOTDIR). */
export function statIfThere(dir: FdArg, path: string, flags = 0): Stat | null {
  const buffer = statxIfThere(dir, path, flags);
  return buffer && parseStat(buffer);
}

/**
 * The number of a file in its file system, by statx(2): by this a name is told to be that of an open file (AT_EMPTY_PATH),
 * which keeps the number from being given to another. Null when there is none (ENOENT, ENOTDIR).
 */
export function inodeIfThere(dir: FdArg, path: string, flags = 0): number | null {
  const buffer = statxIfThere(dir, path, flags);
  return buffer && getU64(buffer, abi.statx.stx_ino);
}

function statxIfThere(dir: FdArg, path: string, flags: number): DataView | null {
  const buffer = struct(abi.statx.size);
  const result = attempt(NR.statx, dir, path, flags | abi.AT_NO_AUTOMOUNT, statxMask, buffer);
  if (result === -abi.ENOENT || result === -abi.ENOTDIR) return null;
  if (result < 0)
    throw new SyscallError(NR.statx, [dir, path, flags | abi.AT_NO_AUTOMOUNT, statxMask, buffer], -result);
  return buffer;
}

/** The type (`*_MAGIC`) and mount flags (`ST_*`) of the file system that an open file is on. */
export function fstatfs(fd: FdArg): { type: number; flags: number } {
  const buffer = struct(abi.statfs.size);
  call(NR.fstatfs, fd, buffer);
  return { type: getU64(buffer, abi.statfs.f_type), flags: getU64(buffer, abi.statfs.f_flags) };
}

/** {@link fstatfs} of a path. */
export function statfs(path: string): { type: number; flags: number } {
  const buffer = struct(abi.statfs.size);
  call(NR.statfs, path, buffer);
  return { type: getU64(buffer, abi.statfs.f_type), flags: getU64(buffer, abi.statfs.f_flags) };
}
