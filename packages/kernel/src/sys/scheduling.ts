import * as abi from "../abi/index.ts";
import { call } from "./call.ts";
import { LE, setU64, struct } from "./memory.ts";
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
}

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
  call(NR.sched_setattr, pid, view, 0);
}

/** Sets the processors that a thread may run on: bit N of the mask is processor N; pid 0 is the caller. */
export function sched_setaffinity(pid: number, mask: Uint8Array<ArrayBuffer>): void {
  call(NR.sched_setaffinity, pid, mask.length, mask);
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
