import * as abi from "@isobox/kernel/abi";
import { openat, readFileAt, statat } from "@isobox/kernel/sys";
import {
  commaList,
  defineVerb,
  doing,
  Failure,
  flag,
  formatTable,
  integer,
  list,
  print,
  text,
  type ValueType,
  value,
} from "@isobox/toolkit";
import { type MountInfo, parseMountInfo } from "../mountinfo.ts";

/** The columns of a list, by the names that findmnt(8) gives them. */
const COLUMNS: Readonly<Record<string, (mount: MountInfo) => string | number>> = {
  TARGET: ({ mountPoint }) => mountPoint,
  SOURCE: ({ source, root }) => (root === "/" ? source : `${source}[${root}]`),
  FSTYPE: ({ type }) => type,
  "VFS-OPTIONS": ({ options }) => options,
  "FS-OPTIONS": ({ superOptions }) => superOptions,
  PROPAGATION: ({ propagation }) => inWords(propagation),
  "OPT-FIELDS": ({ propagation }) => propagation.join(" "),
  FSROOT: ({ root }) => root,
  ID: ({ id }) => id,
  PARENT: ({ parent }) => parent,
};

const COLUMN_NAMES = Object.keys(COLUMNS);
const DEFAULT = ["TARGET", "SOURCE", "FSTYPE", "VFS-OPTIONS", "PROPAGATION"];

const column: ValueType<string> = {
  placeholder: "COLUMN",
  choices: COLUMN_NAMES,
  parse(word) {
    const name = word.toUpperCase();
    if (!COLUMN_NAMES.includes(name)) throw new RangeError(COLUMN_NAMES.join(", "));
    return name;
  },
  format: (name) => name,
};

/** "shared", "private,slave" and so on, as findmnt(8) has them. */
function inWords(tags: readonly string[]): string {
  const has = (kind: string) => tags.some((tag) => tag.startsWith(kind));
  const own = has("shared:") ? "shared" : "private";
  return [own, ...(has("master:") ? ["slave"] : []), ...(has("unbindable") ? ["unbindable"] : [])].join(",");
}

/** The options of mnt-root list; the words are those of findmnt(8). */
export const listOptions = {
  task: value(integer("PID", 1), "the mounts that a process sees", { short: "N", defaultText: "this one" }),
  type: list(text("TYPE"), "only file systems of this type", { short: "t" }),
  submounts: flag("also those below the one of PATH", { short: "R" }),
  list: flag("without the tree", { short: "l" }),
  json: flag("print JSON", { short: "J" }),
  output: value(commaList(column), `the columns, of ${COLUMN_NAMES.join(", ")}`, { short: "o" }),
  noHeadings: flag("without the line of headings", { short: "n" }),
} as const;

/** `mnt-root list [PATH]`: the mounts of a namespace, or the one that a path is on. */
export const listVerb = defineVerb({
  summary: "List the mounts that a process sees, or the one that PATH is on",
  operands: "[PATH]",
  options: listOptions,
  run({ task, type: types, submounts, list: isFlat, json, output = DEFAULT, noHeadings }, [path]) {
    const all = mountsOf(task);
    const chosen = path === undefined ? all : mountsAt(all, path, task, submounts === true);
    const shown = chosen.filter(({ type }) => types === undefined || types.includes(type));
    if (json) print(jsonText(shown, output));
    else print(tableText(shown, output, !isFlat && path === undefined && types === undefined, !noHeadings));
    return shown.length > 0 ? 0 : 1;
  },
});

function mountsOf(task: number | undefined): MountInfo[] {
  return doing(
    task === undefined ? "cannot read the mounts" : `cannot read the mounts of process ${task}`,
    () => parseMountInfo(readFileAt(abi.AT_FDCWD, `/proc/${task ?? "self"}/mountinfo`)),
  );
}

/** The mount that a path is on, as the process sees it; it is told by its number, whatever links are on the way. */
function mountsAt(
  all: readonly MountInfo[],
  path: string,
  task: number | undefined,
  below: boolean,
): MountInfo[] {
  const id = doing(`cannot look at ${path}`, () => {
    if (task === undefined || !path.startsWith("/")) return statat(abi.AT_FDCWD, path).mountId;
    using root = openat(abi.AT_FDCWD, `/proc/${task}/root`, abi.O_PATH | abi.O_DIRECTORY);
    return statat(root, path.slice(1) || ".").mountId;
  });
  const found = all.find((mount) => mount.id === id);
  if (!found) throw new Failure(`${path} is on a mount that is not in this list: of another mount namespace`);
  return below ? all.filter(({ id: each }) => isBelow(all, each, found.id)) : [found];
}

function isBelow(all: readonly MountInfo[], id: number, top: number): boolean {
  for (let at: number | undefined = id; at !== undefined; ) {
    if (at === top) return true;
    const { parent }: Partial<MountInfo> = all.find((mount) => mount.id === at) ?? {};
    at = parent === at ? undefined : parent;
  }
  return false;
}

function tableText(
  shown: readonly MountInfo[],
  columns: readonly string[],
  tree: boolean,
  headings: boolean,
) {
  const drawn = tree ? inTree(shown) : shown.map((mount) => ({ mount, prefix: "" }));
  const rows = drawn.map(({ mount, prefix }) =>
    columns.map((name) => (name === "TARGET" ? prefix : "") + String(COLUMNS[name]!(mount))),
  );
  return formatTable(headings ? [columns, ...rows] : rows);
}

interface Line {
  readonly mount: MountInfo;
  readonly prefix: string;
}

/** Each mount below the one that it lies on. */
function inTree(mounts: readonly MountInfo[]): Line[] {
  const lines: Line[] = [];
  const add = (mount: MountInfo, prefix: string, indent: string): void => {
    lines.push({ mount, prefix });
    const children = mounts
      .filter(({ parent, id }) => parent === mount.id && id !== mount.id)
      .sort((a, b) => a.id - b.id);
    for (const [i, child] of children.entries()) {
      const isLast = i === children.length - 1;
      add(child, `${indent}${isLast ? "└─" : "├─"}`, `${indent}${isLast ? "  " : "│ "}`);
    }
  };
  for (const mount of mounts)
    if (!mounts.some(({ id }) => id === mount.parent && id !== mount.id)) add(mount, "", "");
  return lines;
}

function jsonText(shown: readonly MountInfo[], columns: readonly string[]): string {
  const filesystems = shown.map((mount) =>
    Object.fromEntries(columns.map((name) => [name.toLowerCase(), COLUMNS[name]!(mount)])),
  );
  return `${JSON.stringify({ filesystems }, null, 2)}\n`;
}
