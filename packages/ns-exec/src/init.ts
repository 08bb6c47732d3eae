import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { exit, fail, waitFor } from "@isobox/toolkit";

/**
 * Becomes the first process of a PID namespace: forks, and the child goes on.
 *
 * It gets the orphans of the namespace for its children, and reaps them; signals from outside that have no default effect
 * on a first process (pid_namespaces(7)) it hands on to the child. When that ends it ends with the same status, and the
 * kernel ends everything else in the namespace.
 *
 * @param leave gives up what the child goes on with.
 */
export function beInit(rest: () => never, leave: () => void): never {
  const mask = sys.rt_sigprocmask(abi.SIG_SETMASK, sys.ALL_SIGNALS);
  const signals = sys.signalfd(sys.ALL_SIGNALS);
  const pid = sys.fork(() => {
    signals.close();
    sys.rt_sigprocmask(abi.SIG_SETMASK, mask);
    return rest();
  }, fail);
  leave();
  return exit(sys.exitStatus(waitFor(pid, signals, null)));
}
