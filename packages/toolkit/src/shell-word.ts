/** What the shell takes as it stands wherever it is an argument, and part of one (XCU 2.2, 2.6). */
const PLAIN = /^[A-Za-z0-9_@%+:,./=-]+$/;

/** A word as the shell reads it back: for a command that a person may copy, with a name that somebody else has chosen. */
export function shellWord(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
