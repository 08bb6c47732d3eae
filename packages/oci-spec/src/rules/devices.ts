import type { Report } from "../problem.ts";
import type { Linux } from "../types.gen.ts";

export function deviceRules(linux: Linux, report: Report): void {
  const { devices } = linux;
  if (!devices) return;
  for (let i = 0; i < devices.length; i++) {
    const { type, major, minor } = devices[i]!;
    if (type === "p") continue;
    if (major === undefined)
      report(`linux.devices[${i}].major`, `the key is missing: want a number for type "${type}"`);
    if (minor === undefined)
      report(`linux.devices[${i}].minor`, `the key is missing: want a number for type "${type}"`);
  }
}
