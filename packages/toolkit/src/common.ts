import { checkDestination, type Destination, destination } from "./destination.ts";
import { startDryRun } from "./dry-run.ts";
import { look, lookNote } from "./handover.ts";
import { resumeLog, startLog } from "./log.ts";
import { type Flag, flag, type OptionsOf, type OptionTable, optional, value } from "./options.ts";
import { resumeProfile, startProfile } from "./profile.ts";
import { resumeTrace, startTrace } from "./trace.ts";
import { choice, path } from "./values.ts";

const section = "Common options";

/** `--help` and `--version`, for tables that take nothing else of what is common. */
export function askOptions(more: { section?: string } = {}): { readonly help: Flag; readonly version: Flag } {
  return {
    help: { ...flag("show this text", { short: "h", ...more }), asks: "help" },
    version: { ...flag("show the version", { short: "V", ...more }), asks: "version" },
  };
}

/**
 * The options of every tool and verb.
 *
 * Each stage of a chain takes them. `--help` and `--version` speak of the stage they are given to, and nothing
 * is done. `--trace`, `--log` and `--profile` hold from that stage to the end of the chain: a chain of real execs, in which
 * a stage is a process of its own, could not do otherwise. `--dry-run` holds for the whole chain, at whatever
 * stage it stands: what the stages before it change is what it is there to prevent.
 */
export const commonOptions = {
  trace: optional(destination, "print each system call, decoded, to standard error or FILE", { section }),
  dryRun: optional(
    destination,
    "change nothing: print each system call that would change something to standard output or FILE",
    { section },
  ),
  profile: value(path("FILE"), "write the times of stages and system calls to FILE, as Chrome trace JSON", {
    section,
  }),
  log: value(destination, "write messages to FILE too", { section }),
  logFormat: value(choice("FORMAT", ["text", "json"]), "form of the log", {
    section,
    defaultText: "text",
  }),
  logLevel: value(
    choice("LEVEL", ["debug", "info", "warning", "error"]),
    "leave out of the log what matters less than LEVEL",
    { section, defaultText: "info" },
  ),
  ...askOptions({ section }),
} as const satisfies OptionTable;

export type CommonOptions = OptionsOf<typeof commonOptions>;

/** A table with the options that every tool has. */
export function withCommonOptions(table: OptionTable): OptionTable {
  for (const key in commonOptions)
    if (Object.hasOwn(table, key)) throw new Error(`--${key} is an option of every tool`);
  return { ...table, ...commonOptions };
}

/**
 * Checks what can only be checked against this process. Nothing is done yet.
 * @throws {UsageError}
 */
export function checkCommon({ trace, dryRun, log }: CommonOptions): void {
  if (trace !== undefined && trace !== true) checkDestination("--trace", trace);
  if (dryRun !== undefined && dryRun !== true) checkDestination("--dry-run", dryRun);
  if (log !== undefined) checkDestination("--log", log);
}

/** Puts the common options of a stage, a verb or a command into force. */
export function startCommon(options: CommonOptions): void {
  const { trace, dryRun, profile, log, logFormat, logLevel } = options;
  // First: the trace is then of what is really done.
  if (dryRun !== undefined) startDryRun(whereDryRun(dryRun));
  if (log !== undefined || logFormat !== undefined || logLevel !== undefined) startLog(options);
  if (trace !== undefined) startTrace(trace === true ? { fd: 2 } : trace);
  if (profile !== undefined) startProfile(profile);
}

/** Where the lines of a dry run go. */
export function whereDryRun(given: Destination | true): Destination {
  return given === true ? { fd: 1 } : given;
}

/** Goes on, in a chain of real execs, with what an earlier stage has put into force. */
export function resumeCommon(): void {
  const [log] = look("log");
  if (log) resumeLog(log, lookNote("log"));
  const [trace] = look("trace");
  if (trace) resumeTrace(trace);
  const [profile] = look("profile");
  if (profile) resumeProfile(profile, lookNote("profile"));
}
