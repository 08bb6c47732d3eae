import * as abi from "@isobox/kernel/abi";
import { attempt, type Fd, inodeIfThere, NR, SyscallError, symlinkat, unlinkat } from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";
import { makeDirectory } from "./in-root.ts";

const LINKS: readonly (readonly [name: string, target: string])[] = [
  ["fd", "/proc/self/fd"],
  ["stdin", "/proc/self/fd/0"],
  ["stdout", "/proc/self/fd/1"],
  ["stderr", "/proc/self/fd/2"],
];

/**
 * Makes the links of /dev, in the directory that /dev is now and not by its name: an image whose /dev leads
 * elsewhere must not get a file there replaced (CVE-2026-41579).
 */
export function makeDevLinks(root: Fd): void {
  using dev = makeDirectory(root, "/dev").fd;
  doing("cannot make the links in /dev", () => {
    // The multiplexer of the container's own devpts; the node that an image may have is the host's.
    if (!tryLink(dev, "ptmx", "pts/ptmx")) {
      unlinkat(dev, "ptmx", 0);
      symlinkat("pts/ptmx", dev, "ptmx");
    }
    for (const [name, target] of LINKS) tryLink(dev, name, target);
    if (inodeIfThere(abi.AT_FDCWD, "/proc/kcore") !== null) tryLink(dev, "core", "/proc/kcore");
  });
}

/** @returns false when the name is taken. */
function tryLink(dev: Fd, name: string, target: string): boolean {
  const result = attempt(NR.symlinkat, target, dev.fd, name);
  if (result < 0 && result !== -abi.EEXIST)
    throw new SyscallError(NR.symlinkat, [target, dev.fd, name], -result);
  return result === 0;
}
