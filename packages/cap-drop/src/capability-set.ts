import { CAPABILITIES } from "@isobox/kernel/abi";
import type { CapabilitySet } from "@isobox/kernel/sys";

export type { CapabilitySet };

/** How many capabilities the kernel's two words can hold. */
export const CAPABILITY_BITS = 64;

export const NO_CAPABILITIES: CapabilitySet = { low: 0, high: 0 };
export const ALL_CAPABILITIES: CapabilitySet = { low: -1, high: -1 };

/** The name of a capability in lower case without "cap_"; its number where it is newer than this program. */
export function capabilityName(number: number): string {
  return CAPABILITIES[number] ?? String(number);
}

/** The set of some capability numbers. */
export function setOf(capabilities: Iterable<number>): CapabilitySet {
  let low = 0;
  let high = 0;
  for (const number of capabilities) {
    if (number < 32) low |= 1 << number;
    else high |= 1 << (number - 32);
  }
  return { low, high };
}

/** Those that this program knows by name; a newer kernel may have more. */
export const NAMED_CAPABILITIES: CapabilitySet = setOf(CAPABILITIES.keys());

export function has(set: CapabilitySet, number: number): boolean {
  return ((number < 32 ? set.low >>> number : set.high >>> (number - 32)) & 1) === 1;
}

export function isEmpty(set: CapabilitySet): boolean {
  return (set.low | set.high) === 0;
}

export function union(a: CapabilitySet, b: CapabilitySet): CapabilitySet {
  return { low: a.low | b.low, high: a.high | b.high };
}

export function intersection(a: CapabilitySet, b: CapabilitySet): CapabilitySet {
  return { low: a.low & b.low, high: a.high & b.high };
}

/** What is in `a` and not in `b`. */
export function difference(a: CapabilitySet, b: CapabilitySet): CapabilitySet {
  return { low: a.low & ~b.low, high: a.high & ~b.high };
}

/** The numbers in a set, in order. */
export function members({ low, high }: CapabilitySet): number[] {
  const found: number[] = [];
  for (let rest = low; rest !== 0; rest &= rest - 1) found.push(31 - Math.clz32(rest & -rest));
  for (let rest = high; rest !== 0; rest &= rest - 1) found.push(63 - Math.clz32(rest & -rest));
  return found;
}

/** The names in a set, for messages: "kill, net_raw". */
export function namesOf(set: CapabilitySet): string {
  return members(set).map(capabilityName).join(", ");
}
