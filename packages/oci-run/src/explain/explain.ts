import { Failure, type OptionsOf, print, warn } from "@isobox/toolkit";
import { readBundle } from "../bundle.ts";
import { checkId } from "../id.ts";
import type { explainOptions } from "../options.ts";
import { plan } from "../plan.ts";
import { ARGS, LEFT_OUT, leftOutOf, withoutKeys } from "./keys.ts";
import { formatScript } from "./script.ts";
import { scriptStages } from "./stages.ts";
import { toolsDirectory } from "./tools-directory.ts";

/** Something in the configuration cannot be said by a script. */
const INCOMPLETE = 3;

const NO_WORDS = "the tool's option does not take this value";

/**
 * `oci-run explain BUNDLE`: prints the container as a script. Needs no privilege and changes nothing; of the bundle
 * only config.json is read.
 *
 * @returns 0, or 3 when a comment of the script names keys that it cannot say.
 */
export function explain(operand: string | undefined, options: OptionsOf<typeof explainOptions>): number {
  const bundle = readBundle(operand ?? options.bundle ?? ".");
  const id = options.id ?? idFor(bundle.path);
  checkId(id);
  const config = withoutKeys(
    bundle.config,
    LEFT_OUT.map(({ key }) => key),
  );
  const made = plan(id, { ...bundle, config }, options, false);
  const { stages, unsayable } = scriptStages(made, config);
  const missing = [...leftOutOf(bundle.config), ...unsayable.map((key) => ({ key, why: NO_WORDS }))];
  const [first] = stages;
  if (!first) throw new Failure("there is nothing to explain");
  print(
    formatScript({
      head: [
        `The container "${id}" of the bundle ${bundle.path}, as a pipeline of tools.`,
        "Each stage does one thing to the process and becomes the next; the last becomes the program.",
        ...made.warnings.map((warning) => `Warning: ${warning}.`),
        ...(missing.length > 0 ? ["", "This script cannot say, and leaves out:"] : []),
        ...missing.map(({ key, why }) => `  ${key}: ${why}`),
      ],
      bin: toolsDirectory(first.stage.tool.name),
      bundle: bundle.path,
      id,
      cgroup: made.cgroup?.name ?? null,
      stages,
      argsComment: { does: "The program", keys: [ARGS] },
      args: made.argv,
    }),
  );
  if (missing.length === 0) return 0;
  warn(`the script leaves out what it cannot say: ${missing.map(({ key }) => key).join(", ")}`);
  return INCOMPLETE;
}

/** The name of the bundle's directory, if that can be one. */
function idFor(bundle: string): string {
  const name = bundle.slice(bundle.lastIndexOf("/") + 1);
  try {
    checkId(name);
    return name;
  } catch {
    return "container";
  }
}
