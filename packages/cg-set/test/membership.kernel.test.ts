import { existsSync, readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "../../../test/lib/bundle.ts";
import { testOnV1 } from "../../../test/lib/hierarchy.ts";
import { output, run, scratch, tool } from "../../../test/lib/tools.ts";
import { directoriesNamed, directory, freshName, membership } from "./lib/cgroups.ts";
import { testWith } from "./lib/machine.ts";

const cgSet = tool("cg-set");
const here = membership();

/** Where a container of runc is, without a cgroup namespace. */
function membershipUnderRunc(id: string, cgroupsPath?: string): Record<string, string> {
  const bundle = runcSpecBundle("cgroup", (config) => {
    config.process.args = ["cat", "/proc/self/cgroup"];
    config.linux.namespaces = config.linux.namespaces.filter(
      ({ type }: { type: string }) => type !== "cgroup",
    );
    if (cgroupsPath !== undefined) config.linux.cgroupsPath = cgroupsPath;
  });
  return membership(output(["runc", "--root", scratch("runc"), "run", "--bundle", bundle.path, id]));
}

test("cg-set --name PATH is in every hierarchy where runc's container is [relative path]", () => {
  const name = freshName("relative");
  const ours = membership(output([cgSet, "--name", `${name}/x`, "--rm", "--", "cat", "/proc/self/cgroup"]));
  assert.equal(Object.keys(ours).sort(), Object.keys(here).sort());
  assert.equal(ours, membershipUnderRunc(freshName("id"), `${name}/x`));
  // runc leaves the directory above behind.
  assert.ok(directoriesNamed(name).length > 0);
});

testWith("pids")(
  "cg-set --name /PATH is in every hierarchy where runc's container is [absolute path]",
  () => {
    const name = freshName("absolute");
    const ours = membership(output([cgSet, "--name", `/${name}`, "--rm", "--", "cat", "/proc/self/cgroup"]));
    assert.equal(ours, membershipUnderRunc(freshName("id"), `/${name}`));
    for (const path of Object.values(ours)) assert.is(path, `/${name}`);
  },
);

test("cg-set --name ID is in every hierarchy where runc's container is [no path]", () => {
  const id = freshName("id");
  const ours = membership(output([cgSet, "--name", id, "--rm", "--", "cat", "/proc/self/cgroup"]));
  assert.equal(ours, membershipUnderRunc(id));
});

testWith("pids")(
  "cg-set without --rm leaves the cgroup, and a later --rm does not remove what it has not made",
  () => {
    const name = freshName("kept");
    output([cgSet, "--name", `/${name}`, "true"]);
    const left = directoriesNamed(name);
    assert.is(left.length, Object.keys(here).length);
    output([cgSet, "--name", `/${name}`, "--rm", "true"]);
    assert.equal(directoriesNamed(name), left);
  },
);

test("cg-set --rm removes the directories that it made on the way", () => {
  const name = freshName("way");
  output([cgSet, "--name", `/${name}/a/b`, "--rm", "true"]);
  assert.equal(directoriesNamed(name), []);
});

test("cg-set --rm leaves a directory on the way that somebody else uses by now", () => {
  const name = freshName("shared");
  const script = `"$0" --name /${name}/second -- true`;
  output([cgSet, "--name", `/${name}/first`, "--rm", "--", "sh", "-c", script, cgSet]);
  assert.ok(existsSync(directory("pids", `${name}/second`)));
  assert.not(existsSync(directory("pids", `${name}/first`)));
});

testWith("pids")("cg-set without --name takes a new name each time", () => {
  const names = [1, 2].map(
    () => Object.values(membership(output([cgSet, "--rm", "--", "cat", "/proc/self/cgroup"])))[0]!,
  );
  for (const name of names) assert.match(name, /\/cg-set-[0-9a-z]+$/);
  assert.is.not(names[0], names[1]);
  for (const name of names) assert.equal(directoriesNamed(name), []);
});

testOnV1("cg-set fills a cpuset that others left without processors", () => {
  const name = freshName("cpuset");
  output(["mkdir", directory("cpuset", name)]);
  output([cgSet, "--name", `/${name}/inner`, "--rm", "--", "true"]);
  const root = readFileSync(directory("cpuset", "cpuset.cpus"), "utf8");
  assert.is(readFileSync(directory("cpuset", `${name}/cpuset.cpus`), "utf8"), root);
});

test("cg-set refuses a name that leads out of the tree, before it makes anything", () => {
  const name = freshName("dots");
  const result = run([cgSet, "--name", `/${name}/../x`, "true"]);
  assert.is(result.status, 125);
  assert.match(result.stderr, /^cg-set: --name cannot be .*without "\.\."/);
  assert.equal(directoriesNamed(name), []);
});

testWith("pids")(
  "cg-set in a cgroup namespace with the host's mounts counts from the root of the mounts",
  () => {
    const name = freshName("namespace");
    const script = `unshare --cgroup "$0" --name inner --rm -- cat /proc/1/cgroup /proc/self/cgroup`;
    const text = output([cgSet, "--name", `/${name}`, "--rm", "--", "sh", "-c", script, cgSet]);
    assert.equal(directoriesNamed(name), []);
    const lines = text.trimEnd().split("\n");
    const own = membership(lines.slice(lines.length / 2).join("\n"));
    // /sys/fs/cgroup is the host's mount, whose root is above the namespace's: names count from the mount.
    assert.ok(
      Object.values(own).every((path) => path.endsWith("/inner")),
      text,
    );
  },
);

test.run();
