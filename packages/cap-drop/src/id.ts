import { commaList, type ValueType } from "@isobox/toolkit";

/** A user or group: its number, or a name that is looked up in the root in force when it is needed. */
export type Id = number | string;

/** The largest id. 4294967295 is -1, which tells setresuid(2) to change nothing. */
export const MAX_ID = 0xffff_fffe;

/**
 * Reads an id in decimal; null for anything else.
 *
 * No sign, no space, no leading zero, no number beyond 32 bits: C's conversions take these and make another id of
 * them, often 0. (CVE-2026-30892; setpriv 2.38 stays root for `--reuid 4294967296`.)
 */
export function parseIdNumber(text: string): number | null {
  if (!/^(0|[1-9][0-9]{0,9})$/.test(text)) return null;
  const number = Number(text);
  return number <= MAX_ID ? number : null;
}

/**
 * Reads a number, or a name.
 *
 * What looks like a number is never looked up as a name, or an image whose passwd has a user called "1000" with
 * uid 0 makes root of `--uid 1000` (CVE-2016-3697).
 *
 * @throws {SyntaxError}
 */
export function parseId(text: string): Id {
  const number = parseIdNumber(text);
  if (number !== null) return number;
  if (!isName(text)) throw new SyntaxError(`an id from 0 to ${MAX_ID} in decimal, or a name`);
  return text;
}

/** A name has something that is no digit, and nothing that separates fields, words or options. */
function isName(text: string): boolean {
  return /^[^\s:,/+-][^\s:,/]*$/u.test(text) && !/^[0-9]*$/.test(text);
}

export const userId: ValueType<Id> = { placeholder: "UID|NAME", parse: parseId, format: String };
export const groupId: ValueType<Id> = { placeholder: "GID|NAME", parse: parseId, format: String };
export const groupIds: ValueType<readonly Id[]> = commaList({ ...groupId, placeholder: "GROUP" });

/** A user, and the group that goes with it where one is given. */
export interface UserSpec {
  readonly user: Id;
  readonly group: Id | null;
}

/**
 * Reads `USER` or `USER:GROUP`; neither part may be empty.
 *
 * @throws {SyntaxError}
 */
export function parseUserSpec(text: string): UserSpec {
  const [user, group, more] = text.split(":");
  if (more !== undefined) throw new SyntaxError("USER or USER:GROUP, each a number or a name");
  return { user: parseId(user!), group: group === undefined ? null : parseId(group) };
}

export const userSpec: ValueType<UserSpec> = {
  placeholder: "USER[:GROUP]",
  parse: parseUserSpec,
  format: ({ user, group }) => (group === null ? String(user) : `${user}:${group}`),
};
