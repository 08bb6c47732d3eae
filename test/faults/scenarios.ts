import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runcSpecBundle } from "../lib/bundle.ts";
import { differences } from "../lib/compare.ts";
import { type Faulted, type Point, runWithFaults } from "../lib/faults.ts";
import { parseProbe, probeArgs } from "../lib/probe.ts";
import { changes, type Places, processesOf, remains } from "../lib/remains.ts";
import { run, scratch, tool, uniqueName } from "../lib/tools.ts";

/** A command whose calls fail, what comes before it, and what is to be true after it. */
export interface Scenario {
  readonly name: string;
  /** Whether its failure leaves the container that was there before. */
  readonly keeps?: true;
  /** Commands that must succeed first. */
  readonly before: readonly (() => void)[];
  /** Makes the command with faults in it; the result is what its caller sees. */
  readonly command: (faults: readonly string[]) => Faulted;
  /** Which calls of its good run are this scenario's; without it all. */
  readonly points?: (point: Point, all: readonly Point[]) => boolean;
  /** How the result of a success differs from that of the good run, as lines. */
  readonly differs: (result: Faulted) => string[];
}

/** What the ids of all containers begin with. */
const family = uniqueName("fault");
/** That of the present run; what is compared has it inside. */
let id = family;
let runs = 0;
const state = scratch("fault-state");
const pids = scratch("fault-pids");
const pidFile = join(pids, "pid");
const logs = scratch("fault-logs");

const probe = runcSpecBundle("fault", (config) => {
  config.process.args = [...probeArgs, family];
});
const sleeper = runcSpecBundle("fault-sleep", (config) => {
  config.process.args = ["/bin/sh", "-c", "while :; do sleep 1000; done", family];
});

const places: Places = { id: family, directories: [state, pids, probe.path, sleeper.path] };
const clean = remains(places);

function ociRun(...words: string[]): string[] {
  return [tool("oci-run"), "--root", state, ...words];
}

/** A step that must succeed, made when it is its turn: with the id of then. */
function must(words: () => readonly string[]): () => void {
  return () => {
    const argv = words();
    const result = runWithFaults(argv, []);
    if (result.status !== 0)
      throw new Error(`${argv.join(" ")}: ${result.status ?? result.signal}\n${result.stderr}`);
  };
}

function statusNow(): string {
  const { status, stdout } = run(ociRun("state", id));
  return status === 0 ? JSON.parse(stdout).status : "none";
}

function waitUntilStopped(): void {
  for (let i = 0; i < 2000 && statusNow() !== "stopped"; i++) pause(5);
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

const isStatus = (wanted: string) => () => {
  const found = statusNow();
  return found === wanted ? [] : [`the container is "${found}", not "${wanted}"`];
};

/** The container of the good run, as its own program sees it. */
let good: Readonly<Record<string, string>> | null = null;

function sameContainer(text: string): string[] {
  let seen: Readonly<Record<string, string>>;
  try {
    seen = parseProbe(text.replaceAll(id, "ID"));
  } catch (error) {
    return [(error as Error).message];
  }
  good ??= seen;
  return differences(good, seen);
}

/** After a `create` that succeeded: whether the container is the same one, once it is started. */
function startsTheSame(output: () => string): string[] {
  must(() => ociRun("start", id))();
  waitUntilStopped();
  return sameContainer(output());
}

const faulty =
  (...words: string[]) =>
  (faults: readonly string[]) =>
    runWithFaults(ociRun(...words, id), faults);

/** Whether a call of a created container comes after all that `create` waits for. */
function isAtGate(point: Point, all: readonly Point[]): boolean {
  return point.process !== "0" && all.indexOf(point) >= all.findIndex(({ name }) => name === "accept4");
}

const log = join(logs, "out");

/** A `create` whose output can be read later, when other runs have used their files again. */
const created = must(() => [
  "sh",
  "-c",
  `exec "$@" > ${log} 2>&1`,
  "sh",
  ...ociRun("create", "-b", probe.path, id),
]);
const asleep = must(() => ociRun("create", "-b", sleeper.path, id));
const started = must(() => ociRun("start", id));

export const scenarios: readonly Scenario[] = [
  {
    name: "run",
    before: [],
    command: faulty("run", "--pid-file", pidFile, "--bundle", probe.path),
    differs: (result) => [...sameContainer(result.stdout), ...isStatus("none")()],
  },
  {
    name: "run --detach",
    before: [],
    command: faulty("run", "--detach", "--pid-file", pidFile, "--bundle", sleeper.path),
    differs: isStatus("running"),
  },
  {
    name: "create",
    before: [],
    points: (point, all) => !isAtGate(point, all),
    command: faulty("create", "--pid-file", pidFile, "--bundle", probe.path),
    differs: (result) => [
      ...isStatus("created")(),
      ...(readFileSync(pidFile, "utf8") === "" ? ["the pid file is empty"] : []),
      ...startsTheSame(() => readFileSync(result.outFile, "utf8")),
    ],
  },
  {
    name: "start",
    keeps: true,
    before: [created],
    command: faulty("start"),
    differs() {
      waitUntilStopped();
      return sameContainer(readFileSync(log, "utf8"));
    },
  },
  {
    // What the container's process does once it is let go; `start` tells its failure.
    name: "start (in the container)",
    keeps: true,
    before: [],
    command(faults) {
      const made = runWithFaults(ociRun("create", "--bundle", probe.path, id), faults);
      if (made.status !== 0) return made;
      const result = run(ociRun("start", id));
      if (result.status === 0) waitUntilStopped();
      return { ...made, ...result, stdout: readFileSync(made.outFile, "utf8") };
    },
    points: (point, all) => isAtGate(point, all),
    differs: (result) => sameContainer(result.stdout),
  },
  {
    name: "kill",
    keeps: true,
    before: [asleep, started],
    command: (faults) => runWithFaults(ociRun("kill", id, "KILL"), faults),
    differs() {
      waitUntilStopped();
      return isStatus("stopped")();
    },
  },
  {
    name: "delete (created)",
    keeps: true,
    before: [asleep],
    command: faulty("delete"),
    differs: isStatus("none"),
  },
  {
    name: "delete (stopped)",
    keeps: true,
    before: [asleep, started, must(() => ociRun("kill", id, "KILL")), waitUntilStopped],
    command: faulty("delete"),
    differs: isStatus("none"),
  },
  {
    name: "delete --force (running)",
    keeps: true,
    before: [asleep, started],
    command: faulty("delete", "--force"),
    differs: isStatus("none"),
  },
];

/** Brings everything back to what was there before the scenario, with whatever means; what needed it, as lines. */
export function restore(): string[] {
  run(ociRun("delete", "--force", id));
  // With the files that should not be in it, or each would be told again for every fault that follows.
  for (const name of readdirSync(pids)) rmSync(join(pids, name));
  const left = changes(clean, places);
  if (left.length === 0) return [];
  for (const line of processesOf(id)) run(["kill", "-9", line.split(" ")[1]!]);
  for (const line of left) if (line.startsWith("+ cgroup ")) run(["rmdir", line.slice("+ cgroup ".length)]);
  rmSync(state, { recursive: true, force: true });
  mkdirSync(state);
  return left;
}

/** Makes the command with faults, from a clean start. */
export function attempt(scenario: Scenario, faults: readonly string[]): Faulted {
  // A session keyring lives until init has waited for the last process of the container, and would be joined again
  // by its name, with other calls than a new one.
  id = `${family}-${++runs}`;
  for (const step of scenario.before) step();
  return scenario.command(faults);
}

/** What is left behind now, but for the pid file, which is the caller's. */
export function left(): string[] {
  const found = changes(clean, places);
  return found.length === 0 ? [] : [`left behind: ${found.length} things, ${found[0]}`];
}
