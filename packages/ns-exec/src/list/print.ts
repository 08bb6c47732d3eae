import { formatTable } from "@isobox/toolkit";
import { type Cell, type ColumnName, columnOf } from "./columns.ts";
import type { Namespace } from "./namespace.ts";
import type { Branch } from "./tree.ts";

/** How a list is shown. */
export interface Look {
  readonly columns: readonly ColumnName[];
  readonly headings: boolean;
}

/** A line of a table: what stands before the first text, and the cells. */
interface Row {
  readonly prefix: string;
  readonly cells: readonly string[];
}

/** Namespaces as a table. */
export function tableText(list: readonly Namespace[], look: Look): string {
  return layOut(
    list.map((one) => ({ prefix: "", cells: cellsOf(one, look) })),
    look,
  );
}

/** Trees as a table, the branches drawn in front of the last column. */
export function treeText(trees: readonly Branch[], look: Look): string {
  const rows: Row[] = [];
  const walk = (branches: readonly Branch[], indent: string, isTop: boolean): void => {
    for (const [i, { one, below }] of branches.entries()) {
      const isLast = i === branches.length - 1;
      rows.push({ prefix: isTop ? "" : `${indent}${isLast ? "└─" : "├─"}`, cells: cellsOf(one, look) });
      walk(below, isTop ? "" : `${indent}${isLast ? "  " : "│ "}`, false);
    }
  };
  walk(trees, "", true);
  return layOut(rows, look);
}

/** One line each, cells between single blanks; blanks, backslashes and control bytes inside of a cell as \xNN. */
export function rawText(list: readonly Namespace[], { columns, headings }: Look): string {
  const lines = list.map((one) =>
    columns.map((name) => hex(/[\p{Cc} \\]/gu, textOf(columnOf(name).of(one)))).join(" "),
  );
  return [...(headings ? [columns.join(" ")] : []), ...lines].map((line) => `${line}\n`).join("");
}

/** `{"namespaces":[{"ns":4026531840,"type":"net",…}]}`; in a tree those below are `children`. */
export function jsonText(trees: readonly Branch[], { columns }: Look): string {
  const plain = ({ one, below }: Branch): Record<string, unknown> => ({
    ...Object.fromEntries(columns.map((name) => [name.toLowerCase(), jsonCell(columnOf(name).of(one))])),
    ...(below.length > 0 && { children: below.map(plain) }),
  });
  return `${JSON.stringify({ namespaces: trees.map(plain) }, null, 2)}\n`;
}

/** A 64-bit number is text: readers of JSON would round it. */
const jsonCell = (cell: Cell) => (typeof cell === "bigint" ? String(cell) : cell);
const textOf = (cell: Cell) => (cell === null ? "" : String(cell));

/** Writes what a pattern finds as \xNN. */
const hex = (pattern: RegExp, text: string) =>
  text.replace(pattern, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`);

function cellsOf(one: Namespace, { columns }: Look): string[] {
  return columns.map((name) => textOf(columnOf(name).of(one)));
}

function layOut(rows: readonly Row[], { columns, headings }: Look): string {
  const drawn = rows.map(({ prefix, cells }) =>
    cells.map((cell, i) => (i === cells.length - 1 ? prefix + cell : cell)),
  );
  const right = columns.flatMap((name, i) => (columnOf(name).right ? [i] : []));
  return formatTable(headings ? [columns.map(String), ...drawn] : drawn, { right });
}
