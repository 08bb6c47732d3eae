import { landlockVersion } from "@isobox/kernel/sys";
import { print } from "@isobox/toolkit";
import { rightNames, rightsOf } from "../landlock-rights.ts";

/** The version of Landlock that this kernel has in force, and the rights that it knows. */
export function showLandlock(json: boolean): number {
  const version = landlockVersion();
  const rights = (["fs", "net", "scope"] as const).map(
    (kind) => [kind, rightNames(kind, rightsOf(kind, version))] as const,
  );
  if (json) print(`${JSON.stringify({ version, ...Object.fromEntries(rights) })}\n`);
  else {
    const lines = rights.map(([kind, names]) => `${kind.padEnd(8)}${names.join(",") || "none"}\n`);
    print(`version ${version === 0 ? "none: Landlock is not in force" : version}\n${lines.join("")}`);
  }
  return 0;
}
