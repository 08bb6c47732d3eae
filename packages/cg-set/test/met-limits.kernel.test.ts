// Whoever supervises a command that met a limit says which, also where that is another tool.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "../../../test/lib/bundle.ts";
import { testOnV2 } from "../../../test/lib/hierarchy.ts";
import { output, run, scratch, tool } from "../../../test/lib/tools.ts";
import { freshName } from "./lib/cgroups.ts";
import { skip, v1Mount, v2Controllers } from "./lib/machine.ts";

const cgSet = tool("cg-set");
const dd = ["/bin/busybox", "dd", "if=/dev/zero", "of=/dev/null", "bs=128M", "count=1"];
const says = (name: string): RegExp =>
  new RegExp(
    `: warning: the OOM killer ended 1 process in .*/${name}: its limit of 16M \\(16777216\\) bytes was met`,
  );

if (v1Mount("memory") === null && !v2Controllers().includes("memory"))
  skip("limits that were met", "no hierarchy here has the memory controller");
else {
  const limits = ["--memory=16M", "--memory-swap=16M"];
  for (const chain of ["", "exec"]) {
    const env = { ...(process.env as Record<string, string>), ...(chain && { ISOBOX_CHAIN: chain }) };
    const how = chain && ", by real execs";

    test(`cg-set as the supervisor says which limit was met${how}`, () => {
      const name = freshName("met");
      const result = run([cgSet, "--name", `/${name}`, ...limits, "--rm", "--", ...dd], { env });
      assert.is(result.status, 137);
      assert.match(result.stderr, says(name));
    });

    test(`ns-exec as the supervisor says it too${how}`, () => {
      const name = freshName("met");
      const inner = ["cg-set", "--name", `/${name}`, ...limits, "--rm", "--", ...dd];
      const result = run([tool("ns-exec"), "--pid", "--fork", "--", ...inner], { env });
      assert.is(result.status, 137);
      assert.match(result.stderr, says(name));
    });

    test(`oci-run run says it too${how}`, () => {
      const name = freshName("met");
      const bundle = runcSpecBundle("met", (config) => {
        config.process.args = dd;
        config.linux.cgroupsPath = `/${name}`;
        config.linux.resources.memory = { limit: 16 << 20, swap: 16 << 20 };
      });
      const words = ["--root", scratch("state"), "run", "--bundle", bundle.path, name];
      const result = run([tool("oci-run"), ...words], { env });
      assert.is(result.status, 137, result.stderr);
      assert.match(result.stderr, says(name));
    });
  }

  test("a limit of a cgroup above is named, with its value", () => {
    const name = freshName("met");
    output([cgSet, "create", ...limits, "--pids=3", `/${name}`]);
    const below = [cgSet, "--name", `/${name}/b/a`, "--memory=64M", "--pids=50", "--rm", "--"];
    const killed = run([...below, ...dd]);
    assert.match(
      killed.stderr,
      new RegExp(
        `: warning: the OOM killer ended 1 process in .*/${name}/b/a: the limit of 16M \\(16777216\\) bytes of the cgroup above it, .*/${name}, was met`,
      ),
    );
    const refused = run([...below, "sh", "-c", "for i in 1 2 3 4 5; do sleep 0.1 & done; wait; exit 2"]);
    assert.match(
      refused.stderr,
      new RegExp(
        `: warning: 1 fork was refused in .*/${name}/b/a: the limit of 3 tasks of the cgroup above it, .*/${name}, was met`,
      ),
    );
  });

  testOnV2("where all of a cgroup goes with the first, that is said", () => {
    const name = freshName("met");
    const words = ["--name", `/${name}`, ...limits, "--set=memory.oom.group=1", "--rm", "--"];
    const result = run([cgSet, ...words, "sh", "-c", `sleep 100 & ${dd.join(" ")}; echo survived`]);
    assert.equal([result.status, result.stdout], [137, ""]);
    assert.match(
      result.stderr,
      new RegExp(`OOM killer ended all processes of a cgroup in .*/${name}: its limit of 16M `),
    );
  });

  testOnV2("a limit of a cgroup below is named, and that it is gone", () => {
    for (const left of [true, false]) {
      const name = freshName("met");
      // Who hands controllers on may have no processes itself.
      const leave = `mkdir leaf && echo $$ > leaf/cgroup.procs`;
      const inner = [cgSet, "--name", `/${name}/in`, ...limits, ...(left ? [] : ["--rm"]), "--", ...dd];
      const script = `cd /sys/fs/cgroup/${name} && ${leave} && ${inner.join(" ")}; exit 3`;
      const result = run([cgSet, "--name", `/${name}`, "--rm", "--", "sh", "-c", script]);
      const what = left
        ? `the limit of 16M \\(16777216\\) bytes of the cgroup below it, .*/${name}/in, was met`
        : "the limit of a cgroup below it, which is gone, was met";
      assert.match(
        result.stderr,
        new RegExp(`: warning: the OOM killer ended 1 process in .*/${name}: ${what}`),
      );
    }
  });

  test("a command that ends well, or fails for another reason, gets no word", () => {
    const name = freshName("met");
    for (const status of [0, 3]) {
      const words = [cgSet, "--name", `/${name}`, ...limits, "--rm", "--", "sh", "-c", `exit ${status}`];
      const result = run(words);
      assert.equal([result.status, result.stderr], [status, ""]);
    }
  });
}

test.run();
