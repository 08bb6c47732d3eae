import * as sys from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";

/**
 * Sets the file mode creation mask: the permission bits that new files do not get. Children inherit it.
 *
 * Threads: single. Privilege: none.
 * @see umask(2)
 */
export function setUmask(mask: number): void {
  doing("cannot set the file mode creation mask", () => sys.umask(mask));
}
