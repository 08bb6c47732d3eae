// <linux/landlock.h>: landlock_create_ruleset(2). The rights in the order of the versions that brought them.

export const LANDLOCK_CREATE_RULESET_VERSION = 1;
export const LANDLOCK_RULE_PATH_BENEATH = 1;
export const LANDLOCK_ACCESS_FS_EXECUTE = 1 << 0;
export const LANDLOCK_ACCESS_FS_WRITE_FILE = 1 << 1;
export const LANDLOCK_ACCESS_FS_READ_FILE = 1 << 2;
export const LANDLOCK_ACCESS_FS_READ_DIR = 1 << 3;
export const LANDLOCK_ACCESS_FS_REMOVE_DIR = 1 << 4;
export const LANDLOCK_ACCESS_FS_REMOVE_FILE = 1 << 5;
export const LANDLOCK_ACCESS_FS_MAKE_CHAR = 1 << 6;
export const LANDLOCK_ACCESS_FS_MAKE_DIR = 1 << 7;
export const LANDLOCK_ACCESS_FS_MAKE_REG = 1 << 8;
export const LANDLOCK_ACCESS_FS_MAKE_SOCK = 1 << 9;
export const LANDLOCK_ACCESS_FS_MAKE_FIFO = 1 << 10;
export const LANDLOCK_ACCESS_FS_MAKE_BLOCK = 1 << 11;
export const LANDLOCK_ACCESS_FS_MAKE_SYM = 1 << 12;
/** Version 2, Linux 5.19. */
export const LANDLOCK_ACCESS_FS_REFER = 1 << 13;
/** Version 3, Linux 6.2. */
export const LANDLOCK_ACCESS_FS_TRUNCATE = 1 << 14;
/** Version 5, Linux 6.10. */
export const LANDLOCK_ACCESS_FS_IOCTL_DEV = 1 << 15;

/** Version 4, Linux 6.7. */
export const LANDLOCK_RULE_NET_PORT = 2;
export const LANDLOCK_ACCESS_NET_BIND_TCP = 1 << 0;
export const LANDLOCK_ACCESS_NET_CONNECT_TCP = 1 << 1;

/** Version 6, Linux 6.12. */
export const LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET = 1 << 0;
export const LANDLOCK_SCOPE_SIGNAL = 1 << 1;

/** struct landlock_ruleset_attr, as of version 6; older kernels take less of it. */
export const landlock_ruleset_attr = {
  size: 24,
  handled_access_fs: 0,
  handled_access_net: 8,
  scoped: 16,
} as const;
/** struct landlock_net_port_attr */
export const landlock_net_port_attr = { size: 16, allowed_access: 0, port: 8 } as const;

/** struct landlock_path_beneath_attr, packed */
export const landlock_path_beneath_attr = { size: 12, allowed_access: 0, parent_fd: 8 } as const;
