import * as sys from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";
import { formatNumberList, maskOf, type NumberList } from "./number-list.ts";

/** Every processor, as many as a kernel can be built for; the kernel leaves out what the cgroup does not allow. */
const ALL = sys.bytes(1024).fill(0xff);

/**
 * Binds this process to processors. "all" undoes a binding that the caller had: since Linux 6.2 it would outlive the
 * move to a cgroup with other processors.
 *
 * @throws {Failure} EINVAL when none of them is there, or allowed by the cgroup.
 * @see sched_setaffinity(2), cpuset(7)
 */
export function setCpuAffinity(cpus: NumberList | "all"): void {
  doing(`cannot run on the processors ${cpus === "all" ? cpus : formatNumberList(cpus)}`, () =>
    sys.sched_setaffinity(0, cpus === "all" ? ALL : maskOf(cpus)),
  );
}
