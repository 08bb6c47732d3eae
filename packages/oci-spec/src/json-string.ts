import { JsonError } from "./json-error.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in a string
const SPECIAL = /[\x00-\x1f"\\]/g;

/** Reads the string whose first quote is at `start`; `end` is behind its last. @throws {JsonError} */
export function readString(text: string, start: number): { value: string; end: number } {
  let value = "";
  let from = start + 1;
  for (;;) {
    SPECIAL.lastIndex = from;
    const at = SPECIAL.exec(text)?.index;
    if (at === undefined) throw new JsonError(text, start, 'the string that begins here has no end: want "');
    value += text.slice(from, at);
    const c = text[at];
    if (c === '"') return { value, end: at + 1 };
    if (c !== "\\") throw new JsonError(text, at, control(text.charCodeAt(at)));
    const letter = text[at + 1] ?? "";
    const plain = ESCAPES[letter];
    value += plain ?? unicode(text, at);
    from = at + (plain === undefined ? 6 : 2);
  }
}

function unicode(text: string, at: number): string {
  const sequence = text.slice(at, at + 6);
  if (!/^\\u[0-9a-fA-F]{4}$/.test(sequence)) {
    const shown = sequence.slice(0, sequence[1] === "u" ? 6 : 2);
    throw new JsonError(
      text,
      at,
      `${shown} is no escape of JSON: want one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX`,
    );
  }
  if (sequence === "\\u0000")
    throw new JsonError(text, at, "U+0000 ends a string in the kernel and cannot be part of one");
  return String.fromCharCode(Number.parseInt(sequence.slice(2), 16));
}

function control(code: number): string {
  const name = code === 0x0a ? "a line break" : code === 0x09 ? "a tab" : `the control character ${code}`;
  return `${name} in a string: want \\${code === 0x0a ? "n" : code === 0x09 ? "t" : `u${code.toString(16).padStart(4, "0")}`}`;
}
