import { defineVerb, jsonSource, print, readJson, UsageError, value } from "@isobox/toolkit";
import { applyTree, saveTree } from "../saved-tree.ts";
import { cgroupName } from "../values.ts";
import { existing } from "./operand.ts";

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
    applyTree(readJson(source(operand!), "the saved cgroups"), name);
    return 0;
  },
});

function source(operand: string): ReturnType<typeof jsonSource.parse> {
  try {
    return jsonSource.parse(operand);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`"${operand}": want ${error.message}`);
    throw error;
  }
}
