import type { ValueType } from "./options.ts";

/** Any text. */
export function text(placeholder: string): ValueType<string> {
  return { placeholder, parse: (word) => word, format: (value) => value };
}

/** A path; not empty. */
export function path(placeholder: string, kind: "file" | "directory" = "file"): ValueType<string> {
  return {
    placeholder,
    path: kind,
    parse(word) {
      if (word === "") throw new SyntaxError("a path, not an empty word");
      return word;
    },
    format: (value) => value,
  };
}

/** A decimal integer within bounds. */
export function integer(placeholder: string, min = 0, max = Number.MAX_SAFE_INTEGER): ValueType<number> {
  return {
    placeholder,
    parse(word) {
      // "-0" is 0.
      const value = /^-?[0-9]{1,16}$/.test(word) ? Number(word) + 0 : Number.NaN;
      if (!(value >= min && value <= max)) throw new RangeError(`an integer from ${min} to ${max}`);
      return value;
    },
    format: String,
  };
}

/** One of some words. */
export function choice<const T extends string>(placeholder: string, choices: readonly T[]): ValueType<T> {
  return {
    placeholder,
    choices,
    parse(word) {
      if (!(choices as readonly string[]).includes(word)) throw new RangeError(oneOf(choices));
      return word as T;
    },
    format: (value) => value,
  };
}

/** `a, b or c`. */
export function oneOf(choices: readonly string[]): string {
  return choices.length === 1
    ? String(choices[0])
    : `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
}

const UNITS: Readonly<Record<string, number>> = { "": 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

/** A number of bytes: `4096`, `64M` (powers of 1024; K, M, G, T). */
export const bytes: ValueType<number> = {
  placeholder: "BYTES",
  parse(word) {
    const match = /^([0-9]{1,16})([KMGT]?)$/i.exec(word);
    const value = match ? Number(match[1]) * UNITS[match[2]!.toUpperCase()]! : Number.NaN;
    if (!Number.isSafeInteger(value)) throw new SyntaxError("bytes, such as 65536, 64K, 512M or 2G");
    return value;
  },
  format: String,
};

/** A value, or a word that stands for none: `orWord("max", bytes)` reads `max` and `64M`. */
export function orWord<T, const W extends string>(word: W, type: ValueType<T>): ValueType<T | W> {
  return {
    placeholder: `${type.placeholder}|${word}`,
    choices: [word],
    parse(given) {
      if (given === word) return word;
      try {
        return type.parse(given);
      } catch (error) {
        if (error instanceof Error) error.message += `, or ${word}`;
        throw error;
      }
    },
    format: (value) => (value === word ? word : type.format(value as T)),
  };
}

/** Words between commas; empty text is an empty list, and a word in it is never empty. */
export function commaList<T>(type: ValueType<T>): ValueType<readonly T[]> {
  return {
    placeholder: `${type.placeholder}[,…]`,
    ...(type.choices && { choices: type.choices }),
    parse: (word) => (word === "" ? [] : word.split(",").map((part) => parsePart(type, part))),
    format: (values) => values.map((value) => type.format(value)).join(","),
  };
}

function parsePart<T>(type: ValueType<T>, part: string): T {
  if (part === "") throw new SyntaxError(`${type.placeholder} between single commas`);
  return type.parse(part);
}

/** An octal mode or mask, as chmod(1) takes it. */
export const octal: ValueType<number> = {
  placeholder: "MODE",
  parse(word) {
    if (!/^0?[0-7]{1,4}$/.test(word)) throw new SyntaxError("an octal mode such as 0755");
    return Number.parseInt(word, 8);
  },
  format: (value) => `0${value.toString(8)}`,
};
