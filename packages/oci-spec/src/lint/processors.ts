/**
 * Reads a list of processors or memory nodes: `0-3,7` (cpuset(7), "List format").
 *
 * @returns the numbers, or null when it is no such list.
 */
export function readList(text: string): ReadonlySet<number> | null {
  const numbers = new Set<number>();
  for (const part of text.trim().split(",")) {
    if (part === "") continue;
    const match = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part);
    if (!match) return null;
    const first = Number(match[1]);
    const last = Number(match[2] ?? first);
    if (last < first) return null;
    for (let n = first; n <= last; n++) numbers.add(n);
  }
  return numbers;
}

/** What is wrong with a list, given those that there are; null when nothing is, or nothing is known. */
export function listProblem(text: string, there: string | null, what: string): string | null {
  const wanted = readList(text);
  if (!wanted) return `want a list such as 0-3,7, not ${JSON.stringify(text)} (cpuset(7))`;
  const known = there === null ? null : readList(there);
  if (!known) return null;
  const missing = [...wanted].find((number) => !known.has(number));
  return missing === undefined ? null : `this machine has no ${what} ${missing}: it has ${there!.trim()}`;
}
