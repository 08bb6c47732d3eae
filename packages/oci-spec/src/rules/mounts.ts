import { type Report, show } from "../problem.ts";
import type { Config, Mount } from "../types.gen.ts";
import { hasNamespace } from "./has-namespace.ts";

export function mountRules(config: Config, report: Report): void {
  const { mounts } = config;
  if (!mounts) return;
  for (let i = 0; i < mounts.length; i++) {
    const mount = mounts[i]!;
    const { uidMappings, gidMappings } = mount;
    if (uidMappings === undefined && gidMappings === undefined) {
      if (!mount.options) continue;
      const option = idmap(mount.options);
      if (option && !hasNamespace(config.linux, "user")) {
        report(
          `mounts[${i}].options`,
          `${show(option)} wants uidMappings and gidMappings, or a user namespace`,
        );
      }
      continue;
    }
    // One without the other would map half of the ids.
    if (uidMappings === undefined)
      report(`mounts[${i}].uidMappings`, "the key is missing: gidMappings wants it too");
    if (gidMappings === undefined)
      report(`mounts[${i}].gidMappings`, "the key is missing: uidMappings wants it too");
  }
}

function idmap(options: NonNullable<Mount["options"]>): string | undefined {
  for (let i = 0; i < options.length; i++)
    if (options[i] === "idmap" || options[i] === "ridmap") return options[i];
  return undefined;
}
