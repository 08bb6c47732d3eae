import { commaList, defineVerb, flag, print, value } from "@isobox/toolkit";
import { type Diagnosis, diagnose, type PathNode } from "../diagnose.ts";
import { controllerName } from "../values.ts";
import { nameOf } from "./operand.ts";

/** `cg-set doctor [CGROUP]`: the way from the root to a cgroup, and what is wrong on it. */
export const doctorVerb = defineVerb({
  summary: "Draw the way from the root to a cgroup, and mark each rule that is broken, with its cure",
  operands: "[CGROUP]",
  options: {
    need: value(commaList(controllerName), "controllers that it is to have in v2", {
      defaultText: "all, where v2 stands alone",
    }),
    all: flag("also the hierarchies in which nothing is wrong", { short: "a" }),
    json: flag("as JSON"),
  },
  run({ need, all, json }, [operand]) {
    const found = diagnose(operand === undefined ? "" : nameOf(operand), need);
    const sick = found.filter(({ nodes }) => nodes.some(({ problems }) => problems.length > 0));
    if (json) print(`${JSON.stringify(found)}\n`);
    // Nowhere: one drawing says it for all.
    else if (!all && found.length > 0 && found.every(isMissing)) print(draw(found.at(-1)!));
    // v2 is drawn in any case: there the way matters; in v1 each hierarchy is one for itself.
    else
      print(
        found
          .filter((each) => all || each.version === 2 || sick.includes(each))
          .map(draw)
          .join(""),
      );
    if (!json) print(sick.length === 0 ? "nothing is wrong\n" : "");
    return sick.length === 0 ? 0 : BROKEN;
  },
});

/** Something is wrong; 125 would say that the tool failed. */
const BROKEN = 1;

function isMissing({ nodes }: Diagnosis): boolean {
  return nodes.at(-1)?.problems.some(({ rule }) => rule === "not there") === true;
}

function draw({ version, controllers, mount, nodes }: Diagnosis): string {
  return `cgroup v${version} at ${mount}: ${controllers.join(" ") || "no controllers"}\n${nodes.map(drawNode).join("")}`;
}

function drawNode(node: PathNode, depth: number): string {
  const { path, uid, gid, processes, type, controllers, handsOn, problems } = node;
  const indent = depth === 0 ? "  " : `  ${"   ".repeat(depth - 1)}└─ `;
  const name = depth === 0 ? "/" : path.slice(path.lastIndexOf("/") + 1);
  const facts = uid < 0 ? [] : [`owner ${uid}:${gid}`, `processes ${processes}`];
  if (type !== undefined) facts.unshift(type);
  if (controllers) facts.push(`has ${controllers.join(" ") || "-"}`, `hands on ${handsOn?.join(" ") || "-"}`);
  const under = `  ${"   ".repeat(depth)}`;
  const marks = problems.map(
    ({ rule, what, cure }) =>
      `${under}✗ ${rule}: ${what}\n${cure === null ? "" : `${under}  cure: ${cure}\n`}`,
  );
  return `${indent}${name}  ${facts.join(", ")}\n${marks.join("")}`;
}
