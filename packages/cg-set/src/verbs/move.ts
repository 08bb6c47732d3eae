import { defineVerb, flag } from "@isobox/toolkit";
import { moveProcess } from "../move.ts";
import { controllers } from "../options.ts";
import { existing, pidOf } from "./operand.ts";

/** `cg-set move CGROUP PID...`: moves other processes into a cgroup. */
export const moveVerb = defineVerb({
  summary: "Move processes into a cgroup, in every hierarchy that has it",
  operands: "CGROUP PID...",
  options: { controllers, threads: flag("PIDs are single threads") },
  run(options, [operand, ...pids]) {
    const cgroup = existing(operand!, options.controllers);
    for (const pid of pids.map(pidOf)) moveProcess(cgroup, pid, options.threads);
    return 0;
  },
});
