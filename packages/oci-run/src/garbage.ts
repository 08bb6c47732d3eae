import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { readJournal } from "./journal.ts";
import type { Container } from "./status.ts";

/**
 * Why a container is garbage; null when it is not.
 *
 * Garbage is what a killed runtime has left: nobody holds the lock, no runtime works on it, and either it was never
 * finished, or the runtime that was to remove it is dead. What is created, running or paused is never garbage:
 * somebody may know of it, and `list` shows it to who does not. What has stopped after it was made is left to who
 * made it (an engine asks for its exit, then deletes it), unless `all` says that nobody will come.
 *
 * Preconditions: the caller holds the lock, and no runtime works on the container.
 */
export function whyGarbage({ directory, state, status }: Container, all: boolean): string | null {
  if (!state) return "its runtime ended before it had a process";
  const { isComplete } = readJournal(directory);
  if (status === "stopped") {
    if (!isComplete) return "its runtime has ended, and so has its process";
    return all ? "it has stopped" : null;
  }
  if (isComplete || status === "created") return null;
  if (status === "creating" || runsThisProgram(state.pid)) return "its runtime ended while it was made";
  return null;
}

/** Whether a process is still the runtime's child and not the container's program. */
function runsThisProgram(pid: number): boolean {
  const exe = sys.statIfThere(abi.AT_FDCWD, `/proc/${pid}/exe`);
  const own = sys.statIfThere(abi.AT_FDCWD, "/proc/self/exe");
  if (!exe || !own) return false;
  return exe.ino === own.ino && exe.dev[0] === own.dev[0] && exe.dev[1] === own.dev[1];
}
