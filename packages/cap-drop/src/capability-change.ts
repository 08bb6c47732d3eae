import type { ValueType } from "@isobox/toolkit";
import {
  ALL_CAPABILITIES,
  CAPABILITY_BITS,
  type CapabilitySet,
  capabilityName,
  difference,
  intersection,
  isEmpty,
  members,
  NO_CAPABILITIES,
  setOf,
  union,
} from "./capability-set.ts";

/**
 * What a capability set becomes: what is there, limited to `keep`; with `fill` as far as the process has it; and
 * with `add` whether it has it or not.
 *
 * `kill,net_raw` is `add` alone, `-kill` takes a bit from `keep`, `+kill` puts it into `add`, `all` is `fill`.
 * The process's own sets need not be read when `keep` and `fill` are empty.
 */
export interface CapabilityChange {
  readonly keep: CapabilitySet;
  readonly fill: CapabilitySet;
  readonly add: CapabilitySet;
}

/** Becomes exactly this set. */
export function exactly(add: CapabilitySet): CapabilityChange {
  return { keep: NO_CAPABILITIES, fill: NO_CAPABILITIES, add };
}

export const TO_NONE: CapabilityChange = exactly(NO_CAPABILITIES);

/** Whether the result depends on what the process has. */
export function isRelative({ keep, fill }: CapabilityChange): boolean {
  return !isEmpty(keep) || !isEmpty(fill);
}

/** The set that a change makes of `current`; `available` is what the process could have in it. */
export function changed(
  { keep, fill, add }: CapabilityChange,
  current: CapabilitySet,
  available: CapabilitySet,
): CapabilitySet {
  return union(union(intersection(current, keep), intersection(available, fill)), add);
}

/** The type of the options that change a capability set. */
export const capabilityChange: ValueType<CapabilityChange> = {
  placeholder: "CAPS",
  parse: parseChange,
  format: formatChange,
};

const wanted =
  'capabilities(7) such as "net_bind_service,kill", "all,-sys_admin" or "none", or a change of what is there: "+kill,-mknod"';

/** Every word for one capability or many: a name or a number, with and without "cap_". */
const sets: ReadonlyMap<string, CapabilitySet> = new Map(
  Array.from({ length: CAPABILITY_BITS }, (_, number) => {
    const set = setOf([number]);
    return [capabilityName(number), String(number)].flatMap((name) => [
      [name, set] as const,
      [`cap_${name}`, set] as const,
    ]);
  })
    .flat()
    .concat([
      ["all", ALL_CAPABILITIES],
      ["none", NO_CAPABILITIES],
    ]),
);

function parseChange(text: string): CapabilityChange {
  const words = text.toLowerCase().split(",");
  const absolute = !isSigned(words[0]!);
  let keep = absolute ? NO_CAPABILITIES : ALL_CAPABILITIES;
  let fill = NO_CAPABILITIES;
  let add = NO_CAPABILITIES;
  for (const word of words) {
    const signed = isSigned(word);
    // "+kill,net_raw" could mean either; setpriv(1) refuses it too.
    if (!signed && !absolute) throw new SyntaxError(`a sign before each word, or before none: ${wanted}`);
    const set = sets.get(signed ? word.slice(1) : word);
    if (set === undefined) throw new RangeError(`${wanted}; there is no "${word}"`);
    if (word[0] === "-") {
      keep = difference(keep, set);
      fill = difference(fill, set);
      add = difference(add, set);
    } else if (set === ALL_CAPABILITIES) fill = set;
    else add = union(add, set);
  }
  return { keep, fill, add };
}

function isSigned(word: string): boolean {
  return word[0] === "+" || word[0] === "-";
}

/** Every bit that is not in the set. */
function complement(set: CapabilitySet): CapabilitySet {
  return difference(ALL_CAPABILITIES, set);
}

function formatChange({ keep, fill, add }: CapabilityChange): string {
  const absolute = isEmpty(keep);
  const words: string[] = absolute ? [] : signed("-", complement(keep));
  if (!isEmpty(fill)) words.push(absolute ? "all" : "+all", ...signed("-", complement(fill)));
  words.push(...signed(absolute ? "" : "+", add));
  return words.length > 0 ? words.join(",") : absolute ? "none" : "+none";
}

function signed(sign: string, set: CapabilitySet): string[] {
  return members(set).map((number) => sign + capabilityName(number));
}
