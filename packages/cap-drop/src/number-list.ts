import { bytes } from "@isobox/kernel/sys";

/** Ranges of processors or memory nodes, in the order in which they were written. */
export type NumberList = readonly (readonly [first: number, last: number])[];

/** More than any kernel is built for; a mask of this many bits is 8 KiB. */
const LIMIT = 65535;

/** A list such as `0-3,7`; not empty. @throws {SyntaxError | RangeError} */
export function parseNumberList(text: string): NumberList {
  return text.split(",").map((part) => {
    const match = /^([0-9]{1,5})(?:-([0-9]{1,5}))?$/.exec(part);
    if (!match) throw new SyntaxError("numbers and ranges such as 0-3,7");
    const first = Number(match[1]);
    const last = Number(match[2] ?? first);
    if (first > last || last > LIMIT) throw new RangeError(`ranges that rise, up to ${LIMIT}`);
    return [first, last];
  });
}

export function formatNumberList(list: NumberList): string {
  return list.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(",");
}

/** The list as a mask of whole 64-bit words, bit N for number N, as the kernel reads it. */
export function maskOf(list: NumberList): Uint8Array<ArrayBuffer> {
  const highest = Math.max(-1, ...list.map(([, last]) => last));
  const mask = bytes(8 * Math.ceil((highest + 1) / 64));
  for (const [first, last] of list)
    for (let number = first; number <= last; number++) mask[number >> 3]! |= 1 << (number & 7);
  return mask;
}

/** The numbers whose bit a mask has, as rising ranges. */
export function listOf(mask: Uint8Array): NumberList {
  const list: [number, number][] = [];
  for (let number = 0; number < mask.length * 8; number++) {
    if (((mask[number >> 3]! >> (number & 7)) & 1) === 0) continue;
    const last = list.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else list.push([number, number]);
  }
  return list;
}
