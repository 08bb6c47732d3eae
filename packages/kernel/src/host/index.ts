import { platform } from "#host";
import type { Host, SyscallArg } from "./host.ts";

export type { Host, Machine, Platform, SyscallArg } from "./host.ts";
export { SingleThreadRequired } from "./single-thread.ts";
export { platform };

/** The host in force. Every wrapper of `sys` reads it at each call, so that a decorator takes effect at once. */
export const host: Host = { syscall: platform.syscall };

/**
 * Puts a decorator around the host in force.
 *
 * @returns a function that takes it off again. Decorators are taken off in the reverse order.
 */
export function decorate(wrap: (inner: Host) => Host): () => void {
  const before = host.syscall;
  const outer = wrap({ syscall: before });
  host.syscall = (nr, ...args: SyscallArg[]) => outer.syscall(nr, ...args);
  return () => {
    host.syscall = before;
  };
}
