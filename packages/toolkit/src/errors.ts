import { SyscallError } from "@isobox/kernel/sys";

/** A word that is not known, and what is: the nearest one is offered to the user. */
export interface Mistyped {
  readonly word: string;
  readonly among: Iterable<string>;
  /** Stands before the nearest word: "--" for options. */
  readonly prefix?: string;
}

/** The command line is wrong. Nothing was done. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
  readonly mistyped: Mistyped | undefined;

  constructor(message: string, mistyped?: Mistyped) {
    super(message);
    this.mistyped = mistyped;
  }
}

/**
 * Something that the user asked for could not be done.
 *
 * The message says what, in the user's words and paths; the cause is the kernel's answer or another failure.
 */
export class Failure extends Error {
  override readonly name = "Failure";
  /** What to do, or where to look. */
  readonly hints: readonly string[];
  /** The exit status, where a convention gives one other than the tool's own. */
  readonly status: number | undefined;

  constructor(
    message: string,
    { cause, hints = [], status }: { cause?: unknown; hints?: readonly string[]; status?: number } = {},
  ) {
    super(message, { cause });
    this.hints = hints;
    this.status = status;
  }

  /** The same failure with one hint more. */
  withHint(hint: string): Failure {
    const { message, cause, status, hints } = this;
    return new Failure(message, { cause, hints: [...hints, hint], ...(status !== undefined && { status }) });
  }
}

/** Runs a step; a refusal by the kernel is told as `what`. */
export function doing<T>(what: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof SyscallError) throw new Failure(what, { cause: error });
    throw error;
  }
}

/** A row of a tool's hints: what to do when this call fails with this errno. */
export interface Hint {
  readonly syscall: string;
  readonly code: string;
  /** Narrows the row further, by the decoded arguments. */
  readonly when?: (error: SyscallError) => boolean;
  /** A thing to do or to look at; with its source, such as "pivot_root(2)". Null when it does not apply after all. */
  readonly hint: string | ((error: SyscallError) => string | null);
}

/** The hints of the rows that apply to a syscall's failure. */
export function hintsFor(error: SyscallError, rows: readonly Hint[]): string[] {
  const hints: string[] = [];
  for (const row of rows) {
    if (row.syscall !== error.syscall || row.code !== error.code || row.when?.(error) === false) continue;
    const hint = typeof row.hint === "string" ? row.hint : row.hint(error);
    if (hint !== null) hints.push(hint);
  }
  return hints;
}

/** An error as text for a person: one line, and a line for each hint. */
export function explain(error: unknown, rows: readonly Hint[]): { message: string; hints: string[] } {
  if (error instanceof SyscallError) return { message: error.message, hints: hintsFor(error, rows) };
  if (error instanceof Failure) {
    const inner = error.cause === undefined ? null : explain(error.cause, rows);
    return {
      message: inner ? `${error.message}: ${inner.message}` : error.message,
      hints: [...error.hints, ...(inner?.hints ?? [])],
    };
  }
  return { message: error instanceof Error ? error.message : String(error), hints: [] };
}
