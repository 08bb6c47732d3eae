import { defineVerb, Failure, flag } from "@isobox/toolkit";
import { removeCgroup } from "../remove.ts";
import { cgroupOf } from "./operand.ts";

/** `cg-set delete CGROUP`: kills what is left in a cgroup and removes it, in every hierarchy. */
export const deleteVerb = defineVerb({
  summary: "Kill what is left in a cgroup and remove it, from every hierarchy",
  operands: "CGROUP",
  options: { force: flag("a cgroup that does not exist is no error", { short: "f" }) },
  run({ force }, [name]) {
    const cgroup = cgroupOf(name!);
    if (cgroup.parts.length === 0 && !force) throw new Failure(`there is no cgroup ${cgroup.name}`);
    removeCgroup(cgroup);
    return 0;
  },
});
