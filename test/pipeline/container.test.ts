import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { busyboxRoot } from "../lib/bundle.ts";
import { differences } from "../lib/compare.ts";
import { cgroupsNamed, processesIn, pureV2, setFrozen } from "../lib/hierarchy.ts";
import { parseProbe, probeArgs } from "../lib/probe.ts";
import { type Result, run, scratch, tool, uniqueName } from "../lib/tools.ts";

const modes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  fused: {},
  "exec by exec": { ISOBOX_CHAIN: "exec" },
};
const rootfs = busyboxRoot(join(scratch("pipeline"), "rootfs"));

interface Parts {
  readonly name: string;
  readonly outer?: readonly string[];
  readonly limits?: readonly string[];
  readonly root?: readonly string[];
  readonly payload: readonly string[];
}

/** The pipeline of the README; the words of a stage can be replaced. */
function pipeline({ name, outer = ["--pid", "--fork"], limits, root, payload }: Parts): string[] {
  return [
    [tool("ns-exec"), ...outer],
    ["cg-set", "--name", name, ...(limits ?? ["--memory", "64M", "--pids", "100"]), "--rm"],
    ["ns-exec", "--mount", "--uts", "--ipc", "--hostname", "lab"],
    ["mnt-root", ...(root ?? ["--root", rootfs, "--proc"])],
    ["cap-drop", "--keep", "net_bind_service"],
    payload,
  ].flatMap((words, i) => (i === 0 ? words : ["--", ...words]));
}

const environment = { PATH: "/bin", HOME: "/root", TERM: "dumb" };

function start(parts: Parts, mode: string): Result {
  return run(pipeline(parts), { env: { ...environment, ...modes[mode] } });
}

function assertGone(name: string): void {
  assert.equal(cgroupsNamed(name), []);
  assert.not.match(readFileSync("/proc/self/mountinfo", "utf8"), rootfs);
}

/** Prints the open descriptors of the shell, and the one by which it reads them. */
const descriptors = "echo /proc/$$/fd/*";

for (const mode of Object.keys(modes)) {
  test(`pipeline [${mode}]: is pid 1 in its own namespaces, limited, confined, and leaves nothing`, () => {
    const name = uniqueName("pipe");
    const script = [
      "echo pid $$",
      "hostname",
      "grep -E '^(CapPrm|CapEff|CapBnd|CapInh|CapAmb)' /proc/self/status",
      `cut -d: -f3 /proc/self/cgroup | grep -c ${name}`,
      descriptors,
      "cut -d' ' -f5 /proc/self/mountinfo | tr '\\n' ' '; echo",
      "env | sort | tr '\\n' ' '",
    ].join("\n");
    const result = start({ name, payload: ["sh", "-c", script] }, mode);
    assert.is(result.stderr, "");
    assert.is(result.status, 0);
    const lines = result.stdout.split("\n");
    assert.is(lines[0], "pid 1");
    assert.is(lines[1], "lab");
    assert.equal(lines.slice(2, 7), [
      "CapInh:\t0000000000000000",
      "CapPrm:\t0000000000000400",
      "CapEff:\t0000000000000400",
      "CapBnd:\t0000000000000400",
      "CapAmb:\t0000000000000000",
    ]);
    const hierarchies = readFileSync("/proc/self/cgroup", "utf8").trimEnd().split("\n").length;
    assert.is(lines[7], String(hierarchies), "a member of the cgroup in every hierarchy");
    const given = run(["/bin/busybox", "sh", "-c", descriptors], { env: environment });
    const numbers = (text: string) => text.trim().replaceAll(/\/proc\/\d+\/fd\//g, "");
    assert.is(
      numbers(lines[8]!),
      numbers(given.stdout),
      "the descriptors that the tool was given, and none of its own",
    );
    assert.is(lines[9], "/ /proc ");
    assert.match(lines[10]!, /^HOME=\/root PATH=\/bin PWD=\/ SHLVL=1 TERM=dumb /);
    assertGone(name);
  });

  test(`pipeline [${mode}]: works in a root without /proc`, () => {
    const name = uniqueName("noproc");
    const result = start(
      { name, root: ["--root", rootfs], payload: ["sh", "-c", "ls /proc; echo $$"] },
      mode,
    );
    assert.equal([result.stdout, result.stderr, result.status], ["1\n", "", 0]);
    assertGone(name);
  });

  test(`pipeline [${mode}]: the supervisor is not counted by pids.max`, () => {
    const name = uniqueName("pids");
    const payload = ["sh", "-c", "echo $$; /bin/true || :; (true) 2>&1 || :"];
    const result = start({ name, limits: ["--pids", "1"], payload }, mode);
    assert.match(result.stdout, /^1\n/);
    // The shell itself is the one process; its fork is refused.
    assert.match(result.stdout + result.stderr, /can't fork/);
    assertGone(name);
  });

  test(`pipeline [${mode}]: runs our cap-drop, not the image's program of that name; a payload may have a tool's name`, () => {
    const name = uniqueName("fake");
    const fake = join(busyboxRoot(join(scratch("fake"), "rootfs")));
    for (const program of ["cap-drop", "mnt-root"])
      writeFileSync(join(fake, "bin", program), "#!/bin/sh\necho the image\\'s $0 $*\n", { mode: 0o755 });
    const root = ["--root", fake, "--proc"];
    const ours = start({ name, root, payload: ["grep", "CapBnd", "/proc/self/status"] }, mode);
    assert.equal([ours.stdout, ours.status], ["CapBnd:\t0000000000000400\n", 0]);
    const theirs = start({ name, root, payload: ["--", "cap-drop", "--version"] }, mode);
    assert.equal(
      [theirs.stdout, theirs.stderr, theirs.status],
      ["the image's /bin/cap-drop --version\n", "", 0],
    );
    assertGone(name);
  });

  test(`pipeline [${mode}]: passes the payload's status on, 127 and 126 for what cannot be executed`, () => {
    const name = uniqueName("status");
    assert.is(start({ name, payload: ["sh", "-c", "exit 7"] }, mode).status, 7);
    assert.is(
      start({ name, payload: ["sh", "-c", "kill -9 $$ & wait; exec /bin/sh -c 'exit 3'"] }, mode).status,
      3,
    );
    const missing = start({ name, payload: ["no-such-program"] }, mode);
    assert.is(missing.status, 127);
    assert.match(missing.stderr, /^cap-drop: cannot execute "no-such-program".*ENOENT.*\n/);
    assert.is(start({ name, payload: ["/etc/passwd"] }, mode).status, 126);
    assertGone(name);
  });

  test(`pipeline [${mode}]: everything is gone when the payload is killed, and the status says how`, async () => {
    const name = uniqueName("killed");
    const words = pipeline({ name, payload: ["sh", "-c", "echo ready; sleep 1000"] });
    const child = spawn(words[0]!, words.slice(1), {
      env: { ...environment, ...modes[mode] },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    const first = Math.min(
      ...cgroupsNamed(name)
        .flatMap(processesIn)
        .filter((pid) => pid > 0),
    );
    assert.not.equal(first, child.pid, "the supervisor is outside of the cgroup");
    process.kill(first, "SIGKILL");
    assert.is(await ended, 128 + 9);
    assertGone(name);
  });

  test(`pipeline [${mode}]: a frozen cgroup does not stop the supervisor`, async () => {
    const name = uniqueName("frozen");
    const words = pipeline({ name, payload: ["sh", "-c", "echo ready; sleep 1000"] });
    const child = spawn(words[0]!, words.slice(1), {
      env: { ...environment, ...modes[mode] },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    process.kill(Math.min(...processesIn(setFrozen(name, true))), "SIGKILL");
    // In v2 a frozen process can be killed. In v1 the kill waits in it; the supervisor takes signals all the same.
    if (!pureV2) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.is(child.exitCode, null);
      setFrozen(name, false);
    }
    assert.is(await ended, 128 + 9);
    assertGone(name);
  });

  test(`pipeline [${mode}]: in a user namespace with two id ranges`, () => {
    const name = uniqueName("userns");
    const maps = ["0:100000:1000", "1000:300000:500"].flatMap((range) => [
      "--map-users",
      range,
      "--map-groups",
      range,
    ]);
    const own = busyboxRoot(join(scratch("userns"), "rootfs"));
    const words = [
      [tool("cg-set"), "--name", name, "--pids", "50", "--rm", "--prepare"],
      ["ns-exec", "--user", ...maps, "--pid", "--fork"],
      ["cg-set", "--enter"],
      ["ns-exec", "--mount", "--uts", "--ipc", "--hostname", "lab"],
      ["mnt-root", "--root", own, "--proc"],
      ["cap-drop", "--keep", "net_bind_service"],
      [
        "sh",
        "-c",
        `echo $$; hostname; tr -s ' ' < /proc/self/uid_map; grep -c ${name} /proc/self/cgroup; id -u`,
      ],
    ].flatMap((stage, i) => (i === 0 ? stage : ["--", ...stage]));
    const result = run(words, { env: { ...environment, ...modes[mode] } });
    assert.is(result.stderr, "");
    const hierarchies = readFileSync("/proc/self/cgroup", "utf8").trimEnd().split("\n").length;
    assert.is(result.stdout, `1\nlab\n 0 100000 1000\n 1000 300000 500\n${hierarchies}\n0\n`);
    assert.is(result.status, 0);
    assertGone(name);
  });
}

test("pipeline: fused and exec by exec give the same container, field by field", () => {
  const name = uniqueName("same");
  const root = ["--root", rootfs, "--proc", "--dev", "--sys"];
  const probes = Object.keys(modes).map((mode) => {
    const result = start({ name, root, payload: probeArgs }, mode);
    assert.is(result.status, 0, result.stderr);
    return parseProbe(result.stdout);
  });
  assert.equal(differences(probes[0]!, probes[1]!), []);
  assertGone(name);
});

test.run();
