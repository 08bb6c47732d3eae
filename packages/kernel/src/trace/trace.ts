import * as abi from "../abi/index.ts";
import type { Host, SyscallArg } from "../host/index.ts";
import { describeCall, describeResult } from "../sys/describe.ts";
import { getU64 } from "../sys/memory.ts";
import { NR } from "../sys/nr.ts";

/** What a line of the trace holds beside the call. */
export interface TraceOptions {
  /** Adds the time that the call took: `<12 us>`. */
  readonly durations?: boolean;
}

let label = "";

/** Names the step that the calls from now on belong to; "" for none. */
export function step(name: string): void {
  label = name;
}

/** The step that is named now. */
export function currentStep(): string {
  return label;
}

/** Calls that do not come back when they succeed: their line is written before the call, without a result. */
const LEAVES = new Set<number>([NR.execve, NR.execveat, NR.exit, NR.exit_group]);
const FORKS = new Set<number>([NR.clone, NR.clone3]);

const CLOCK = abi.CLOCK_MONOTONIC;

/**
 * A host that writes a line for each call: `[pid] [step] call(args) = result <duration>`.
 *
 * Calls that the sink makes are passed on without a line, and so are the tracer's own. The child of a fork writes
 * lines too, with its own pid (as the child sees it: 1 in a new pid namespace).
 *
 * @param sink takes a line without a newline. What it throws reaches the caller of the traced call.
 */
export function traceHost(inner: Host, sink: (line: string) => void, options: TraceOptions = {}): Host {
  let pid = 0;
  let busy = false;
  const time = new DataView(new ArrayBuffer(abi.timespec.size));

  const microseconds = (): number => {
    inner.syscall(NR.clock_gettime, CLOCK, time);
    return getU64(time, abi.timespec.tv_sec) * 1e6 + getU64(time, abi.timespec.tv_nsec) / 1000;
  };
  const write = (text: string): void => {
    busy = true;
    try {
      if (pid === 0) pid = inner.syscall(NR.getpid);
      sink(`[${pid}] ${label === "" ? "" : `[${label}] `}${text}`);
    } finally {
      busy = false;
    }
  };

  const syscall = (nr: number, ...args: (SyscallArg | undefined)[]): number => {
    const [a, b, c, d, e, f] = args;
    if (busy) return inner.syscall(nr, a, b, c, d, e, f);
    // Before the call, because the kernel may change what the arguments point to.
    const before = LEAVES.has(nr) ? describeCall(nr, args) : "";
    if (before !== "") write(before);
    const start = options.durations ? microseconds() : 0;
    const result = inner.syscall(nr, a, b, c, d, e, f);
    const duration = options.durations ? ` <${Math.round(microseconds() - start)} us>` : "";
    if (result === 0 && FORKS.has(nr)) pid = 0;
    const line =
      before === "" ? describeCall(nr, args, result) : `${before} = ${describeResult(nr, args, result)}`;
    write(line + duration);
    return result;
  };
  return { syscall };
}
