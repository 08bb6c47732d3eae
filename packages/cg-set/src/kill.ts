import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import type { Cgroup } from "./cgroup.ts";
import { setFrozen, writeIfThere } from "./freezer.ts";
import { processesUnder } from "./processes.ts";

/**
 * Sends SIGKILL to all that is in a cgroup's directory and below, but this process. Does not wait for their end.
 *
 * v2 has `cgroup.kill` for it (since Linux 5.14), which no fork escapes. In the v1 freezer all is frozen first, so
 * that nothing forks meanwhile, and thawed after: there not even the killed can die while they are frozen.
 * Elsewhere the list is gone through once, and whoever forks faster survives: repeat it.
 *
 * Threads: any. Privilege: that of kill(2) for each process.
 * @see cgroup-v2.rst, "cgroup.kill"
 */
export function killAll(directory: string): void {
  // Whoever is inside would kill or freeze itself.
  const outside = !processesUnder(directory).includes(sys.getpid());
  if (outside && writeIfThere(`${directory}/cgroup.kill`, "1")) return;
  if (outside) setFrozen(directory, true);
  try {
    signalAll(directory, abi.SIGKILL);
  } finally {
    setFrozen(directory, false);
  }
}

/** So many descriptors of processes are open at once. */
const AT_ONCE = 128;

/**
 * Sends a signal to each process of a directory and of those below, but this one.
 *
 * The list is of numbers, and a number may be another's process by the time that it is signalled. So each is pinned by a
 * pidfd, and only those that are still in the cgroup after that are signalled.
 *
 * @returns how many were signalled.
 */
export function signalAll(directory: string, signal: number): number {
  const self = sys.getpid();
  const listed = processesUnder(directory).filter((pid) => pid !== self);
  let signalled = 0;
  for (let at = 0; at < listed.length; at += AT_ONCE) {
    const pinned = listed.slice(at, at + AT_ONCE).flatMap((pid) => {
      const fd = sys.attempt(sys.NR.pidfd_open, pid, 0);
      // ENOENT, EINVAL: a thread of a threaded cgroup, which is no process of its own.
      return fd >= 0 ? [{ pid, fd: new sys.Fd(fd) }] : [];
    });
    const still = new Set(processesUnder(directory));
    for (const { pid, fd } of pinned) {
      if (still.has(pid) && sys.attempt(sys.NR.pidfd_send_signal, fd.fd, signal, null, 0) === 0) signalled++;
      fd.close();
    }
  }
  return signalled;
}

/** How long the killed may take to be gone: waits of 1, 2, 4, … ms, together two seconds. */
const LONGEST_WAIT_MS = 1024;

/**
 * Kills all that is in a cgroup, in every hierarchy, and waits until it is gone.
 *
 * @throws {Failure} naming those that do not die.
 */
export function killCgroup(cgroup: Cgroup): void {
  // From behind: the freezer and v2, which can kill all at once, are last in the list.
  const directories = cgroup.parts.map(({ directory }) => directory).reverse();
  const left = (): number[] => [...new Set(directories.flatMap(processesUnder))];
  for (let wait = 1; wait <= LONGEST_WAIT_MS; wait *= 2) {
    if (left().length === 0) return;
    directories.forEach(killAll);
    sys.poll([], wait);
  }
  const pids = left();
  if (pids.length > 0)
    throw new Failure(
      `cannot kill all of the cgroup ${cgroup.name}: still in it: process ${pids.slice(0, 10).join(", ")}`,
    );
}

/** Sends a signal to each process of a cgroup once, whichever hierarchies it is in. */
export function signalCgroup(cgroup: Cgroup, signal: number): void {
  const seen = new Set<number>();
  for (const { directory } of [...cgroup.parts].reverse()) {
    const here = processesUnder(directory);
    if (here.every((pid) => seen.has(pid))) continue;
    signalAll(directory, signal);
    for (const pid of here) seen.add(pid);
  }
}
