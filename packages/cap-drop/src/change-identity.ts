import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";
import type { Identity, IdPair } from "./identity.ts";

/**
 * Whether no user id is left that is root's, so that the kernel empties the capability sets.
 *
 * @see capabilities(7), "Effect of user ID changes on capabilities"
 */
export function leavesRoot(identity: Identity | null): boolean {
  if (!identity?.uid) return false;
  const { real = sys.getuid(), effective = sys.geteuid() } = identity.uid;
  return real !== 0 && effective !== 0;
}

/**
 * Becomes another user and group. The saved id follows the effective one, so that there is no way back to what is
 * left: execve(2) would do the same.
 *
 * Groups first, user last: without user 0 the process may no longer change its groups.
 *
 * Threads: single. Privilege: CAP_SETGID and CAP_SETUID. In a user namespace the ids must be mapped.
 * @throws {SyscallError} EPERM without the privilege, or where setgroups is denied (user_namespaces(7)); EINVAL for
 *   an id that the user namespace does not map.
 * @see credentials(7)
 */
export function changeIdentity({ uid, gid, groups }: Identity): void {
  if (groups !== null) doing("cannot set the supplementary groups", () => setGroups(groups));
  if (gid !== null) doing(`cannot become group ${told(gid)}`, () => setIds(sys.setresgid, gid));
  if (uid !== null) doing(`cannot become user ${told(uid)}`, () => setIds(sys.setresuid, uid));
}

function setIds(call: typeof sys.setresuid, { real = -1, effective = -1 }: IdPair): void {
  call(real, effective, effective);
}

function told({ real, effective }: IdPair): string {
  if (real === effective) return String(real);
  return [
    real === undefined ? [] : `${real} (real)`,
    effective === undefined ? [] : `${effective} (effective)`,
  ]
    .flat()
    .join(", ");
}

/** Sets the supplementary groups. Who may not set them, and has exactly these already, is content. */
function setGroups(groups: readonly number[]): void {
  try {
    sys.setgroups(groups);
  } catch (error) {
    if (!(error instanceof sys.SyscallError) || error.errno !== abi.EPERM) throw error;
    const now = new Set(sys.getgroups());
    const wanted = new Set(groups);
    if (now.size !== wanted.size || groups.some((gid) => !now.has(gid))) throw error;
  }
}
