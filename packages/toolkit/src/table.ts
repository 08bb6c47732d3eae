import { oneLine } from "./report.ts";

/** How {@link formatTable} lays a table out. */
export interface TableLayout {
  /** The spaces between two columns. [1] */
  readonly gap?: number;
  /** The columns whose cells stand at the right. */
  readonly right?: readonly number[];
}

/** Rows as lines, each column as wide as its longest cell; the first row is the heading. Control characters are shown. */
export function formatTable(
  given: readonly (readonly string[])[],
  { gap = 1, right = [] }: TableLayout = {},
): string {
  const rows = given.map((row) => row.map(oneLine));
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...rows.map((row) => row[i]?.length ?? 0)),
  );
  const cell = (text: string, i: number) =>
    right.includes(i) ? text.padStart(widths[i]!) : text.padEnd(widths[i]!);
  return rows.map((row) => `${row.map(cell).join(" ".repeat(gap)).trimEnd()}\n`).join("");
}
