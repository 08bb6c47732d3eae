import { describe, manual, sentence } from "./help.ts";
import { kebab, type Option, type OptionTable } from "./options.ts";
import { type Subject, verbSubject } from "./subject.ts";
import type { Example } from "./tool.ts";

/**
 * The manual page of a tool or a command, as man(7) source: from the same data as its help.
 *
 * The same input gives the same page: it bears no date.
 */
export function manPage(subject: Subject, version: string): string {
  const { name, summary, description, options, verbs, verbsTitle, exitStatus, examples, seeAlso } = subject;
  const title = roff(name).toUpperCase();
  return [
    `.TH "${title}" 1 "" "isobox ${roff(version)}" "isobox"\n`,
    section("NAME", `${roff(name)} \\- ${roff(lowerFirst(summary))}\n`),
    section("SYNOPSIS", synopsis(subject)),
    section("DESCRIPTION", [sentence(summary), ...description].map(paragraph).join("")),
    section("OPTIONS", optionList(options)),
    section(
      verbsTitle.toUpperCase(),
      Object.entries(verbs)
        .map((verb) => verbPart(subject, ...verb))
        .join(""),
    ),
    section("EXIT STATUS", exitStatus.map(({ status, meaning }) => term(roff(status), meaning)).join("")),
    section("EXAMPLES", examples.map(exampleBlock).join("")),
    section("SEE ALSO", `${[...new Set([manual("isobox"), ...seeAlso])].map(reference).join(",\n")}\n`),
  ].join("");
}

function section(title: string, body: string): string {
  return body === "" ? "" : `.SH "${title}"\n${body}`;
}

/** Text that roff must not read as its own: backslashes, hyphens that are no hyphenation, control lines. */
function roff(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replace(/^(?=[.'])/gm, "\\&");
}

function paragraph(text: string): string {
  return `.PP\n${roff(text)}\n`;
}

function term(tag: string, text: string): string {
  return `.TP\n${tag}\n${roff(text)}\n`;
}

function synopsis({ name, synopsis }: Subject): string {
  return `.nf\n\\fB${roff(name)}\\fR ${roff(synopsis)}\n.fi\n`;
}

/** Options by section, in the order of the table. */
function optionList(options: OptionTable): string {
  const sections = new Map<string | undefined, string[]>();
  for (const [key, option] of Object.entries(options))
    sections.set(option.section, [...(sections.get(option.section) ?? []), optionEntry(key, option)]);
  return [...sections]
    .map(([title, entries]) => `${title === undefined ? "" : `.SS "${roff(title)}"\n`}${entries.join("")}`)
    .join("");
}

function optionEntry(key: string, option: Option): string {
  const long = `\\fB\\-\\-${roff(kebab(key))}\\fR${placeholder(option)}`;
  const tag = option.short === undefined ? long : `\\fB\\-${option.short}\\fR, ${long}`;
  const names = (keys: readonly string[]) => keys.map((other) => `--${kebab(other)}`).join(", ");
  const notes = [
    ...(option.requires ? [`Needs ${names(option.requires)}.`] : []),
    ...(option.forbids ? [`Not with ${names(option.forbids)}.`] : []),
    ...(option.kind === "alias" ? [`Adds to ${names([option.of])}.`] : []),
  ];
  return term(tag, [`${describe(option)}${notes.length > 0 ? "." : ""}`, ...notes].join(" "));
}

function placeholder(option: Option): string {
  if (option.kind === "flag" || option.type === null) return "";
  const word = `\\fI${roff(option.type.placeholder)}\\fR`;
  return option.kind === "optional" ? `[=${word}]` : ` ${word}`;
}

/** A verb, with the options that have not been described as its owner's. */
function verbPart(subject: Subject, name: string, verb: Subject["verbs"][string]): string {
  const described = verbSubject(subject, name, verb);
  const own = Object.entries(described.options).filter(([key, option]) => subject.options[key] !== option);
  return `.SS "${roff(name)}"\n${synopsis(described)}${paragraph(sentence(verb.summary))}${optionList(Object.fromEntries(own))}`;
}

function exampleBlock({ prompt, command, note, output }: Example): string {
  const lines = [`${prompt} ${command}`, ...(output === undefined ? [] : output.trimEnd().split("\n"))];
  const intro = note === undefined ? ".PP\n" : paragraph(note);
  return `${intro}.RS 4\n.nf\n${lines.map(roff).join("\n")}\n.fi\n.RE\n`;
}

/** "unshare(2)" with the name in bold. */
function reference(page: string): string {
  const match = /^(.*)\(([^()]+)\)$/.exec(page);
  return match ? `\\fB${roff(match[1]!)}\\fR(${match[2]})` : roff(page);
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z ]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}
