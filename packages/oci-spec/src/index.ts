export { assume, type Completed } from "./assume.ts";
export { ociSpec } from "./command.ts";
export { defaultConfig } from "./default.ts";
export { JsonError } from "./json-error.ts";
export { knownWords } from "./known.ts";
export type { Finding, RuleName, Surroundings } from "./lint/finding.ts";
export { type FileKind, type Host, thisHost } from "./lint/host.ts";
export { lintConfig, lintProcess, lintResources } from "./lint/lint.ts";
export { parseConfig, parseExactly } from "./parse.ts";
export type { Problem } from "./problem.ts";
export { readConfig, readProcess, readResources } from "./read.ts";
export { isBefore } from "./rules/version.ts";
export type * from "./types.gen.ts";
export {
  configProblems,
  processProblems,
  resourcesProblems,
  validateConfig,
  validateProcess,
  validateResources,
} from "./validate.ts";
