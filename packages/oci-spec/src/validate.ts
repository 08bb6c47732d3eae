import { Failure } from "@isobox/toolkit";
import { CONFIG, type Kind, PROCESS, problemsOf, RESOURCES } from "./kind.ts";
import { line, type Problem } from "./problem.ts";
import type { Config, Process, Resources } from "./types.gen.ts";

/** How many problems one failure tells; the rest is counted. */
const TOLD = 5;

/**
 * Asserts that a document is a configuration for Linux that follows runtime-spec 1.0 to 1.3.
 *
 * Keys that the specification does not know are allowed. A capability that the kernel does not know is no error.
 *
 * @throws {Failure} that names the path, what is wrong and what would be right; further problems are its hints.
 */
export function validateConfig(config: unknown): asserts config is Config {
  assertValid(CONFIG, config);
}

/** Asserts that a document is a process, as `exec --process` reads it. @throws {Failure} */
export function validateProcess(process: unknown): asserts process is Process {
  assertValid(PROCESS, process);
}

/** Asserts that a document is a set of resources, as `update --resources` reads it. @throws {Failure} */
export function validateResources(resources: unknown): asserts resources is Resources {
  assertValid(RESOURCES, resources);
}

/** All that is wrong with a configuration. */
export function configProblems(config: unknown): readonly Problem[] {
  return problemsOf(CONFIG, config);
}

/** All that is wrong with a process by itself. */
export function processProblems(process: unknown): readonly Problem[] {
  return problemsOf(PROCESS, process);
}

/** All that is wrong with resources by themselves. */
export function resourcesProblems(resources: unknown): readonly Problem[] {
  return problemsOf(RESOURCES, resources);
}

export function assertValid<T>(kind: Kind<T>, document: unknown): asserts document is T {
  refuse(kind, problemsOf(kind, document));
}

/** Throws when there is a problem. */
export function refuse<T>(kind: Kind<T>, problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (!first) return;
  const hints = others.slice(0, TOLD - 1).map((problem) => `also ${line(problem)}`);
  if (others.length > hints.length) hints.push(`and ${others.length - hints.length} more`);
  throw new Failure(`${kind.name} is not valid: ${line(first)}`, { hints });
}
