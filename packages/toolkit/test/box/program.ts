import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { ISOBOX_ROOT: root = process.cwd() } = process.env;

/** Where the program and whatever the tests write are; removed at the end, however that comes. */
export const directory = mkdtempSync(join(tmpdir(), "isobox-toolkit-"));
process.on("exit", () => rmSync(directory, { recursive: true, force: true }));

/** Builds the static program of main.ts, with a link for each of its tools. */
export async function buildBox(): Promise<void> {
  const { bundle } = await import(`${root}/scripts/build.mjs`);
  const { buildHost, freeze } = await import(`${root}/native/build.mjs`);
  const script = join(directory, "box.js");
  await bundle("packages/toolkit/test/box/main.ts", script);
  await freeze({ host: await buildHost(), bundle: script, out: join(directory, "isobox") });
  for (const name of ["t-fork", "t-record", "t-break", "t-plain", "t-reject"])
    symlinkSync("isobox", join(directory, name));
}

export interface Result {
  readonly status: number | string;
  readonly out: string;
  readonly err: string;
}

export interface Settings {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
  /** Descriptors from 3 on. */
  readonly fds?: readonly number[];
}

/** The environment of the tests: short, so that it is known. */
export const plainEnvironment = { PATH: `${directory}:/usr/bin:/bin`, LC_ALL: "C" };

/** Runs a command line to its end. */
export function run(words: readonly string[], settings: Settings = {}): Result {
  const { env = plainEnvironment, cwd = directory, input = "", fds = [] } = settings;
  const [command, ...args] = words;
  const path = command!.includes("/") ? command! : join(directory, command!);
  const { status, signal, stdout, stderr, error } = spawnSync(path, args, {
    env,
    cwd,
    input,
    argv0: command!,
    encoding: "utf8",
    stdio: ["pipe", "pipe", "pipe", ...fds],
    timeout: 20_000,
  });
  if (error) throw error;
  return { status: status ?? signal!, out: stdout, err: stderr };
}

/** Runs a line of sh(1). */
export function shell(line: string, settings: Settings = {}): Result {
  return run(["/bin/sh", "-c", line], settings);
}

/** A running command: wait for text of it, signal it, wait for its end. */
export function start(words: readonly string[]) {
  const [command, ...args] = words;
  const path = command!.includes("/") ? command! : join(directory, command!);
  const child = spawn(path, args, { env: plainEnvironment, cwd: directory, argv0: command! });
  let text = "";
  const watchers = new Set<() => void>();
  const add = (data: Buffer) => {
    text += data.toString();
    for (const look of watchers) look();
  };
  child.stdout.on("data", add);
  child.stderr.on("data", add);
  const ended = new Promise<number | string>((resolve) => {
    child.on("close", (status, signal) => resolve(status ?? signal!));
  });
  const said = (what: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${what} has not come: ${text}`)), 10_000);
      const look = () => {
        if (!what.test(text)) return;
        clearTimeout(late);
        watchers.delete(look);
        resolve(text);
      };
      watchers.add(look);
      look();
    });
  return {
    pid: child.pid!,
    stdin: child.stdin,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    ended,
    said,
  };
}

/** The state letter of a process: R, S, T, Z; null when it is gone. */
export function stateOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat[stat.lastIndexOf(")") + 2]!;
  } catch {
    return null;
  }
}

/** Waits until something holds, or fails. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  for (let i = 0; i < 500; i++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`it never came to this: ${what}`);
}
