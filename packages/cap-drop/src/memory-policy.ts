import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, type ValueType } from "@isobox/toolkit";
import { formatNumberList, maskOf, type NumberList, parseNumberList } from "./number-list.ts";

const MODES: ReadonlyMap<string, number> = new Map([
  ["default", abi.MPOL_DEFAULT],
  ["preferred", abi.MPOL_PREFERRED],
  ["bind", abi.MPOL_BIND],
  ["interleave", abi.MPOL_INTERLEAVE],
  ["local", abi.MPOL_LOCAL],
  ["preferred_many", abi.MPOL_PREFERRED_MANY],
  ["weighted_interleave", abi.MPOL_WEIGHTED_INTERLEAVE],
]);
const FLAGS: ReadonlyMap<string, number> = new Map([
  ["numa_balancing", abi.MPOL_F_NUMA_BALANCING],
  ["relative_nodes", abi.MPOL_F_RELATIVE_NODES],
  ["static_nodes", abi.MPOL_F_STATIC_NODES],
]);

/** Where memory comes from: a mode and flags by the names of set_mempolicy(2) in lower case, and NUMA nodes. */
export interface MemoryPolicy {
  readonly mode: string;
  readonly flags: readonly string[];
  readonly nodes: NumberList;
}

/** `MODE[,FLAG]…[:NODES]` */
export const memoryPolicy: ValueType<MemoryPolicy> = {
  placeholder: "MODE[:NODES]",
  choices: [...MODES.keys()],
  parse(text) {
    const [words, nodes, more] = text.split(":");
    const [mode, ...flags] = words!.toLowerCase().split(",") as [string, ...string[]];
    if (more !== undefined || !isMemoryPolicy(mode, flags))
      throw new RangeError(
        `one of ${[...MODES.keys()].join(", ")}, flags (${[...FLAGS.keys()].join(", ")}) and nodes: "bind,static_nodes:0-1"`,
      );
    return { mode, flags, nodes: nodes === undefined ? [] : parseNumberList(nodes) };
  },
  format: ({ mode, flags, nodes }) =>
    [mode, ...flags].join(",") + (nodes.length === 0 ? "" : `:${formatNumberList(nodes)}`),
};

/** Whether a mode and flags exist. */
export function isMemoryPolicy(mode: string, flags: readonly string[]): boolean {
  return MODES.has(mode) && flags.every((flag) => FLAGS.has(flag));
}

/**
 * Sets where the memory of this process comes from; children inherit it, and execve(2) keeps it.
 *
 * @throws {Failure} EINVAL for a mode that does not go with the nodes, or that the kernel does not have
 *   (preferred_many since Linux 5.15, weighted_interleave since 6.9).
 * @see set_mempolicy(2), numa(7)
 */
export function setMemoryPolicy(policy: MemoryPolicy): void {
  const flags = policy.flags.reduce((all, flag) => all | FLAGS.get(flag)!, 0);
  doing(`cannot set the memory policy ${memoryPolicy.format(policy)}`, () =>
    sys.set_mempolicy(MODES.get(policy.mode)! | flags, maskOf(policy.nodes)),
  );
}
