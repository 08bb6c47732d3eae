import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";

/** Somebody who keeps a directory from being removed, or would notice. */
export interface Holder {
  /** The directory. */
  readonly path: string;
  readonly pid: number;
  /** The name of its command (proc_pid_comm(5)). */
  readonly command: string;
  /** By what it holds it: "descriptor 3", "its working directory", "its cgroup". */
  readonly by: string;
}

/**
 * Who holds directories, or something below them: by open descriptors, working directories and roots, by a mount in
 * a namespace other than ours, and, where they are cgroups, by being in them.
 *
 * Slow, for it looks at every process of the machine; processes that may not be looked at are left out.
 */
export function holdersOf(paths: readonly string[]): Holder[] {
  const found: Holder[] = [];
  const self = sys.getpid();
  const namespaces = new Set([mountNamespaceOf("self")]);
  for (const path of paths)
    for (const pid of membersOf(path)) found.push({ path, pid, command: commandOf(pid), by: "its cgroup" });
  for (const name of sys.readdir("/proc")) {
    const pid = Number(name);
    if (!(pid > 0) || pid === self) continue;
    const hold = (path: string, by: string) => found.push({ path, pid, command: commandOf(pid), by });
    for (const [link, by] of links(pid)) {
      const target = readLink(`/proc/${pid}/${link}`);
      const path = target && paths.find((each) => isBelow(target, each));
      if (path) hold(path, by);
    }
    const namespace = mountNamespaceOf(name);
    if (namespace === null || namespaces.has(namespace)) continue;
    namespaces.add(namespace);
    for (const [path, point] of mountsOf(pid, paths))
      hold(path, `${namespace}, where it is mounted at ${point}`);
  }
  return found;
}

function isBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}

/** The links of a process's directory in /proc that lead to files, and what each is. */
function links(pid: number): (readonly [link: string, by: string])[] {
  let descriptors: readonly string[] = [];
  try {
    descriptors = sys.readdir(`/proc/${pid}/fd`);
  } catch {
    // It has ended, or is another user's.
  }
  return [
    ["cwd", "its working directory"],
    ["root", "its root"],
    ...descriptors.map((fd) => [`fd/${fd}`, `descriptor ${fd}`] as const),
  ];
}

function readLink(path: string): string | null {
  const buffer = sys.bytes(4096);
  const n = sys.attempt(sys.NR.readlinkat, abi.AT_FDCWD, path, buffer, buffer.length);
  return n < 0 ? null : platform.decode(buffer, 0, n);
}

function mountNamespaceOf(pid: string): string | null {
  return readLink(`/proc/${pid}/ns/mnt`);
}

/** Mounts of a process's namespace that lie on or below the directories, or show them. */
function mountsOf(pid: number, paths: readonly string[]): (readonly [path: string, point: string])[] {
  return readIfThere(`/proc/${pid}/mountinfo`)
    .split("\n")
    .flatMap((line) => {
      // 36 35 98:0 /ROOT /POINT …, proc_pid_mountinfo(5)
      const [, , , root = "", point = ""] = line.split(" ");
      const isCgroup = / - cgroup2? /.test(line);
      const path = paths.find(
        (each) => isBelow(point, each) || (isCgroup && root !== "/" && each.endsWith(root)),
      );
      return path === undefined ? [] : [[path, point] as const];
    });
}

/** The processes of a cgroup; of a directory that is none there are none. */
function membersOf(directory: string): number[] {
  return readIfThere(`${directory}/cgroup.procs`).split("\n").map(Number).filter(Boolean);
}

function commandOf(pid: number): string {
  return readIfThere(`/proc/${pid}/comm`).trimEnd();
}

function readIfThere(path: string): string {
  try {
    return sys.readFile(path);
  } catch {
    return "";
  }
}
