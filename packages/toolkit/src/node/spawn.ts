import {
  type ChildProcess,
  type SpawnOptions as NodeSpawnOptions,
  type SpawnSyncOptions as NodeSpawnSyncOptions,
  spawn as nodeSpawn,
  spawnSync as nodeSpawnSync,
  type SpawnSyncReturns,
} from "node:child_process";
import { chainWords } from "../argv.ts";
import { indexOf, type Stage } from "../chain.ts";
import { checkRelations } from "../parse.ts";
import { sayable } from "../sayable.ts";

/** The name of the static program, when no other is given: looked up in PATH. */
const PROGRAM = "isobox";

interface Program {
  /** The static isobox program: a path, or a name to be found in PATH. ["isobox"] */
  readonly program?: string;
}

/** What `child_process.spawn` takes, except what would put a shell or another name between. */
export type SpawnOptions = Omit<NodeSpawnOptions, "shell" | "argv0"> & Program;
export type SpawnSyncOptions = Omit<NodeSpawnSyncOptions, "shell" | "argv0"> & Program;

/**
 * Runs a chain in the static isobox program, from Node.
 *
 * For what one thread of Node must not do (`SingleThreadRequired`): namespaces, a root, credentials. The stages are
 * values of the same types as on the static host: `stage(nsExec, { pid: true, fork: true })`. They are checked here,
 * as the tool itself would check them, before anything starts.
 *
 * The child is as `child_process.spawn` gives it: its streams, `kill()`, the option `signal` of an AbortController.
 * Its exit status is the payload's; 125 says that a tool failed, 126 and 127 that the payload could not be executed
 * or was not there. With `ns-exec --fork` (and `cg-set --rm`) the child is the supervisor, which forwards signals.
 *
 * @param payload the program, looked up by the last stage, and its arguments.
 * @throws {UsageError} where a stage's options contradict each other.
 * @throws {TypeError} for a value that has no words on a command line.
 */
export function spawn(
  stages: readonly [Stage, ...Stage[]],
  payload: readonly [string, ...string[]],
  { program = PROGRAM, ...options }: SpawnOptions = {},
): ChildProcess {
  return nodeSpawn(program, wordsOf(stages, payload), options);
}

/** {@link spawn}, waiting for the end. Output is text, unless `encoding` says otherwise. */
export function spawnSync(
  stages: readonly [Stage, ...Stage[]],
  payload: readonly [string, ...string[]],
  { program = PROGRAM, ...options }: SpawnSyncOptions = {},
): SpawnSyncReturns<string> {
  return nodeSpawnSync(program, wordsOf(stages, payload), {
    encoding: "utf8",
    ...options,
  }) as SpawnSyncReturns<string>;
}

function wordsOf(stages: readonly Stage[], payload: readonly string[]): string[] {
  return chainWords(stages.map(checked), payload);
}

function checked(stage: Stage): Stage {
  const { tool, options } = stage;
  for (const key of Object.keys(options))
    if (!Object.hasOwn(tool.options, key)) throw new TypeError(`${tool.name} has no option "${key}"`);
  const said = sayable(stage);
  if (said.unsayable.length > 0)
    throw new TypeError(`${tool.name} has no words for this value of ${said.unsayable.join(" and ")}`);
  checkRelations(indexOf(tool), options);
  tool.check?.(options);
  return said.stage;
}
