import { EINTR } from "../abi/errno.ts";
import { host, type SyscallArg } from "../host/index.ts";
import { SyscallError } from "./error.ts";

const MAX_ERRNO = 4095;

/**
 * Makes a syscall, again when a signal interrupted it.
 *
 * @returns the result, or the negated errno. For calls some of whose failures are part of the plan.
 */
export function attempt(
  nr: number,
  a?: SyscallArg,
  b?: SyscallArg,
  c?: SyscallArg,
  d?: SyscallArg,
  e?: SyscallArg,
  f?: SyscallArg,
): number {
  for (;;) {
    const result = host.syscall(nr, a, b, c, d, e, f);
    if (result !== -EINTR) return result;
  }
}

/**
 * Makes a syscall, again when a signal interrupted it.
 *
 * @throws {SyscallError} when the kernel answers with an errno.
 */
export function call(
  nr: number,
  a?: SyscallArg,
  b?: SyscallArg,
  c?: SyscallArg,
  d?: SyscallArg,
  e?: SyscallArg,
  f?: SyscallArg,
): number {
  for (;;) {
    const result = host.syscall(nr, a, b, c, d, e, f);
    if (result >= 0 || result < -MAX_ERRNO) return result;
    if (result !== -EINTR) throw new SyscallError(nr, [a, b, c, d, e, f], -result);
  }
}
