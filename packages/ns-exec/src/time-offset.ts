import type { ValueType } from "@isobox/toolkit";

/** What a clock of a time namespace is ahead of the initial namespace's: seconds, and nanoseconds on top. */
export interface TimeOffset {
  /** May be negative. */
  readonly secs: number;
  /** 0 to 999999999, always added: -1.5 seconds is -2 and 500000000. */
  readonly nanosecs: number;
}

const BILLION = 1_000_000_000;

/** Seconds, with a sign and up to nine decimals: 86400, -1.5. */
export const timeOffset: ValueType<TimeOffset> = {
  placeholder: "SEC",
  parse(word) {
    const match = /^([+-]?)([0-9]{1,15})(?:\.([0-9]{1,9}))?$/.exec(word);
    if (!match) throw new SyntaxError("seconds, such as 86400 or -1.5");
    const secs = Number(match[2]);
    const nanosecs = Number((match[3] ?? "").padEnd(9, "0"));
    if (match[1] !== "-") return { secs, nanosecs };
    return nanosecs === 0
      ? { secs: secs === 0 ? 0 : -secs, nanosecs }
      : { secs: -secs - 1, nanosecs: BILLION - nanosecs };
  },
  format({ secs, nanosecs }) {
    if (nanosecs === 0) return String(secs);
    const negative = secs < 0;
    const whole = negative ? -secs - 1 : secs;
    const fraction = String(negative ? BILLION - nanosecs : nanosecs).padStart(9, "0");
    return `${negative ? "-" : ""}${whole}.${fraction.replace(/0+$/, "")}`;
  },
};
