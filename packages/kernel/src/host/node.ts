import koffi from "koffi";
import { machine } from "../abi/machine/node.ts";
import { type PlainArg, type Platform, plainArg, type SyscallArg } from "./host.ts";
import { decode, encode, encodeInto } from "./node/codec.ts";
import { guard } from "./node/guard.ts";
import { peek } from "./node/peek.ts";
import { raw } from "./node/raw.ts";
import { argv, environ } from "./node/strings.ts";

// Strings live here during the call. Larger ones get a buffer of their own.
const scratch = new Uint8Array(new ArrayBuffer(16384));
const scratchAddress = koffi.address(scratch);
let scratchUsed = 0;

// What the words of the call in progress point to. A view that JavaScript has no further use for could
// otherwise be collected while its address is already on the way to the kernel.
const held: (ArrayBuffer | ArrayBufferView | null)[] = [];

function pointer(view: ArrayBuffer | ArrayBufferView): bigint {
  held.push(view);
  if (view.byteLength > 0) return koffi.address(view);
  // koffi calls an empty view NULL, which means something else to many calls.
  const [buffer, offset] = ArrayBuffer.isView(view) ? [view.buffer, view.byteOffset] : [view, 0];
  const whole = new Uint8Array(buffer); // throws a TypeError when the buffer is detached
  return whole.length === 0 ? scratchAddress : koffi.address(whole) + BigInt(offset);
}

function string(text: string): bigint {
  const room = 3 * text.length + 1;
  if (room > scratch.length - scratchUsed) {
    const own = new Uint8Array(new ArrayBuffer(room));
    encodeInto(text, own, 0);
    return pointer(own);
  }
  const at = scratchUsed;
  scratchUsed = encodeInto(text, scratch, at);
  scratch[scratchUsed++] = 0;
  return scratchAddress + BigInt(at);
}

function word(argument: PlainArg, place: number): number | bigint {
  switch (typeof argument) {
    case "number":
      if (!Number.isInteger(argument) || Math.abs(argument) > 2 ** 53)
        throw new TypeError(
          `syscall: argument ${place} is no integer that a number holds exactly: use a bigint`,
        );
      return argument;
    case "bigint":
      return BigInt.asIntN(64, argument);
    case "string":
      return string(argument);
    case "undefined":
      return 0;
    default:
  }
  if (argument === null) return 0;
  if (argument instanceof ArrayBuffer || ArrayBuffer.isView(argument)) return pointer(argument);
  throw new TypeError(
    `syscall: argument ${place} must be a number, bigint, string, buffer, view, descriptor or null`,
  );
}

function syscall(nr: number, ...args: (SyscallArg | undefined)[]): number {
  if (args.length > 6) throw new TypeError("syscall: want a number and at most six arguments");
  if ((nr | 0) !== nr) throw new TypeError("syscall: the number of the call must be an integer");
  const plain = args.map(plainArg);
  guard(nr, plain);
  try {
    const [a, b, c, d, e, f] = plain;
    return Number(raw(nr, word(a, 1), word(b, 2), word(c, 3), word(d, 4), word(e, 5), word(f, 6)));
  } finally {
    scratchUsed = 0;
    held.length = 0;
  }
}

function address(view: ArrayBuffer | ArrayBufferView): number {
  if (!(view instanceof ArrayBuffer || ArrayBuffer.isView(view)))
    throw new TypeError("address: want a buffer or a view");
  const result = Number(pointer(view));
  held.length = 0;
  return result;
}

// V8 keeps typed arrays of up to 64 bytes on its moving heap unless they are made around an ArrayBuffer.
function buffer(what: string, size: number): ArrayBuffer {
  if ((size | 0) !== size || size < 0)
    throw new TypeError(`${what}: want a size, an integer from 0 to 2147483647`);
  return new ArrayBuffer(size);
}

/** The Node host: koffi, several threads, and therefore no call that changes this thread or this process. */
export const platform: Platform = {
  kind: "node",
  machine,
  syscall,
  address,
  encode,
  byteLength: (text) => encode(text).length,
  bytes: (size) => new Uint8Array(buffer("bytes", size)),
  view: (size) => new DataView(buffer("view", size)),
  decode,
  peek,
  stay: () => {},
  argv,
  environ,
};
