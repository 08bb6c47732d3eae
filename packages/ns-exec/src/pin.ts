import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, Failure } from "@isobox/toolkit";
import type { NamespaceType } from "./namespaces.ts";

/** A namespace that is to be kept by a bind mount of its file, also when no process is in it any more. */
export interface Pin {
  readonly type: NamespaceType;
  /** Where it is mounted; made when it is not there. */
  readonly file: string;
}

/** A pin that was made. */
export interface Pinned {
  /** Unmounts it, and removes the file if it was made for it. */
  undo(): void;
}

/**
 * Pins a namespace of a process.
 *
 * @param directory /proc/PID.
 * @param name that of the namespace below /proc/PID/ns.
 * @throws {Failure} EINVAL: see the hints.
 */
export function pinNamespace(directory: sys.Fd, name: string, { type, file }: Pin): Pinned {
  const what = `cannot pin the ${type} namespace to "${file}"`;
  const made = doing(what, () => makeFile(file));
  const undo = () => {
    sys.attempt(sys.NR.umount2, file, abi.MNT_DETACH | abi.UMOUNT_NOFOLLOW);
    if (made) sys.attempt(sys.NR.unlinkat, abi.AT_FDCWD, file, 0);
  };
  try {
    const source = `/proc/self/fd/${directory.fd}/ns/${name}`;
    // Not through a link, from which nobody could unmount it: umount2(2) would follow it to whatever it then names.
    using place = doing(what, () => sys.open(file, abi.O_PATH | abi.O_NOFOLLOW));
    if ((sys.fstat(place).mode & abi.S_IFMT) === abi.S_IFLNK)
      throw new Failure(`${what}: it is a symbolic link`, {
        hints: [`name the file itself: realpath "${file}" prints it`],
      });
    doing(what, () => sys.mount(source, `/proc/self/fd/${place.fd}`, null, abi.MS_BIND));
  } catch (error) {
    if (made) sys.attempt(sys.NR.unlinkat, abi.AT_FDCWD, file, 0);
    throw error;
  }
  return { undo };
}

/** Makes an empty file where there is none; whether it did. */
function makeFile(file: string): boolean {
  const flags = abi.O_RDONLY | abi.O_CREAT | abi.O_EXCL | abi.O_CLOEXEC;
  const fd = sys.attempt(sys.NR.openat, abi.AT_FDCWD, file, flags, 0o444);
  if (fd === -abi.EEXIST) return false;
  if (fd < 0) throw new sys.SyscallError(sys.NR.openat, [abi.AT_FDCWD, file, flags, 0o444], -fd);
  new sys.Fd(fd).close();
  return true;
}

/**
 * Takes a pin away: the namespace ends when nothing else holds it.
 *
 * @param keepFile leaves the empty file that it was mounted on.
 * @throws {Failure} when there is no namespace mounted on the file.
 */
export function unpin(file: string, keepFile: boolean): void {
  doing(`cannot unpin "${file}"`, () => {
    {
      using fd = sys.open(file, abi.O_PATH | abi.O_NOFOLLOW);
      if (sys.fstatfs(fd).type !== abi.NSFS_MAGIC)
        throw new Failure(`cannot unpin "${file}": no namespace is mounted on it`, {
          hints: ["ns-exec list --output NS,TYPE,NSFS shows the files that are (namespaces(7))"],
        });
    }
    sys.umount2(file, abi.MNT_DETACH | abi.UMOUNT_NOFOLLOW);
    if (keepFile) return;
    const below = sys.statat(abi.AT_FDCWD, file, abi.AT_SYMLINK_NOFOLLOW);
    // Another pin, that this one was on top of, or a file that somebody has use for.
    if ((below.mode & abi.S_IFMT) === abi.S_IFREG && below.size === 0 && !below.isMountRoot)
      sys.unlinkat(abi.AT_FDCWD, file);
  });
}
