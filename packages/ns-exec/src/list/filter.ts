import type { ValueType } from "@isobox/toolkit";
import { type Cell, COLUMN_NAMES, type ColumnName, columnOf } from "./columns.ts";
import type { Namespace } from "./namespace.ts";

const OPERATORS = {
  "!=": (cell: Cell, wanted: string) => text(cell) !== wanted,
  "<=": (cell: Cell, wanted: string) => compare(cell, wanted, (order) => order <= 0),
  ">=": (cell: Cell, wanted: string) => compare(cell, wanted, (order) => order >= 0),
  "=": (cell: Cell, wanted: string) => text(cell) === wanted,
  "<": (cell: Cell, wanted: string) => compare(cell, wanted, (order) => order < 0),
  ">": (cell: Cell, wanted: string) => compare(cell, wanted, (order) => order > 0),
  "~": (cell: Cell, wanted: string) => text(cell).includes(wanted),
} as const;

/** A condition on a column. */
export interface Filter {
  readonly column: ColumnName;
  readonly operator: keyof typeof OPERATORS;
  readonly wanted: string;
}

/** `TYPE=net`, `NPROCS>1`, `COMMAND~sleep`; `PID=` finds those without. */
export const filter: ValueType<Filter> = {
  placeholder: "COLUMN=VALUE",
  parse(word) {
    const match = /^([A-Za-z]+)(!=|<=|>=|=|<|>|~)(.*)$/s.exec(word);
    const named = (match?.[1] ?? "").toUpperCase();
    const column = COLUMN_NAMES.find((name) => name === named);
    if (!match || !column)
      throw new SyntaxError(
        `a column, one of = != < > <= >= ~, and a value, such as NPROCS>1: ${COLUMN_NAMES.join(", ")}`,
      );
    return { column, operator: match[2] as Filter["operator"], wanted: match[3]! };
  },
  format: ({ column, operator, wanted }) => `${column}${operator}${wanted}`,
};

/** Whether a namespace meets a condition. */
export function matches(one: Namespace, { column, operator, wanted }: Filter): boolean {
  return OPERATORS[operator](columnOf(column).of(one), wanted);
}

const text = (cell: Cell) => (cell === null ? "" : String(cell));

function compare(cell: Cell, wanted: string, holds: (order: number) => boolean): boolean {
  if (cell === null || typeof cell === "string" || !/^[0-9]+$/.test(wanted)) return false;
  const [a, b] = [BigInt(cell), BigInt(wanted)];
  return holds(a < b ? -1 : a > b ? 1 : 0);
}
