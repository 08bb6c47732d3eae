import { EAGAIN, F_SETFL, O_NONBLOCK, POLLERR } from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import { attempt, bytes, type Fd, fcntl, NR, pipe, poll, writeAll } from "@isobox/kernel/sys";
import { Failure } from "./errors.ts";
import { give, look } from "./handover.ts";

/**
 * What a stage is about to make, so that somebody can remove it: a kind and its operand.
 *
 * As text, one line: `cgroup "/sys/fs/cgroup/pids/lab"`. The same format is written into oci-run's state.
 */
export interface UndoRecord {
  readonly kind: string;
  readonly operand: string;
}

/**
 * Removes one thing. Must not throw when it is gone already.
 *
 * @param clean whether all that was made after it could be removed.
 */
export type Undoer = (operand: string, clean: boolean) => void;

export function formatUndo({ kind, operand }: UndoRecord): string {
  return `${kind} ${JSON.stringify(operand)}\n`;
}

/**
 * Reads records. A line that was cut off at the end is left out, for its thing was not made yet; so is one that
 * is no record, for what it names must not be guessed.
 */
export function parseUndo(text: string): UndoRecord[] {
  return text
    .split("\n")
    .slice(0, -1)
    .map(parseLine)
    .filter((record) => record !== null);
}

function parseLine(line: string): UndoRecord | null {
  const match = /^([a-z][a-z0-9-]*) (".*")$/s.exec(line);
  if (!match) return null;
  try {
    return { kind: match[1]!, operand: JSON.parse(match[2]!) as string };
  } catch {
    return null;
  }
}

/** Records of this process that it will undo itself when it becomes a supervisor. */
let own: UndoRecord[] | null = null;
let journal: ((record: UndoRecord) => void) | null = null;

/**
 * Declares that this process is going to supervise: records made before it forks are kept for it.
 *
 * @param keep writes each record down, too, before the thing is made, for whoever must clean up after a
 *   supervisor that was killed.
 */
export function willSupervise(keep?: (record: UndoRecord) => void): void {
  own ??= [];
  journal = keep ?? journal;
}

/** Whether somebody removes what is recorded: this process later, or a supervisor outside. */
export function isSupervised(): boolean {
  return own !== null || look("undo").length > 0;
}

/** Tells the nearest supervisor, before the thing is made. Without one the thing is meant to stay. */
export function recordUndo(kind: string, operand: string): void {
  if (own) {
    journal?.({ kind, operand });
    own.push({ kind, operand });
  } else {
    const [channel] = look("undo");
    if (channel) writeAll(channel, formatUndo({ kind, operand }));
  }
}

/** Gives up on supervising: hands out what this process recorded for itself, so that it can be undone at once. */
export function takeOwnRecords(): readonly UndoRecord[] {
  const records = own ?? [];
  own = null;
  return records;
}

/** Read at once at most, so that somebody who holds the channel and writes for ever cannot keep the supervisor. */
const MOST_AT_ONCE = 1 << 20;

/** How often a read is tried that fails: what it would have brought could never be undone. */
const READS = 3;

/** The supervisor's end of the channel. */
export class UndoLog {
  readonly #records: UndoRecord[] = own ?? [];
  readonly #pipe = pipe();
  #text = "";

  constructor() {
    // Only the reading end: a stage that meets a full pipe waits for us.
    fcntl(this.#pipe.readEnd, F_SETFL, O_NONBLOCK);
    own = null;
  }

  /** For poll(2): readable when a stage recorded something. */
  get readEnd(): Fd {
    return this.#pipe.readEnd;
  }

  /** In the supervisor: a thing that it makes itself. */
  add(record: UndoRecord): void {
    this.#records.push(record);
  }

  /** In the child: later stages write here. */
  becomeWriter(): void {
    own = null;
    this.#pipe.readEnd.close();
    give("undo", [this.#pipe.writeEnd]);
  }

  /** In the child: whether the supervisor has died. */
  readerIsGone(): boolean {
    return (poll([{ fd: this.#pipe.writeEnd, events: 0 }], 0)[0]! & POLLERR) !== 0;
  }

  /** In the supervisor: only the stages write. */
  becomeReader(): void {
    this.#pipe.writeEnd.close();
  }

  /** Takes in what the stages have written; false at the end of the channel. */
  receive(): boolean {
    const buffer = bytes(4096);
    let errors = 0;
    for (let total = 0; total < MOST_AT_ONCE; ) {
      const n = attempt(NR.read, this.#pipe.readEnd.fd, buffer, buffer.length);
      if (n === 0) return false;
      if (n < 0) {
        if (n === -EAGAIN || ++errors === READS) return true;
        continue;
      }
      // A character that a read cuts in two decodes to its single bytes, and encodes to the same bytes again.
      this.#text += platform.decode(buffer, 0, n);
      total += n;
    }
    return true;
  }

  /** Everything that was recorded, in order. */
  records(): readonly UndoRecord[] {
    this.receive();
    return [...this.#records, ...parseUndo(this.#text)];
  }
}

/** How often the removal of one thing is tried: what stands in its way may be passing. */
const TRIES = 2;

/**
 * Undoes records in reverse order. One that fails does not stop the others.
 *
 * @returns what could not be removed, with the reason.
 */
export function undo(
  records: readonly UndoRecord[],
  undoers: Readonly<Record<string, Undoer>>,
): { record: UndoRecord; error: unknown }[] {
  const failures: { record: UndoRecord; error: unknown }[] = [];
  for (const record of [...records].reverse()) {
    const error = undoOne(record, undoers, failures.length === 0);
    if (error !== null) failures.push({ record, error });
  }
  return failures;
}

/** @returns why not, or null. */
function undoOne(
  { kind, operand }: UndoRecord,
  undoers: Readonly<Record<string, Undoer>>,
  clean: boolean,
): NonNullable<unknown> | null {
  const undoer = Object.hasOwn(undoers, kind) ? undoers[kind] : undefined;
  if (!undoer) return new Failure(`nobody here knows how to remove a "${kind}"`);
  for (let tries = 1; ; tries++) {
    try {
      undoer(operand, clean);
      return null;
    } catch (error) {
      if (tries === TRIES) return error ?? new Failure("unknown reason");
    }
  }
}
