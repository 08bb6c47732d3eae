// <linux/magic.h>: the f_type of statfs(2)

export const CGROUP_SUPER_MAGIC = 0x27e0eb;
export const CGROUP2_SUPER_MAGIC = 0x63677270;
export const DEVPTS_SUPER_MAGIC = 0x1cd1;
export const NSFS_MAGIC = 0x6e736673;
export const PROC_SUPER_MAGIC = 0x9fa0;
export const SYSFS_MAGIC = 0x62656572;
export const TMPFS_MAGIC = 0x01021994;

/** struct statfs (the offsets that we read) */
export const statfs = { size: 120, f_type: 0, f_flags: 80 } as const;
/** statfs.f_flags, from <sys/statvfs.h> */
export const ST_RDONLY = 1;
export const ST_NOSUID = 2;
export const ST_NODEV = 4;
export const ST_NOEXEC = 8;
export const ST_NOATIME = 1024;
export const ST_NODIRATIME = 2048;
export const ST_RELATIME = 4096;
export const ST_NOSYMFOLLOW = 8192;
