import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Result, type RunOptions, scratch } from "./tools.ts";

/** A call of a good run: the process by descent, the name of the call, and which one of that name it is. */
export interface Point {
  readonly process: string;
  readonly name: string;
  readonly count: number;
  /** The call decoded: `mount("proc", ".", "proc", 0, NULL)`. */
  readonly text: string;
}

export interface Faulted extends Result {
  /** The lines that the injector has reported by now: `fired fail 0 mkdirat 2`, `call 0 mkdirat 2 mkdirat(…)`. */
  readonly report: () => string[];
  /** Where standard output went, and still goes when a container lives on. */
  readonly outFile: string;
}

const directory = scratch("plans");
let counter = 0;

/** The descriptor that the program gets the plan by. */
const PLAN_FD = 3;

/**
 * Runs a program to its end with a plan of faults (toolkit's `faults.ts` has the format).
 *
 * Standard output and error are files: a container that lives on has them open, and a pipe would not end.
 */
export function runWithFaults(
  argv: readonly string[],
  faults: readonly string[],
  options: RunOptions & { readonly env?: Readonly<Record<string, string>> } = {},
): Faulted {
  const base = join(directory, String(counter++ % 8));
  writeFileSync(base, ["isobox-faults 1", ...faults, ""].join("\n"));
  const files = [openSync(`${base}.out`, "w"), openSync(`${base}.err`, "w"), openSync(base, "r+")] as const;
  const [command, ...args] = argv;
  const result = spawnSync(command!, args, {
    stdio: ["ignore", ...files],
    timeout: options.timeoutMs ?? 10_000,
    killSignal: "SIGKILL",
    env: { ...process.env, ...options.env, ISOBOX_FD_FAULTS: String(PLAN_FD) },
    ...(options.cwd && { cwd: options.cwd }),
  });
  for (const file of files) closeSync(file);
  if (result.error && !("code" in result.error && result.error.code === "ETIMEDOUT")) throw result.error;
  return {
    status: result.status,
    signal: result.signal,
    stdout: readFileSync(`${base}.out`, "utf8"),
    stderr: readFileSync(`${base}.err`, "utf8"),
    report: () =>
      readFileSync(base, "utf8")
        .split("\n")
        .slice(1 + faults.length, -1),
    outFile: `${base}.out`,
  };
}

/** The calls of a run in which nothing fails. */
export function pointsOf(report: readonly string[]): Point[] {
  return report.flatMap((line) => {
    const match = /^call (\S+) (\S+) ([0-9]+) (.*)$/s.exec(line);
    return match ? [{ process: match[1]!, name: match[2]!, count: Number(match[3]), text: match[4]! }] : [];
  });
}

/** A repeatable choice of `n` members, spread over the whole list. */
export function sample<T>(list: readonly T[], n: number, seed: number): T[] {
  if (n >= list.length) return [...list];
  const random = randomFrom(seed);
  const size = list.length / n;
  return Array.from({ length: n }, (_, i) => list[Math.floor((i + random()) * size)]!);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
