import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Cgroup, partV1 } from "../src/cgroup.ts";
import { enterCgroup, leaveCgroup } from "../src/entry.ts";
import { freezeCgroup, isFrozen, thawCgroup } from "../src/freezer.ts";
import { killAll } from "../src/kill.ts";
import { makeCgroup } from "../src/make.ts";
import { processesIn, processesUnder } from "../src/processes.ts";
import { removeCgroup } from "../src/remove.ts";
import { writeLimits } from "../src/write-limits.ts";
import { directoriesNamed, directory, freshName, membership } from "./lib/cgroups.ts";
import { testWith } from "./lib/machine.ts";

/** A process that has put itself into every part of a cgroup, and then counts on standard output. */
async function inhabit(cgroup: Cgroup, below = ""): Promise<ChildProcess & { readonly pid: number }> {
  const files = cgroup.parts.map(({ directory: path }) => `${path}${below}/cgroup.procs`);
  const enter = files.map((file) => `echo $$ > ${file}`).join(" && ");
  const script = `${enter} && while :; do echo .; sleep 0.01; done`;
  const child = spawn("sh", ["-c", script], { stdio: ["ignore", "pipe", "inherit"] });
  process.on("exit", () => child.kill("SIGKILL"));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  return child as ChildProcess & { readonly pid: number };
}

function ended(child: ChildProcess): Promise<string | null> {
  return child.signalCode
    ? Promise.resolve(child.signalCode)
    : new Promise((done) => child.on("exit", (_, s) => done(s)));
}

/** Whether anything comes out of a process within some milliseconds, once what it had written is read. */
async function speaks(child: ChildProcess): Promise<boolean> {
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  await wait(30);
  let spoke = false;
  const listen = (): void => {
    spoke = true;
  };
  child.stdout!.on("data", listen);
  await wait(300);
  child.stdout!.off("data", listen);
  return spoke;
}

testWith("pids")("makeCgroup(), writeLimits() and removeCgroup() work under Node", () => {
  const name = freshName("node");
  const cgroup = makeCgroup(`/${name}/a`);
  writeLimits(cgroup, { pids: 3 });
  assert.is(readFileSync(`${directory("pids", `${name}/a`)}/pids.max`, "utf8"), "3\n");
  removeCgroup(cgroup);
  removeCgroup(cgroup);
  assert.equal(
    directoriesNamed(name).map((path) => path.endsWith(name)),
    cgroup.parts.map(() => true),
  );
});

testWith("pids")("enterCgroup() moves the whole of Node, and leaveCgroup() back", () => {
  const name = freshName("enter");
  const before = membership();
  const cgroup = makeCgroup(`/${name}`);
  try {
    enterCgroup(cgroup);
    assert.ok(Object.values(membership()).every((path) => path === `/${name}`));
    assert.ok(processesIn(directory("pids", name)).includes(process.pid));
  } finally {
    leaveCgroup(cgroup);
  }
  assert.equal(membership(), before);
  removeCgroup(cgroup);
});

test("freezeCgroup() stops what is inside and thawCgroup() lets it go on", async () => {
  const cgroup = makeCgroup(`/${freshName("freeze")}`);
  const child = await inhabit(cgroup);
  assert.not(isFrozen(cgroup));
  freezeCgroup(cgroup);
  assert.ok(isFrozen(cgroup));
  assert.not(await speaks(child));
  thawCgroup(cgroup);
  assert.not(isFrozen(cgroup));
  assert.ok(await speaks(child));
  removeCgroup(cgroup);
  assert.is(await ended(child), "SIGKILL");
});

test("killAll() kills in cgroups below too, in each kind of hierarchy", async () => {
  for (const controller of ["pids", "freezer", "unified"]) {
    const name = freshName(`kill-${controller}`);
    const outer = makeCgroup(`/${name}`);
    const inner = makeCgroup(`/${name}/inner`);
    const child = await inhabit(inner);
    assert.equal(processesIn(directory(controller, name)), []);
    assert.ok(processesUnder(directory(controller, name)).includes(child.pid));
    killAll(directory(controller, name));
    assert.is(await ended(child), "SIGKILL");
    removeCgroup(outer);
    assert.equal(directoriesNamed(name), []);
  }
});

test("killAll() spares this process", async () => {
  for (const controller of ["freezer", "unified"]) {
    const name = freshName(`spare-${controller}`);
    const cgroup = makeCgroup(`/${name}`);
    const child = await inhabit(cgroup);
    try {
      // Not in the freezer, where it would freeze itself.
      enterCgroup({ ...cgroup, parts: cgroup.parts.filter((part) => part !== partV1(cgroup, "freezer")) });
      killAll(directory(controller, name));
      assert.is(await ended(child), "SIGKILL");
    } finally {
      leaveCgroup(cgroup);
    }
    removeCgroup(cgroup);
  }
});

test("removeCgroup() kills, also what is frozen", async () => {
  const name = freshName("remove");
  const cgroup = makeCgroup(`/${name}`);
  const child = await inhabit(cgroup);
  freezeCgroup(cgroup);
  removeCgroup(cgroup);
  assert.is(await ended(child), "SIGKILL");
  assert.equal(directoriesNamed(name), []);
});

test.run();
