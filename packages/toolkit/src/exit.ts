import { exit_group } from "@isobox/kernel/sys";

/** What a chain tool's exit status means; as env(1), chroot(1) and timeout(1). */
export const EXIT = {
  /** The tool itself failed: wrong use, or the kernel refused. */
  failed: 125,
  /** The next program is there and cannot be executed. */
  notExecutable: 126,
  /** The next program is not there. */
  notFound: 127,
  /** Added to the number of the signal that ended the payload. */
  signal: 128,
} as const;

/** Ends the process at once. */
export function exit(status: number): never {
  return exit_group(status);
}
