import * as sys from "@isobox/kernel/sys";
import { chainByExec, doing, look } from "@isobox/toolkit";

/** The last descriptor number that close_range(2) takes. */
const LAST = 0xffff_ffff;

/**
 * Closes every descriptor above `last`.
 *
 * Now, and not by close-on-exec: execve(2) looks the program's path up while such descriptors are still open, so
 * /proc/self/fd/7/../bin/sh would reach through one of them (CVE-2024-21626). What stays is the sink of a trace,
 * and our own program's file if stages by exec are still to come.
 *
 * @throws {Failure}
 * @see close_range(2), since Linux 5.9
 */
export function closeDescriptors(last: number): void {
  const ours = [...look("trace"), ...(chainByExec() ? look("exe") : [])].map((fd) => fd.fd);
  let first = last + 1;
  doing(`cannot close the descriptors above ${last}`, () => {
    for (const fd of ours.filter((fd) => fd >= first).sort((a, b) => a - b)) {
      if (fd > first) sys.closeRange(first, fd - 1);
      first = fd + 1;
    }
    sys.closeRange(first, LAST);
  });
}
