import { closeRange, type Fd } from "@isobox/kernel/sys";
import { doing } from "./errors.ts";

/** The last descriptor number that close_range(2) takes. */
const LAST = 0xffff_ffff;

/**
 * Closes every descriptor above `last` but those of `keep`.
 *
 * Now, and not by close-on-exec: execve(2) looks the program's path up while such descriptors are still open, so
 * /proc/self/fd/7/../bin/sh would reach through one of them (CVE-2024-21626).
 *
 * @throws {Failure}
 * @see close_range(2), since Linux 5.9
 */
export function closeAbove(last: number, keep: readonly Fd[] = []): void {
  let first = last + 1;
  const kept = keep.map(({ fd }) => fd).sort((a, b) => a - b);
  doing(`cannot close the descriptors above ${last}`, () => {
    for (const fd of kept) {
      if (fd < first) continue;
      if (fd > first) closeRange(first, fd - 1);
      first = fd + 1;
    }
    closeRange(first, LAST);
  });
}
