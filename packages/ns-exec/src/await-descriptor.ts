import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";

/**
 * Waits until a descriptor of the caller's can be read, or has come to its end, and closes it.
 *
 * A supervised child has all signals blocked until it goes on; while it waits, those that ask for its end must reach it.
 */
export function awaitDescriptor(number: number, option: string): void {
  using fd = new sys.Fd(number);
  doing(`cannot wait for ${option} ${number}`, () => mayEnd(() => sys.read(fd, sys.bytes(1))));
}

/** Does what may take long, where the signals that ask for the end of this process reach it. */
export function mayEnd<T>(step: () => T): T {
  const mask = sys.rt_sigprocmask(
    abi.SIG_UNBLOCK,
    sys.signalSet([abi.SIGINT, abi.SIGTERM, abi.SIGHUP, abi.SIGQUIT]),
  );
  try {
    return step();
  } finally {
    sys.rt_sigprocmask(abi.SIG_SETMASK, mask);
  }
}
