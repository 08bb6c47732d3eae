import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, run, tool } from "../../../test/lib/tools.ts";
import { directoriesNamed, freshName } from "./lib/cgroups.ts";

const cgSet = tool("cg-set");
const control = "/sys/fs/cgroup/unified/cgroup.subtree_control";

/** Runs a command where /sys/fs/cgroup is v2 alone. The hierarchy is the machine's own: its switches are put back. */
function onPureV2(words: readonly string[]): ReturnType<typeof run> {
  const before = readFileSync(control, "utf8").trim().split(" ");
  try {
    const script = 'mount -t cgroup2 none /sys/fs/cgroup && exec "$@"';
    return run(["unshare", "--mount", "sh", "-c", script, "sh", ...words]);
  } finally {
    for (const controller of readFileSync(control, "utf8").trim().split(" "))
      if (controller && !before.includes(controller))
        output(["sh", "-c", `echo -${controller} > ${control}`]);
  }
}

test("cg-set makes, enters and removes a cgroup of v2 alone", () => {
  const name = freshName("v2");
  const script =
    "grep ^0: /proc/self/cgroup; cat /sys/fs/cgroup/$0/cgroup.controllers; setsid sleep 1000 > /dev/null 2>&1 &";
  const result = onPureV2([
    cgSet,
    "--name",
    `/${name}/a`,
    "--device=default",
    "--rm",
    "--",
    "sh",
    "-c",
    script,
    name,
  ]);
  assert.is(result.status, 0, result.stderr);
  const [membership, controllers] = result.stdout.split("\n");
  assert.is(membership, `0::/${name}/a`);
  assert.match(controllers!, /hugetlb/);
  assert.equal(directoriesNamed(name), []);
});

test("cg-set sets a limit of a v2 controller", () => {
  const name = freshName("v2limit");
  const words = ["--hugetlb=2MB=4M", "--set=cgroup.max.descendants=3", "--rm", "--"];
  const files = ["hugetlb.2MB.max", "cgroup.max.descendants"].map((file) => `/sys/fs/cgroup/${name}/${file}`);
  const result = onPureV2([cgSet, "--name", `/${name}`, ...words, "cat", ...files]);
  assert.is(result.stdout, "4194304\n3\n", result.stderr);
});

for (const [what, option, message] of [
  [
    "a controller that v1 has",
    "--memory=64M",
    /cannot write "67108864" into .*memory\.max|no memory controller/,
  ],
  ["devices", "--device=allow c 10:229 rw", /need a BPF program/],
] as const)
  test(`cg-set says what v2 cannot do here [${what}]`, () => {
    const name = freshName("v2refused");
    const result = onPureV2([cgSet, "--name", `/${name}`, option, "--", "echo", "started"]);
    assert.is(result.status, 125);
    assert.is(result.stdout, "");
    assert.match(result.stderr, message);
    assert.equal(directoriesNamed(name), []);
  });

test("cg-set does without a hierarchy that is not mounted", () => {
  const name = freshName("unmounted");
  const script = 'umount /sys/fs/cgroup/unified /sys/fs/cgroup/blkio && exec "$@"';
  const words = [cgSet, "--name", `/${name}`, "--rm", "--", "cat", "/proc/self/cgroup"];
  const text = output(["unshare", "--mount", "sh", "-c", script, "sh", ...words]);
  assert.match(text, new RegExp(`pids:/${name}$`, "m"));
  assert.match(text, /^0::\/$/m);
  assert.match(text, /blkio:\/$/m);
});

test("cg-set finds v1 hierarchies that are mounted elsewhere; v2 beside them only at its usual place", () => {
  const name = freshName("elsewhere");
  const script =
    'mount -t tmpfs none /mnt && mkdir /mnt/p "/mnt/a b" && mount --move /sys/fs/cgroup/pids /mnt/p && mount --move /sys/fs/cgroup/blkio "/mnt/a b" && umount /sys/fs/cgroup/unified && exec "$@"';
  const words = [cgSet, "--name", `/${name}`, "--pids=5", "--rm", "--"];
  const payload = ["sh", "-c", `cat /proc/self/cgroup /mnt/p/${name}/pids.max; ls -d "/mnt/a b/${name}"`];
  const text = output([
    "unshare",
    "--mount",
    "--propagation=private",
    "sh",
    "-c",
    script,
    "sh",
    ...words,
    ...payload,
  ]);
  assert.match(text, new RegExp(`pids:/${name}$`, "m"));
  assert.match(text, new RegExp(`blkio:/${name}$`, "m"));
  assert.match(text, /^0::\/$/m);
  assert.match(text, new RegExp(`^5\n/mnt/a b/${name}$`, "m"));
  assert.equal(directoriesNamed(name), []);
});

test("cg-set says when cgroups are mounted nowhere or read-only", () => {
  const name = freshName("nowhere");
  const words = [cgSet, "--name", `/${name}`, "--", "echo", "started"];
  const nowhere = run([
    "unshare",
    "--mount",
    "sh",
    "-c",
    'umount -l /sys/fs/cgroup && exec "$@"',
    "sh",
    ...words,
  ]);
  assert.is(nowhere.status, 125);
  assert.match(nowhere.stderr, /no cgroup file system is mounted/);
  const script = 'for m in /sys/fs/cgroup/*; do mount -o remount,bind,ro $m; done; exec "$@"';
  const readOnly = run(["unshare", "--mount", "sh", "-c", script, "sh", ...words]);
  assert.is(readOnly.status, 125);
  assert.match(
    readOnly.stderr,
    /cannot make the cgroup .*: mkdirat\(.*\): EROFS: .*\n {2}hint: cgroups are mounted read-only/,
  );
});

test.run();
