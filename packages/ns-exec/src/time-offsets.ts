import { writeFileAt } from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";
import { openOwnDirectory } from "./process-directory.ts";
import { type TimeOffset, timeOffset } from "./time-offset.ts";

/** How far clocks of a time namespace are ahead. */
export interface TimeOffsets {
  readonly monotonic?: TimeOffset | undefined;
  readonly boottime?: TimeOffset | undefined;
}

/**
 * Sets the clocks of the time namespace that this process's children will be born in.
 *
 * Preconditions: unshare(CLONE_NEWTIME), and no process in the namespace yet (EACCES afterwards).
 * Threads: single. Privilege: CAP_SYS_TIME in the user namespace that owns it.
 * @throws {Failure} ERANGE: a clock would be negative, or more than 146 years ahead.
 * @see time_namespaces(7)
 */
export function setTimeOffsets(offsets: TimeOffsets): void {
  let text = "";
  const words: string[] = [];
  for (const clock of ["monotonic", "boottime"] as const) {
    const offset = offsets[clock];
    if (!offset) continue;
    text += `${clock} ${offset.secs} ${offset.nanosecs}\n`;
    words.push(`${clock} by ${timeOffset.format(offset)} s`);
  }
  if (text === "") return;
  doing(`cannot move the clocks: ${words.join(", ")}`, () => {
    using self = openOwnDirectory();
    writeFileAt(self, "timens_offsets", text);
  });
}
