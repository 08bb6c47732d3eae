// The primitives as libraries under Node: what acts on others works in this process, all else in the static program.
import { spawn as nodeSpawn, spawnSync as nodeSpawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  capabilityChange,
  capDrop,
  cpuAffinityOf,
  rlimitOf,
  setCpuAffinity,
  setRlimits,
} from "@isobox/cap-drop";
import { makeCgroup, partV1, removeCgroup, writeLimits } from "@isobox/cg-set";
import * as abi from "@isobox/kernel/abi";
import { SingleThreadRequired } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { mntRoot } from "@isobox/mnt-root";
import { enterNamespaces, nsExec } from "@isobox/ns-exec";
import { stage, UsageError } from "@isobox/toolkit";
import { spawn, spawnSync } from "@isobox/toolkit/spawn";
import { build } from "esbuild";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { busyboxRoot } from "./lib/bundle.ts";
import { root, scratch, tool, uniqueName } from "./lib/tools.ts";

const program = tool("isobox");

/** A process that waits, for the time of a test. */
async function withSleeper(use: (pid: number) => void | Promise<void>): Promise<void> {
  const sleeper = nodeSpawn("sleep", ["1000"], { stdio: "ignore" });
  try {
    await use(sleeper.pid!);
  } finally {
    sleeper.kill("SIGKILL");
    await once(sleeper, "close");
  }
}

test("spawnSync() makes a container, stage by stage, with typed options", () => {
  const rootfs = busyboxRoot(join(scratch("spawn"), "rootfs"));
  const { status, stdout, stderr } = spawnSync(
    [
      stage(nsExec, { pid: true, fork: true }),
      stage(nsExec, { mount: true, uts: true, hostname: "lab" }),
      stage(mntRoot, { root: rootfs, mount: [{ type: "proc", source: "proc", destination: "/proc" }] }),
      stage(capDrop, { keep: capabilityChange.parse("net_bind_service"), noNewPrivs: true }),
    ],
    ["sh", "-c", "echo $$ $(hostname); ls -d /[a-z]*; grep -E 'CapEff|NoNew' /proc/self/status"],
    { program },
  );
  assert.is(status, 0, stderr);
  assert.match(stdout, /^1 lab\n\/bin\n/);
  assert.match(stdout, /CapEff:\t0000000000000400\nNoNewPrivs:\t1\n$/);
});

test("spawn() gives the payload's streams and its status", async () => {
  const child = spawn(
    [stage(nsExec, { pid: true, fork: true })],
    ["sh", "-c", "read x; echo got $x; exit 7"],
    {
      program,
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  let text = "";
  child.stdout!.on("data", (data) => (text += data));
  child.stdin!.end("word\n");
  assert.equal(await once(child, "close"), [7, null]);
  assert.is(text, "got word\n");
});

test("spawn() ends with its AbortSignal, and nothing stays", async () => {
  const controller = new AbortController();
  const child = spawn([stage(nsExec, { pid: true, fork: true, killChild: true })], ["sleep", "1000"], {
    program,
    signal: controller.signal,
    killSignal: "SIGKILL",
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.on("error", () => {});
  const children = () => readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim();
  while (children() === "") await new Promise((resolve) => setTimeout(resolve, 5));
  const inside = Number(children().split(" ")[0]);
  controller.abort();
  await ended;
  // The supervisor could clean up nothing; --kill-child has taken the payload along.
  for (let i = 0; i < 400 && existsSync(`/proc/${inside}`); i++)
    await new Promise((resolve) => setTimeout(resolve, 5));
  assert.not.ok(existsSync(`/proc/${inside}`));
});

test("wrong options are refused before anything starts", () => {
  const marker = join(scratch("spawn"), "started");
  const start = (stages: Parameters<typeof spawnSync>[0]) =>
    spawnSync(stages, ["touch", marker], { program });
  const is = (type: new (...args: never[]) => Error, text: RegExp) => (error: unknown) =>
    error instanceof type && text.test(error.message);
  assert.throws(() => start([stage(nsExec, { hostname: "lab" })]), is(UsageError, /uts/));
  assert.throws(() => start([stage(nsExec, { spin: true } as never)]), is(TypeError, /no option "spin"/));
  assert.throws(
    () => start([stage(capDrop, { umask: -1 })]),
    is(TypeError, /no words for this value of umask/),
  );
  assert.not.ok(existsSync(marker));
});

test("a payload is one whatever its name, and options are not taken for words of it", () => {
  const { stdout, stderr } = spawnSync([stage(nsExec, {})], ["echo", "--pid", "ns-exec", "--"], { program });
  assert.is(stdout, "--pid ns-exec --\n", stderr);
  const other = spawnSync([stage(nsExec, {})], ["ns-exec", "x"], { program, env: { PATH: "/nowhere" } });
  assert.is(other.status, 127, other.stderr);
});

test("in the process: limits and processors of another process", () =>
  withSleeper((pid) => {
    setRlimits([{ resource: "nofile", soft: 64n, hard: 128n }], pid);
    assert.equal(rlimitOf(pid, "nofile"), { soft: 64n, hard: 128n });
    assert.match(readFileSync(`/proc/${pid}/limits`, "utf8"), /^Max open files +64 +128 /m);
    setCpuAffinity([[0, 0]] as never, pid);
    assert.equal(cpuAffinityOf(pid), [[0, 0]]);
  }));

test("in the process: a cgroup is made, limited and removed", () => {
  const name = uniqueName("library");
  const cgroup = makeCgroup(`/${name}`);
  try {
    writeLimits(cgroup, { pids: 17 });
    const directory = (partV1(cgroup, "pids") ?? cgroup.parts[0])!.directory;
    assert.is(readFileSync(join(directory, "pids.max"), "utf8"), "17\n");
  } finally {
    removeCgroup(cgroup);
  }
  for (const { directory } of cgroup.parts) assert.not.ok(existsSync(directory));
});

test("in the process: a mount is made, changed and shown by descriptor, and nobody sees it", () => {
  const before = readFileSync("/proc/self/mountinfo", "utf8");
  using context = sys.fsopen("tmpfs");
  sys.fsconfigString(context, "size", "1m");
  sys.fsconfigCreate(context);
  using mount = sys.fsmount(context, 0);
  using file = sys.openat(mount, "file", abi.O_CREAT | abi.O_WRONLY, 0o600);
  assert.is(sys.write(file, "word"), 4);
  assert.is(readFileSync("/proc/self/mountinfo", "utf8"), before);
});

test("what would change this process throws SingleThreadRequired, and says what to do", () => {
  const isRefused = (error: unknown) =>
    error instanceof SingleThreadRequired && /static isobox program/.test(error.message);
  const before = readFileSync("/proc/self/status", "utf8").match(/^(Uid|CapEff|NoNewPrivs|Seccomp):.*/gm);
  assert.throws(() => enterNamespaces({ uts: true }), isRefused);
  assert.throws(() => capDrop.apply({ noNewPrivs: true }, () => process.exit(1)), isRefused);
  assert.throws(() => mntRoot.apply({ root: "/", force: true }, () => process.exit(1)));
  assert.equal(
    readFileSync("/proc/self/status", "utf8").match(/^(Uid|CapEff|NoNewPrivs|Seccomp):.*/gm),
    before,
  );
});

test("the examples of the README run as they stand", async () => {
  const page = readFileSync(join(root, "README.md"), "utf8");
  const examples = [...page.matchAll(/^```ts\n([\s\S]*?)^```\n\n((?: {4}.*\n)+)/gm)];
  assert.is(examples.length, 2);
  const outdir = join(root, "test/.cache/readme");
  mkdirSync(outdir, { recursive: true });
  for (const [i, [, contents, shown]] of examples.entries()) {
    // Beside the tests, from where koffi is found.
    const outfile = join(outdir, `${process.pid}-${i}.mjs`);
    await build({
      stdin: { contents: contents!, loader: "ts", resolveDir: join(root, "test") },
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      supported: { using: false },
      conditions: ["source"],
      external: ["koffi", "yargs"],
    });
    const env = { ...process.env, PATH: `${dirname(program)}:${process.env["PATH"]}` };
    const { status, stdout, stderr } = nodeSpawnSync(process.execPath, [outfile], { encoding: "utf8", env });
    rmSync(outfile);
    assert.is(status, 0, stderr);
    assert.is(stdout, shown!.replace(/^ {4}/gm, ""));
  }
});

test.run();
