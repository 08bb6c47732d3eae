import { getegid, geteuid } from "@isobox/kernel/sys";
import type { IdRange, RangeWord } from "./id-range.ts";
import type { NsOptions } from "./options.ts";
import { allIds, type IdKind, subIdsOf, withHole } from "./subids.ts";

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
    options.mapAuto ||
    options.mapSubids ||
    options.mapUser !== undefined ||
    options.mapGroup !== undefined ||
    options.mapUsers ||
    options.mapGroups
  );
}

/**
 * The maps that the options ask for; null when there is nothing to write.
 *
 * A single id, by -r, -c, --map-user and --map-group, denies setgroups(2) as unshare(1) does: the kernel lets an
 * unprivileged user map a group only then.
 * @throws {Failure} when a word stands for ranges that there are not.
 */
export function idMapsOf(options: NsOptions): IdMaps | null {
  if (!makesUser(options) && options.setgroups === undefined) return null;
  const words: RangeWord[] = [];
  if (options.mapAuto) words.push("auto");
  if (options.mapSubids) words.push("subids");
  const { setgroups } = options;
  const mapUsers = [...(options.mapUsers ?? []), ...words];
  const mapGroups = [...(options.mapGroups ?? []), ...words];
  const own = ownIds(options);
  const isEmpty =
    own.user === undefined && own.group === undefined && mapUsers.length + mapGroups.length === 0;
  if (isEmpty && setgroups === undefined) return null;
  const [uid, gid] = [geteuid(), getegid()];
  const users = resolve("uid", mapUsers, own.user, uid);
  const groups = resolve("gid", mapGroups, own.group, uid);
  if (own.user !== undefined) users.unshift({ inside: own.user, outside: uid, count: 1 });
  if (own.group !== undefined) groups.unshift({ inside: own.group, outside: gid, count: 1 });
  const denies = own.group !== undefined && !mapGroups.some((one) => typeof one === "string");
  return { users, groups, setgroups: setgroups ?? (denies ? "deny" : undefined) };
}

/** Who the calling user and its group are to be inside. */
function ownIds({ mapRootUser, mapCurrentUser, mapUser, mapGroup }: NsOptions) {
  if (mapRootUser) return { user: 0, group: 0 };
  if (mapCurrentUser) return { user: geteuid(), group: getegid() };
  return { user: mapUser, group: mapGroup };
}

function resolve(
  kind: IdKind,
  words: readonly (IdRange | RangeWord)[],
  hole: number | undefined,
  uid: number,
): IdRange[] {
  return words.flatMap((word) => {
    if (typeof word !== "string") return [word];
    if (word === "all") return allIds(kind);
    const ranges = subIdsOf(kind, uid);
    return word === "auto"
      ? withHole(ranges[0]!, hole)
      : ranges.map(({ start, count }) => ({ inside: start, outside: start, count }));
  });
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
