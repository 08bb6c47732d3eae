import { platform, type SyscallArg } from "../../host/index.ts";
import { LE } from "../memory.ts";

/** The bytes of this process at an address; null when they cannot be read. */
export function at(address: number, size: number): DataView | null {
  try {
    return new DataView(platform.peek(address, size));
  } catch {
    return null;
  }
}

/** Whether an argument is a null pointer. */
export const isNull = (value: SyscallArg | undefined): boolean =>
  value === null || value === undefined || value === 0 || value === 0n;

/** What an argument points to: a buffer's own bytes, or `size` bytes at an address. Null when it is no pointer. */
export function viewOf(value: SyscallArg | undefined, size = 0): DataView | null {
  if (value instanceof ArrayBuffer) return new DataView(value);
  if (ArrayBuffer.isView(value)) return new DataView(value.buffer, value.byteOffset, value.byteLength);
  const isAddress = (typeof value === "number" || typeof value === "bigint") && Number(value) > 0;
  return isAddress && size > 0 ? at(Number(value), size) : null;
}

/** The type of a field. */
export type Width = "u8" | "u16" | "u32" | "i16" | "i32" | "u64" | "i64";

const READ: Readonly<Record<Width, (view: DataView, offset: number) => number | bigint>> = {
  u8: (view, offset) => view.getUint8(offset),
  u16: (view, offset) => view.getUint16(offset, LE),
  u32: (view, offset) => view.getUint32(offset, LE),
  i16: (view, offset) => view.getInt16(offset, LE),
  i32: (view, offset) => view.getInt32(offset, LE),
  u64: (view, offset) => view.getBigUint64(offset, LE),
  i64: (view, offset) => view.getBigInt64(offset, LE),
};

/** A field of a view; null when it lies beyond the end. */
export function field(view: DataView, offset: number, width: Width): number | bigint | null {
  return offset + Number(width.slice(1)) / 8 > view.byteLength ? null : READ[width](view, offset);
}
