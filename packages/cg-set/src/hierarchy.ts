import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { type CgroupMount, parseCgroupMounts } from "./cgroup-mounts.ts";
import { parentOf } from "./name.ts";
import { type Membership, parseProcCgroup } from "./proc-cgroup.ts";

/** A cgroup hierarchy that is mounted here. */
export interface Hierarchy {
  /** The number of /proc/PID/cgroup; 0 for v2. */
  readonly id: number;
  readonly version: 1 | 2;
  /** The controllers of a v1 hierarchy; "name=systemd" for a named one. Empty for v2, where each cgroup has its own. */
  readonly controllers: readonly string[];
  /** The mount point. */
  readonly mount: string;
  /** Where the caller is, below the mount point: "" at its root, else "/a/b". */
  readonly own: string;
  /** Where relative names start, below the mount point. */
  readonly base: string;
  /** v2 that stands alone, with no v1 beside it. */
  readonly pure: boolean;
}

const MOUNTS = "/sys/fs/cgroup";

/**
 * Finds the hierarchies that are mounted, and where the caller is in each. A hierarchy that is not mounted is
 * left out.
 *
 * Reads /proc/self/cgroup. The mount points are guessed and the guess is checked by the type of the file system;
 * mountinfo, which is long and dear to make, is read only when a guess is wrong.
 *
 * The order is the order of work: the v1 freezer last, before it cgroup v2. Things are undone in the reverse
 * order, and these two can stop all processes at once; and whoever enters a frozen cgroup has entered the others.
 *
 * @throws {SyscallError} when /proc is not there.
 */
export function discoverHierarchies(): Hierarchy[] {
  const memberships = parseProcCgroup(sys.readFile("/proc/self/cgroup"));
  const finder = new MountFinder();
  const pure = finder.hasType(MOUNTS, abi.CGROUP2_SUPER_MAGIC);
  const found: Hierarchy[] = [];
  let unified: Hierarchy | null = null;
  let freezer: Hierarchy | null = null;
  for (const membership of memberships) {
    const { controllers } = membership;
    if (controllers.length === 0) unified = unifiedHierarchy(membership, pure, finder);
    else if (!pure) {
      const hierarchy = v1Hierarchy(membership, finder);
      if (controllers.includes("freezer")) freezer = hierarchy;
      else if (hierarchy) found.push(hierarchy);
    }
  }
  if (unified) found.push(unified);
  if (freezer) found.push(freezer);
  return found;
}

function v1Hierarchy({ id, controllers, path }: Membership, finder: MountFinder): Hierarchy | null {
  const [first] = controllers;
  const guess = `${MOUNTS}/${first!.startsWith("name=") ? first!.slice(5) : controllers.join(",")}`;
  const place = finder.hasType(guess, abi.CGROUP_SUPER_MAGIC)
    ? finder.check(guess, path)
    : finder.find((mount) => mount.version === 1 && mount.options.includes(first!), path);
  return (
    place && { id, version: 1, controllers, mount: place.mount, own: place.own, base: place.own, pure: false }
  );
}

function unifiedHierarchy({ path }: Membership, pure: boolean, finder: MountFinder): Hierarchy | null {
  const guess = pure ? MOUNTS : `${MOUNTS}/unified`;
  // Beside v1 it is at this place or not in use: the long mount table is not read for it (runc does not look
  // elsewhere either).
  if (!pure && !finder.hasType(guess, abi.CGROUP2_SUPER_MAGIC)) return null;
  const place = finder.check(guess, path);
  // Where v2 has the controllers, no cgroup with processes can hand them on ("no internal processes",
  // cgroups(7)). The caller's own has at least the caller, so a new cgroup is put beside it, as runc does.
  const base = pure ? parentOf(place.own) : place.own;
  return { id: 0, version: 2, controllers: [], mount: place.mount, own: place.own, base, pure };
}

interface Place {
  readonly mount: string;
  readonly own: string;
}

/** Answers that a place does not exist, not that it could not be looked at: a container must not lose a hierarchy. */
const ABSENT: readonly number[] = [-abi.ENOENT, -abi.ENOTDIR, -abi.EACCES];

/** Finds and checks mount points. mountinfo is read at most once. */
class MountFinder {
  readonly #statfs = sys.struct(abi.statfs.size);
  #mounts: CgroupMount[] | null = null;

  hasType(path: string, type: number): boolean {
    const result = sys.attempt(sys.NR.statfs, path, this.#statfs);
    if (result < 0 && ABSENT.includes(result)) return false;
    if (result < 0) throw new sys.SyscallError(sys.NR.statfs, [path, this.#statfs], -result);
    // The numbers of <linux/magic.h> have 32 bits.
    return this.#statfs.getUint32(abi.statfs.f_type, sys.LE) === type;
  }

  find(fits: (mount: CgroupMount) => boolean, path: string): Place | null {
    this.#mounts ??= parseCgroupMounts(sys.readFile("/proc/self/mountinfo"));
    // The last of several is on top.
    const mount = this.#mounts.findLast(fits);
    return mount ? { mount: mount.mountPoint, own: below(mount.root, path) } : null;
  }

  /**
   * A guess whose type is right may still be a bind mount of one cgroup, as containers without a cgroup namespace
   * have it: then the path of /proc/self/cgroup leads nowhere below it.
   */
  check(mount: string, path: string): Place {
    const own = path === "/" ? "" : path;
    if (own === "" || sys.faccessat(abi.AT_FDCWD, mount + own, abi.F_OK) === 0) return { mount, own };
    return this.find(({ mountPoint }) => mountPoint === mount, path) ?? { mount, own };
  }
}

/** A path of /proc/self/cgroup seen from a mount of only a part of the hierarchy. */
function below(root: string, path: string): string {
  if (path === "/" || path === root) return "";
  if (root === "/") return path;
  return path.startsWith(`${root}/`) ? path.slice(root.length) : "";
}

/** The directory of a cgroup in a hierarchy. `name` is normalised. */
export function directoryOf(hierarchy: Hierarchy, name: string): string {
  return name[0] === "/" ? hierarchy.mount + name : `${hierarchy.mount}${hierarchy.base}/${name}`;
}
