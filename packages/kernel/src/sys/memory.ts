import { platform } from "../host/index.ts";

/** A zeroed buffer whose address does not change. */
export const bytes = platform.bytes;

/** The size of what {@link takeRoom} gives, in bytes. */
export const ROOM = 64 * 1024;
let room: Uint8Array<ArrayBuffer> | null = bytes(ROOM);

/**
 * Room for what the kernel tells and is used at once; to be given back with {@link giveRoom}. There is one for all,
 * because memory that is written to for the first time costs as much as several calls. Who asks while it is taken
 * gets a new one.
 */
export function takeRoom(): Uint8Array<ArrayBuffer> {
  const taken = room ?? bytes(ROOM);
  room = null;
  return taken;
}

/** Gives back what {@link takeRoom} gave. */
export function giveRoom(taken: Uint8Array<ArrayBuffer>): void {
  room = taken;
}

/** A zeroed view for reading and writing the fields of a struct. */
export const struct = platform.view;

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
