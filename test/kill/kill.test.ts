import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "../lib/bundle.ts";
import { type Point, pointsOf, randomFrom, runWithFaults } from "../lib/faults.ts";
import { changes, type Places, processesOf, remains } from "../lib/remains.ts";
import { long, run, scratch, tool, uniqueName } from "../lib/tools.ts";

/** Points at which something is killed; in a normal run a part of them. */
const KILLS = long ? 300 : 60;
const SEED = 9;
/** Of all, by the clock and not at a call: so also before TypeScript begins, and inside of a call. */
const BY_CLOCK = 0.2;

/** What the ids of all containers begin with; that of the present one. A session keyring is joined by it. */
const family = uniqueName("kill");
let id = family;
let count = 0;
const state = scratch("kill-state");
const pids = scratch("kill-pids");
const bundle = runcSpecBundle("kill", (config) => {
  config.process.args = ["/bin/sh", "-c", "while :; do sleep 1000; done", family];
});
const short = runcSpecBundle("kill-short", (config) => {
  config.process.args = ["/bin/sh", "-c", ":", family];
});
const places: Places = { id: family, directories: [state, pids, bundle.path, short.path] };

const ociRun = (...words: string[]) => [tool("oci-run"), "--root", state, ...words];
const pidFile = ["--pid-file", join(pids, "pid")];

/** A command that is killed, and those that come before it. */
interface Command {
  readonly name: string;
  readonly before: readonly (() => readonly string[])[];
  readonly argv: () => readonly string[];
}

const create = () => ociRun("create", "--bundle", bundle.path, id);
const commands: readonly Command[] = [
  { name: "create", before: [], argv: () => ociRun("create", ...pidFile, "--bundle", bundle.path, id) },
  { name: "start", before: [create], argv: () => ociRun("start", id) },
  { name: "run", before: [], argv: () => ociRun("run", ...pidFile, "--bundle", short.path, id) },
  {
    name: "run --detach",
    before: [],
    argv: () => ociRun("run", "-d", ...pidFile, "--bundle", bundle.path, id),
  },
  { name: "delete", before: [create], argv: () => ociRun("delete", id) },
  {
    name: "delete --force",
    before: [create, () => ociRun("start", id)],
    argv: () => ociRun("delete", "--force", id),
  },
];

/** How a runtime is killed: words for a message, and the run itself. */
interface Kill {
  readonly command: Command;
  readonly how: string;
  readonly make: () => void;
}

function prepare({ before }: Command): void {
  id = `${family}-${++count}`;
  for (const words of before) {
    const argv = words();
    const { status, stderr } = runWithFaults(argv, []);
    if (status !== 0) throw new Error(`${argv.join(" ")}: ${status}\n${stderr}`);
  }
}

function atCall(command: Command, { process, name, count, text }: Point, word: string): Kill {
  return {
    command,
    how: `${word} ${process} ${name} ${count}, at ${text}`,
    make() {
      const fault = `${word} ${process} ${name} ${count}`;
      const { report } = runWithFaults(command.argv(), [fault]);
      if (!report().includes(`fired ${fault}`)) throw new Error("the kill never came");
    },
  };
}

function byClock(command: Command, ms: number): Kill {
  return {
    command,
    how: `after ${ms.toFixed(2)} ms`,
    make: () =>
      void runWithFaults(["timeout", "--foreground", "-s", "KILL", String(ms / 1000), ...command.argv()], []),
  };
}

/** A choice of kills, the same every time. */
function choose(): Kill[] {
  const random = randomFrom(SEED);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const runs = commands.map((command) => {
    prepare(command);
    const began = Date.now();
    const { status, stderr, report } = runWithFaults(command.argv(), ["record"]);
    const ms = Date.now() - began;
    assert.is(status, 0, `${command.name}: ${stderr}`);
    const points = pointsOf(report());
    recover("delete --force");
    // Behind this call a container waits: whether it comes to others depends on who asks for its status.
    const last = points.findIndex(({ name }) => name === "accept4");
    return { command, points: last < 0 ? points : points.slice(0, last), ms };
  });
  return Array.from({ length: KILLS }, () => {
    const { command, points, ms } = pick(runs);
    // The report slows a run down several times.
    if (random() < BY_CLOCK) return byClock(command, random() * Math.min(ms, 15));
    const point = pick(points);
    // The child, or the runtime while the child is at this point.
    const word = point.process !== "0" && random() < 0.7 ? "kill-first" : "kill";
    return atCall(command, point, word);
  });
}

function listed(): string[] {
  const { status, stdout, stderr } = run(ociRun("list", "-q"));
  assert.is(status, 0, stderr);
  return stdout.split("\n").filter(Boolean);
}

/** Processes that go on, and no `list` shows. Those that are dying are given a moment. */
function hidden(): string[] {
  for (let wait = 1; ; wait *= 2) {
    const found = listed().includes(id) ? [] : processesOf(family);
    if (found.length === 0 || wait > 512) return found;
    run(["sleep", String(wait / 1000)]);
  }
}

/** What its user would do after the runtime was killed. */
function recover(how: string): void {
  const result = run(how === "gc" ? ociRun("gc") : ociRun("delete", "--force", id));
  assert.is(result.status, 0, result.stderr);
  assert.is(result.stderr, "");
  // A container that lives, or whose `create` has succeeded, is no garbage: it is seen, and deleted.
  if (how === "gc" && listed().includes(id)) {
    const [container] = JSON.parse(run(ociRun("list", "--format", "json")).stdout);
    assert.ok(["created", "running", "stopped"].includes(container.status), container.status);
    recover("delete --force");
  }
  rmSync(join(pids, "pid"), { force: true });
}

const clean = remains(places);

test(`kill -9 at ${KILLS} points of ${commands.map(({ name }) => name).join(", ")}: nothing is left, nothing runs unseen`, () => {
  const kills = choose();
  const failures: string[] = [];
  const recovered = { gc: 0, "delete --force": 0 };
  for (const [i, { command, how, make }] of kills.entries()) {
    const wrong: string[] = [];
    const way = i % 2 === 0 ? "gc" : "delete --force";
    try {
      prepare(command);
      make();
      wrong.push(...hidden().map((line) => `runs unseen: ${line}`));
      recover(way);
      recovered[way]++;
    } catch (error) {
      wrong.push((error as Error).message);
    }
    wrong.push(...changes(clean, places).slice(0, 3));
    failures.push(...wrong.map((line) => `${command.name}: ${how}, then ${way}: ${line}`));
    if (wrong.length > 0) clear();
  }
  console.log(
    `NOTE ${kills.length} kills: ${recovered.gc} recovered by gc, ${recovered["delete --force"]} by delete`,
  );
  assert.equal(failures, []);
});

/** By force, so that one failure is told once. */
function clear(): void {
  for (const line of processesOf(family)) run(["kill", "-9", line.split(" ")[1]!]);
  run(ociRun("delete", "--force", id));
  for (const name of readdirSync(pids)) rmSync(join(pids, name));
}

test.run();
