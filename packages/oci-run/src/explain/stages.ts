import type { Config } from "@isobox/oci-spec";
import { type Stage, stage } from "@isobox/toolkit";
import { inOrder } from "../order.ts";
import { ociPayload } from "../payload-tool.ts";
import type { Plan } from "../plan.ts";
import { sayable } from "../sayable.ts";
import { SAID, valueAt } from "./keys.ts";
import type { ScriptStage } from "./script.ts";

/** What a stage does in a container, by the tool and an option that tells two of one tool apart. */
const DOES: readonly (readonly [tool: string, option: string | null, does: string])[] = [
  ["cg-set", "prepare", "The cgroup, made and limited from outside; its files stay open for the child"],
  ["ns-exec", "fork", "The parent stays here, outside of all that follows, and cleans up; the child goes on"],
  ["cg-set", "enter", "The child enters the cgroup, before a cgroup namespace would hide it"],
  ["ns-exec", null, "The other namespaces, and what is set in them"],
  ["mnt-root", null, "The root, and what is mounted in it"],
  ["oci-payload", null, "The environment; HOME from the container's passwd where it gives none"],
  ["cap-drop", null, "Who the program is, and what it may do: last, for all before needs more"],
];

/** The stages of a container as a script has them, and the keys whose values have no words. */
export function scriptStages(plan: Plan, config: Config): { stages: ScriptStage[]; unsayable: string[] } {
  const unsayable: string[] = [];
  const stages = withPayload(plan).map((given): ScriptStage => {
    const said = sayable(given);
    const name = given.tool.name;
    unsayable.push(...said.unsayable.flatMap((option) => SAID[name]?.[option] ?? [`--${option} of ${name}`]));
    return { stage: said.stage, comment: describe(given, config) };
  });
  return { stages, unsayable: [...new Set(unsayable)] };
}

/** The environment is said in front of the last stage, so that the last one stays the last. */
function withPayload({ root: { force, ...root }, ...plan }: Plan): Stage[] {
  const payload = stage(ociPayload, {
    ...(plan.env.length > 0 && { env: plan.env }),
    ...(plan.preserveFds > 0 && { preserveFds: plan.preserveFds }),
  });
  // Without --force, which says that a namespace of its own was made: who changes the script may forget it.
  const stages = inOrder({ ...plan, root });
  return [...stages.slice(0, -1), payload, ...stages.slice(-1)];
}

/** The comment of a stage: what it does, and the keys of the configuration that are in it. */
function describe({ tool, options }: Stage, config: Config): ScriptStage["comment"] {
  const isGiven = (option: string) => options[option] !== undefined && options[option] !== false;
  const does = DOES.find(([name, option]) => name === tool.name && (option === null || isGiven(option)));
  const said = SAID[tool.name] ?? {};
  const keys = Object.keys(tool.options).flatMap((option) => (isGiven(option) ? (said[option] ?? []) : []));
  return {
    does: does?.[2] ?? tool.summary,
    keys: [...new Set(keys)].filter((key) => valueAt(config, key) !== undefined),
  };
}
