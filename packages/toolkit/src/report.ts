import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import { attempt, NR, poll, SyscallError } from "@isobox/kernel/sys";
import { failing } from "./ending.ts";
import { explain, Failure, UsageError } from "./errors.ts";
import { exit } from "./exit.ts";
import { nearest } from "./suggest.ts";
import { formatUncaught } from "./uncaught.ts";
import { voice } from "./voice.ts";

export { type Level, type Voice, voice } from "./voice.ts";

/** Writes bytes, waiting a second at most for a descriptor that its reader made non-blocking. */
function writeOut(fd: number, text: string): number {
  let rest = encodeLossy(text);
  while (rest.length > 0) {
    const n = attempt(NR.write, fd, rest, rest.length);
    if (n === -abi.EAGAIN && poll([{ fd, events: abi.POLLOUT }], 1000)[0]) continue;
    if (n <= 0) return n;
    rest = rest.subarray(n);
  }
  return 0;
}

/** Writes text to standard error, as much of it as standard error takes. */
export function printError(text: string): void {
  writeOut(2, text);
}

/** Writes text to standard output. @throws {Failure} when it is closed or full. */
export function print(text: string): void {
  const result = writeOut(1, text);
  if (result === 0) return;
  throw new Failure("cannot write to standard output", { cause: new SyscallError(NR.write, [1], -result) });
}

/** A message must come out whatever it quotes; what the codec refuses is shown as U+FFFD. */
export function encodeLossy(text: string): Uint8Array {
  try {
    return platform.encode(text);
  } catch {
    return platform.encode(text.replaceAll("\0", "\uFFFD").toWellFormed());
  }
}

/** Control characters of a quoted name must not move the cursor or forge a line. */
export function oneLine(message: string): string {
  return message.replace(/\p{Cc}/gu, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

/** Tells a message and its hints: on standard error, and in the log. */
export function say(level: "error" | "warning", message: string, hints: readonly string[]): void {
  const line = oneLine(message);
  if (voice.deliver) {
    voice.deliver(level, line, hints);
    return;
  }
  const plain = () =>
    `${voice.name}: ${level === "warning" ? "warning: " : ""}${line}\n${hints.map((h) => `  hint: ${oneLine(h)}\n`).join("")}`;
  printError(voice.style ? voice.style(level, line) : plain());
  voice.also?.(level, line);
}

/** Tells of something that does not stop the work. */
export function warn(what: string, error?: unknown): void {
  const { message, hints } = error === undefined ? { message: "", hints: [] } : explain(error, voice.hints);
  say("warning", message ? `${what}: ${message}` : what, hints);
}

/** Tells the log what is done; standard error stays silent. */
export function note(message: string, level: "debug" | "info" = "info"): void {
  voice.also?.(level, oneLine(message));
}

/** Tells why the tool failed and ends the process. */
export function fail(error: unknown): never {
  if (error instanceof UsageError) sayUsage(error);
  else if (error instanceof Failure || error instanceof SyscallError) {
    const { message, hints } = explain(error, voice.hints);
    say("error", message, hints);
  } else {
    // Not thrown on: in a forked child it would run the `finally` and `using` of the parent's frames once more.
    const text = formatUncaught(error, "exception");
    if (voice.deliver) voice.deliver("error", text.trimEnd(), []);
    else printError(text);
    voice.also?.("error", oneLine(text.trimEnd()));
  }
  failing.before?.();
  exit(error instanceof Failure && error.status !== undefined ? error.status : voice.failed);
}

/** One line: what is wrong, the nearest known word, and where to read more. */
function sayUsage({ message, mistyped }: UsageError): void {
  const meant = mistyped && nearest(mistyped.word, mistyped.among);
  const suggestion = meant ? ` (did you mean ${mistyped.prefix ?? ""}${meant}?)` : "";
  say("error", `${message}${suggestion}; try '${voice.name} --help'`, []);
}
