import { withCommonOptions } from "./common.ts";
import { UsageError } from "./errors.ts";
import { indexOptions, type OptionIndex, type OptionsOf, type OptionTable } from "./options.ts";
import { Asked, checkRelations, parseOptions } from "./parse.ts";
import type { StageVerb, Tool, Verb } from "./tool.ts";

// biome-ignore lint/suspicious/noExplicitAny: the multi-call table holds tools of different option types
export type AnyTool = Tool<any>;

/** A tool with its options, ready to be applied. */
export interface Stage {
  readonly tool: AnyTool;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A command line: stages, each applied to the process in turn, and the program at the end. */
export interface Chain {
  readonly stages: readonly Stage[];
  /** For each stage, the index of its name in the command line. */
  readonly starts: readonly number[];
  /** The words of the payload; empty when there is none. */
  readonly payload: readonly string[];
}

/** A stage made by a program instead of a command line. */
export function stage<T extends OptionTable>(tool: Tool<T>, options: OptionsOf<T>): Stage {
  return { tool, options: options as Readonly<Record<string, unknown>> };
}

const indices = new Map<AnyTool | Verb, OptionIndex>();

/**
 * The option index of a tool or a verb, with the options that all have. Those of a tool's verbs are made with it,
 * at build time for the multi-call table.
 */
export function indexOf(of: AnyTool | Verb): OptionIndex {
  let index = indices.get(of);
  if (!index) {
    index = indexOptions(withCommonOptions(of.options));
    indices.set(of, index);
    if ("verbs" in of && !("chains" in of)) for (const verb of Object.values(of.verbs ?? {})) indexOf(verb);
  }
  return index;
}

/**
 * Reads a command line as a chain.
 *
 * The first word names a tool. Behind a stage's options (and an optional `--`) the next word is a stage if and
 * only if it is a bare name in `tools`; anything else is the payload. `-- --` ends the chain: what follows is
 * the payload whatever its name.
 *
 * @param verb the one that the second word names, where it is a stage.
 * @throws {UsageError} for any stage, before anything is done.
 * @throws {Asked} at the `--help` or `--version` of any stage.
 */
export function parseChain(
  tools: ReadonlyMap<string, AnyTool>,
  words: readonly string[],
  verb?: StageVerb,
): Chain {
  const stages: Stage[] = [];
  const starts: number[] = [];
  let at = 0;
  for (;;) {
    const named = tools.get(words[at] ?? "");
    if (!named) break;
    const isVerb = verb !== undefined && at === 0;
    const tool: AnyTool = isVerb ? verb : named;
    starts.push(at);
    const read = () => {
      const result = parseOptions(indexOf(tool), words, isVerb ? 2 : at + 1);
      checkRelations(indexOf(tool), result.options);
      tool.check?.(result.options);
      return result;
    };
    const parsed = isVerb ? inTool(named, read, words[1]) : inTool(named, read);
    stages.push({ tool, options: parsed.options });
    at = parsed.next;
    if (parsed.ended && words[at] === "--") {
      at++;
      break;
    }
  }
  return { stages, starts, payload: words.slice(at) };
}

/** Whose options were being read when the reading ended, by an error that has this as a property. */
export interface Blamed {
  readonly tool?: AnyTool;
  readonly verb?: string;
}

/** Tells an error whose options are wrong; a question, whom it was put to. */
export function inTool<T>(tool: AnyTool, read: () => T, verb?: string): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UsageError || error instanceof Asked) throw Object.assign(error, { tool, verb });
    throw error;
  }
}
