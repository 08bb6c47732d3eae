// What a case of the contract is, and the few assertions it needs. No test library: the same file runs on every host.
import { platform } from "@isobox/kernel/host";

/** One promise of the kernel layer. */
export interface Case {
  /** The symbol, then its behaviour. */
  readonly name: string;
  /** Where it makes sense; everywhere when absent. */
  readonly only?: "static" | "node";
  /** Throws when the promise is broken; a returned string says why it could not be tested here. */
  readonly run: () => unknown;
}

export class Broken extends Error {
  override readonly name = "Broken";
}

/** A value as text, with what JSON leaves out. */
export function show(value: unknown): string {
  return (
    JSON.stringify(value, (_, item: unknown) => {
      if (typeof item === "bigint") return `${item}n`;
      if (typeof item === "undefined") return "undefined";
      if (typeof item === "number" && !Number.isFinite(item)) return String(item);
      if (ArrayBuffer.isView(item)) return { [item.constructor.name]: [...bytesOf(item)] };
      if (item instanceof ArrayBuffer) return { ArrayBuffer: [...new Uint8Array(item)] };
      return item;
    }) ?? String(value)
  );
}

function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

export function equal(actual: unknown, expected: unknown, what = ""): void {
  const [got, wanted] = [show(actual), show(expected)];
  if (got !== wanted) throw new Broken(`${what === "" ? "" : `${what}: `}got ${got}, want ${wanted}`);
}

export function ok(condition: boolean, what: string): void {
  if (!condition) throw new Broken(what);
}

/** Runs a function that must throw an error of a class; returns the error. */
export function throws<T extends Error>(
  body: () => unknown,
  kind: abstract new (...args: never[]) => T,
  what = "",
): T {
  let result: unknown;
  try {
    result = body();
  } catch (error) {
    if (error instanceof kind) return error;
    throw new Broken(`${what}: threw ${String(error)}, want ${kind.name}`);
  }
  throw new Broken(`${what}: gave ${show(result)}, want ${kind.name}`);
}

/** A generator of numbers that is the same at every run (xorshift32). */
export function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Whether this is the static host, which may do what Node must not. */
export const isStatic = platform.kind === "static";
