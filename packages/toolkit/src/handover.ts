import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import { attempt, Fd, NR, setCloexec } from "@isobox/kernel/sys";
import { environment, replaceEnvironment, setVariable } from "./environment.ts";

const KEYS = [
  "exe",
  "undo",
  "cgroup",
  "into",
  "trees",
  "trace",
  "log",
  "profile",
  "faults",
  "payload",
] as const;

/**
 * Descriptors that one stage of a chain gives to a later one.
 *
 * In a fused chain they stay in memory. Before a real exec {@link sendHandover} names them in the environment
 * (`ISOBOX_FD_UNDO=7`); the next stage takes all such variables out, and gives on what it does not use itself.
 */
export type HandoverKey = (typeof KEYS)[number];

interface Held {
  readonly fds: readonly Fd[];
  /** What the taker must know beside the numbers: `ISOBOX_FD_LOG=101:json,info`. */
  readonly note: string;
}

const OURS = "ISOBOX_";
const PREFIX = "ISOBOX_FD_";
/** The variable that asks for a chain of real execs. */
const CHAIN = "ISOBOX_CHAIN";

const NONE: readonly Fd[] = [];
const held = new Map<HandoverKey, Held>();
let byExec = false;
let received = false;

/**
 * Takes, once, what an earlier stage named in the environment; no later program sees the variables.
 *
 * {@link main} calls it first: later the environment may be a container's, which is not to be believed.
 * @returns whether there is anything, the first time.
 */
export function receiveHandover(): boolean {
  if (received) return false;
  received = true;
  // The other variables are not looked at, and most often never: a container has its own.
  const ours = platform.environ(OURS);
  if (ours.length === 0) return false;
  const adopted = new Set<number>();
  for (const variable of ours) {
    if (variable === `${CHAIN}=exec`) byExec = true;
    else if (variable.startsWith(PREFIX)) adoptAll(variable.slice(PREFIX.length), adopted);
  }
  replaceEnvironment(withoutHandover(environment()));
  return held.size > 0;
}

/** An environment from elsewhere, such as another process's, without what would be taken for a handover of ours. */
export function withoutHandover(variables: readonly string[]): string[] {
  return variables.filter((variable) => !isHandover(variable));
}

function isHandover(variable: string): boolean {
  return variable.startsWith(PREFIX) || variable.startsWith(`${CHAIN}=`);
}

/**
 * Anybody may have set the variable. Only a known key counts, the first time that it comes up, and only numbers
 * of open descriptors that no other key has: never the standard ones, which would be closed under the payload.
 */
function adoptAll(assignment: string, adopted: Set<number>): void {
  const match = /^([A-Z]{1,8})=([0-9,]*)(?::(.*))?$/.exec(assignment);
  const key = KEYS.find((known) => known.toUpperCase() === match?.[1]);
  if (!match || !key || held.has(key)) return;
  const fds: Fd[] = [];
  for (const word of match[2]!.split(",")) {
    const fd = /^[0-9]{1,9}$/.test(word) ? Number(word) : -1;
    if (fd <= 2 || adopted.has(fd) || attempt(NR.fcntl, fd, abi.F_SETFD, abi.FD_CLOEXEC) < 0) continue;
    adopted.add(fd);
    fds.push(new Fd(fd));
  }
  if (fds.length > 0) held.set(key, { fds, note: match[3] ?? "" });
}

/** Leaves descriptors for a later stage, in place of what was there under the key. */
export function give(key: HandoverKey, fds: readonly Fd[], note = ""): void {
  receiveHandover();
  held.set(key, { fds, note });
}

/** Looks at what an earlier stage left. */
export function look(key: HandoverKey): readonly Fd[] {
  receiveHandover();
  return held.get(key)?.fds ?? NONE;
}

/** All that is held, of every key. */
export function heldDescriptors(): Fd[] {
  receiveHandover();
  return [...held.values()].flatMap(({ fds }) => fds);
}

/** What was said about the descriptors of a key. */
export function lookNote(key: HandoverKey): string {
  receiveHandover();
  return held.get(key)?.note ?? "";
}

/** Takes what an earlier stage left; it is the caller's from now on. */
export function take(key: HandoverKey): readonly Fd[] {
  receiveHandover();
  const found = held.get(key);
  if (!found) return NONE;
  held.delete(key);
  return found.fds;
}

/** Makes what is held survive the exec of the next stage. */
export function sendHandover(): void {
  receiveHandover();
  for (const [key, { fds, note }] of held) {
    // A plan of faults counts the calls of one program.
    if (key === "faults") continue;
    const open = fds.filter(({ fd }) => fd >= 0);
    for (const fd of open) setCloexec(fd, false);
    const numbers = open.map(({ fd }) => fd).join(",");
    setVariable(PREFIX + key.toUpperCase(), note === "" ? numbers : `${numbers}:${note}`);
  }
  setVariable(CHAIN, byExec ? "exec" : undefined);
}

/** Keeps the chain in this process, whatever `ISOBOX_CHAIN` says. */
export function chainInOneProcess(): void {
  receiveHandover();
  byExec = false;
}

/** Whether each stage is to be a program of its own (`ISOBOX_CHAIN=exec`). */
export function chainByExec(): boolean {
  receiveHandover();
  return byExec;
}

/**
 * Before the payload: its environment has none of our variables. The descriptors close by themselves at the
 * exec; until then the trace still needs its own.
 */
export function endHandover(): void {
  receiveHandover();
}
