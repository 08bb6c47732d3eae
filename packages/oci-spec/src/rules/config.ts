import type { Report } from "../problem.ts";
import type { Config } from "../types.gen.ts";
import { deviceRules } from "./devices.ts";
import { linuxRules } from "./linux.ts";
import { mountRules } from "./mounts.ts";
import { namespaceRules } from "./namespaces.ts";
import { platformRule } from "./platform.ts";
import { processRules } from "./process.ts";
import { resourceRules } from "./resources.ts";
import { seccompRules } from "./seccomp.ts";
import { versionRule } from "./version.ts";

/** What the schema cannot say of a configuration that fits it. */
export function configRules(config: Config, report: Report): void {
  const { process, linux } = config;
  versionRule(config, report);
  platformRule(config, report);
  if (process) processRules(process, "process", report);
  namespaceRules(config, report);
  mountRules(config, report);
  if (!linux) return;
  deviceRules(linux, report);
  linuxRules(linux, report);
  if (linux.resources) resourceRules(linux.resources, "linux.resources", report);
  if (linux.seccomp) seccompRules(linux.seccomp, report);
}
