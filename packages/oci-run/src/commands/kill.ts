import * as abi from "@isobox/kernel/abi";
import { Failure, type OptionsOf, UsageError } from "@isobox/toolkit";
import { signalCgroup } from "../cgroup-processes.ts";
import type { killOptions } from "../options.ts";
import { signalProcess } from "../process.ts";
import { openStateDirectory } from "../state.ts";
import { inspect } from "../status.ts";

/** `oci-run kill ID [SIGNAL]`: a signal to the container's first process, or with `--all` to each. */
export function kill(
  root: string,
  id: string,
  word: string | undefined,
  { all }: OptionsOf<typeof killOptions>,
): number {
  const signal = readSignal(word ?? "SIGTERM");
  const { state, status } = inspect(openStateDirectory(root, id));
  if (!state || status === "creating") throw new Failure(`cannot signal "${id}": it is still being made`);
  if (all) {
    signalCgroup(state.cgroups, signal);
    return 0;
  }
  // The words that engines look for to tell a container that has ended from a failure.
  if (status === "stopped" || !signalProcess(state, signal)) throw new Failure("container not running");
  return 0;
}

/** A signal by number, or by name with or without SIG. */
export function readSignal(word: string): number {
  const number = /^[0-9]{1,3}$/.test(word) ? Number(word) : Number.NaN;
  if (number >= 0 && number <= abi.NSIG) return number;
  const name = word.toUpperCase();
  const named = (abi.SIGNALS as Readonly<Record<string, number>>)[
    name.startsWith("SIG") ? name : `SIG${name}`
  ];
  if (named === undefined)
    throw new UsageError(
      `there is no signal "${word}"; want a name such as TERM, or a number to ${abi.NSIG}`,
    );
  return named;
}
