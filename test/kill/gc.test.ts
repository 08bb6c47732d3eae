import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "../lib/bundle.ts";
import { pointsOf, runWithFaults } from "../lib/faults.ts";
import { cgroupsNamed, pureV2 } from "../lib/hierarchy.ts";
import { changes, processesOf, remains } from "../lib/remains.ts";
import { run, scratch, tool, uniqueName } from "../lib/tools.ts";

const family = uniqueName("gc");
const state = scratch("gc-state");
const bundle = runcSpecBundle("gc", (config) => {
  config.process.args = ["/bin/sh", "-c", "while :; do sleep 1000; done", family];
});
const short = runcSpecBundle("gc-short", (config) => {
  config.process.args = ["/bin/true"];
});
const places = { id: family, directories: [state] };
const clean = remains(places);

let count = 0;
const newId = () => `${family}-${++count}`;
const ociRun = (...words: string[]) => [tool("oci-run"), "--root", state, ...words];

/** A `run` or `create` that is killed at a call. */
function kill(command: string, id: string, fault: string, from = bundle): void {
  const { status, report } = runWithFaults(ociRun(command, "--bundle", from.path, id), [fault]);
  assert.is(report().length, 1, fault);
  assert.not.equal(status, 0);
}

const statusOf = (id: string) => JSON.parse(run(ociRun("state", id)).stdout).status;

/** How often the runtime itself calls something in a good run of a command: how many cgroups there are counts, too. */
function timesOf(call: string, words: readonly string[]): number {
  const points = pointsOf(runWithFaults(words, ["record"]).report());
  return points.filter(({ process, name }) => process === "0" && name === call).length;
}

test.after.each(() => {
  for (const id of readdirSync(state)) run(ociRun("delete", "--force", id));
});

function eventually(what: string, condition: () => boolean): void {
  for (let i = 0; i < 500; i++) {
    if (condition()) return;
    run(["sleep", "0.01"]);
  }
  throw new Error(`did not happen: ${what}`);
}

test("gc removes what killed runtimes left, at each stage of the making, and says why", () => {
  const early = "its runtime ended before it had a process";
  const late = "its runtime has ended, and so has its process";
  const good = newId();
  const directories = timesOf("mkdirat", ociRun("create", "--bundle", bundle.path, good));
  run(ociRun("delete", good));
  const faults: readonly (readonly [fault: string, ...reasons: string[]])[] = [
    ["kill 0 flock 1", early],
    [`kill 0 mkdirat ${directories}`, early],
    ["kill 0 clone3 1", early],
    ["kill 0 renameat2 1", early],
    // The child is at work while the state is written.
    ["kill-first 0.1 unshare 1", early, late],
    ["kill-first 0.1 mount 3", early, late],
    ["kill-first 0.1 sendto 1", late],
  ];
  for (const [fault, ...reasons] of faults) {
    const id = newId();
    kill("create", id, fault);
    eventually(
      "its child has died",
      () => ["creating", "stopped"].includes(statusOf(id)) && processesOf(family).length === 0,
    );
    const result = run(ociRun("gc"));
    assert.equal([result.status, result.stderr], [0, ""]);
    const lines = reasons.map((reason) => `${id}: removed: ${reason}\n`);
    assert.ok(lines.includes(result.stdout), `${fault}: ${result.stdout}`);
    assert.equal(changes(clean, places), [], fault);
  }
  assert.equal(run(ociRun("gc")), { status: 0, signal: null, stdout: "", stderr: "" });
});

test("gc --dry-run changes nothing: it lists what gc removes, and who holds it", () => {
  const id = newId();
  kill("create", id, "kill 0 clone3 1");
  const before = remains(places);
  const directory = join(state, id);
  const cgroup = cgroupsNamed(id).find((path) => pureV2 || path.includes("/pids/"))!;
  // Somebody in its state directory, somebody with a file of it open, somebody in its cgroup.
  const holder = spawn(
    "sh",
    [
      "-c",
      'cd "$1"; exec 7< config.json; echo $$ > "$2/cgroup.procs"; echo; exec sleep 100',
      "sh",
      directory,
      cgroup,
    ],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  try {
    eventually("it is there", () => readFileSync(`${cgroup}/cgroup.procs`, "utf8") !== "");
    eventually("it sleeps", () => readFileSync(`/proc/${holder.pid}/comm`, "utf8") === "sleep\n");
    const { status, stdout, stderr } = run(ociRun("gc", "--dry-run"));
    assert.equal([status, stderr], [0, ""]);
    const lines = stdout.split("\n");
    assert.is(lines[0], `${id}: its runtime ended before it had a process`);
    assert.ok(lines.includes(`  would remove cgroup ${cgroup}`), stdout);
    assert.ok(lines.includes(`  would remove state ${directory}`), stdout);
    const held = lines.filter((line) => line.includes(" is held by "));
    assert.equal(
      held.sort(),
      [
        `  ${directory} is held by process ${holder.pid} (sleep): descriptor 7`,
        `  ${directory} is held by process ${holder.pid} (sleep): its working directory`,
        `  ${cgroup} is held by process ${holder.pid} (sleep): its cgroup`,
      ].sort(),
    );
    assert.equal(remains(places), before);
  } finally {
    holder.kill("SIGKILL");
  }
  assert.is(run(ociRun("gc")).status, 0);
  assert.equal(changes(clean, places), []);
});

test("gc --dry-run names a mount in another mount namespace", () => {
  const id = newId();
  kill("create", id, "kill 0 clone3 1");
  const directory = join(state, id);
  const holder = spawn("unshare", [
    "--mount",
    "sh",
    "-c",
    'mount -t tmpfs none "$1"; exec sleep 100',
    "sh",
    directory,
  ]);
  try {
    eventually("it sleeps", () => readFileSync(`/proc/${holder.pid}/comm`, "utf8") === "sleep\n");
    const { stdout } = run(ociRun("gc", "--dry-run"));
    assert.match(
      stdout,
      new RegExp(
        `${directory} is held by process ${holder.pid} \\(sleep\\): mnt:\\[\\d+\\], where it is mounted at ${directory}\n`,
      ),
    );
  } finally {
    holder.kill("SIGKILL");
  }
  eventually("the namespace is gone", () => run(ociRun("gc")).stdout !== "" || !existsSync(directory));
  assert.equal(changes(clean, places), []);
});

test("gc leaves what is created, running or stopped to whoever made it; --all takes what has stopped", () => {
  const [created, running, stopped] = [newId(), newId(), newId()];
  // Output to a file, or a pipe would stay open.
  const make = (id: string) =>
    assert.is(runWithFaults(ociRun("create", "--bundle", bundle.path, id), []).status, 0);
  for (const id of [created, running, stopped]) make(id);
  assert.is(run(ociRun("start", running)).status, 0);
  assert.is(run(ociRun("start", stopped)).status, 0);
  assert.is(run(ociRun("kill", stopped, "KILL")).status, 0);
  eventually("it has stopped", () => statusOf(stopped) === "stopped");
  try {
    assert.equal(run(ociRun("gc")), { status: 0, signal: null, stdout: "", stderr: "" });
    assert.equal([created, running, stopped].map(statusOf), ["created", "running", "stopped"]);
    assert.is(run(ociRun("gc", "--all", "--dry-run")).stdout.split("\n")[0], `${stopped}: it has stopped`);
    assert.is(run(ociRun("gc", "--all")).stdout, `${stopped}: removed: it has stopped\n`);
    assert.equal([created, running].map(statusOf), ["created", "running"]);
  } finally {
    for (const id of [created, running, stopped]) run(ociRun("delete", "--force", id));
  }
  assert.equal(changes(clean, places), []);
});

test("gc leaves a container alone whose runtime is alive, and says so on --dry-run", () => {
  const id = newId();
  const runtime = spawn(tool("oci-run"), ["--root", state, "run", "--bundle", bundle.path, id], {
    stdio: "ignore",
  });
  try {
    eventually("it runs", () => run(ociRun("state", id)).status === 0 && statusOf(id) === "running");
    assert.equal(run(ociRun("gc", "--all")), { status: 0, signal: null, stdout: "", stderr: "" });
    assert.is(run(ociRun("gc", "--dry-run")).stdout, `${id}: in use: process ${runtime.pid} works on it\n`);
    assert.is(statusOf(id), "running");
  } finally {
    run(ociRun("delete", "--force", id));
  }
  eventually("the runtime has ended", () => !existsSync(`/proc/${runtime.pid}/exe`));
  assert.equal(changes(clean, places), []);
});

test("a run in the foreground that is killed leaves its container running, which list shows; its end is for gc", () => {
  const id = newId();
  // The runtime dies once it waits for the end.
  kill("run", id, "kill 0 ppoll 1");
  eventually("it runs", () => statusOf(id) === "running");
  assert.is(run(ociRun("gc")).stdout, "", "what runs is no garbage");
  assert.is(run(ociRun("kill", id, "KILL")).status, 0);
  eventually("it has stopped", () => statusOf(id) === "stopped");
  assert.is(run(ociRun("gc")).stdout, `${id}: removed: its runtime has ended, and so has its process\n`);
  assert.equal(changes(clean, places), []);
});

test("a delete that is killed is gone on with by gc, wherever it was", () => {
  const good = newId();
  assert.is(runWithFaults(ociRun("create", "--bundle", bundle.path, good), []).status, 0);
  const removals = timesOf("unlinkat", ociRun("delete", good));
  assert.ok(removals > 3, `${removals} removals`);
  const chosen = [1, Math.ceil(removals / 2), removals];
  for (const fault of ["kill 0 pidfd_send_signal 1", ...chosen.map((count) => `kill 0 unlinkat ${count}`)]) {
    const id = newId();
    assert.is(runWithFaults(ociRun("create", "--bundle", bundle.path, id), []).status, 0);
    const { report } = runWithFaults(ociRun("delete", id), [fault]);
    assert.is(report().length, 1, fault);
    if (fault.includes("pidfd")) {
      // Nothing was done yet: it is still created, and its engine deletes it again.
      assert.is(statusOf(id), "created");
      assert.is(run(ociRun("delete", id)).status, 0);
    } else assert.match(run(ociRun("gc")).stdout, /: removed: /, fault);
    assert.equal(changes(clean, places), [], fault);
  }
});

test("gc goes on after a container that it cannot remove, names it, and fails", () => {
  const [damaged, garbage] = [newId(), newId()];
  mkdirSync(join(state, damaged));
  // What is no state of ours: the directory cannot be removed, and is not emptied.
  mkdirSync(join(state, damaged, "foreign"));
  kill("create", garbage, "kill 0 clone3 1");
  const { status, stdout, stderr } = run(ociRun("gc"));
  assert.is(status, 1);
  assert.is(stdout, `${garbage}: removed: its runtime ended before it had a process\n`);
  assert.match(stderr, new RegExp(`cannot remove state .*${damaged}: unlinkat\\(.*ENOTEMPTY`));
  assert.equal(readdirSync(join(state, damaged)), ["foreign"]);
  run(["rm", "-r", join(state, damaged)]);
  assert.equal(changes(clean, places), []);
});

test("gc follows no link in the state directory", () => {
  const outside = scratch("gc-outside");
  symlinkSync(outside, join(state, "link"));
  assert.equal(run(ociRun("gc")), { status: 0, signal: null, stdout: "", stderr: "" });
  assert.ok(existsSync(outside));
  run(["rm", join(state, "link")]);
});

test("gc of a runtime that was killed while its short container ran removes that", () => {
  const id = newId();
  kill("run", id, "kill-first 0.1 execve 1", short);
  eventually("it has stopped", () => statusOf(id) === "stopped");
  assert.match(run(ociRun("gc")).stdout, /removed/);
  assert.equal(changes(clean, places), []);
});

test.run();
