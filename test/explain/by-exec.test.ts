import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Bundle, type Json, runcSpecBundle } from "../lib/bundle.ts";
import { hierarchies } from "../lib/hierarchy.ts";
import { type Result, run, scratch, tool, uniqueName } from "../lib/tools.ts";

const root = scratch("by-exec-state");
const logs = scratch("by-exec-logs");
const byExec = { ISOBOX_CHAIN: "exec", SECRET: "of the host" };

function bundleOf(script: string, change: (config: Json) => void = () => {}): Bundle {
  return runcSpecBundle("by-exec", (config) => {
    config.process.args = ["/bin/sh", "-c", script];
    change(config);
  });
}

function ociRun(env: Readonly<Record<string, string>>, ...words: string[]): Result {
  return run([tool("oci-run"), "--root", root, ...words], { env });
}

/** A container that outlives the call has files for its output. */
function create(command: readonly string[], bundle: Bundle, id: string): Result {
  const script = 'log=$1; shift; exec "$@" > "$log.out" 2> "$log.err" < /dev/null';
  const words = [tool("oci-run"), "--root", root, ...command, "--bundle", bundle.path, id];
  const result = run(["/bin/sh", "-c", script, "sh", join(logs, id), ...words], { env: byExec });
  return { ...result, stderr: readFileSync(join(logs, `${id}.err`), "utf8") };
}

const stateOf = (id: string) => JSON.parse(ociRun({}, "state", id).stdout);

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

test("exec by exec: the container's process is each stage in turn, by our own file, and then the program", () => {
  const id = uniqueName("stages");
  const log = join(logs, "strace");
  const words = ["strace", "-f", "-v", "-s", "200", "-o", log, "-e", "trace=execve,execveat"];
  const bundle = bundleOf("env; cat /proc/1/environ | tr '\\0' '\\n'");
  const result = run([...words, tool("oci-run"), "--root", root, "run", "-b", bundle.path, id], {
    env: byExec,
  });
  assert.is(result.status, 0, result.stderr);
  assert.not.match(result.stdout, /ISOBOX|SECRET/);
  const execs = readFileSync(log, "utf8")
    .split("\n")
    .flatMap((line) => {
      const match = /^\d+ +exec(?:ve|veat)\((.*?), \["([^"]*)".*?\], \[(.*?)\]/.exec(line);
      return match ? [{ file: match[1]!, name: match[2]!, env: match[3]! }] : [];
    });
  const stages = execs.slice(execs.findIndex(({ name }) => name === "cg-set"));
  assert.equal(
    stages.slice(0, 5).map(({ name }) => name),
    ["cg-set", "ns-exec", "mnt-root", "cap-drop", "/bin/sh"],
  );
  for (const { file, env } of stages.slice(0, 4)) {
    assert.match(file, /^\d+, ""$/, "by descriptor");
    assert.not.match(env, /SECRET/);
  }
  assert.equal(leftOf(id), []);
});

test("exec by exec: create, start, kill, delete", () => {
  const id = uniqueName("life");
  const made = create(["create"], bundleOf("echo started; exec sleep 1000"), id);
  assert.equal([made.status, made.stderr], [0, ""]);
  assert.is(stateOf(id).status, "created");
  const { pid } = stateOf(id);
  // What waits is the last stage, which has a socket of the state directory and no file of the host.
  const links = readdirSync(`/proc/${pid}/fd`).filter((fd) => Number(fd) > 2);
  assert.ok(links.length <= 3, links.join());
  assert.equal(ociRun(byExec, "start", id), { status: 0, signal: null, stdout: "", stderr: "" });
  eventually("it has started", () => readFileSync(join(logs, `${id}.out`), "utf8") === "started\n");
  assert.is(stateOf(id).status, "running");
  assert.is(stateOf(id).pid, pid);
  assert.equal(readdirSync(`/proc/${pid}/fd`), ["0", "1", "2"]);
  assert.is(ociRun(byExec, "kill", id, "KILL").status, 0);
  eventually("it has stopped", () => stateOf(id).status === "stopped");
  assert.is(ociRun(byExec, "delete", id).status, 0);
  assert.equal(leftOf(id), []);
});

test("exec by exec: run --detach", () => {
  const id = uniqueName("detached");
  const made = create(["run", "--detach"], bundleOf("exec sleep 1000"), id);
  assert.equal([made.status, made.stderr], [0, ""]);
  assert.is(stateOf(id).status, "running");
  assert.equal(readdirSync(`/proc/${stateOf(id).pid}/fd`), ["0", "1", "2"]);
  assert.is(ociRun(byExec, "delete", "--force", id).status, 0);
  assert.equal(leftOf(id), []);
});

const failing: Readonly<Record<string, (config: Json) => void>> = {
  "a root that is not there": (config) => {
    config.root.path = "no-such-root";
  },
  "a program that is not there": (config) => {
    config.process.args = ["no-such-program"];
  },
  "a program that is no program": (config) => {
    config.process.args = ["/etc/passwd"];
  },
  "a mount of no known type": (config) => {
    config.mounts.push({ destination: "/mnt", type: "no-such-type", source: "x" });
  },
  "a directory that leads out": (config) => {
    config.process.cwd = "/proc/self/fd/0";
  },
  "a capability that nobody knows": (config) => {
    config.process.capabilities.bounding.push("CAP_FLY");
  },
};

for (const [name, change] of Object.entries(failing)) {
  test(`exec by exec: ${name} is told as by the fused form`, () => {
    const id = uniqueName("failing");
    const bundle = bundleOf("exit 3", change);
    const told = (env: Readonly<Record<string, string>>) => {
      const { status, stderr } = ociRun(env, "run", "--bundle", bundle.path, id);
      return { status, stderr: stderr.replace(/(fd\/|at2?\()[0-9]+/g, "$1N") };
    };
    const fused = told({});
    assert.equal(told(byExec), fused);
    assert.not.equal(fused.stderr, "");
    const { status, stderr } = create(["create"], bundle, id);
    if (fused.status === 1) assert.equal([status, stderr.split("\n").length > 1], [1, true]);
    ociRun({}, "delete", "--force", id);
    assert.equal(leftOf(id), []);
  });
}

test("exec by exec: descriptors that are to be preserved are, and no others", () => {
  const script = `exec 3< /dev/null 4< /dev/zero 5< /etc/passwd 9< /etc/passwd; exec "$@"`;
  const bundle = bundleOf("ls -l /proc/1/fd; :");
  for (const env of [{}, byExec]) {
    const words = [tool("oci-run"), "run", "--bundle", bundle.path, "--preserve-fds", "2", uniqueName("fds")];
    const { stdout, status } = run(["/bin/bash", "-c", script, "bash", ...words], { env });
    assert.is(status, 0);
    const links = [...stdout.matchAll(/([0-9]+) -> (.*)$/gm)].map(([, fd, file]) => `${fd} ${file}`);
    assert.equal(links.slice(3), ["3 /dev/null", "4 /dev/zero"]);
  }
});

test.run();
