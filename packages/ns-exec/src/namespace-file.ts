import type { ValueType } from "@isobox/toolkit";

/**
 * Where a namespace is found, as a word: the path of a file of nsfs, `fd:N` for one that the caller has opened, or `:ID`
 * for what `ns-exec list` and /proc/PID/ns print as its number (a file that is really called `fd:3` is `./fd:3`).
 */
export const namespaceFile: ValueType<string> = {
  placeholder: "FILE|fd:N|:ID",
  path: "file",
  parse(word) {
    if (word === "" || (word.startsWith("fd:") && fdOfWord(word) === null))
      throw new SyntaxError("a path, or fd: and a number");
    if (word.startsWith(":") && idOfWord(word) === null)
      throw new SyntaxError("a path, or : and the number of a namespace, such as :4026531840");
    return word;
  },
  format: (word) => word,
};

/** The descriptor that `fd:N` means; null for another word. */
export function fdOfWord(word: string): number | null {
  const match = /^fd:([0-9]{1,9})$/.exec(word);
  return match ? Number(match[1]) : null;
}

/** The number that `:ID` means; null for another word. */
export function idOfWord(word: string): bigint | null {
  const match = /^:([0-9]{1,19})$/.exec(word);
  return match ? BigInt(match[1]!) : null;
}
