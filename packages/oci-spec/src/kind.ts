import { fitsConfig, fitsProcess, fitsResources } from "./check.gen.ts";
import { type Problem, type Report, show } from "./problem.ts";
import { configRules } from "./rules/config.ts";
import { platformRule } from "./rules/platform.ts";
import { processRules } from "./rules/process.ts";
import { resourceRules } from "./rules/resources.ts";
import { versionRule } from "./rules/version.ts";
import type { Config, Process, Resources } from "./types.gen.ts";
import { checkConfig, checkProcess, checkResources } from "./validator.gen.ts";
import { inWords, type SchemaError } from "./words.ts";

/** A kind of document that is read by itself. */
export interface Kind<T> {
  /** Its name in a message: "the configuration". */
  readonly name: string;
  /** The definition of the schema. */
  readonly shape: string;
  /** Whether a document fits the schema: the fast check. */
  readonly fits: (document: unknown) => boolean;
  /** The validator of ajv, which says where a document does not fit. */
  readonly validator: Validator;
  /** What says that the whole document was written for somebody else; asked first when it does not fit. */
  readonly first?: (document: object, report: Report) => void;
  /** What the schema cannot say. */
  readonly rules: (document: T, report: Report) => void;
}

interface Validator {
  (document: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

export const CONFIG: Kind<Config> = {
  name: "the configuration",
  shape: "Config",
  fits: fitsConfig,
  validator: checkConfig,
  first(document, report) {
    versionRule(document, report);
    platformRule(document, report);
  },
  rules: configRules,
};

/** The process of `exec`. */
export const PROCESS: Kind<Process> = {
  name: "the process",
  shape: "Process",
  fits: fitsProcess,
  validator: checkProcess,
  rules: (process, report) => processRules(process, "", report),
};

/** The resources of `update`. */
export const RESOURCES: Kind<Resources> = {
  name: "the set of resources",
  shape: "Resources",
  fits: fitsResources,
  validator: checkResources,
  rules: (resources, report) => resourceRules(resources, "", report),
};

/** All that is wrong with a document. */
export function problemsOf<T>(kind: Kind<T>, document: unknown): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, message) => problems.push({ path, message });
  if (kind.fits(document)) {
    kind.rules(document as T, report);
    return problems;
  }
  // A reader of a list would otherwise be told that it has no key ociVersion.
  if (typeof document !== "object" || document === null || Array.isArray(document)) {
    return [{ path: "", message: `want an object, not ${show(document)}` }];
  }
  kind.first?.(document, report);
  kind.validator(document);
  return problems.concat(inWords(document, kind.shape, kind.validator.errors ?? []));
}
