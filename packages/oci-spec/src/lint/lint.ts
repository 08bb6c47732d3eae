import { CONFIG, type Kind, PROCESS, problemsOf, RESOURCES } from "../kind.ts";
import { withoutNulls } from "../nulls.ts";
import type { Config } from "../types.gen.ts";
import { capabilityRule } from "./capabilities.ts";
import { cgroupRule } from "./cgroups.ts";
import { fileRule } from "./files.ts";
import type { Finding, LintRule, RuleName, Surroundings } from "./finding.ts";
import { keyFindings } from "./keys.ts";
import { limitRule } from "./limits.ts";
import { mountRule } from "./mounts.ts";
import { namespaceRule } from "./namespaces.ts";
import { schedulingRule } from "./scheduling.ts";
import { securityRule } from "./security-modules.ts";
import { sysctlRule } from "./sysctls.ts";
import { userRule } from "./users.ts";

/** What is asked of a configuration that is valid, in the order in which findings are told. */
const RULES: readonly (readonly [RuleName, LintRule])[] = [
  ["files", fileRule],
  ["mounts", mountRule],
  ["users", userRule],
  ["capabilities", capabilityRule],
  ["limits", limitRule],
  ["scheduling", schedulingRule],
  ["namespaces", namespaceRule],
  ["cgroups", cgroupRule],
  ["sysctl", sysctlRule],
  ["security-modules", securityRule],
];

/**
 * What is doubtful about a configuration beside what makes it invalid: keys that the specification does not know or
 * that are newer than `ociVersion`, and values that this kernel or this user cannot honour.
 *
 * @param document as JSON holds it; keys whose value is null are taken out of it.
 * @returns problems of validity first, as findings of the rule "invalid"; with any of them, values are not looked at.
 */
export function lintConfig(document: unknown, surroundings: Surroundings): Finding[] {
  const version = (document as { ociVersion?: unknown } | null)?.ociVersion;
  return lint(CONFIG, document, typeof version === "string" ? version : null, (config) =>
    valueFindings(config, surroundings),
  );
}

/** The same of a process by itself, as `exec` takes it. */
export function lintProcess(document: unknown, surroundings: Surroundings): Finding[] {
  return lint(PROCESS, document, null, (process) =>
    within("process.", valueFindings({ ociVersion: "", root: { path: "/" }, process }, surroundings)),
  );
}

/** The same of resources by themselves, as `update` takes them. */
export function lintResources(document: unknown, surroundings: Surroundings): Finding[] {
  return lint(RESOURCES, document, null, (resources) =>
    within(
      "linux.resources.",
      valueFindings({ ociVersion: "", root: { path: "/" }, linux: { resources } }, surroundings),
    ),
  );
}

function lint<T>(
  kind: Kind<T>,
  document: unknown,
  version: string | null,
  values: (document: T) => Finding[],
): Finding[] {
  // Before nulls are taken out: an unknown key is unknown with null too.
  const keys = keyFindings(document, kind.shape, version);
  const problems = problemsOf(kind, withoutNulls(document));
  const invalid = problems.map((problem): Finding => ({ rule: "invalid", ...problem }));
  return [...invalid, ...keys, ...(invalid.length === 0 ? values(document as T) : [])];
}

function valueFindings(config: Config, surroundings: Surroundings): Finding[] {
  const findings: Finding[] = [];
  for (const [rule, look] of RULES)
    look(config, surroundings, (path, message) => findings.push({ rule, path, message }));
  return findings;
}

/** The findings of a part, by their paths in it. */
function within(prefix: string, findings: readonly Finding[]): Finding[] {
  return findings
    .filter(({ path }) => path.startsWith(prefix))
    .map((finding) => ({ ...finding, path: finding.path.slice(prefix.length) }));
}
