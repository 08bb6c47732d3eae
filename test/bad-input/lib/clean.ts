import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { hierarchies } from "../../lib/hierarchy.ts";
import { type Result, run, scratch, tool, uniqueName } from "../../lib/tools.ts";

/** A root of states for the tests of a file; what is below it afterwards was left. */
export const stateRoot = scratch("state");

/** The messages of a run, with the lines of hints apart. */
export interface Told {
  readonly lines: readonly string[];
  readonly hints: readonly string[];
}

export function told(stderr: string): Told {
  const all = stderr === "" ? [] : stderr.replace(/\n$/, "").split("\n");
  const isHint = (line: string) => line.startsWith("  hint: ");
  return {
    lines: all.filter((line) => !isHint(line)),
    hints: all.filter(isHint).map((line) => line.slice("  hint: ".length)),
  };
}

/** Where something of a container would be. */
export function remainsOf(id: string): string[] {
  return [stateRoot, ...hierarchies].map((place) => join(place, id)).filter((path) => existsSync(path));
}

/** The machine's mounts and host name, which no container may change. */
export function machine(): string {
  return readFileSync("/proc/self/mountinfo", "utf8") + readFileSync("/proc/sys/kernel/hostname", "utf8");
}

export interface Invocation {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs oci-run with the tests' state root, and checks that nothing is left of `id` and the machine is as it was. */
export function ociRun(words: readonly string[], id: string, options: Invocation = {}): Result {
  const before = machine();
  const program = [tool("oci-run"), "--root", stateRoot];
  // A container that should not have been made holds standard output open.
  const result = run([...program, ...words], { ...options, timeoutMs: 20_000 });
  const left = remainsOf(id);
  if (left.length > 0) run([...program, "delete", "--force", id]);
  assert.equal(left, [], `left by oci-run ${words.join(" ").slice(0, 200)}:\n${result.stderr}`);
  assert.is(machine(), before, "the machine's mounts and name");
  return result;
}

/** Asserts one line that begins with the name of the program, or of the stage at work, and no stack trace. */
export function oneLine({ stderr }: Result): { line: string; hints: readonly string[] } {
  const { lines, hints } = told(stderr);
  assert.is(lines.length, 1, `one line and hints:\n${stderr}`);
  assert.match(lines[0]!, /^(oci-run[ a-z]*|ns-exec|cg-set|mnt-root|cap-drop): /);
  assert.not.match(stderr, /\bat .*\.(ts|js):\d+/, "no stack trace");
  return { line: lines[0]!, hints };
}

export { uniqueName };
