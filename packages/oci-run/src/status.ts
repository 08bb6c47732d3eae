import * as sys from "@isobox/kernel/sys";
import { isAlive } from "./process.ts";
import { isUnfinished, isWaiting } from "./start-gate.ts";
import { type ContainerState, readState, type StateDirectory } from "./state.ts";

export type Status = "creating" | "created" | "running" | "paused" | "stopped";

/** A container as it stands now. */
export interface Container {
  readonly directory: StateDirectory;
  /** Null while it is being made, or when the runtime was killed in between. */
  readonly state: ContainerState | null;
  readonly status: Status;
}

/** Looks at a container. The status is read off the kernel each time, so that no record of it can be wrong. */
export function inspect(directory: StateDirectory): Container {
  const state = readState(directory);
  return { directory, state, status: state ? statusOf(directory, state) : "creating" };
}

function statusOf(directory: StateDirectory, state: ContainerState): Status {
  if (!isAlive(state)) return "stopped";
  if (isUnfinished(directory)) return "creating";
  if (isWaiting(directory)) return "created";
  return isFrozen(state.cgroups) ? "paused" : "running";
}

const FROZEN = { v1: ["freezer.state", "FROZEN"], v2: ["cgroup.freeze", "1"] } as const;

/** Whether the freezer of v1 or that of v2 holds the processes; a container may have both. */
function isFrozen(cgroups: readonly string[]): boolean {
  const unseen = new Set(Object.values(FROZEN));
  // From behind: cgroups are made with these two last.
  for (let i = cgroups.length - 1; i >= 0 && unseen.size > 0; i--)
    for (const row of unseen) {
      const state = readIfThere(`${cgroups[i]}/${row[0]}`);
      if (state === null) continue;
      if (state.trimEnd() === row[1]) return true;
      unseen.delete(row);
    }
  return false;
}

function readIfThere(path: string): string | null {
  try {
    return sys.readFile(path);
  } catch (error) {
    // ENODEV: it was removed after the open.
    if (error instanceof sys.SyscallError && ["ENOENT", "ENODEV"].includes(error.code)) return null;
    throw error;
  }
}
