import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Bundle, runcSpecBundle } from "../lib/bundle.ts";
import { differences } from "../lib/compare.ts";
import { hierarchies } from "../lib/hierarchy.ts";
import { parseProbe, probeArgs } from "../lib/probe.ts";
import { output, type Result, run, scratch, tool, uniqueName } from "../lib/tools.ts";

const root = scratch("state");
const logs = scratch("logs");

function ociRun(...words: string[]): Result {
  return run([tool("oci-run"), "--root", root, ...words]);
}

/** `create` as engines call it: the program's output goes to files, for the container outlives the call. */
function create(bundle: Bundle, id: string, ...options: string[]): Result {
  const script = 'log=$1; shift; exec "$@" > "$log.out" 2> "$log.err" < /dev/null';
  const words = [tool("oci-run"), "--root", root, "create", "--bundle", bundle.path, ...options, id];
  const result = run(["sh", "-c", script, "sh", join(logs, id), ...words]);
  return { ...result, stderr: readFileSync(join(logs, `${id}.err`), "utf8") };
}

const outputOf = (id: string) => readFileSync(join(logs, `${id}.out`), "utf8");
const stateOf = (id: string) => JSON.parse(output([tool("oci-run"), "--root", root, "state", id]));

/** Waits for something that another process does; fails after ten seconds. */
function eventually(what: string, condition: () => boolean): void {
  for (let i = 0; i < 1000; i++) {
    if (condition()) return;
    run(["sleep", "0.01"]);
  }
  throw new Error(`did not happen: ${what}`);
}

function leftOf(id: string): string[] {
  return [root, ...hierarchies].map((place) => join(place, id)).filter((path) => existsSync(path));
}

function bundleOf(script: string, change: (config: Bundle["config"]) => void = () => {}): Bundle {
  return runcSpecBundle("lifecycle", (config) => {
    config.process.args = ["/bin/sh", "-c", script];
    change(config);
  });
}

const sleeper = bundleOf("echo started; exec sleep 1000");

test("create, start, state, kill, delete: the life of a container", () => {
  const id = uniqueName("life");
  const pidFile = join(logs, `${id}.pid`);
  const made = create(sleeper, id, "--pid-file", pidFile);
  assert.equal([made.status, made.stderr], [0, ""]);
  const created = stateOf(id);
  assert.is(created.status, "created");
  assert.is(created.id, id);
  assert.is(created.bundle, sleeper.path);
  assert.is(String(created.pid), readFileSync(pidFile, "utf8"));
  assert.is(outputOf(id), "", "nothing runs before start");

  assert.equal(ociRun("start", id), { status: 0, signal: null, stdout: "", stderr: "" });
  eventually("the program runs", () => outputOf(id) === "started\n");
  assert.is(stateOf(id).status, "running");
  assert.is(stateOf(id).pid, created.pid);

  const again = ociRun("start", id);
  assert.equal([again.status, again.stderr], [1, `oci-run: cannot start "${id}": it runs already\n`]);
  const refused = ociRun("delete", id);
  assert.is(refused.status, 1);
  assert.match(refused.stderr, /cannot delete container .* that is not stopped: running/);

  assert.is(ociRun("kill", id, "KILL").status, 0);
  eventually("it has stopped", () => stateOf(id).status === "stopped");
  assert.is(stateOf(id).pid, 0);
  const late = ociRun("kill", id, "9");
  assert.equal([late.status, late.stderr], [1, "oci-run: container not running\n"]);
  assert.equal(ociRun("delete", id), { status: 0, signal: null, stdout: "", stderr: "" });
  assert.equal(leftOf(id), []);
  const gone = ociRun("state", id);
  assert.equal([gone.status, gone.stderr], [1, `oci-run: container "${id}" does not exist\n`]);
});

test("create and start: the container looks as it does under runc", () => {
  const bundle = runcSpecBundle("created", (config) => {
    config.process.args = probeArgs;
  });
  const id = uniqueName("probe");
  const theirs = parseProbe(output(["runc", "run", "--bundle", bundle.path, id]));
  assert.is(create(bundle, id).status, 0);
  assert.is(ociRun("start", id).status, 0);
  eventually("it has stopped", () => stateOf(id).status === "stopped");
  assert.equal(differences(theirs, parseProbe(outputOf(id))), []);
  assert.is(ociRun("delete", id).status, 0);
  assert.equal(leftOf(id), []);
});

test("create: a program that is not there is refused at once, and nothing is left", () => {
  const id = uniqueName("missing");
  const bundle = runcSpecBundle("missing", (config) => {
    config.process.args = ["no-such-program"];
  });
  const result = create(bundle, id);
  assert.is(result.status, 1);
  assert.match(result.stderr, /^oci-run: exec: "no-such-program": executable file not found in \$PATH\n/);
  assert.equal(leftOf(id), []);
});

test("create: an id that is taken is refused, and what has it stays", () => {
  const id = uniqueName("taken");
  assert.is(create(sleeper, id).status, 0);
  const second = create(sleeper, id);
  assert.is(second.status, 1);
  assert.match(second.stderr, /exists already/);
  assert.is(stateOf(id).status, "created");
  assert.is(ociRun("delete", id).status, 0);
  assert.equal(leftOf(id), []);
});

test("create: config.json is read once; edits after it do not matter", () => {
  const id = uniqueName("edited");
  const bundle = bundleOf("echo the first");
  assert.is(create(bundle, id).status, 0);
  writeFileSync(join(bundle.path, "config.json"), "not even JSON");
  assert.is(ociRun("start", id).status, 0);
  eventually("it has stopped", () => stateOf(id).status === "stopped");
  assert.is(outputOf(id), "the first\n");
  assert.is(ociRun("delete", id).status, 0);
});

test("start: a program that the kernel refuses is told by start, with 1", () => {
  const id = uniqueName("refused");
  const bundle = runcSpecBundle("refused", (config) => {
    config.process.args = ["/bin/broken"];
  });
  writeFileSync(join(bundle.rootfs, "bin/broken"), "#!/no/such/interpreter\n", { mode: 0o755 });
  assert.is(create(bundle, id).status, 0);
  const result = ociRun("start", id);
  assert.is(result.status, 1);
  assert.match(result.stderr, /^oci-run: exec: "\/bin\/broken": no such file or directory/);
  eventually("it has stopped", () => stateOf(id).status === "stopped");
  assert.is(ociRun("delete", id).status, 0);
  assert.equal(leftOf(id), []);
});

test("run --detach: returns once the program runs, which goes on without it", () => {
  const id = uniqueName("detached");
  const words = [tool("oci-run"), "--root", root, "run", "--detach", "--bundle", sleeper.path, id];
  const script = 'out=$1; shift; "$@" > "$out" 2>&1 < /dev/null';
  assert.is(run(["sh", "-c", script, "sh", join(logs, `${id}.out`), ...words]).status, 0);
  eventually("the program runs", () => outputOf(id) === "started\n");
  assert.is(stateOf(id).status, "running");
  assert.is(ociRun("delete", "--force", id).status, 0);
  assert.equal(leftOf(id), []);
});

test("run: passes the status on, also of a signal; --keep leaves the state", () => {
  const id = uniqueName("status");
  assert.is(ociRun("run", "--bundle", bundleOf("exit 7").path, id).status, 7);
  assert.is(ociRun("run", "--bundle", bundleOf("kill -9 $$").path, id).status, 0, "pid 1 does not hear it");
  assert.is(ociRun("run", "--keep", "--bundle", bundleOf("exit 3").path, id).status, 3);
  assert.is(stateOf(id).status, "stopped");
  assert.is(ociRun("delete", id).status, 0);
  assert.equal(leftOf(id), []);
});

test("list: a table, JSON, or the ids alone", () => {
  const id = uniqueName("list");
  assert.is(create(sleeper, id).status, 0);
  const lines = ociRun("list").stdout.split("\n");
  assert.match(lines[0]!, /^ID +PID +STATUS +BUNDLE +CREATED +OWNER$/);
  assert.ok(
    lines.some((line) => new RegExp(`^${id} +[0-9]+ +created +${sleeper.path} +20\\S+Z +root$`).test(line)),
  );
  assert.ok(ociRun("list", "-q").stdout.split("\n").includes(id));
  const [found] = JSON.parse(ociRun("list", "--format", "json").stdout).filter(
    (c: { id: string }) => c.id === id,
  );
  assert.is(found.status, "created");
  assert.is(ociRun("delete", id).status, 0);
  assert.equal(run([tool("oci-run"), "--root", join(root, "none"), "list", "-q"]).stdout, "");
});

test("list: a state that cannot be read is told of, and hides no other container", () => {
  const [sound, broken] = [uniqueName("sound"), uniqueName("broken")];
  for (const id of [sound, broken]) assert.is(create(sleeper, id).status, 0);
  const file = join(root, broken, "state.json");
  const before = readFileSync(file, "utf8");
  for (const [text, why] of [
    ["{", /is damaged/],
    [before.replace('"version":1', '"version":99'), /has version 99/],
  ] as const) {
    writeFileSync(file, text);
    const { status, stdout, stderr } = ociRun("list", "-q");
    assert.is(status, 1);
    assert.ok(stdout.split("\n").includes(sound));
    assert.match(stderr, why);
  }
  writeFileSync(file, before);
  for (const id of [sound, broken]) assert.is(ociRun("delete", id).status, 0);
});

test("delete --force: ends what runs, and what does not exist is no error", () => {
  const id = uniqueName("force");
  assert.is(create(sleeper, id).status, 0);
  assert.is(ociRun("start", id).status, 0);
  assert.equal(ociRun("delete", "--force", id), { status: 0, signal: null, stdout: "", stderr: "" });
  assert.equal(leftOf(id), []);
  assert.equal(ociRun("delete", "--force", id), { status: 0, signal: null, stdout: "", stderr: "" });
});

test("delete --force: ends a runtime that hangs while it makes a container, and removes what it made", () => {
  const id = uniqueName("hung");
  // Stopped before its first look at the cgroups: the state exists, and the lock is held.
  const bundle = bundleOf("true");
  const words = [
    "strace",
    "-f",
    "-o",
    "/dev/null",
    "-e",
    "trace=unshare",
    "-e",
    "inject=unshare:signal=SIGSTOP:when=1",
  ];
  const started = run([
    "sh",
    "-c",
    'out=$1; shift; "$@" > "$out" 2>&1 < /dev/null & echo $!',
    "sh",
    join(logs, `${id}.out`),
    ...words,
    tool("oci-run"),
    "--root",
    root,
    "create",
    "--bundle",
    bundle.path,
    id,
  ]);
  assert.is(started.status, 0);
  eventually("it hangs", () => existsSync(join(root, id, "state.json")));
  const busy = ociRun("delete", id);
  assert.is(busy.status, 1);
  assert.match(busy.stderr, /another process is making or removing it/);
  assert.equal(ociRun("delete", "--force", id), { status: 0, signal: null, stdout: "", stderr: "" });
  assert.equal(leftOf(id), []);
});

test("a created container that is stopped: state and kill do not wait for it", () => {
  const id = uniqueName("halted");
  assert.is(create(sleeper, id).status, 0);
  assert.is(ociRun("kill", id, "STOP").status, 0);
  const state = ["timeout", "5", tool("oci-run"), "--root", root, "state", id];
  // More looks than its gate's queue has room for.
  for (let i = 0; i < 12; i++) assert.is(run(state).status, 0, `look ${i}`);
  assert.is(stateOf(id).status, "created");
  assert.is(ociRun("kill", id, "CONT").status, 0);
  assert.is(ociRun("start", id).status, 0);
  assert.is(ociRun("delete", "--force", id).status, 0);
  assert.equal(leftOf(id), []);
});

test("run: a container that is stopped and goes on does not stop its runtime", () => {
  const id = uniqueName("on");
  const script = 'out=$1; shift; "$@" > "$out" 2>&1 < /dev/null & echo $!';
  const words = [tool("oci-run"), "--root", root, "run", "--bundle", sleeper.path, id];
  const pid = run(["sh", "-c", script, "sh", join(logs, `${id}.out`), ...words]).stdout.trim();
  eventually("the program runs", () => existsSync(join(root, id)) && outputOf(id) === "started\n");
  assert.is(ociRun("kill", id, "STOP").status, 0);
  run(["sleep", "0.1"]);
  assert.match(readFileSync(`/proc/${pid}/stat`, "utf8"), / S /);
  assert.is(ociRun("kill", id, "CONT").status, 0);
  assert.is(ociRun("kill", id, "KILL").status, 0);
  eventually("the runtime has removed it", () => leftOf(id).length === 0);
});

test("kill --all: reaches every process of the cgroup", () => {
  const id = uniqueName("all");
  const bundle = bundleOf(
    "trap 'echo heard' USR1; (trap 'echo heard' USR1; echo up; while :; do sleep 0.01; done) & echo up; while :; do sleep 0.01; done",
  );
  assert.is(create(bundle, id).status, 0);
  assert.is(ociRun("start", id).status, 0);
  eventually("both are up", () => outputOf(id) === "up\nup\n");
  assert.equal(ociRun("kill", "--all", id, "USR1"), { status: 0, signal: null, stdout: "", stderr: "" });
  eventually("both have heard it", () => outputOf(id).split("heard").length === 3);
  assert.is(ociRun("delete", "--force", id).status, 0);
});

test("create: undoes nothing of another container that has got its name meanwhile", () => {
  const id = uniqueName("name");
  // Stopped when it has made its directory and locked it; a `gc` that was quicker would have removed it.
  const strace = [
    "strace",
    "-o",
    "/dev/null",
    "-e",
    "trace=flock",
    "-e",
    "inject=flock:signal=SIGSTOP:when=1",
  ];
  const words = [tool("oci-run"), "--root", root, "create", "--bundle", sleeper.path, id];
  const script = 'out=$1; shift; "$@" > "$out" 2>&1 < /dev/null; echo "status $?" >> "$out"';
  run(["sh", "-c", `(${script}) > /dev/null 2>&1 &`, "sh", join(logs, `${id}.first`), ...strace, ...words]);
  eventually("it has its directory", () => existsSync(join(root, id)));
  run(["sleep", "0.3"]);
  rmSync(join(root, id), { recursive: true });
  assert.is(create(sleeper, id).status, 0);
  const first = output(["pgrep", "-f", `^${words.join(" ")}$`])
    .trim()
    .split("\n")[0]!;
  run(["kill", "-CONT", first]);
  const said = () => readFileSync(join(logs, `${id}.first`), "utf8");
  eventually("it has ended", () => said().includes("status 1"));
  assert.match(said(), /exists already/);
  assert.is(stateOf(id).status, "created");
  assert.is(ociRun("delete", "--force", id).status, 0);
  assert.equal(leftOf(id), []);
});

test("run: where a standard descriptor is closed, no file of ours takes its place", () => {
  const id = uniqueName("closed");
  const trace = join(logs, `${id}.trace`);
  const words = [tool("oci-run"), "--root", root, "run", "--bundle", bundleOf("exit 5").path, id];
  const script = 'exec strace -f -e trace=openat,openat2,execve -o "$@" <&- >&- 2>&-';
  assert.is(run(["sh", "-c", script, "sh", trace, ...words]).status, 5);
  const opened = readFileSync(trace, "utf8")
    .split("\n")
    .filter((line) => / = [012]$/.test(line));
  const others = opened.filter((line) => !/execve|dev\/null/.test(line));
  assert.ok(opened.length >= 6, "twice all three: it executes itself again");
  assert.equal(others, []);
});

test("create: an error that quotes a name of any length comes through", () => {
  for (const length of [30_000, 70_000]) {
    const id = uniqueName("long");
    const bundle = bundleOf("", (config) => {
      config.process.args = ["x".repeat(length)];
    });
    const made = create(bundle, id);
    assert.is(made.status, 1);
    assert.match(made.stderr, /^oci-run: exec: "x+…/);
    assert.equal(leftOf(id), []);
  }
});

test("two starts at once: one starts it, the other says so", () => {
  const id = uniqueName("twice");
  assert.is(create(sleeper, id).status, 0);
  const script =
    'for i in 1 2 3 4; do "$@" 2>/dev/null & pids="$pids $!"; done; for p in $pids; do wait $p; echo $?; done';
  const { stdout } = run(["sh", "-c", script, "sh", tool("oci-run"), "--root", root, "start", id]);
  assert.equal(stdout.trim().split("\n").sort(), ["0", "1", "1", "1"]);
  assert.is(ociRun("delete", "--force", id).status, 0);
});

test("kill: by name with and without SIG, in any case, and by number; anything else is refused", () => {
  const id = uniqueName("signals");
  const bundle = bundleOf(
    "trap 'echo usr1' USR1; trap 'echo term' TERM; echo ready; while :; do sleep 0.01; done",
  );
  assert.is(create(bundle, id).status, 0);
  assert.is(ociRun("start", id).status, 0);
  eventually("it is ready", () => outputOf(id).includes("ready"));
  for (const [i, word] of ["USR1", "SIGUSR1", "usr1", "10"].entries()) {
    assert.is(ociRun("kill", id, word).status, 0);
    eventually(`${word} arrives`, () => outputOf(id).split("usr1").length === i + 2);
  }
  assert.is(ociRun("kill", id).status, 0);
  eventually("TERM arrives", () => outputOf(id).includes("term"));
  for (const word of ["NOSUCH", "65", "-1", ""]) assert.is(ociRun("kill", id, "--", word).status, 1);
  assert.is(ociRun("delete", "--force", id).status, 0);
});

test("--log, --log-format json: an engine finds the error as msg", () => {
  const id = uniqueName("log");
  const log = join(logs, `${id}.log`);
  const bundle = runcSpecBundle("log", (config) => {
    config.process.args = ["no-such-program"];
  });
  const result = ociRun("--log", log, "--log-format=json", "run", "--bundle", bundle.path, id);
  assert.is(result.status, 1);
  const entries = readFileSync(log, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const errors = entries.filter((entry) => entry.level === "error");
  assert.is(errors.length, 1);
  assert.match(errors[0].msg, /^exec: "no-such-program": executable file not found in \$PATH/);
  assert.ok(!Number.isNaN(Date.parse(errors[0].time)));
});

test("spec: writes a configuration that runs, and leaves one that is there", () => {
  const path = scratch("spec");
  assert.equal(run([tool("oci-run"), "spec", "-b", path]).status, 0);
  assert.is(JSON.parse(readFileSync(join(path, "config.json"), "utf8")).process.args[0], "sh");
  const second = run([tool("oci-run"), "spec", "-b", path]);
  assert.is(second.status, 1);
  assert.match(second.stderr, /EEXIST/);
  mkdirSync(join(path, "rootfs"));
});

test.run();
