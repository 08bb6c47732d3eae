import { platform, type SyscallArg } from "../../host/index.ts";
import { ELLIPSIS, type Format } from "./format.ts";
import { isNull, viewOf } from "./view.ts";

const BACKSLASH = 0x5c;
const QUOTE = 0x22;

/** How many bytes of data are shown. Paths and other strings are shown whole. */
const SHOWN = 32;

/** Bytes as a C string: what is not printable ASCII as \xNN. */
export function quotedBytes(bytes: Uint8Array, limit = bytes.length): string {
  let text = "";
  for (const byte of bytes.subarray(0, limit)) {
    if (byte === QUOTE || byte === BACKSLASH) text += `\\${String.fromCharCode(byte)}`;
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else text += `\\x${byte.toString(16).padStart(2, "0")}`;
  }
  return `"${text}"${bytes.length > limit ? "..." : ""}`;
}

/** A string as the bytes that the kernel gets. */
export function quoted(text: string, limit?: number): string {
  try {
    return quotedBytes(platform.encode(text), limit);
  } catch {
    // Not a string for the kernel (U+0000 or a lone surrogate): the call was refused, but it still has a name.
    return JSON.stringify(text);
  }
}

/** A C string: given as a string, in a buffer up to its NUL, or at an address. */
export const string: Format = (value) => {
  if (typeof value === "string") return quoted(value);
  if (value === null || value === undefined || isNull(value)) return "NULL";
  if (typeof value === "object") {
    const view = viewOf(value);
    if (view === null) return ELLIPSIS;
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    const end = bytes.indexOf(0);
    return quotedBytes(end < 0 ? bytes : bytes.subarray(0, end));
  }
  const bytes = stringAt(Number(value));
  return bytes === null ? `0x${value.toString(16)}` : quotedBytes(bytes);
};

// A piece of memory never crosses a page, so that the string may end just before an unmapped one.
const PIECE = 64;
const LONGEST = 4096;

/** The bytes of a C string in this process's memory, at most 4096; null when there is none. */
export function stringAt(address: number): Uint8Array | null {
  const bytes: number[] = [];
  try {
    while (bytes.length < LONGEST) {
      const from = address + bytes.length;
      for (const byte of new Uint8Array(platform.peek(from, PIECE - (from % PIECE)))) {
        if (byte === 0) return new Uint8Array(bytes);
        bytes.push(byte);
      }
    }
  } catch {
    return null;
  }
  return new Uint8Array(bytes);
}

/** Data that the kernel reads, as long as argument `length` says; abbreviated. */
export const data =
  (length: number): Format =>
  (value, call) =>
    dataText(value, Number(call.args[length] ?? 0));

/** Data that the kernel wrote, as long as its answer says; abbreviated. */
export const filled: Format = (value, call) => {
  if (isNull(value)) return "NULL";
  return call.result === undefined || call.result < 0 ? ELLIPSIS : dataText(value, call.result);
};

function dataText(value: SyscallArg | undefined, length: number): string {
  if (isNull(value)) return "NULL";
  if (typeof value === "string") return quoted(value, SHOWN);
  const shown = Math.min(length, SHOWN + 1);
  const view = viewOf(value, shown);
  if (view === null) return ELLIPSIS;
  const bytes = new Uint8Array(view.buffer, view.byteOffset, Math.min(view.byteLength, shown));
  return quotedBytes(bytes, SHOWN);
}
