import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, Failure } from "@isobox/toolkit";

/**
 * Takes a shared record lock on each file, for as long as this process lives: a program that wants to know whether the
 * files are in use tries an exclusive one (fcntl(2), F_SETLK).
 *
 * @throws {Failure} when another process has an exclusive lock.
 */
export function lockFiles(paths: readonly string[]): void {
  for (const path of paths)
    doing(`cannot lock "${path}"`, () => {
      // Never closed: closing any descriptor of the file gives the lock up.
      const fd = sys.open(path, abi.O_RDONLY);
      if (sys.lockRecord(fd, true)) return;
      const holder = sys.recordLockHolder(fd);
      throw new Failure(`cannot lock "${path}": another process has it${holder ? `, ${holder}` : ""}`, {
        hints: ["wait for it to end; lslocks(8) shows who holds locks"],
      });
    });
}
