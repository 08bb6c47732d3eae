import * as sys from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";

/** Standard error. */
const LAST_STANDARD = 2;

/** Tells a caller about the child, as one line of JSON for each thing: `{"child-pid":42}`, `{"exit-code":0}`. */
export interface StatusReport {
  started(pid: number): void;
  ended(status: number): void;
  /** In another process than the one that reports: gives up the descriptors, for a reader waits for their end. */
  leave(): void;
}

/**
 * Prepares what is written to the descriptors of a caller; they are closed to the child's programs, but for the standard
 * ones, which are the programs' as well.
 *
 * @param info gets the first line, and is then closed.
 * @param status gets both.
 * @throws {Failure} EBADF: no such descriptor is open.
 */
export function statusReport(info: number | undefined, status: number | undefined): StatusReport | null {
  if (info === undefined && status === undefined) return null;
  for (const [name, fd] of [
    ["--info-fd", info],
    ["--json-status-fd", status],
  ] as const)
    if (fd !== undefined) doing(`cannot use ${name} ${fd}`, () => sys.setCloexec(fd, fd > LAST_STANDARD));
  return {
    started(pid) {
      const line = `${JSON.stringify({ "child-pid": pid })}\n`;
      if (info !== undefined) doing(`cannot write to --info-fd ${info}`, () => sys.writeAll(info, line));
      if (status !== undefined)
        doing(`cannot write to --json-status-fd ${status}`, () => sys.writeAll(status, line));
      if (info !== undefined && info !== status && info > LAST_STANDARD) new sys.Fd(info).close();
    },
    leave() {
      for (const fd of new Set([info, status]))
        if (fd !== undefined && fd > LAST_STANDARD) new sys.Fd(fd).close();
    },
    ended(code) {
      // PROG has run: whoever does not read any more changes nothing about that.
      if (status === undefined) return;
      try {
        sys.writeAll(status, `${JSON.stringify({ "exit-code": code })}\n`);
      } catch (error) {
        if (!(error instanceof sys.SyscallError)) throw error;
      }
    },
  };
}
