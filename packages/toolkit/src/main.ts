import { answerCompletion, BOX, type Box, baseName, programNames, runBox, subjectOf } from "./box.ts";
import { type AnyTool, type Blamed, parseChain } from "./chain.ts";
import { COMPLETION_REQUEST } from "./completion.ts";
import { ending } from "./ending.ts";
import { UsageError } from "./errors.ts";
import { injectFaults } from "./faults.ts";
import { look, receiveHandover } from "./handover.ts";
import { helpText } from "./help.ts";
import { Asked } from "./parse.ts";
import { payloadKeeper } from "./payload-keeper.ts";
import { fail, print, voice } from "./report.ts";
import { abandonChain, runChain, speakAs } from "./run.ts";
import { verbSubject } from "./subject.ts";
import { nearest } from "./suggest.ts";
import { runVerb, verbOf } from "./verb.ts";

/**
 * The entry of every program of the box.
 *
 * @param argv the command line, the program's name first; its last component picks the tool. `isobox TOOL …` is
 *   the same as `TOOL …`.
 * @returns the exit status, of what ends by itself; a chain becomes its payload.
 */
export function main(box: Box, argv: readonly string[]): number | Promise<number> {
  const words = [baseName(argv[0] ?? BOX)];
  for (let i = 1; i < argv.length; i++) words.push(argv[i]!);
  try {
    const result = run(box, words);
    if (typeof result === "number") return leave(result);
    return result.catch((error) => end(box, words, error)).then(leave);
  } catch (error) {
    return leave(end(box, words, error));
  }
}

function leave(status: number): number {
  ending.before?.();
  return status;
}

function run(box: Box, words: string[]): number | Promise<number> {
  if (receiveHandover()) {
    for (const plan of look("faults")) injectFaults(plan);
    payloadKeeper()?.resume();
  }
  if (words[0] === BOX && isProgram(box, words[1])) words.shift();
  const name = words[0]!;
  voice.name = name;
  if (words[1] === COMPLETION_REQUEST) return answerCompletion(box, words.slice(2));
  const tool = box.tools.get(name);
  if (tool) return runTool(box, tool, words);
  const command = box.commands.get(name);
  if (command) return command.run(words.slice(1), name, box.version);
  if (name === BOX) return runBox(box, words.slice(1));
  voice.name = BOX;
  throw new UsageError(`there is no tool "${name}"`, { word: name, among: programNames(box) });
}

function isProgram(box: Box, name: string | undefined): boolean {
  return name !== undefined && (box.tools.has(name) || box.commands.has(name));
}

function runTool(box: Box, tool: AnyTool, words: readonly string[]): number {
  speakAs(tool);
  const verb = verbOf(tool, words[1]);
  if (verb && "run" in verb) return runVerb(tool, words[1]!, verb, words);
  return runChain(parseChain(box.tools, words, verb), words, (program) => slipIn(box, tool, words, program));
}

/** A program that is not there may be a stage with a slip in its name, or, as the first word, a verb. */
function slipIn(box: Box, tool: AnyTool, words: readonly string[], program: string): string | null {
  if (program.includes("/")) return null;
  const verbs = words[1] === program ? Object.keys(tool.verbs ?? {}) : [];
  const meant = nearest(program, [...box.tools.keys(), ...verbs]);
  return meant && `did you mean the ${verbs.includes(meant) ? "verb" : "stage"} ${meant}?`;
}

/** Says why nothing was done, or what was asked for; undoes what had been begun. */
function end(box: Box, words: readonly string[], error: unknown): number {
  abandonChain();
  if (!(error instanceof Asked || error instanceof UsageError)) return fail(error);
  const { tool, verb } = error as Blamed;
  if (tool) speakAs(tool);
  if (verb !== undefined) voice.name = `${tool?.name ?? words[0]} ${verb}`;
  if (error instanceof UsageError) return fail(error);
  try {
    return answer(box, tool?.name ?? words[0]!, verb, error.what);
  } catch (problem) {
    return fail(problem);
  }
}

/** Prints the help or the version of a program or a verb. */
function answer(box: Box, name: string, verb: string | undefined, what: Asked["what"]): number {
  if (what === "version") {
    const plain = name === BOX ? `${BOX} ${box.version}\n` : `${name} from ${BOX} ${box.version}\n`;
    print(box.commands.get(name)?.versionText?.(box.version) ?? plain);
    return 0;
  }
  const subject = subjectOf(box, name)!;
  const page = verb === undefined ? undefined : subject.verbs[verb];
  print(helpText(page ? verbSubject(subject, verb!, page) : subject));
  return 0;
}
