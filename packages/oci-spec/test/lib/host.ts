import type { Host } from "../../src/index.ts";
import { names } from "../../src/lint/host.ts";

/** Files by path; null for a directory. */
export type Files = Readonly<Record<string, string | null>>;

/** A machine that has everything, and root on it. */
export const PLENTY: Files = {
  "/proc/filesystems":
    "nodev\ttmpfs\nnodev\tproc\nnodev\tsysfs\nnodev\tdevpts\nnodev\tmqueue\nnodev\tcgroup\n\text4\n",
  "/proc/self/cgroup": "3:cpu,cpuacct:/\n2:memory:/\n1:name=systemd:/\n0::/\n",
  "/sys/fs/cgroup/unified/cgroup.controllers": "hugetlb pids\n",
  "/sys/fs/cgroup/memory/memory.swappiness": "60\n",
  "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n",
  "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
  ...Object.fromEntries(
    ["pid", "net", "mnt", "ipc", "uts", "user", "cgroup", "time"].map((name) => [
      `/proc/self/ns/${name}`,
      "",
    ]),
  ),
  "/proc/sys/fs/nr_open": "1048576\n",
  "/proc/self/oom_score_adj": "0\n",
  "/proc/devices": "Character devices:\n  1 mem\n 10 misc\n\nBlock devices:\n  8 sd\n",
  "/proc/sys/net/ipv4/ip_forward": "0\n",
  "/proc/sys/kernel/shmmax": "1\n",
  "/proc/sys/kernel/seccomp/actions_avail":
    "kill_process kill_thread trap errno user_notif trace log allow\n",
  "/sys/module/apparmor/parameters/enabled": "Y\n",
  "/sys/fs/selinux/enforce": "1",
  "/sys/fs/resctrl/schemata": "L3:0=f\n",
  "/sys/devices/system/cpu/online": "0-3\n",
  "/sys/devices/system/node/has_memory": "0\n",
  "/sys/kernel/mm/hugepages/hugepages-2048kB": null,
  "/sys/class/net/eth0": null,
  "/sys/dev/block/8:0": null,
  "/bundle/rootfs": null,
  "/bin/true": "",
};

export interface Given {
  /** In place of, or beside, {@link PLENTY}; undefined takes a path away. */
  readonly files?: Readonly<Record<string, string | null | undefined>>;
  readonly uid?: number;
  readonly without?: readonly string[];
  readonly unknown?: readonly string[];
  readonly hardLimit?: bigint;
}

export function fakeHost({ files = {}, uid = 0, without = [], unknown = [], hardLimit }: Given = {}): Host {
  const all = Object.entries({ ...PLENTY, ...files }).filter(([, text]) => text !== undefined);
  const tree = new Map(all);
  const had = new Set(names.filter((name) => !without.includes(name)));
  return {
    uid,
    effective: uid === 0 ? had : new Set(),
    bounding: had,
    known: new Set(names.filter((name) => !unknown.includes(name))),
    hardLimit: () => hardLimit ?? 0xffffffffffffffffn,
    read: (path) => tree.get(path) ?? null,
    kind: (path) =>
      typeof tree.get(path) === "string"
        ? "file"
        : [...tree.keys()].some((known) => known === path || known.startsWith(`${path}/`))
          ? "directory"
          : null,
    list: (path) =>
      [...tree.keys()].filter((k) => k.startsWith(`${path}/`)).map((k) => k.slice(path.length + 1)),
  };
}
