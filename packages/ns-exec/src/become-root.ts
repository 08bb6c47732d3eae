import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import type { IdMaps } from "./id-maps.ts";
import { mapsRoot } from "./id-range.ts";

/**
 * Becomes root of the user namespace that this process has just entered, as far as root is mapped.
 *
 * With a map whose root is somebody else outside, the process would be nobody, and an execve would take the
 * capabilities that it has in the namespace. Where root is not mapped the process stays who it is.
 *
 * Preconditions: the maps are written; no other process shares the namespace but the parent's.
 */
export function becomeRoot({ users, groups, setgroups }: IdMaps): void {
  const dumpable = sys.prctl(abi.PR_GET_DUMPABLE);

  // Groups while there is still CAP_SETGID whatever happens to the user ids.
  if (mapsRoot(groups)) {
    if (setgroups !== "deny") dropGroups();
    sys.setresgid(0, 0, 0);
  }
  if (mapsRoot(users)) sys.setresuid(0, 0, 0);

  // A change of ids makes a process undumpable, and its files in /proc root's of the initial namespace: later
  // stages could not write their own oom_score_adj. Nobody but us is in this namespace, so nobody gains by it.
  if (dumpable === 1) sys.prctl(abi.PR_SET_DUMPABLE, 1);
}

/** The same after joining a user namespace, whose maps are not known: where root is not mapped, nothing changes. */
export function becomeRootIfMapped(): void {
  dropGroups();
  for (const nr of [sys.NR.setresgid, sys.NR.setresuid]) {
    const result = sys.attempt(nr, 0, 0, 0);
    if (result < 0 && result !== -abi.EINVAL) throw new sys.SyscallError(nr, [0, 0, 0], -result);
  }
}

/** Supplementary groups of the outside have no meaning inside. */
function dropGroups(): void {
  const result = sys.attempt(sys.NR.setgroups, 0, null);
  // Denied here or in a namespace above (user_namespaces(7)): then the groups stay, as the rule wants it, for
  // dropping one can open files that are closed to it.
  if (result < 0 && result !== -abi.EPERM) throw new sys.SyscallError(sys.NR.setgroups, [0, null], -result);
}
