import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure, type OptionsOf, undoRecords } from "@isobox/toolkit";
import { lock, tryLock } from "../lock.ts";
import type { deleteOptions } from "../options.ts";
import { signalProcess, waitForEnd } from "../process.ts";
import { lookForStateDirectory, readJournal, type StateDirectory } from "../state.ts";
import { inspect } from "../status.ts";

/** How long a killed process may take to end. */
const PATIENCE_MS = 10_000;

/**
 * `oci-run delete ID`: removes a container that has ended, and one that was never started.
 *
 * With `--force` whatever runs is killed, a runtime that is still making the container first.
 */
export function remove(root: string, id: string, { force }: OptionsOf<typeof deleteOptions>): number {
  const directory = lookForStateDirectory(root, id);
  if (!directory) {
    if (force) return 0;
    throw new Failure(`container "${id}" does not exist`);
  }
  if (!tryLock(directory)) {
    if (!force) throw new Failure(`cannot delete "${id}": another process is making or removing it`);
    killRuntime(directory);
    lock(directory);
  }
  const { state, status } = inspect(directory);
  if (state && status !== "stopped") {
    if (!force && (status === "running" || status === "paused"))
      throw new Failure(`cannot delete container "${id}" that is not stopped: ${status}`, {
        hints: [`end it: oci-run kill ${id} KILL; or at once: oci-run delete --force ${id}`],
      });
    signalProcess(state, abi.SIGKILL);
    // A frozen process does not die before it is thawed: the undo of its cgroup does that.
    if (status !== "paused" && !waitForEnd(state, PATIENCE_MS))
      throw new Failure(`the first process of "${id}", ${state.pid}, does not end after SIGKILL`);
  }
  undoRecords([{ kind: "state", operand: directory.path }, ...readJournal(directory)]);
  return 0;
}

/** Ends the runtime that holds the lock. While it holds it, its pid in the journal is nobody else's. */
function killRuntime(directory: StateDirectory): void {
  const record = readJournal(directory).find(({ kind }) => kind === "runtime");
  if (record) sys.attempt(sys.NR.kill, Number(record.operand), abi.SIGKILL);
}
