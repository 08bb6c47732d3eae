import type { Host } from "./host.ts";

/** The cgroup controllers of a machine. */
export interface Controllers {
  /** Those of mounted v1 hierarchies. */
  readonly v1: ReadonlySet<string>;
  /** Those that cgroup v2 has. */
  readonly v2: ReadonlySet<string>;
  readonly hasV2: boolean;
}

/** Where cgroup v2 is mounted, alone or beside v1. */
const UNIFIED = ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"];

/** Finds the controllers: cgroups(7), "/proc files" and cgroup-v2.rst, "cgroup.controllers". */
export function controllersOf(host: Host): Controllers {
  const lists = (host.read("/proc/self/cgroup") ?? "").split("\n").map((line) => line.split(":")[1] ?? "");
  const files = UNIFIED.map((directory) => host.read(`${directory}/cgroup.controllers`));
  const text = files.find((file) => file !== null);
  return {
    v1: new Set(lists.flatMap((list) => list.split(",")).filter((name) => name !== "")),
    v2: new Set(
      (text ?? "")
        .trim()
        .split(/\s+/)
        .filter((name) => name !== ""),
    ),
    hasV2: text !== undefined,
  };
}
