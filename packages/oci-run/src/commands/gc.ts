import { UNDO } from "@isobox/cg-set";
import * as sys from "@isobox/kernel/sys";
import { type OptionsOf, print, voice, warn } from "@isobox/toolkit";
import { dismantle } from "../dismantle.ts";
import { whyGarbage } from "../garbage.ts";
import { type Holder, holdersOf } from "../holders.ts";
import { readJournal, runtimeOf } from "../journal.ts";
import { tryLock } from "../lock.ts";
import type { gcOptions } from "../options.ts";
import { containerIds, isThere, lookForStateDirectory, type StateDirectory } from "../state.ts";
import { type Container, inspect } from "../status.ts";

type Options = OptionsOf<typeof gcOptions>;

/** `oci-run gc`: removes what killed runtimes have left, by the journals that they wrote before they made anything. */
export function gc(root: string, options: Options): number {
  let failed = false;
  for (const id of containerIds(root)) {
    try {
      using open = lookForStateDirectory(root, id)?.fd;
      if (open) failed = !collect({ id, path: `${root}/${id}`, fd: open }, options) || failed;
    } catch (error) {
      // The others are no worse for it.
      warn(`cannot remove what is left of "${id}"`, error);
      failed = true;
    }
  }
  return failed ? voice.failed : 0;
}

/** @returns whether nothing is left that should have been removed. */
function collect(directory: StateDirectory, { dryRun = false, all = false }: Options): boolean {
  if (!lockIfLeft(directory)) {
    if (dryRun)
      print(`${directory.id}: not looked at: ${worker(runtimeOf(directory))}\n${held([directory.path])}`);
    return true;
  }
  if (!isThere(directory)) return true;
  const runtime = runtimeOf(directory);
  if (runtime !== null) {
    if (dryRun) print(`${directory.id}: in use: ${worker(runtime)}\n`);
    return true;
  }
  const container = inspect(directory);
  const why = whyGarbage(container, all);
  if (why === null) return true;
  if (dryRun) {
    print(describe(container, why));
    return true;
  }
  if (!dismantle(container)) return false;
  print(`${directory.id}: removed: ${why}\n`);
  return true;
}

/** How long a child of a killed runtime may take to come to its first act, which closes its copy of the lock. */
const PATIENCE_MS = 1000;
const INTERVAL_MS = 10;

/** Takes the lock if no runtime that lives holds it; whether it was so. */
function lockIfLeft(directory: StateDirectory): boolean {
  for (let ms = 0; ; ms += INTERVAL_MS) {
    if (tryLock(directory)) return true;
    if (runtimeOf(directory) !== null || ms >= PATIENCE_MS) return false;
    sys.poll([], INTERVAL_MS);
  }
}

function worker(pid: number | null): string {
  return pid ? `process ${pid} works on it` : "a process works on it";
}

/** What would be done to a container, and who would stand in the way. */
function describe({ directory, state, status }: Container, why: string): string {
  const { records: all } = readJournal(directory);
  // What turned out to be somebody else's already is not ours to remove.
  const kept = all.filter(({ kind }) => kind === UNDO.kept).map(({ operand }) => operand);
  const records = all.filter(({ operand }) => !kept.includes(operand));
  const paths = [...new Set(records.map(({ operand }) => operand)), directory.path];
  const lines = [`${directory.id}: ${why}`];
  if (state && status !== "stopped") lines.push(`  would end process ${state.pid}`);
  for (const { kind, operand } of [...records].reverse()) lines.push(`  would remove ${kind} ${operand}`);
  lines.push(`  would remove state ${directory.path}`);
  return `${lines.join("\n")}\n${held(paths)}`;
}

/** Who holds one of the paths, a line each. */
function held(paths: readonly string[]): string {
  return holdersOf(paths).map(holding).join("");
}

function holding({ path, pid, command, by }: Holder): string {
  return `  ${path} is held by process ${pid} (${command}): ${by}\n`;
}
