import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import {
  applyStages,
  chainByExec,
  closeAbove,
  closeOwnProgram,
  doing,
  exit,
  explainEnding,
  Failure,
  heldDescriptors,
  note,
  type OptionsOf,
  overseeNextFork,
  recordUndo,
  type UndoLog,
  undoRecords,
  voice,
  waitFor,
  warn,
  willSupervise,
} from "@isobox/toolkit";
import { absolute, type Bundle, readBundle } from "./bundle.ts";
import { applyByExec } from "./by-exec.ts";
import { becomeProgram } from "./container-program.ts";
import { checkId } from "./id.ts";
import { completeJournal, openJournal, PID_FILE, writeJournal } from "./journal.ts";
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
  isThere,
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
  readonly journal: sys.Fd;
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

  // What the caller has left open, a directory of the host perhaps, is to be of no use to any path of the bundle,
  // such as a working directory /proc/self/fd/7 (CVE-2024-21626).
  checkPreserved(made.preserveFds);
  closeAbove(2 + made.preserveFds, heldDescriptors());
  // Modes are meant as they are written: under a mask of 0777 a user could not enter its own state.
  sys.umask(0o022);
  willSupervise();
  const { directory, journal } = claim(stateRoot(globals.root), id);
  const cgroups: string[] = [];
  willSupervise((record) => {
    if (record.kind === "cgroup") cgroups.push(record.operand);
    writeJournal(journal, record);
  });
  writeFile(directory, "config.json", bundle.data);

  const it: Launch = {
    ending,
    bundle,
    plan: made,
    directory,
    journal,
    line: openLine(),
    gate: ending === "created" ? makeGate(directory) : null,
    pidFile: options.pidFile === undefined ? undefined : absolute(options.pidFile),
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

/** Makes the directory of a container, which is this process's from then on. */
function claim(root: string, id: string): { directory: StateDirectory; journal: sys.Fd } {
  for (;;) {
    const directory = makeStateDirectory(root, id);
    try {
      lock(directory);
      // A `gc` may have had the lock before us, and taken the directory for what a killed runtime has left.
      if (isThere(directory)) {
        recordUndo("state", directory.path);
        return { directory, journal: openJournal(directory) };
      }
    } catch (error) {
      // Without the lock nothing is known of the name but that an empty directory is of no use to anybody.
      sys.attempt(sys.NR.unlinkat, abi.AT_FDCWD, directory.path, abi.AT_REMOVEDIR);
      throw error;
    }
    directory.fd.close();
  }
}

/**
 * Checks that the descriptors to be passed on are open: a number that is free would become one of ours.
 * @throws {Failure}
 */
function checkPreserved(count: number): void {
  for (let fd = 3; fd < 3 + count; fd++)
    if (sys.attempt(sys.NR.fcntl, fd, abi.F_GETFD, 0) < 0)
      throw new Failure(`--preserve-fds ${count} passes descriptor ${fd} on, which is not open`);
}

/** In the child, first of all: it gives back what is the parent's alone, and tells its errors to the parent. */
function becomeChild({ directory, journal, line }: Launch): void {
  // The lock is the open file's, and would be the container's as long as this copy is open.
  directory.fd.close();
  journal.close();
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
    startTime: startTimeOf(pid),
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

/** @throws {Failure} where /proc does not show the child: it could never be told from another of its number. */
function startTimeOf(pid: number): string {
  const stat = processStat(pid);
  if (stat) return stat.startTime;
  throw new Failure(`cannot read /proc/${pid}/stat of the container's process`, {
    hints: ["/proc may be mounted with hidepid, which hides a process from its own user too (proc(5))"],
  });
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
function leave(it: Launch, { pid, log }: Child): never {
  const { ending, directory, journal, line, gate } = it;
  gate?.close();
  let failed = false;
  for (let message = receive(line.parent); message; message = receive(line.parent)) {
    failed = passOn(message) || failed;
    if (!("ready" in message)) continue;
    tellPid(it, pid, log);
    if (ending === "created") finishGate(directory);
    giveWord(line.parent);
    // The end of the line: the child has cleared its death signal and waits, or is the container's program.
  }
  const ended = sys.wait4(pid, abi.WNOHANG);
  // A program that ends at once, without having told an error, has run.
  if (!failed && !(ended && ending === "created")) {
    completeJournal(journal);
    exit(0);
  }
  if (!ended) {
    sys.attempt(sys.NR.kill, pid, abi.SIGKILL);
    sys.wait4(pid);
  }
  undoRecords(log.records());
  if (!failed) warn("the container's process has ended before it was created");
  exit(voice.failed);
}

/** Writes the pid file, if one is wanted; it goes again with a container that could not be made. */
function tellPid({ journal, pidFile }: Launch, pid: number, log: UndoLog): void {
  if (pidFile === undefined) return;
  const announce = (operand: string) => {
    const record = { kind: PID_FILE, operand };
    writeJournal(journal, record);
    log.add(record);
  };
  doing(`cannot write the pid file ${pidFile}`, () => writePidFile(pidFile, pid, announce));
}

/** The parent's part where it waits. */
function waitForEnd(it: Launch, { pid, log, signals }: Child): never {
  const { directory, journal, line, keep } = it;
  tellPid(it, pid, log);
  unlock(directory);
  let failed = false;
  for (let message = receive(line.parent); message; message = receive(line.parent))
    failed = passOn(message) || failed;
  if (keep && !failed) completeJournal(journal);
  const status = waitFor(pid, signals, log, { stopsToo: false });
  if (status !== 0) explainEnding(log.records());
  // A `delete --force` may have been quicker, and the name may be another container's by now.
  lock(directory);
  if (isThere(directory) && !(keep && !failed))
    undoRecords(log.records().filter(({ kind }) => failed || kind !== PID_FILE));
  exit(failed ? voice.failed : sys.exitStatus(status));
}
