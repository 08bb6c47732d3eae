import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Json, runcSpecBundle } from "../lib/bundle.ts";
import { differences, type Tolerance } from "../lib/compare.ts";
import { sample } from "../lib/faults.ts";
import { inGuest } from "../lib/hierarchy.ts";
import { parseProbe } from "../lib/probe.ts";
import { changes, remains } from "../lib/remains.ts";
import { long, scratch, tool, uniqueName } from "../lib/tools.ts";
import { cases } from "./bundles.ts";
import { fullProbe } from "./probe.ts";

/** How many bundles the normal run takes; a run of all takes two minutes. */
const SAMPLE = inGuest ? 8 : 40;

/** In what a container made in another way may differ from that of a fused `oci-run run`, and why. */
const tolerated: readonly Tolerance[] = [];

const state = scratch("explain-state");
const byExec = { ISOBOX_CHAIN: "exec" };

/** Ways to make the container of a bundle beside the fused one. In an environment that has nothing else. */
const ways: Readonly<Record<string, (run: Run) => readonly [argv: readonly string[], env: Environment]>> = {
  "oci-run, exec by exec": ({ path, id }) => [ociRun(path, id), byExec],
  "the script under dash": ({ script }) => [["/bin/dash", script], {}],
  "the script under bash": ({ script }) => [["/bin/bash", script], {}],
  "the script under dash, exec by exec": ({ script }) => [["/bin/dash", script], byExec],
};

type Environment = Readonly<Record<string, string>>;

interface Run {
  readonly path: string;
  readonly id: string;
  readonly script: string;
}

function ociRun(path: string, id: string): string[] {
  return [tool("oci-run"), "--root", state, "run", "--bundle", path, id];
}

interface Output {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program; its output byte by byte. */
function start(argv: readonly string[], env: Environment): Output {
  const { status, stdout, stderr } = spawnSync(argv[0]!, argv.slice(1), {
    env,
    cwd: "/",
    encoding: "latin1",
    timeout: 60_000,
    killSignal: "SIGKILL",
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { status, stdout, stderr };
}

function explain(path: string, id: string): Output {
  return start([tool("oci-run"), "explain", "--id", id, path], {});
}

/** A process in namespaces of its own; they are there as long as this program runs. */
function holdNamespaces(): (name: string) => string {
  const child = spawn("unshare", ["--net", "--uts", "--ipc", "sleep", "1000"], { stdio: "ignore" });
  child.unref();
  process.on("exit", () => child.kill("SIGKILL"));
  const path = (name: string) => `/proc/${child.pid}/ns/${name}`;
  for (let i = 0; i < 1000 && readlinkSync(path("ipc")) === readlinkSync("/proc/self/ns/ipc"); i++)
    spawnSync("sleep", ["0.01"]);
  return path;
}

const namespaceAt = holdNamespaces();
const { path, config: base } = runcSpecBundle("explain", (config) => {
  config.process.args = [...fullProbe];
});
const mountPoints = join(path, "rootfs/mnt");
const script = join(scratch("explain-script"), "container.sh");

/** Every file of a bundle, whatever bytes its name has. */
function filesOf(bundle: string): string[] {
  const format = "%p %y %m %U:%G %s %l\\n";
  const { stdout } = spawnSync(
    "find",
    [bundle, "(", "-type", "d", "-printf", "%p %m\\n", ")", "-o", "-printf", format],
    { encoding: "latin1" },
  );
  return stdout.split("\n").sort();
}

/** Whether a bundle's container is the same in every way, and nothing stays behind. */
function compare(bundle: string, id: string, volatile: readonly Tolerance[] = []): void {
  const untouched = filesOf(bundle);
  let first = start(ociRun(bundle, id), {});
  const files = filesOf(bundle);
  // It has made directories to mount on, and a tmpfs takes the mode of a directory that is there.
  if (files.join() !== untouched.join()) first = start(ociRun(bundle, id), {});
  assert.is(first.status, 0, `oci-run: ${first.stderr}`);
  const places = { id, directories: [state] };
  const before = remains(places);
  assert.equal(
    before.filter((line) => line.startsWith("cgroup")),
    [],
    "the fused run leaves no cgroup",
  );

  const printed = explain(bundle, id);
  assert.is(printed.status, 0, printed.stderr);
  assert.is(printed.stderr, "");
  writeFileSync(script, printed.stdout, "latin1");
  for (const [name, way] of Object.entries(ways)) {
    const result = start(...way({ path: bundle, id, script }));
    assert.is(result.status, 0, `${name}: ${result.stderr}`);
    if (first.stderr === "") assert.is(result.stderr, "", name);
    if (first.stdout.startsWith("@@ "))
      assert.equal(
        differences(parseProbe(first.stdout), parseProbe(result.stdout), [...tolerated, ...volatile]),
        [],
        name,
      );
    else assert.is(result.stdout, first.stdout, name);
    assert.equal(changes(before, places), [], name);
    assert.equal(filesOf(bundle), files, name);
  }
}

const seed = Number(process.env["ISOBOX_TEST_SEED"] ?? Date.now() % 1_000_000);
const chosen = long ? cases : sample([...cases], SAMPLE, seed);
console.log(`NOTE ${chosen.length} of ${cases.length} bundles${long ? "" : `, ISOBOX_TEST_SEED=${seed}`}`);

for (const { name, change, volatile } of chosen) {
  test(`explain [${name}]: the script and the chain of execs make the same container`, () => {
    const id = uniqueName("explain");
    const config = structuredClone(base) as Json;
    // What an earlier bundle mounted on is gone: no bundle depends on the sample's order.
    rmSync(mountPoints, { recursive: true, force: true });
    mkdirSync(mountPoints);
    const at = { path, id, netns: namespaceAt("net"), utsns: namespaceAt("uts"), ipcns: namespaceAt("ipc") };
    change(config, at);
    writeFileSync(join(path, "config.json"), JSON.stringify(config, null, 1));
    compare(path, id, volatile);
    assert.not.ok(existsSync("/tmp/isobox-injected"), "nothing of the configuration was executed");
  });
}

/** Slips that a script could have, and the sections of the probe in which they show. */
const slips: Readonly<Record<string, readonly [from: RegExp, to: string, sections: readonly string[]]>> = {
  "another umask": [/--umask=022/, "--umask=027", ["process", "status"]],
  "a capability less": [/--bounding-set=kill,/, "--bounding-set=", ["status"]],
  "a variable of the caller": [
    /^set -- \S+oci-payload.*?\n {2}--$/ms,
    'set -- "$bin"/cap-drop --',
    ["environment"],
  ],
  "no masked path": [/--masked-path=\/sys\/firmware/, "--masked-path=/no/such", ["mountinfo"]],
  "a mount option less": [/,noexec,newinstance/, ",newinstance", ["mountinfo"]],
  "no loopback": [/--loopback/, "", ["interfaces", "loopback"]],
  "another limit": [/--rlimit=nofile=1024/, "--rlimit=nofile=1025", ["limits"]],
  "no device rules": [/'--device=deny a' --device=default/, "", ["cgroupfiles"]],
};

for (const [name, [from, to, sections]] of Object.entries(slips)) {
  test(`the comparison finds a script with ${name}`, () => {
    const id = uniqueName("slip");
    writeFileSync(join(path, "config.json"), JSON.stringify(base));
    const { stdout: printed } = explain(path, id);
    const slipped = printed.replace(from, to);
    assert.not.equal(slipped, printed);
    writeFileSync(script, slipped, "latin1");
    const [right, wrong] = [ociRun(path, id), ["/bin/dash", script]].map((argv) => start(argv, {}));
    assert.equal([right!.status, wrong!.status], [0, 0], wrong!.stderr);
    const found = differences(parseProbe(right!.stdout), parseProbe(wrong!.stdout), tolerated);
    for (const section of sections)
      assert.ok(
        found.some((line) => line.startsWith(`${section}: `)),
        `${section}: ${found}`,
      );
  });
}

test.run();
