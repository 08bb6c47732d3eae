import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, type ValueType } from "@isobox/toolkit";

// keep_caps is not here: execve(2) clears it, so it would mean nothing to the payload.
const BITS = {
  noroot: abi.SECBIT_NOROOT,
  noroot_locked: abi.SECBIT_NOROOT_LOCKED,
  no_setuid_fixup: abi.SECBIT_NO_SETUID_FIXUP,
  no_setuid_fixup_locked: abi.SECBIT_NO_SETUID_FIXUP_LOCKED,
  keep_caps_locked: abi.SECBIT_KEEP_CAPS_LOCKED,
  no_cap_ambient_raise: abi.SECBIT_NO_CAP_AMBIENT_RAISE,
  no_cap_ambient_raise_locked: abi.SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED,
} as const;
const names = Object.keys(BITS);
const bits: ReadonlyMap<string, number> = new Map(Object.entries(BITS));
const ALL = Object.values(BITS).reduce<number>((all, bit) => all | bit, 0);

/** What the securebits become: what is there limited to `keep`, and `add`. */
export interface SecurebitsChange {
  readonly keep: number;
  readonly add: number;
}

export const securebitsChange: ValueType<SecurebitsChange> = {
  placeholder: "BITS",
  choices: names,
  parse(text) {
    const words = text.toLowerCase().split(",");
    const relative = /^[+-]/.test(words[0]!);
    let keep = relative ? ALL : 0;
    let add = 0;
    for (const word of words) {
      if (/^[+-]/.test(word) !== relative)
        throw new SyntaxError(`a sign before each word, or before none: ${wanted}`);
      const named = bitsOf(relative ? word.slice(1) : word);
      add = word[0] === "-" ? add & ~named : add | named;
      if (word[0] === "-") keep &= ~named;
    }
    return { keep, add };
  },
  format({ keep, add }) {
    const dropped = keep === 0 ? [] : listed(ALL & ~keep).map((name) => `-${name}`);
    const words = [...dropped, ...listed(add).map((name) => (keep === 0 ? name : `+${name}`))];
    return words.length > 0 ? words.join(",") : "none";
  },
};

const wanted = `securebits of capabilities(7) (${names.join(", ")}), "none", or a change: "+noroot,-keep_caps_locked"`;

function bitsOf(name: string): number {
  if (name === "all") return ALL;
  if (name === "none") return 0;
  // As capsh(1) takes them.
  const number = /^(0x[0-9a-f]{1,2}|[0-9]{1,3})$/.test(name) ? Number(name) : Number.NaN;
  if (number >= 0 && (number & ~ALL) === 0) return number;
  const bit = bits.get(name);
  if (bit === undefined) throw new RangeError(`${wanted}; there is no "${name}"`);
  return bit;
}

/** The names of the securebits in a set, but for keep_caps, which no execve keeps. */
export function securebitNames(set: number): readonly string[] {
  return listed(set);
}

/** The securebits of this process: the kernel tells nobody of another's. */
export function securebitsNow(): number {
  return sys.prctl(abi.PR_GET_SECUREBITS);
}

function listed(set: number): string[] {
  return Object.entries(BITS).flatMap(([name, bit]) => ((set & bit) === 0 ? [] : [name]));
}

/**
 * Sets the securebits of this process, which are kept across execve(2).
 *
 * Preconditions: CAP_SETPCAP in the effective set; after the ambient set is raised, which they may forbid. Threads: single.
 * @throws {Failure} EPERM without CAP_SETPCAP, or for a bit that is locked.
 * @see capabilities(7), "The securebits flags"
 */
export function setSecurebits({ keep, add }: SecurebitsChange): void {
  doing("cannot set the securebits", () => {
    const now = keep === 0 ? 0 : sys.prctl(abi.PR_GET_SECUREBITS);
    sys.prctl(abi.PR_SET_SECUREBITS, (now & keep) | add);
  });
}
