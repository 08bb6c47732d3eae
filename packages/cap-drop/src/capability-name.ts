import { CAPABILITIES } from "@isobox/kernel/abi";
import type { ValueType } from "@isobox/toolkit";
import { CAPABILITY_BITS, type CapabilitySet, capabilityName } from "./capability-set.ts";
import { CAPABILITY_TEXTS } from "./capability-texts.ts";

/** One capability: a name of capabilities(7) in any case, with or without "cap_", or a number. */
export const capability: ValueType<number> = {
  placeholder: "CAP",
  choices: CAPABILITIES,
  parse(text) {
    const word = text.toLowerCase().replace(/^cap_/, "");
    const named = (CAPABILITIES as readonly string[]).indexOf(word);
    const number = named < 0 && /^[0-9]{1,2}$/.test(word) ? Number(word) : named;
    if (number < 0 || number >= CAPABILITY_BITS)
      throw new RangeError('a capability of capabilities(7), such as "net_admin" or 12');
    return number;
  },
  format: capabilityName,
};

/** A set as the kernel prints it: hexadecimal digits, `00000000000005fb` or `0x5fb`. */
export const capabilityMask: ValueType<CapabilitySet> = {
  placeholder: "MASK",
  parse(text) {
    const match = /^(?:0x)?([0-9a-f]{1,16})$/i.exec(text);
    if (!match) throw new SyntaxError("a mask as /proc/PID/status shows it, such as 00000000a80425fb");
    return parseMask(match[1]!);
  },
  format: formatMask,
};

/** Up to 16 hexadecimal digits, the highest first. */
export function parseMask(digits: string): CapabilitySet {
  const all = digits.padStart(16, "0");
  return { low: Number.parseInt(all.slice(8), 16) | 0, high: Number.parseInt(all.slice(0, 8), 16) | 0 };
}

export function formatMask({ low, high }: CapabilitySet): string {
  return [high, low].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/** What a capability allows, as the end of a sentence that begins "it may". */
export function capabilityText(number: number): string {
  const name = CAPABILITIES[number];
  return name === undefined ? "do what a kernel newer than this program knows" : CAPABILITY_TEXTS[name];
}
