import type { Namespace } from "./namespace.ts";
import type { Found } from "./scan.ts";

/** What makes one namespace stand below another. */
export type Relation = "process" | "owner" | "parent";

/** A namespace with those below it. */
export interface Branch {
  readonly one: Namespace;
  readonly below: readonly Branch[];
}

/**
 * Orders namespaces as trees.
 *
 * By `process`: below the one of the same kind that the parent of its first process is in. By `owner`: below the user
 * namespace that owns it. By `parent`: below the PID or user namespace above it; other kinds have none.
 */
export function treesOf(shown: readonly Namespace[], all: Found, relation: Relation): Branch[] {
  const above = relation === "process" ? byProcess(all) : relation === "owner" ? byOwner : byParent;
  const there = new Set(shown.map(({ ino }) => ino));
  const below = new Map<number, Namespace[]>();
  const roots: Namespace[] = [];
  for (const one of shown) {
    const parent = nearest(one, above, all, there);
    if (parent === 0) roots.push(one);
    else below.set(parent, [...(below.get(parent) ?? []), one]);
  }
  const branch = (one: Namespace): Branch => ({ one, below: (below.get(one.ino) ?? []).map(branch) });
  return roots.map(branch);
}

type Above = (one: Namespace) => number;

/** The nearest one above that is shown; 0 when none is. */
function nearest(one: Namespace, above: Above, all: Found, there: ReadonlySet<number>): number {
  const passed = new Set([one.ino]);
  for (let ino = above(one); ino !== 0 && !passed.has(ino); ) {
    if (there.has(ino)) return ino;
    passed.add(ino);
    const next = all.get(ino);
    ino = next ? above(next) : 0;
  }
  return 0;
}

const byOwner: Above = ({ owner }) => owner;
const byParent: Above = ({ parent }) => parent ?? 0;

function byProcess(all: Found): Above {
  const homes = new Map<string, number>();
  for (const { type, ino, processes } of all.values())
    for (const { pid } of processes) homes.set(`${type} ${pid}`, ino);
  return ({ type, ino, processes }) => {
    const first = processes[0];
    const home = first && homes.get(`${type} ${first.ppid}`);
    return home === undefined || home === ino ? 0 : home;
  };
}
