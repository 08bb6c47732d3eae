import type { IdMapping } from "../types.gen.ts";
import { type LintRule, makesUserNamespace } from "./finding.ts";

/** Ids of the process that its user namespace does not map: setresuid(2) answers EINVAL to them. */
export const userRule: LintRule = (config, _, report) => {
  const { linux, process } = config;
  if (!process || !makesUserNamespace(config)) return;
  const { uid = 0, gid = 0, additionalGids = [] } = process.user ?? {};
  const users = linux?.uidMappings ?? [];
  const groups = linux?.gidMappings ?? [];
  if (users.length === 0)
    report(
      "linux.uidMappings",
      "a new user namespace without mappings: the process would be nobody in it (user_namespaces(7))",
    );
  else if (!isMapped(uid, users)) report("process.user.uid", unmapped(uid, "linux.uidMappings"));
  if (groups.length === 0)
    report(
      "linux.gidMappings",
      "a new user namespace without mappings: the process would be nobody in it (user_namespaces(7))",
    );
  else {
    if (!isMapped(gid, groups)) report("process.user.gid", unmapped(gid, "linux.gidMappings"));
    for (const [i, group] of additionalGids.entries())
      if (!isMapped(group, groups))
        report(`process.user.additionalGids[${i}]`, unmapped(group, "linux.gidMappings"));
  }
};

function unmapped(id: number, key: string): string {
  return `${id} is not mapped by ${key}: the kernel refuses it (user_namespaces(7))`;
}

function isMapped(id: number, mappings: readonly IdMapping[]): boolean {
  return mappings.some(({ containerID, size }) => id >= containerID && id < containerID + size);
}
