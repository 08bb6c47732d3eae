import { defineVerb } from "@isobox/toolkit";
import { makeCgroup, removeMade } from "../make.ts";
import { hierarchiesOf } from "../named.ts";
import { controllers, limitOptions, owner } from "../options.ts";
import { handOver } from "../owner.ts";
import { withResources } from "../resources.ts";
import { writeLimits } from "../write-limits.ts";
import { nameOf } from "./operand.ts";

/** `cg-set create CGROUP`: makes a cgroup that stays. One that is there already is limited and handed over. */
export const createVerb = defineVerb({
  summary: "Make a cgroup in every hierarchy, limit it, and leave it there",
  operands: "CGROUP",
  options: { controllers, owner, ...limitOptions },
  run(options, [operand]) {
    const cgroup = makeCgroup(nameOf(operand!), { hierarchies: hierarchiesOf(options.controllers) });
    try {
      writeLimits(cgroup, withResources(options));
      if (options.owner) handOver(cgroup, options.owner);
    } catch (error) {
      removeMade(cgroup);
      throw error;
    }
    return 0;
  },
});
