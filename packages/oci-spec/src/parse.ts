import { platform } from "@isobox/kernel/host";
import { Failure } from "@isobox/toolkit";
import { readExact } from "./exact.ts";
import { JsonError } from "./json-error.ts";
import { withoutNulls } from "./nulls.ts";

/** As many digits as 2^53 has: an integer with fewer is exact as a number. */
const LONG = 16;

/**
 * Reads the text of a configuration (or of a process, or of resources).
 *
 * JSON.parse does it when it loses nothing. An integer beyond 2^53 becomes a bigint; then, and when the text is wrong,
 * the exact reader is at work, which tells lines and columns and refuses a key that is given twice. A key of an object whose
 * value is null counts as not given.
 *
 * @returns whatever the text holds: see `validateConfig`.
 * @throws {Failure} when the text is not JSON.
 */
export function parseConfig(source: string | Uint8Array): unknown {
  const text = typeof source === "string" ? source : platform.decode(source);
  const value = read(text);
  // Most texts have no null, and then nothing is to be walked.
  return text.includes("null") ? withoutNulls(value) : value;
}

function read(text: string): unknown {
  if (isPlain(text)) {
    try {
      return JSON.parse(text);
    } catch {
      // The exact reader says where and why.
    }
  }
  return parseExactly(text);
}

/** Reads a text with the exact reader in any case: a key given twice is always refused. @throws {Failure} */
export function parseExactly(text: string): unknown {
  try {
    return readExact(text);
  } catch (error) {
    if (error instanceof JsonError) throw new Failure("this is not JSON", { cause: error });
    throw error;
  }
}

/** Whether JSON.parse gives everything in the text as it stands, if it is JSON at all. */
export function isPlain(text: string): boolean {
  return !hasLongInteger(text) && !text.includes("\\u0000");
}

/** Whether an integer of the text may be beyond 2^53. Looks at every 16th character: one of them is in a run of 16. */
export function hasLongInteger(text: string): boolean {
  for (let i = LONG - 1; i < text.length; i += LONG) {
    if (isDigit(text.charCodeAt(i)) && isLongAround(text, i)) return true;
  }
  return false;
}

function isLongAround(text: string, at: number): boolean {
  let first = at;
  while (isDigit(text.charCodeAt(first - 1))) first--;
  let end = at + 1;
  while (isDigit(text.charCodeAt(end))) end++;
  // Digits behind a letter or a quote belong to a string: a container's id is no reason for the slow way.
  return end - first >= LONG && " \t\r\n:,[-".includes(text[first - 1] ?? " ");
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
