import { copyFileSync, mkdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { scratch } from "../lib/tools.ts";
import { ociRun, oneLine, told, uniqueName } from "./lib/clean.ts";

/** A configuration as articles show it: a command, a user, a root and a name. */
const minimal = {
  ociVersion: "1.0.0",
  process: {
    args: ["/bin/sh", "-c", "echo 'Hello container!' && ls -l"],
    user: { uid: 0, gid: 0 },
  },
  root: { path: "rootfs" },
  hostname: "my-container",
};

function bundle(config: object): string {
  const path = scratch("minimal");
  // Nothing but a static busybox, as the article has it.
  mkdirSync(join(path, "rootfs/bin"), { recursive: true });
  copyFileSync("/bin/busybox", join(path, "rootfs/bin/busybox"));
  for (const applet of ["sh", "ls", "cat", "hostname", "readlink", "ps"])
    symlinkSync("busybox", join(path, "rootfs/bin", applet));
  writeFileSync(join(path, "config.json"), JSON.stringify(config));
  return path;
}

function runScript(script: string, change: object = {}) {
  const id = uniqueName("minimal");
  const config = { ...minimal, process: { ...minimal.process, args: ["/bin/sh", "-c", script] }, ...change };
  return ociRun(["run", "--bundle", bundle(config), id], id);
}

test("a minimal configuration runs, with a warning for each value that is assumed", () => {
  const id = uniqueName("minimal");
  const { status, stdout, stderr } = ociRun(["run", "--bundle", bundle(minimal), id], id);
  assert.is(status, 0, stderr);
  assert.match(stdout, /^Hello container!\n/);
  const keys = told(stderr).lines.map((line) => {
    const match = /^oci-run: warning: config\.json does not say ([\w.]+): assuming (\S.*)$/.exec(line);
    assert.ok(match, line);
    return match![1];
  });
  assert.equal(keys, [
    "linux.namespaces",
    "process.cwd",
    "process.env",
    "mounts",
    "linux.maskedPaths",
    "linux.readonlyPaths",
    "linux.resources.devices",
  ]);
});

test("a minimal configuration: every namespace is the container's own, and the host keeps its name", () => {
  const kinds = ["pid", "net", "ipc", "uts", "mnt"];
  const script = `hostname; for n in ${kinds.join(" ")}; do readlink /proc/self/ns/$n; done; echo $$`;
  const lines = runScript(script).stdout.trimEnd().split("\n");
  assert.is(lines[0], "my-container");
  assert.is(lines.at(-1), "1");
  for (const [i, kind] of kinds.entries()) {
    assert.match(lines[i + 1]!, /^\w+:\[\d+\]$/);
    assert.is.not(lines[i + 1], readlinkSync(`/proc/self/ns/${kind}`));
  }
  assert.is(hostname(), readFileSync("/proc/sys/kernel/hostname", "utf8").trimEnd());
  assert.is.not(hostname(), "my-container");
});

test("a minimal configuration: what a container must not touch is masked, read-only or denied", () => {
  const tries = [
    "echo x > /proc/sys/kernel/core_pattern",
    "echo b > /proc/sysrq-trigger",
    "cat /proc/kcore | head -c 1",
    "echo 1 > /sys/kernel/mm/ksm/run",
  ];
  for (const attempt of tries) {
    const { stdout, stderr } = runScript(`(${attempt}) 2>/dev/null && echo done || echo refused`);
    assert.match(stdout, /^(refused\n|done\n)$/, stderr);
    if (!attempt.includes("kcore")) assert.is(stdout, "refused\n", attempt);
  }
});

test("a minimal configuration is explained with what is assumed", () => {
  const id = uniqueName("minimal");
  const result = ociRun(["explain", bundle(minimal)], id);
  assert.match(result.stdout, /ns-exec .*--uts/);
  assert.match(result.stdout, /--hostname=my-container/);
});

test("what is said is not assumed", () => {
  const { stderr } = runScript("true", {
    mounts: [],
    linux: { maskedPaths: [], readonlyPaths: [], resources: { devices: [] } },
  });
  const lines = told(stderr).lines;
  assert.is(lines.length, 3, stderr);
  for (const [i, key] of ["linux.namespaces", "process.cwd", "process.env"].entries())
    assert.match(lines[i]!, new RegExp(`does not say ${key}:`));
});

test("a configuration that lists its namespaces gets none beside them", () => {
  const { status, stderr } = runScript("true", {
    hostname: undefined,
    linux: { namespaces: [{ type: "pid" }] },
  });
  assert.is(status, 1);
  assert.match(stderr, /^oci-run: linux\.namespaces has none of type "mount"/);
});

test("a minimal configuration that cannot run fails as others do, behind its warnings", () => {
  const id = uniqueName("minimal");
  const config = { ...minimal, process: { ...minimal.process, args: ["nothing"] } };
  const result = ociRun(["run", "--bundle", bundle(config), id], id);
  assert.is(result.status, 1);
  const stderr = result.stderr
    .split("\n")
    .filter((line) => !line.includes("warning: config.json does not say"))
    .join("\n");
  assert.match(oneLine({ ...result, stderr }).line, /exec: "nothing": executable file not found in \$PATH/);
});

test.run();
