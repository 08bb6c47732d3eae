import * as sys from "@isobox/kernel/sys";
import { doing, formatTable } from "@isobox/toolkit";
import { cpuAffinityOf } from "../cpu-affinity.ts";
import { ioPriority, ioPriorityOf } from "../io-priority.ts";
import { formatNumberList } from "../number-list.ts";
import { type Pid, readProcessFile } from "../process-files.ts";
import { type Scheduling, scheduling, schedulingOf } from "../scheduler.ts";

/** How a thread is scheduled. */
export interface Scheduled {
  readonly pid: number;
  readonly tid: number;
  readonly command: string;
  readonly scheduler: Scheduling;
  readonly nice: number;
  readonly ioPriority: string;
  readonly cpus: string;
  /** In 1024ths of a processor; both 0 where the kernel does not clamp. */
  readonly utilMin: number;
  readonly utilMax: number;
  readonly oomScoreAdj: number;
  /** What the kernel would go by now: memory use, and the adjustment. */
  readonly oomScore: number;
}

/** @throws {Failure} ENOENT, ESRCH when there is no such thread. */
export function whatIsScheduled(pid: Pid, thread: Pid): Scheduled {
  const tid = thread === "self" ? sys.getpid() : thread;
  const of = (file: string) => readProcessFile(pid, file).trim();
  const task = pid === "self" ? "self" : (`${pid}/task/${tid}` as const);
  return doing(`cannot look at ${tid}`, () => {
    const attr = sys.sched_getattr(tid);
    return {
      pid: pid === "self" ? tid : pid,
      tid,
      command: readProcessFile(task, "comm").trim(),
      scheduler: schedulingOf(attr),
      nice: attr.nice,
      ioPriority: ioPriority.format(ioPriorityOf(tid)),
      cpus: formatNumberList(cpuAffinityOf(tid)),
      utilMin: attr.utilMin,
      utilMax: attr.utilMax,
      oomScoreAdj: Number(of("oom_score_adj")),
      oomScore: Number(of("oom_score")),
    };
  });
}

/** A row for each thread; each cell is in the words of the option that sets it. */
export function schedulingTable(rows: readonly Scheduled[], threads = false): string {
  const clamped = rows.some(({ utilMax }) => utilMax !== 0);
  const columns: readonly (readonly [heading: string, cell: (row: Scheduled) => string | number])[] = [
    ["PID", (row) => row.pid],
    ...(threads ? ([["TID", (row: Scheduled) => row.tid]] as const) : []),
    ["SCHEDULER", (row) => scheduling.format(row.scheduler)],
    ["NICE", (row) => row.nice],
    ["IO-PRIORITY", (row) => row.ioPriority],
    ["CPUS", (row) => row.cpus],
    ...(clamped ? ([["UTIL", (row: Scheduled) => `${row.utilMin}-${row.utilMax}`]] as const) : []),
    ["OOM-ADJ", (row) => row.oomScoreAdj],
    ["OOM-SCORE", (row) => row.oomScore],
    ["COMMAND", (row) => row.command],
  ];
  const cells = rows.map((row) => columns.map(([, cell]) => String(cell(row))));
  const numbers = ["PID", "TID", "NICE", "OOM-ADJ", "OOM-SCORE"];
  const right = columns.flatMap(([heading], i) => (numbers.includes(heading) ? [i] : []));
  return formatTable([columns.map(([heading]) => heading), ...cells], { right });
}
