import type { OwnCalls, Platform } from "./host.ts";

/** The global object that the native host offers (native/README.md gives the contract). */
export interface NativeHost extends Omit<Platform, "kind" | "machine" | "stay" | "calls">, OwnCalls {
  readonly machine: "x86_64" | "aarch64";
  /** Registers the program's entry; its result is the exit status. */
  main(entry: (argv: string[]) => number | undefined | Promise<number | undefined>): void;
  /** Registers what turns an uncaught error into the text for standard error. */
  onUncaught(report: (error: unknown, kind: string) => string): void;
  /** At build time: the tools that must run from an unwritable copy of the program's file. */
  protect(tools: readonly string[]): void;
  /** Bytes of growth between garbage collections; -1 turns collection off, which is the default. */
  gc(threshold: number): void;
  collect(): void;
  memory(): { used: number; arena: number; limit: number };
  readonly frozen: boolean;
  readonly version: string;
}

declare global {
  var __host__: NativeHost;
}

const native = globalThis.__host__;

/** Bytes of growth between collections in a program that stays. */
const COLLECT_AFTER = 256 * 1024;

export const platform: Platform = {
  kind: "static",
  machine: native.machine,
  syscall: native.syscall,
  calls: native,
  address: native.address,
  encode: native.encode,
  byteLength: native.byteLength,
  bytes: native.bytes,
  view: native.view,
  decode: native.decode,
  peek: native.peek,
  stay: () => native.gc(COLLECT_AFTER),
  argv: native.argv,
  environ: native.environ,
};
