import * as abi from "@isobox/kernel/abi";
import { attempt, type Fd, NR } from "@isobox/kernel/sys";
import { type Destination, openDestination } from "./destination.ts";
import { openAside } from "./dry-run.ts";
import { give } from "./handover.ts";
import { encodeLossy, type Level, voice } from "./report.ts";

export type LogFormat = "text" | "json";

export interface LogOptions {
  /** Undefined: standard error, where the messages then have the log's form. */
  readonly log?: Destination | undefined;
  readonly logFormat?: LogFormat | undefined;
  readonly logLevel?: Level | undefined;
}

/** From the least to the most important. */
const LEVELS: readonly Level[] = ["debug", "info", "warning", "error"];

/**
 * One line of a log.
 *
 * JSON is an object with the keys of runc's log, in which engines look for the last `error`:
 * `{"level":"error","msg":"…","time":"2026-01-02T03:04:05.678Z","tool":"mnt-root"}`.
 */
export function formatLogLine(
  format: LogFormat,
  { time, level, msg, tool }: { time: string; level: Level; msg: string; tool: string },
): string {
  if (format === "json") return `${JSON.stringify({ level, msg, time, tool })}\n`;
  return `${time} ${level.padEnd(7)} ${tool}: ${msg}\n`;
}

/**
 * Sends messages to a log too, from now on.
 *
 * A file is appended to, a line at a time, so several processes may share it.
 */
export function startLog({ log, logFormat = "text", logLevel = "info" }: LogOptions): void {
  if (log === undefined) {
    voice.style = (level, msg) => line(logFormat, level, msg);
    return;
  }
  const sink = openAside(() => openDestination(log, "log", abi.O_APPEND, 0o644));
  give("log", [sink], `${logFormat},${logLevel}`);
  logTo(sink, logFormat, logLevel);
}

/** Goes on with the log that an earlier stage has opened. */
export function resumeLog(sink: Fd, settings: string): void {
  const [format, level] = settings.split(",");
  logTo(sink, format === "json" ? "json" : "text", LEVELS.find((known) => known === level) ?? "info");
}

function logTo(sink: Fd, format: LogFormat, lowest: Level): void {
  const wanted = LEVELS.slice(LEVELS.indexOf(lowest));
  voice.also = (level, msg) => {
    if (!wanted.includes(level)) return;
    const bytes = encodeLossy(line(format, level, msg));
    // One write a line. A log that cannot be written must not stop the work, nor its error hide another.
    attempt(NR.write, sink.fd, bytes, bytes.length);
  };
}

function line(format: LogFormat, level: Level, msg: string): string {
  return formatLogLine(format, { time: new Date().toISOString(), level, msg, tool: voice.name });
}
