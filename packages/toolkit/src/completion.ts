import { makeYargs } from "#yargs";
import { describe } from "./help.ts";
import { kebab, type Option, type OptionTable } from "./options.ts";
import { takesValue } from "./parse.ts";
import type { Subject, VerbPage } from "./subject.ts";
import type { Shell } from "./yargs/yargs.ts";

export type { Shell } from "./yargs/yargs.ts";

/** The word by which the scripts of yargs ask a program for completions. */
export const COMPLETION_REQUEST = "--get-yargs-completions";

/**
 * The script that a shell reads to complete the words of a program: yargs' own, which asks the program itself
 * with {@link COMPLETION_REQUEST} and the words typed so far.
 */
export function completionScript(shell: Shell, program: string): string {
  let script = "";
  makeYargs(shell)
    .scriptName(program)
    .completion("completion", false)
    .parse(["completion"], (_error, _argv, output) => {
      script = output;
    });
  const ours = script
    .replaceAll(`${program} completion >>`, `isobox completion ${shell} ${program} >>`)
    .replace(/^# +or .* on OSX\.\n/m, "");
  return `${ours.trimEnd()}\n`;
}

/** What can be completed: programs with their options, of which some may stand behind each other in a chain. */
export interface Completed {
  readonly programs: ReadonlyMap<string, Subject>;
  readonly stages: ReadonlyMap<string, Subject>;
}

/**
 * The words that may stand in place of the last one.
 *
 * Empty where the shell knows better: for paths, and for the payload and its arguments.
 *
 * @param typed the words so far, the program's name first, the one to complete (maybe empty) last.
 */
export function complete({ programs, stages }: Completed, typed: readonly string[], shell: Shell): string[] {
  const words = joinEquals(typed);
  const current = words.pop() ?? "";
  const program = programs.get(words[0] ?? "");
  if (!program) return [];
  const place = findPlace(program, stages, words);
  if (!place) return [];
  const { options, given, next } = place;
  const equals = current.startsWith("--") ? current.indexOf("=") : -1;
  if (equals > 0) {
    const name = current.slice(2, equals);
    const values = ask(options, shell, [`--${name}`, current.slice(equals + 1)]);
    return shell === "zsh" ? values.map((value) => `--${name}=${value}`) : values;
  }
  if (place.valueOf)
    return place.valueOf.choices ? ask(options, shell, [`--${place.valueOf.name}`, current]) : [];
  // "--" keeps yargs from taking the last option given for one that waits for its value.
  return ask(options, shell, [...given, "--", current], next);
}

/** bash makes three words of `--name=value`. */
function joinEquals(words: readonly string[]): string[] {
  const joined: string[] = [];
  words.forEach((word, i) => {
    const last = joined.at(-1);
    const continues =
      last?.startsWith("--") && (word === "=" || (words[i - 1] === "=" && last.endsWith("=")));
    if (continues) joined[joined.length - 1] = last + word;
    else joined.push(word);
  });
  return joined;
}

/** Where in a command line the next word stands. */
interface Place {
  readonly options: OptionTable;
  /** The options there that must not be given again. */
  readonly given: readonly string[];
  /** The option whose value comes next. */
  readonly valueOf: { readonly name: string; readonly choices: readonly string[] | undefined } | null;
  /** The verbs and stages that may come next. */
  readonly next: ReadonlyMap<string, string>;
}

/** Follows the words, stage by stage; null behind the end of the chain. Unlike the parser it forgives mistakes. */
function findPlace(
  program: Subject,
  stages: ReadonlyMap<string, Subject>,
  words: readonly string[],
): Place | null {
  let subject: Pick<Subject, "options"> & { verbs?: Readonly<Record<string, VerbPage>> } = program;
  let at = 1;
  let inVerb = false;
  for (;;) {
    const read = readOptions(subject.options, words, at);
    const isFirst = at === 1 && read.next === 1;
    const verbs = isFirst && subject.verbs ? subject.verbs : {};
    if (read.next === words.length) {
      const next = new Map(Object.entries(verbs).map(([name, verb]) => [name, verb.summary]));
      if (!inVerb && program.chains) for (const [name, { summary }] of stages) next.set(name, summary);
      return { ...read, options: read.ended ? {} : subject.options, next };
    }
    const word = words[read.next]!;
    const stage = inVerb || !program.chains ? undefined : stages.get(word);
    if (Object.hasOwn(verbs, word)) {
      subject = { options: verbs[word]!.options };
      inVerb = !verbs[word]!.chains;
    } else if (stage) subject = stage;
    else return null;
    at = read.next + 1;
  }
}

/** Passes over the options at the front of `words`, from `at`. */
function readOptions(table: OptionTable, words: readonly string[], at: number) {
  const given: string[] = [];
  let i = at;
  while (i < words.length) {
    const word = words[i]!;
    if (word === "--") return { given, valueOf: null, next: i + 1, ended: true };
    if (!word.startsWith("-") || word.length < 2) break;
    i++;
    const found = optionOf(table, word);
    if (!found) continue;
    const [name, option] = found;
    if (option.kind !== "list" && option.kind !== "alias") given.push(`--${name}`);
    if (word.includes("=") || !takesValue(option) || option.kind === "optional") continue;
    if (!word.startsWith("--") && option.short !== word.at(-1)) continue;
    if (i === words.length)
      return { given, valueOf: { name, choices: choicesOf(option) }, next: i, ended: false };
    i++;
  }
  return { given, valueOf: null, next: i, ended: false };
}

/** The option that a word names; of bundled ones the first that takes a value, or the last. */
function optionOf(table: OptionTable, word: string): readonly [string, Option] | undefined {
  const entries = Object.entries(table).map(([key, option]) => [kebab(key), option] as const);
  if (word.startsWith("--")) return entries.find(([name]) => name === word.slice(2).split("=")[0]);
  const bundled = [...word.slice(1)].map((letter) => entries.find(([, { short }]) => short === letter));
  return bundled.find((entry) => entry && takesValue(entry[1])) ?? bundled.at(-1);
}

function choicesOf(option: Option): readonly string[] | undefined {
  return "type" in option ? option.type?.choices : undefined;
}

/** Asks yargs. */
function ask(
  options: OptionTable,
  shell: Shell,
  words: readonly string[],
  commands: ReadonlyMap<string, string> = new Map(),
): string[] {
  const yargs = makeYargs(shell);
  for (const [key, option] of Object.entries(options)) {
    const choices = choicesOf(option);
    yargs.option(kebab(key), { describe: describe(option), ...(choices && { choices }) });
  }
  for (const [name, summary] of commands) yargs.command(name, summary);
  let found: readonly string[] = [];
  yargs.getCompletion(words, (_error, completions) => {
    found = completions;
  });
  return [...found];
}
