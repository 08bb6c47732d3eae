import * as abi from "@isobox/kernel/abi";
import { attempt, type Fd, NR } from "@isobox/kernel/sys";
import { traceHost } from "@isobox/kernel/trace";
import { type Destination, openDestination } from "./destination.ts";
import { decorateReal, openAside } from "./dry-run.ts";
import { give } from "./handover.ts";
import { encodeLossy } from "./report.ts";

let stop: (() => void) | null = null;

/** Prints every system call from now on, decoded, to a private descriptor that no payload inherits. */
export function startTrace(to: Destination): void {
  // One write a line, at the end of the file: the two sides of a fork share it.
  const sink = openAside(() => openDestination(to, "trace", abi.O_TRUNC | abi.O_APPEND, 0o600));
  give("trace", [sink]);
  resumeTrace(sink);
}

/** Goes on with the trace that an earlier stage has opened. */
export function resumeTrace(sink: Fd): void {
  stop?.();
  stop = decorateReal((inner) => traceHost(inner, (line) => writeLine(sink, line)));
}

/** A trace that cannot be written must not change what it shows. */
function writeLine(sink: Fd, line: string): void {
  const bytes = encodeLossy(`${line}\n`);
  const result = attempt(NR.write, sink.fd, bytes, bytes.length);
  // Nobody reads any more. Each line more would bring a SIGPIPE, and a supervisor reads its signals by calls
  // that are traced: it would never come to an end.
  if (result === -abi.EPIPE) stop?.();
}
