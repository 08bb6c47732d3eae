import * as abi from "@isobox/kernel/abi";
import { Fd, fcntl, open, readText as readWhole } from "@isobox/kernel/sys";
import { type Destination, destination } from "./destination.ts";
import { doing, Failure } from "./errors.ts";
import type { ValueType } from "./options.ts";

/** Where JSON comes from: a file, a descriptor that the caller has opened, or the word itself. */
export type JsonSource = Destination | { readonly json: string };

/** `FILE`, `fd:N`, or JSON that begins with a brace. */
export const jsonSource: ValueType<JsonSource> = {
  placeholder: "FILE|fd:N|JSON",
  path: "file",
  parse: (word) => (/^\s*\{/.test(word) ? { json: word } : destination.parse(word)),
  format: (source) => ("json" in source ? source.json : destination.format(source)),
};

/**
 * Reads JSON; an integer beyond 2^53 becomes a bigint.
 *
 * @param what what it is, for the message: "the resources".
 * @throws {Failure} when it cannot be read or is no JSON object.
 */
export function readJson(source: JsonSource, what: string): Record<string, unknown> {
  const text = "json" in source ? source.json : readText(source, what);
  let value: unknown;
  try {
    value = parseExact(text);
  } catch (error) {
    throw new Failure(`${what} cannot be read as JSON`, { cause: error });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Failure(`${what} must be a JSON object`);
  return value as Record<string, unknown>;
}

/** The text behind a file name or a descriptor. @throws {Failure} */
export function readText(source: Destination, what: string): string {
  return doing(`cannot read ${what}`, () => {
    using file = "fd" in source ? handedOver(source.fd) : open(source.path, abi.O_RDONLY);
    return readWhole(file);
  });
}

/** A descriptor that is ours from now on. A standard stream stays: the next file to be opened would take its place. */
export function handedOver(fd: number): Fd {
  return fd > 2 ? new Fd(fd) : new Fd(fcntl(fd, abi.F_DUPFD_CLOEXEC, 3));
}

/** Strings, so that digits in them are left alone, and integers that a number may not hold. */
const LONG_INTEGERS = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;
/** No string of JSON text can begin so: U+0000 stands in it as an escape, which is refused. */
const MARK = "\0big:";

function parseExact(text: string): unknown {
  if (text.includes("\\u0000"))
    throw new SyntaxError("a string with U+0000, which the kernel has no use for");
  const marked = text.replace(LONG_INTEGERS, (found) => (found[0] === '"' ? found : `"\\u0000big:${found}"`));
  return JSON.parse(marked, (_, value: unknown) => {
    if (typeof value !== "string" || !value.startsWith(MARK)) return value;
    const exact = BigInt(value.slice(MARK.length));
    return BigInt(Number(exact)) === exact && Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
  });
}
