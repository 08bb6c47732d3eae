import { errnoName, errnoText } from "../abi/errno.ts";
import type { SyscallArg } from "../host/host.ts";
import { describe } from "./describe.ts";

/**
 * A syscall that the kernel refused.
 *
 * The message is made from the arguments that were really passed, so it cannot lie:
 * `mount("proc", "/proc", "proc", MS_NOSUID|MS_NODEV, NULL): EPERM: operation not permitted`.
 */
export class SyscallError extends Error {
  override readonly name = "SyscallError";
  /** The kernel's name of the call. */
  readonly syscall: string;
  /** The arguments, decoded. */
  readonly args: readonly string[];
  /** What the manual page calls them; as many as `args`. */
  readonly parameters: readonly string[];
  /** The error number, positive. */
  readonly errno: number;
  /** Its name: "EPERM". */
  readonly code: string;

  constructor(nr: number, args: readonly (SyscallArg | undefined)[], errno: number) {
    const { name, args: decoded, parameters } = describe(nr, args);
    const code = errnoName(errno);
    super(`${name}(${decoded.join(", ")}): ${code}: ${errnoText(errno)}`);
    this.syscall = name;
    this.args = decoded;
    this.parameters = parameters;
    this.errno = errno;
    this.code = code;
  }
}
