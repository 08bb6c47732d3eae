import type { ValueType } from "@isobox/toolkit";

/** A name that is written to a file of procfs: not empty, and without what would end or split it there. */
export function name(placeholder: string): ValueType<string> {
  return {
    placeholder,
    parse(text) {
      if (text === "" || /[\0\n]/.test(text)) throw new SyntaxError("a name, on one line");
      return text;
    },
    format: (value) => value,
  };
}
