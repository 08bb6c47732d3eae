import { choice, defineVerb, print, value } from "@isobox/toolkit";
import { readExact } from "../exact.ts";
import { JsonError } from "../json-error.ts";
import { withoutNulls } from "../nulls.ts";
import { line, type Problem } from "../problem.ts";
import { readDocument } from "../read-document.ts";
import { configProblems, processProblems, resourcesProblems } from "../validate.ts";

/** The file is not valid; 125 would say that it could not be read. */
export const NOT_VALID = 1;

const CHECKS: Readonly<Record<string, (document: unknown) => readonly Problem[]>> = {
  config: configProblems,
  process: processProblems,
  resources: resourcesProblems,
};

export const validateVerb = defineVerb({
  summary: "Tell what is wrong with a configuration, a line for each problem",
  operands: "[FILE|DIR|-]",
  options: {
    as: value(
      choice("WHAT", ["config", "process", "resources"]),
      "what the file holds: config, process (of exec) or resources (of update)",
      {
        defaultText: "config",
      },
    ),
  },
  run({ as = "config" }, operands) {
    const [file = "config.json"] = operands;
    const lines = findings(readDocument(file).text, CHECKS[as]!);
    print(lines.map((text) => `${file}:${text}\n`).join(""));
    return lines.length === 0 ? 0 : NOT_VALID;
  },
});

/** The problems of a text; those of JSON as LINE:COLUMN, which editors follow. */
function findings(text: string, check: (document: unknown) => readonly Problem[]): string[] {
  try {
    return check(withoutNulls(readExact(text))).map((problem) => ` ${line(problem)}`);
  } catch (error) {
    if (error instanceof JsonError) return [`${error.line}:${error.column}: ${error.problem}`];
    throw error;
  }
}
