import { existsSync } from "node:fs";
import { effectOf, isConditional, worstEffect } from "../../abi/effect.ts";
import { NR as aarch64 } from "../../abi/generated/nr.aarch64.ts";
import { NR as x86_64 } from "../../abi/generated/nr.x86_64.ts";
import { machine } from "../../abi/machine/node.ts";
import { SingleThreadRequired } from "../single-thread.ts";

// The whole table of this machine, with the old calls that only x86_64 has: fork(2) by its number is a fork too.
const names: string[] = [];
for (const [name, nr] of Object.entries(machine === "aarch64" ? aarch64 : x86_64)) names[nr] = name;

// The common case in one look; the rest is judged by name and arguments.
const rules = names.map((name) => (isConditional(name) ? "by-argument" : worstEffect(name)));

const UNKNOWN = "it is in no table of this version, which cannot tell what it would change";

// A thread's id is as good as 0 for sched_setaffinity(2) and its like; Node's own threads count as self.
function isSelf(id: number): boolean {
  return id === process.pid || (id > 0 && existsSync(`/proc/self/task/${id}`));
}

/**
 * Lets a harmless call pass.
 *
 * A number that is in no table is refused like a call of the thread: a newer kernel may have given it a
 * meaning, and so does the x32 bit on x86_64.
 * @throws {SingleThreadRequired} for a call that would change this thread or this process.
 */
export function guard(nr: number, args: readonly unknown[]): void {
  const rule = rules[nr];
  if (rule === "harmless") return;
  const name = names[nr];
  if (name === undefined) throw new SingleThreadRequired(`syscall_${nr}`, "thread", UNKNOWN);
  const effect = effectOf(name, args, isSelf);
  if (effect !== "harmless") throw new SingleThreadRequired(name, effect);
}
