import { platform, type SyscallArg } from "../host/index.ts";
import { stringAt } from "../sys/format/text.ts";
import { viewOf } from "../sys/format/view.ts";
import { bytes } from "../sys/memory.ts";

export type Args = readonly (SyscallArg | undefined)[];

/** An argument as an int. */
export function int(argument: SyscallArg | undefined): number {
  if (typeof argument === "number") return argument | 0;
  return typeof argument === "bigint" ? Number(BigInt.asIntN(32, argument)) : 0;
}

/** An argument as a size or an offset. */
export function size(argument: SyscallArg | undefined): number {
  return typeof argument === "number" || typeof argument === "bigint" ? Number(argument) : 0;
}

/** A C string; "" for a null pointer. */
export function text(argument: SyscallArg | undefined): string {
  if (typeof argument === "string") return argument;
  if (typeof argument === "object" && argument !== null) {
    const view = viewOf(argument)!;
    const data = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    const end = data.indexOf(0);
    return platform.decode(data, 0, end < 0 ? data.length : end);
  }
  const found = size(argument) > 0 ? stringAt(size(argument)) : null;
  return found ? platform.decode(found) : "";
}

/** A string as the kernel gives it, with a NUL at its end. */
export function terminated(string: string): Uint8Array {
  const encoded = platform.encode(string);
  const whole = bytes(encoded.length + 1);
  whole.set(encoded);
  return whole;
}

/** The bytes that a call reads or writes, not copied. Empty where they cannot be had. */
export function data(argument: SyscallArg | undefined, length: number): Uint8Array {
  if (typeof argument === "string") return platform.encode(argument).subarray(0, length);
  const view = viewOf(argument, length);
  if (!view) return bytes(0);
  return new Uint8Array(view.buffer, view.byteOffset, Math.min(view.byteLength, length));
}

/** Copies to where a call is to put its answer; how much there was room for. */
export function fill(argument: SyscallArg | undefined, content: Uint8Array, room: number): number {
  const to = data(argument, room);
  const part = content.subarray(0, to.length);
  to.set(part);
  return part.length;
}
