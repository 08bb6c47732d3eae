import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, run } from "../../../test/lib/tools.ts";
import {
  commandOf,
  descriptorsOf,
  nsExec,
  runs,
  type Sleeper,
  startSleeper,
  until,
} from "./lib/namespaces.ts";

const maps = ["--map-users", "0:100000:10", "--map-groups", "0:100000:10"];
/** The ways to fork: plainly, by a clone with maps, and by a relay. */
const forks: readonly (readonly string[])[] = [
  ["--fork"],
  ["--pid", "--fork"],
  ["--pid", "--fork", ...maps],
  ["--pid", "--fork", "--time", "--boottime", "7"],
  ["--pid", "--fork", "--time", "--boottime", "7", ...maps],
];

async function withSleeper(
  words: readonly string[],
  body: (sleeper: Sleeper) => Promise<void>,
): Promise<void> {
  const sleeper = await startSleeper([nsExec, ...words, "--"]);
  try {
    await body(sleeper);
  } finally {
    sleeper.stop();
  }
}

for (const words of forks) {
  const how = words.join(" ");

  test(`ns-exec ${how}: ends as its payload ends, as unshare(1) does`, () => {
    for (const status of [0, 1, 42, 255]) {
      assert.is(run([nsExec, ...words, "--", "sh", "-c", `exit ${status}`]).status, status);
    }
    assert.is(run([nsExec, ...words, "--", "/no/such/program"]).status, 127);
    assert.is(run([nsExec, ...words, "--", "/etc/passwd"]).status, 126);
  });

  test(`ns-exec ${how}: 128 + N for a payload that signal N has ended`, () => {
    // Process 1 of a namespace does not get signals from itself, so another one inside is killed, or the whole.
    const inner = words.includes("--pid")
      ? ["sh", "-c", "sh -c 'kill -USR1 $$'; exit $?"]
      : ["sh", "-c", "kill -USR1 $$"];
    const result = run([nsExec, ...words, "--", ...inner]);
    assert.is(result.status, 128 + constants.signals.SIGUSR1);
    assert.is(result.signal, null);
  });

  test(`ns-exec ${how}: a payload that is killed from outside`, () =>
    withSleeper(words, async ({ payload, ended }) => {
      process.kill(payload, "SIGKILL");
      assert.is(await ended, 128 + constants.signals.SIGKILL);
    }));

  test(`ns-exec ${how}: forwards signals, which unshare(1) does not`, async () => {
    const script =
      "trap 'echo got TERM; exit 3' TERM; trap 'echo got HUP' HUP; echo ready; while :; do sleep 0.05; done";
    const child = spawn(nsExec, [...words, "--", "sh", "-c", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise((resolve) => child.on("exit", resolve));
    let text = "";
    child.stdout.on("data", (data) => {
      text += data;
    });
    try {
      await until("the payload is ready", () => text.includes("ready"));
      child.kill("SIGHUP");
      await until("the payload has got SIGHUP", () => text.includes("got HUP"));
      child.kill("SIGTERM");
      assert.is(await ended, 3);
      assert.is(text, "ready\ngot HUP\ngot TERM\n");
    } finally {
      child.kill("SIGKILL");
    }
  });

  test(`ns-exec ${how} --kill-child: the payload dies with a supervisor that is killed`, () =>
    withSleeper([...words, "--kill-child"], async ({ supervisor, payload, ended }) => {
      process.kill(supervisor, "SIGKILL");
      assert.is(await ended, "SIGKILL");
      await until("the payload is gone", () => !runs(payload));
    }));

  test(`ns-exec ${how}: without --kill-child the payload lives on, as with unshare(1)`, () =>
    withSleeper(words, async ({ supervisor, payload, ended }) => {
      process.kill(supervisor, "SIGKILL");
      assert.is(await ended, "SIGKILL");
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.ok(runs(payload));
    }));

  test(`ns-exec ${how}: the payload has no descriptor of ours, the supervisor only what it waits on`, () =>
    withSleeper(words, async ({ supervisor, payload }) => {
      assert.equal(added(payload), []);
      const isWaitedOn = (line: string) => /^\d+ (pipe:.*|anon_inode:\[signalfd\])$/.test(line);
      await until("the supervisor has only what it waits on", () => added(supervisor).every(isWaitedOn));
    }));
}

/** The numbers of the descriptors that any program started by this test gets. */
const inherited = output(["sh", "-c", "for f in /proc/$$/fd/*; do basename $f; done"]).trim().split("\n");

/** The descriptors of a process beyond those. */
function added(pid: number): string[] {
  return descriptorsOf(pid).filter((line) => !inherited.includes(line.slice(0, line.indexOf(" "))));
}

test("ns-exec --kill-child=TERM: sends that signal", () =>
  withSleeper(["--kill-child=TERM"], async ({ supervisor, payload }) => {
    process.kill(supervisor, "SIGKILL");
    await until("the payload is gone", () => !runs(payload));
  }));

test("ns-exec --kill-child: implies --fork, as unshare(1)", () =>
  withSleeper(["--kill-child"], async ({ supervisor, payload }) => {
    assert.is.not(supervisor, payload);
    assert.is(commandOf(payload), "sleep");
  }));

test("ns-exec --pid --fork: nothing of the namespace outlives its process 1", async () => {
  // A length by which the sleepers are known, and that ends them by itself.
  const length = `30.${process.pid}`;
  const script = `sleep ${length} & sleep ${length} & exit 5`;
  assert.is(run([nsExec, "--pid", "--fork", "--", "sh", "-c", script]).status, 5);
  await until("the sleepers are gone", () => sleepersOf(length).length === 0);

  // Without the namespace they live on: the test can tell.
  assert.is(
    run([nsExec, "--fork", "--", "sh", "-c", script.replaceAll(" &", " >/dev/null 2>&1 &")]).status,
    5,
  );
  const left = sleepersOf(length);
  for (const pid of left) process.kill(pid, "SIGKILL");
  assert.is(left.length, 2);
});

function sleepersOf(length: string): number[] {
  const isOne = (pid: number) => runs(pid) && commandLineOf(pid) === `sleep\0${length}\0`;
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && isOne(pid));
}

function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

test.run();
