import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, type ValueType } from "@isobox/toolkit";

const DOMAINS: ReadonlyMap<string, number> = new Map([
  ["linux", abi.PER_LINUX],
  ["linux32", abi.PER_LINUX32],
]);
/** The flags by their names in <linux/personality.h>, in lower case. */
const FLAGS: ReadonlyMap<string, number> = new Map([
  ["uname26", abi.UNAME26],
  ["addr_no_randomize", abi.ADDR_NO_RANDOMIZE],
  ["fdpic_funcptrs", abi.FDPIC_FUNCPTRS],
  ["mmap_page_zero", abi.MMAP_PAGE_ZERO],
  ["addr_compat_layout", abi.ADDR_COMPAT_LAYOUT],
  ["read_implies_exec", abi.READ_IMPLIES_EXEC],
  ["addr_limit_32bit", abi.ADDR_LIMIT_32BIT],
  ["short_inode", abi.SHORT_INODE],
  ["whole_seconds", abi.WHOLE_SECONDS],
  ["sticky_timeouts", abi.STICKY_TIMEOUTS],
  ["addr_limit_3gb", abi.ADDR_LIMIT_3GB],
]);
const ALL = -1;

/** What the personality becomes: what is there limited to `keep`, and `add`. */
export interface PersonalityChange {
  readonly keep: number;
  readonly add: number;
}

const wanted = `a domain (${[...DOMAINS.keys()].join(", ")}) and flags behind it (${[...FLAGS.keys()].join(", ")}), or a change of the flags: "+addr_no_randomize"`;

/** `DOMAIN[,FLAG]…`, or `+FLAG,-FLAG…` for a change of what is there. */
export const personality: ValueType<PersonalityChange> = {
  placeholder: "DOMAIN[,FLAG]…",
  choices: [...DOMAINS.keys(), ...[...FLAGS.keys()].map((name) => `+${name}`)],
  parse(text) {
    const words = text.toLowerCase().split(",");
    const domain = DOMAINS.get(words[0]!);
    let keep = domain === undefined ? ALL : 0;
    let add = domain ?? 0;
    for (const word of domain === undefined ? words : words.slice(1)) {
      const bit = FLAGS.get(domain === undefined ? word.slice(1) : word);
      if (bit === undefined || (domain === undefined && !/^[+-]/.test(word))) throw new SyntaxError(wanted);
      if (word[0] === "-") {
        keep &= ~bit;
        add &= ~bit;
      } else add |= bit;
    }
    return { keep, add };
  },
  format({ keep, add }) {
    const named = (bits: number, sign: string) =>
      [...FLAGS].flatMap(([name, bit]) => ((bits & bit) === 0 ? [] : [sign + name]));
    if (keep !== 0) return [...named(~keep, "-"), ...named(add, "+")].join(",");
    const domain = [...DOMAINS].find(([, number]) => number === (add & abi.PER_MASK));
    return [domain![0], ...named(add, "")].join(",");
  },
};

/**
 * Sets the execution domain: linux32 makes uname(2) name the 32-bit machine, and flags change how programs are laid
 * out. It is kept across execve(2), but for set-user-ID programs; read_implies_exec the kernel decides anew.
 *
 * @throws {Failure} EINVAL for a domain that this machine does not have.
 * @see personality(2), setarch(8)
 */
export function setPersonality({ keep, add }: PersonalityChange): void {
  doing("cannot set the execution domain", () => {
    const now = keep === 0 ? 0 : sys.personality(abi.PERSONALITY_QUERY);
    sys.personality((now & keep) | add);
  });
}
