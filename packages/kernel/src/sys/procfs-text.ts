/** How procfs writes what could be anything: paths in mount tables, the names of processes. */

/** A path of a mount table: space, tab, newline and backslash are written there as \040 and so on (proc_pid_mountinfo(5)). */
export function unescapeOctal(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

/**
 * The fields of /proc/PID/stat from the third one, the state, on (proc_pid_stat(5)). The name before it stands in
 * parentheses and may hold anything: blanks and parentheses too.
 */
export function statFields(text: string): string[] {
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

/** The n-th of {@link statFields}, from 0, without the others; "" when there are fewer. */
export function statField(text: string, n: number): string {
  let at = text.lastIndexOf(")") + 2;
  for (let i = 0; i < n; i++) {
    at = text.indexOf(" ", at) + 1;
    if (at === 0) return "";
  }
  const end = text.indexOf(" ", at);
  return end < 0 ? text.slice(at) : text.slice(at, end);
}
