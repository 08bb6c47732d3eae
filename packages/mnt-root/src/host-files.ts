import type { Mount } from "./mount.ts";

/**
 * The mounts that show the files of a network in the root: names and their servers.
 *
 * @param mount of the type `network-etc`; its source is the directory that has them, /etc by default.
 */
export function networkEtc({ source = "/etc", destination, options = [] }: Mount): Mount[] {
  return ["hosts", "resolv.conf"].map((name) => ({
    source: `${source}/${name}`,
    destination: `${destination}/${name}`,
    options: ["bind", "ro", "nosuid", "nodev", "noexec", ...options],
  }));
}

/** The files of procfs that lxcfs(1) answers for, per cgroup. */
const LXCFS = ["cpuinfo", "diskstats", "loadavg", "meminfo", "slabinfo", "stat", "swaps", "uptime"];

/**
 * The mounts that let top(1), free(1) and others see the limits of their cgroup in place of the machine.
 *
 * @param mount of the type `lxcfs`; its source is the directory on which lxcfs is mounted. What this version of it
 *   does not have is left out.
 */
export function lxcfs({ source = "/var/lib/lxcfs", destination, options = [] }: Mount): Mount[] {
  return LXCFS.map((name) => ({
    source: `${source}/proc/${name}`,
    destination: `${destination}/${name}`,
    options: ["bind", "try", "nosuid", "nodev", ...options],
  }));
}
