import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import {
  applyStages,
  chainByExec,
  closeOwnProgram,
  doing,
  exit,
  note,
  type OptionsOf,
  overseeNextFork,
  type UndoLog,
  undoRecords,
  voice,
  waitFor,
  warn,
  willSupervise,
} from "@isobox/toolkit";
import { type Bundle, readBundle } from "./bundle.ts";
import { applyByExec } from "./by-exec.ts";
import { becomeProgram } from "./container-program.ts";
import { checkId } from "./id.ts";
import { deliverTo, giveWord, type Line, openLine, passOn, receive } from "./line-to-parent.ts";
import { lock, unlock } from "./lock.ts";
import type { globalOptions, runOptions } from "./options.ts";
import { inOrder } from "./order.ts";
import { leavePayload } from "./payload-keeper.ts";
import { writePidFile } from "./pid-file.ts";
import { type Plan, plan } from "./plan.ts";
import { processStat } from "./process.ts";
import { finishGate, makeGate } from "./start-gate.ts";
import {
  type ContainerState,
  journalOf,
  makeStateDirectory,
  type StateDirectory,
  stateRoot,
  writeFile,
  writeState,
} from "./state.ts";

/**
 * What becomes of a container once it is made: it waits for `start`, it runs and the runtime ends, or the
 * runtime waits for its end and removes it.
 */
export type Ending = "created" | "detached" | "foreground";

/** A container in the making. */
interface Launch {
  readonly ending: Ending;
  readonly bundle: Bundle;
  readonly plan: Plan;
  readonly directory: StateDirectory;
  readonly line: Line;
  readonly gate: sys.Fd | null;
  readonly pidFile: string | undefined;
  readonly keep: boolean;
  /** Its directories, known once they are made. */
  readonly cgroups: readonly string[];
}

/**
 * Makes a container from a bundle.
 *
 * Never returns: ends with 0, with the payload's status in the foreground, or with 1 when the container could
 * not be made; then nothing of it is left.
 */
export function launch(
  id: string,
  ending: Ending,
  options: OptionsOf<typeof runOptions>,
  globals: OptionsOf<typeof globalOptions>,
): never {
  checkId(id);
  const bundle = readBundle(options.bundle ?? ".");
  const made = plan(id, bundle, options, true);
  for (const warning of made.warnings) warn(warning);
  for (const text of made.notes) note(text);

  willSupervise();
  const directory = makeStateDirectory(stateRoot(globals.root), id);
  lock(directory);
  const journal = journalOf(directory);
  const cgroups: string[] = [];
  // First in the journal, for `delete --force` while the container is being made: who holds the lock.
  journal({ kind: "runtime", operand: String(sys.getpid()) });
  willSupervise((record) => {
    if (record.kind === "cgroup") cgroups.push(record.operand);
    journal(record);
  });
  writeFile(directory, "config.json", bundle.data);

  const it: Launch = {
    ending,
    bundle,
    plan: made,
    directory,
    line: openLine(),
    gate: ending === "created" ? makeGate(directory) : null,
    pidFile: options.pidFile,
    keep: options.keep === true,
    cgroups,
  };
  overseeNextFork({
    inChild: () => becomeChild(it),
    afterFork: (pid) => recordChild(it, pid),
    parent: (child) => (ending === "foreground" ? waitForEnd(it, child) : leave(it, child)),
  });
  const stages = inOrder(made);
  if (chainByExec()) return applyByExec(stages, made.argv, () => leaveWord(it));
  return applyStages(stages, () => beContainer(it));
}

/** In the child, first of all: it gives back what is the parent's alone, and tells its errors to the parent. */
function becomeChild({ directory, line }: Launch): void {
  // The lock is the open file's, and would be the container's as long as this copy is open.
  directory.fd.close();
  line.parent.close();
  deliverTo(line.child);
}

/**
 * In the parent, while the child works on: its pid and start time are written, so that it can be found. Until it
 * gets our word for that, at the end, it dies with us.
 */
function recordChild({ ending, directory, bundle, plan: made, line, cgroups }: Launch, pid: number): void {
  line.child.close();
  if (chainByExec()) closeOwnProgram();
  const { config } = bundle;
  const state: Omit<ContainerState, "version"> = {
    ociVersion: config.ociVersion,
    id: directory.id,
    bundle: bundle.path,
    pid,
    startTime: processStat(pid)?.startTime ?? "",
    created: new Date().toISOString(),
    owner: sys.geteuid(),
    cgroupManager: "cgroupfs",
    cgroups,
    rootless: sys.geteuid() !== 0,
    annotations: config.annotations ?? {},
    rootfs: made.rootfs,
  };
  writeState(directory, state);
  if (ending === "foreground") giveWord(line.parent);
}

/** In the child, behind the last stage. */
function beContainer({ ending, line, gate, plan: made }: Launch): never {
  const { argv, env, uid, preserveFds } = made;
  const announced = ending !== "foreground";
  return becomeProgram(argv, { env, uid, preserveFds, announced, line: line.child, gate });
}

/** In the child, where further programs come before the container's: the last one is to know what it does. */
function leaveWord({ ending, line, gate, plan: { env, preserveFds } }: Launch): void {
  leavePayload(
    { env, preserveFds, announced: ending !== "foreground" },
    { line: line.child, ...(gate && { gate }) },
  );
}

interface Child {
  readonly pid: number;
  readonly log: UndoLog;
  readonly signals: sys.Fd;
}

/** The parent's part where the container lives on without it. */
function leave({ ending, directory, line, gate, pidFile }: Launch, { pid, log }: Child): never {
  gate?.close();
  let failed = false;
  for (let message = receive(line.parent); message; message = receive(line.parent)) {
    failed = passOn(message) || failed;
    if (!("ready" in message)) continue;
    try {
      if (pidFile !== undefined)
        doing(`cannot write the pid file ${pidFile}`, () => writePidFile(pidFile, pid));
      if (ending === "created") finishGate(directory);
    } catch (error) {
      sys.attempt(sys.NR.kill, pid, abi.SIGKILL);
      sys.wait4(pid);
      undoRecords(log.records());
      throw error;
    }
    giveWord(line.parent);
    // The end of the line: the child has cleared its death signal and waits, or is the container's program.
  }
  const ended = sys.wait4(pid, abi.WNOHANG);
  // A program that ends at once, without having told an error, has run.
  if (!failed && !(ended && ending === "created")) exit(0);
  if (!ended) {
    sys.attempt(sys.NR.kill, pid, abi.SIGKILL);
    sys.wait4(pid);
  }
  undoRecords(log.records());
  if (!failed) warn("the container's process has ended before it was created");
  exit(voice.failed);
}

/** The parent's part where it waits. */
function waitForEnd({ directory, line, pidFile, keep }: Launch, { pid, log, signals }: Child): never {
  if (pidFile !== undefined) doing(`cannot write the pid file ${pidFile}`, () => writePidFile(pidFile, pid));
  unlock(directory);
  let failed = false;
  for (let message = receive(line.parent); message; message = receive(line.parent))
    failed = passOn(message) || failed;
  const status = waitFor(pid, signals, log);
  if (!keep || failed) undoRecords(log.records());
  exit(failed ? voice.failed : sys.exitStatus(status));
}
