/**
 * Asserts that lines occur in a recording in this order; other lines may stand between them.
 *
 * @throws {Error} with the whole recording, and the first line that is missing or comes too early.
 */
export function assertOrder(trace: readonly string[], lines: readonly string[]): void {
  let at = 0;
  for (const line of lines) {
    const found = trace.indexOf(line, at);
    if (found < 0) {
      const early = trace.indexOf(line);
      const reason = early < 0 ? "is missing" : `is line ${early + 1}, too early`;
      throw new Error(`${line}\n${reason} in\n${trace.map((l, i) => `${i + 1}. ${l}`).join("\n")}`);
    }
    at = found + 1;
  }
}
