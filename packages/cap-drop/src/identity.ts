import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, Failure } from "@isobox/toolkit";
import { findGroup, findUser, groupsOf } from "./accounts.ts";
import type { Id, UserSpec } from "./id.ts";

/** The options that say who the process becomes. */
export interface IdentityOptions {
  readonly user?: UserSpec | undefined;
  readonly uid?: Id | undefined;
  readonly gid?: Id | undefined;
  readonly groups?: readonly Id[] | undefined;
  readonly clearGroups?: boolean | undefined;
  readonly keepGroups?: boolean | undefined;
}

/** Ids as numbers. Undefined and null leave what is there. */
export interface Identity {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly groups: readonly number[] | null;
}

/**
 * Turns names into numbers, by the passwd and group files of the root in force.
 *
 * A change of user or group clears the supplementary groups unless the options say otherwise: they are root's.
 *
 * @returns null when the options leave the identity alone.
 * @throws {Failure} when a name is not there. Never falls back to an id.
 */
export function resolveIdentity(options: IdentityOptions): Identity | null {
  const { user, uid, gid, groups, clearGroups, keepGroups } = options;
  if (user !== undefined) return resolveUser(user, options);
  if (uid === undefined && gid === undefined && groups === undefined && !clearGroups) return null;
  return {
    uid: uid === undefined ? undefined : userNumber(uid),
    gid: gid === undefined ? undefined : groupNumber(gid),
    groups: groups ? groups.map(groupNumber) : keepGroups ? null : [],
  };
}

/** A user with the groups that a login would give: the primary one of passwd, and all that list the user. */
function resolveUser({ user, group }: UserSpec, options: IdentityOptions): Identity {
  const account = typeof user === "string" || group === null ? findUser(user) : null;
  if (typeof user === "string" && account === null) throw noUser(user);
  if (group === null && account === null)
    throw new Failure(`no user has the number ${user} in /etc/passwd, so its group is not known`, {
      hints: [`give the group too: --user=${user}:GROUP`],
    });
  const uid = account?.uid ?? (user as number);
  const gid = group === null ? account!.gid : groupNumber(group);
  const { groups, clearGroups, keepGroups } = options;
  if (groups) return { uid, gid, groups: groups.map(groupNumber) };
  if (keepGroups) return { uid, gid, groups: null };
  if (clearGroups) return { uid, gid, groups: [] };
  // The primary group is listed too, as initgroups(3) does: a set-group-ID program would otherwise let the user
  // leave it, and with it the files that are closed to the group (CVE-2022-36109).
  const others = group === null ? groupsOf(account!.name) : [];
  return { uid, gid, groups: [gid, ...others.filter((other) => other !== gid)] };
}

function userNumber(id: Id): number {
  if (typeof id === "number") return id;
  const account = findUser(id);
  if (account === null) throw noUser(id);
  return account.uid;
}

function groupNumber(id: Id): number {
  if (typeof id === "number") return id;
  const gid = findGroup(id);
  if (gid === null) throw new Failure(`there is no group "${id}" in /etc/group`);
  return gid;
}

function noUser(name: string): Failure {
  return new Failure(`there is no user "${name}" in /etc/passwd`);
}

/**
 * Becomes another user and group: real, effective and saved, so that there is no way back.
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
  if (gid !== undefined) doing(`cannot become group ${gid}`, () => sys.setresgid(gid, gid, gid));
  if (uid !== undefined) doing(`cannot become user ${uid}`, () => sys.setresuid(uid, uid, uid));
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
