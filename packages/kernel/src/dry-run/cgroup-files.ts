// The rules by which cgroup directories that were not really made answer.
import * as abi from "../abi/index.ts";
import { platform } from "../host/index.ts";
import { enterCgroup, type Hierarchy, hierarchyOf } from "./cgroups.ts";
import { type FileNode, type Found, joined, nameOf, parentOf } from "./model.ts";
import type { World } from "./world.ts";

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
  if (dot <= 0) return null;
  const controller = name.slice(0, dot);
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
