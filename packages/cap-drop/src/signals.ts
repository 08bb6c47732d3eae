import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";

/**
 * Default dispositions and an empty mask, as a program expects them that was not told otherwise.
 *
 * Whoever starts us may ignore or block signals, and both survive execve(2): a payload that ignores SIGPIPE or
 * cannot be ended by SIGTERM for no reason of its own. Dispositions first: a signal that waits and would be
 * delivered when the mask opens has its default effect.
 *
 * @see signal(7), "Execution of signal handlers" and execve(2)
 */
export function resetSignals(): void {
  doing("cannot reset the signals", () => {
    sys.resetDispositions();
    sys.rt_sigprocmask(abi.SIG_SETMASK, 0n);
  });
}
