import { defineVerb, flag, formatTable, kebab, print } from "@isobox/toolkit";
import { cgroupStats } from "../stats.ts";
import { existing } from "./operand.ts";

/** `cg-set stats CGROUP`: what a cgroup has used, in one vocabulary over v1 and v2. */
export const statsVerb = defineVerb({
  summary: "Print what a cgroup has used: memory, cpu, pids, io, hugetlb, rdma, misc, pressure",
  operands: "CGROUP",
  options: { json: flag("as JSON: bytes, microseconds, counts; null for no limit") },
  run({ json }, [operand]) {
    const stats = cgroupStats(existing(operand!));
    if (json) print(`${JSON.stringify(stats)}\n`);
    else print(formatTable(rows("", stats), { gap: 2 }));
    return 0;
  },
});

/** Whose parts have names of the kernel's: sizes of pages, devices, resources. */
const NAMED = /^(hugetlb|rdma|misc)\b/;

/** The leaves of the object as rows: "memory.oom-kills", "io.8:0.reads". */
function rows(prefix: string, value: unknown): string[][] {
  if (typeof value !== "object" || value === null) return [[prefix, value === null ? "-" : String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => {
    const device = Array.isArray(value) ? (inner as { device: string }).device : undefined;
    if (key === "device" && prefix.startsWith("io.")) return [];
    const name = NAMED.test(prefix) ? key : kebab(key);
    return rows(`${prefix}${prefix && "."}${device ?? name}`, inner);
  });
}
