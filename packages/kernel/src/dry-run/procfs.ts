// The rules by which files of procfs answer that would tell of recorded calls.
import * as abi from "../abi/index.ts";
import { platform } from "../host/index.ts";
import { livingIn } from "./cgroup-files.ts";
import { membershipText } from "./cgroups.ts";
import type { Found } from "./model.ts";
import { mountInfoText, pathOf } from "./mount-table.ts";
import type { World } from "./world.ts";

/** The links of procfs that lead to what they stand for, whatever they say (proc_pid_fd(5), proc_pid_ns(5)). */
const MAGIC =
  /^\/proc\/(?:self|thread-self|[0-9]+)(?:\/task\/[0-9]+)?\/(?:fd\/[0-9]+|ns\/[a-z_]+|exe|cwd|root)$/;

export function isMagicLink(real: string): boolean {
  return real.startsWith("/proc/") && MAGIC.test(real);
}

/** The rest of a path below /proc/PID of this process: "fd/7", "cgroup"; null when it is no such path. */
export function ofSelf(world: World, real: string): string | null {
  const match = /^\/proc\/([0-9]+)\/(?:task\/[0-9]+\/)?(.+)$/.exec(real);
  return match && Number(match[1]) === world.realPid() ? match[2]! : null;
}

/** Whether a path is a process's that a recorded signal would have ended. */
export function isOfKilled(world: World, real: string): boolean {
  if (world.killed.size === 0) return false;
  const match = /^\/proc\/([0-9]+)(?:\/|$)/.exec(real);
  return match !== null && world.killed.has(Number(match[1]));
}

/** CLONE_NEW* by the names below /proc/PID/ns. */
export const NAMESPACE_FLAGS: Readonly<Record<string, number>> = {
  mnt: abi.CLONE_NEWNS,
  uts: abi.CLONE_NEWUTS,
  ipc: abi.CLONE_NEWIPC,
  net: abi.CLONE_NEWNET,
  pid: abi.CLONE_NEWPID,
  user: abi.CLONE_NEWUSER,
  cgroup: abi.CLONE_NEWCGROUP,
  time: abi.CLONE_NEWTIME,
};

/** The inode of the namespace that a file of /proc/self/ns stands for, where it is one that would be new. */
export function namespaceInode(world: World, real: string): number | null {
  const rest = ofSelf(world, real);
  if (!rest?.startsWith("ns/")) return null;
  return world.attributes.namespaces.get(NAMESPACE_FLAGS[rest.slice(3)] ?? 0) ?? null;
}

/** What a file says that tells of recorded calls; null when it says what the machine says. */
export function toldByModel(world: World, { real }: Found): Uint8Array | null {
  const rest = ofSelf(world, real);
  const { cgroups, cgroupRoots } = world.attributes;
  if (rest === "cgroup" && (cgroups.size > 0 || cgroupRoots)) return platform.encode(membershipText(world));
  if (rest === "mountinfo" && (world.mounts.length > 0 || world.propagation.length > 0 || cgroupRoots))
    return platform.encode(mountInfoText(world));
  if (world.killed.size > 0 && /\/(?:cgroup\.procs|cgroup\.threads|tasks)$/.test(real))
    return platform.encode(
      livingIn(world, real)
        .map((pid) => `${pid}\n`)
        .join(""),
    );
  return null;
}

/** What a link of procfs says; null when it says what the machine says. */
export function linkText(world: World, { real, place }: Found): string | null {
  if (real === "/proc/self" && place.mount.bare) return String(world.pid());
  if (real === "/proc/thread-self" && place.mount.bare) return `${world.pid()}/task/${world.pid()}`;
  const rest = ofSelf(world, real);
  if (rest === null) return null;
  const inode = namespaceInode(world, real);
  if (inode !== null) return `${rest.slice(3)}:[${inode}]`;
  if (rest === "cwd") return pathOf(world, world.cwd);
  if (rest === "root") return pathOf(world, world.root);
  const file = rest.startsWith("fd/") ? world.files.get(Number(rest.slice(3))) : undefined;
  return file?.found ? pathOf(world, file.found.place) : null;
}
