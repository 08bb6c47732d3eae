import { join, type Report } from "../problem.ts";
import type { Resources } from "../types.gen.ts";

/** An engine's -1 for "as the host", through an unsigned field. */
const UNSET = 18446744073709551615n;

/** The rules of resources; `path` is where they are in the document: "linux.resources", or empty for one of its own. */
export function resourceRules(resources: Resources, path: string, report: Report): void {
  const at = path === "" ? "" : `${path}.`;
  const { memory, cpu, blockIO, rdma } = resources;
  const swappiness = memory?.swappiness;
  if (swappiness !== undefined && swappiness > 100 && swappiness !== UNSET) {
    report(`${at}memory.swappiness`, `want 0 to 100, not ${swappiness}`);
  }
  if (cpu?.quota !== undefined && cpu.burst !== undefined && cpu.quota > 0 && cpu.burst > cpu.quota) {
    report(`${at}cpu.burst`, `${cpu.burst} is more than the quota, ${cpu.quota}`);
  }
  blockIO?.weightDevice?.forEach(({ weight, leafWeight }, i) => {
    if (weight === undefined && leafWeight === undefined) {
      report(`${at}blockIO.weightDevice[${i}]`, "want a weight, a leafWeight or both");
    }
  });
  if (!rdma) return;
  for (const [name, { hcaHandles, hcaObjects }] of Object.entries(rdma)) {
    if (hcaHandles === undefined && hcaObjects === undefined) {
      report(join(`${at}rdma`, name), "want hcaHandles, hcaObjects or both");
    }
  }
}
