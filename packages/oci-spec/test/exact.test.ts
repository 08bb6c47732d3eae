import { test } from "uvu";
import * as assert from "uvu/assert";
import { readExact } from "../src/exact.ts";
import { JsonError } from "../src/json-error.ts";
import { random, randomValue } from "./lib/random.ts";

test("readExact() reads random documents as JSON.parse does", () => {
  const next = random(1);
  for (let i = 0; i < 2000; i++) {
    const value = randomValue(next);
    const text = JSON.stringify(value, null, Math.floor(next() * 3));
    assert.equal(readExact(text), JSON.parse(text), text);
    assert.is(JSON.stringify(readExact(text)), JSON.stringify(value), text);
  }
});

test("readExact() refuses what JSON.parse refuses, and only that", () => {
  const next = random(2);
  const pieces = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    "\\",
    "0",
    "1",
    "-",
    ".",
    "e",
    "+",
    "t",
    "n",
    " ",
    "\n",
    "\x01",
    "'",
    "/",
  ];
  let refused = 0;
  for (let i = 0; i < 6000; i++) {
    const text = damaged(JSON.stringify(randomValue(next)), next, pieces);
    const plain = attempt(() => JSON.parse(text));
    const exact = attempt(() => readExact(text));
    if (plain.error) refused++;
    // These are more than JSON.parse minds.
    if (!plain.error && exact.error && /is there already|U\+0000/.test(exact.error)) continue;
    assert.is(
      Boolean(exact.error),
      plain.error !== undefined,
      `${JSON.stringify(text)}: ${exact.error ?? "accepted"}`,
    );
  }
  assert.ok(refused > 2000, "most of the damage makes a document unreadable");
});

function damaged(text: string, next: () => number, pieces: readonly string[]): string {
  const at = Math.floor(next() * (text.length + 1));
  const piece = pieces[Math.floor(next() * pieces.length)]!;
  return text.slice(0, at) + (next() < 0.7 ? piece : "") + text.slice(at + Math.floor(next() * 2));
}

function attempt(read: () => unknown): { value?: unknown; error?: string } {
  try {
    return { value: read() };
  } catch (error) {
    assert.instance(error, SyntaxError);
    return { error: (error as Error).message };
  }
}

test("readExact() keeps integers beyond 2^53", () => {
  const text =
    "[18446744073709551615, 9223372036854771712, -9223372036854775808, 9007199254740993, 9007199254740991]";
  assert.equal(readExact(text), [
    18446744073709551615n,
    9223372036854771712n,
    -9223372036854775808n,
    9007199254740993n,
    9007199254740991,
  ]);
  assert.equal(readExact("[1e20, 1234567890123456.5, -0]"), [1e20, 1234567890123456.5, -0]);
});

const errors: readonly (readonly [text: string, line: number, column: number, problem: RegExp])[] = [
  ["", 1, 1, /^want a value, not the end of the document$/],
  ["  \n  ", 2, 3, /the end of the document/],
  ['{"a":1,}', 1, 8, /^want another key behind the comma, not "}"$/],
  ['{"a":1,\n "b":2,\n}', 3, 1, /^want another key behind the comma/],
  ["[1,]", 1, 4, /^want a value, not "]"$/],
  ["{'a':1}", 1, 2, /JSON quotes with "/],
  ['{"a":1 // one\n}', 1, 8, /JSON has no comments/],
  ['{\n\t"a" 1}', 2, 6, /^want ":" after the key, not "1"$/],
  ['{"a":1 "b":2}', 1, 8, /^want "," or "}", not "\\""$/],
  ["[1 2]", 1, 4, /^want "," or "]"/],
  ['{"a":01}', 1, 6, /0 before its digits/],
  ["[+1]", 1, 2, /without a sign/],
  ["[.5]", 1, 2, /a digit before the point/],
  ["[-]", 1, 2, /digits behind the sign/],
  ["[NaN]", 1, 2, /^want a value, not "N"$/],
  ['{"é😀": tru}', 1, 8, /^want a value, not "t"$/],
  ['["abc', 1, 2, /has no end/],
  ['["a\nb"]', 1, 4, /a line break in a string: want \\n/],
  ['["a\tb"]', 1, 4, /a tab in a string: want \\t/],
  ['["\x1b"]', 1, 3, /the control character 27 in a string: want \\u001b/],
  ['["a\\q"]', 1, 4, /^\\q is no escape of JSON/],
  ['["\\u12g4"]', 1, 3, /^\\u12g4 is no escape of JSON/],
  ['["a\\u0000"]', 1, 4, /U\+0000/],
  ['{"a":1,\n"b":2,\n"a":3}', 3, 1, /^the key "a" is there already \(line 1, column 2\)$/],
  ["[1] x", 1, 5, /^want the end of the document, not "x"$/],
  ["\uFEFF{}", 1, 1, /byte order mark/],
  [`${"[".repeat(300)}`, 1, 257, /nested more than 256 levels deep/],
];

for (const [text, line, column, problem] of errors) {
  test(`readExact() tells where ${JSON.stringify(text.slice(0, 30))} goes wrong`, () => {
    try {
      readExact(text);
    } catch (error) {
      assert.instance(error, JsonError);
      const { line: atLine, column: atColumn, problem: said, message } = error as JsonError;
      assert.equal([atLine, atColumn], [line, column], message);
      assert.match(said, problem);
      return;
    }
    assert.unreachable("was accepted");
  });
}

test.run();
