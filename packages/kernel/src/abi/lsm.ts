// <linux/lsm.h>, since Linux 6.8

export const LSM_ID_SELINUX = 101;
export const LSM_ID_SMACK = 102;
export const LSM_ID_APPARMOR = 104;
export const LSM_ID_YAMA = 105;
export const LSM_ID_LANDLOCK = 110;
