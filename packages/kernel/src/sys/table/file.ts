// Files: open(2) and what is done with paths and descriptors.
import * as abi from "../../abi/index.ts";
import { arrayOf } from "../format/array.ts";
import * as flag from "../format/flags.ts";
import { by, type Format, out } from "../format/format.ts";
import { dec, dirfd, fd, hex, octal, pointer } from "../format/number.ts";
import { openHow, statfs, statx, timespec } from "../format/structs.ts";
import { data, filled, string } from "../format/text.ts";
import { field, viewOf } from "../format/view.ts";
import { getU64 } from "../memory.ts";
import { type Args, bitsOf, changes, changesIf, reads } from "./row.ts";

const MAKES = abi.O_CREAT | abi.O_TRUNC | 0o20000000; // the last one is O_TMPFILE without O_DIRECTORY
const makes = (flags: number): boolean => (flags & MAKES) !== 0;

/** The mode of a new file; without O_CREAT or O_TMPFILE the kernel does not look at it. */
const creationMode: Format = (value, call) => (makes(bitsOf(call.args[2])) ? octal(value, call) : null);

const openHowFlags = (args: Args): number => {
  const view = viewOf(args[2], abi.open_how.size);
  return view === null ? -1 : getU64(view, abi.open_how.flags) | 0;
};

const fcntlArgument = by(
  1,
  {
    [abi.F_SETFD]: flag.fdFlags,
    [abi.F_SETFL]: flag.openFlags,
    [abi.F_ADD_SEALS]: flag.seals,
    [abi.F_SETSIG]: flag.signal,
    [abi.F_GETFD]: () => null,
    [abi.F_GETFL]: () => null,
    [abi.F_GETSIG]: () => null,
    [abi.F_GETOWN]: () => null,
    [abi.F_GET_SEALS]: () => null,
    [abi.F_GETPIPE_SZ]: () => null,
    [abi.F_GETLEASE]: () => null,
  },
  dec,
);
const fcntlChanges = [abi.F_SETPIPE_SZ, abi.F_ADD_SEALS, abi.F_SETLEASE, abi.F_SETFL];

const fcntlResult = by(
  1,
  { [abi.F_GETFD]: flag.fdFlags, [abi.F_GETFL]: flag.openFlags, [abi.F_GET_SEALS]: flag.seals },
  dec,
);

/** Two descriptors that the kernel wrote. */
const fdPair = out(
  arrayOf(
    4,
    () => 2,
    (view) => String(field(view, 0, "i32")),
  ),
);

const dirents: Format = (value, call) => {
  const view = viewOf(value);
  if (view === null || call.result === undefined) return "…";
  let entries = 0;
  for (let at = 0; at < call.result && at + 18 <= view.byteLength; entries++) {
    const length = view.getUint16(at + 16, true);
    if (length === 0) break;
    at += length;
  }
  return `[/* ${entries} entries */]`;
};

const iov = { fd, iov: pointer, iovcnt: dec };
const at = { dirfd, pathname: string };
const xattr = { name: string, value: data(3), size: dec, flags: hex };
const getXattr = { name: string, value: filled, size: dec };

export const file = {
  openat: changesIf((args) => makes(bitsOf(args[2])), { ...at, flags: flag.openFlags, mode: creationMode }),
  openat2: changesIf((args) => makes(openHowFlags(args)), { ...at, how: openHow, size: dec }),
  open_by_handle_at: changesIf((args) => makes(bitsOf(args[2])), {
    mount_fd: dirfd,
    handle: pointer,
    flags: flag.openFlags,
  }),
  name_to_handle_at: reads({ ...at, handle: pointer, mount_id: pointer, flags: flag.atFlags }),
  close: reads({ fd }),
  close_range: reads({ first: dec, last: dec, flags: flag.closeRangeFlags }),
  dup: reads({ oldfd: fd }),
  dup3: reads({ oldfd: fd, newfd: fd, flags: flag.openFlags }),
  fcntl: changesIf(
    (args) => fcntlChanges.includes(bitsOf(args[1])),
    { fd, op: flag.fcntlCommand, arg: fcntlArgument },
    fcntlResult,
  ),
  flock: reads({ fd, op: flag.lock }),
  pipe2: reads({ pipefd: fdPair, flags: flag.openFlags }),
  memfd_create: reads({ name: string, flags: flag.memfdFlags }),
  memfd_secret: reads({ flags: hex }),

  read: reads({ fd, buf: filled, count: dec }),
  pread64: reads({ fd, buf: filled, count: dec, offset: dec }),
  readv: reads(iov),
  preadv: reads({ ...iov, pos_l: dec, pos_h: dec }),
  preadv2: reads({ ...iov, pos_l: dec, pos_h: dec, flags: hex }),
  write: changes({ fd, buf: data(2), count: dec }),
  pwrite64: changes({ fd, buf: data(2), count: dec, offset: dec }),
  writev: changes(iov),
  pwritev: changes({ ...iov, pos_l: dec, pos_h: dec }),
  pwritev2: changes({ ...iov, pos_l: dec, pos_h: dec, flags: hex }),
  sendfile: changes({ out_fd: fd, in_fd: fd, offset: pointer, count: dec }),
  splice: changes({ fd_in: fd, off_in: pointer, fd_out: fd, off_out: pointer, size: dec, flags: hex }),
  tee: changes({ fd_in: fd, fd_out: fd, size: dec, flags: hex }),
  vmsplice: changes({ fd, iov: pointer, nr_segs: dec, flags: hex }),
  copy_file_range: changes({
    fd_in: fd,
    off_in: pointer,
    fd_out: fd,
    off_out: pointer,
    size: dec,
    flags: hex,
  }),
  lseek: reads({ fd, offset: dec, whence: flag.seek }),
  truncate: changes({ path: string, length: dec }),
  ftruncate: changes({ fd, length: dec }),
  fallocate: changes({ fd, mode: hex, offset: dec, size: dec }),
  fsync: reads({ fd }),
  fdatasync: reads({ fd }),
  sync: reads(),
  syncfs: reads({ fd }),
  sync_file_range: reads({ fd, offset: dec, nbytes: dec, flags: hex }),
  readahead: reads({ fd, offset: dec, count: dec }),
  fadvise64: reads({ fd, offset: dec, size: dec, advice: dec }),
  cachestat: reads({ fd, cstat_range: pointer, cstat: pointer, flags: hex }),

  statx: reads({ ...at, flags: flag.atFlags, mask: flag.statxMask, statxbuf: out(statx) }),
  newfstatat: reads({ ...at, statbuf: pointer, flags: flag.atFlags }),
  fstat: reads({ fd, statbuf: pointer }),
  statfs: reads({ path: string, buf: out(statfs) }),
  fstatfs: reads({ fd, buf: out(statfs) }),
  faccessat: reads({ ...at, mode: flag.accessMode }),
  faccessat2: reads({ ...at, mode: flag.accessMode, flags: flag.accessFlags }),
  getdents64: reads({ fd, dirp: out(dirents), count: dec }),
  readlinkat: reads({ ...at, buf: filled, bufsiz: dec }),
  getcwd: reads({ buf: out(string), size: dec }),
  mkdirat: changes({ ...at, mode: octal }),
  mknodat: changes({ ...at, mode: flag.fileMode, dev: hex }),
  unlinkat: changes({ ...at, flags: flag.unlinkFlags }),
  symlinkat: changes({ target: string, newdirfd: dirfd, linkpath: string }),
  linkat: changes({
    olddirfd: dirfd,
    oldpath: string,
    newdirfd: dirfd,
    newpath: string,
    flags: flag.atFlags,
  }),
  renameat: changes({ olddirfd: dirfd, oldpath: string, newdirfd: dirfd, newpath: string }),
  renameat2: changes({
    olddirfd: dirfd,
    oldpath: string,
    newdirfd: dirfd,
    newpath: string,
    flags: flag.renameFlags,
  }),
  fchmod: changes({ fd, mode: octal }),
  fchmodat: changes({ ...at, mode: octal }),
  fchmodat2: changes({ ...at, mode: octal, flags: flag.atFlags }),
  fchown: changes({ fd, owner: dec, group: dec }),
  fchownat: changes({ ...at, owner: dec, group: dec, flags: flag.atFlags }),
  utimensat: changes({ ...at, times: timespec, flags: flag.atFlags }),
  file_getattr: reads({ ...at, attr: pointer, size: dec, flags: flag.atFlags }),
  file_setattr: changes({ ...at, attr: pointer, size: dec, flags: flag.atFlags }),

  setxattr: changes({ path: string, ...xattr }),
  lsetxattr: changes({ path: string, ...xattr }),
  fsetxattr: changes({ fd, ...xattr }),
  setxattrat: changes({ ...at, flags: flag.atFlags, name: string, args: pointer, size: dec }),
  getxattr: reads({ path: string, ...getXattr }),
  lgetxattr: reads({ path: string, ...getXattr }),
  fgetxattr: reads({ fd, ...getXattr }),
  getxattrat: reads({ ...at, flags: flag.atFlags, name: string, args: pointer, size: dec }),
  listxattr: reads({ path: string, list: filled, size: dec }),
  llistxattr: reads({ path: string, list: filled, size: dec }),
  flistxattr: reads({ fd, list: filled, size: dec }),
  listxattrat: reads({ ...at, flags: flag.atFlags, list: filled, size: dec }),
  removexattr: changes({ path: string, name: string }),
  lremovexattr: changes({ path: string, name: string }),
  fremovexattr: changes({ fd, name: string }),
  removexattrat: changes({ ...at, flags: flag.atFlags, name: string }),
};
