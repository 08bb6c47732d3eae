import type { Hint } from "./errors.ts";
import { EXIT } from "./exit.ts";

export type Level = "debug" | "info" | "warning" | "error";

/** Who is speaking: the tool whose name stands before a message, its hints, its exit status for failures. */
export interface Voice {
  name: string;
  hints: readonly Hint[];
  /** The status of a failure without a convention of its own. */
  failed: number;
  /** Where messages go beside standard error: the log. */
  also: ((level: Level, message: string) => void) | null;
  /** Takes messages in place of standard error and the log: a child's, for its parent to tell. */
  deliver?: ((level: Level, message: string, hints: readonly string[]) => void) | undefined;
  /** The form of messages on standard error, in place of the one for people. */
  style?: (level: Level, message: string) => string;
}

/** With all that a run sets: a property that is new to a frozen object, or taken from it, is dear. */
export const voice: Voice = {
  name: "isobox",
  hints: [],
  failed: EXIT.failed,
  also: null,
  deliver: undefined,
};
