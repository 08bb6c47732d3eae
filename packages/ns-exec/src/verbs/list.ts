import {
  choice,
  commaList,
  defineVerb,
  Failure,
  flag,
  formatTable,
  integer,
  list,
  optional,
  print,
  UsageError,
  type ValueType,
  value,
} from "@isobox/toolkit";
import { COLUMN_NAMES, type ColumnName } from "../list/columns.ts";
import { filter, matches } from "../list/filter.ts";
import type { Namespace } from "../list/namespace.ts";
import { jsonText, type Look, rawText, tableText, treeText } from "../list/print.ts";
import { relate } from "../list/relations.ts";
import { type Found, scan } from "../list/scan.ts";
import { treesOf } from "../list/tree.ts";
import { NAMESPACES, type NamespaceType } from "../namespaces.ts";
import { userName } from "../user-name.ts";

const DEFAULT: readonly ColumnName[] = ["NS", "TYPE", "NPROCS", "PID", "USER", "HELD", "COMMAND"];

const words = new Map<string, NamespaceType>();
for (const { type, proc } of NAMESPACES) words.set(proc, type).set(type, type);

const kind: ValueType<NamespaceType> = {
  placeholder: "TYPE",
  choices: NAMESPACES.map(({ proc }) => proc),
  parse(word) {
    const type = words.get(word);
    if (!type) throw new RangeError(NAMESPACES.map(({ proc }) => proc).join(", "));
    return type;
  },
  format: (type) => type,
};

const column: ValueType<ColumnName> = {
  placeholder: "COLUMN",
  choices: COLUMN_NAMES,
  parse(word) {
    const name = COLUMN_NAMES.find((known) => known === word.toUpperCase());
    if (!name) throw new RangeError(COLUMN_NAMES.join(", "));
    return name;
  },
  format: (name) => name,
};

/** The options of ns-exec list; the words are those of lsns(8). */
export const listOptions = {
  type: list(kind, "only namespaces of this kind", { short: "t" }),
  task: value(integer("PID", 1), "only those that a process is in", { short: "p", forbids: ["persistent"] }),
  persistent: flag("only those that no process is in", { short: "P" }),
  filter: list(filter, "only those of which it is true; other signs: != < > <= >= and ~ for a part", {
    short: "Q",
  }),
  tree: optional(choice("REL", ["process", "owner", "parent"]), "as trees, by what one comes from", {
    short: "T",
    defaultText: "process",
    forbids: ["raw"],
  }),
  json: flag("print JSON", { short: "J", forbids: ["raw"] }),
  raw: flag("cells between single blanks, what is in them escaped as \\xNN", { short: "r" }),
  output: value(commaList(column), `the columns, of ${COLUMN_NAMES.join(", ")}`, {
    short: "o",
    forbids: ["outputAll"],
  }),
  outputAll: flag("every column there is"),
  noHeadings: flag("without the line of headings", { short: "n" }),
} as const;

/** `ns-exec list [NS]`: the namespaces of the machine, or the processes in one of them. */
export const listVerb = defineVerb({
  summary: "List namespaces and what holds each, or the processes in the one with the number NS",
  operands: "[NS]",
  options: listOptions,
  run(options, [number]) {
    const found = scan();
    relate(found);
    if (number !== undefined) {
      print(processesText(found, number, !options.noHeadings));
      return 0;
    }
    const { task, type: types, persistent, filter: filters = [] } = options;
    if (task !== undefined && scan([task]).size === 0)
      throw new Failure(`there is no process ${task} that can be looked at`, {
        hints: ["ps -e shows the processes; those of others show their namespaces to root alone (ptrace(2))"],
      });
    const shown = [...found.values()]
      .filter(
        (one) =>
          (types === undefined || types.includes(one.type)) &&
          (task === undefined || one.processes.some(({ pid }) => pid === task)) &&
          (!persistent || one.processes.length === 0) &&
          filters.every((condition) => matches(one, condition)),
      )
      .sort((a, b) => a.ino - b.ino);
    print(textOf(shown, found, options));
    return 0;
  },
});

function textOf(
  shown: readonly Namespace[],
  all: Found,
  { tree, json, raw, output, outputAll, noHeadings }: Parameters<typeof listVerb.run>[0],
): string {
  const columns = outputAll ? COLUMN_NAMES : (output ?? DEFAULT);
  if (columns.length === 0) throw new UsageError("--output needs a column");
  const look: Look = { columns, headings: !noHeadings };
  const trees = tree
    ? treesOf(shown, all, tree === true ? "process" : tree)
    : shown.map((one) => ({ one, below: [] }));
  if (json) return jsonText(trees, look);
  if (raw) return rawText(shown, look);
  return tree ? treeText(trees, look) : tableText(shown, look);
}

/** The processes in a namespace, the lowest number first. */
function processesText(found: Found, number: string, headings: boolean): string {
  const one = found.get(Number(number));
  if (!/^[0-9]+$/.test(number))
    throw new UsageError(`"${number}" is no number of a namespace, such as 4026531840`);
  if (!one)
    throw new Failure(`there is no namespace ${number} that can be looked at`, {
      hints: ["ns-exec list shows them with their numbers"],
    });
  const rows = one.processes.map(({ pid, ppid, uid, command }) => [
    String(pid),
    String(ppid),
    userName(uid),
    command.replace(/\p{Cc}/gu, "?"),
  ]);
  const all = headings ? [["PID", "PPID", "USER", "COMMAND"], ...rows] : rows;
  return formatTable(all, { right: [0, 1] });
}
