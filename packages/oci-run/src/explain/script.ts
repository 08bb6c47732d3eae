import { type Stage, toArgv } from "@isobox/toolkit";
import { comment, quote, quoteWith, type Variable } from "./quote.ts";

/** What a stage does, and the keys of config.json that it comes from; none is what every container gets. */
export interface StageComment {
  readonly does: string;
  readonly keys: readonly string[];
}

/** A stage of the script, with what its comment says. */
export interface ScriptStage {
  readonly stage: Stage;
  readonly comment: StageComment;
}

/** A container as a script. */
export interface Script {
  /** Comments at its head. */
  readonly head: readonly string[];
  /** The directory of the tools. */
  readonly bin: string;
  readonly bundle: string;
  readonly id: string;
  /** The cgroup's name; null when there is none. */
  readonly cgroup: string | null;
  readonly stages: readonly ScriptStage[];
  readonly argsComment: StageComment;
  readonly args: readonly string[];
}

/** Longer lines are broken between words. */
const WIDTH = 110;

/**
 * A container as a POSIX sh script that uses nothing but the shell itself and our tools, so that it runs in an empty
 * environment.
 *
 * The command line grows in the shell's own arguments, a stage at a time, because a comment cannot stand within a
 * command. Only the first tool has a path: a path ends the chain, for what has one is the payload.
 */
export function formatScript(script: Script): string {
  const { head, bin, bundle, id, cgroup, stages, args } = script;
  const words = new Words(script);
  const lines = ["#!/bin/sh", ...head.map(comment), "set -eu", ""];
  lines.push(`bin=${quote(bin)}`, `bundle=${quote(bundle)}`, `id=${quote(id)}`);
  if (cgroup !== null) lines.push(`cgroup=${cgroup === id ? '"$id"' : quote(cgroup)}`, "", ...CLEAN_UP);
  for (const [i, { stage, comment: text }] of stages.entries()) {
    const isLast = i === stages.length - 1;
    const name = i === 0 ? `"$bin"/${stage.tool.name}` : `"$@" ${stage.tool.name}`;
    const options = toArgv(stage.tool.options, stage.options).map((word) => words.say(stage, word));
    lines.push(
      "",
      ...commentLines(text),
      ...wrapped([`set -- ${name}`, ...options, isLast ? "-- --" : "--"]),
    );
  }
  lines.push("", ...commentLines(script.argsComment), ...wrapped(['set -- "$@"', ...args.map(quote)]));
  lines.push("", '"$@"', "");
  return lines.join("\n");
}

/** What the pipeline leaves only when it is killed, and what was there before, is told apart by asking first. */
const CLEAN_UP = [
  "# The pipeline removes what it makes. This is for what it leaves when it is killed itself.",
  'before=$("$bin"/cg-set list -- "$cgroup")',
  "cleanup() {",
  '  [ -n "$before" ] || "$bin"/cg-set delete --force -- "$cgroup" || :',
  "}",
  "trap cleanup EXIT",
  "trap 'exit 129' HUP",
  "trap 'exit 130' INT",
  "trap 'exit 143' TERM",
];

function commentLines({ does, keys }: StageComment): string[] {
  const lines = [`${does}.`];
  let line = "";
  for (const key of keys) {
    const longer = line === "" ? `  ${key}` : `${line}, ${key}`;
    if (longer.length <= WIDTH - 3) line = longer;
    else {
      lines.push(`${line},`);
      line = `  ${key}`;
    }
  }
  return [...lines, ...(line === "" ? [] : [line])].map(comment);
}

/** One line, or a line for each word where that is too long. */
function wrapped(words: readonly string[]): string[] {
  const line = words.join(" ");
  if (line.length <= WIDTH) return [line];
  return words.map((word, i) => `${i === 0 ? "" : "  "}${word}${i === words.length - 1 ? "" : " \\"}`);
}

/** Says words by the variables of the script. */
class Words {
  readonly #bundle: Variable;
  /** Whole words: the name of the cgroup and the keyring are free text, in which an id may stand by chance. */
  readonly #whole: ReadonlyMap<string, string>;

  constructor({ bundle, id, cgroup }: Script) {
    this.#bundle = { name: "bundle", value: bundle };
    this.#whole = new Map([
      [`--name=${cgroup}`, '--name="$cgroup"'],
      [`--session-keyring=_ses.${id}`, '--session-keyring=_ses."$id"'],
    ]);
  }

  say({ tool }: Stage, word: string): string {
    const whole = this.#whole.get(word);
    if (whole !== undefined) return whole;
    // Only there are paths of the bundle; elsewhere the same text would mean something else.
    return tool.name === "mnt-root" ? quoteWith(word, this.#bundle) : quote(word);
  }
}
