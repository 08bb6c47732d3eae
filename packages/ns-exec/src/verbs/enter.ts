import * as sys from "@isobox/kernel/sys";
import {
  defineStageVerb,
  doing,
  flag,
  integer,
  type OptionsOf,
  optional,
  path,
  replaceEnvironment,
  supervise,
  UsageError,
  undoRecords,
  value,
  withoutHandover,
} from "@isobox/toolkit";
import { becomeRootIfMapped } from "../become-root.ts";
import { relay } from "../fork.ts";
import { hints } from "../hints.ts";
import { hideFromJoined, joinOpened } from "../join.ts";
import { keepCapabilities } from "../keep-capabilities.ts";
import { namespaceFile } from "../namespace-file.ts";
import { NAMESPACES } from "../namespaces.ts";
import { checkAlive, closeTarget, openTarget, targetWord } from "../target.ts";
import { openSelection } from "../target-namespaces.ts";
import {
  changeRoot,
  contextOf,
  enterCgroups,
  environmentOf,
  openCgroupsOf,
  openDirectory,
  setExecContext,
} from "../target-surroundings.ts";

const files = { section: "Namespaces, of the target or of a FILE" } as const;
const more = { section: "More of the target" } as const;

/** The options of ns-exec enter; the words are those of nsenter(1). */
export const enterOptions = {
  target: value(targetWord, "the process whose namespaces are entered", { short: "t" }),
  all: flag("all its namespaces that differ from this process's", { short: "a", requires: ["target"] }),

  mount: optional(namespaceFile, "enter the mount namespace", { short: "m", ...files }),
  uts: optional(namespaceFile, "enter the UTS namespace", { short: "u", ...files }),
  ipc: optional(namespaceFile, "enter the IPC namespace", { short: "i", ...files }),
  net: optional(namespaceFile, "enter the network namespace", { short: "n", ...files }),
  netSocket: value(
    integer("FD", 0, 0x7fff_ffff),
    "enter the network namespace of the target's socket with this number",
    { short: "N", requires: ["target"], forbids: ["net"], ...files },
  ),
  pid: optional(namespaceFile, "enter the PID namespace; forks", { short: "p", ...files }),
  user: optional(namespaceFile, "enter the user namespace, and become its root if it has one", {
    short: "U",
    ...files,
  }),
  userParent: flag(
    "enter the user namespace that owns the namespace, or that is the parent of the one of -U",
    {
      ...files,
    },
  ),
  cgroup: optional(namespaceFile, "enter the cgroup namespace", { short: "C", ...files }),
  time: optional(namespaceFile, "enter the time namespace; forks", { short: "T", ...files }),

  root: optional(path("DIR", "directory"), "make DIR the root directory", {
    short: "r",
    defaultText: "that of the target",
    ...more,
  }),
  wd: optional(path("DIR", "directory"), "make DIR the working directory", {
    short: "w",
    defaultText: "that of the target",
    forbids: ["wdns"],
    ...more,
  }),
  wdns: value(path("DIR", "directory"), "the same, DIR being looked up behind the namespaces and the root", {
    short: "W",
    ...more,
  }),
  env: flag("take the environment that the target was started with", {
    short: "e",
    requires: ["target"],
    ...more,
  }),
  joinCgroup: flag("go into the cgroups of the target", { short: "c", requires: ["target"], ...more }),
  followContext: flag("take the SELinux context of the target", {
    short: "Z",
    requires: ["target"],
    ...more,
  }),

  preserveCredentials: flag("stay the same user in a user namespace"),
  keepCaps: flag("keep capabilities over the execve of PROG, whoever it is in the user namespace"),
  noFork: flag("do not fork for a PID or time namespace: only children of PROG are in it", { short: "F" }),
} as const;

/** The options of ns-exec enter, with their values. */
export type EnterOptions = OptionsOf<typeof enterOptions>;

/** @throws {UsageError} */
export function checkEnter(options: EnterOptions): void {
  const { target, root, wd, netSocket, all } = options;
  const words = NAMESPACES.filter(({ type }) => options[type] !== undefined);
  if (target === undefined) {
    const needs = words.find(({ type }) => options[type] === true);
    if (needs) throw new UsageError(`--${needs.type} needs --target, or a file: --${needs.type}=FILE`);
    if (root === true || wd === true)
      throw new UsageError(`--${root === true ? "root" : "wd"} needs --target, or a directory`);
  }
  const isEmpty = words.length === 0 && netSocket === undefined && !all;
  if (isEmpty && options.userParent) throw new UsageError("--user-parent needs another namespace");
  const others = [root, wd, options.wdns, options.env, options.joinCgroup, options.followContext];
  if (isEmpty && others.every((other) => other === undefined))
    throw new UsageError("nothing to enter: give --all, or namespaces such as --net or --net=FILE");
}

/** The two halves of an entry: what is done before the fork, if there is one, and what the process does that goes on. */
interface Entry {
  readonly forks: boolean;
  prepare(): void;
  finish(): void;
}

function planEntry(options: EnterOptions): Entry {
  const target = options.target === undefined ? null : openTarget(options.target);
  const namespaces = openSelection(options, target);
  // All of it before the first namespace is entered: paths and process numbers mean something else there.
  const cgroups = options.joinCgroup ? openCgroupsOf(target!) : [];
  const root = options.root === undefined ? null : openDirectory(options.root, target, "root");
  const wd = options.wd === undefined ? null : openDirectory(options.wd, target, "cwd");
  const variables = options.env ? environmentOf(target!) : null;
  const context = options.followContext ? contextOf(target!) : null;
  if (target) {
    checkAlive(target);
    closeTarget(target);
  }
  const types = namespaces.map(({ type }) => type);
  return {
    forks: !options.noFork && (types.includes("pid") || types.includes("time")),
    prepare() {
      hideFromJoined();
      joinOpened(namespaces);
    },
    finish() {
      enterCgroups(cgroups);
      if (types.includes("user") && !options.preserveCredentials) becomeRootIfMapped();
      if (root) changeRoot(root);
      if (wd) doing("cannot change the working directory", () => sys.fchdir(wd));
      const { wdns } = options;
      if (wdns !== undefined)
        doing(`cannot change the working directory to "${wdns}"`, () => sys.chdir(wdns));
      for (const fd of [root, wd]) fd?.close();
      if (variables) replaceEnvironment(withoutHandover(variables));
      if (options.keepCaps) doing("cannot keep the capabilities", keepCapabilities);
      if (context !== null) setExecContext(context);
    },
  };
}

/** `ns-exec enter`: existing namespaces, and what else makes a process one of its target's kind. */
export const enterVerb = defineStageVerb({
  name: "ns-exec enter",
  summary: "Enter the namespaces of another process, or of files, then execute PROG in them",
  options: enterOptions,
  check: checkEnter,
  hints,
  apply(options, rest) {
    const { forks, prepare, finish } = planEntry(options);
    if (forks) return supervise(rest, { relay: relay(prepare), inChild: finish, undo: undoRecords });
    prepare();
    finish();
    return rest();
  },
});
