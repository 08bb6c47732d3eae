import { getegid, geteuid } from "@isobox/kernel/sys";
import type { IdRange } from "./id-range.ts";
import type { NsOptions } from "./options.ts";

/** What is to be written for a new user namespace. */
export interface IdMaps {
  /** uid_map; empty: not written, and every user is nobody inside. */
  readonly users: readonly IdRange[];
  /** gid_map; empty: not written. */
  readonly groups: readonly IdRange[];
  /** The setgroups file; undefined: as the parent namespace has it. */
  readonly setgroups: "allow" | "deny" | undefined;
}

/** Whether the options ask for a new user namespace, by itself or by a map. */
export function makesUser(options: NsOptions): boolean {
  return !!(
    options.user ||
    options.mapRootUser ||
    options.mapCurrentUser ||
    options.mapUsers ||
    options.mapGroups
  );
}

/**
 * The maps that the options ask for; null when there is nothing to write.
 *
 * -r and -c deny setgroups(2) as unshare(1) does: the kernel lets an unprivileged user map a group only then.
 */
export function idMapsOf(options: NsOptions): IdMaps | null {
  const { mapUsers = [], mapGroups = [], mapRootUser, mapCurrentUser } = options;
  const current = mapRootUser || mapCurrentUser;
  if (!current && mapUsers.length === 0 && mapGroups.length === 0 && options.setgroups === undefined)
    return null;
  if (!current) return { users: mapUsers, groups: mapGroups, setgroups: options.setgroups };
  const [uid, gid] = [geteuid(), getegid()];
  return {
    users: [{ inside: mapRootUser ? 0 : uid, outside: uid, count: 1 }, ...mapUsers],
    groups: [{ inside: mapRootUser ? 0 : gid, outside: gid, count: 1 }, ...mapGroups],
    setgroups: options.setgroups ?? "deny",
  };
}

/**
 * Whether a process of the new namespace may write these maps for itself: at most its own id, only one, and a
 * group only with setgroups(2) denied (user_namespaces(7)).
 */
export function isOwnMap({ users, groups, setgroups }: IdMaps): boolean {
  return (groups.length === 0 || setgroups === "deny") && isOwn(users, geteuid) && isOwn(groups, getegid);
}

function isOwn(ranges: readonly IdRange[], ownId: () => number): boolean {
  const [first, second] = ranges;
  return !first || (!second && first.count === 1 && first.outside === ownId());
}
