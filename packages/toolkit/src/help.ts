import { makeYargs } from "#yargs";
import { kebab, type Option } from "./options.ts";
import type { Subject } from "./subject.ts";
import { oneOf } from "./values.ts";
import { wrapText } from "./yargs/layout.ts";

const COLUMNS = 80;
/** More than these do not fit a line of help. */
const MOST_CHOICES = 8;

/**
 * The help of a tool, a verb or a command: synopsis, sentence, options by section, exit status, example, manual.
 *
 * yargs lays it out, from the same table that the parser reads.
 */
export function helpText(subject: Subject): string {
  const { name, synopsis, summary } = subject;
  const usage = `Usage:\n  ${name} ${synopsis}\n\n${sentence(summary)}`;
  const yargs = makeYargs()
    .scriptName(name)
    .usage(usage)
    .wrap(COLUMNS)
    .updateStrings({ "Commands:": `${subject.verbsTitle}:` });
  for (const [verb, { summary, operands }] of Object.entries(subject.verbs))
    yargs.command(operands ? `${verb} ${operands}` : verb, summary);
  const sections = new Map<string, string[]>();
  for (const [key, option] of Object.entries(subject.options)) {
    const title = `${option.section ?? "Options"}:`;
    const spelled = spelling(key, option);
    sections.set(title, [...(sections.get(title) ?? []), spelled]);
    yargs.option(spelled, {
      ...(option.short !== undefined && { alias: option.short }),
      describe: describe(option),
    });
  }
  for (const [title, keys] of sections) yargs.group(keys, title);
  let text = "";
  yargs.showHelp((help) => {
    text = help;
  });
  return `${text}\n\n${tail(subject)}`;
}

/** A summary as a sentence of its own. */
export function sentence(summary: string): string {
  return `${summary[0]?.toUpperCase() ?? ""}${summary.slice(1)}.`;
}

/** `root DIR`, `trace[=FILE]`: the name of an option with what stands for its value. */
export function spelling(key: string, option: Option): string {
  const name = kebab(key);
  if (option.kind === "flag" || (option.kind === "alias" && option.type === null)) return name;
  if (option.kind === "optional") return `${name}[=${option.type.placeholder}]`;
  return `${name} ${option.type?.placeholder ?? ""}`;
}

/** What an option does, which words it knows, that it may be repeated, and what holds without it. */
export function describe(option: Option): string {
  const repeatable = option.kind === "list" || option.kind === "alias";
  const repeat = repeatable && !option.help.includes("repeat") ? "; repeatable" : "";
  const standard = option.defaultText === undefined ? "" : `  [${option.defaultText}]`;
  return `${option.help}${choices(option)}${repeat}${standard}`;
}

/** The words of a choice, where neither help nor placeholder names them already. */
function choices(option: Option): string {
  const type = "type" in option ? option.type : null;
  const words = type?.choices ?? [];
  const said = `${option.help} ${type?.placeholder ?? ""}`;
  const isShort = words.length > 1 && words.length <= MOST_CHOICES;
  return isShort && !words.every((word) => said.includes(word)) ? `: ${oneOf(words)}` : "";
}

/** Not laid out by yargs, which would break an example that somebody wants to copy. */
function tail({ name, chains, exitStatus, examples, seeAlso }: Subject): string {
  const [example] = examples;
  return [
    chains ? "PROG may be the next tool of a chain, with options of its own: isobox(1).\n" : "",
    `${statuses(exitStatus)}\n`,
    example ? `Example:     ${example.command}\n` : "",
    `Manual:      isobox man ${name.split(" ")[0]} | man -l -\n`,
    `${wrapText(`For more details see ${[manual(name), ...seeAlso].join(", ")}.`, COLUMNS)}\n`,
  ].join("");
}

/** In one line where they fit, else a line for each. */
function statuses(rows: Subject["exitStatus"]): string {
  const line = `Exit status: ${rows.map(({ status, meaning }) => `${status} ${meaning}`).join(", ")}`;
  if (line.length <= COLUMNS) return line;
  const lines = rows.map(({ status, meaning }) => {
    return `  ${status.padEnd(4)} ${wrapText(meaning, COLUMNS - 7).replaceAll("\n", "\n       ")}`;
  });
  return ["Exit status:", ...lines].join("\n");
}

/** The manual page of a tool, `ns-exec(1)`; a verb is described in its tool's. */
export function manual(name: string): string {
  return `${name.split(" ")[0]}(1)`;
}
