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
  const mask = sys.rt_sigprocmask(
    abi.SIG_UNBLOCK,
    sys.signalSet([abi.SIGINT, abi.SIGTERM, abi.SIGHUP, abi.SIGQUIT]),
  );
  doing(`cannot wait for ${option} ${number}`, () => sys.read(fd, sys.bytes(1)));
  sys.rt_sigprocmask(abi.SIG_SETMASK, mask);
}
