import * as abi from "@isobox/kernel/abi";
import { DryRun } from "@isobox/kernel/dry-run";
import { decorate, type Host, platform } from "@isobox/kernel/host";
import type { Fd } from "@isobox/kernel/sys";
import { type Destination, openDestination } from "./destination.ts";
import { ending } from "./ending.ts";
import { chainInOneProcess, look } from "./handover.ts";

let active: DryRun | null = null;
/** By which the dry run makes its calls; decorators of what is really done go around this one. */
let below: Host | null = null;

/**
 * Changes nothing from now on: calls that only read are made, those that would change something are written down.
 *
 * The lines come when the first process ends. A chain goes on in one process, whatever `ISOBOX_CHAIN` says.
 */
export function startDryRun(to: Destination): void {
  if (active) return;
  chainInOneProcess();
  const sink = openDestination(to, "dry run", abi.O_TRUNC, 0o600);
  const ours = ["trace", "log", "profile", "faults"] as const;
  const kept = ours.flatMap((key) => look(key).map(({ fd }) => fd));
  decorate((inner) => {
    below = { syscall: inner.syscall };
    active = new DryRun(below, sink.fd, kept);
    return active;
  });
  ending.before = () => active?.finish();
}

/** Opens what is no part of the run: a log, a trace. It is really written. */
export function openAside(open: () => Fd): Fd {
  if (!active) return open();
  const fd = active.aside(open);
  active.keep(fd.fd);
  return fd;
}

/** {@link decorate} for what shows calls that are really made. */
export function decorateReal(wrap: (inner: Host) => Host): () => void {
  if (!below) return decorate(wrap);
  const host = below;
  const before = host.syscall;
  host.syscall = wrap({ syscall: before }).syscall;
  return () => {
    host.syscall = before;
  };
}

/** In a dry run, says what another process that is connected to would answer, for it is not asked. */
export function assumeReply(fd: Fd, text: string): void {
  active?.assumeReply(fd.fd, platform.encode(text));
}
