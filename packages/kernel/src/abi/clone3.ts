// <linux/sched.h>

/** struct clone_args, as of Linux 5.7 */
export const clone_args = {
  size: 88,
  flags: 0,
  pidfd: 8,
  child_tid: 16,
  parent_tid: 24,
  exit_signal: 32,
  stack: 40,
  stack_size: 48,
  tls: 56,
  set_tid: 64,
  set_tid_size: 72,
  cgroup: 80,
} as const;
/** struct open_how, from <linux/openat2.h> */
export const open_how = { size: 24, flags: 0, mode: 8, resolve: 16 } as const;
