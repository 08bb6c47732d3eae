import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import type { Cgroup } from "./cgroup.ts";
import { readIfThere } from "./read.ts";
import type { Owner } from "./values.ts";

/** Which files of v2 a delegated cgroup may have of its own, as the kernel says since Linux 4.15. */
const DELEGATE = "/sys/kernel/cgroup/delegate";
const USUAL = ["cgroup.procs", "cgroup.threads", "cgroup.subtree_control"];
/** v1 says nothing of it; these are what running processes takes. */
const V1 = ["cgroup.procs", "tasks"];

/**
 * Hands a cgroup over to a user, or to the root of a user namespace by its id outside: the directory, so that cgroups
 * can be made below it, and the files by which processes are moved and controllers handed on. The limits stay with
 * whoever set them.
 *
 * Privilege: that of chown(2).
 * @throws {Failure} naming the file.
 * @see cgroups(7), "Delegating a hierarchy to a less privileged user"
 */
export function handOver(cgroup: Cgroup, { uid, gid }: Owner): void {
  for (const { hierarchy, directory } of cgroup.parts) {
    const files = hierarchy.version === 1 ? V1 : delegated();
    for (const path of [directory, ...files.map((file) => `${directory}/${file}`)]) {
      const result = sys.attempt(sys.NR.fchownat, abi.AT_FDCWD, path, uid, gid, 0);
      // Of a controller that is not switched on here.
      if (result === -abi.ENOENT && path !== directory) continue;
      if (result < 0)
        throw new Failure(`cannot hand the cgroup ${cgroup.name} over to ${uid}:${gid}`, {
          cause: new sys.SyscallError(sys.NR.fchownat, [abi.AT_FDCWD, path, uid, gid, 0], -result),
        });
    }
  }
}

function delegated(): readonly string[] {
  const text = readIfThere(DELEGATE);
  return text === null ? USUAL : text.split("\n").filter(Boolean);
}
