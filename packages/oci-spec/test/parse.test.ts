import { test } from "uvu";
import * as assert from "uvu/assert";
import { hasLongInteger, isPlain, parseConfig } from "../src/parse.ts";
import { random } from "./lib/random.ts";

test("parseConfig() keeps 64-bit integers exact", () => {
  for (const literal of [
    "18446744073709551615",
    "9223372036854771712",
    "-9223372036854775808",
    "9007199254740993",
  ]) {
    const value = parseConfig(`{"a":{"limit":${literal}}}`) as { a: { limit: unknown } };
    assert.is(value.a.limit, BigInt(literal));
  }
  assert.equal(parseConfig('{"a":9007199254740991}'), { a: 9007199254740991 });
});

test("parseConfig() reads bytes, and keeps those that are not UTF-8", () => {
  const bytes = new Uint8Array([
    ...new TextEncoder().encode('{"a":"é'),
    0xff,
    ...new TextEncoder().encode('"}'),
  ]);
  assert.equal(parseConfig(bytes), { a: "é\udcff" });
});

test("parseConfig() reads a key with null as one that is not given", () => {
  assert.equal(parseConfig('{"a":null,"b":{"c":null,"d":"null"},"e":[null,{"f":null}]}'), {
    b: { d: "null" },
    e: [null, {}],
  });
});

test("parseConfig() tells the line and the column of a mistake", () => {
  try {
    parseConfig('{\n  "ociVersion": "1.0.2",\n}');
  } catch (error) {
    const { message, cause } = error as Error;
    assert.is(message, "this is not JSON");
    assert.is((cause as Error).message, 'line 3, column 1: want another key behind the comma, not "}"');
    return;
  }
  assert.unreachable("was accepted");
});

test("hasLongInteger() finds an integer of 16 digits wherever it is", () => {
  const next = random(3);
  for (let i = 0; i < 3000; i++) {
    const digits = 1 + Math.floor(next() * 22);
    const before = ["[", "-", " ", ":", ",", "\n"][Math.floor(next() * 6)];
    const text = `${"x".repeat(Math.floor(next() * 40))}${before}${"1".repeat(digits)}${"y".repeat(Math.floor(next() * 40))}`;
    assert.is(hasLongInteger(text), digits >= 16, JSON.stringify(text));
  }
});

test("isPlain() leaves digits in a string to JSON.parse, and U+0000 to nobody", () => {
  assert.ok(isPlain('{"id":"12345678901234567890"}'));
  assert.ok(isPlain('{"id":"a12345678901234567890"}'));
  assert.ok(isPlain("[0.12345678901234567890]"));
  assert.not(isPlain('{"a":"\\u0000"}'));
  assert.throws(() => parseConfig('{"a":"\\u0000"}'), /not JSON/);
  assert.equal(parseConfig('{"a":"\\\\u0000"}'), { a: "\\u0000" });
});

test.run();
