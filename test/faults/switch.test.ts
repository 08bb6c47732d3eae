// The injector is in the shipped program: what switches it on, and that nothing else does.
import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "../lib/bundle.ts";
import { pointsOf, runWithFaults } from "../lib/faults.ts";
import { run, scratch, tool, uniqueName } from "../lib/tools.ts";

const directory = scratch("switch");
const bundle = runcSpecBundle("switch", (config) => {
  config.process.args = ["/bin/sh", "-c", "env; ls /proc/$$/fd"];
});
const words = () => [tool("oci-run"), "run", "--bundle", bundle.path, uniqueName("switch")];
const FAIL = "isobox-faults 1\nfail 0 mkdirat 1 EIO\n";

/** Runs with the variable set, and descriptor 3 as given. */
function withDescriptor(value: string, stdio: number | "ignore" | "pipe") {
  const [command, ...args] = words();
  const env = { ...process.env, ISOBOX_FD_FAULTS: value };
  return spawnSync(command!, args, {
    env,
    stdio: ["ignore", "pipe", "pipe", stdio],
    encoding: "utf8",
    timeout: 20_000,
  });
}

function withFile(text: string, value = "3") {
  const path = join(directory, "file");
  writeFileSync(path, text);
  const fd = openSync(path, "r+");
  const result = withDescriptor(value, fd);
  closeSync(fd);
  return { ...result, file: readFileSync(path, "utf8") };
}

test("a plan behind the named descriptor makes a call fail, and the report follows it", () => {
  const { status, stderr, file } = withFile(FAIL);
  assert.is(status, 1);
  assert.match(stderr, /mkdirat\(.*\): EIO: input\/output error/);
  assert.is(file, `${FAIL}fired fail 0 mkdirat 1\n`);
});

test("the variable alone does nothing: no such descriptor, a standard one, the plan itself, a word", () => {
  const path = join(directory, "plan");
  writeFileSync(path, FAIL);
  for (const value of ["999", "0", "2", path, "", "-3", "3,x", `3:${FAIL}`]) {
    const { status, stderr } = withDescriptor(value, "ignore");
    assert.is(status, 0, `${value}: ${stderr}`);
  }
});

test("the descriptor alone does nothing", () => {
  const { status, file } = withFile(FAIL, "");
  assert.is(status, 0);
  assert.is(file, FAIL);
});

test("a descriptor without a plan does nothing, and is not written to", () => {
  for (const text of ["", "fail 0 mkdirat 1 EIO\n", "isobox-faults 2\nrecord\n", `${FAIL}nonsense\n`]) {
    const { status, stderr, file } = withFile(text);
    assert.is(status, 0, stderr);
    assert.is(file, text);
  }
  assert.is(withDescriptor("3", "pipe").status, 0, "a socket");
});

test("the container's program gets neither the variable nor the descriptor", () => {
  const { status, stdout, report } = runWithFaults(words(), ["record"]);
  assert.is(status, 0);
  assert.not.match(stdout, /ISOBOX/);
  // 3 is the directory that ls reads.
  assert.match(stdout, /\n0\n1\n2\n(3\n)?$/);
  assert.ok(report().length > 100);
});

test("what it counts are the calls of --trace: the same names as often", () => {
  const count = (names: readonly string[]) => {
    const found: Record<string, number> = {};
    for (const name of names) found[name] = (found[name] ?? 0) + 1;
    return found;
  };
  const [command, ...args] = words();
  const log = join(directory, "trace");
  assert.is(run([command!, `--trace=${log}`, ...args]).status, 0);
  // Both sides of a fork have a line for it.
  const lines = readFileSync(log, "utf8").replace(/^.* clone3?\(.*\) = 0$/gm, "");
  const traced = lines.matchAll(/^\[\d+\] (?:\[[a-z-]+\] )?(\w+)\(/gm);
  const reported = pointsOf(runWithFaults(words(), ["record"]).report());
  const theirs = count([...traced].map((match) => match[1]!));
  const ours = count(reported.map(({ name }) => name));
  // The poll for the end of the child comes once or twice, as the two descriptors are ready together or not; the
  // sink of the trace, and the plan, are each one descriptor more to be kept open.
  for (const name of ["ppoll", "read", "close_range"]) {
    delete theirs[name];
    delete ours[name];
  }
  assert.equal(ours, theirs);
});

test.run();
