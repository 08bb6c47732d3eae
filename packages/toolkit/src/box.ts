import { type AnyTool, indexOf } from "./chain.ts";
import { askOptions } from "./common.ts";
import { type Completed, complete, completionScript, type Shell } from "./completion.ts";
import { getVariable } from "./environment.ts";
import { UsageError } from "./errors.ts";
import { helpText } from "./help.ts";
import { manPage } from "./man.ts";
import { flag, indexOptions } from "./options.ts";
import { parseOptions } from "./parse.ts";
import { print } from "./report.ts";
import { type CommandPage, commandSubject, type Subject, toolSubject, type VerbPage } from "./subject.ts";
import type { Undoer } from "./undo.ts";

/** A program of the multi-call binary that is no chain tool: it has its own command line. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What help, completion and the man page say beside the summary. */
  readonly page?: CommandPage;
  /** How to remove the kinds of things that it records. */
  readonly undoers?: Readonly<Record<string, Undoer>>;
  /** What `--version` prints, where callers want a form of their own. */
  versionText?(version: string): string;
  /** Runs with the words behind its name; the result is the exit status. `version` is that of the box. */
  run(words: readonly string[], invokedAs: string, version: string): number | Promise<number>;
}

/** The multi-call table. */
export interface Box {
  readonly tools: ReadonlyMap<string, AnyTool>;
  readonly commands: ReadonlyMap<string, Command>;
  readonly version: string;
  /** The notice of what is linked in. */
  readonly licenses: string;
}

export const BOX = "isobox";

const boxOptions = { licenses: flag("show the licences of what is linked in"), ...askOptions() } as const;
const boxIndex = indexOptions(boxOptions);

const boxVerbs: Readonly<Record<string, VerbPage>> = {
  man: { summary: "print the manual page of TOOL, for man -l -", operands: "[TOOL]", options: {} },
  completion: {
    summary: "print the completion script of SHELL: bash or zsh",
    operands: "SHELL [TOOL...]",
    options: {},
  },
};

/** The box itself as a subject of help: its tools, and what it does by itself. */
function boxSubject(box: Box): Subject {
  const programs = programNames(box).slice(1);
  const tools = programs.map(
    (name) => [name, { summary: summaryOf(box, name), operands: "[ARG...]", options: {} }] as const,
  );
  return {
    ...commandSubject(BOX, "Container isolation as a Unix toolbox", {
      synopsis: "TOOL [ARG...]",
      options: boxOptions,
      verbs: { ...Object.fromEntries(tools), ...boxVerbs },
      description: [
        "Each tool does its one thing to the process, and becomes the rest of its command line. If that begins with the bare name of a tool, it is the next stage of a chain; anything else is the program that the chain ends in. Behind -- -- stands the program, whatever its name.",
        "Stages are applied in one process. With ISOBOX_CHAIN=exec in the environment each is a program of its own, and the result is the same.",
      ],
      examples: [
        {
          prompt: "#",
          command: "ns-exec --mount --pid --fork -- mnt-root --root ./rootfs --proc -- sh",
          note: "a chain of two stages, and a shell in the end",
        },
        { prompt: "$", command: `${BOX} man ns-exec | man -l -` },
        { prompt: "$", command: `. <(${BOX} completion bash)`, note: "completion, for this shell" },
      ],
      seeAlso: programs.map((name) => `${name}(1)`),
    }),
    verbsTitle: "Tools",
  };
}

function summaryOf(box: Box, name: string): string {
  return (box.tools.get(name) ?? box.commands.get(name))!.summary;
}

/** What is described under a name; undefined when there is no such program. */
export function subjectOf(box: Box, name: string): Subject | undefined {
  if (name === BOX) return boxSubject(box);
  const tool = box.tools.get(name);
  if (tool) return toolSubject(tool);
  const command = box.commands.get(name);
  return command && commandSubject(command.name, command.summary, command.page);
}

/** The names of all programs, the box itself first; other names of the same program are left out. */
export function programNames(box: Box): string[] {
  const commands = [...box.commands].filter(([name, command]) => name === command.name);
  return [BOX, ...box.tools.keys(), ...commands.map(([name]) => name)];
}

/** Runs `isobox` with words that name no tool. */
export function runBox(box: Box, words: readonly string[]): number {
  const [verb, ...operands] = words;
  if (verb === "man") return printManual(box, operands);
  if (verb === "completion") return printCompletion(box, operands);
  const {
    options: { licenses },
    next,
  } = parseOptions(boxIndex, words);
  const word = words[next];
  if (word !== undefined)
    throw new UsageError(`there is no tool "${word}"`, {
      word,
      among: [...programNames(box).slice(1), ...Object.keys(boxVerbs)],
    });
  print(licenses ? box.licenses : helpText(boxSubject(box)));
  return 0;
}

function printManual(box: Box, operands: readonly string[]): number {
  const { next } = parseOptions(boxIndex, operands);
  const [name = BOX, ...more] = operands.slice(next);
  if (more.length > 0) throw new UsageError("man takes one tool");
  print(manPage(subjectNamed(box, name), box.version));
  return 0;
}

function printCompletion(box: Box, operands: readonly string[]): number {
  const { next } = parseOptions(boxIndex, operands);
  const [shell, ...names] = operands.slice(next);
  if (shell !== "bash" && shell !== "zsh") throw new UsageError("completion takes a shell: bash or zsh");
  for (const name of names) subjectNamed(box, name);
  const programs = names.length > 0 ? names : programNames(box);
  print(programs.map((name) => completionScript(shell, name)).join("\n"));
  return 0;
}

function subjectNamed(box: Box, name: string): Subject {
  const subject = subjectOf(box, name);
  if (subject) return subject;
  throw new UsageError(`there is no tool "${name}"`, { word: name, among: programNames(box) });
}

/** Answers the script of {@link completionScript}. zsh's sets COMP_LINE, which bash does not export. */
export function answerCompletion(box: Box, [program = "", ...typed]: readonly string[]): number {
  const shell: Shell = getVariable("COMP_LINE") === undefined ? "bash" : "zsh";
  const words = [baseName(program), ...typed];
  // `isobox TOOL …` is `TOOL …`, once TOOL has been typed to its end.
  if (words[0] === BOX && words.length > 2 && programNames(box).includes(words[1]!)) words.shift();
  const found = complete(completed(box), words, shell);
  if (found.length > 0) print(`${found.join("\n")}\n`);
  return 0;
}

/** Every program, with the stages of a chain among them. */
export function completed(box: Box): Completed {
  const subjects = programNames(box).map((name) => [name, subjectOf(box, name)!] as const);
  return {
    programs: new Map(subjects),
    stages: new Map(subjects.filter(([, { chains }]) => chains)),
  };
}

/** Prepares, at build time, all that a start needs: the option tables of tools and verbs. */
export function prepareBox(box: Box): void {
  for (const tool of box.tools.values()) indexOf(tool);
}

/** The last component of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
