import { EEXIST } from "@isobox/kernel/abi";
import { attempt, NR, readlinkat, SyscallError } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { nameIn } from "./in-root.ts";
import type { Mount } from "./mount.ts";
import { checkNotInProc } from "./proc-rules.ts";
import type { Setup } from "./setup.ts";

/**
 * Makes a symbolic link below the root, with the directories above it; one that says the same may be there already.
 *
 * @throws {Failure} when something else is there: an image's file is not replaced by a link.
 */
export function makeSymlink({ root }: Setup, { source = "", destination }: Mount): void {
  const { fd: directory, name, viaLink } = nameIn(root, destination);
  using fd = directory;
  checkNotInProc(root, destination, { fd, viaLink }, () => false);
  const result = attempt(NR.symlinkat, source, fd.fd, name);
  if (result === 0 || (result === -EEXIST && saysTheSame())) return;
  throw new Failure(`cannot make the link ${destination}`, {
    cause: new SyscallError(NR.symlinkat, [source, fd.fd, name], -result),
  });

  function saysTheSame(): boolean {
    try {
      return readlinkat(fd, name) === source;
    } catch (error) {
      if (error instanceof SyscallError) return false;
      throw error;
    }
  }
}
