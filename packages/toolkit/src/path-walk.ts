import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";

/** Where a path leads, or why it leads nowhere. */
export type Walk =
  | {
      readonly trouble: null;
      /** The same file without links on the way. */
      readonly path: string;
      readonly stat: sys.Stat;
    }
  | {
      readonly trouble: "missing" | "no directory" | "no search" | "loop" | "unknown";
      /** Up to where it was followed: what is not there, is no directory, or may not be searched. */
      readonly path: string;
      /** The link on the way that leads there, and what it says; null when the path itself does. */
      readonly link: Link | null;
    };

interface Link {
  readonly path: string;
  readonly target: string;
}

/** As many links as the kernel follows (path_resolution(7)). */
const MOST_LINKS = 40;

/** What a walk knows on its way. */
interface Progress {
  /** The directory that was come to, without links; "" is the root, "." the current directory. */
  base: string;
  rest: string[];
  links: number;
  /** The last one. */
  link: Link | null;
  /** How many steps of the path come behind what that link says. */
  behind: number;
}

const partsOf = (path: string): string[] => path.split("/").filter((part) => part !== "" && part !== ".");

/**
 * Follows a path step by step, as the kernel does, to find the step at which it fails.
 *
 * For messages, after a failure: whatever it finds may have changed since.
 * @see path_resolution(7)
 */
export function walkPath(path: string): Walk {
  const walk: Progress = {
    base: path.startsWith("/") ? "" : ".",
    rest: partsOf(path),
    links: 0,
    link: null,
    behind: 0,
  };
  let stat = look(walk.base === "" ? "/" : ".");
  while (walk.rest.length > 0) {
    const part = walk.rest.shift()!;
    const here = part === ".." ? above(walk.base) : `${walk.base}/${part}`;
    stat = look(here || "/");
    if (typeof stat === "number") return failed(walk, here, stat);
    if ((stat.mode & abi.S_IFMT) !== abi.S_IFLNK) {
      walk.base = here;
      continue;
    }
    if (++walk.links > MOST_LINKS) return { trouble: "loop", path: here, link: walk.link };
    const target = sys.readlinkat(abi.AT_FDCWD, here);
    walk.link = { path: here, target };
    walk.behind = walk.rest.length;
    if (target.startsWith("/")) walk.base = "";
    walk.rest.unshift(...partsOf(target));
  }
  const end = walk.base || "/";
  if (typeof stat === "number") return { trouble: "unknown", path: end, link: walk.link };
  // The last step may have gone by a link to the root or to "..".
  return { trouble: null, path: end, stat: sys.statat(abi.AT_FDCWD, end) };
}

function failed({ base, rest, behind, ...walk }: Progress, here: string, errno: number): Walk {
  const directory = base || "/";
  // What comes behind the link's target is not the link's fault; but the directory just before it may be.
  const link = rest.length >= (errno === abi.ENOENT ? behind : behind - 1) ? walk.link : null;
  if (errno === abi.EACCES) return { trouble: "no search", path: directory, link };
  if (errno === abi.ENOTDIR) return { trouble: "no directory", path: directory, link };
  return { trouble: errno === abi.ENOENT ? "missing" : "unknown", path: here, link };
}

/** What lies at a path, a link itself and not what it leads to; or the errno. */
function look(path: string): sys.Stat | number {
  try {
    return sys.statat(abi.AT_FDCWD, path, abi.AT_SYMLINK_NOFOLLOW);
  } catch (error) {
    if (error instanceof sys.SyscallError) return error.errno;
    throw error;
  }
}

function above(base: string): string {
  if (base === "." || base.endsWith("/..")) return `${base}/..`;
  return base.slice(0, Math.max(base.lastIndexOf("/"), 0));
}

/** The directory at which the mount begins that a file is on. */
export function mountPointOf(path: string): string {
  const { mountId } = sys.statat(abi.AT_FDCWD, path);
  let point = path;
  for (;;) {
    const parent = point.slice(0, Math.max(point.lastIndexOf("/"), 1));
    if (point === "/" || !point.startsWith("/")) return point;
    if (sys.statat(abi.AT_FDCWD, parent).mountId !== mountId) return point;
    point = parent;
  }
}
