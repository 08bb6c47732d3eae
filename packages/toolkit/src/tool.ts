import type { EndingExplainer } from "./ending-explainers.ts";
import type { Hint } from "./errors.ts";
import type { OptionsOf, OptionTable } from "./options.ts";
import type { Undoer } from "./undo.ts";

/** An example for help and the man page; a test runs those that have `output`. */
export interface Example {
  /** "#" for root, "$" for anybody. */
  readonly prompt: "#" | "$";
  readonly command: string;
  readonly note?: string;
  /** What it prints. */
  readonly output?: string;
}

/**
 * One tool of the box: what it is called, what it takes, what it does to the process.
 *
 * The option table is data: the parser, help, completion, the man page and `toArgv` all come from it.
 */
export interface Tool<T extends OptionTable = OptionTable> {
  readonly name: string;
  /** What it does to the process, one sentence without a full stop. */
  readonly summary: string;
  /** What stands behind the name in help, where "[options] [--] PROG [ARG...]" does not say it all. */
  readonly synopsis?: string;
  /** More paragraphs, for the man page. */
  readonly description?: readonly string[];
  readonly options: T;
  /** Rules between options that `requires` and `forbids` cannot say. @throws {UsageError} */
  check?(options: OptionsOf<T>): void;
  /**
   * Does the one thing to the current process and calls `rest`, which becomes the remainder of the chain.
   *
   * Never returns. What it makes outside of the process it records (`recordUndo`) before it makes it.
   */
  apply(options: OptionsOf<T>, rest: () => never): never;
  /** Sub-commands: the first word after the tool's name, before any option. */
  readonly verbs?: Readonly<Record<string, Verb | StageVerb>>;
  /** How to remove the kinds of things that this tool records. */
  readonly undoers?: Readonly<Record<string, Undoer>>;
  /** What to tell of the kinds of things that it records when the command of the chain has failed. */
  readonly endingExplainers?: Readonly<Record<string, EndingExplainer>>;
  readonly hints?: readonly Hint[];
  readonly examples?: readonly Example[];
  /** Manual pages, such as "unshare(2)". */
  readonly seeAlso?: readonly string[];
}

/** A sub-command of a tool: it prints or changes something and ends. */
export interface Verb<T extends OptionTable = OptionTable> {
  readonly summary: string;
  /** The operands, as the synopsis shows them: "[PID]", "CGROUP", "FILE..."; their number is checked by it. */
  readonly operands?: string;
  readonly options: T;
  /** Does its work and returns the exit status. @throws {UsageError | Failure | SyscallError} */
  run(options: OptionsOf<T>, operands: readonly string[]): number;
}

/**
 * A sub-command that is a stage: a tool with options of its own, under two words. Only the first stage of a chain can
 * be one, as only there a word can be a verb.
 */
export interface StageVerb<T extends OptionTable = OptionTable> extends Tool<T> {
  readonly chains: true;
  readonly operands: string;
}

/** Gives a tool its exact option type while the multi-call table holds tools of all types. */
export function defineTool<const T extends OptionTable>(tool: Tool<T>): Tool<T> {
  return tool;
}

/** A {@link StageVerb}; `name` is both words. */
export function defineStageVerb<const T extends OptionTable>(
  verb: Omit<StageVerb<T>, "chains" | "operands">,
): StageVerb<T> {
  return { ...verb, chains: true, operands: "[--] PROG [ARG...]" };
}

export function defineVerb<const T extends OptionTable>(verb: Verb<T>): Verb<T> {
  return verb;
}
