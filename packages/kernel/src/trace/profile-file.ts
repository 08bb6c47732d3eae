import * as abi from "../abi/index.ts";
import { type Host, platform } from "../host/index.ts";
import { LE, struct } from "../sys/memory.ts";
import { NR } from "../sys/nr.ts";

/** A list without members; each member that is put in leaves a list. */
const EMPTY = "[\n]\n";
const END = "\n]\n";

/** Makes an open file, which must be empty, a list of events. */
export function beginEvents(inner: Host, fd: number): void {
  const data = platform.encode(EMPTY);
  inner.syscall(NR.pwrite64, fd, data, data.length, 0);
}

/**
 * Puts events at the end of the list, so that the file is whole JSON at any time, whichever process ends last.
 *
 * A record lock keeps the processes apart that share the descriptor: flock(2) would take them for one.
 */
export function appendEvents(inner: Host, fd: number, events: readonly unknown[]): void {
  if (events.length === 0) return;
  lock(inner, fd, abi.F_WRLCK);
  const size = inner.syscall(NR.lseek, fd, 0, SEEK_END);
  const separator = size <= EMPTY.length ? "\n" : ",\n";
  const text = separator + events.map((event) => JSON.stringify(event)).join(",\n") + END;
  let rest = platform.encode(text);
  let at = size - END.length;
  while (rest.length > 0) {
    const n = inner.syscall(NR.pwrite64, fd, rest, rest.length, at);
    if (n <= 0 && n !== -abi.EINTR) break;
    rest = rest.subarray(Math.max(n, 0));
    at += Math.max(n, 0);
  }
  lock(inner, fd, abi.F_UNLCK);
}

const SEEK_END = 2;

function lock(inner: Host, fd: number, type: number): void {
  const range = struct(abi.flock.size);
  range.setInt16(abi.flock.l_type, type, LE);
  while (inner.syscall(NR.fcntl, fd, abi.F_SETLKW, range) === -abi.EINTR);
}
