import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { LEFT_OUT, SOME_LEFT_OUT } from "../../packages/oci-run/src/explain/keys.ts";
import { type Bundle, type Json, runcSpecBundle } from "../lib/bundle.ts";
import { pureV2 } from "../lib/hierarchy.ts";
import { output, type Result, run, scratch, tool, uniqueName } from "../lib/tools.ts";

const nothing = { env: {} };

function bundleOf(script: string, change: (config: Json) => void = () => {}): Bundle {
  return runcSpecBundle("script", (config) => {
    config.process.args = ["/bin/sh", "-c", script];
    change(config);
  });
}

function explain(...words: string[]): Result {
  return run([tool("oci-run"), "explain", ...words], nothing);
}

/** The script of a bundle, in a file. */
function scriptOf(bundle: Bundle, id: string, status = 0): string {
  const result = explain("--id", id, bundle.path);
  assert.is(result.status, status, result.stderr);
  const file = join(scratch("script"), "container.sh");
  writeFileSync(file, result.stdout);
  return file;
}

function cgroupsNamed(name: string): string[] {
  return output([tool("cg-set"), "list", "--", name])
    .split("\n")
    .slice(0, -1);
}

/** Waits for something that another process does; fails after ten seconds. */
function eventually(what: string, condition: () => boolean): void {
  for (let i = 0; i < 1000; i++) {
    if (condition()) return;
    run(["sleep", "0.01"]);
  }
  throw new Error(`did not happen: ${what}`);
}

const hello = bundleOf("echo hello; exit 7");

test("explain: the bundle is an operand, an option, or the working directory; the id is its name", () => {
  const given = explain("--id", "one", hello.path);
  assert.equal([given.status, given.stderr], [0, ""]);
  assert.is(explain("--id", "one", "--bundle", hello.path).stdout, given.stdout);
  assert.is(explain(`${hello.path}/`, "--id", "one").stdout, given.stdout);
  assert.is(
    run([tool("oci-run"), "explain", "--id", "one"], { ...nothing, cwd: hello.path }).stdout,
    given.stdout,
  );
  assert.match(explain(hello.path).stdout, `\nid=${hello.path.split("/").at(-1)}\n`);
  assert.is(explain("--id", "../x", hello.path).status, 1);
  assert.is(explain("/no/such/bundle").status, 1);
  assert.is(explain("one", "two").status, 1);
});

test("explain: each stage is preceded by the keys that it comes from", () => {
  const { stdout } = explain("--id", "one", hello.path);
  const keysOf = (stage: string) => {
    const before = stdout.split(new RegExp(`^set -- .*${stage}`, "m"))[0]!;
    return before
      .slice(before.lastIndexOf("\n\n"))
      .replace(/^# {3}|^# .*\.$/gm, "")
      .split(/[\s,]+/)
      .filter((key) => key !== "");
  };
  assert.equal(keysOf("cg-set --name"), ["linux.resources.devices"]);
  assert.equal(keysOf("ns-exec --pid"), ["linux.namespaces"]);
  assert.equal(keysOf("ns-exec --mount"), ["linux.namespaces", "hostname"]);
  assert.equal(keysOf("mnt-root"), [
    "root.path",
    "root.readonly",
    "mounts",
    "linux.maskedPaths",
    "linux.readonlyPaths",
  ]);
  assert.equal(keysOf("oci-payload"), ["process.env"]);
  assert.ok(keysOf("cap-drop").includes("process.capabilities.bounding"));
  assert.equal(keysOf("/bin/sh"), ["process.args"]);
});

test("explain: needs no privilege, changes nothing, and reads nothing of the root file system", () => {
  const log = join(scratch("strace"), "log");
  const words = [tool("oci-run"), "explain", "--id", "one", hello.path];
  const as = (uid: number) => [
    "strace",
    "-f",
    "-o",
    log,
    "-e",
    "trace=%file,%process,%desc",
    "/usr/bin/setpriv",
    "--reuid",
    `${uid}`,
    "--regid",
    `${uid}`,
    "--clear-groups",
    "--",
  ];
  writeFileSync(log, "", { mode: 0o666 });
  const other = run(
    ["/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--", ...words],
    nothing,
  );
  assert.equal([other.status, other.stderr], [0, ""]);
  assert.is(other.stdout, explain("--id", "one", hello.path).stdout);
  const traced = run([...as(0), ...words], nothing);
  assert.is(traced.status, 0, traced.stderr);
  const calls = readFileSync(log, "utf8").split("\n");
  const suspicious = calls.filter((call) =>
    /rootfs|O_WRONLY|O_RDWR|O_CREAT|\b(mkdir|mount|unlink|rename|mknod|symlink|chmod|chown|unshare|setns|fork|clone|vfork)/.test(
      call,
    ),
  );
  assert.ok(calls.some((call) => call.includes("config.json")));
  assert.equal(
    suspicious.filter((call) => !/mount_setattr|open_tree/.test(call)),
    [],
    "but for the clone of its own file's mount, no call changes anything",
  );
});

test("explain: the tools are found through a link of another name, and through PATH", () => {
  const elsewhere = scratch("elsewhere");
  symlinkSync(tool("oci-run"), join(elsewhere, "runc"));
  const bin = dirname(tool("oci-run"));
  const line = (stdout: string) => /^bin=.*$/m.exec(stdout)?.[0];
  assert.is(line(run([join(elsewhere, "runc"), "explain", hello.path], nothing).stdout), `bin=${bin}`);
  assert.is(
    line(run(["env", "-i", `PATH=/bin:${bin}`, "oci-run", "explain", hello.path]).stdout),
    `bin=${bin}`,
  );
  assert.is(line(run([join(bin, "isobox"), "oci-run", "explain", hello.path], nothing).stdout), `bin=${bin}`);
  const relative = run(["./oci-run", "explain", hello.path], { env: {}, cwd: bin });
  assert.match(line(relative.stdout) ?? relative.stderr, /^bin=\//);
  assert.is(run(["sh", "-c", relative.stdout], nothing).status, 7);
});

/** A configuration that asks for each key that a script leaves out. */
const asking: Readonly<Record<string, unknown>> = {
  "process.terminal": true,
  "process.consoleSize": { height: 25, width: 80 },
  "process.selinuxLabel": "system_u:system_r:container_t:s0",
  "process.execCPUAffinity": { initial: "0" },
  "linux.seccomp": { defaultAction: "SCMP_ACT_ALLOW" },
  "linux.intelRdt": { closID: "x" },
  "linux.netDevices": { eth9: { name: "eth0" } },
  "linux.mountLabel": "system_u:object_r:container_file_t:s0",
  "linux.resources.cpu.quota": 1e15,
  "linux.resources.cpu.period": 1e15,
  "linux.resources.cpu.burst": 1e15,
  "linux.resources.cpu.realtimePeriod": 1e15,
  "linux.resources.cpu.realtimeRuntime": -2,
  "linux.resources.cpu.cpus": " 0",
  "linux.resources.cpu.mems": " 0",
  "linux.resources.pids.limit": 1e9,
  "linux.resources.blockIO.weight": 5,
};
const hook = [{ path: "/bin/true" }];

function put(config: Json, key: string, value: unknown): void {
  const parts = key.split(".");
  const last = parts.pop()!;
  let at = config;
  for (const part of parts) at = at[part] ??= {};
  at[last] = value;
}

for (const { key } of [...LEFT_OUT, ...SOME_LEFT_OUT]) {
  test(`explain: ${key} cannot be said: the script says so, the status is 3, and the rest runs`, () => {
    const bundle = bundleOf("echo hello", (config) => {
      if (key === "process.consoleSize") config.process.terminal = true;
      put(config, key, key.startsWith("hooks.") ? hook : asking[key]);
    });
    const result = explain("--id", uniqueName("left-out"), bundle.path);
    assert.is(result.status, 3, result.stderr);
    assert.match(result.stderr, key);
    assert.is(result.stderr.trimEnd().split("\n").length, 1);
    assert.match(result.stdout, new RegExp(`^#   ${key.replaceAll(".", "\\.")}: .`, "m"));
    const made = run(["/bin/dash", "-c", result.stdout], nothing);
    assert.equal([made.stdout, made.stderr, made.status], ["hello\n", "", 0]);
  });
}

for (const shell of ["/bin/dash", "/bin/bash"]) {
  test(`the script [${shell}]: ends as the program ends, and refuses what cannot be executed`, () => {
    const id = uniqueName("status");
    assert.equal(run([shell, scriptOf(hello, id)], nothing), {
      status: 7,
      signal: null,
      stdout: "hello\n",
      stderr: "",
    });
    const killed = bundleOf("kill -9 $$; (kill -9 1); exec sleep 0.01");
    assert.is(
      run([shell, scriptOf(killed, id)], nothing).status,
      0,
      "no signal reaches the first process from within",
    );
    const missing = bundleOf("");
    missing.config.process.args = ["no-such-program"];
    writeFileSync(join(missing.path, "config.json"), JSON.stringify(missing.config));
    const result = run([shell, scriptOf(missing, id)], nothing);
    assert.is(result.status, 127);
    assert.match(result.stderr, /^oci-run: exec: "no-such-program": executable file not found in \$PATH\n/);
    assert.equal(cgroupsNamed(id), []);
  });

  test(`the script [${shell}]: cleans up after a pipeline that is killed`, async () => {
    const id = uniqueName("killed");
    const sleeper = bundleOf(`echo ready; exec sleep 1000.${process.pid}`);
    const child = spawn(shell, [scriptOf(sleeper, id)], { env: {}, stdio: ["ignore", "pipe", "ignore"] });
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    assert.ok(cgroupsNamed(id).length > 0);
    const pipeline = output(["pgrep", "-P", `${child.pid}`]).trim();
    process.kill(Number(pipeline), "SIGKILL");
    assert.is(await ended, 137);
    assert.equal(cgroupsNamed(id), []);
    eventually(
      "the container's process has ended",
      () => run(["pgrep", "-f", `sleep 1000.${process.pid}`]).status === 1,
    );
  });

  test(`the script [${shell}]: leaves a cgroup that was there before`, () => {
    const id = uniqueName("kept");
    const directory = join(pureV2 ? "/sys/fs/cgroup" : "/sys/fs/cgroup/pids", id);
    mkdirSync(directory);
    try {
      assert.is(run([shell, scriptOf(hello, id)], nothing).stdout, "hello\n");
      assert.ok(existsSync(directory));
    } finally {
      spawnSync(tool("cg-set"), ["delete", "--force", "--", id]);
    }
    assert.equal(cgroupsNamed(id), []);
  });

  test(`the script [${shell}]: a bundle may lie anywhere, and moves with its variable`, () => {
    const plain = bundleOf("cat /data/file; echo $0", (config) => {
      config.mounts.push({ destination: "/data", type: "bind", source: "data", options: ["bind", "ro"] });
    });
    const odd = join(scratch("odd"), 'it\'s "a" $bundle\n`here`, \\and:there=now');
    mkdirSync(dirname(odd), { recursive: true });
    mkdirSync(join(plain.path, "data"));
    writeFileSync(join(plain.path, "data/file"), "data\n");
    renameSync(plain.path, odd);
    const id = uniqueName("odd");
    const script = scriptOf({ ...plain, path: odd }, id);
    assert.equal(run([shell, script], nothing), {
      status: 0,
      signal: null,
      stdout: "data\n/bin/sh\n",
      stderr: "",
    });
    const moved = join(scratch("moved"), "bundle");
    renameSync(odd, moved);
    const text = readFileSync(script, "utf8").replace(/^bundle='.*?'\n(?=id=)/ms, `bundle=${moved}\n`);
    assert.match(text, '--root="$bundle"/rootfs');
    // The path of the mount is escaped there, so it is none that a variable could stand for.
    const result = run([shell, "-c", text], nothing);
    assert.match(result.stderr, /^mnt-root: cannot mount /);
    rmSync(moved, { recursive: true });
    assert.equal(readdirSync(dirname(odd)), []);
  });
}

test("cg-set list and delete: a cgroup in every hierarchy that has it", () => {
  const id = uniqueName("verbs");
  assert.equal(cgroupsNamed(id), []);
  assert.is(run([tool("cg-set"), "delete", id]).status, 125);
  assert.is(run([tool("cg-set"), "delete", "--force", id]).status, 0);
  output([tool("cg-set"), "--name", id, "--pids", "9", "--", "/bin/true"]);
  const made = cgroupsNamed(id);
  assert.ok(made.length > 1);
  for (const directory of made) assert.ok(existsSync(directory));
  assert.is(run([tool("cg-set"), "list", "--", "../x"]).status, 125);
  output([tool("cg-set"), "delete", id]);
  assert.equal(cgroupsNamed(id), []);
});

test.run();
