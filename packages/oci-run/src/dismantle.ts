import { Failure, undoRecords } from "@isobox/toolkit";
import { openJournal, readJournal } from "./journal.ts";
import { endProcess } from "./process.ts";
import type { Container } from "./status.ts";

/** How long a killed process may take to end. */
const PATIENCE_MS = 10_000;

/**
 * Ends a container's process and removes all that its journal names, its state last.
 *
 * Begun, it is this process's work: should it be killed, `gc` goes on with it.
 *
 * Preconditions: the caller holds the lock, and the directory is there.
 * @returns whether all could be removed; what could not was told.
 * @throws {Failure}
 */
export function dismantle({ directory, state, status }: Container): boolean {
  const { records } = readJournal(directory);
  using _ = openJournal(directory);
  if (state && status !== "stopped") {
    // A frozen process does not die before it is thawed: the undo of its cgroup does that.
    const isFrozen = status === "paused";
    if (!endProcess(state, isFrozen ? 0 : PATIENCE_MS) && !isFrozen)
      throw new Failure(`the first process of "${directory.id}", ${state.pid}, does not end after SIGKILL`);
  }
  return undoRecords([{ kind: "state", operand: directory.path }, ...records]);
}
