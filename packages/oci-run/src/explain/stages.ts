import type { Config } from "@isobox/oci-spec";
import { type Stage, sayable, stage } from "@isobox/toolkit";
import { inOrder } from "../order.ts";
import { ociPayload } from "../payload-tool.ts";
import type { Plan } from "../plan.ts";
import { SAID, valueAt } from "./keys.ts";
import type { ScriptStage, StageComment } from "./script.ts";

/** What a stage does in a container, by the tool and an option that tells two of one tool apart. */
const DOES: readonly (readonly [tool: string, option: string | null, does: string])[] = [
  [
    "oci-payload",
    null,
    "What the program gets in the end: its variables; HOME from the container's passwd where they have none",
  ],
  ["cg-set", "prepare", "The cgroup, made and limited from outside; its files stay open for the child"],
  ["ns-exec", "fork", "The parent stays here, outside of all that follows, and cleans up; the child goes on"],
  ["cg-set", "enter", "The child enters the cgroup, before a cgroup namespace would hide it"],
  ["ns-exec", null, "The other namespaces, and what is set in them"],
  [
    "mnt-root",
    "prepare",
    "Mounts with other ids, made by who may: in the user namespace they only get their places",
  ],
  ["mnt-root", null, "The root, and what is mounted in it"],
  ["cap-drop", null, "Who the program is, and what it may do: last, for all before needs more"],
];

/** The stages of a container as a script has them, and the keys whose values have no words. */
export function scriptStages(plan: Plan, config: Config): { stages: ScriptStage[]; unsayable: string[] } {
  const unsayable: string[] = [];
  const stages = withPayload(plan).map((given): ScriptStage => {
    const said = sayable(given);
    const name = given.tool.name;
    for (const option of said.unsayable) unsayable.push(...keysOf(name, option, config));
    return { stage: said.stage, comment: describe(given, config) };
  });
  return { stages, unsayable: [...new Set(unsayable)] };
}

/** What the program gets is said first: the descriptors that are not for it are closed then, as oci-run does. */
function withPayload(plan: Plan): Stage[] {
  const { env, preserveFds, namespaces } = plan;
  const payload = stage(ociPayload, {
    ...(env.length > 0 && { env }),
    ...(preserveFds > 0 && { preserveFds }),
  });
  // --force says that the stage before has made the mount namespace: who changes the script may forget to.
  const { force, ...root } = plan.root;
  return [payload, ...inOrder(namespaces.inner.mount ? { ...plan, root } : plan)];
}

/** The comment of a stage: what it does, and the keys of the configuration that are in it. */
function describe({ tool, options }: Stage, config: Config): StageComment {
  const given = Object.keys(tool.options).filter((key) => isGiven(options[key]));
  const does = DOES.find(([name, key]) => name === tool.name && (key === null || given.includes(key)));
  const keys = given.flatMap((key) => keysOf(tool.name, key, config));
  return { does: does?.[2] ?? tool.summary, keys: [...new Set(keys)] };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== false;
}

/** The keys of this configuration that an option comes from. */
function keysOf(tool: string, option: string, config: Config): string[] {
  return (SAID[tool]?.[option] ?? []).filter((key) => valueAt(config, key) !== undefined);
}
