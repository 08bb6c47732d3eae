import { choice, defineVerb, flag, value } from "@isobox/toolkit";
import type { Cgroup } from "../cgroup.ts";
import type { Limits } from "../limit-options.ts";
import { controllers, limitOptions } from "../options.ts";
import { parseLimits, readLimits } from "../read-limits.ts";
import { withResources } from "../resources.ts";
import { limitsFrom } from "../translate.ts";
import { cgroupsUnder } from "../under.ts";
import { cgroupName, setting } from "../values.ts";
import { writeLimits } from "../write-limits.ts";
import { existing, operandOf } from "./operand.ts";

/** The version whose files are named; of get and set. */
export const from = value(
  choice("v1|v2", ["v1", "v2"]),
  "FILEs are those of this version, whatever is in force here",
);

/** `cg-set set CGROUP [FILE=VALUE...]`: changes the limits of a cgroup that is there. */
export const setVerb = defineVerb({
  summary: "Change the limits of a cgroup, by options or by its files",
  operands: "CGROUP [FILE=VALUE...]",
  options: {
    from,
    copyFrom: value(cgroupName, "first take over the limits of that cgroup"),
    recursive: flag("the cgroups below it too", { short: "r" }),
    controllers,
    ...limitOptions,
  },
  run(options, [operand, ...words]) {
    const cgroup = existing(operand!, options.controllers);
    const settings = words.map((word) => operandOf(setting, word));
    const source = options.copyFrom && existing(options.copyFrom);
    const copied = source ? parseLimits(readLimits(source)) : {};
    const given: Limits = withResources(options);
    const translated = options.from ? limitsFrom(options.from, settings, cgroup) : {};
    const limits: Limits = {
      ...copied,
      ...given,
      ...translated,
      set: [...(copied.set ?? []), ...(given.set ?? []), ...(options.from ? [] : settings)],
    };
    const all: readonly Cgroup[] = options.recursive ? cgroupsUnder(cgroup) : [cgroup];
    for (const each of all) writeLimits(each, limits);
    return 0;
  },
});
