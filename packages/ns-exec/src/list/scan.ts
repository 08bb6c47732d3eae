import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { NAMESPACES, type NamespaceType } from "../namespaces.ts";
import type { Holder, Namespace, ProcessInfo } from "./namespace.ts";

const types = new Map<string, NamespaceType>(NAMESPACES.map(({ type, proc }) => [proc, type]));

/** Namespaces by the inode number of their file. */
export type Found = Map<number, Namespace>;

/**
 * Finds the namespaces that processes are in, or hold by a descriptor, by a mount or for their children.
 *
 * What belongs to processes that this one may not look at is left out: without privilege that is everybody else's
 * (ptrace(2), PTRACE_MODE_READ_FSCREDS). A process that ends meanwhile is left out too.
 *
 * @param only the processes to look at. [all of /proc]
 */
export function scan(only?: readonly number[]): Found {
  const found: Found = new Map();
  const pids = only ?? processes();
  // One look at the mounts of a mount namespace is enough.
  const seenMounts = new Set<number>();
  for (const pid of pids) {
    const info = readProcess(pid);
    if (!info) continue;
    for (const { type, proc } of NAMESPACES) {
      const ino = inodeOf(`/proc/${pid}/ns/${proc}`);
      if (ino === null) continue;
      const path = `/proc/${pid}/ns/${proc}`;
      const one = add(found, type, ino, path);
      // A file of a process lasts no longer than the process; but a mount's or a descriptor's is no better.
      if (one.processes.length === 0) one.path = path;
      one.processes.push(info);
    }
  }
  if (only) return found;
  for (const pid of pids) {
    for (const [proc, type] of [
      ["pid_for_children", "pid"],
      ["time_for_children", "time"],
    ] as const)
      hold(found, type, `/proc/${pid}/ns/${proc}`, { kind: "children", pid });
    findDescriptors(found, pid);
    const mounts = inodeOf(`/proc/${pid}/ns/mnt`);
    if (mounts === null || seenMounts.has(mounts)) continue;
    seenMounts.add(mounts);
    findMounts(found, pid);
  }
  return found;
}

function processes(): number[] {
  return sys
    .readdir("/proc")
    .filter((name) => /^[0-9]+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

/** The number in "net:[4026531840]"; null when the link cannot be read. */
function inodeOf(path: string): number | null {
  const match = /^[a-z]+:\[([0-9]+)\]$/.exec(readLink(path) ?? "");
  return match ? Number(match[1]) : null;
}

function add(found: Found, type: NamespaceType, ino: number, path: string | null): Namespace {
  let one = found.get(ino);
  if (!one) {
    one = {
      type,
      ino,
      processes: [],
      holders: [],
      path,
      id: null,
      parent: null,
      owner: 0,
      ownerUid: null,
    };
    found.set(ino, one);
  }
  return one;
}

/** Notes a holder of the namespace that a path shows, unless it is a process that is in it anyway. */
function hold(found: Found, type: NamespaceType, path: string, holder: Holder & { pid: number }): void {
  const ino = inodeOf(path);
  if (ino === null) return;
  const one = add(found, type, ino, path);
  if (holder.kind === "children" && one.processes.some(({ pid }) => pid === holder.pid)) return;
  one.holders.push(holder);
}

function findDescriptors(found: Found, pid: number): void {
  for (const name of list(`/proc/${pid}/fd`)) {
    const path = `/proc/${pid}/fd/${name}`;
    const type = types.get(/^([a-z]+):\[/.exec(readLink(path) ?? "")?.[1] ?? "");
    if (type) hold(found, type, path, { kind: "descriptor", pid, fd: Number(name) });
  }
}

/** Bind mounts of namespaces, as proc_pid_mountinfo(5) shows them: the fourth field is "net:[4026532264]". */
function findMounts(found: Found, pid: number): void {
  const text = read(`/proc/${pid}/mountinfo`) ?? "";
  for (const [, name, number, escaped] of text.matchAll(
    /^[0-9]+ [0-9]+ [0-9:]+ ([a-z]+):\[([0-9]+)\] (\S+) /gm,
  )) {
    const type = types.get(name!);
    if (!type) continue;
    const mountPoint = sys.unescapeOctal(escaped!);
    const one = add(found, type, Number(number), `/proc/${pid}/root${mountPoint}`);
    one.holders.push({ kind: "mount", pid, mountPoint });
  }
}

function readProcess(pid: number): ProcessInfo | null {
  const stat = read(`/proc/${pid}/stat`);
  const owner = sys.statIfThere(abi.AT_FDCWD, `/proc/${pid}`);
  if (stat === null || owner === null) return null;
  // The name, in brackets, may contain brackets and blanks itself.
  const close = stat.lastIndexOf(")");
  const comm = stat.slice(stat.indexOf("(") + 1, close);
  const words = (read(`/proc/${pid}/cmdline`) ?? "").replace(/\0+$/, "").replaceAll("\0", " ");
  return {
    pid,
    ppid: Number(sys.statFields(stat)[1]),
    uid: owner.uid,
    command: words === "" ? `[${comm}]` : words,
  };
}

function quietly<T>(look: () => T): T | null {
  try {
    return look();
  } catch (error) {
    if (error instanceof sys.SyscallError) return null;
    throw error;
  }
}

const read = (path: string) => quietly(() => sys.readFile(path));
const readLink = (path: string) => quietly(() => sys.readlinkat(abi.AT_FDCWD, path));
const list = (path: string) => quietly(() => sys.readdir(path)) ?? [];
