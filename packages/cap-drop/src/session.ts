import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";

/**
 * Makes this process the leader of a session of its own, away from the caller's controlling terminal
 * (CVE-2017-5226: a sandbox that typed into it).
 *
 * @throws {Failure} when the process leads a process group and no session: the kernel gives it no new one.
 * @see setsid(2)
 */
export function newSession(): void {
  const result = sys.attempt(sys.NR.setsid);
  if (result >= 0) return;
  if (sys.getsid() === sys.getpid()) return;
  throw new Failure("cannot start a new session", {
    cause: new sys.SyscallError(sys.NR.setsid, [], -result),
    hints:
      result === -abi.EPERM
        ? ["this process leads a process group (setsid(2)): fork first, as ns-exec --fork does"]
        : [],
  });
}
