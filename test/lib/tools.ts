import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The checkout. */
export const root = process.env["ISOBOX_ROOT"] ?? process.cwd();
const bin = process.env["ISOBOX_BIN"] ?? join(root, "dist/bin");
/** Whether this is `pnpm test:long`: sweeps run whole instead of as a seeded sample. */
export const long = process.env["ISOBOX_TEST_LONG"] === "1";

/** The path of one of our programs. */
export function tool(name: string): string {
  return join(bin, name);
}

export interface Result {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
  readonly timeoutMs?: number;
}

/** Runs a program to its end. A hang ends by SIGKILL after a minute, and shows as that signal. */
export function run(argv: readonly string[], options: RunOptions = {}): Result {
  const [command, ...args] = argv;
  const result = spawnSync(command!, args, {
    encoding: "utf8",
    timeout: options.timeoutMs ?? 60_000,
    killSignal: "SIGKILL",
    maxBuffer: 64 << 20,
    ...(options.env && { env: options.env }),
    ...(options.cwd && { cwd: options.cwd }),
    ...(options.input !== undefined ? { input: options.input } : { stdio: ["ignore", "pipe", "pipe"] }),
  });
  if (result.error && !("code" in result.error && result.error.code === "ETIMEDOUT")) throw result.error;
  return { status: result.status, signal: result.signal, stdout: result.stdout, stderr: result.stderr };
}

/** Runs a program that must succeed; returns its standard output. */
export function output(argv: readonly string[], options: RunOptions = {}): string {
  const result = run(argv, options);
  if (result.status !== 0)
    throw new Error(
      `${argv.join(" ")}: status ${result.status ?? result.signal}\n${result.stderr}${result.stdout}`,
    );
  return result.stdout;
}

const scratches: string[] = [];
process.on("exit", () => {
  for (const path of scratches) rmSync(path, { recursive: true, force: true });
});

/** A directory that goes when the test's process ends, however it ends. */
export function scratch(name: string): string {
  const path = mkdtempSync(join(tmpdir(), `isobox-${name}-`));
  scratches.push(path);
  // Traversable by the mapped root of a user namespace, which mkdtemp(3) does not let in.
  chmodSync(path, 0o755);
  return path;
}

let counter = 0;

/** A name for a cgroup or container that no other test has. */
export function uniqueName(purpose: string): string {
  counter++;
  return `isobox-test-${purpose}-${process.pid}-${counter}`;
}
