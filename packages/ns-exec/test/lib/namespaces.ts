import { spawn } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { type RunOptions, run, tool } from "../../../../test/lib/tools.ts";

export const nsExec = tool("ns-exec");

/** An ordinary user who owns nothing, and whom no file names. */
export const asNobody: readonly string[] = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

/** The names below /proc/PID/ns that are not about children. */
export const NAMES = ["cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"] as const;

/** Namespaces by name: "uts:[4026531838]". */
export type Namespaces = Readonly<Record<(typeof NAMES)[number], string>>;

/** Prints the namespaces of the process that it is. */
export const showNamespaces: readonly string[] = [
  "readlink",
  ...NAMES.map((name) => `/proc/self/ns/${name}`),
];

/** The namespaces that `showNamespaces` printed. */
export function parseNamespaces(text: string): Namespaces {
  const lines = text.trim().split("\n");
  if (lines.length !== NAMES.length) throw new Error(`want ${NAMES.length} namespaces:\n${text}`);
  return Object.fromEntries(NAMES.map((name, i) => [name, lines[i]!])) as Namespaces;
}

/** Which namespaces of a process are not this test's. */
export function changed(namespaces: Namespaces): string[] {
  return NAMES.filter((name) => namespaces[name] !== readlinkSync(`/proc/self/ns/${name}`));
}

/** Runs a command line in front of a payload that shows its namespaces; which differ from the test's. */
export function changedBy(command: readonly string[], options?: RunOptions): string[] {
  const result = run([...command, ...showNamespaces], options);
  if (result.status !== 0) throw new Error(`${command.join(" ")}: ${result.status}\n${result.stderr}`);
  return changed(parseNamespaces(result.stdout));
}

/** Waits, at most ten seconds, until something holds. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  for (let i = 0; i < 1000; i++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`in ten seconds it did not come to pass that ${what}`);
}

/** Whether a process runs. One that has ended and whose parent has not looked yet does not. */
export function runs(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

export function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    .trim()
    .split(" ")
    .filter(Boolean)
    .map(Number);
}

/** The name that a process has given itself by its exec. */
export function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
}

/** A supervisor whose payload sleeps, and the payload. */
export interface Sleeper {
  readonly supervisor: number;
  readonly payload: number;
  /** The exit status, or the signal that ended the supervisor. */
  readonly ended: Promise<number | string | null>;
  /** Ends both. */
  stop(): void;
}

/** In seconds. Longer than a file of tests takes where the processor is emulated. */
export const SLEEP = "600";

/** Starts `command` with a payload that sleeps. Should the test be killed, it goes too, and the payload later. */
export async function startSleeper(command: readonly string[], options: RunOptions = {}): Promise<Sleeper> {
  const child = spawn("setpriv", ["--pdeathsig=KILL", ...command, "sleep", SLEEP], {
    stdio: "ignore",
    ...(options.env && { env: options.env }),
  });
  const ended = new Promise<number | string | null>((resolve) => {
    child.on("exit", (status, signal) => resolve(status ?? signal));
  });
  const supervisor = child.pid!;
  let payload = 0;
  const stop = () => {
    for (const pid of [supervisor, payload]) if (pid > 0 && runs(pid)) process.kill(pid, "SIGKILL");
  };
  try {
    await until("the payload sleeps", () => {
      payload = childrenOf(supervisor).find((pid) => commandOf(pid) === "sleep") ?? 0;
      return payload > 0;
    });
  } catch (error) {
    stop();
    throw error;
  }
  return { supervisor, payload, ended, stop };
}

/** The namespaces of a process, as the test sees them. */
export function namespacesOf(pid: number): Namespaces {
  return Object.fromEntries(
    NAMES.map((name) => [name, readlinkSync(`/proc/${pid}/ns/${name}`)]),
  ) as Namespaces;
}

/** Descriptors of a process, by number: what each is open on. One that is closed meanwhile is none. */
export function descriptorsOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return [`${fd} ${readlinkSync(`/proc/${pid}/fd/${fd}`)}`];
    } catch (error) {
      if (/ENOENT/.test(String(error))) return [];
      throw error;
    }
  });
}
