import { JsonError, position } from "./json-error.ts";
import { readString } from "./json-string.ts";

/** Deeper than any configuration, and shallow enough for the stack of an interpreter. */
const DEEPEST = 256;
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in a string
const SPECIAL = /[\x00-\x1f\\]/;
const DIGIT = /[0-9]/;
const WORDS: readonly (readonly [string, null | boolean])[] = [
  ["null", null],
  ["true", true],
  ["false", false],
];
/** What people write where JSON has no such thing. */
const HABITS: Readonly<Record<string, string>> = {
  "/": "JSON has no comments",
  "#": "JSON has no comments",
  "'": 'JSON quotes with "',
  "\uFEFF": "a byte order mark does not belong into JSON",
  "-": "JSON wants digits behind the sign",
  "+": "JSON writes a positive number without a sign",
  ".": "JSON writes a digit before the point",
};

/**
 * Reads JSON as JSON.parse does, and keeps what that loses: an integer beyond 2^53 becomes a bigint, an error has a line
 * and a column, a key given twice is refused, and so is U+0000, which no string of the kernel can hold.
 *
 * @throws {JsonError}
 */
export function readExact(text: string): unknown {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  value(depth: number): unknown {
    this.skip();
    const c = this.text[this.at];
    if (c === '"') return this.string();
    if (c === "{") return this.object(depth);
    if (c === "[") return this.array(depth);
    for (const [word, value] of WORDS) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    return this.number();
  }

  end(): void {
    this.skip();
    if (this.at < this.text.length) this.fail("the end of the document");
  }

  private object(depth: number): Record<string, unknown> {
    this.enter(depth);
    const object: Record<string, unknown> = {};
    if (this.take("}")) return object;
    const places = new Map<string, number>();
    do {
      this.skip();
      const place = this.at;
      if (this.text[place] !== '"')
        this.fail(places.size ? "another key behind the comma" : 'a key in quotes, or "}"');
      const key = this.string();
      const before = places.get(key);
      if (before !== undefined)
        throw new JsonError(this.text, place, twice(key, position(this.text, before)));
      places.set(key, place);
      if (!this.take(":")) this.fail('":" after the key');
      set(object, key, this.value(depth + 1));
    } while (this.take(","));
    if (!this.take("}")) this.fail('"," or "}"');
    return object;
  }

  private array(depth: number): unknown[] {
    this.enter(depth);
    const array: unknown[] = [];
    if (this.take("]")) return array;
    do array.push(this.value(depth + 1));
    while (this.take(","));
    if (!this.take("]")) this.fail('"," or "]"');
    return array;
  }

  private string(): string {
    const start = this.at + 1;
    const quote = this.text.indexOf('"', start);
    const plain = this.text.slice(start, quote);
    if (quote >= 0 && !SPECIAL.test(plain)) {
      this.at = quote + 1;
      return plain;
    }
    const { value, end } = readString(this.text, this.at);
    this.at = end;
    return value;
  }

  private number(): number | bigint {
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (!match) return this.fail("a value");
    const [literal, fraction, exponent] = match;
    this.at += literal.length;
    if (DIGIT.test(this.text[this.at] ?? ""))
      throw new JsonError(this.text, this.at - 1, "a number with a 0 before its digits");
    const value = Number(literal);
    return fraction || exponent || Number.isSafeInteger(value) ? value : BigInt(literal);
  }

  private enter(depth: number): void {
    if (depth >= DEEPEST) throw new JsonError(this.text, this.at, `nested more than ${DEEPEST} levels deep`);
    this.at++;
  }

  private take(c: string): boolean {
    this.skip();
    if (this.text[this.at] !== c) return false;
    this.at++;
    return true;
  }

  private skip(): void {
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return;
      this.at++;
    }
  }

  private fail(want: string): never {
    const code = this.text.codePointAt(this.at);
    const found = code === undefined ? "the end of the document" : JSON.stringify(String.fromCodePoint(code));
    const habit = HABITS[this.text[this.at] ?? ""];
    throw new JsonError(this.text, this.at, `want ${want}, not ${found}${habit ? ` (${habit})` : ""}`);
  }
}

function twice(key: string, { line, column }: { line: number; column: number }): string {
  return `the key ${JSON.stringify(key)} is there already (line ${line}, column ${column})`;
}

/** As JSON.parse: "__proto__" is a key like any other. */
function set(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== "__proto__") object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
