import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { type Cgroup, partV1, partV2 } from "./cgroup.ts";
import { directoriesUnder, processesUnder } from "./processes.ts";

/**
 * Asks the kernel to freeze or thaw what is in a directory and below; does not wait for it.
 *
 * Thawing takes in those below that were frozen by themselves.
 * @returns false when the directory is not in a hierarchy that freezes.
 */
export function setFrozen(directory: string, frozen: boolean): boolean {
  if (!frozen) return directoriesUnder(directory).filter((each) => setOne(each, false)).length > 0;
  return setOne(directory, true);
}

function setOne(directory: string, frozen: boolean): boolean {
  return (
    writeIfThere(`${directory}/freezer.state`, frozen ? "FROZEN" : "THAWED") ||
    writeIfThere(`${directory}/cgroup.freeze`, frozen ? "1" : "0")
  );
}

/** Writes a file; false when there is none. @throws {SyscallError} */
export function writeIfThere(path: string, text: string): boolean {
  const fd = sys.attempt(sys.NR.openat, abi.AT_FDCWD, path, abi.O_WRONLY | abi.O_CLOEXEC);
  if (fd === -abi.ENOENT) return false;
  if (fd < 0) throw new sys.SyscallError(sys.NR.openat, [abi.AT_FDCWD, path, abi.O_WRONLY], -fd);
  using file = new sys.Fd(fd);
  const result = sys.attempt(sys.NR.write, file.fd, text, platform.byteLength(text));
  // The cgroup was removed after the open.
  if (result === -abi.ENODEV) return false;
  if (result < 0) throw new sys.SyscallError(sys.NR.write, [path, text], -result);
  return true;
}

/** The directory of a cgroup in which it can be frozen: the v1 freezer's, or that of v2. @throws {Failure} */
function freezerOf(cgroup: Cgroup): { directory: string; version: 1 | 2 } {
  const part = partV1(cgroup, "freezer") ?? partV2(cgroup);
  if (!part)
    throw new Failure(`cannot freeze the cgroup ${cgroup.name}: no hierarchy that freezes is mounted`);
  return { directory: part.directory, version: part.hierarchy.version };
}

/** Whether every process of a cgroup stands still. */
export function isFrozen(cgroup: Cgroup): boolean {
  const { directory, version } = freezerOf(cgroup);
  return version === 1
    ? sys.readFile(`${directory}/freezer.state`) === "FROZEN\n"
    : /^frozen 1$/m.test(sys.readFile(`${directory}/cgroup.events`));
}

/** How long freezing may take before it is given up. */
const FREEZE_MS = 2000;
/** After so many waits of one millisecond a v1 freezer is thawed for a moment. */
const THAW_EVERY = 50;

/**
 * Freezes a cgroup and waits until all in it stand still.
 *
 * A v1 freezer may stay at FREEZING for ever when one task waits uninterruptibly for another that is frozen
 * already (vfork(2)); thawing for a moment lets both go on. When it is given up, all is thawed again.
 *
 * Threads: any. Privilege: write access to the cgroup.
 * @throws {Failure} when not all stand still within two seconds.
 * @see cgroups(7); freezer-subsystem.rst; cgroup-v2.rst, "cgroup.freeze"
 */
export function freezeCgroup(cgroup: Cgroup): void {
  const { directory, version } = freezerOf(cgroup);
  // It would stand still too, for ever, and whoever waits for it.
  if (processesUnder(directory).includes(sys.getpid()))
    throw new Failure(`cannot freeze the cgroup ${cgroup.name}: this process is in it`, {
      hints: ["do it from a shell in another cgroup: cg-set --name OTHER --rm -- sh"],
    });
  setFrozen(directory, true);
  for (let waited = 0; waited < FREEZE_MS; waited++) {
    if (isFrozen(cgroup)) return;
    sys.poll([], 1);
    if (version === 2 || waited % THAW_EVERY !== THAW_EVERY - 1) continue;
    setFrozen(directory, false);
    sys.poll([], 1);
    setFrozen(directory, true);
  }
  setFrozen(directory, false);
  throw new Failure(`cannot freeze the cgroup ${cgroup.name}: a process in it does not stop`);
}

/** Lets a frozen cgroup, and those below it, go on. @throws {SyscallError} */
export function thawCgroup(cgroup: Cgroup): void {
  setFrozen(freezerOf(cgroup).directory, false);
}
