import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import type { IdRange } from "./id-range.ts";
import { userName } from "./user-name.ts";

/** Whose ids: users or groups. */
export type IdKind = "uid" | "gid";

/** A range of ids that a user may give to its namespaces. */
export interface SubIds {
  readonly start: number;
  readonly count: number;
}

/**
 * The ranges that /etc/subuid or /etc/subgid gives to a user, by name or by number (subuid(5)).
 *
 * @throws {Failure} when there is none.
 */
export function subIdsOf(kind: IdKind, uid: number): SubIds[] {
  const file = `/etc/sub${kind}`;
  const name = userName(uid);
  const ranges: SubIds[] = [];
  for (const line of read(file).split("\n")) {
    const [who, start = "", count = ""] = line.split(":");
    if (who !== name && who !== String(uid)) continue;
    if (/^[0-9]{1,10}$/.test(start) && /^[1-9][0-9]{0,9}$/.test(count))
      ranges.push({ start: Number(start), count: Number(count) });
  }
  if (ranges.length === 0)
    throw new Failure(`${file} gives no ids to the user ${name}`, {
      hints: [
        `as root: usermod --add-sub${kind}s 100000-165535 ${name} (subuid(5)), or name the ranges yourself`,
      ],
    });
  return ranges;
}

function read(file: string): string {
  return sys.statIfThere(abi.AT_FDCWD, file) ? sys.readFile(file) : "";
}

/** All ids that this process's user namespace has, each as itself. */
export function allIds(kind: IdKind): IdRange[] {
  return sys
    .readFile(`/proc/self/${kind}_map`)
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [inside = 0, , count = 0] = line.trim().split(/\s+/).map(Number);
      return { inside, outside: inside, count };
    });
}

/**
 * A range from id 0 on, with a hole where one id is somebody else: what is behind it follows on, and the last id is not
 * used. unshare(1) does the same.
 */
export function withHole({ start, count }: SubIds, hole: number | undefined): IdRange[] {
  if (hole === undefined || hole >= count) return [{ inside: 0, outside: start, count }];
  const before = { inside: 0, outside: start, count: hole };
  const behind = { inside: hole + 1, outside: start + hole, count: count - hole - 1 };
  return [before, behind].filter((range) => range.count > 0);
}
