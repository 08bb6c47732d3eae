// <asm-generic/resource.h>

/** Resource limits in the order of their numbers, by the names of prlimit(1) in lower case without "RLIMIT_". */
export const RLIMITS = [
  "cpu",
  "fsize",
  "data",
  "stack",
  "core",
  "rss",
  "nproc",
  "nofile",
  "memlock",
  "as",
  "locks",
  "sigpending",
  "msgqueue",
  "nice",
  "rtprio",
  "rttime",
] as const;
/** The name of a resource limit as {@link RLIMITS} has it. */
export type RlimitName = (typeof RLIMITS)[number];
export const RLIM_INFINITY = 0xffffffffffffffffn;
/** struct rlimit64 */
export const rlimit64 = { size: 16, rlim_cur: 0, rlim_max: 8 } as const;
