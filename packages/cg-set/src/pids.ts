import type { Limits } from "./limit-options.ts";
import type { Write } from "./write.ts";

/** The pids controller: the same file in v1 and v2. */
export function pids(limits: Limits): Write[] {
  return limits.pids === undefined ? [] : [{ file: "pids.max", text: String(limits.pids) }];
}
