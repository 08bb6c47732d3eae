import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";

const { NR, call } = sys;

/**
 * Copies what is in one directory into another: directories, files, links and nodes, with owner, mode and times.
 *
 * Every name is opened relative to its directory and never followed.
 */
export function copyTreeOfFiles(from: sys.Fd, to: sys.Fd): void {
  using source = sys.openat(from, ".", abi.O_RDONLY | abi.O_DIRECTORY);
  for (const { name } of sys.getdents(source)) {
    const stat = sys.statat(source, name, abi.AT_SYMLINK_NOFOLLOW);
    const make = makers[(stat.mode & abi.S_IFMT) >>> 12];
    if (!make) continue;
    make(source, to, name, stat);
    sys.fchownat(to, name, stat.uid, stat.gid, abi.AT_SYMLINK_NOFOLLOW);
    // After the owner, whose change clears the set-user-ID bit (chown(2)).
    if ((stat.mode & abi.S_IFMT) !== abi.S_IFLNK) sys.fchmodat(to, name, stat.mode & 0o7777);
    copyTimes(source, to, name);
  }
}

type Maker = (from: sys.Fd, to: sys.Fd, name: string, stat: sys.Stat) => void;

const node: Maker = (_, to, name, stat) => sys.mknodat(to, name, stat.mode, stat.rdev[0], stat.rdev[1]);

/** By the type bits of the mode. A socket is left out: nobody listens on the copy. */
const makers: Readonly<Record<number, Maker>> = {
  [abi.S_IFDIR >>> 12]: (from, to, name) => {
    sys.mkdirat(to, name, 0o700);
    using below = sys.openat(from, name, abi.O_PATH | abi.O_DIRECTORY | abi.O_NOFOLLOW);
    using copy = sys.openat(to, name, abi.O_RDONLY | abi.O_DIRECTORY | abi.O_NOFOLLOW);
    copyTreeOfFiles(below, copy);
  },
  [abi.S_IFREG >>> 12]: (from, to, name) => {
    using file = sys.openat(from, name, abi.O_RDONLY | abi.O_NOFOLLOW | abi.O_NONBLOCK);
    using copy = sys.openat(to, name, abi.O_WRONLY | abi.O_CREAT | abi.O_EXCL | abi.O_NOFOLLOW, 0o600);
    while (call(NR.sendfile, copy.fd, file.fd, null, 0x40000000) > 0);
  },
  [abi.S_IFLNK >>> 12]: (from, to, name) => sys.symlinkat(sys.readlinkat(from, name), to, name),
  [abi.S_IFCHR >>> 12]: node,
  [abi.S_IFBLK >>> 12]: node,
  [abi.S_IFIFO >>> 12]: node,
};

/** struct statx and struct timespec agree on seconds; the nanoseconds of the latter take 64 bits. */
function copyTimes(from: sys.Fd, to: sys.Fd, name: string): void {
  const stat = sys.struct(abi.statx.size);
  call(NR.statx, from.fd, name, abi.AT_SYMLINK_NOFOLLOW, abi.STATX_BASIC_STATS, stat);
  const times = sys.struct(32);
  [abi.statx.stx_atime, abi.statx.stx_mtime].forEach((at, i) => {
    times.setBigInt64(16 * i, stat.getBigInt64(at, true), true);
    times.setUint32(16 * i + 8, stat.getUint32(at + 8, true), true);
  });
  call(NR.utimensat, to.fd, name, times, abi.AT_SYMLINK_NOFOLLOW);
}
