import { nearest } from "../nearest.ts";
import { show } from "../problem.ts";
import type { Capabilities } from "../types.gen.ts";
import { type LintRule, makesUserNamespace } from "./finding.ts";
import { type Host, names } from "./host.ts";

const SETS = ["bounding", "effective", "inheritable", "permitted", "ambient"] as const;

/** Capabilities that do not exist, or that this user cannot give; each is told once, where it is named first. */
export const capabilityRule: LintRule = (config, { host }, report) => {
  const sets = config.process?.capabilities;
  if (!sets) return;
  // A new user namespace begins with all of them, in the bounding set too (user_namespaces(7)).
  const limited = makesUserNamespace(config) ? null : host;
  const told = new Set<string>();
  for (const set of SETS) {
    for (const [i, name] of (sets[set] ?? []).entries()) {
      const path = `process.capabilities.${set}[${i}]`;
      const message = notKnown(name, host) ?? notHad(name, limited) ?? notPermitted(name, set, sets);
      if (message === null || told.has(name)) continue;
      told.add(name);
      report(path, message);
    }
  }
};

function notKnown(name: string, host: Host | null): string | null {
  if (!names.includes(name)) {
    const meant = nearest(name, names) ?? names.find((known) => known.slice("CAP_".length) === name);
    return `${show(name)} is no capability (capabilities(7))${meant === undefined ? "" : `; is ${show(meant)} meant?`}`;
  }
  return host && !host.known.has(name) ? `this kernel has no ${name} (capabilities(7))` : null;
}

function notHad(name: string, host: Host | null): string | null {
  return host && !host.bounding.has(name)
    ? `${name} is not in the bounding set of this user, and so cannot be had (capabilities(7))`
    : null;
}

function notPermitted(name: string, set: string, { permitted = [] }: Capabilities): string | null {
  // What is ambient without being inheritable is passed over by every runtime, and written by some of them.
  return set === "effective" && !permitted.includes(name)
    ? `${name} is not among those permitted, and so cannot be effective (capset(2))`
    : null;
}
