import { SIGKILL } from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure, type OptionsOf, voice } from "@isobox/toolkit";
import { dismantle } from "../dismantle.ts";
import { runtimeOf } from "../journal.ts";
import { lock, tryLock } from "../lock.ts";
import type { deleteOptions } from "../options.ts";
import { isThere, lookForStateDirectory } from "../state.ts";
import { inspect } from "../status.ts";

/**
 * `oci-run delete ID`: removes a container that has ended, and one that was never started.
 *
 * With `--force` whatever runs is killed, a runtime that is still making the container first.
 */
export function remove(root: string, id: string, { force }: OptionsOf<typeof deleteOptions>): number {
  const gone = () => {
    if (force) return 0;
    throw new Failure(`container "${id}" does not exist`);
  };
  const directory = lookForStateDirectory(root, id);
  if (!directory) return gone();
  if (!tryLock(directory)) {
    if (!force) throw new Failure(`cannot delete "${id}": another process is making or removing it`);
    // Whoever holds the record lock is the one that makes or removes it: that number is nobody else's.
    const runtime = runtimeOf(directory);
    if (runtime) sys.attempt(sys.NR.kill, runtime, SIGKILL);
    lock(directory);
  }
  if (!isThere(directory)) return gone();
  const container = inspect(directory);
  const { status } = container;
  if (!force && (status === "running" || status === "paused"))
    throw new Failure(`cannot delete container "${id}" that is not stopped: ${status}`, {
      hints: [`end it: oci-run kill ${id} KILL; or at once: oci-run delete --force ${id}`],
    });
  return dismantle(container) ? 0 : voice.failed;
}
