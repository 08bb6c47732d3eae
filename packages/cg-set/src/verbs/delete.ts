import * as sys from "@isobox/kernel/sys";
import { defineVerb, Failure, flag } from "@isobox/toolkit";
import type { Cgroup } from "../cgroup.ts";
import { noCgroup } from "../named.ts";
import { controllers } from "../options.ts";
import { processesUnder } from "../processes.ts";
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
      refuseOwn(cgroup);
      removeCgroup(cgroup);
    }
    return 0;
  },
});

/** It would kill whoever called it, and then fail: this process would be the last one in it. */
function refuseOwn({ name, parts }: Cgroup): void {
  const self = sys.getpid();
  if (parts.some(({ directory }) => processesUnder(directory).includes(self)))
    throw new Failure(`cannot delete the cgroup ${name}: this process is in it`, {
      hints: ["do it from a shell in another cgroup, or give --rm to the cg-set that makes it"],
    });
}
