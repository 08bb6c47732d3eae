// SIGKILL at random points of making, running in and removing a cgroup, in place of a system call of any of the
// processes. What is left is found by its name, said by list, and removed by delete.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { pointsOf, runWithFaults, sample } from "../../../test/lib/faults.ts";
import { inGuest } from "../../../test/lib/hierarchy.ts";
import { long, output, run, tool } from "../../../test/lib/tools.ts";
import { directoriesNamed, freshName } from "./lib/cgroups.ts";
import { hasController } from "./lib/machine.ts";

const cgSet = tool("cg-set");
const COUNT = long ? 100 : inGuest ? 6 : 12;
const seed = Number(process.env["ISOBOX_TEST_SEED"] ?? process.pid);
console.log(`NOTE ${COUNT} kills of each kind, ISOBOX_TEST_SEED=${seed}`);

interface Form {
  readonly before?: string[];
  readonly words: string[];
}

const limit = hasController("cpu") ? ["--cpus", "0.9"] : ["--set", "cgroup.max.depth=5"];

const forms: Readonly<Record<string, (name: string) => Form>> = {
  create: (name) => ({ words: [cgSet, "create", ...limit, "--device", "default", `/${name}/a`] }),
  "run in": (name) => ({
    words: [cgSet, "--name", `/${name}/a`, ...limit, "--rm", "--", "/bin/busybox", "true"],
  }),
  "run in, without --rm": (name) => ({
    words: [cgSet, "--name", `/${name}/a`, "--", "/bin/busybox", "true"],
  }),
  delete: (name) => ({ before: [cgSet, "create", `/${name}/a/b`], words: [cgSet, "delete", `/${name}`] }),
};

for (const [form, make] of Object.entries(forms))
  test(`kill -9 at ${COUNT} random points of ${form}: what is left is found and removed by name`, () => {
    // Once before it counts: the first to need a controller has the root of v2 hand it on, which takes a call more.
    const first = freshName("first");
    output([cgSet, "create", ...limit, `/${first}/a`]);
    output([cgSet, "delete", `/${first}`]);
    const whole = make(freshName("count"));
    if (whole.before) output(whole.before);
    const recorded = runWithFaults(whole.words, ["record"]);
    assert.is(recorded.status, 0, recorded.stderr);
    const points = pointsOf(recorded.report());
    assert.ok(points.length > 20, `${points.length} calls`);
    const chosen = sample(points, COUNT, seed);
    let left = 0;
    let came = 0;
    for (const point of chosen) {
      const name = freshName("killed");
      const { before, words } = make(name);
      if (before) output(before);
      const kill = `kill ${point.process} ${point.name} ${point.count}`;
      const { report } = runWithFaults(words, [kill]);
      // How often a supervisor looks around before its child has ended is a matter of time.
      if (report().includes(`fired ${kill}`)) came++;
      else assert.is(point.name, "ppoll", `${kill} came`);
      const found = directoriesNamed(name);
      if (found.length === 0) continue;
      left++;
      const listed = output([cgSet, "list", `/${name}`]).split("\n");
      for (const directory of found) assert.ok(listed.includes(directory), `${directory} is listed`);
      output([cgSet, "delete", `/${name}`]);
      assert.equal(directoriesNamed(name), [], `${form}, killed in place of ${point.text}`);
    }
    assert.ok(came >= chosen.length - 2, `${came} of ${chosen.length} kills came`);
    assert.ok(left > 0, "some of the kills came in the middle");
  });

test("a supervisor that is killed leaves the cgroup and its command; delete ends both", () => {
  const name = freshName("supervisor");
  const there = `cat /sys/fs/cgroup/*/${name}/cgroup.procs /sys/fs/cgroup/${name}/cgroup.procs`;
  const script = `"$@" > /dev/null 2>&1 & supervisor=$!; until ${there} 2> /dev/null | grep -q .; do sleep 0.02; done; kill -9 $supervisor`;
  run(["sh", "-c", script, "sh", cgSet, "--name", `/${name}`, "--rm", "--", "/bin/busybox", "sleep", "1000"]);
  assert.ok(directoriesNamed(name).length > 0);
  output([cgSet, "delete", `/${name}`]);
  assert.equal(directoriesNamed(name), []);
});

test.run();
