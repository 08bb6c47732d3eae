import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { formatUndo, parseUndo, type UndoRecord } from "@isobox/toolkit";
import { readStateFile, type StateDirectory } from "./state.ts";

/**
 * The journal of a container: what was made outside of it, each line before the thing, in the undo format. Beside
 * what is to be removed it says whose the container is:
 *
 *     runtime "1234"          a runtime makes or removes it, or waits for its end to remove it
 *     cgroup "/sys/fs/…"
 *     pid-file "/run/x.pid"   to be removed unless the container was made
 *     complete ""             it was made and is left to whoever asked for it
 *
 * The runtime that works on it holds a record lock on the file (fcntl(2)), which no child inherits and which is gone
 * when the runtime is: a pid alone may be another's by now.
 */
const NAME = "journal";

/** Kinds that name no thing, but whose the container is from there on. */
const OWNER = { runtime: "runtime", nobody: "complete" } as const;
/** Written for whoever asked for the container, and theirs once it is made. */
export const PID_FILE = "pid-file";

/** Opens the journal, and says that this process works on the container from now on. */
export function openJournal(directory: StateDirectory): sys.Fd {
  const flags = abi.O_WRONLY | abi.O_CREAT | abi.O_APPEND | abi.O_NOFOLLOW;
  const journal = sys.openat(directory.fd, NAME, flags, 0o600);
  sys.lockRecord(journal);
  writeJournal(journal, { kind: OWNER.runtime, operand: String(sys.getpid()) });
  return journal;
}

/** Writes an undo record down, before its thing is made. */
export function writeJournal(journal: sys.Fd, record: UndoRecord): void {
  sys.writeAll(journal, formatUndo(record));
}

/** Says that the container is made and no longer this process's to remove. */
export function completeJournal(journal: sys.Fd): void {
  writeJournal(journal, { kind: OWNER.nobody, operand: "" });
}

/** What a container's journal says. */
export interface Journal {
  /** The things that are to be removed, in the order in which they were made. */
  readonly records: readonly UndoRecord[];
  /** Whether the container was made and left to its owner, and no runtime has begun to remove it. */
  readonly isComplete: boolean;
}

export function readJournal(directory: StateDirectory): Journal {
  const all = parseUndo(readStateFile(directory, NAME) ?? "");
  const owners = all.filter(({ kind }) => kind === OWNER.runtime || kind === OWNER.nobody);
  const wasComplete = owners.some(({ kind }) => kind === OWNER.nobody);
  return {
    records: all.filter((record) => !owners.includes(record) && !(wasComplete && record.kind === PID_FILE)),
    isComplete: owners.at(-1)?.kind === OWNER.nobody,
  };
}

/** The process that works on a container now: its pid (0 where it has none here), or null. */
export function runtimeOf(directory: StateDirectory): number | null {
  const flags = abi.O_RDWR | abi.O_NOFOLLOW | abi.O_CLOEXEC;
  const fd = sys.attempt(sys.NR.openat, directory.fd.fd, NAME, flags, 0);
  if (fd === -abi.ENOENT) return null;
  if (fd < 0) throw new sys.SyscallError(sys.NR.openat, [directory.fd.fd, NAME, flags, 0], -fd);
  using journal = new sys.Fd(fd);
  return sys.recordLockHolder(journal);
}

/** How the kinds of the journal that have no tool are removed. */
export const journalUndoers = {
  // They name no thing.
  [OWNER.runtime]() {},
  [OWNER.nobody]() {},
  [PID_FILE](path: string) {
    sys.attempt(sys.NR.unlinkat, abi.AT_FDCWD, path, 0);
  },
} as const;
