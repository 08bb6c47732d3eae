import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import { type Fd, open } from "@isobox/kernel/sys";
import { beginEvents, profileHost } from "@isobox/kernel/trace";
import { duplicateHigh } from "./destination.ts";
import { decorateReal, openAside } from "./dry-run.ts";
import { ending } from "./ending.ts";
import { doing } from "./errors.ts";
import { give } from "./handover.ts";
import { voice } from "./voice.ts";

let stop: (() => void) | null = null;

/** Measures every stage and every system call from now on; the times go to a file, as Chrome's trace viewer reads it. */
export function startProfile(path: string): void {
  const sink = openAside(() => {
    const flags = abi.O_RDWR | abi.O_CREAT | abi.O_TRUNC | abi.O_NOCTTY;
    using file = doing(`cannot open ${path} for the profile`, () => open(path, flags, 0o600));
    return duplicateHigh(file.fd);
  });
  beginEvents({ syscall: platform.syscall }, sink.fd);
  resumeProfile(sink, "");
}

/**
 * Goes on with the profile that an earlier stage has begun.
 *
 * @param pid the number that it knew the process by: in a new root's /proc it may be another.
 */
export function resumeProfile(sink: Fd, pid: string): void {
  stop?.();
  stop = decorateReal((inner) => {
    const renumbered = (now: number) => give("profile", [sink], String(now));
    const profile = profileHost(inner, sink.fd, { program: voice.name, pid: Number(pid), renumbered });
    const then = ending.before;
    ending.before = () => {
      profile.flush();
      then?.();
    };
    return profile;
  });
}
