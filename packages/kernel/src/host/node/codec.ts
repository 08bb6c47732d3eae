// The kernel's strings under Node: byte for byte what native/src/codec.c does.

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Where {@link encodeInto} stopped: U+0000, or a surrogate that stands for nothing. */
function reject(text: string, index: number): TypeError {
  const unit = text.charCodeAt(index).toString(16).toUpperCase().padStart(4, "0");
  return new TypeError(`a string for the kernel cannot hold U+${unit} (at index ${index})`);
}

/**
 * Writes the bytes of a string; there must be room for three per unit.
 * @returns the position after the last byte.
 * @throws {TypeError} for U+0000 and for lone surrogates other than U+DC80 to U+DCFF.
 */
export function encodeInto(text: string, out: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      if (unit === 0) throw reject(text, i);
      out[at++] = unit;
    } else if (unit < 0x800) {
      out[at++] = 0xc0 | (unit >> 6);
      out[at++] = 0x80 | (unit & 0x3f);
    } else if (unit < 0xd800 || unit > 0xdfff) {
      out[at++] = 0xe0 | (unit >> 12);
      out[at++] = 0x80 | ((unit >> 6) & 0x3f);
      out[at++] = 0x80 | (unit & 0x3f);
    } else {
      const next = unit < 0xdc00 ? text.charCodeAt(i + 1) : 0;
      if (next >= 0xdc00 && next <= 0xdfff) {
        const point = 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00);
        out[at++] = 0xf0 | (point >> 18);
        out[at++] = 0x80 | ((point >> 12) & 0x3f);
        out[at++] = 0x80 | ((point >> 6) & 0x3f);
        out[at++] = 0x80 | (point & 0x3f);
        i++;
      } else if (unit >= 0xdc80 && unit <= 0xdcff) out[at++] = unit - 0xdc00;
      else throw reject(text, i);
    }
  }
  return at;
}

/** The bytes of a string, without a NUL at the end. */
export function encode(text: string): Uint8Array {
  if (typeof text !== "string") throw new TypeError("encode: want a string");
  const out = new Uint8Array(new ArrayBuffer(3 * text.length));
  return out.slice(0, encodeInto(text, out, 0));
}

/** The length of the valid character at `i`, or 0. */
function valid(b: Uint8Array, i: number): number {
  const lead = b[i]!;
  const tail = (offset: number) => ((b[i + offset] ?? 0) & 0xc0) === 0x80;
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return tail(1) ? 2 : 0;
  const second = b[i + 1] ?? 0;
  // Overlong forms and encoded surrogates are invalid: accepted, two different names would decode to one string.
  if (lead >= 0xe0 && lead <= 0xef) {
    const low = lead === 0xe0 ? 0xa0 : 0x80;
    const high = lead === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && tail(2) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const low = lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

function decodeBytes(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    // Some byte is not UTF-8: decode the valid runs between the others.
  }
  let text = "";
  let from = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = valid(bytes, i);
    if (length === 0) {
      text += strict.decode(bytes.subarray(from, i)) + String.fromCharCode(0xdc00 + bytes[i]!);
      from = i + 1;
    }
    i += length || 1;
  }
  return text + strict.decode(bytes.subarray(from));
}

/** A buffer or view as bytes. */
export function bytesOf(view: unknown): Uint8Array | null {
  if (view instanceof ArrayBuffer) return new Uint8Array(view);
  return ArrayBuffer.isView(view) ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength) : null;
}

/** The inverse of {@link encode} for every byte string. */
export function decode(view: Uint8Array, start = 0, end?: number): string {
  const bytes = bytesOf(view);
  if (bytes === null) throw new TypeError("decode: want a buffer or a view");
  const stop = end ?? bytes.length;
  if (typeof start !== "number" || typeof stop !== "number")
    throw new TypeError("decode: start and end must be numbers");
  if (!(start >= 0 && stop >= start && stop <= bytes.length))
    throw new RangeError(`decode: ${start} to ${stop} is outside 0 to ${bytes.length}`);
  return decodeBytes(bytes.subarray(start, stop));
}
