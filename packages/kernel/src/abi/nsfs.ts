// <linux/nsfs.h>: ioctl_ns(2)

export const NS_GET_USERNS = 0xb701;
export const NS_GET_PARENT = 0xb702;
export const NS_GET_NSTYPE = 0xb703;
export const NS_GET_OWNER_UID = 0xb704;
/** The 64-bit id of a mount namespace (since Linux 6.11). */
export const NS_GET_MNTNS_ID = 0x8008b705;
/** The 64-bit id of any namespace (since Linux 6.18). */
export const NS_GET_ID = 0x8008b70d;
