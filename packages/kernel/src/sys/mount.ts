import * as abi from "../abi/index.ts";
import { platform } from "../host/index.ts";
import { call } from "./call.ts";
import { Fd, type FdArg } from "./fd.ts";
import { giveRoom, setU64, struct, takeRoom } from "./memory.ts";
import { NR } from "./nr.ts";

/** mount(2). `data` is the file system's own option string. */
export function mount(
  source: string | null,
  target: string,
  type: string | null,
  flags: number,
  data: string | null = null,
): void {
  call(NR.mount, source, target, type, flags, data);
}

/** umount2(2). `flags` are MNT_* and UMOUNT_NOFOLLOW. */
export function umount2(target: string, flags: number): void {
  call(NR.umount2, target, flags);
}

/**
 * Makes `newRoot` the root mount and puts the old one at `putOld`, for every process of the namespace that had it.
 *
 * Preconditions: `newRoot` is a mount point, and neither its parent's nor the root's propagation is shared.
 * Threads: single. Privilege: CAP_SYS_ADMIN in the user namespace that owns the mount namespace.
 * @throws {SyscallError} EINVAL (a precondition), EBUSY (`newRoot` or `putOld` is on the present root).
 * @see pivot_root(2), NOTES: both may be "."
 */
export function pivot_root(newRoot: string, putOld: string): void {
  call(NR.pivot_root, newRoot, putOld);
}

/**
 * Changes where absolute paths begin; the working directory stays outside until chdir(2).
 *
 * Threads: single. Privilege: CAP_SYS_CHROOT.
 */
export function chroot(path: string): void {
  call(NR.chroot, path);
}

/** Changes the working directory. Threads: single. */
export function chdir(path: string): void {
  call(NR.chdir, path);
}

/** {@link chdir} to an open directory (O_PATH suffices). Threads: single. */
export function fchdir(fd: FdArg): void {
  call(NR.fchdir, fd);
}

/** The kernel answers ENAMETOOLONG where a path is longer. */
const PATH_MAX = 4096;

/** The working directory; begins with "(unreachable)" when it is outside the root. */
export function getcwd(): string {
  const room = takeRoom();
  try {
    return platform.decode(room, 0, call(NR.getcwd, room, PATH_MAX) - 1);
  } finally {
    giveRoom(room);
  }
}

/** A handle on a mount or a path (OPEN_TREE_CLONE: on a detached copy of it), close-on-exec. Since Linux 5.2. */
export function open_tree(dir: FdArg, path: string, flags: number): Fd {
  return new Fd(call(NR.open_tree, dir, path, flags | abi.OPEN_TREE_CLOEXEC));
}

/**
 * Attaches a detached mount (of open_tree(2) or fsmount(2)), or moves an attached one. Since Linux 5.2.
 *
 * @param flags MOVE_MOUNT_*; MOVE_MOUNT_F_EMPTY_PATH when `fromDir` is the mount itself.
 * Threads: any. Privilege: CAP_SYS_ADMIN in the user namespace that owns the mount namespace.
 * @throws {SyscallError} EINVAL (the mount's parent is shared, or it belongs to another namespace), ELOOP.
 */
export function move_mount(fromDir: FdArg, from: string, toDir: FdArg, to: string, flags: number): void {
  call(NR.move_mount, fromDir, from, toDir, to, flags);
}

/** struct mount_attr */
export interface MountAttr {
  set?: number;
  clear?: number;
  /** MS_SHARED, MS_SLAVE, MS_PRIVATE or MS_UNBINDABLE; 0 leaves it. */
  propagation?: number;
  usernsFd?: number;
}

/** mount_setattr(2). Since Linux 5.12. */
export function mount_setattr(dir: FdArg, path: string, flags: number, attr: MountAttr): void {
  const a = struct(abi.mount_attr.size);
  setU64(a, abi.mount_attr.attr_set, attr.set ?? 0);
  setU64(a, abi.mount_attr.attr_clr, attr.clear ?? 0);
  setU64(a, abi.mount_attr.propagation, attr.propagation ?? 0);
  setU64(a, abi.mount_attr.userns_fd, attr.usernsFd ?? 0);
  call(NR.mount_setattr, dir, path, flags, a, abi.mount_attr.size);
}

/** A new file system context. Since Linux 5.2. */
export function fsopen(type: string): Fd {
  return new Fd(call(NR.fsopen, type, abi.FSOPEN_CLOEXEC));
}

/** Sets an option of a file system context that has a value. EINVAL: see the messages that read(2) of it gives. */
export function fsconfigString(fs: FdArg, key: string, value: string): void {
  call(NR.fsconfig, fs, abi.FSCONFIG_SET_STRING, key, value, 0);
}

/** Sets an option of a file system context that is a word alone. */
export function fsconfigFlag(fs: FdArg, key: string): void {
  call(NR.fsconfig, fs, abi.FSCONFIG_SET_FLAG, key, null, 0);
}

/** Makes the superblock of a file system context; it may be one that exists already. */
export function fsconfigCreate(fs: FdArg): void {
  call(NR.fsconfig, fs, abi.FSCONFIG_CMD_CREATE, null, null, 0);
}

/** A context that changes the file system of an attached mount. FSPICK_*. Since Linux 5.2. */
export function fspick(dir: FdArg, path: string, flags: number): Fd {
  return new Fd(call(NR.fspick, dir, path, flags | abi.FSPICK_CLOEXEC));
}

/** Gives the superblock of a context of {@link fspick} the options that were set. */
export function fsconfigReconfigure(fs: FdArg): void {
  call(NR.fsconfig, fs, abi.FSCONFIG_CMD_RECONFIGURE, null, null, 0);
}

/** A detached mount of the context. `attr` are MOUNT_ATTR_*. */
export function fsmount(fs: FdArg, attr: number): Fd {
  return new Fd(call(NR.fsmount, fs, abi.FSMOUNT_CLOEXEC, attr));
}
