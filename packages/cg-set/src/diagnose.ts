import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { shellWord } from "@isobox/toolkit";
import { directoryOf, discoverHierarchies, type Hierarchy } from "./hierarchy.ts";
import { countProcesses } from "./inventory.ts";
import { inUnits } from "./met-limits.ts";
import { parentOf } from "./name.ts";
import { processesIn } from "./processes.ts";
import { readCounters, readIfThere, readNumber } from "./read.ts";

/** A rule of cgroups that is broken, and a command that cures it. */
export interface Problem {
  readonly rule:
    | "no internal processes"
    | "missing controller"
    | "common ancestor"
    | "threaded domain"
    | "exhausted limit"
    | "frozen"
    | "empty cpuset"
    | "read-only"
    | "not there";
  readonly what: string;
  readonly cure: string | null;
}

/** A cgroup on the way from the root to the leaf. */
export interface PathNode {
  /** From the root of the hierarchy. */
  readonly path: string;
  readonly directory: string;
  readonly uid: number;
  readonly gid: number;
  /** In it itself. */
  readonly processes: number;
  /** v2: those that it has, those that it hands on, and its type. */
  readonly controllers?: readonly string[];
  readonly handsOn?: readonly string[];
  readonly type?: string;
  readonly problems: readonly Problem[];
}

/** The way to a cgroup in one hierarchy. */
export interface Diagnosis {
  readonly version: 1 | 2;
  readonly controllers: readonly string[];
  readonly mount: string;
  readonly nodes: readonly PathNode[];
}

/**
 * Looks at the way from the root to a cgroup, in each hierarchy: what each cgroup on it has, and which rule of the kernel
 * keeps processes, controllers or this caller from the leaf. Changes nothing.
 *
 * @param name normalised; "" is the caller's own cgroup.
 * @param needed controllers that the leaf is to have in v2. [all that v2 has, where it stands alone]
 */
export function diagnose(name: string, needed?: readonly string[]): Diagnosis[] {
  return discoverHierarchies().map((hierarchy) => {
    const leaf = name === "" ? hierarchy.mount + hierarchy.own : directoryOf(hierarchy, name);
    const has = words(hierarchy.mount, "cgroup.controllers");
    return {
      version: hierarchy.version,
      controllers: hierarchy.version === 1 ? hierarchy.controllers : has,
      mount: hierarchy.mount,
      nodes: nodesTo(hierarchy, leaf, needed ?? (hierarchy.pure ? has : [])),
    };
  });
}

const words = (directory: string, file: string): string[] =>
  (readIfThere(`${directory}/${file}`) ?? "").split(/\s+/).filter(Boolean);

function nodesTo(hierarchy: Hierarchy, leaf: string, needed: readonly string[]): PathNode[] {
  const directories: string[] = [];
  for (let at = leaf; at.length >= hierarchy.mount.length && at !== ""; at = parentOf(at))
    directories.unshift(at);
  const nodes: PathNode[] = [];
  for (const directory of directories) {
    const node = nodeAt(hierarchy, directory, leaf, needed);
    nodes.push(node);
    if (node.problems.some(({ rule }) => rule === "not there")) break;
  }
  return nodes;
}

function nodeAt(hierarchy: Hierarchy, directory: string, leaf: string, needed: readonly string[]): PathNode {
  const path = directory.slice(hierarchy.mount.length) || "/";
  const stat = sys.statIfThere(abi.AT_FDCWD, directory);
  if (!stat) {
    const problem: Problem = {
      rule: "not there",
      what: `there is no ${path} here`,
      cure: `cg-set create ${shellWord(path)}`,
    };
    return { path, directory, uid: -1, gid: -1, processes: 0, problems: [problem] };
  }
  const common = { path, directory, uid: stat.uid, gid: stat.gid, processes: countProcesses(directory) };
  const isLeaf = directory === leaf;
  const everywhere = [
    ...readOnly(hierarchy, directory),
    ...frozen(hierarchy, directory, path),
    ...exhausted(directory, path, leaf),
  ];
  if (hierarchy.version === 1)
    return { ...common, problems: [...everywhere, ...emptyCpuset(hierarchy, directory, path)] };
  const v2 = {
    controllers: words(directory, "cgroup.controllers"),
    handsOn: words(directory, "cgroup.subtree_control"),
    type: readIfThere(`${directory}/cgroup.type`) ?? "root",
  };
  const node = { ...common, ...v2 };
  const problems = [
    ...threaded(node, directory),
    ...(isLeaf ? takesNoProcesses(node) : handsNotOn(node, leaf, needed)),
    ...(isLeaf ? notOurs(hierarchy, directory, path) : []),
    ...everywhere,
  ];
  return { ...node, problems };
}

type V2Node = Omit<PathNode, "problems"> & Required<Pick<PathNode, "controllers" | "handsOn" | "type">>;

/** A cgroup that hands on what counts resources takes no processes, the root apart. */
function takesNoProcesses({ handsOn, path, type }: V2Node): Problem[] {
  if (type === "root" || handsOn.length === 0 || type.includes("threaded")) return [];
  return [
    {
      rule: "no internal processes",
      what: `it hands on ${handsOn.join(" ")}, so it takes no processes itself`,
      cure: `cg-set create ${shellWord(path)}/leaf, and enter that`,
    },
  ];
}

/** What the leaf needs and this one, above it, does not hand on. */
function handsNotOn(node: V2Node, leaf: string, needed: readonly string[]): Problem[] {
  const { controllers, handsOn, directory, path, type, processes } = node;
  const missing = needed.filter((each) => controllers.includes(each) && !handsOn.includes(each));
  if (missing.length === 0) return type === "root" ? nowhere(controllers, needed) : [];
  const write = `echo "${missing.map((each) => `+${each}`).join(" ")}" > ${shellWord(directory)}/cgroup.subtree_control`;
  if (type !== "root" && processes > 0)
    return [
      {
        rule: "no internal processes",
        what: `${processes === 1 ? "the process in it keeps" : `the ${processes} processes in it keep`} it from handing on ${missing.join(" ")} to ${leaf}`,
        cure: `${moveAway(directory, path)} && ${write}`,
      },
    ];
  return [
    {
      rule: "missing controller",
      what: `it has ${missing.join(" ")} and does not hand them on`,
      cure: write,
    },
  ];
}

/** The command that moves a cgroup's processes into a leaf of its own. */
export function moveAway(directory: string, path: string): string {
  let pids: number[] = [];
  try {
    pids = processesIn(directory);
  } catch {
    // Gone, or not to be read.
  }
  const list =
    pids.length > 8 || pids.length === 0 ? `$(cat ${shellWord(directory)}/cgroup.procs)` : pids.join(" ");
  return `cg-set create --controllers unified ${shellWord(path)}/leaf && cg-set move --controllers unified ${shellWord(path)}/leaf ${list}`;
}

/** What v2 does not have at all: a v1 hierarchy has it, or nobody. */
function nowhere(has: readonly string[], needed: readonly string[]): Problem[] {
  const left = needed.filter((each) => !has.includes(each));
  if (left.length === 0) return [];
  const inV1 = discoverHierarchies().filter(({ controllers }) =>
    controllers.some((each) => left.includes(each) || (each === "blkio" && left.includes("io"))),
  );
  return [
    {
      rule: "missing controller",
      what:
        inV1.length > 0
          ? `v2 does not have ${left.join(" ")}: a v1 hierarchy has (${inV1.map(({ mount }) => mount).join(", ")})`
          : `this kernel does not have ${left.join(" ")}`,
      cure:
        inV1.length > 0
          ? `boot with cgroup_no_v1=${left.join(",")}; or set its limits there: cg-set set`
          : null,
    },
  ];
}

function threaded({ type, path }: V2Node, directory: string): Problem[] {
  if (type === "domain invalid")
    return [
      {
        rule: "threaded domain",
        what: "the cgroup above it is threaded, or has threaded ones: nothing can be in it before it is threaded too",
        cure: `echo threaded > ${shellWord(directory)}/cgroup.type`,
      },
    ];
  if (type !== "threaded") return [];
  return [
    {
      rule: "threaded domain",
      what: "it is threaded: it takes threads of processes that are in its domain, and no memory or io limits",
      cure: `a cgroup outside of the threaded ones, such as: cg-set create ${shellWord(parentOf(parentOf(path)))}/domain`,
    },
  ];
}

/** Moving takes the right to write the cgroup.procs of both ends and of the nearest common ancestor. */
function notOurs(hierarchy: Hierarchy, directory: string, path: string): Problem[] {
  const own = hierarchy.mount + hierarchy.own;
  let ancestor = directory;
  while (ancestor !== own && !own.startsWith(`${ancestor}/`)) ancestor = parentOf(ancestor);
  for (const at of new Set([ancestor, directory])) {
    if (sys.faccessat(abi.AT_FDCWD, `${at}/cgroup.procs`, abi.W_OK, abi.AT_EACCESS) === 0) continue;
    const uid = sys.geteuid();
    const name = at.slice(hierarchy.mount.length) || "/";
    return [
      {
        rule: "common ancestor",
        what:
          at === directory
            ? `user ${uid} may not write its cgroup.procs`
            : `user ${uid} may not move processes from ${hierarchy.own || "/"} to ${path}: their common ancestor ${name} is not theirs`,
        cure:
          at === directory
            ? `as root: cg-set create --owner ${uid} ${shellWord(path)}`
            : `start inside a delegated cgroup: systemd-run --user --scope -p Delegate=yes; or as root: cg-set move ${shellWord(path)} PID`,
      },
    ];
  }
  return [];
}

const ST_RDONLY = 1;

function readOnly({ mount }: Hierarchy, directory: string): Problem[] {
  if (directory !== mount || (sys.statfs(mount).flags & ST_RDONLY) === 0) return [];
  return [
    {
      rule: "read-only",
      what: `${mount} is mounted read-only, as containers have it`,
      cure: `mount -o remount,bind,rw ${shellWord(mount)}`,
    },
  ];
}

function frozen({ version }: Hierarchy, directory: string, path: string): Problem[] {
  const state =
    version === 1
      ? readIfThere(`${directory}/freezer.self_freezing`) === "1"
      : readIfThere(`${directory}/cgroup.freeze`) === "1";
  return state
    ? [
        {
          rule: "frozen",
          what: "it is frozen, with all that is in it and below",
          cure: `cg-set thaw ${shellWord(path)}`,
        },
      ]
    : [];
}

/** The files that a cpuset of v1 must have something in before it takes a process. */
function emptyCpuset({ controllers }: Hierarchy, directory: string, path: string): Problem[] {
  if (!controllers.includes("cpuset")) return [];
  const empty = ["cpus", "mems"].filter((each) => readIfThere(`${directory}/cpuset.${each}`) === "");
  if (empty.length === 0) return [];
  const options = empty.map((each) => `--cpuset-${each} ${firstAbove(directory, `cpuset.${each}`)}`);
  return [
    {
      rule: "empty cpuset",
      what: `its cpuset has no ${empty.join(" and no ")}, so it takes no processes`,
      cure: `cg-set set ${options.join(" ")} ${shellWord(path)}`,
    },
  ];
}

function firstAbove(directory: string, file: string): string {
  for (let at = parentOf(directory); at !== ""; at = parentOf(at)) {
    const text = readIfThere(`${at}/${file}`);
    if (text) return text;
  }
  return "0";
}

function exhausted(directory: string, path: string, leaf: string): Problem[] {
  const problems: Problem[] = [];
  const add = (what: string, cure: string): void =>
    void problems.push({ rule: "exhausted limit", what, cure });
  const pids = readNumber(`${directory}/pids.max`);
  const tasks = readNumber(`${directory}/pids.current`);
  if (pids !== null && tasks !== null && tasks >= pids)
    add(
      `${tasks} tasks are in it and below, of ${pids} that may be`,
      `cg-set set --pids ${2 * Math.max(pids, 1)} ${shellWord(path)}`,
    );
  const memory = readNumber(`${directory}/memory.limit_in_bytes`) ?? readNumber(`${directory}/memory.max`);
  const kills =
    readCounters(`${directory}/memory.oom_control`)["oom_kill"] ??
    readCounters(`${directory}/memory.events`)["oom_kill"] ??
    0;
  if (memory !== null && kills > 0)
    add(
      `the OOM killer ended ${kills} of its processes; its memory limit is ${inUnits(memory)} bytes`,
      `cg-set set --memory ${2 * Math.max(memory, 2 ** 25)} ${shellWord(path)}`,
    );
  const most = readNumber(`${directory}/cgroup.max.descendants`);
  const descendants = readCounters(`${directory}/cgroup.stat`)["nr_descendants"] ?? 0;
  if (most !== null && descendants >= most)
    add(
      `${descendants} cgroups are below it, of ${most} that may be`,
      `cg-set set ${shellWord(path)} cgroup.max.descendants=max`,
    );
  const depth = readNumber(`${directory}/cgroup.max.depth`);
  const below = leaf.slice(directory.length).split("/").length - 1;
  if (depth !== null && below > depth)
    add(
      `cgroups may be ${depth} deep below it, and ${leaf} is ${below}`,
      `cg-set set ${shellWord(path)} cgroup.max.depth=max`,
    );
  return problems;
}
