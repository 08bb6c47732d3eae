/** Ids of a process as recorded calls have set them; undefined: as they are. */
export interface Ids {
  ruid?: number;
  euid?: number;
  suid?: number;
  rgid?: number;
  egid?: number;
  sgid?: number;
}

/** What recorded calls have made of the process itself. What is not set is as the kernel says. */
export class Attributes {
  /** In a PID namespace of its own. */
  pid: number | null = null;
  /** The next child is the first process of a PID namespace. */
  pidForChildren = false;
  readonly ids: Ids = {};
  groups: readonly number[] | null = null;
  /** struct __user_cap_data_struct[2] */
  capabilities: Uint8Array | null = null;
  /** Dropped from the bounding set. */
  readonly dropped = new Set<number>();
  ambient: Set<number> | null = null;
  /** By the PR_GET_* that asks for it. */
  readonly prctl = new Map<number, number>();
  umask: number | null = null;
  /** By resource: struct rlimit64. */
  readonly limits = new Map<number, Uint8Array>();
  hostname: string | null = null;
  leadsSession = false;
  /** By CLONE_NEW*: the inode of the namespace that the process is in. */
  readonly namespaces = new Map<number, number>();
  /** CLONE_NEW* of those that belong to its new user namespace. */
  ownedByNew = 0;
  /** Where it has moved in each cgroup hierarchy, by {@link Hierarchy.key}. */
  readonly cgroups = new Map<string, string>();
  /** The same when its cgroup namespace was made. */
  cgroupRoots: ReadonlyMap<string, string> | null = null;
  /** Session keyrings that it has made, by number: their names. */
  readonly keyrings = new Map<number, string>();
}
