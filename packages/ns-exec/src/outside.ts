import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { EXIT, environment, exit, Failure, fail, failing } from "@isobox/toolkit";
import { mayEnd } from "./await-descriptor.ts";
import { procNameOf } from "./namespaces.ts";
import { type Pin, type Pinned, pinNamespace } from "./pin.ts";
import { openProcessDirectory } from "./process-directory.ts";
import { tellHelper } from "./tell-helper.ts";

/** What is done in the old namespaces once the new ones are there. */
export interface OutsideWork {
  readonly pins: readonly Pin[];
  /** Commands for /bin/sh. */
  readonly commands: readonly string[];
  /** Whether the process that is told has been born in the namespaces, instead of having made them for its children. */
  readonly isChild: boolean;
}

/** Somebody who has stayed in the old namespaces. */
export interface Outside {
  /** Tells it the process that is in the new ones. */
  tell(pid: number): void;
  /** In that process, when its namespaces are there: has the work done. Ends the process when it cannot be. */
  meet(): void;
  /** In a process that goes on beside the one that has met. */
  leave(): void;
}

/**
 * Forks a helper that stays in the old namespaces: mounts for pins, and interfaces that are moved into a new network, are
 * made from there, and there is no way back for the process that has left.
 *
 * It waits on a pipe until the process is told and its namespaces are there, and answers on another. Then it waits for the
 * end of the first, which closes at the exec of PROG; a process that fails before writes to it, and the pins are undone.
 * It is nobody's child, so that PROG has none that it does not know.
 *
 * @param begin what it does first.
 */
export function prepareOutside(work: OutsideWork, begin?: () => void): Outside | null {
  if (work.pins.length === 0 && work.commands.length === 0) return null;
  const request = sys.pipe();
  const answer = sys.pipe();
  const between = sys.fork(() => {
    sys.fork(() => {
      request.writeEnd.close();
      answer.readEnd.close();
      begin?.();
      return help(work, request.readEnd, answer.writeEnd);
    }, fail);
    return exit(0);
  }, fail);
  sys.attempt(sys.NR.wait4, between, null, 0, null);
  for (const fd of [request.readEnd, answer.writeEnd]) fd.close();
  return {
    tell: (pid) => tellHelper(request.writeEnd, `${pid} `),
    meet() {
      // From here on: pins may have been made when the answer cannot be read.
      failing.before = () => {
        tellHelper(request.writeEnd, UNDO);
        // To its end: the pins are gone.
        while (sys.attempt(sys.NR.read, answer.readEnd.fd, sys.bytes(1), 1) > 0);
      };
      tellHelper(request.writeEnd, GO);
      // The end of the pipe instead of a byte: the helper has told why.
      if (mayEnd(() => sys.read(answer.readEnd, sys.bytes(1))) === 0) exit(EXIT.failed);
    },
    leave() {
      for (const fd of [request.writeEnd, answer.readEnd]) fd.close();
    },
  };
}

const GO = "+";
const UNDO = "-";

function help({ pins, commands, isChild }: OutsideWork, request: sys.Fd, answer: sys.Fd): never {
  // The status of a command can be had only so: a caller may have left SIGCHLD ignored (wait(2), NOTES).
  sys.setDisposition(abi.SIGCHLD, abi.SIG_DFL);
  const pid = readRequest(request);
  if (pid === null) exit(EXIT.failed);
  const done: Pinned[] = [];
  const undo = () => {
    for (const pinned of done.reverse()) pinned.undo();
  };
  try {
    for (const command of commands) runCommand(command, pid);
    using directory = openIfThere(pid);
    // It was killed meanwhile, which is no news to whoever did that.
    if (directory === null) exit(EXIT.failed);
    for (const pin of pins) done.push(pinNamespace(directory, nameOf(pin, isChild), pin));
    // The process may have died meanwhile: then this is EPIPE, and not a signal that would keep the pins.
    sys.setDisposition(abi.SIGPIPE, abi.SIG_IGN);
    sys.write(answer, GO);
  } catch (error) {
    undo();
    throw error;
  }
  if (sys.read(request, sys.bytes(1)) > 0) undo();
  return exit(0);
}

/** The process, once its namespaces are there; null when it has failed, and says why. */
function readRequest(request: sys.Fd): number | null {
  let text = "";
  const buffer = sys.bytes(32);
  while (!text.includes(GO)) {
    const length = sys.read(request, buffer);
    if (length === 0) return null;
    text += String.fromCharCode(...buffer.subarray(0, length));
    // It may have failed before it could tell that they are there, or right behind.
    if (text.includes(UNDO)) return null;
  }
  return Number.parseInt(text, 10);
}

function openIfThere(pid: number): sys.Fd | null {
  try {
    return openProcessDirectory(pid);
  } catch (error) {
    if (error instanceof sys.SyscallError && error.errno === abi.ENOENT) return null;
    throw error;
  }
}

function nameOf({ type }: Pin, isChild: boolean): string {
  const name = procNameOf(type);
  return !isChild && type === "time" ? `${name}_for_children` : name;
}

function runCommand(command: string, pid: number): void {
  const child = sys.fork(() => {
    const path = "/bin/sh";
    const result = sys.execve(path, ["sh", "-c", command], [...environment(), `NS_EXEC_PID=${pid}`]);
    throw new Failure(`cannot run "${command}"`, {
      cause: new sys.SyscallError(sys.NR.execve, [path], -result),
    });
  }, fail);
  const status = sys.exitStatus(sys.wait4(child)!.status);
  if (status !== 0) throw new Failure(`--run-outside "${command}": status ${status}`);
}
