import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { forkIntoBirthplace, leaveBirthplace } from "./birthplace.ts";
import { explainEnding } from "./ending-explainers.ts";
import { EXIT, exit } from "./exit.ts";
import { fail, warn } from "./report.ts";
import { UndoLog, type UndoRecord } from "./undo.ts";
import { waitFor } from "./wait.ts";

/** What the program that made a chain adds to the chain's next fork. */
export interface Overseer {
  /** Runs in the parent once the child exists, beside it. Throwing ends the child. */
  afterFork(pid: number): void;
  /** Runs in the child, before anything else. */
  inChild?(): void;
  /** Takes the parent's part from then on, in place of waiting for the child's end. */
  parent?(child: { readonly pid: number; readonly log: UndoLog; readonly signals: sys.Fd }): never;
}

let overseer: Overseer | null = null;

/** Sets the overseer of the next fork. The state of a container is written by one; a detached start needs one. */
export function overseeNextFork(next: Overseer): void {
  overseer = next;
}

/**
 * Two children in a row, the second being the one that goes on.
 *
 * For what a process can arrange for its children only, and the supervisor may not for itself: it stays outside.
 */
export interface Relay {
  /** In the first child: prepares, forks `second` with CLONE_PARENT, and exits. */
  first(second: () => never): never;
  /** In the parent: the pid of the second child; null when the first has failed, and said why. */
  second(first: number): number | null;
}

/** What a supervisor does beside waiting. */
export interface SuperviseOptions {
  /** CLONE_NEW* for the child. */
  readonly flags?: number;
  /** Puts a first child between; `flags` are its. All else holds for the second one. */
  readonly relay?: Relay;
  /** Runs in the parent once the child exists, before it goes on; for id maps and the like. Throwing ends the child. */
  readonly afterFork?: (pid: number) => void;
  /** Runs in the child before anything else of the chain. */
  readonly inChild?: () => void;
  /** Runs in the parent when the child has ended, with its exit status, before anything is undone. */
  readonly ended?: (status: number) => void;
  /** The signal that the child gets when this process dies; 0 for none. */
  readonly deathSignal?: number;
  /** Undoes what was recorded, last first. */
  readonly undo: (records: readonly UndoRecord[]) => void;
}

/**
 * Forks; the child runs the rest of the chain, the parent stays outside of all that the child enters.
 *
 * The parent forwards signals, waits, undoes what the chain recorded, and ends as the child ended.
 */
export function supervise(rest: () => never, options: SuperviseOptions): never {
  const over = overseer;
  overseer = null;
  const { relay } = options;
  const log = new UndoLog();
  let pid: number;
  let signals: sys.Fd;
  let gate: Gate | null;
  try {
    // Every signal is blocked before the fork and read from a descriptor: none can arrive between the fork and
    // the wait, and no handler is ever needed (a handler cannot run TypeScript).
    const mask = sys.rt_sigprocmask(abi.SIG_SETMASK, sys.ALL_SIGNALS);
    const inherited: Inherited = { mask, childIgnored: noticeChildren() };
    signals = sys.signalfd(sys.ALL_SIGNALS);
    gate = options.afterFork ? sys.pipe() : null;
    const child = () => {
      over?.inChild?.();
      return beChild(rest, options, inherited, log, gate);
    };
    pid = forkIntoBirthplace(relay ? () => relay.first(child) : child, options.flags ?? 0);
  } catch (error) {
    options.undo(log.records());
    throw error;
  }
  log.becomeReader();
  leaveBirthplace();
  gate?.readEnd.close();
  try {
    const second = relay ? relay.second(pid) : pid;
    if (second === null) {
      options.undo(log.records());
      exit(EXIT.failed);
    }
    pid = second;
    options.afterFork?.(pid);
    over?.afterFork(pid);
    if (gate) sys.write(gate.writeEnd, OPEN);
    gate?.writeEnd.close();
    over?.parent?.({ pid, log, signals });
    const status = waitFor(pid, signals, log);
    options.ended?.(sys.exitStatus(status));
    if (status !== 0) explainEnding(log.records());
    options.undo(log.records());
    exit(sys.exitStatus(status));
  } catch (error) {
    // Whatever it was, a child that nobody waits for is not left behind. Once it was waited for, its number may be
    // another's.
    if (sys.attempt(sys.NR.wait4, pid, null, abi.WNOHANG, null) === 0) {
      sys.attempt(sys.NR.kill, pid, abi.SIGKILL);
      sys.attempt(sys.NR.wait4, pid, null, 0, null);
    }
    options.undo(log.records());
    return fail(error);
  }
}

interface Gate {
  readonly readEnd: sys.Fd;
  readonly writeEnd: sys.Fd;
}

/** What the child gets back before the rest of the chain, for the payload. */
interface Inherited {
  readonly mask: sys.SignalSet;
  readonly childIgnored: boolean;
}

/**
 * With SIGCHLD ignored, which a caller may have left us and execve(2) keeps, the kernel reaps children itself:
 * no SIGCHLD comes, and wait4(2) knows no child (ECHILD). sigaction(2), NOTES.
 *
 * @returns whether it was ignored.
 */
function noticeChildren(): boolean {
  const ignored = sys.isIgnored(abi.SIGCHLD);
  if (ignored) sys.setDisposition(abi.SIGCHLD, abi.SIG_DFL);
  return ignored;
}

/** What the parent writes when the child may go on. */
const OPEN = "+";

function beChild(
  rest: () => never,
  options: SuperviseOptions,
  { mask, childIgnored }: Inherited,
  log: UndoLog,
  gate: Gate | null,
): never {
  if (options.deathSignal) sys.prctl(abi.PR_SET_PDEATHSIG, options.deathSignal);
  log.becomeWriter();
  // A parent that died before the prctl sends nothing any more. It had the only reading end of the channel.
  if (options.deathSignal && log.readerIsGone()) exit(EXIT.failed);
  if (gate) {
    gate.writeEnd.close();
    // The end of the pipe instead of a byte: the parent has failed or died, and says so itself.
    if (sys.read(gate.readEnd, sys.bytes(1)) === 0) exit(EXIT.failed);
    gate.readEnd.close();
  }
  options.inChild?.();
  if (childIgnored) sys.setDisposition(abi.SIGCHLD, abi.SIG_IGN);
  sys.rt_sigprocmask(abi.SIG_SETMASK, mask);
  return rest();
}

/** Tells what could not be removed; the payload's exit status stands. */
export function reportUndoFailures(failures: readonly { record: UndoRecord; error: unknown }[]): void {
  for (const { record, error } of failures) warn(`cannot remove ${record.kind} ${record.operand}`, error);
}
