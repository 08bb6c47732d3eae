import { defineVerb, print } from "@isobox/toolkit";
import { cgroupOf } from "./operand.ts";

/** `cg-set list CGROUP`: the directories of a cgroup, one in each hierarchy that has it. */
export const listVerb = defineVerb({
  summary: "Print the directories of a cgroup, as far as they are there",
  operands: "CGROUP",
  options: {},
  run(_, [name]) {
    print(
      cgroupOf(name!)
        .parts.map(({ directory }) => `${directory}\n`)
        .join(""),
    );
    return 0;
  },
});
