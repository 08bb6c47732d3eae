import * as abi from "../abi/index.ts";
import { attempt, call } from "./call.ts";
import { Fd, type FdArg, fdOf } from "./fd.ts";
import { LE, struct } from "./memory.ts";
import { NR } from "./nr.ts";

/** A set of signals as the kernel's 64-bit mask: bit N-1 for signal N. */
export type SignalSet = bigint;

/** The set of some signals: `signalSet([SIGCHLD])`. */
export function signalSet(signals: readonly number[]): SignalSet {
  return signals.reduce((set, signal) => set | (1n << BigInt(signal - 1)), 0n);
}

/** Every signal; the kernel leaves SIGKILL and SIGSTOP out by itself. */
export const ALL_SIGNALS: SignalSet = 0xffffffffffffffffn;

/** Changes the signal mask of this thread; returns the one before. */
export function rt_sigprocmask(how: number, set: SignalSet): SignalSet {
  const next = struct(8);
  const old = struct(8);
  next.setBigUint64(0, set, LE);
  call(NR.rt_sigprocmask, how, next, old, 8);
  return old.getBigUint64(0, LE);
}

// struct kernel_sigaction: handler, flags, restorer (x86_64 only), mask. With SIG_DFL and SIG_IGN no restorer runs.
const SIGACTION_SIZE = 32;

/** Sets a signal to SIG_DFL or SIG_IGN; other dispositions are not offered, signals are read through signalfd. */
export function setDisposition(signal: number, disposition: typeof abi.SIG_DFL | typeof abi.SIG_IGN): void {
  const action = struct(SIGACTION_SIZE);
  action.setUint32(0, disposition, LE);
  call(NR.rt_sigaction, signal, action, null, 8);
}

/**
 * Sets every signal to SIG_DFL. execve(2) resets handlers by itself, but keeps what is ignored; asking which
 * those are costs as many calls as setting them.
 */
export function resetDispositions(): void {
  const action = struct(SIGACTION_SIZE);
  for (let signal = 1; signal <= abi.NSIG; signal++)
    if (signal !== abi.SIGKILL && signal !== abi.SIGSTOP) call(NR.rt_sigaction, signal, action, null, 8);
}

/** Whether a signal is at SIG_IGN. */
export function isIgnored(signal: number): boolean {
  const action = struct(SIGACTION_SIZE);
  if (attempt(NR.rt_sigaction, signal, null, action, 8) < 0) return false;
  return action.getUint32(0, LE) === abi.SIG_IGN && action.getUint32(4, LE) === 0;
}

/** A descriptor from which the signals of a set are read; they must be blocked. Close-on-exec. */
export function signalfd(set: SignalSet, flags = 0): Fd {
  const mask = struct(8);
  mask.setBigUint64(0, set, LE);
  return new Fd(call(NR.signalfd4, -1, mask, 8, flags | abi.SFD_CLOEXEC));
}

/** A signal taken from a signalfd. */
export interface SignalInfo {
  readonly signal: number;
  /** SI_KERNEL, SI_USER, … */
  readonly code: number;
  readonly pid: number;
}

/** Takes a signal from a signalfd. EAGAIN when none is pending and the descriptor has SFD_NONBLOCK. */
export function readSignal(fd: FdArg): SignalInfo {
  const info = struct(abi.signalfd_siginfo.size);
  call(NR.read, fd, info, abi.signalfd_siginfo.size);
  return {
    signal: info.getUint32(abi.signalfd_siginfo.ssi_signo, LE),
    code: info.getInt32(abi.signalfd_siginfo.ssi_code, LE),
    pid: info.getUint32(abi.signalfd_siginfo.ssi_pid, LE),
  };
}

/** Waits until one of the descriptors is ready; returns their revents. `timeoutMs` -1 waits for ever. */
export function poll(fds: readonly { fd: FdArg; events: number }[], timeoutMs = -1): number[] {
  const list = struct(abi.pollfd.size * fds.length);
  fds.forEach(({ fd, events }, i) => {
    list.setInt32(i * abi.pollfd.size, fdOf(fd), LE);
    list.setInt16(i * abi.pollfd.size + abi.pollfd.events, events, LE);
  });
  const timeout = timeoutMs < 0 ? null : struct(16);
  if (timeout) {
    timeout.setBigInt64(0, BigInt(Math.floor(timeoutMs / 1000)), LE);
    timeout.setBigInt64(8, BigInt(Math.floor((timeoutMs % 1000) * 1e6)), LE);
  }
  call(NR.ppoll, list, fds.length, timeout, null, 8);
  return fds.map((_, i) => list.getInt16(i * abi.pollfd.size + abi.pollfd.revents, LE));
}
