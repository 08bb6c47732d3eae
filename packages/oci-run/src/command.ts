import {
  Asked,
  askOptions,
  type Blamed,
  type Command,
  type CommonOptions,
  checkCommon,
  checkRelations,
  commonOptions,
  Failure,
  indexOptions,
  type OptionIndex,
  type OptionsOf,
  type OptionTable,
  parseOptions,
  startCommon,
  UsageError,
  voice,
} from "@isobox/toolkit";
import { remove } from "./commands/delete.ts";
import { features, VERSIONS } from "./commands/features.ts";
import { gc } from "./commands/gc.ts";
import { kill } from "./commands/kill.ts";
import { list } from "./commands/list.ts";
import { spec } from "./commands/spec.ts";
import { start } from "./commands/start.ts";
import { state } from "./commands/state.ts";
import { explain } from "./explain/explain.ts";
import { hints } from "./hints.ts";
import { checkId } from "./id.ts";
import { journalUndoers } from "./journal.ts";
import { launch } from "./launch.ts";
import {
  createOptions,
  deleteOptions,
  explainOptions,
  gcOptions,
  globalOptions,
  killOptions,
  listOptions,
  runOptions,
  specOptions,
} from "./options.ts";
import { removeStateDirectory, stateRoot } from "./state.ts";

/** runc's status for a failure of its own; engines know it. */
const FAILED = 1;

type Globals = OptionsOf<typeof globalOptions>;

/** One command of the runtime. */
interface Row<T extends OptionTable> {
  readonly summary: string;
  /** As the synopsis shows them. */
  readonly operands: string;
  /** The least and the greatest number of operands. */
  readonly count: readonly [least: number, most: number];
  readonly options: T;
  run(operands: readonly string[], options: OptionsOf<T>, globals: Globals, version: string): number;
}

/** Behind the command as well: a word that prevents changes must not be overlooked where it stands. */
const { dryRun } = commonOptions;

function row<const T extends OptionTable>(command: Row<T>): Row<OptionTable> {
  const options = { dryRun, ...command.options, ...askOptions() };
  return { ...command, options } as unknown as Row<OptionTable>;
}

const root = (globals: Globals): string => stateRoot(globals.root);

/** The id among the operands, checked: it becomes part of a path. */
function idOf(operands: readonly string[]): string {
  const id = operands[0]!;
  checkId(id);
  return id;
}

const commands: Readonly<Record<string, Row<OptionTable>>> = {
  create: row({
    summary: "make a container, which waits to be started",
    operands: "ID",
    count: [1, 1],
    options: createOptions,
    run: (operands, options, globals) => launch(idOf(operands), "created", options, globals),
  }),
  start: row({
    summary: "let a created container's program begin",
    operands: "ID",
    count: [1, 1],
    options: {},
    run: (operands, _, globals) => start(root(globals), idOf(operands)),
  }),
  run: row({
    summary: "make a container and run its program",
    operands: "ID",
    count: [1, 1],
    options: runOptions,
    run: (operands, options, globals) =>
      launch(idOf(operands), options.detach ? "detached" : "foreground", options, globals),
  }),
  state: row({
    summary: "print the state of a container as JSON",
    operands: "ID",
    count: [1, 1],
    options: {},
    run: (operands, _, globals) => state(root(globals), idOf(operands)),
  }),
  kill: row({
    summary: "send a signal to a container's first process; without SIGNAL, TERM",
    operands: "ID [SIGNAL]",
    count: [1, 2],
    options: killOptions,
    run: (operands, options, globals) => kill(root(globals), idOf(operands), operands[1], options),
  }),
  delete: row({
    summary: "remove what is left of a container that does not run",
    operands: "ID",
    count: [1, 1],
    options: deleteOptions,
    run: (operands, options, globals) => remove(root(globals), idOf(operands), options),
  }),
  gc: row({
    summary: "remove what killed runtimes have left",
    operands: "",
    count: [0, 0],
    options: gcOptions,
    run: (_, options, globals) => gc(root(globals), options),
  }),
  list: row({
    summary: "list the containers of this root",
    operands: "",
    count: [0, 0],
    options: listOptions,
    run: (_, options, globals) => list(root(globals), options),
  }),
  explain: row({
    summary: "print a container as a shell script: the stages that make it",
    operands: "[BUNDLE]",
    count: [0, 1],
    options: explainOptions,
    run: (operands, options) => explain(operands[0], options),
  }),
  features: row({
    summary: "print what this runtime can do, as JSON",
    operands: "",
    count: [0, 0],
    options: {},
    run: (_operands, _options, _globals, version) => features(version),
  }),
  spec: row({
    summary: "write a configuration to start from",
    operands: "",
    count: [0, 0],
    options: specOptions,
    run: (_, options) => spec(options),
  }),
};

// Prepared at build time.
const globalIndex = indexOptions(globalOptions);
const indices = new Map(Object.entries(commands).map(([name, { options }]) => [name, indexOptions(options)]));

/** Reads options and operands in any order, as Slurm's `run ID -b BUNDLE` needs. */
function mixed(
  index: OptionIndex,
  words: readonly string[],
): { options: Record<string, unknown>; operands: string[] } {
  const options: Record<string, unknown> = {};
  const operands: string[] = [];
  let at = 0;
  while (at < words.length) {
    const parsed = parseOptions(index, words, at);
    for (const key in parsed.options) {
      if (key in options && options[key] !== parsed.options[key])
        throw new UsageError(`--${key} is given twice`);
      options[key] = parsed.options[key];
    }
    at = parsed.next;
    if (parsed.ended) {
      operands.push(...words.slice(at));
      break;
    }
    if (at < words.length) operands.push(words[at++]!);
  }
  checkRelations(index, options);
  return { options, operands };
}

function runCommand(name: string, words: readonly string[], globals: Globals, version: string): number {
  const command = commands[name];
  if (!command || !Object.hasOwn(commands, name))
    throw new UsageError(`there is no command "${name}"`, { word: name, among: Object.keys(commands) });
  try {
    const { options, operands } = mixed(indices.get(name)!, words);
    const [least, most] = command.count;
    if (operands.length < least || operands.length > most)
      throw new UsageError(
        `${name} takes ${command.operands || "no operand"}, and ${operands.length} words were given`,
      );
    // A command may have a --dry-run of its own.
    if (command.options["dryRun"] === dryRun) {
      checkCommon({ dryRun: options["dryRun"] } as CommonOptions);
      startCommon({ dryRun: options["dryRun"] } as CommonOptions);
    }
    return command.run(operands, options as never, globals, version);
  } catch (error) {
    if (error instanceof UsageError || error instanceof Asked)
      throw Object.assign(error, { verb: name } satisfies Partial<Blamed>);
    throw error;
  }
}

export const ociRun: Command = {
  name: "oci-run",
  summary: "Run containers by the OCI runtime specification",
  page: {
    synopsis: "[options] COMMAND [options] [ID]",
    options: globalOptions,
    verbs: commands,
    exitStatus: [
      { status: "0", meaning: "done; for run in the foreground, the program's own" },
      { status: `${FAILED}`, meaning: "the runtime failed" },
      { status: "3", meaning: "explain: the script names keys that it cannot say" },
    ],
    examples: [
      { prompt: "#", command: "oci-run run --bundle ./hello hello" },
      {
        prompt: "#",
        command: "oci-run create -b ./hello hello && oci-run start hello && oci-run state hello",
      },
      { prompt: "#", command: "oci-run kill hello KILL; oci-run delete hello" },
    ],
    seeAlso: ["oci-spec(1)", "runc(8)", "crun(1)", "namespaces(7)", "cgroups(7)"],
  },
  undoers: {
    // With it goes the only record of what else there is.
    state(path, clean) {
      if (!clean) throw new Failure("it names what is still there; try again: oci-run gc");
      removeStateDirectory(path);
    },
    ...journalUndoers,
  },
  // The lines of runc, by which engines know a runtime and its version.
  versionText: (version) => `oci-run version ${version}\nspec: ${VERSIONS.newest}\n`,
  run(words, invokedAs, version) {
    voice.failed = FAILED;
    voice.name = invokedAs;
    voice.hints = hints;
    const parsed = parseOptions(globalIndex, words);
    const globals = parsed.options as Globals;
    checkCommon(globals);
    startCommon(globals.debug ? { ...globals, logLevel: "debug" } : globals);
    if (globals.systemdCgroup)
      throw new UsageError("--systemd-cgroup: this runtime writes the cgroup files itself");
    const name = words[parsed.next];
    if (name === undefined) throw new UsageError(`a command is needed: ${Object.keys(commands).join(", ")}`);
    return runCommand(name, words.slice(parsed.next + 1), globals, version);
  },
};
