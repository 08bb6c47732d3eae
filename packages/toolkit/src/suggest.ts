import { makeYargs } from "#yargs";

/**
 * The known word that somebody may have meant, by yargs' recommendation of commands; null when none is near.
 *
 * yargs takes any word within three edits, and within three edits a short word is every other: here half of the
 * letters must be shared.
 */
export function nearest(word: string, known: Iterable<string>): string | null {
  const all = [...known];
  // `-root` for `--root`.
  if (all.includes(word)) return word;
  const candidates = all.filter((candidate) => sharesHalf(word, candidate));
  if (candidates.length === 0) return null;
  let found: string | null = null;
  const yargs = makeYargs().updateStrings({ "Did you mean %s?": "%s" });
  for (const candidate of candidates) yargs.command(candidate, false);
  yargs
    .recommendCommands()
    .fail((message) => {
      found = message;
    })
    .parse([word]);
  return found;
}

function sharesHalf(a: string, b: string): boolean {
  const letters = [...b];
  let shared = 0;
  for (const letter of a) {
    const at = letters.indexOf(letter);
    if (at < 0) continue;
    letters.splice(at, 1);
    shared++;
  }
  return shared * 2 >= Math.max(a.length, b.length);
}
