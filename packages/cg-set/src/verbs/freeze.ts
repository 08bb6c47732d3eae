import { defineVerb } from "@isobox/toolkit";
import type { Cgroup } from "../cgroup.ts";
import { freezeCgroup, thawCgroup } from "../freezer.ts";
import { existing } from "./operand.ts";

const verb = (summary: string, act: (cgroup: Cgroup) => void) =>
  defineVerb({
    summary,
    operands: "CGROUP",
    options: {},
    run(_, [operand]) {
      act(existing(operand!));
      return 0;
    },
  });

/** `cg-set freeze CGROUP`: ends when every process in it stands still; thaws again when that fails. */
export const freezeVerb = verb(
  "Freeze all processes of a cgroup, and wait until they stand still",
  freezeCgroup,
);

/** `cg-set thaw CGROUP`. */
export const thawVerb = verb("Let a frozen cgroup and those below it go on", thawCgroup);
