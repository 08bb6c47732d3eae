import { defineVerb } from "@isobox/toolkit";
import { freezeCgroup, thawCgroup } from "../freezer.ts";
import { existing } from "./operand.ts";

/** `cg-set freeze CGROUP`: ends when every process in it stands still; thaws again when that fails. */
export const freezeVerb = defineVerb({
  summary: "Freeze all processes of a cgroup, and wait until they stand still",
  operands: "CGROUP",
  options: {},
  run(_, [operand]) {
    freezeCgroup(existing(operand!));
    return 0;
  },
});

/** `cg-set thaw CGROUP`. */
export const thawVerb = defineVerb({
  summary: "Let a frozen cgroup and those below it go on",
  operands: "CGROUP",
  options: {},
  run(_, [operand]) {
    thawCgroup(existing(operand!));
    return 0;
  },
});
