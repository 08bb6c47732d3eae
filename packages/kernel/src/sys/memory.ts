import { platform } from "../host/index.ts";

/**
 * A zeroed buffer whose address does not change.
 *
 * V8 keeps typed arrays of up to 64 bytes on its moving heap unless they are made around an ArrayBuffer.
 */
export function bytes(size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new ArrayBuffer(size));
}

/** A view for reading and writing the fields of a struct. */
export function struct(size: number): DataView<ArrayBuffer> {
  return new DataView(new ArrayBuffer(size));
}

/** Every multi-byte field that the kernel reads is in the machine's order, which is little-endian on both. */
export const LE = true;

/** Writes a 64-bit field from a number (a safe integer) or a bigint. */
export function setU64(view: DataView, offset: number, value: number | bigint): void {
  if (typeof value === "bigint") view.setBigUint64(offset, value, LE);
  else {
    view.setUint32(offset, value >>> 0, LE);
    view.setUint32(offset + 4, Math.floor(value / 0x100000000) >>> 0, LE);
  }
}

/** Reads a 64-bit field as a number; exact up to 2^53. */
export function getU64(view: DataView, offset: number): number {
  return view.getUint32(offset + 4, LE) * 0x100000000 + view.getUint32(offset, LE);
}

/** An array of C strings for execve(2), with all that it points to. Keep it referenced until the call returns. */
export interface StringArray {
  readonly pointers: DataView<ArrayBuffer>;
  readonly text: Uint8Array<ArrayBuffer>;
}

/** Lays out `char *const strings[]`, closed by a null pointer. */
export function stringArray(strings: readonly string[]): StringArray {
  const encoded = strings.map((text) => platform.encode(text));
  let size = 0;
  for (const bytes of encoded) size += bytes.length + 1;
  const text = bytes(size);
  const pointers = struct(8 * (strings.length + 1));
  const base = platform.address(text);
  let at = 0;
  encoded.forEach((string, i) => {
    text.set(string, at);
    setU64(pointers, 8 * i, base + at);
    at += string.length + 1;
  });
  return { pointers, text };
}
