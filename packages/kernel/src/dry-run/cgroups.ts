import { unescapeOctal } from "../sys/procfs-text.ts";
import { isWithin } from "./model.ts";
import type { World } from "./world.ts";

/** A cgroup hierarchy that is mounted on this machine. */
export interface Hierarchy {
  /** Number and controllers as /proc/PID/cgroup has them: "4:cpu,cpuacct". */
  readonly key: string;
  readonly version: 1 | 2;
  readonly controllers: readonly string[];
  readonly mountPoint: string;
  /** The cgroup that is seen at the mount point. */
  readonly root: string;
}

/** A line of /proc/PID/mountinfo, as far as it is asked for. */
export interface MountLine {
  /** The line, with its fields taken apart. */
  readonly fields: readonly string[];
  readonly root: string;
  readonly mountPoint: string;
  readonly type: string;
  readonly superOptions: string;
}

/** Reads a mount table (proc_pid_mountinfo(5)). */
export function mountLines(text: string): MountLine[] {
  return text.split("\n").flatMap((line) => {
    const fields = line.split(" ");
    const dash = fields.indexOf("-", 6);
    if (dash < 0) return [];
    return [
      {
        fields,
        root: unescapeOctal(fields[3]!),
        mountPoint: unescapeOctal(fields[4]!),
        type: fields[dash + 1]!,
        superOptions: fields[dash + 3] ?? "",
      },
    ];
  });
}

/** What the machine has mounted. */
export function machineMounts(world: World): readonly MountLine[] {
  let lines = tables.get(world);
  if (!lines) {
    lines = mountLines(world.textOf("/proc/self/mountinfo"));
    tables.set(world, lines);
  }
  return lines;
}

const tables = new WeakMap<World, readonly MountLine[]>();

export function hierarchies(world: World): Hierarchy[] {
  const mounts = machineMounts(world);
  return memberships(world.textOf("/proc/self/cgroup")).flatMap(([key, controllers]) => {
    const version = controllers === "" ? 2 : 1;
    const fits = ({ type, superOptions }: MountLine) =>
      version === 2
        ? type === "cgroup2"
        : type === "cgroup" && controllers.split(",").every((c) => superOptions.split(",").includes(c));
    const mount = mounts.findLast(fits);
    if (!mount) return [];
    return [{ key, version, controllers: controllers.split(",").filter(Boolean), ...mount }];
  });
}

/** The lines of /proc/PID/cgroup: key, controllers, path. */
function memberships(text: string): [key: string, controllers: string, path: string][] {
  return text.split("\n").flatMap((line) => {
    const match = /^([0-9]+:([^:]*)):(.*)$/.exec(line);
    return match ? [[match[1]!, match[2]!, match[3]!] as [string, string, string]] : [];
  });
}

/** The hierarchy that a path of the machine lies in. */
export function hierarchyOf(world: World, path: string): Hierarchy | null {
  if (
    !machineMounts(world).some(
      ({ type, mountPoint }) => /^cgroup2?$/.test(type) && isWithin(path, mountPoint),
    )
  )
    return null;
  return hierarchies(world).find(({ mountPoint }) => isWithin(path, mountPoint)) ?? null;
}

/** The cgroup that a directory is, from the root of its hierarchy. */
function cgroupAt({ mountPoint, root }: Hierarchy, path: string): string {
  const below = path.slice(mountPoint.length);
  return root === "/" ? below || "/" : root + below;
}

/** Where the process is from now on, in the hierarchy of a directory. */
export function enterCgroup(world: World, directory: string): void {
  const hierarchy = hierarchyOf(world, directory);
  if (hierarchy) world.attributes.cgroups.set(hierarchy.key, cgroupAt(hierarchy, directory));
}

/** The text of /proc/self/cgroup, seen from the cgroup namespace that recorded calls have made. */
export function membershipText(world: World): string {
  const { cgroups, cgroupRoots } = world.attributes;
  return memberships(world.textOf("/proc/self/cgroup"))
    .map(([key, , path]) => {
      const cgroup = cgroups.get(key) ?? path;
      return `${key}:${cgroupRoots ? below(cgroupRoots.get(key) ?? "/", cgroup) : cgroup}\n`;
    })
    .join("");
}

/** A cgroup as it is seen from another: with a ".." for each step up (cgroup_namespaces(7)). */
function below(root: string, cgroup: string): string {
  const from = root.split("/").filter(Boolean);
  const to = cgroup.split("/").filter(Boolean);
  let common = 0;
  while (common < from.length && from[common] === to[common]) common++;
  return `/${[...from.slice(common).map(() => ".."), ...to.slice(common)].join("/")}`;
}

/** The root of a cgroup mount as /proc/self/mountinfo has it. */
export function seenRoot(world: World, { type, superOptions, root }: MountLine): string {
  const { cgroupRoots } = world.attributes;
  if (!cgroupRoots || !/^cgroup2?$/.test(type)) return root;
  const options = superOptions.split(",");
  const own = hierarchies(world).find(({ version, controllers }) =>
    type === "cgroup2" ? version === 2 : controllers.some((controller) => options.includes(controller)),
  );
  return own ? below(cgroupRoots.get(own.key) ?? "/", root) : root;
}

/** The present cgroups become the roots of what the process sees. */
export function makeCgroupNamespace(world: World): void {
  const { attributes } = world;
  attributes.cgroupRoots = new Map(
    memberships(world.textOf("/proc/self/cgroup")).map(([key, , path]) => [
      key,
      attributes.cgroups.get(key) ?? path,
    ]),
  );
}

/** What a new mount of a hierarchy shows: the directory of the namespace's root. Null where it is not mounted. */
export function seenByNewMount(world: World, type: string, options: string): string | null {
  const words = options.split(",");
  const hierarchy = hierarchies(world).find(({ version, controllers }) =>
    type === "cgroup2" ? version === 2 : version === 1 && controllers.some((c) => words.includes(c)),
  );
  if (!hierarchy) return null;
  const root = world.attributes.cgroupRoots?.get(hierarchy.key) ?? "/";
  // A hierarchy of which only a part is mounted shows no more to a new mount, as far as anybody can see.
  const seen = isWithin(root, hierarchy.root) ? below(hierarchy.root, root) : "/";
  return hierarchy.mountPoint + (seen === "/" ? "" : seen);
}
