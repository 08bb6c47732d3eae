import * as abi from "@isobox/kernel/abi";
import { type Fd, fstat, fstatfs } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { lookUp, type Place } from "./in-root.ts";

/**
 * The files of procfs that may be covered: numbers for programs like top and free, which lxcfs and others give
 * per container. Anything else of /proc would let an image answer for the kernel: a label "written" to a forged
 * attr/current confines nothing (CVE-2019-16884).
 */
const MAY_BE_COVERED: ReadonlySet<string> = new Set([
  "/proc/cpuinfo",
  "/proc/diskstats",
  "/proc/meminfo",
  "/proc/stat",
  "/proc/swaps",
  "/proc/uptime",
  "/proc/loadavg",
  "/proc/slabinfo",
  "/proc/net/dev",
  "/proc/sys/kernel/ns_last_pid",
  "/proc/sys/crypto/fips_enabled",
]);

/** A path without repeated slashes, "." and "..", from the root. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/**
 * Refuses a mount, other than a procfs, on or below the container's /proc.
 *
 * @param isProcfs whether what is to be mounted is the root of a procfs; asked only when it matters.
 * @throws {Failure}
 */
export function checkNotInProc(root: Fd, destination: string, place: Place, isProcfs: () => boolean): void {
  if (!place.viaLink && !destination.includes("proc")) return;
  const path = cleanPath(destination);
  if (MAY_BE_COVERED.has(path)) return;
  if (place.viaLink ? !isInProc(root, place.fd) : !path.startsWith("/proc/") && path !== "/proc") return;
  if (path === "/proc" && !place.viaLink && isProcfs()) return;
  throw new Failure(`refused to mount on ${destination}: nothing but a procfs may cover /proc`, {
    hints: [`below /proc only these may be covered: ${[...MAY_BE_COVERED].join(" ")}`],
  });
}

/** Where a link led to, by what it is and not by its name: the directory /proc, or a file of a procfs. */
function isInProc(root: Fd, fd: Fd): boolean {
  if (fstatfs(fd).type === abi.PROC_SUPER_MAGIC) return true;
  const proc = lookUp(root, "/proc");
  if (proc === null) return false;
  using procFd = proc.fd;
  const a = fstat(procFd);
  const b = fstat(fd);
  return a.ino === b.ino && a.dev[0] === b.dev[0] && a.dev[1] === b.dev[1];
}
