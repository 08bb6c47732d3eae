/**
 * 64-bit integers in JavaScript: a number as far as it is exact, a bigint beyond. A number above 2^53 is refused, since
 * it may not be what the document said.
 */

export function int64(x: unknown): x is number | bigint {
  return typeof x === "number"
    ? Number.isSafeInteger(x)
    : typeof x === "bigint" && x >= -0x8000000000000000n && x <= 0x7fffffffffffffffn;
}

export function uint64(x: unknown): x is number | bigint {
  return typeof x === "number"
    ? x >= 0 && Number.isSafeInteger(x)
    : typeof x === "bigint" && x >= 0n && x <= 0xffffffffffffffffn;
}
