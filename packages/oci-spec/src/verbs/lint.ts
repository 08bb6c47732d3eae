import { choice, defineVerb, flag, print, value } from "@isobox/toolkit";
import { readExact } from "../exact.ts";
import { JsonError } from "../json-error.ts";
import type { Finding, Surroundings } from "../lint/finding.ts";
import { thisHost } from "../lint/host.ts";
import { lintConfig, lintProcess, lintResources } from "../lint/lint.ts";
import { line } from "../problem.ts";
import { bundleOf, readDocument } from "../read-document.ts";
import { NOT_VALID } from "./validate.ts";

const LINTERS: Readonly<Record<string, (document: unknown, surroundings: Surroundings) => Finding[]>> = {
  config: lintConfig,
  process: lintProcess,
  resources: lintResources,
};

export const lintVerb = defineVerb({
  summary:
    "Tell what is doubtful about a configuration: unknown keys, and what this kernel or user cannot do",
  operands: "[FILE|DIR|-]",
  options: {
    as: value(
      choice("WHAT", ["config", "process", "resources"]),
      "what the file holds: config, process (of exec) or resources (of update)",
      { defaultText: "config" },
    ),
    anyHost: flag("ask nothing of this kernel and this user: the container is for another machine"),
    strict: flag("end with 1 when there are findings, and not only when the document is not valid"),
    json: flag("print a list of objects with file, rule, path and message"),
  },
  run({ as = "config", anyHost, strict, json }, operands) {
    const [file = "config.json"] = operands;
    const { text, isBundle } = readDocument(file);
    const surroundings = { host: anyHost ? null : thisHost(), bundle: bundleOf(file, isBundle) };
    const told = lint(file, text, (document) => LINTERS[as]!(document, surroundings));
    print(
      json ? `${JSON.stringify(told.map(asJson), null, 2)}\n` : told.map(({ text }) => `${text}\n`).join(""),
    );
    const fatal = strict ? told.length > 0 : told.some(({ rule }) => rule === "invalid");
    return fatal ? NOT_VALID : 0;
  },
});

/** A finding, with where it is as a line for people. */
interface Told extends Finding {
  readonly file: string;
  readonly text: string;
}

function lint(file: string, text: string, check: (document: unknown) => Finding[]): Told[] {
  try {
    return check(readExact(text)).map((finding) => ({ ...finding, file, text: `${file}: ${line(finding)}` }));
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const { line: at, column, problem: message } = error;
    return [{ rule: "invalid", path: "", message, file, text: `${file}:${at}:${column}: ${message}` }];
  }
}

function asJson({ file, rule, path, message }: Told): object {
  return { file, rule, path, message };
}
