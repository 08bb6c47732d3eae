import { platform } from "@isobox/kernel/host";
import { Failure, oneLine, shellWord } from "@isobox/toolkit";

/** A variable of the script, and the text that it stands for. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

/**
 * A word as the shell reads it back, whatever bytes are in it.
 * @throws {Failure} for a NUL, which no argument can have, and for what stands for no byte.
 */
export function quote(word: string): string {
  if (!isBytes(word)) throw new Failure(`no command line can have the word ${JSON.stringify(word)}`);
  return shellWord(word);
}

/** A word in which text that a variable stands for, up to its end or a slash, is replaced by the variable. */
export function quoteWith(word: string, { name, value }: Variable): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = next(word, value, from); at >= 0; at = next(word, value, from)) {
    if (at > from) parts.push(quote(word.slice(from, at)));
    parts.push(`"$${name}"`);
    from = at + value.length;
  }
  if (from < word.length || parts.length === 0) parts.push(quote(word.slice(from)));
  return parts.join("");
}

/** Where a path stands as a whole: behind the start or a "=", before the end or a component. */
function next(word: string, path: string, from: number): number {
  for (let at = word.indexOf(path, from); at >= 0; at = word.indexOf(path, at + 1)) {
    const end = word[at + path.length];
    if ((at === 0 || word[at - 1] === "=") && (end === undefined || end === "/")) return at;
  }
  return -1;
}

/** Text in a comment: whatever is quoted in it, it stays one line, and the shell reads nothing of it. */
export function comment(text: string): string {
  const said = isBytes(text) ? text : text.toWellFormed();
  return `# ${oneLine(said)}`.trimEnd();
}

/** Whether text stands for bytes. */
function isBytes(text: string): boolean {
  try {
    platform.encode(text);
    return true;
  } catch {
    return false;
  }
}
