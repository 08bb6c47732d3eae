import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, fail, type Relay, type SuperviseOptions } from "@isobox/toolkit";
import { joins, newFlags } from "./check.ts";
import { dieWithParent } from "./death-signal.ts";
import { enterFirst, finish, joinAll, outsideWork, settle } from "./enter.ts";
import { type IdMaps, idMapsOf } from "./id-maps.ts";
import { lockFiles } from "./lock-file.ts";
import { newInWords } from "./namespaces.ts";
import type { NsOptions } from "./options.ts";
import { type Outside, prepareOutside } from "./outside.ts";
import { openProcessDirectory } from "./process-directory.ts";
import { type StatusReport, statusReport } from "./status-report.ts";
import { unshareNew } from "./unshare-new.ts";
import { writeMaps } from "./write-maps.ts";

const { CLONE_NEWPID, CLONE_NEWTIME, CLONE_NEWUSER, CLONE_PARENT } = abi;

/** The namespaces part of a supervised fork: what toolkit's `supervise` is to do in the parent and in the child. */
export type ChildPlan = Pick<SuperviseOptions, "flags" | "afterFork" | "inChild" | "ended" | "relay"> & {
  /** In the child, when another process goes on in its place. */
  readonly leave: () => void;
};

/**
 * Plans a fork whose child enters the namespaces while the parent stays outside of all of them.
 *
 * One clone makes them where it can. Where it cannot, a relay is needed: a first child goes into what holds for
 * children only, forks the second as its own brother, and is gone.
 */
export function planChild(options: NsOptions): ChildPlan {
  const maps = idMapsOf(options);
  const parent = options.killChild
    ? doing("cannot let the child die with this process", () => sys.pidfd_open(sys.getpid()))
    : null;
  const signal = options.killChild === true ? abi.SIGKILL : (options.killChild ?? 0);
  const report = statusReport(options.infoFd, options.jsonStatusFd);
  const outside = prepareOutside(outsideWork(options, true), () => report?.leave());
  if (options.lockFile) lockFiles(options.lockFile);
  const goOn = (flags: number) => {
    settle(options, maps, flags);
    outside?.meet();
    finish(options);
    // After the ids have changed, which would clear it.
    if (parent) dieWithParent(signal, parent);
  };
  const more = {
    ...(report && { ended: report.ended }),
    leave: () => outside?.leave(),
  };
  const tell = outside || report ? (pid: number) => introduce(pid, outside, report) : null;
  if (needsRelay(options))
    return {
      ...planRelay(options, maps, goOn, () => report?.leave()),
      ...(tell && { afterFork: tell }),
      ...more,
    };
  const flags = newFlags(options);
  // What a user namespace is to own is made by its root: by the child, after the maps.
  const cloned = flags & CLONE_NEWUSER ? flags & (CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWTIME) : flags;
  return {
    flags: cloned,
    ...((maps || tell) && {
      afterFork(pid: number) {
        if (maps) writeMapsOf(pid, maps);
        tell?.(pid);
      },
    }),
    inChild() {
      report?.leave();
      joinAll(options);
      goOn(flags & ~cloned);
    },
    ...more,
  };
}

/** Tells those who want to know of the child. */
function introduce(pid: number, outside: Outside | null, report: StatusReport | null): void {
  outside?.tell(pid);
  outside?.leave();
  report?.started(pid);
}

/**
 * Clocks are set between unshare(2) and fork; a PID or time namespace is joined for children; and what is joined
 * before a new user namespace, or after a joined one, must be so in one process.
 */
function needsRelay(options: NsOptions): boolean {
  if (options.monotonic || options.boottime || options.owner) return true;
  if (!options.join) return false;
  return (
    (newFlags(options) & CLONE_NEWUSER) !== 0 ||
    (["user", "pid", "time"] as const).some((type) => joins(options, type))
  );
}

function planRelay(
  options: NsOptions,
  maps: IdMaps | null,
  goOn: (flags: number) => void,
  leave: () => void,
): Pick<ChildPlan, "relay" | "inChild"> {
  let flags = 0;
  return {
    relay: relay(() => {
      leave();
      flags = enterFirst(options, maps);
      if (flags & CLONE_NEWPID) unshareNew(CLONE_NEWPID);
      flags &= ~CLONE_NEWPID;
    }),
    inChild() {
      leave();
      goOn(flags);
    },
  };
}

/** A first child that prepares and a second one, its brother, that goes on. */
export function relay(prepare: () => void): Relay {
  const { readEnd, writeEnd } = sys.pipe();
  return {
    first(second) {
      readEnd.close();
      prepare();
      // CLONE_PARENT: the second child is the supervisor's own, who waits for it and whose death it notices.
      const goOn = () => {
        writeEnd.close();
        return second();
      };
      const pid = sys.fork(goOn, fail, { flags: CLONE_PARENT });
      sys.write(writeEnd, String(pid));
      sys.exit_group(0);
    },
    second(first) {
      writeEnd.close();
      const text = sys.bytes(16);
      const length = sys.read(readEnd, text);
      readEnd.close();
      if (length === 0) return null;
      sys.wait4(first);
      return Number(String.fromCharCode(...text.subarray(0, length)));
    },
  };
}

function writeMapsOf(pid: number, maps: IdMaps): void {
  using directory = openProcessDirectory(pid);
  writeMaps({ pid, directory, isOutside: true }, maps);
}

/** What is being done, for the message when the kernel refuses. */
export function forkInWords(options: NsOptions): string {
  const flags = newFlags(options);
  return flags && !needsRelay(options) ? `cannot start a process in ${newInWords(flags)}` : "cannot fork";
}
