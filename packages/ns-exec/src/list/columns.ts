import { procNameOf } from "../namespaces.ts";
import { userName } from "../user-name.ts";
import { type Holder, holderInWords, type Namespace } from "./namespace.ts";

/** What a cell holds; null for nothing. */
export type Cell = string | number | bigint | null;

interface Column {
  /** What it shows, for help. */
  readonly help: string;
  readonly of: (one: Namespace) => Cell;
  readonly right?: boolean;
}

/** The columns of a list, by their names; those of lsns(8), and more. */
export const COLUMNS = {
  NS: { help: "number of the namespace: the inode of its file", of: ({ ino }) => ino, right: true },
  TYPE: { help: "kind, as below /proc/PID/ns", of: ({ type }) => procNameOf(type) },
  PATH: { help: "a file of it", of: ({ path }) => path },
  NPROCS: { help: "processes in it", of: ({ processes }) => processes.length, right: true },
  PID: { help: "the lowest process in it", of: ({ processes }) => processes[0]?.pid ?? null, right: true },
  PPID: { help: "the parent of PID", of: ({ processes }) => processes[0]?.ppid ?? null, right: true },
  COMMAND: { help: "command line of PID", of: ({ processes }) => processes[0]?.command ?? null },
  UID: { help: "user id of PID", of: ({ processes }) => processes[0]?.uid ?? null, right: true },
  USER: { help: "user of PID", of: ({ processes }) => (processes[0] ? userName(processes[0].uid) : null) },
  HELD: {
    help: "what holds it beside its processes",
    of: ({ holders }) => (holders.length === 0 ? null : inWords(holders)),
  },
  NSFS: {
    help: "where it is mounted",
    of: ({ holders }) =>
      holders.flatMap((holder) => (holder.kind === "mount" ? [holder.mountPoint] : [])).join(",") || null,
  },
  PNS: { help: "the namespace above; 0: none, or not visible", of: ({ parent }) => parent ?? 0, right: true },
  ONS: { help: "the user namespace that owns it", of: ({ owner }) => owner, right: true },
  OUID: { help: "user who made it, of a user namespace", of: ({ ownerUid }) => ownerUid, right: true },
  ID: { help: "64-bit id, which no other ever has (Linux 6.18)", of: ({ id }) => id, right: true },
} as const satisfies Readonly<Record<string, Column>>;

export type ColumnName = keyof typeof COLUMNS;

export const COLUMN_NAMES = Object.keys(COLUMNS) as readonly ColumnName[];

export const columnOf = (name: ColumnName): Column => COLUMNS[name];

/** More are counted: a descriptor is inherited by every child. */
const MOST_HOLDERS = 4;

function inWords(holders: readonly Holder[]): string {
  const shown = holders.slice(0, MOST_HOLDERS).map(holderInWords).join(", ");
  return holders.length > MOST_HOLDERS ? `${shown}, … (${holders.length})` : shown;
}
