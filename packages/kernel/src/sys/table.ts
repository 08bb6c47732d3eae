import { type Effect, worstEffect } from "../abi/effect.ts";
import { NR as aarch64 } from "../abi/generated/nr.aarch64.ts";
import { NR as x86_64 } from "../abi/generated/nr.x86_64.ts";
import { platform } from "../host/index.ts";
import type { SyscallName } from "./nr.ts";
import { credentials } from "./table/credentials.ts";
import { file } from "./table/file.ts";
import { memory } from "./table/memory.ts";
import { mount } from "./table/mount.ts";
import { process } from "./table/process.ts";
import type { Row } from "./table/row.ts";
import { signal } from "./table/signal.ts";
import { socket } from "./table/socket.ts";
import { system } from "./table/system.ts";

const ROWS: Readonly<Record<SyscallName, Row>> = {
  ...credentials,
  ...file,
  ...memory,
  ...mount,
  ...process,
  ...signal,
  ...socket,
  ...system,
};

/** What is known of a syscall. */
export interface Syscall extends Row {
  readonly name: string;
  /** What it may do to its caller; Node makes only harmless calls. `abi.effectOf` judges the arguments too. */
  readonly effect: Effect;
}

const UNKNOWN: Row = { parameters: [], formats: [], changes: true, changesWith: () => true };

const byNumber = new Map<number, Syscall>();
for (const [name, nr] of Object.entries(platform.machine === "aarch64" ? aarch64 : x86_64)) {
  const row = (ROWS as Readonly<Record<string, Row | undefined>>)[name] ?? UNKNOWN;
  byNumber.set(nr, { ...row, name, effect: worstEffect(name) });
}

/** What is known of a call by its number; of one that is not in the table the worst is assumed. */
export function syscallOf(nr: number): Syscall {
  return byNumber.get(nr) ?? { ...UNKNOWN, name: `syscall_${nr}`, effect: "thread" };
}

/** The names of all calls that have a row. */
export const SYSCALL_NAMES = Object.keys(ROWS) as SyscallName[];
