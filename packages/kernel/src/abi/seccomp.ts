// <linux/seccomp.h>: seccomp(2), seccomp_unotify(2)

export const SECCOMP_MODE_DISABLED = 0;
export const SECCOMP_MODE_STRICT = 1;
export const SECCOMP_MODE_FILTER = 2;

export const SECCOMP_SET_MODE_STRICT = 0;
export const SECCOMP_SET_MODE_FILTER = 1;
export const SECCOMP_GET_ACTION_AVAIL = 2;
export const SECCOMP_GET_NOTIF_SIZES = 3;

export const SECCOMP_FILTER_FLAG_TSYNC = 1;
export const SECCOMP_FILTER_FLAG_LOG = 2;
export const SECCOMP_FILTER_FLAG_SPEC_ALLOW = 4;
export const SECCOMP_FILTER_FLAG_NEW_LISTENER = 8;
export const SECCOMP_FILTER_FLAG_TSYNC_ESRCH = 16;
/** Since Linux 5.19. */
export const SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV = 32;

export const SECCOMP_RET_KILL_PROCESS = 0x80000000;
export const SECCOMP_RET_KILL_THREAD = 0;
export const SECCOMP_RET_TRAP = 0x00030000;
export const SECCOMP_RET_ERRNO = 0x00050000;
export const SECCOMP_RET_USER_NOTIF = 0x7fc00000;
export const SECCOMP_RET_TRACE = 0x7ff00000;
export const SECCOMP_RET_LOG = 0x7ffc0000;
export const SECCOMP_RET_ALLOW = 0x7fff0000;

/** ioctl(2) of a listener. The structs' sizes are part of the numbers. */
export const SECCOMP_IOCTL_NOTIF_RECV = 0xc0502100;
export const SECCOMP_IOCTL_NOTIF_SEND = 0xc0182101;
export const SECCOMP_IOCTL_NOTIF_ID_VALID = 0x40082102;
export const SECCOMP_IOCTL_NOTIF_ADDFD = 0x40182103;

/** struct seccomp_data */
export const seccomp_data = { size: 64, nr: 0, arch: 4, instruction_pointer: 8, args: 16 } as const;
/** struct seccomp_notif and its answer */
export const seccomp_notif = { size: 80, id: 0, pid: 8, flags: 12, data: 16 } as const;
export const seccomp_notif_resp = { size: 24, id: 0, val: 8, error: 16, flags: 20 } as const;
/** struct sock_fprog, from <linux/filter.h> */
export const sock_fprog = { size: 16, len: 0, filter: 8 } as const;
