import { type Report, show } from "../problem.ts";
import type { Linux } from "../types.gen.ts";

/** What is left of `linux`: keys with a rule or two of their own. */
export function linuxRules({ intelRdt, memoryPolicy, personality }: Linux, report: Report): void {
  const bandwidth = intelRdt?.memBwSchema;
  if (bandwidth && !/^MB:[^\n]*$/.test(bandwidth)) {
    report("linux.intelRdt.memBwSchema", `want one line that begins with MB:, not ${show(bandwidth)}`);
  }
  if (intelRdt?.l3CacheSchema?.includes("\n")) report("linux.intelRdt.l3CacheSchema", "want one line");
  const flag = personality?.flags?.[0];
  if (flag !== undefined) report("linux.personality.flags[0]", `no flag is defined, ${show(flag)} neither`);
  const flags = memoryPolicy?.flags;
  if (flags?.includes("MPOL_F_STATIC_NODES") && flags.includes("MPOL_F_RELATIVE_NODES")) {
    report(
      "linux.memoryPolicy.flags",
      "MPOL_F_STATIC_NODES and MPOL_F_RELATIVE_NODES contradict each other (set_mempolicy(2))",
    );
  }
}
