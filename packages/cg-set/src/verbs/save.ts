import { defineVerb, jsonSource, print, readJson, value } from "@isobox/toolkit";
import { applyTree, saveTree } from "../saved-tree.ts";
import { cgroupName } from "../values.ts";
import { existing, operandOf } from "./operand.ts";

/** `cg-set save CGROUP`: a cgroup and those below with their limits, as JSON. */
export const saveVerb = defineVerb({
  summary: "Print a cgroup and those below it with their limits, as JSON for apply",
  operands: "CGROUP",
  options: {},
  run(_, [operand]) {
    print(`${JSON.stringify(saveTree(existing(operand!)), null, 2)}\n`);
    return 0;
  },
});

/** `cg-set apply FILE`: the cgroups of a saved tree, made and limited. */
export const applyVerb = defineVerb({
  summary: "Make the cgroups that save has written, with their limits",
  operands: "FILE|fd:N|JSON",
  options: { name: value(cgroupName, "call the first of them so, and those below accordingly") },
  run({ name }, [operand]) {
    applyTree(readJson(operandOf(jsonSource, operand!), "the saved cgroups"), name);
    return 0;
  },
});
