import { readlinkSync } from "node:fs";

/** A difference between two runtimes that is accepted, and why. */
export interface Tolerance {
  readonly section: string;
  /** The lines to leave out of the comparison. */
  readonly lines: RegExp;
  readonly reason: string;
}

/** What differs by nature between any two runs, whoever makes the container. */
const volatile: readonly Tolerance[] = [
  {
    section: "status",
    lines: /^(Vm|Rss|Hugetlb|voluntary|nonvoluntary|SigQ|FDSize)/,
    reason: "memory use, scheduling and queue counts of the probe's own process",
  },
  {
    section: "status",
    lines: /^(Pid|Tgid|NStgid|NSpid):/,
    reason: "the probe's reader of /proc/self/status; runc's threads have used up the numbers before it",
  },
  {
    section: "cgroupfiles",
    lines:
      /\/(tasks|cgroup\.procs|cpuacct\.[a-z_]+|memory\.(max_)?usage_in_bytes|memory\.stat|memory\.numa_stat|memory\.failcnt|pids\.current|pids\.peak|cpu\.stat|memory\.shown_ram_in_bytes|memory\.kmem\.(max_)?usage_in_bytes|memory\.kmem\.tcp\.max_usage_in_bytes|memory\.memsw\.(max_)?usage_in_bytes|memory\.kmem\.slabinfo|memory\.(swap\.)?(current|peak|events(\.local)?)|cgroup\.threads|(cpu|io|memory|irq)\.pressure|io\.stat|cgroup\.stat|cpuset\.memory_pressure|blkio\.(throttle|bfq)\.io_[a-z_]+) /,
    reason: "counters of what the probe itself did",
  },
  { section: "keyrings", lines: /./, reason: "how many keys other tests hold at this moment" },
];

/** Replaces what is numbered by the kernel in the order of creation by its place in the list. */
const normalise: Readonly<Record<string, (text: string) => string>> = {
  namespaces: (text) =>
    text
      .split("\n")
      .map((line) => {
        const [name, id] = line.split(" ");
        return `${name} ${id === readlinkSync(`/proc/self/ns/${name}`) ? "the host's" : "its own"}`;
      })
      .join("\n"),
  mountinfo(text) {
    const rows = text.split("\n").map((line) => line.split(" "));
    const place = new Map(rows.map((row, i) => [row[0], String(i)]));
    const group = new Map<string, string>();
    const numbered = (tag: string) =>
      tag.replace(/:(\d+)$/, (_, id: string) => {
        if (!group.has(id)) group.set(id, `group${group.size}`);
        return `:${group.get(id)}`;
      });
    return rows
      .map(([, parent, device, ...rest]) => {
        const words = rest.map((word) =>
          /^(shared|master|propagate_from):\d+$/.test(word) ? numbered(word) : word,
        );
        return [place.get(parent) ?? "outside", device!.replace(/^0:\d+$/, "0:anonymous"), ...words].join(
          " ",
        );
      })
      .join("\n");
  },
};

function kept(section: string, text: string, tolerated: readonly Tolerance[]): string[] {
  const rows = (normalise[section]?.(text) ?? text).split("\n");
  const skip = [...volatile, ...tolerated].filter((row) => row.section === section);
  const lines = rows.filter((line) => !skip.some((row) => row.lines.test(line)));
  return section === "cgroupfiles" ? lines.sort() : lines;
}

/** The lines in which two probes differ, "-" in the first only and "+" in the second only, by section. */
export function differences(
  first: Readonly<Record<string, string>>,
  second: Readonly<Record<string, string>>,
  tolerated: readonly Tolerance[] = [],
): string[] {
  const found: string[] = [];
  for (const section of Object.keys(first)) {
    const a = kept(section, first[section] ?? "", tolerated);
    const b = kept(section, second[section] ?? "", tolerated);
    if (a.join("\n") === b.join("\n")) continue;
    const onlyA = a.filter((line) => !b.includes(line)).map((line) => `${section}: - ${line}`);
    const onlyB = b.filter((line) => !a.includes(line)).map((line) => `${section}: + ${line}`);
    found.push(...onlyA, ...onlyB);
    if (onlyA.length + onlyB.length === 0) found.push(`${section}: the same lines in another order`);
  }
  return found;
}
