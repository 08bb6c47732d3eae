import * as abi from "../../abi/index.ts";
import type { SyscallArg } from "../../host/host.ts";
import { ELLIPSIS, type Format } from "./format.ts";
import { quoted } from "./text.ts";

/** What is no number, told as what it is: a pointer argument may be passed as an address or as a view. */
function other(value: SyscallArg | undefined): string {
  if (value === null || value === undefined) return "NULL";
  return typeof value === "string" ? quoted(value) : ELLIPSIS;
}

/** A format of integers. */
export const integer =
  (text: (value: number | bigint) => string): Format =>
  (value) =>
    typeof value === "number" || typeof value === "bigint" ? text(value) : other(value);

export const dec = integer(String);

const hexText = (value: number | bigint): string => `0x${unsigned(value).toString(16)}`;
export const hex = integer(hexText);

/** An address: NULL, hexadecimal, or a buffer of ours that is not looked into. */
export const pointer = integer((value) => (Number(value) === 0 ? "NULL" : hexText(value)));

/** 32 or 64 bits as the kernel sees them: a negative number was an int of C. */
function unsigned(value: number | bigint): bigint {
  const whole = BigInt(value);
  if (whole >= 0n) return whole;
  return BigInt.asUintN(whole >= -0x80000000n ? 32 : 64, whole);
}

/** An `int` that was passed as any 64 bits with the same low half. */
const int = (value: number | bigint): number => Number(BigInt.asIntN(32, BigInt(value)));

/** Permission bits: 0644. */
export const octal = integer(octalText);

function octalText(value: number | bigint): string {
  return Number(value) === 0 ? "0" : `0${value.toString(8)}`;
}

export const fd = dec;
/** The descriptor of a directory. */
export const dirfd = integer((value) => (int(value) === abi.AT_FDCWD ? "AT_FDCWD" : String(int(value))));

/** Names with their values. */
export type Names = readonly (readonly [name: string, value: bigint])[];

/** The integers among an abi module's exports whose names match, by value. */
export function namesOf(constants: Readonly<Record<string, unknown>>, pattern: RegExp): Names {
  const names: [string, bigint][] = [];
  for (const [name, value] of Object.entries(constants))
    if ((typeof value === "number" || typeof value === "bigint") && pattern.test(name))
      names.push([name, BigInt(value)]);
  return names.sort((a, b) => Number(a[1] - b[1]));
}

/** One of several names, else a number. */
export const choice = (names: Names): Format =>
  integer((value) => {
    const row = names.find(([, number]) => number === unsigned(value) || number === BigInt(value));
    return row?.[0] ?? dec(value, { args: [], result: undefined }) ?? "";
  });

/** A set of bits as `A|B|0x100`: names by ascending value, what has no name in hexadecimal. */
export function bitsText(names: Names, value: number | bigint): string {
  let rest = unsigned(value);
  const found: (readonly [string, bigint])[] = [];
  // A name of several bits (O_SYNC, which holds O_DSYNC) goes before the names of its parts.
  for (const several of [true, false])
    for (const row of names) {
      const mask = row[1];
      if (mask === 0n || (rest & mask) !== mask || ((mask & (mask - 1n)) !== 0n) !== several) continue;
      found.push(row);
      rest &= ~mask;
    }
  found.sort((a, b) => Number(a[1] - b[1]));
  const words = found.map(([name]) => name);
  if (rest !== 0n || words.length === 0) words.push(rest === 0n ? "0" : hexText(rest));
  return words.join("|");
}

/** A format of sets of bits. */
export const bits = (names: Names): Format => integer((value) => bitsText(names, value));

/** Words for a set whose bits are numbered; with most of them set, the few that are not: `~(CAP_SYS_ADMIN)`. */
export function setText(names: readonly string[], mask: bigint, separator = "|", brackets = "()"): string {
  const [open, close] = brackets;
  const all = (1n << BigInt(names.length)) - 1n;
  const words = (set: bigint) => names.filter((_, bit) => (set >> BigInt(bit)) & 1n);
  const unknown = mask & ~all;
  const missing = words(all & ~mask);
  if (missing.length < names.length / 2) return `~${open}${missing.join(separator)}${close}`;
  const present = words(mask);
  if (unknown !== 0n) present.push(hexText(unknown));
  return present.join(separator) || "0";
}
