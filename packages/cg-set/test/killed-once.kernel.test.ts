import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "../../../test/lib/bundle.ts";
import { output, run, scratch, tool } from "../../../test/lib/tools.ts";
import { directory, freshName, remove } from "./lib/cgroups.ts";
import { v2Mount } from "./lib/machine.ts";

const cgSet = tool("cg-set");

/** A cgroup in which `cgroup.kill` was used. */
async function killedOnce(use: (name: string) => void): Promise<void> {
  const name = freshName("killed");
  const sleeper = spawn("sleep", ["1000"], { stdio: "ignore" });
  const ended = once(sleeper, "close");
  try {
    output([cgSet, "create", `/${name}`]);
    output([cgSet, "move", `/${name}`, `${sleeper.pid}`]);
    output([cgSet, "kill", `/${name}`]);
    assert.equal(await ended, [null, "SIGKILL"]);
    use(name);
  } finally {
    sleeper.kill("SIGKILL");
    await ended;
    remove(name);
  }
}

test("cg-set --rm: a program starts in a cgroup whose processes were once killed", () =>
  killedOnce((name) => {
    const words = ["--name", `/${name}`, "--rm", "--", "cat", "/proc/self/cgroup"];
    assert.match(output([cgSet, ...words]), new RegExp(`^0::/${name}$`, "m"));
  }));

if (v2Mount !== null)
  test("oci-run: a container starts from a cgroup whose processes were once killed", () =>
    killedOnce((name) => {
      const { path } = runcSpecBundle("killed", (config) => (config.process.args = ["true"]));
      const entry = join(v2Mount!, name, "cgroup.procs");
      const words = [
        tool("oci-run"),
        "--root",
        scratch("state"),
        "run",
        "--bundle",
        path,
        freshName("killed"),
      ];
      const result = run(["sh", "-c", 'echo 0 > "$1"; shift; exec "$@"', "sh", entry, ...words]);
      assert.is(result.status, 0, result.stderr);
    }));

for (const verb of ["freeze", "delete"])
  test(`cg-set ${verb}: refuses the cgroup that it is in itself`, () => {
    const name = freshName("own");
    try {
      output([cgSet, "create", `/${name}`]);
      const result = run([cgSet, "--name", `/${name}`, "--", cgSet, verb, `/${name}`], { timeoutMs: 20_000 });
      assert.is(result.status, 125, `${result.signal}${result.stderr}`);
      assert.match(result.stderr, /this process is in it/);
      assert.ok(existsSync(directory("pids", name)));
    } finally {
      remove(name);
    }
  });

test.run();
