import {
  type Command,
  commonOptions,
  defineTool,
  EXIT,
  type ExitStatus,
  indexOf,
  indexOptions,
  parseOptions,
  runVerb,
  UsageError,
  verbOf,
  withCommonOptions,
} from "@isobox/toolkit";
import { defaultVerb } from "./verbs/default.ts";
import { lintVerb } from "./verbs/lint.ts";
import { NOT_VALID, validateVerb } from "./verbs/validate.ts";

const summary = "Write and check configurations of the OCI runtime specification";
const verbs = { default: defaultVerb, lint: lintVerb, validate: validateVerb };

/** Holds the verbs. It is not in the table of tools, so no chain has a stage of this name. */
const holder = defineTool({
  name: "oci-spec",
  summary,
  options: {},
  verbs,
  apply() {
    throw new Error("oci-spec is no stage");
  },
});
// Prepared at build time.
indexOf(holder);

const { help, version } = commonOptions;
const options = { help, version };
const index = indexOptions(options);

const exitStatus: readonly ExitStatus[] = [
  { status: "0", meaning: "done, or valid" },
  { status: `${NOT_VALID}`, meaning: "not valid; for lint --strict, doubtful too" },
  { status: `${EXIT.failed}`, meaning: "the tool failed" },
];

/** `oci-spec`: verbs about configurations. */
export const ociSpec: Command = {
  name: holder.name,
  summary,
  page: {
    synopsis: "COMMAND [ARG...]",
    description: [
      "A configuration follows runtime-spec 1.0 to 1.3, for Linux. Keys that the specification does not know are allowed.",
    ],
    options,
    verbs: Object.fromEntries(
      Object.entries(verbs).map(([name, verb]) => [
        name,
        { ...verb, options: withCommonOptions(verb.options) },
      ]),
    ),
    exitStatus,
    examples: [
      { prompt: "$", command: "oci-spec default > config.json", note: "a configuration to start from" },
      {
        prompt: "$",
        command: "oci-spec validate bundle",
        note: "what is wrong with bundle/config.json, a line for each mistake",
      },
      {
        prompt: "$",
        command: "mkdir new && runc spec --bundle new && oci-spec validate new",
        note: "what another runtime writes",
      },
      {
        prompt: "#",
        command: "oci-spec lint --strict bundle",
        note: "fail when a key is misspelt, or when this kernel or user cannot do what is asked for",
      },
    ],
    seeAlso: ["oci-run(1)", "capabilities(7)", "namespaces(7)", "cgroups(7)"],
  },
  run(words) {
    const [name] = words;
    const verb = verbOf(holder, name);
    if (verb && "run" in verb) return runVerb(holder, name!, verb, [holder.name, ...words]);
    const { next } = parseOptions(index, words);
    const word = words[next];
    if (word === undefined) throw new UsageError(`a command is needed: ${Object.keys(verbs).join(", ")}`);
    throw new UsageError(`there is no command "${word}"`, { word, among: Object.keys(verbs) });
  },
};
