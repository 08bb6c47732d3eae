import { platform } from "#host";
import { type Calls, type Host, plainArg, type Refusal, type SyscallArg } from "./host.ts";
import { callsThrough } from "./repeat.ts";

export type {
  Calls,
  Descriptor,
  Host,
  Machine,
  PlainArg,
  Platform,
  Refusal,
  Syscall,
  SyscallArg,
} from "./host.ts";
export { plainArg } from "./host.ts";
export { SingleThreadRequired } from "./single-thread.ts";
export { platform };

/** The host in force. Every wrapper of `sys` reads it at each call, so that a decorator takes effect at once. */
export const host: Host = { syscall: platform.syscall };

let refusal: Refusal = (errno, nr) => new Error(`syscall ${nr}: error ${errno}`);

/** Registers what words the errors of `call`. */
export function onRefused(words: Refusal): void {
  refusal = words;
  platform.calls?.onRefused(words);
}

const around = callsThrough(host, (errno, nr, ...args) => refusal(errno, nr, ...args));

/**
 * {@link Calls} through the host in force: the platform's own as long as there is no decorator, and these go through
 * one by themselves, so that nobody who holds them can pass it by.
 */
export const { attempt, call }: Calls = platform.calls ?? around;

/**
 * Puts a decorator around the host in force.
 *
 * @returns a function that takes it off again. Decorators are taken off in the reverse order.
 */
export function decorate(wrap: (inner: Host) => Host): () => void {
  const before = host.syscall;
  const outer = wrap({ syscall: before });
  host.syscall = (nr, ...args: (SyscallArg | undefined)[]) => outer.syscall(nr, ...args.map(plainArg));
  platform.calls?.through(around.attempt, around.call);
  return () => {
    host.syscall = before;
    if (before === platform.syscall) platform.calls?.through();
  };
}
