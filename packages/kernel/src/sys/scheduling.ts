import * as abi from "../abi/index.ts";
import { call } from "./call.ts";
import { bytes, getU64, LE, setU64, struct } from "./memory.ts";
import { NR } from "./nr.ts";

/** struct sched_attr: what is not given is 0. Times in nanoseconds. */
export interface SchedAttr {
  /** SCHED_OTHER, … */
  readonly policy: number;
  /** SCHED_FLAG_* */
  readonly flags?: number;
  readonly nice?: number;
  readonly priority?: number;
  readonly runtime?: number | bigint;
  readonly deadline?: number | bigint;
  readonly period?: number | bigint;
  /** With SCHED_FLAG_UTIL_CLAMP_MIN and _MAX; 0 to 1024, or -1 for the system's. Since Linux 5.3. */
  readonly utilMin?: number;
  readonly utilMax?: number;
}

/** What sched_getattr(2) answers. */
export type SchedAttrNow = { readonly [K in keyof SchedAttr]-?: number };

/** Sets the scheduling policy of a thread; pid 0 is the caller. */
export function sched_setattr(pid: number, attr: SchedAttr): void {
  const view = struct(abi.sched_attr.size);
  view.setUint32(0, abi.sched_attr.size, LE);
  view.setUint32(abi.sched_attr.sched_policy, attr.policy, LE);
  setU64(view, abi.sched_attr.sched_flags, attr.flags ?? 0);
  view.setInt32(abi.sched_attr.sched_nice, attr.nice ?? 0, LE);
  view.setUint32(abi.sched_attr.sched_priority, attr.priority ?? 0, LE);
  setU64(view, abi.sched_attr.sched_runtime, attr.runtime ?? 0);
  setU64(view, abi.sched_attr.sched_deadline, attr.deadline ?? 0);
  setU64(view, abi.sched_attr.sched_period, attr.period ?? 0);
  view.setInt32(abi.sched_attr.sched_util_min, attr.utilMin ?? 0, LE);
  view.setInt32(abi.sched_attr.sched_util_max, attr.utilMax ?? 0, LE);
  call(NR.sched_setattr, pid, view, 0);
}

/** The scheduling policy of a thread with its numbers; pid 0 is the caller. ESRCH when there is no such thread. */
export function sched_getattr(pid: number): SchedAttrNow {
  const view = struct(abi.sched_attr.size);
  call(NR.sched_getattr, pid, view, abi.sched_attr.size, 0);
  return {
    policy: view.getUint32(abi.sched_attr.sched_policy, LE),
    flags: getU64(view, abi.sched_attr.sched_flags),
    nice: view.getInt32(abi.sched_attr.sched_nice, LE),
    priority: view.getUint32(abi.sched_attr.sched_priority, LE),
    runtime: getU64(view, abi.sched_attr.sched_runtime),
    deadline: getU64(view, abi.sched_attr.sched_deadline),
    period: getU64(view, abi.sched_attr.sched_period),
    utilMin: view.getUint32(abi.sched_attr.sched_util_min, LE),
    utilMax: view.getUint32(abi.sched_attr.sched_util_max, LE),
  };
}

/** The smallest and the largest priority that a policy takes. EINVAL for a policy that this kernel does not have. */
export function priorityRange(policy: number): { min: number; max: number } {
  return { min: call(NR.sched_get_priority_min, policy), max: call(NR.sched_get_priority_max, policy) };
}

/** Sets the processors that a thread may run on: bit N of the mask is processor N; pid 0 is the caller. */
export function sched_setaffinity(pid: number, mask: Uint8Array<ArrayBuffer>): void {
  call(NR.sched_setaffinity, pid, mask.length, mask);
}

/** The processors that a thread may run on, as a mask; pid 0 is the caller. */
export function sched_getaffinity(pid: number): Uint8Array<ArrayBuffer> {
  // As many as a kernel can be built for; it writes what it has and says how much.
  const mask = bytes(1024);
  return mask.subarray(0, call(NR.sched_getaffinity, pid, mask.length, mask));
}

/** Sets the nice value of a process, a process group or a user's processes (PRIO_*); `who` 0 is the caller's. */
export function setpriority(which: number, who: number, nice: number): void {
  call(NR.setpriority, which, who, nice);
}

/** The I/O priority (class and level, see IOPRIO_CLASS_SHIFT); of a group or a user the highest of all. */
export function ioprio_get(which: number, who: number): number {
  return call(NR.ioprio_get, which, who);
}

/** Sets the I/O priority; `who` 0 is the caller. */
export function ioprio_set(which: number, who: number, ioprio: number): void {
  call(NR.ioprio_set, which, who, ioprio);
}

/** Sets the execution domain; returns the one before. */
export function personality(persona: number): number {
  return call(NR.personality, persona);
}

/** Sets where this thread's memory comes from: MPOL_* with MPOL_F_*, and a mask of nodes. */
export function set_mempolicy(mode: number, nodes: Uint8Array<ArrayBuffer>): void {
  // The kernel reads one bit less than maxnode says (get_nodes() in mm/mempolicy.c).
  const empty = nodes.length === 0;
  call(NR.set_mempolicy, mode, empty ? null : nodes, empty ? 0 : nodes.length * 8 + 1);
}
