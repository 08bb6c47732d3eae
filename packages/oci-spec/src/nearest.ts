/** The word that a misspelt one most likely stands for, if there is one. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  let best: string | undefined;
  // A third of the letters may be wrong, and of a short word one: "ud" is "uid", but "env" is not "cwd".
  let least = Math.max(Math.floor(word.length / 3) + 1, Math.min(word.length, 2));
  for (const candidate of words) {
    const distance = edits(word.toLowerCase(), candidate.toLowerCase(), least);
    if (distance >= least) continue;
    least = distance;
    best = candidate;
  }
  return best;
}

/** How many letters must be put in, left out, changed or swapped with a neighbour; at least `enough` if it is more. */
function edits(a: string, b: string, enough: number): number {
  if (Math.abs(a.length - b.length) >= enough) return enough;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(change, above[j]! + 1, row[j - 1]! + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    before = above;
    above = row;
  }
  return above[b.length]!;
}
