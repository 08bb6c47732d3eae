// <linux/memfd.h>, <linux/fcntl.h>

export const MFD_CLOEXEC = 1;
export const MFD_ALLOW_SEALING = 2;
export const MFD_HUGETLB = 4;
/** Since Linux 6.3; an older kernel answers EINVAL. */
export const MFD_NOEXEC_SEAL = 8;
/** Since Linux 6.3; an older kernel answers EINVAL. */
export const MFD_EXEC = 0x10;
export const F_SEAL_SEAL = 1;
export const F_SEAL_SHRINK = 2;
export const F_SEAL_GROW = 4;
export const F_SEAL_WRITE = 8;
export const F_SEAL_FUTURE_WRITE = 0x10;
