/**
 * What a syscall argument may be.
 *
 * A number or bigint is passed as 64 bits; a string as a pointer to its bytes and a NUL (UTF-8, where a
 * lone surrogate U+DC80 to U+DCFF stands for the byte 80 to FF); a buffer or view as a pointer to its
 * first byte; an owned descriptor as its number; null as 0.
 */
export type SyscallArg = number | bigint | string | ArrayBuffer | ArrayBufferView | Descriptor | null;

/** What owns a descriptor. */
export interface Descriptor {
  /** Its number. */
  readonly fd: number;
}

/** An argument as decorators and errors see it: a descriptor is its number. */
export type PlainArg = Exclude<SyscallArg, Descriptor> | undefined;

/** {@link PlainArg} of an argument. */
export function plainArg(arg: SyscallArg | undefined): PlainArg {
  return typeof arg === "object" && arg !== null && "fd" in arg ? arg.fd : arg;
}

/** A system call: its number and its arguments, to the kernel's answer. */
export type Syscall = (
  nr: number,
  a?: SyscallArg,
  b?: SyscallArg,
  c?: SyscallArg,
  d?: SyscallArg,
  e?: SyscallArg,
  f?: SyscallArg,
) => number;

/** Words the error of a call that the kernel refused, from the arguments as they were passed. */
export type Refusal = (errno: number, nr: number, ...args: (SyscallArg | undefined)[]) => Error;

/**
 * The two ways in which nearly all calls are made. Both make the call again when a signal interrupted it (EINTR);
 * `attempt` answers as the kernel does, `call` throws what the {@link Refusal} made of an errno.
 */
export interface Calls {
  attempt: Syscall;
  call: Syscall;
}

/** {@link Calls} that a host makes itself. */
export interface OwnCalls extends Calls {
  /** Registers what words the errors of `call`. */
  onRefused(words: Refusal): void;
  /** Makes both go through others, whoever has them; without arguments, no longer. */
  through(attempt?: Syscall, call?: Syscall): void;
}

/**
 * The waist: everything that isobox does to the kernel goes through this one method.
 *
 * Answers as the kernel does: the result, or the negated errno. Decorators (trace, recorder, dry run,
 * fault injection) are hosts around a host.
 */
export interface Host {
  syscall: Syscall;
}

/** Machine architectures with a syscall table here, by the names of `uname -m`. */
export type Machine = "x86_64" | "aarch64";

/** A host that runs on a real kernel, with what a program needs beside syscalls. */
export interface Platform extends Host {
  /** "static": the frozen program, one thread. "node": Node.js with koffi, several threads. */
  readonly kind: "static" | "node";
  readonly machine: Machine;
  /** Where they are quicker than {@link Calls} around its `syscall` could be. */
  readonly calls?: OwnCalls;
  /** The address of a view's first byte. The caller keeps the view referenced until the kernel is done with it. */
  address(view: ArrayBuffer | ArrayBufferView): number;
  /**
   * A string as the kernel's bytes, without a NUL at the end.
   * @throws {TypeError} for U+0000 and for lone surrogates other than U+DC80 to U+DCFF.
   */
  encode(text: string): Uint8Array;
  /** How many bytes {@link Platform.encode} makes of a string. @throws {TypeError} as it does. */
  byteLength(text: string): number;
  /** A zeroed buffer whose address does not change. @param size bytes; an integer from 0 to 2^31-1 (TypeError). */
  bytes(size: number): Uint8Array<ArrayBuffer>;
  /** Such a buffer, as a view. */
  view(size: number): DataView<ArrayBuffer>;
  /** The inverse of {@link Platform.encode}: each byte that is not part of valid UTF-8 becomes U+DC00 + byte. */
  decode(view: Uint8Array, start?: number, end?: number): string;
  /** A copy of `length` bytes of this process's memory. For decoding what an argument points to. */
  peek(address: number, length: number): ArrayBuffer;
  /**
   * Says that this process stays: from now on cyclic garbage is collected. A tool that execs within milliseconds
   * never does, and its heap goes with the exec. Node collects anyway.
   */
  stay(): void;
  /** The command line of this process, the program's name first. */
  argv(): string[];
  /**
   * The environment of this process as `NAME=value` strings, in the order in which they were received.
   *
   * @param prefix ASCII: only those that begin with it. Without it, all.
   */
  environ(prefix?: string): string[];
}
