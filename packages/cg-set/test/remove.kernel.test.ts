import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { testOnV1 } from "../../../test/lib/hierarchy.ts";
import { output, run, tool } from "../../../test/lib/tools.ts";
import { directoriesNamed, directory, freshName, processes } from "./lib/cgroups.ts";
import { testWith } from "./lib/machine.ts";

const cgSet = tool("cg-set");

/** The command line up to PROG. */
const removing = (name: string, ...more: string[]): string[] => [
  cgSet,
  "--name",
  `/${name}`,
  ...more,
  "--rm",
  "--",
];

test("cg-set --rm ends as the payload ends", () => {
  const name = freshName("status");
  assert.is(run([...removing(name), "sh", "-c", "exit 7"]).status, 7);
  assert.is(run([...removing(name), "sh", "-c", "kill -KILL $$"]).status, 137);
  assert.is(run([...removing(name), "/nowhere/prog"]).status, 127);
  assert.equal(directoriesNamed(name), []);
});

test("cg-set --rm kills what the payload leaves behind", () => {
  const name = freshName("orphans");
  const started = Date.now();
  const script = "for i in 1 2 3; do setsid sleep 1000 > /dev/null 2>&1 & done; echo $!";
  const pid = Number(output([...removing(name), "sh", "-c", script]));
  assert.not(existsSync(`/proc/${pid}`) && /sleep/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8")));
  assert.equal(directoriesNamed(name), []);
  assert.ok(Date.now() - started < 60_000);
});

test("cg-set --rm removes cgroups that the payload made inside, with their processes", () => {
  const name = freshName("inner");
  const inner = "mkdir -p $c/a/b; sleep 1000 > /dev/null 2>&1 & echo $! > $c/a/b/cgroup.procs;";
  const hierarchies = ["pids", "freezer", "unified"].map((controller) => directory(controller, name));
  const script = hierarchies.map((path) => `c=${path}; ${inner}`).join(" ");
  output([...removing(name), "sh", "-c", script]);
  assert.equal(directoriesNamed(name), []);
});

testOnV1("cg-set --rm removes a frozen cgroup", () => {
  const name = freshName("frozen");
  const freeze = `echo FROZEN > ${directory("freezer", name)}/freezer.state`;
  // The payload leaves for the root of the freezer, or it would freeze itself and never end.
  const script = `sleep 1000 > /dev/null 2>&1 & echo $$ > /sys/fs/cgroup/freezer/cgroup.procs; ${freeze}`;
  output([...removing(name), "sh", "-c", script]);
  assert.equal(directoriesNamed(name), []);
});

test("cg-set --rm removes a cgroup that is frozen by v2", () => {
  const name = freshName("frozen2");
  const freeze = `echo 1 > ${directory("unified", name)}/cgroup.freeze`;
  const script = `sleep 1000 > /dev/null 2>&1 & echo $$ > ${directory("unified", "cgroup.procs")}; ${freeze}`;
  output([...removing(name), "sh", "-c", script]);
  assert.equal(directoriesNamed(name), []);
});

testWith("pids")("cg-set --rm gets the better of whatever forks all the time", () => {
  const name = freshName("forks");
  const forker = "while :; do (sh -c 'sleep 0.01' > /dev/null 2>&1 &) ; done";
  output([...removing(name, "--pids=50"), "sh", "-c", `(${forker}) > /dev/null 2>&1 & sleep 0.2`]);
  assert.equal(directoriesNamed(name), []);
});

test("cg-set --rm stays outside of the cgroup, forwards a signal and then removes it", async () => {
  const name = freshName("signal");
  const [command, ...words] = [
    ...removing(name),
    "sh",
    "-c",
    "trap 'exit 3' TERM; echo ready; while :; do sleep 0.05; done",
  ];
  const child = spawn(command!, words, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  try {
    for (const controller of ["pids", "freezer", "unified"])
      assert.not(processes(directory(controller, name)).includes(child.pid!));
    child.kill("SIGTERM");
    assert.is(await ended, 3);
  } finally {
    child.kill("SIGKILL");
  }
  assert.equal(directoriesNamed(name), []);
});

test("cg-set --rm hands the removal to a supervisor outside, without a process of its own", () => {
  const name = freshName("nested");
  const [outer, inner] = [`/${name}/outer`, `/${name}/inner`];
  const script = "grep -c . /proc/$PPID/comm; cat /proc/$PPID/comm";
  const words = [
    cgSet,
    "--name",
    outer,
    "--rm",
    "--",
    "cg-set",
    "--name",
    inner,
    "--rm",
    "--",
    "sh",
    "-c",
    script,
  ];
  assert.is(output(words), "1\ncg-set\n");
  assert.equal(directoriesNamed(name), []);
});

test.run();
