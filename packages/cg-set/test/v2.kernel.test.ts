import { test } from "uvu";
import * as assert from "uvu/assert";
import { testOnV1 } from "../../../test/lib/hierarchy.ts";
import { output, run, tool } from "../../../test/lib/tools.ts";
import { directoriesNamed, freshName } from "./lib/cgroups.ts";
import { onPureV2 } from "./lib/machine.ts";

const cgSet = tool("cg-set");

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

testOnV1("cg-set says what v2 cannot do here", () => {
  const name = freshName("v2refused");
  const result = onPureV2([cgSet, "--name", `/${name}`, "--memory=64M", "--", "echo", "started"]);
  assert.is(result.status, 125);
  assert.is(result.stdout, "");
  assert.match(result.stderr, /cannot write "67108864" into .*memory\.max|no memory controller/);
  assert.equal(directoriesNamed(name), []);
});

testOnV1("cg-set does without a hierarchy that is not mounted", () => {
  const name = freshName("unmounted");
  const script = 'umount /sys/fs/cgroup/unified /sys/fs/cgroup/blkio && exec "$@"';
  const words = [cgSet, "--name", `/${name}`, "--rm", "--", "cat", "/proc/self/cgroup"];
  const text = output(["unshare", "--mount", "sh", "-c", script, "sh", ...words]);
  assert.match(text, new RegExp(`pids:/${name}$`, "m"));
  assert.match(text, /^0::\/$/m);
  assert.match(text, /blkio:\/$/m);
});

testOnV1(
  "cg-set finds v1 hierarchies that are mounted elsewhere; v2 beside them only at its usual place",
  () => {
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
  },
);

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
  const script =
    'for m in $(findmnt -rno TARGET -t cgroup,cgroup2); do mount -o remount,bind,ro $m; done; exec "$@"';
  const readOnly = run(["unshare", "--mount", "sh", "-c", script, "sh", ...words]);
  assert.is(readOnly.status, 125);
  assert.match(
    readOnly.stderr,
    /cannot make the cgroup .*: mkdirat\(.*\): EROFS: .*\n {2}hint: cgroups are mounted read-only/,
  );
});

test.run();
