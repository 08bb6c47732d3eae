import { Failure } from "@isobox/toolkit";
import { findGroup, findUser, groupsOf } from "./accounts.ts";
import type { Id, UserSpec } from "./id.ts";

/** The options that say who the process becomes. */
export interface IdentityOptions {
  readonly user?: UserSpec | undefined;
  readonly uid?: Id | undefined;
  readonly gid?: Id | undefined;
  readonly ruid?: Id | undefined;
  readonly euid?: Id | undefined;
  readonly rgid?: Id | undefined;
  readonly egid?: Id | undefined;
  readonly groups?: readonly Id[] | undefined;
  readonly initGroups?: boolean | undefined;
  readonly clearGroups?: boolean | undefined;
  readonly keepGroups?: boolean | undefined;
}

/** A real id, and the effective one, which the saved id follows. Undefined leaves what is there. */
export interface IdPair {
  readonly real: number | undefined;
  readonly effective: number | undefined;
}

/** Ids as numbers. Null leaves what is there. */
export interface Identity {
  readonly uid: IdPair | null;
  readonly gid: IdPair | null;
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
  const { user, groups, clearGroups, keepGroups } = options;
  if (user !== undefined) return resolveUser(user, options);
  const uid = pair(userNumber, options.uid, options.ruid, options.euid);
  const gid = pair(groupNumber, options.gid, options.rgid, options.egid);
  if (uid === null && gid === null && groups === undefined && !clearGroups) return null;
  if (options.initGroups) return { uid, gid, groups: loginGroups(options.uid ?? options.ruid!) };
  return { uid, gid, groups: groups ? groups.map(groupNumber) : keepGroups ? null : [] };
}

/** One id for both, or each for itself. */
function pair(
  numberOf: (id: Id) => number,
  both: Id | undefined,
  real: Id | undefined,
  effective: Id | undefined,
): IdPair | null {
  if (both !== undefined) return same(numberOf(both));
  if (real === undefined && effective === undefined) return null;
  return {
    real: real === undefined ? undefined : numberOf(real),
    effective: effective === undefined ? undefined : numberOf(effective),
  };
}

function same(id: number): IdPair {
  return { real: id, effective: id };
}

/** The groups that a login of this user would give: the primary one of passwd, and all that list the user. */
function loginGroups(user: Id): number[] {
  const account = findUser(user);
  if (account === null)
    throw typeof user === "string"
      ? noUser(user)
      : new Failure(`no user has the number ${user} in /etc/passwd, so its groups are not known`, {
          hints: ["name them: --groups GROUP,…; or --clear-groups"],
        });
  return listed(account.gid, groupsOf(account.name));
}

/**
 * The primary group is listed too, as initgroups(3) does: a set-group-ID program would otherwise let the user
 * leave it, and with it the files that are closed to the group (CVE-2022-36109).
 */
function listed(primary: number, others: readonly number[]): number[] {
  return [primary, ...others.filter((other) => other !== primary)];
}

/** A user with the groups that a login would give: the primary one of passwd, and all that list the user. */
function resolveUser({ user, group }: UserSpec, options: IdentityOptions): Identity {
  const account = typeof user === "string" || group === null ? findUser(user) : null;
  if (typeof user === "string" && account === null) throw noUser(user);
  if (group === null && account === null)
    throw new Failure(`no user has the number ${user} in /etc/passwd, so its group is not known`, {
      hints: [`give the group too: --user=${user}:GROUP`],
    });
  const primary = group === null ? account!.gid : groupNumber(group);
  const uid = same(account?.uid ?? (user as number));
  const gid = same(primary);
  const { groups, clearGroups, keepGroups, initGroups } = options;
  if (groups) return { uid, gid, groups: groups.map(groupNumber) };
  if (keepGroups) return { uid, gid, groups: null };
  if (clearGroups) return { uid, gid, groups: [] };
  if (initGroups) return { uid, gid, groups: loginGroups(user) };
  return { uid, gid, groups: listed(primary, group === null ? groupsOf(account!.name) : []) };
}

/** The number of a user, by the passwd file of the root in force. @throws {Failure} when there is no such name. */
export function userNumber(id: Id): number {
  if (typeof id === "number") return id;
  const account = findUser(id);
  if (account === null) throw noUser(id);
  return account.uid;
}

function groupNumber(id: Id): number {
  if (typeof id === "number") return id;
  const gid = findGroup(id);
  if (gid === null)
    throw new Failure(`there is no group "${id}" in /etc/group`, {
      hints: ["the file is that of the root in force; a number needs no line there"],
    });
  return gid;
}

function noUser(name: string): Failure {
  return new Failure(`there is no user "${name}" in /etc/passwd`, {
    hints: ["the file is that of the root in force; a number needs no line there: --user=1000:1000"],
  });
}
