import * as abi from "@isobox/kernel/abi";
import { decorate, type Host, platform, type SyscallArg } from "@isobox/kernel/host";
import { bytes, describeCall, type Fd, fcntl, getpid, NR, pipe, syscallOf } from "@isobox/kernel/sys";
import { give } from "./handover.ts";

/**
 * A plan of faults, for tests of what a failing call or a killed process leaves behind. Text, a line each:
 *
 *     isobox-faults 1            the first line; anything else is no plan
 *     fail 0.1 mount 3 EIO       the third mount(2) of that process is not made and answers EIO
 *     refuse mount_setattr ENOSYS    no process makes this call
 *     kill 0 mkdirat 2           SIGKILL for that process in place of its second mkdirat(2)
 *     kill-first 0.1 mount 3     the same for the first process, when another comes to its third mount(2)
 *     record                     every call is reported
 *
 * Processes are named by descent: 0 is the first, 0.1 its first child, 0.1.2 that one's second. Calls are counted
 * by name and process, from 1.
 */
const HEADER = "isobox-faults 1";
const LARGEST_PLAN = 64 * 1024;

interface Fault {
  readonly word: string;
  /** Null for every process. */
  readonly process: string | null;
  readonly nr: number;
  /** Null for every call. */
  readonly count: number | null;
  readonly errno: number;
}

interface Plan {
  readonly faults: readonly Fault[];
  readonly record: boolean;
}

/** @returns null when the text is no plan, or has a line that is none: half a plan would test something else. */
export function parseFaults(text: string): Plan | null {
  const [header, ...lines] = text.split("\n");
  if (header !== HEADER) return null;
  const faults: Fault[] = [];
  let record = false;
  for (const line of lines) {
    if (line === "") continue;
    if (line === "record") record = true;
    else {
      const fault = parseFault(line.split(" "));
      if (!fault) return null;
      faults.push(fault);
    }
  }
  return { faults, record };
}

function parseFault([word = "", ...rest]: readonly string[]): Fault | null {
  const [process, name, count, code] =
    word === "refuse" ? [null, rest[0], null, rest[1]] : [rest[0], rest[1], rest[2], rest[3]];
  const nr = (NR as Readonly<Record<string, number>>)[name ?? ""];
  const errno = abi.ERRNO.find(([known]) => known === code)?.[1] ?? 0;
  const kills = word === "kill" || word === "kill-first";
  if (nr === undefined || (!kills && (errno === 0 || !["fail", "refuse"].includes(word)))) return null;
  if (count !== null && !/^[1-9][0-9]*$/.test(count ?? "")) return null;
  return { word, process: process ?? null, nr, count: count === null ? null : Number(count), errno };
}

/**
 * Injects the faults of the plan that an inherited descriptor holds, from now on.
 *
 * The plan is read from the start of the file, and what happened is appended to it: `fired LINE`, or with `record`
 * `call PROCESS NAME COUNT CALL`. So a test can tell a fault that did no harm from one that never came. A descriptor
 * without a plan changes nothing.
 */
export function injectFaults(file: Fd): void {
  const buffer = bytes(LARGEST_PLAN);
  const length = platform.syscall(NR.pread64, file.fd, buffer, buffer.length, 0);
  const plan = length > 0 ? parseFaults(platform.decode(buffer, 0, length)) : null;
  if (!plan) return;
  // One file for the processes of a run, and each line is one write at its end.
  platform.syscall(NR.fcntl, file.fd, abi.F_SETFL, abi.O_RDWR | abi.O_APPEND);
  const killFirst = plan.faults.some(({ word }) => word === "kill-first") ? armFirst(file) : () => {};
  decorate((inner) => faultHost(inner, plan, (line) => report(inner, file, line), killFirst));
}

function report(inner: Host, file: Fd, line: string): void {
  const data = platform.encode(`${line}\n`);
  inner.syscall(NR.write, file.fd, data, data.length);
}

/**
 * Lets a process of another pid namespace, which has no number for this one, end it: a byte in a pipe whose reader
 * asked for SIGKILL on input (fcntl(2), F_SETSIG).
 */
function armFirst(file: Fd): () => void {
  const { readEnd, writeEnd } = pipe();
  fcntl(readEnd, abi.F_SETOWN, getpid());
  fcntl(readEnd, abi.F_SETSIG, abi.SIGKILL);
  fcntl(readEnd, abi.F_SETFL, abi.O_ASYNC);
  // With the plan's, so that nobody closes them as somebody else's: the end of the pipe is input, too.
  give("faults", [file, readEnd, writeEnd]);
  return () => void platform.syscall(NR.write, writeEnd.fd, bytes(1), 1);
}

const FORKS: readonly number[] = [NR.clone, NR.clone3];

/** A host around a host, in which the calls of a plan fail. */
export function faultHost(
  inner: Host,
  { faults, record }: Plan,
  tell: (line: string) => void,
  killFirst: () => void,
): Host {
  let process = "0";
  let children = 0;
  const counts = new Map<number, number>();

  const syscall = (nr: number, ...args: (SyscallArg | undefined)[]): number => {
    const [a, b, c, d, e, f] = args;
    const count = (counts.get(nr) ?? 0) + 1;
    counts.set(nr, count);
    const where = `${process} ${syscallOf(nr).name} ${count}`;
    if (record) tell(`call ${where} ${describeCall(nr, args)}`);
    for (const fault of faults) {
      if (fault.nr !== nr || (fault.process ?? process) !== process || (fault.count ?? count) !== count)
        continue;
      tell(`fired ${fault.word} ${where}`);
      if (fault.word === "kill-first") killFirst();
      else if (fault.word === "kill") end(inner);
      else {
        // The descriptor is gone whatever close(2) answers.
        if (nr === NR.close) inner.syscall(nr, a, b, c, d, e, f);
        return -fault.errno;
      }
    }
    const result = inner.syscall(nr, a, b, c, d, e, f);
    if (result < 0 || !FORKS.includes(nr)) return result;
    children++;
    if (result === 0) {
      process = `${process}.${children}`;
      children = 0;
      counts.clear();
    }
    return result;
  };
  return { syscall };
}

/** Ends the process without another word. The first one of a pid namespace does not hear SIGKILL from inside. */
function end(inner: Host): void {
  inner.syscall(NR.kill, inner.syscall(NR.getpid), abi.SIGKILL);
  inner.syscall(NR.exit_group, 128 + abi.SIGKILL);
}
