// Strings are bytes to the kernel: byte-exact both ways, and one string per byte string.
import { platform } from "@isobox/kernel/host";
import { type Case, equal, ok, random, throws } from "../case.ts";

const { byteLength, decode, encode } = platform;

/** Lead bytes with the ranges of the bytes that follow: the table of RFC 3629. */
const ROWS: readonly [number, number, readonly [number, number][]][] = [
  [0x00, 0x7f, []],
  [0xc2, 0xdf, [[0x80, 0xbf]]],
  [
    0xe0,
    0xe0,
    [
      [0xa0, 0xbf],
      [0x80, 0xbf],
    ],
  ],
  [
    0xe1,
    0xec,
    [
      [0x80, 0xbf],
      [0x80, 0xbf],
    ],
  ],
  [
    0xed,
    0xed,
    [
      [0x80, 0x9f],
      [0x80, 0xbf],
    ],
  ],
  [
    0xee,
    0xef,
    [
      [0x80, 0xbf],
      [0x80, 0xbf],
    ],
  ],
  [
    0xf0,
    0xf0,
    [
      [0x90, 0xbf],
      [0x80, 0xbf],
      [0x80, 0xbf],
    ],
  ],
  [
    0xf1,
    0xf3,
    [
      [0x80, 0xbf],
      [0x80, 0xbf],
      [0x80, 0xbf],
    ],
  ],
  [
    0xf4,
    0xf4,
    [
      [0x80, 0x8f],
      [0x80, 0xbf],
      [0x80, 0xbf],
    ],
  ],
];

/** A second, slow decoder, made of that table. */
function slowly(bytes: readonly number[]): string {
  let text = "";
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i]!;
    const row = ROWS.find(
      ([low, high, tails]) =>
        lead >= low &&
        lead <= high &&
        tails.every(([from, to], k) => (bytes[i + 1 + k] ?? -1) >= from && (bytes[i + 1 + k] ?? -1) <= to),
    );
    if (row === undefined) {
      text += String.fromCharCode(0xdc00 + lead);
      i++;
      continue;
    }
    const tails = row[2].length;
    let point = tails === 0 ? lead : lead & (0x3f >> tails);
    for (let k = 1; k <= tails; k++) point = point * 64 + (bytes[i + k]! & 0x3f);
    text += String.fromCodePoint(point);
    i += 1 + tails;
  }
  return text;
}

function roundTrip(bytes: readonly number[]): void {
  const text = decode(new Uint8Array(bytes));
  if (text !== slowly(bytes)) equal(text, slowly(bytes), `decode ${bytes.join(" ")}`);
  if (bytes.includes(0)) return;
  const again = encode(text);
  if (again.length !== bytes.length || again.some((byte, i) => byte !== bytes[i]))
    equal([...again], bytes, "encode(decode())");
}

export const cases: readonly Case[] = [
  {
    name: "decode() and encode() are inverse for every sequence of two bytes",
    run: () => {
      for (let a = 0; a < 256; a++) for (let b = 0; b < 256; b++) roundTrip([a, b]);
    },
  },
  {
    name: "decode() and encode() are inverse around every lead byte and border tail",
    run: () => {
      const tails = [0x2f, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff];
      for (let lead = 0xe0; lead < 0x100; lead++)
        for (const a of tails) for (const b of tails) for (const c of tails) roundTrip([lead, a, b, c, 0x41]);
    },
  },
  {
    name: "decode() and encode() are inverse for random bytes",
    run: () => {
      const next = random(20260801);
      for (let i = 0; i < 3000; i++)
        roundTrip(Array.from({ length: next(40) }, () => (next(2) === 0 ? next(256) : 0x80 + next(128))));
    },
  },
  {
    name: "encode() is UTF-8 for every kind of character",
    run: () => {
      equal([...encode("aé€😀")], [0x61, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80]);
      equal([...encode("")], []);
      equal([...encode("\ufeffx")], [0xef, 0xbb, 0xbf, 0x78]);
      equal([...encode("\udc80\udcff")], [0x80, 0xff]);
      // A pair is a character, also when its second half alone would be a byte.
      equal([...encode("\ud83d\udc80")], [0xf0, 0x9f, 0x92, 0x80]);
    },
  },
  {
    name: "decode() keeps a byte order mark",
    run: () => equal(decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x78])), "\ufeffx"),
  },
  {
    name: "decode() takes overlong forms and encoded surrogates for bytes",
    run: () => {
      equal(decode(new Uint8Array([0xc0, 0xaf])), "\udcc0\udcaf");
      equal(decode(new Uint8Array([0xed, 0xa0, 0x80])), "\udced\udca0\udc80");
      equal(decode(new Uint8Array([0xed, 0xb2, 0x80])), "\udced\udcb2\udc80");
      equal(decode(new Uint8Array([0xf5, 0x80, 0x80, 0x80])), "\udcf5\udc80\udc80\udc80");
      equal(decode(new Uint8Array([0xf4, 0x90, 0x80, 0x80])), "\udcf4\udc90\udc80\udc80");
    },
  },
  {
    name: "encode() rejects what has no bytes",
    run: () => {
      for (const text of ["\0", "a\0", "\ud800", "\udbff", "\udc00", "\udc7f", "\udd00", "\udfff", "\ud800a"])
        throws(() => encode(text), TypeError, JSON.stringify(text));
      throws(() => encode(1 as unknown as string), TypeError, "a number");
      const message = throws(() => encode("ab\ud800"), TypeError).message;
      ok(message.includes("U+D800") && message.includes("2"), `says what and where: ${message}`);
    },
  },
  {
    name: "byteLength() is the length of what encode() gives, and refuses what it refuses",
    run: () => {
      for (const text of [
        "",
        "a",
        "é",
        "€",
        "\u{1f600}",
        "\udcff",
        "a".repeat(9000),
        `${"a".repeat(9000)}€`,
        "a".repeat(40).slice(3),
      ])
        equal(byteLength(text), encode(text).length, text);
      for (const text of ["\0", "a\0b", "\ud800", "é\0"])
        throws(() => byteLength(text), TypeError, JSON.stringify(text));
      throws(() => byteLength(1 as unknown as string), TypeError, "a number");
    },
  },
  {
    name: "decode() takes a part, and refuses one outside",
    run: () => {
      const bytes = new Uint8Array([0x61, 0xc3, 0xa9, 0x62]);
      equal(decode(bytes, 1), "éb");
      equal(decode(bytes, 0, 2), "a\udcc3");
      equal(decode(bytes, 4), "");
      equal(decode(bytes.subarray(1), 0, 2), "é");
      for (const [start, end] of [
        [5, 5],
        [-1, 2],
        [2, 1],
        [0, 5],
      ] as const)
        throws(() => decode(bytes, start, end), RangeError, `${start} to ${end}`);
      throws(() => decode("x" as unknown as Uint8Array), TypeError, "a string");
    },
  },
];
