// The rules by which cgroup directories that were not really made answer.
import * as abi from "../abi/index.ts";
import { platform } from "../host/index.ts";
import { type FileNode, type Found, isWithin, joined, nameOf, parentOf } from "./model.ts";
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
    const unescaped = (field: string) =>
      field.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
    return [
      {
        root: unescaped(fields[3]!),
        mountPoint: unescaped(fields[4]!),
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

function below(root: string, cgroup: string): string {
  if (!isWithin(cgroup, root)) return `/..${cgroup}`;
  return root === "/" ? cgroup : cgroup.slice(root.length) || "/";
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
  const seen = below(hierarchy.root, root);
  return hierarchy.mountPoint + (seen === "/" ? "" : seen);
}

/** Files that a cgroup has and the root of its hierarchy has not. */
const NOT_IN_ROOT: readonly string[] = [
  ...["pids.max", "pids.current", "pids.peak", "pids.events"],
  ...["freezer.state", "freezer.self_freezing", "freezer.parent_freezing"],
];
const CORE: Readonly<Record<1 | 2, Readonly<Record<string, string>>>> = {
  1: { tasks: "", "cgroup.procs": "", "cgroup.clone_children": "0\n", notify_on_release: "0\n" },
  2: {
    "cgroup.procs": "",
    "cgroup.threads": "",
    "cgroup.type": "domain\n",
    "cgroup.events": "populated 0\nfrozen 0\n",
    "cgroup.subtree_control": "\n",
    "cgroup.freeze": "0\n",
    "cgroup.kill": "",
    "cgroup.max.depth": "max\n",
    "cgroup.max.descendants": "max\n",
    "cgroup.stat": "nr_descendants 0\nnr_dying_descendants 0\n",
    "cgroup.controllers": "\n",
  },
};
const FRESH: Readonly<Record<string, string>> = {
  "cpuset.cpus": "\n",
  "cpuset.mems": "\n",
  "freezer.state": "THAWED\n",
};

/** A file of a cgroup that was made by a recorded call; null when a real one would not have it. */
export function fileOfMade(world: World, directory: string, name: string): FileNode | null {
  const hierarchy = hierarchyOf(world, directory);
  if (!hierarchy) return null;
  const text = contentOfNew(world, hierarchy, directory, name);
  return text === null ? null : world.node(abi.S_IFREG | 0o644, { data: platform.encode(text) });
}

function contentOfNew(
  world: World,
  { version, controllers }: Hierarchy,
  directory: string,
  name: string,
): string | null {
  if (version === 2 && name === "cgroup.controllers") return handedDown(world, directory);
  const core = CORE[version][name];
  if (core !== undefined) return core;
  const dot = name.indexOf(".");
  const controller = name.slice(0, Math.max(dot, 0));
  const above = nearestReal(world, directory);
  if (version === 1) {
    if (!controllers.includes(controller)) return null;
    if (!NOT_IN_ROOT.includes(name) && world.statReal(joined(above, name), false) < 0) return null;
  } else if (!handedDown(world, directory).split(/\s/).includes(controller)) return null;
  return FRESH[name] ?? (name.endsWith(".max") ? "max\n" : world.textOf(joined(above, name)));
}

/** The controllers that a v2 cgroup gets from the one above. */
function handedDown(world: World, directory: string): string {
  const file = joined(parentOf(directory), "cgroup.subtree_control");
  const change = world.changed.get(`:${file}`);
  if (change && "data" in change) return platform.decode(change.data);
  return world.textOf(file) || "\n";
}

function nearestReal(world: World, directory: string): string {
  let at = directory;
  while (at !== "/" && (world.changed.has(`:${at}`) || world.statReal(at, false) < 0)) at = parentOf(at);
  return at;
}

/**
 * What a write makes of a cgroup's file.
 *
 * @returns the new content; null when it stays.
 */
export function written(world: World, found: Found, text: string): string | null {
  const { path } = found.place;
  const name = nameOf(path);
  const directory = parentOf(path);
  if (name === "tasks" || name === "cgroup.procs" || name === "cgroup.threads") {
    const pid = Number(text);
    if (pid === 0 || pid === world.pid()) enterCgroup(world, directory);
    return null;
  }
  if (name === "cgroup.kill") {
    for (const pid of processesBelow(world, directory)) world.kill(pid);
    return null;
  }
  if (name === "cgroup.subtree_control") return controlled(world, path, text);
  if (name === "cgroup.freeze") {
    const events = { mount: found.place.mount, path: joined(directory, "cgroup.events") };
    const data = platform.encode(`populated 1\nfrozen ${text.trim()}\n`);
    world.change(events, world.node(abi.S_IFREG | 0o444, { data }));
  }
  return text.endsWith("\n") ? text : `${text}\n`;
}

/** cgroup.subtree_control after a write such as "+memory -pids". */
function controlled(world: World, path: string, text: string): string {
  const words = new Set(
    handedDown(world, joined(parentOf(path), "x"))
      .split(/\s/)
      .filter(Boolean),
  );
  for (const word of text.split(/\s/)) {
    if (word.startsWith("+")) words.add(word.slice(1));
    else words.delete(word.slice(1));
  }
  return `${[...words].join(" ")}\n`;
}

/** The processes of a real cgroup and those below that recorded signals have left alive. */
export function processesBelow(world: World, directory: string): number[] {
  const own = livingIn(world, joined(directory, "cgroup.procs"));
  const children = world
    .namesIn(directory)
    .filter(([name, type]) => type === 4 && !isRemoved(world, directory, name));
  return [...own, ...children.flatMap(([name]) => processesBelow(world, joined(directory, name)))];
}

/** The numbers in a file such as cgroup.procs, without those that recorded signals would have ended. */
export function livingIn(world: World, file: string): number[] {
  return world
    .textOf(file)
    .split("\n")
    .filter((line) => line !== "")
    .map(Number)
    .filter((pid) => !world.killed.has(pid));
}

/** Whether the kernel would refuse to remove a cgroup (EBUSY): it has processes, or cgroups below. */
export function isBusy(world: World, directory: string): boolean {
  if (world.namesIn(directory).some(([name, type]) => type === 4 && !isRemoved(world, directory, name)))
    return true;
  for (const [key, change] of world.changed)
    if (
      change &&
      "mode" in change &&
      (change.mode & abi.S_IFMT) === abi.S_IFDIR &&
      key.startsWith(`:${directory}/`)
    )
      return true;
  return livingIn(world, joined(directory, "cgroup.procs")).length > 0;
}

function isRemoved(world: World, directory: string, name: string): boolean {
  return world.changed.get(`:${joined(directory, name)}`) === null;
}
