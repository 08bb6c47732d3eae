import * as abi from "../abi/index.ts";
import { type Host, platform, type SyscallArg } from "../host/index.ts";
import { bytes, getU64 } from "../sys/memory.ts";
import { NR } from "../sys/nr.ts";
import { syscallOf } from "../sys/table.ts";
import { appendEvents } from "./profile-file.ts";
import { currentStep } from "./trace.ts";

/** An event of the Trace Event Format ("X": with a beginning and a length), times in microseconds. */
interface Complete {
  readonly name: string;
  /** "call" or "stage". */
  readonly cat: string;
  readonly ph: "X";
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  dur: number;
  /** The same on the processor's clock of the process. */
  readonly tts: number;
  tdur: number;
  readonly args: Readonly<Record<string, string | number>>;
}

/** The name of a process, for whoever shows the events. */
interface ProcessName {
  readonly name: "process_name";
  readonly ph: "M";
  readonly pid: number;
  readonly tid: number;
  readonly args: { readonly name: string };
}

/** Calls that do not come back when they succeed: before them the events are written down. */
const LEAVES = new Set<number>([NR.execve, NR.execveat, NR.exit, NR.exit_group]);
const FORKS = new Set<number>([NR.clone, NR.clone3]);

/** A host that takes the time of each call, and of each stage from its first call to the next stage's. */
export interface Profile extends Host {
  /** Writes down what has been measured. Before the process ends, or becomes another program. */
  flush(): void;
}

export interface ProfileOptions {
  /** The name of the process, and of the time before its first stage. */
  readonly program: string;
  /** The number of the process, where an earlier program in it has found it out; 0 where none has. */
  readonly pid: number;
  /** Learns the number of the process, now and in the child of a fork. */
  renumbered(pid: number): void;
}

/**
 * Measures the calls that a host makes, on the clock of the machine and on that of the processor.
 *
 * The times of calls are those of the kernel and of the decorators below. What measuring itself takes, four calls
 * for each, is part of the stage's time.
 *
 * @param fd a file of {@link appendEvents}; shared with the children of a fork, whose events go there too.
 */
export function profileHost(
  inner: Host,
  fd: number,
  { program, pid: known, renumbered }: ProfileOptions,
): Profile {
  const clock = new DataView(new ArrayBuffer(abi.timespec.size));
  const read = (which: number): number => {
    inner.syscall(NR.clock_gettime, which, clock);
    return getU64(clock, abi.timespec.tv_sec) * 1e6 + getU64(clock, abi.timespec.tv_nsec) / 1000;
  };
  let pid = known || numberOf(inner);
  renumbered(pid);
  let events: (Complete | ProcessName)[] = [];
  let stage: Complete | null = null;
  let busy = false;

  const begin = (name: string, cat: string, args: Complete["args"]): Complete => {
    const ts = read(abi.CLOCK_MONOTONIC);
    return {
      name,
      cat,
      ph: "X",
      pid,
      tid: pid,
      ts,
      dur: 0,
      tts: read(abi.CLOCK_THREAD_CPUTIME_ID),
      tdur: 0,
      args,
    };
  };
  const end = (event: Complete): void => {
    event.tdur = read(abi.CLOCK_THREAD_CPUTIME_ID) - event.tts;
    event.dur = read(abi.CLOCK_MONOTONIC) - event.ts;
    events.push(event);
  };
  const enterStage = (): void => {
    const name = currentStep() || program;
    if (stage?.name === name) return;
    if (stage) end(stage);
    else events.push({ name: "process_name", ph: "M", pid, tid: pid, args: { name: program } });
    stage = begin(name, "stage", {});
  };
  const flush = (): void => {
    if (stage) end(stage);
    stage = null;
    appendEvents(inner, fd, events);
    events = [];
  };

  const syscall = (nr: number, ...args: (SyscallArg | undefined)[]): number => {
    const [a, b, c, d, e, f] = args;
    if (busy) return inner.syscall(nr, a, b, c, d, e, f);
    busy = true;
    try {
      enterStage();
      const event = begin(syscallOf(nr).name, "call", about(args));
      if (LEAVES.has(nr)) {
        events.push(event);
        flush();
      }
      const result = inner.syscall(nr, a, b, c, d, e, f);
      if (result === 0 && FORKS.has(nr)) {
        // What was measured so far is the parent's.
        pid = numberOf(inner);
        renumbered(pid);
        events = [];
        stage = null;
      } else if (!LEAVES.has(nr)) end({ ...event, args: { ...event.args, result } });
      return result;
    } finally {
      busy = false;
    }
  };
  return { syscall, flush };
}

/** What a call is about: the first text among its arguments, most often a path. */
function about(args: readonly (SyscallArg | undefined)[]): { readonly about?: string } {
  for (const arg of args) if (typeof arg === "string" && arg !== "") return { about: arg };
  return {};
}

/** The number of this process by the /proc in force: in a PID namespace of its own it would be 1, as many are. */
function numberOf(inner: Host): number {
  const buffer = bytes(16);
  const n = inner.syscall(NR.readlinkat, abi.AT_FDCWD, "/proc/self", buffer, buffer.length);
  return n > 0 ? Number(platform.decode(buffer, 0, n)) : inner.syscall(NR.getpid);
}
