import { type Report, show } from "../problem.ts";

/** The newest minor release of 1 that is understood. */
const NEWEST_MINOR = 3;
/** Semantic Versioning 2.0; a suffix of a pre-release or build changes nothing here. */
const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;
/** What engines write, so that a start needs no regular expression. */
const USUAL: ReadonlySet<unknown> = new Set([
  "1.0.0",
  "1.0.1",
  "1.0.2",
  "1.0.2-dev",
  "1.1.0",
  "1.2.0",
  "1.2.1",
  "1.3.0",
]);

/** The version is one whose rules hold here: a configuration for a later minor release may need what is not there. */
export function versionRule(document: object, report: Report): void {
  const version = (document as { ociVersion?: unknown }).ociVersion;
  if (USUAL.has(version) || typeof version !== "string") return;
  const problem = versionProblem(version);
  if (problem) report("ociVersion", problem);
}

function versionProblem(version: string): string | undefined {
  const match = VERSION.exec(version);
  if (!match) return `want a semantic version such as "1.3.0", not ${show(version)}`;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  if (major === 1 && minor <= NEWEST_MINOR) return undefined;
  const age = major < 1 ? "older" : "newer";
  return `${version} is ${age} than what is understood here: want 1.0.0 to 1.${NEWEST_MINOR}`;
}

/**
 * Whether a configuration is for a release before the given minor one of 1: `pids.limit` 0 means no limit before 1.3.
 */
export function isBefore(version: string, minor: number): boolean {
  const match = VERSION.exec(version);
  return match?.[1] === "1" && Number(match[2]) < minor;
}

/**
 * Whether a configuration of a version may use what a release brought.
 *
 * A version in development (1.0.2-dev, 1.1.0+dev) stands for what came after it, up to the next minor release; so do
 * engines use it.
 */
export function brings(version: string, release: string): boolean {
  const [given, wanted] = [VERSION.exec(version), VERSION.exec(release)];
  // What is no version has a problem of its own.
  if (!given || !wanted) return true;
  const number = ([, major, minor, patch]: RegExpExecArray) =>
    (Number(major) * 1000 + Number(minor)) * 1000 + Number(patch);
  const inDevelopment = /^[-+]dev/.test(given[4] ?? given[5] ?? "");
  const newest = inDevelopment ? number(given) - Number(given[3]) + 1000 : number(given);
  return newest >= number(wanted);
}
