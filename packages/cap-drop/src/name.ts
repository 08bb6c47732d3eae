import { text, type ValueType } from "@isobox/toolkit";

/** Any text that is not empty. */
export function name(placeholder: string): ValueType<string> {
  const any = text(placeholder);
  return {
    ...any,
    parse(word) {
      if (word === "") throw new SyntaxError("a name, not an empty word");
      return any.parse(word);
    },
  };
}
