import { type ChildProcess, spawn } from "node:child_process";

/** A command of a lab, with the output that the page shows below it. */
export interface Step {
  /** In the page, from 1. */
  readonly line: number;
  readonly command: string;
  readonly expected: readonly string[];
}

/** The steps of the page's `console` blocks: lines "# COMMAND", continued by "> ", then output. */
export function steps(page: string): Step[] {
  const result: { line: number; command: string; expected: string[] }[] = [];
  let inside = false;
  for (const [i, text] of page.split("\n").entries()) {
    if (text.startsWith("```")) inside = text.trim() === "```console";
    else if (!inside) continue;
    else if (text.startsWith("# ")) result.push({ line: i + 1, command: text.slice(2), expected: [] });
    else if (result.length === 0) throw new Error(`line ${i + 1}: output without a command`);
    else {
      const last = result.at(-1)!;
      if (text.startsWith("> ") && last.expected.length === 0) last.command += `\n${text.slice(2)}`;
      else last.expected.push(text.trimEnd());
    }
  }
  return result;
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Whether output is what a page shows: "…" stands for any text in a line, alone for any lines. */
export function matches(output: string, expected: readonly string[]): boolean {
  const pattern = expected
    .map((line) => (line === "…" ? "(?:.*\n)*?" : `${line.split("…").map(literally).join(".*")}\n`))
    .join("");
  const text = output
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
  return new RegExp(`^${pattern}$`).test(text);
}

/** How often the end of a step is asked for again: a shell that `exit` ended may have read the question too. */
const ASK_AGAIN_MS = 500;
const LIMIT_MS = 60_000;

/** A shell that takes one command after the other, as a student's does; a shell started in it takes over. */
export class Session {
  readonly #shell: ChildProcess;
  #output = "";
  #steps = 0;
  #arrived = () => {};

  /** bash, because it reads no further than the line that it runs: the next is for the shell that this line starts. */
  constructor(cwd: string, env: Readonly<Record<string, string>>) {
    this.#shell = spawn("bash", ["--noprofile", "--norc"], {
      cwd,
      env,
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    // A shell may be gone when the next question is written; the end of the step says so.
    this.#shell.stdin!.on("error", () => {});
    this.#shell.stdin!.write("exec 2>&1\n");
    for (const stream of [this.#shell.stdout!, this.#shell.stderr!])
      stream.setEncoding("utf8").on("data", (text: string) => {
        this.#output += text;
        this.#arrived();
      });
    this.#shell.on("close", () => this.#arrived());
  }

  /** Runs one command; what it wrote to both streams. */
  async run(command: string): Promise<string> {
    this.#steps++;
    const mark = `@@end-${this.#steps}@@`;
    const ask = () => this.#shell.stdin!.write(`printf '@@%s@@\\n' end-${this.#steps}\n`);
    this.#shell.stdin!.write(`${command}\n`);
    ask();
    const again = setInterval(ask, ASK_AGAIN_MS);
    try {
      await this.#until(mark, command);
    } finally {
      clearInterval(again);
    }
    const end = this.#output.indexOf(mark);
    const text = this.#output.slice(0, end);
    this.#output = this.#output.slice(end + mark.length).replace(/^\n/, "");
    return text.replace(/@@end-\d+@@\n/g, "");
  }

  #until(mark: string, command: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no end after a minute: ${command}`)), LIMIT_MS);
      this.#arrived = () => {
        const found = this.#output.includes(mark);
        if (!found && this.#shell.exitCode === null && this.#shell.signalCode === null) return;
        clearTimeout(timer);
        if (found) resolve();
        else reject(new Error(`the shell ended: ${command}\n${this.#output}`));
      };
      this.#arrived();
    });
  }

  /** Ends the shell, and all that it left in its session. */
  async close(): Promise<void> {
    if (this.#shell.exitCode === null && this.#shell.signalCode === null) {
      const ended = new Promise((resolve) => this.#shell.once("close", resolve));
      process.kill(-this.#shell.pid!, "SIGKILL");
      await ended;
    }
  }
}
