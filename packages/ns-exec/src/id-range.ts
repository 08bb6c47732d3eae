import type { ValueType } from "@isobox/toolkit";

/** Ids of a user namespace and what they are outside of it: one line of uid_map or gid_map. */
export interface IdRange {
  /** The first id as the namespace sees it. */
  readonly inside: number;
  /** The first id as the parent namespace sees it. */
  readonly outside: number;
  readonly count: number;
}

/** 4294967295 is (uid_t)-1, "no id", and cannot be mapped: it is also how many ids there are. */
const IDS = 0xffffffff;

/** `INSIDE:OUTSIDE:COUNT`, such as 0:100000:65536. */
export const idRange: ValueType<IdRange> = {
  placeholder: "INSIDE:OUTSIDE:COUNT",
  parse(word) {
    const match = /^([0-9]{1,10}):([0-9]{1,10}):([0-9]{1,10})$/.exec(word);
    if (!match) throw new SyntaxError("INSIDE:OUTSIDE:COUNT, such as 0:100000:65536");
    const range = { inside: Number(match[1]), outside: Number(match[2]), count: Number(match[3]) };
    const problem = rangeProblem(range);
    if (problem) throw new RangeError(problem);
    return range;
  },
  format: ({ inside, outside, count }) => `${inside}:${outside}:${count}`,
};

/** Ranges that a word stands for. */
export type RangeWord =
  /** The first range that /etc/subuid or /etc/subgid gives to the user, from id 0 on. */
  | "auto"
  /** All that they give to the user, each id being itself. */
  | "subids"
  /** All ids that this process's user namespace has, each being itself. */
  | "all";

const RANGE_WORDS: readonly RangeWord[] = ["auto", "subids", "all"];

/** A range, or a word for ranges. */
export const idRanges: ValueType<IdRange | RangeWord> = {
  placeholder: "INSIDE:OUTSIDE:COUNT|WORD",
  choices: RANGE_WORDS,
  parse(word) {
    const known = RANGE_WORDS.find((one) => one === word);
    if (known) return known;
    if (!word.includes(":"))
      throw new SyntaxError("INSIDE:OUTSIDE:COUNT, such as 0:100000:65536, or auto, subids or all");
    return idRange.parse(word);
  },
  format: (value) => (typeof value === "string" ? value : idRange.format(value)),
};

/** What is wanted of a range, when it is not as uid_map takes it; null when it is. */
export function rangeProblem({ inside, outside, count }: IdRange): string | null {
  if (count < 1) return "a COUNT of at least 1";
  if (inside + count > IDS || outside + count > IDS) return "ids below 4294967295";
  return null;
}

/** The most lines that uid_map takes (since Linux 4.15; user_namespaces(7)). */
const MAX_RANGES = 340;

/** Why the kernel would refuse these ranges together, whatever the privilege; null when it would not. */
export function rangesProblem(ranges: readonly IdRange[]): string | null {
  if (ranges.length > MAX_RANGES) return `${ranges.length} ranges are more than the ${MAX_RANGES} that fit`;
  return overlap(ranges, "inside") ?? overlap(ranges, "outside");
}

function overlap(ranges: readonly IdRange[], side: "inside" | "outside"): string | null {
  const sorted = [...ranges].sort((a, b) => a[side] - b[side]);
  for (let i = 1; i < sorted.length; i++) {
    const [a, b] = [sorted[i - 1]!, sorted[i]!];
    if (a[side] + a.count > b[side])
      return `${idRange.format(a)} and ${idRange.format(b)} overlap ${side} the namespace`;
  }
  return null;
}

/** The text of uid_map or gid_map. */
export function mapText(ranges: readonly IdRange[]): string {
  let text = "";
  for (const { inside, outside, count } of ranges) text += `${inside} ${outside} ${count}\n`;
  return text;
}

/** Whether root of the namespace is somebody outside, so that a process can become it. */
export function mapsRoot(ranges: readonly IdRange[]): boolean {
  return ranges.some(({ inside }) => inside === 0);
}
