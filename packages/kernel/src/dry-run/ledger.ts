import * as abi from "../abi/index.ts";
import { type Host, platform } from "../host/index.ts";
import { bytes, struct } from "../sys/memory.ts";
import { NR } from "../sys/nr.ts";

/** What one process tells: its name by descent, the kind of news, and what it is. */
type Entry = readonly [process: string, kind: Kind, value: unknown];
/**
 * "line": a line of the output. "fork": another process begins here; its name. "pid": the number of a process.
 * "end": it has ended. "waits": it goes no further, but is there; its number. The others change the model of every
 * process.
 */
type Kind = "line" | "fork" | "pid" | "end" | "waits" | "set" | "killed";

/** How long no process may have anything to tell before the first one goes on without them. */
const PATIENCE = 10;
const PIECE = 65536;

/**
 * What the processes of a dry run tell: the lines of the output, and the changes that they share.
 *
 * A file in memory that all have open. The processes run side by side, as those of the real run; the first one
 * puts their lines into an order that is the same each time, a child's lines behind the call that made it.
 */
export class Ledger {
  /** "0" for the first process, "0.1" for its first child. */
  process = "0";
  readonly #inner: Host;
  readonly #file: number;
  /** A pipe that ends when the last process but the first has ended. */
  readonly #ended: number;
  readonly #alive: number;
  /** A pidfd of the first process. */
  readonly #first: number;
  #children = 0;
  #numbers = 0;
  #position = 0;
  #rest = "";

  constructor(inner: Host) {
    this.#inner = inner;
    const high = (fd: number): number => {
      const copy = inner.syscall(NR.fcntl, fd, abi.F_DUPFD_CLOEXEC, 100);
      inner.syscall(NR.close, fd);
      return copy;
    };
    this.#file = high(inner.syscall(NR.memfd_create, "dry-run", abi.MFD_CLOEXEC));
    inner.syscall(NR.fcntl, this.#file, abi.F_SETFL, abi.O_RDWR | abi.O_APPEND);
    const ends = struct(8);
    inner.syscall(NR.pipe2, ends, abi.O_CLOEXEC);
    this.#ended = high(ends.getInt32(0, true));
    this.#alive = high(ends.getInt32(4, true));
    this.#first = high(inner.syscall(NR.pidfd_open, inner.syscall(NR.getpid), 0));
  }

  /** The descriptors that must stay open. */
  get descriptors(): readonly number[] {
    return [this.#file, this.#ended, this.#alive, this.#first];
  }

  get isFirst(): boolean {
    return this.process === "0";
  }

  tell(kind: Kind, value: unknown): void {
    const data = platform.encode(`${JSON.stringify([this.process, kind, value])}\n`);
    this.#inner.syscall(NR.write, this.#file, data, data.length);
  }

  /** A number that no other process of this run gets. */
  number(): number {
    this.#numbers++;
    const digits = this.process.split(".").map(Number);
    return digits.reduce((all, digit) => all * 16 + (digit % 16), 0) * 64 + this.#numbers;
  }

  /** Tells that a child is going to be made; the name that it will have. */
  announce(): string {
    const name = `${this.process}.${++this.#children}`;
    this.tell("fork", name);
    return name;
  }

  /** In the child. */
  become(name: string): void {
    this.process = name;
    this.#children = 0;
    this.tell("pid", this.#inner.syscall(NR.getpid));
  }

  /** What the other processes have told since the last time. */
  news(): Entry[] {
    const entries: Entry[] = [];
    const buffer = bytes(PIECE);
    for (;;) {
      const n = this.#inner.syscall(NR.pread64, this.#file, buffer, PIECE, this.#position);
      if (n <= 0) return entries;
      this.#position += n;
      // A character that a read cuts in two decodes to its single bytes, and encodes to the same bytes again.
      const lines = (this.#rest + platform.decode(buffer, 0, n)).split("\n");
      this.#rest = lines.pop()!;
      for (const line of lines) {
        const entry = JSON.parse(line) as Entry;
        if (entry[0] !== this.process) entries.push(entry);
      }
    }
  }

  /**
   * In the first process, as its last act: waits for the others, and gives all lines in their order.
   *
   * What else it has open is closed first: somebody may wait for the end of a pipe.
   */
  finish(keep: readonly number[]): string[] {
    this.#inner.syscall(NR.close, this.#alive);
    this.#closeAllBut([...keep, this.#file, this.#ended]);
    const given = this.#awaitEnds();
    this.#position = 0;
    this.#rest = "";
    this.process = "";
    const entries = this.news();
    this.process = "0";
    this.#endWaiting(entries, given);
    return inOrder(entries, given);
  }

  /** In a process that is followed no further: stays, for who looks whether it is there, until the first one ends. */
  wait(): never {
    this.tell("waits", this.#inner.syscall(NR.getpid));
    for (const fd of [0, 1, 2]) this.#inner.syscall(NR.close, fd);
    this.#closeAllBut([this.#first]);
    const list = struct(abi.pollfd.size);
    list.setInt32(0, this.#first, true);
    list.setInt16(abi.pollfd.events, abi.POLLIN, true);
    this.#inner.syscall(NR.ppoll, list, 1, null, null, 8);
    for (;;) this.#inner.syscall(NR.exit_group, 0);
  }

  #closeAllBut(kept: readonly number[]): void {
    let first = 3;
    for (const fd of [...kept].sort((a, b) => a - b)) {
      if (fd > first) this.#inner.syscall(NR.close_range, first, fd - 1, 0);
      if (fd >= first) first = fd + 1;
    }
    this.#inner.syscall(NR.close_range, first, 0xffffffff, 0);
  }

  /** @returns false when somebody has not ended and tells nothing any more. */
  #awaitEnds(): boolean {
    const list = struct(abi.pollfd.size);
    const second = struct(16);
    second.setUint8(0, 1);
    let size = -1;
    for (let idle = 0; idle < PATIENCE; idle++) {
      list.setInt32(0, this.#ended, true);
      list.setInt16(abi.pollfd.events, abi.POLLIN, true);
      if (this.#inner.syscall(NR.ppoll, list, 1, second, null, 8) > 0) return true;
      const now = this.#inner.syscall(NR.lseek, this.#file, 0, 2);
      if (now !== size) idle = 0;
      size = now;
    }
    return false;
  }

  /** Ends the processes that wait, and those that nobody knows why they have not ended. */
  #endWaiting(entries: readonly Entry[], complete: boolean): void {
    const ended = new Set(entries.filter(([, kind]) => kind === "end").map(([process]) => process));
    const list = struct(abi.pollfd.size);
    for (const [process, kind, value] of entries) {
      if (kind !== "waits" && (complete || kind !== "pid" || ended.has(process))) continue;
      const pidfd = this.#inner.syscall(NR.pidfd_open, Number(value), 0);
      if (pidfd < 0) continue;
      this.#inner.syscall(NR.pidfd_send_signal, pidfd, abi.SIGKILL, null, 0);
      list.setInt32(0, pidfd, true);
      list.setInt16(abi.pollfd.events, abi.POLLIN, true);
      this.#inner.syscall(NR.ppoll, list, 1, null, null, 8);
      this.#inner.syscall(NR.close, pidfd);
    }
  }
}

/** The lines of each process in the order in which it told them, a child's behind the call that made it. */
function inOrder(entries: readonly Entry[], complete: boolean): string[] {
  const byProcess = new Map<string, Entry[]>();
  for (const entry of entries) {
    const own = byProcess.get(entry[0]);
    if (own) own.push(entry);
    else byProcess.set(entry[0], [entry]);
  }
  const lines: string[] = [];
  const add = (process: string): void => {
    let waiting: string[] = [];
    for (const [, kind, value] of byProcess.get(process) ?? []) {
      // The child is announced before the call, whose line follows it.
      if (kind === "fork") waiting.push(String(value));
      else if (kind === "line") {
        lines.push(String(value));
        for (const child of waiting) add(child);
        waiting = [];
      }
    }
    for (const child of waiting) add(child);
    const hasEnded = byProcess.get(process)?.some(([, kind]) => kind === "end");
    if (!complete && !hasEnded && process !== "0") lines.push(`# process ${process} did not come to an end`);
  };
  add("0");
  return lines;
}
