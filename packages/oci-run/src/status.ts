import * as abi from "@isobox/kernel/abi";
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
  return state.cgroups.some(isFrozen) ? "paused" : "running";
}

const FROZEN = { v1: ["freezer.state", "FROZEN"], v2: ["cgroup.freeze", "1"] } as const;

function isFrozen(cgroup: string): boolean {
  return Object.values(FROZEN).some(([file, word]) => {
    const path = `${cgroup}/${file}`;
    if (sys.faccessat(abi.AT_FDCWD, path, abi.R_OK) < 0) return false;
    return sys.readFile(path).trimEnd() === word;
  });
}
