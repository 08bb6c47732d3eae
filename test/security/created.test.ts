// A container that waits for `start`, for as long as its engine likes: what its process holds, and what a bundle can
// reach by it. The descriptors of the caller are open on a directory of the host.

import { spawnSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Bundle, type Json, runcSpecBundle } from "../lib/bundle.ts";
import { type Result, run, scratch, tool, uniqueName } from "../lib/tools.ts";

const state = scratch("created-state");
const logs = scratch("created-logs");
const host = scratch("created-host");
mkdirSync(join(host, "bin"));
mkdirSync(join(host, "a/b"), { recursive: true });
writeFileSync(join(host, "marker"), "of the host");
writeFileSync(join(host, "bin/prog"), "#!/bin/sh\necho of the host\n", { mode: 0o755 });

const ociRun = (...words: string[]) => [tool("oci-run"), "--root", state, ...words];
const out = (id: string) => join(logs, `${id}.out`);

/** Runs a command whose caller has left 3 to 20 open; output goes to a file that a created container may keep. */
function leaky(argv: readonly string[], id: string): Result {
  const files = [openSync(out(id), "a"), openSync(`${out(id)}.err`, "a")];
  const directory = openSync(join(host, "a/b"), "r");
  const [command, ...args] = argv;
  const inherited = Array.from({ length: 18 }, () => directory);
  const result = spawnSync(command!, args, { stdio: ["ignore", ...files, ...inherited], timeout: 20_000 });
  for (const fd of [...files, directory]) closeSync(fd);
  return {
    status: result.status,
    signal: result.signal,
    stdout: readFileSync(out(id), "utf8"),
    stderr: readFileSync(`${out(id)}.err`, "utf8"),
  };
}

const bundleOf = (args: readonly string[], change: (config: Json) => void = () => {}): Bundle =>
  runcSpecBundle("created", (config) => {
    config.process.args = args;
    change(config);
  });

const stateOf = (id: string) => JSON.parse(run(ociRun("state", id)).stdout);
const remove = (id: string) => void run(ociRun("delete", "--force", id));

/** What a process has open above the standard streams. */
function descriptorsOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`)
    .filter((fd) => Number(fd) > 2)
    .map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`).replace(/\[\d+\]/, ""));
}

test("cve-2016-9962: a created container holds the socket of its gate and no file of the host; started, nothing", () => {
  for (const uid of [0, 1000]) {
    const id = uniqueName("held");
    const bundle = bundleOf(["/bin/sh", "-c", "exec sleep 1000"], (config) => {
      config.process.user = { uid, gid: uid };
    });
    try {
      const log = ["--log", join(logs, `${id}.log`), "--log-format", "json"];
      const made = leaky([tool("oci-run"), "--root", state, ...log, "create", "-b", bundle.path, id], id);
      assert.is(made.status, 0, made.stderr);
      const { pid } = stateOf(id);
      assert.equal(descriptorsOf(pid), ["socket:"]);
      // Not dumpable: its files in /proc are root's, so that nobody of its user looks into it before the exec.
      assert.is(statSync(`/proc/${pid}/fd`).uid, 0);
      assert.is(leaky(ociRun("start", id), id).status, 0);
      assert.equal(descriptorsOf(pid), []);
    } finally {
      remove(id);
    }
  }
});

test("run --detach: the program is left with 0, 1 and 2", () => {
  const id = uniqueName("detached");
  const bundle = bundleOf(["/bin/sh", "-c", "exec sleep 1000"]);
  try {
    assert.is(leaky(ociRun("run", "--detach", "-b", bundle.path, id), id).status, 0);
    assert.equal(descriptorsOf(stateOf(id).pid), []);
  } finally {
    remove(id);
  }
});

/** Makes and starts a container in both ways; what it printed. */
function bothWays(bundle: Bundle): Result[] {
  const first = uniqueName("run");
  const second = uniqueName("create");
  const ran = leaky(ociRun("run", "-b", bundle.path, first), first);
  const made = leaky(ociRun("create", "-b", bundle.path, second), second);
  if (made.status !== 0) return [ran, made];
  const started = leaky(ociRun("start", second), second);
  for (let i = 0; i < 200 && stateOf(second).status === "running"; i++) run(["sleep", "0.01"]);
  remove(second);
  return [ran, { ...started, stdout: readFileSync(out(second), "utf8") }];
}

/** Refused with a message, and nothing of the host was shown or made. */
function assertRefused(bundle: Bundle, what: string): void {
  for (const { status, stdout, stderr } of bothWays(bundle)) {
    assert.is(status, 1, `${what}: ${stdout}`);
    assert.is(stdout, "", what);
    assert.match(stderr, /^(oci-run|mnt-root|cap-drop): /, what);
  }
  assert.equal(readdirSync(host, { recursive: true, encoding: "utf8" }).sort(), tree, what);
}

const tree = readdirSync(host, { recursive: true, encoding: "utf8" }).sort();

for (let fd = 3; fd <= 20; fd++)
  test(`cve-2024-21626: descriptor ${fd} of the caller leads to no directory and no program of the host`, () => {
    const link = `/proc/self/fd/${fd}`;
    const cwds = fd % 6 === 0 ? [link, `${link}/..`, `${link}/../..`, `${link}/made/deep`] : [link];
    for (const cwd of cwds) {
      const bundle = bundleOf(["/bin/sh", "-c", "pwd -P; ls"], (config) => {
        config.process.cwd = cwd;
      });
      assertRefused(bundle, `cwd ${cwd}`);
    }
    for (const name of [`${link}/../../bin/prog`, `${link}/../../../../../../../../bin/sh`])
      assertRefused(bundleOf([name, "-c", "echo ran"]), `args[0] ${name}`);
  });

test("cve-2024-21626: the same through links in the image, and by PATH", () => {
  const linked = bundleOf(["/bin/sh", "-c", "pwd -P; ls"], (config) => {
    config.process.cwd = "/way";
  });
  symlinkSync("/proc/self/fd/9", join(linked.rootfs, "way"));
  assertRefused(linked, "cwd through a link");
  const searched = bundleOf(["prog"], (config) => {
    config.process.env = ["PATH=/proc/self/fd/9/../../bin"];
  });
  assertRefused(searched, "PATH");
  const program = bundleOf(["/bin/way"]);
  symlinkSync("/proc/self/fd/9/../../bin/prog", join(program.rootfs, "bin/way"));
  assertRefused(program, "args[0] through a link");
});

test("signals that the caller blocks or ignores, and its umask, do not reach the program", () => {
  const bundle = bundleOf(["/bin/sh", "-c", "grep -E '^Sig(Blk|Ign)' /proc/self/status; umask"]);
  const hostile = ["env", "--ignore-signal", "--block-signal", "sh", "-c", 'umask 0777; exec "$@"', "sh"];
  const ran = run([...hostile, ...ociRun("run", "-b", bundle.path, uniqueName("signals"))]);
  assert.is(ran.stdout, "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n0022\n", ran.stderr);
  const id = uniqueName("signals");
  const made = leaky([...hostile, ...ociRun("create", "-b", bundle.path, id)], id);
  assert.is(made.status, 0, made.stderr);
  // The state is the owner's alone, whatever the mask.
  assert.is(statSync(join(state, id)).mode & 0o7777, 0o700);
  remove(id);
});

test.run();
