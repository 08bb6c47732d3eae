import * as abi from "@isobox/kernel/abi";
import { execveat, NR, open, SyscallError } from "@isobox/kernel/sys";
import { step } from "@isobox/kernel/trace";
import { chainWords } from "./argv.ts";
import type { AnyTool, Chain, Stage } from "./chain.ts";
import { type CommonOptions, checkCommon, resumeCommon, startCommon, whereDryRun } from "./common.ts";
import { startDryRun } from "./dry-run.ts";
import { environment } from "./environment.ts";
import { Failure, UsageError } from "./errors.ts";
import { EXIT } from "./exit.ts";
import { chainByExec, give, look, sendHandover, take } from "./handover.ts";
import { execPayload } from "./payload.ts";
import { payloadKeeper } from "./payload-keeper.ts";
import { voice } from "./report.ts";
import { reportUndoFailures } from "./supervise.ts";
import { takeOwnRecords, type Undoer, type UndoRecord, undo } from "./undo.ts";

/** Applies stages one inside the other in this process, then calls `end`. */
export function applyStages(stages: readonly Stage[], end: () => never, from = 0): never {
  const stage = stages[from];
  if (!stage) return end();
  speakAs(stage.tool);
  startCommon(stage.options);
  return stage.tool.apply(stage.options, () => applyStages(stages, end, from + 1));
}

/** Messages, and the lines of the trace, are the tool's from now on. */
export function speakAs(tool: AnyTool): void {
  voice.name = tool.name;
  voice.hints = tool.hints ?? [];
  step(tool.name);
}

/**
 * Runs a chain: every stage in this process, or only the first one when `ISOBOX_CHAIN=exec` asks for a real
 * exec between stages.
 *
 * @param words the command line that `chain` was read from.
 * @param hintFor what to tell when there is no such program: it may be a stage or a verb with a slip in it.
 */
export function runChain(
  chain: Chain,
  words: readonly string[],
  hintFor: (program: string) => string | null = () => null,
): never {
  if (chain.payload.length === 0) throw new UsageError("no program to execute");
  for (const { options } of chain.stages) checkCommon(options);
  resumeCommon();
  for (const { options } of chain.stages) {
    const { dryRun } = options as CommonOptions;
    if (dryRun !== undefined) startDryRun(whereDryRun(dryRun));
  }
  const [first, second] = chain.stages;
  if (first && second && chainByExec()) {
    openOwnProgram();
    return applyStages([first], () => execStage(words.slice(chain.starts[1])));
  }
  return applyStages(chain.stages, () => execLast(chain.payload, hintFor));
}

function execLast(payload: readonly string[], hintFor: (program: string) => string | null): never {
  const keeper = payloadKeeper();
  if (keeper) return keeper.execute(payload);
  try {
    return execPayload(payload);
  } catch (error) {
    const hint = error instanceof Failure && error.status === EXIT.notFound && hintFor(payload[0]!);
    throw hint ? error.withHint(hint) : error;
  }
}

/**
 * Opens this program's file while /proc can still be reached. The number is passed from stage to stage, so the
 * chain goes on in a root without /proc, and never runs a file of the image that happens to have a tool's name.
 */
export function openOwnProgram(): void {
  if (look("exe").length === 0) give("exe", [open("/proc/self/exe", abi.O_PATH)]);
}

/** Closes what {@link openOwnProgram} opened, in a process that does not go on along the chain. */
export function closeOwnProgram(): void {
  for (const exe of take("exe")) exe.close();
}

/**
 * Goes on by a real exec to the first of some stages, and from it to the next.
 *
 * Preconditions: {@link openOwnProgram}, and `ISOBOX_CHAIN=exec` in force.
 */
export function execStages(stages: readonly Stage[], payload: readonly string[]): never {
  return execStage(chainWords(stages, payload));
}

function execStage([name, ...rest]: readonly string[]): never {
  const [exe] = look("exe");
  sendHandover();
  // Only the first stage of a chain can have a verb: behind "--" the word is none.
  const words = rest[0]?.startsWith("-") ? [name!, ...rest] : [name!, "--", ...rest];
  const result = execveat(exe!, "", words, environment(), abi.AT_EMPTY_PATH);
  throw new Failure(`cannot go on to ${name}`, {
    cause: new SyscallError(NR.execveat, [exe!.fd, "", null, null, abi.AT_EMPTY_PATH], -result),
  });
}

let undoers: Readonly<Record<string, Undoer>> = {};

/** Collects, at build time, how each tool removes what it records. */
export function registerUndoers(
  tools: Iterable<{ readonly undoers?: Readonly<Record<string, Undoer>> }>,
): void {
  const all: Record<string, Undoer> = {};
  for (const tool of tools)
    for (const [kind, undoer] of Object.entries(tool.undoers ?? {})) {
      if (all[kind] && all[kind] !== undoer) throw new Error(`two tools record a "${kind}"`);
      all[kind] = undoer;
    }
  undoers = all;
}

/** Undoes what a chain recorded, and tells what could not be removed; whether all could. */
export function undoRecords(records: readonly UndoRecord[]): boolean {
  const failures = undo(records, undoers);
  reportUndoFailures(failures);
  return failures.length === 0;
}

/** Undoes what this process recorded for itself: it fails before it has become a supervisor. */
export function abandonChain(): void {
  undoRecords(takeOwnRecords());
}
