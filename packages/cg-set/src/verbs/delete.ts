import { defineVerb, flag } from "@isobox/toolkit";
import { noCgroup } from "../named.ts";
import { controllers } from "../options.ts";
import { removeCgroup } from "../remove.ts";
import { cgroupOf } from "./operand.ts";

/** `cg-set delete CGROUP...`: kills what is left in cgroups and removes them with all below, in every hierarchy. */
export const deleteVerb = defineVerb({
  summary: "Kill what is left in cgroups and below, and remove them, from every hierarchy",
  operands: "CGROUP...",
  options: { force: flag("a cgroup that does not exist is no error", { short: "f" }), controllers },
  run({ force, controllers: wanted }, operands) {
    for (const operand of operands) {
      const cgroup = cgroupOf(operand, wanted);
      if (cgroup.parts.length === 0 && !force) throw noCgroup(cgroup.name);
      removeCgroup(cgroup);
    }
    return 0;
  },
});
