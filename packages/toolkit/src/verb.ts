import { type AnyTool, indexOf, inTool } from "./chain.ts";
import { checkCommon, startCommon } from "./common.ts";
import { UsageError } from "./errors.ts";
import { checkRelations, parseOptions } from "./parse.ts";
import { speakAs } from "./run.ts";
import type { StageVerb, Verb } from "./tool.ts";
import { voice } from "./voice.ts";

/** The verb that a word names; words such as "constructor" are none. */
export function verbOf(tool: AnyTool, word: string | undefined): Verb | StageVerb | undefined {
  return word !== undefined && tool.verbs && Object.hasOwn(tool.verbs, word) ? tool.verbs[word] : undefined;
}

/**
 * Runs a verb.
 *
 * @param words the command line, with the verb as its second word.
 * @returns the exit status.
 */
export function runVerb(tool: AnyTool, name: string, verb: Verb, words: readonly string[]): number {
  const index = indexOf(verb);
  const { options, operands } = inTool(
    tool,
    () => {
      const parsed = parseOptions(index, words, 2);
      checkRelations(index, parsed.options);
      const operands = words.slice(parsed.next);
      if (!parsed.ended) refuseLateOptions(operands);
      checkOperands(verb.operands ?? "", operands);
      return { options: parsed.options, operands };
    },
    name,
  );
  checkCommon(options);
  speakAs(tool);
  voice.name = `${tool.name} ${name}`;
  startCommon(options);
  return verb.run(options, operands);
}

/** Options stand before operands; `--` lets an operand begin with a dash. */
function refuseLateOptions(operands: readonly string[]): void {
  const late = operands.find((word) => word.length > 1 && word.startsWith("-"));
  if (late !== undefined)
    throw new UsageError(
      `${late} stands behind an operand: options come first (an operand of that name, behind --)`,
    );
}

/**
 * Checks the number of operands against a synopsis: `CGROUP FILE=VALUE...`, `[PID]`, `[FILE...]`.
 * @throws {UsageError}
 */
export function checkOperands(synopsis: string, operands: readonly string[]): void {
  const wanted = synopsis.split(" ").filter((word) => word !== "");
  const required = wanted.filter((word) => !word.startsWith("["));
  const missing = required[operands.length];
  if (missing !== undefined) throw new UsageError(`${missing.replace("...", "")} is missing`);
  if (operands.length > wanted.length && !synopsis.includes("..."))
    throw new UsageError(`"${operands[wanted.length]}" is one word too many`);
}
