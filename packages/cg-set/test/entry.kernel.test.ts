import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "../../../test/lib/bundle.ts";
import { output, run, scratch, tool } from "../../../test/lib/tools.ts";
import { directoriesNamed, freshName, membership } from "./lib/cgroups.ts";
import { testWith } from "./lib/machine.ts";

const cgSet = tool("cg-set");

/** Runs a command under strace; returns each write into a list of processes as "file text". */
function moves(argv: readonly string[]): string[] {
  const trace = join(scratch("trace"), "trace");
  output(["strace", "-f", "-y", "-e", "trace=write", "-o", trace, ...argv]);
  const found: string[] = [];
  for (const line of readFileSync(trace, "utf8").split("\n")) {
    const match = /write\(\d+<([^>]*\/(?:tasks|cgroup\.procs|cgroup\.threads))>, "([^"]*)"/.exec(line);
    if (match) found.push(`${match[1]} ${match[2]}`);
  }
  return found;
}

const forms: Readonly<Record<string, (name: string) => string[]>> = {
  "in one step": (name) => [cgSet, "--name", name],
  "with a supervisor": (name) => [cgSet, "--name", name, "--rm"],
  "in two steps": (name) => [cgSet, "--name", name, "--prepare", "--", "cg-set", "--enter"],
};

for (const [form, words] of Object.entries(forms))
  test(`cg-set moves nobody but itself [${form}]`, () => {
    const name = freshName("self");
    const found = moves([...words(`/${name}`), "--", "/bin/busybox", "true"]);
    assert.ok(found.length >= Object.keys(membership()).length - 1, found.join("\n"));
    assert.ok(
      found.every((line) => line.endsWith(" 0") && line.includes(`/${name}/`)),
      found.join("\n"),
    );
  });

test("cg-set moves nobody but itself [into a cgroup that is there], and move is the one that moves others", () => {
  const name = freshName("there");
  output([cgSet, "create", `/${name}`]);
  const words = [cgSet, "--name", `/${name}`, "--existing", "--", "/bin/busybox", "true"];
  const entered = moves(words);
  assert.is(entered.length, directoriesNamed(name).length);
  assert.ok(entered.every((line) => line.endsWith(" 0")));
  const child = spawn("sleep", ["1000"], { stdio: "ignore" });
  try {
    const found = moves([cgSet, "move", `/${name}`, `${child.pid}`]);
    assert.is(found.length, directoriesNamed(name).length);
    assert.ok(found.every((line) => line.endsWith(`cgroup.procs ${child.pid}`)));
  } finally {
    child.kill("SIGKILL");
  }
});

// Writing into cgroup.procs waits for an RCU grace period, even of a process that moves itself.
const born: Readonly<Record<string, (name: string) => string[]>> = {
  "cg-set with a supervisor": (name) => [cgSet, "--name", name, "--rm", "--", "/bin/busybox", "true"],
  // Prepared before the fork: behind it there is none whose child could be born inside.
  "a pipeline": (name) => [
    ...[cgSet, "--name", name, "--prepare", "--rm", "--", "ns-exec", "--pid", "--fork", "--"],
    ...["cg-set", "--enter", "--", "ns-exec", "--mount", "--cgroup", "--", "/bin/busybox", "true"],
  ],
  "oci-run run": (name) => {
    const bundle = runcSpecBundle("entry", (config) => {
      config.process.args = ["true"];
      config.linux.cgroupsPath = name;
    });
    const words = ["--root", scratch("state"), "run", "--bundle", bundle.path, name.slice(1)];
    return [tool("oci-run"), ...words];
  },
};

for (const [who, words] of Object.entries(born))
  test(`${who} moves nobody but itself, and is born in the v2 part`, () => {
    const found = moves(words(`/${freshName("born")}`));
    // All of v1 by its "tasks".
    assert.is(found.length, Object.keys(membership()).length - 1, found.join("\n"));
    assert.ok(
      found.every((line) => line.endsWith("/tasks 0")),
      found.join("\n"),
    );
  });

for (const chain of ["", "exec"])
  for (const [form, words] of Object.entries(forms))
    test(`cg-set enters every hierarchy [${form}${chain && ", by real execs"}]`, () => {
      const name = freshName("enter");
      const env = { ...(process.env as Record<string, string>), ...(chain && { ISOBOX_CHAIN: chain }) };
      const script = "cat /proc/self/cgroup; ls /proc/self/fd; env";
      const text = output([...words(`/${name}`), "--", "sh", "-c", script], { env });
      const lines = text.split("\n");
      const paths = lines.filter((line) => /^\d+:/.test(line)).join("\n");
      assert.ok(
        Object.values(membership(paths)).every((path) => path === `/${name}`),
        text,
      );
      const descriptors = lines.filter((line) => /^\d+$/.test(line));
      assert.equal(descriptors, output(["ls", "/proc/self/fd"]).trimEnd().split("\n"));
      assert.not.match(text, /ISOBOX_(FD|CHAIN)/);
    });

test("cg-set --enter needs a cgroup that was prepared", () => {
  const result = run([cgSet, "--enter", "--", "echo", "started"]);
  assert.is(result.status, 125);
  assert.is(result.stdout, "");
  assert.match(result.stderr, /no stage before has made one with --prepare/);
});

testWith("pids")("cg-set --enter works in a user namespace that may not open the files any more", () => {
  const name = freshName("userns");
  const inside = [
    "ns-exec",
    "--user",
    "--map-root-user",
    "--",
    "cg-set",
    "--enter",
    "--",
    "cat",
    "/proc/self/cgroup",
  ];
  const text = output([cgSet, "--name", `/${name}`, "--prepare", "--rm", "--", ...inside]);
  assert.ok(
    Object.values(membership(text)).every((path) => path === `/${name}`),
    text,
  );
  assert.equal(directoriesNamed(name), []);
});

test("cg-set --enter, then a cgroup namespace: it shows the root", () => {
  const name = freshName("cgroupns");
  const inside = ["ns-exec", "--pid", "--fork", "--", "cg-set", "--enter", "--", "ns-exec", "--cgroup", "--"];
  const words = [
    cgSet,
    "--name",
    `/${name}`,
    "--prepare",
    "--rm",
    "--",
    ...inside,
    "cat",
    "/proc/self/cgroup",
  ];
  assert.ok(Object.values(membership(output(words))).every((path) => path === "/"));
  assert.equal(directoriesNamed(name), []);
});

test.run();
