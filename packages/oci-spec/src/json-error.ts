/** A text is not JSON, or not JSON that keeps its meaning. */
export class JsonError extends SyntaxError {
  override readonly name = "JsonError";
  /** From 1. */
  readonly line: number;
  /** In characters, from 1. */
  readonly column: number;
  /** What is wrong there. */
  readonly problem: string;

  constructor(text: string, at: number, problem: string) {
    const { line, column } = position(text, at);
    super(`line ${line}, column ${column}: ${problem}`);
    this.line = line;
    this.column = column;
    this.problem = problem;
  }
}

/** Where an offset is, for a person. */
export function position(text: string, at: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0 && end < at; end = text.indexOf("\n", start)) {
    line++;
    start = end + 1;
  }
  // An editor counts a character outside of the basic plane once.
  return { line, column: [...text.slice(start, at)].length + 1 };
}
