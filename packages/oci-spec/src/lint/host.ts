import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";

export type FileKind = "file" | "directory" | "link" | "other";

/** A machine and a user on it, as far as a configuration can ask too much of them. */
export interface Host {
  /** Effective. */
  readonly uid: number;
  /** Capabilities in force, by names such as CAP_CHOWN. */
  readonly effective: ReadonlySet<string>;
  readonly bounding: ReadonlySet<string>;
  /** Those that the kernel knows. */
  readonly known: ReadonlySet<string>;
  /** The hard limit of a resource by a name such as "nofile". */
  hardLimit(resource: abi.RlimitName): bigint;
  /** The text of a file; null when it cannot be read. */
  read(path: string): string | null;
  /** What lies at a path, links followed; null when nothing is seen there. */
  kind(path: string): FileKind | null;
  /** The names in a directory; none when it cannot be read. */
  list(path: string): readonly string[];
}

/**
 * This machine, and who is asking. Reads what it is asked for, when it is asked.
 *
 * Threads: any. Privilege: none; what may not be read counts as not there.
 */
export function thisHost(): Host {
  const { effective } = sys.capget();
  const has = (set: sys.CapabilitySet, number: number) =>
    (((number < 32 ? set.low : set.high) >>> (number & 31)) & 1) === 1;
  const bounding = new Set<string>();
  const known = new Set<string>();
  for (const [number, name] of names.entries()) {
    // 1: in the bounding set, 0: known to the kernel, EINVAL: not known (capabilities(7)).
    const answer = sys.attempt(sys.NR.prctl, abi.PR_CAPBSET_READ, number, 0, 0, 0);
    if (answer < 0) continue;
    known.add(name);
    if (answer === 1) bounding.add(name);
  }
  return {
    uid: sys.geteuid(),
    effective: new Set(names.filter((_, number) => has(effective, number))),
    bounding,
    known,
    hardLimit: (resource) => BigInt(sys.getrlimit(0, abi.RLIMITS.indexOf(resource)).hard),
    read,
    kind,
    list,
  };
}

/** The capabilities that this program knows, as a configuration has them, in the order of their numbers. */
export const names: readonly string[] = abi.CAPABILITIES.map((name) => `CAP_${name.toUpperCase()}`);

function read(path: string): string | null {
  // A configuration says which path: a fifo must not hang the look at it.
  if (kind(path) !== "file") return null;
  const flags = abi.O_RDONLY | abi.O_CLOEXEC | abi.O_NONBLOCK | abi.O_NOCTTY;
  const fd = sys.attempt(sys.NR.openat, abi.AT_FDCWD, path, flags, 0);
  if (fd < 0) return null;
  using file = new sys.Fd(fd);
  try {
    return sys.readText(file);
  } catch {
    return null;
  }
}

const KINDS: Readonly<Record<number, FileKind>> = {
  [abi.S_IFREG]: "file",
  [abi.S_IFDIR]: "directory",
  [abi.S_IFLNK]: "link",
};

function kind(path: string): FileKind | null {
  try {
    const stat = sys.statIfThere(abi.AT_FDCWD, path);
    return stat && (KINDS[stat.mode & abi.S_IFMT] ?? "other");
  } catch {
    return null;
  }
}

function list(path: string): readonly string[] {
  try {
    return sys.readdir(path);
  } catch {
    return [];
  }
}
