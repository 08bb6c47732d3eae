import type { Problem } from "../problem.ts";
import type { Config } from "../types.gen.ts";
import type { Host } from "./host.ts";

/** Which rule a finding is of; for programs that read findings. */
export type RuleName =
  | "invalid"
  | "unknown-key"
  | "too-new"
  | "capabilities"
  | "limits"
  | "scheduling"
  | "namespaces"
  | "users"
  | "mounts"
  | "cgroups"
  | "sysctl"
  | "security-modules"
  | "files";

/** Something in a document that is wrong, or that will not be as it says. */
export interface Finding extends Problem {
  readonly rule: RuleName;
}

/** What a rule looks at beside the document. */
export interface Surroundings {
  /** The machine and the user that the container is for; null when it is for another one. */
  readonly host: Host | null;
  /** The directory of the bundle, from which relative paths count; null when it is not known. */
  readonly bundle: string | null;
}

/** A rule of lint about a configuration that is valid. */
export type LintRule = (
  config: Config,
  surroundings: Surroundings,
  report: (path: string, message: string) => void,
) => void;

/** The same with a host: not asked without one. */
export type HostRule = (config: Config, host: Host, report: (path: string, message: string) => void) => void;

/** Makes a rule of one that needs a host. */
export function onHost(rule: HostRule): LintRule {
  return (config, { host }, report) => {
    if (host) rule(config, host, report);
  };
}

/** Whether the container gets a user namespace of its own making. */
export function makesUserNamespace({ linux }: Config): boolean {
  return linux?.namespaces?.some(({ type, path = "" }) => type === "user" && path === "") ?? false;
}

/** Whether it gets one at all, made or joined. */
export function hasUserNamespace({ linux }: Config): boolean {
  return linux?.namespaces?.some(({ type }) => type === "user") ?? false;
}
