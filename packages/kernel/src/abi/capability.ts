// <linux/capability.h>

export const LINUX_CAPABILITY_VERSION_3 = 0x20080522;

/** The capabilities in the order of their numbers, by the names of capabilities(7) in lower case without "CAP_". */
export const CAPABILITIES = [
  "chown",
  "dac_override",
  "dac_read_search",
  "fowner",
  "fsetid",
  "kill",
  "setgid",
  "setuid",
  "setpcap",
  "linux_immutable",
  "net_bind_service",
  "net_broadcast",
  "net_admin",
  "net_raw",
  "ipc_lock",
  "ipc_owner",
  "sys_module",
  "sys_rawio",
  "sys_chroot",
  "sys_ptrace",
  "sys_pacct",
  "sys_admin",
  "sys_boot",
  "sys_nice",
  "sys_resource",
  "sys_time",
  "sys_tty_config",
  "mknod",
  "lease",
  "audit_write",
  "audit_control",
  "setfcap",
  "mac_override",
  "mac_admin",
  "syslog",
  "wake_alarm",
  "block_suspend",
  "audit_read",
  "perfmon",
  "bpf",
  "checkpoint_restore",
] as const;
/** The name of a capability as {@link CAPABILITIES} has it. */
export type CapabilityName = (typeof CAPABILITIES)[number];
export const CAP_LAST_CAP = CAPABILITIES.length - 1;

/** struct __user_cap_header_struct, and two of struct __user_cap_data_struct */
export const cap_header = { size: 8, version: 0, pid: 4 } as const;
export const cap_data = { size: 24, effective: 0, permitted: 4, inheritable: 8, stride: 12 } as const;
