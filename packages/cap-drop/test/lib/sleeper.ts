import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { output } from "../../../../test/lib/tools.ts";

/** Runs `body` with the number of a process that sleeps, and ends it, however `body` ends. */
export async function withSleeper<T>(
  body: (pid: string) => T | Promise<T>,
  words = ["sleep", "60"],
): Promise<T> {
  const child = spawn(words[0]!, words.slice(1), { stdio: "ignore", detached: true });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await new Promise((resolve, reject) => child.once("spawn", () => resolve(null)).once("error", reject));
  try {
    // Until then it is what stands before `sleep`, with other ids.
    if (words.includes("sleep"))
      await until(() => readFileSync(`/proc/${child.pid}/comm`, "utf8") === "sleep\n", "does not sleep");
    return await body(String(child.pid));
  } finally {
    child.kill("SIGKILL");
    await ended;
  }
}

/** A process of several threads. */
export const threaded: string[] = [process.execPath, "-e", "setInterval(() => {}, 1e6)"];

/** Waits until a process has made the threads that it makes when it starts. */
export function untilThreaded(pid: string): Promise<void> {
  return until(() => threads(pid, "lwp").length >= 4, "makes no threads");
}

async function until(holds: () => boolean, otherwise: string): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 500) throw new Error(`the process ${otherwise}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A line for each thread of a process, with some of its columns as ps(1) names them. */
export function threads(pid: string, columns: string): string[] {
  return output(["ps", "-L", "-o", columns, "--no-headers", "-p", pid])
    .trim()
    .split("\n")
    .map((line) => line.trim().replace(/\s+/g, " "));
}
