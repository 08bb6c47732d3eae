import { attempt, call, onRefused } from "../host/index.ts";
import { SyscallError } from "./error.ts";

onRefused((errno, nr, ...args) => new SyscallError(nr, args, errno));

export {
  /**
   * Makes a syscall, again when a signal interrupted it.
   *
   * @returns the result, or the negated errno. For calls some of whose failures are part of the plan.
   */
  attempt,
  /**
   * Makes a syscall, again when a signal interrupted it.
   *
   * @throws {SyscallError} when the kernel answers with an errno.
   */
  call,
};
