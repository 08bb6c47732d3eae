/** Numbers from 0 to below 1, the same ones for the same seed, so that a failure can be repeated. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ALPHABET = [
  '"',
  "\\",
  "/",
  "a",
  "é",
  "\u{1f600}",
  "\ud800",
  "\udc80",
  "\n",
  "\t",
  "\x01",
  "0",
  " ",
  "{",
  "__proto__",
];

/** Any JSON value without U+0000, without a key twice, and with integers that are exact. */
export function randomValue(next: () => number, depth = 0): unknown {
  const pick = Math.floor(next() * (depth > 4 ? 6 : 8));
  if (pick === 0) return null;
  if (pick === 1) return next() < 0.5;
  if (pick === 2) return Math.floor((next() - 0.5) * 2 ** 53);
  if (pick === 3) return (next() - 0.5) * 10 ** Math.floor(next() * 34 - 20);
  if (pick <= 5) return randomText(next);
  const length = Math.floor(next() * 5);
  if (pick === 6) return Array.from({ length }, () => randomValue(next, depth + 1));
  // As JSON.parse makes it: "__proto__" is a key like any other.
  return Object.defineProperties(
    {},
    Object.fromEntries(
      Array.from({ length }, () => [
        randomText(next),
        { value: randomValue(next, depth + 1), enumerable: true, writable: true, configurable: true },
      ]),
    ),
  );
}

export function randomText(next: () => number): string {
  return Array.from(
    { length: Math.floor(next() * 8) },
    () => ALPHABET[Math.floor(next() * ALPHABET.length)],
  ).join("");
}
