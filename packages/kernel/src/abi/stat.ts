// <linux/stat.h>

export const S_IFMT = 0o170000;
export const S_IFSOCK = 0o140000;
export const S_IFLNK = 0o120000;
export const S_IFREG = 0o100000;
export const S_IFBLK = 0o060000;
export const S_IFDIR = 0o040000;
export const S_IFCHR = 0o020000;
export const S_IFIFO = 0o010000;

export const STATX_TYPE = 0x001;
export const STATX_MODE = 0x002;
export const STATX_NLINK = 0x004;
export const STATX_UID = 0x008;
export const STATX_GID = 0x010;
export const STATX_ATIME = 0x020;
export const STATX_MTIME = 0x040;
export const STATX_CTIME = 0x080;
export const STATX_INO = 0x100;
export const STATX_SIZE = 0x200;
export const STATX_BLOCKS = 0x400;
export const STATX_BTIME = 0x800;
export const STATX_BASIC_STATS = 0x7ff;
/** Since Linux 5.8. */
export const STATX_MNT_ID = 0x1000;
/** The file is the root of a mount (since Linux 5.8). */
export const STATX_ATTR_MOUNT_ROOT = 0x2000;

/** struct statx */
export const statx = {
  size: 256,
  stx_mask: 0,
  stx_attributes: 8,
  stx_nlink: 16,
  stx_uid: 20,
  stx_gid: 24,
  stx_mode: 28,
  stx_ino: 32,
  stx_size: 40,
  stx_atime: 64,
  stx_mtime: 112,
  stx_rdev_major: 128,
  stx_rdev_minor: 132,
  stx_dev_major: 136,
  stx_dev_minor: 140,
  stx_mnt_id: 144,
} as const;
