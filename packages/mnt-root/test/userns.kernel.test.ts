import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { run, scratch, tool } from "../../../test/lib/tools.ts";
import { parseMountInfo } from "../src/mountinfo.ts";
import { asNobody, makeRoot, write } from "./lib/chain.ts";

const root = makeRoot("userns");
mkdirSync(join(root, "data"));

/** Runs mnt-root as an ordinary user, who is root in a new user namespace. */
function asUser(namespaces: readonly string[], options: readonly string[], script: string) {
  return run([
    ...[...asNobody, tool("ns-exec"), "--map-root-user", "--pid", "--fork", "--"],
    ...[
      "ns-exec",
      "--mount",
      ...namespaces,
      "--",
      "mnt-root",
      "--root",
      root,
      ...options,
      "--",
      "sh",
      "-c",
      script,
    ],
  ]);
}

test("a user without privileges gets a root with procfs, sysfs, devices, masks and all read-only", () => {
  const options = [
    ...["--proc", "--sys", "--dev", "--tmpfs=/tmp", "--read-only", "--masked-path=/proc/keys"],
    "--readonly-path=/proc/sys",
  ];
  const script =
    "id -u; stat -c '%n %t:%T' /dev/null /dev/tty; echo x > /dev/null; touch /tmp/f; cat /proc/keys; ! touch /f";
  const { status, stdout, stderr } = asUser(["--net", "--ipc"], options, script);
  assert.is(status, 0, stderr);
  assert.is(stdout, "0\n/dev/null 1:3\n/dev/tty 5:0\n");
});

test("without a network namespace of its own the host's sysfs is shown, read-only with all below", () => {
  const script =
    "cat /proc/self/mountinfo; for d in /sys/fs/cgroup/*; do mkdir $d/x && echo CVE-2023-25809; done";
  const { stdout, stderr } = asUser([], ["--proc", "--sys"], script);
  const below = parseMountInfo(stdout).filter(({ mountPoint }) => `${mountPoint}/`.startsWith("/sys/"));
  assert.ok(below.length > 1, stderr);
  for (const { mountPoint, options } of below) assert.match(options, /^ro,nosuid,nodev,noexec/, mountPoint);
  assert.not.match(stdout, /CVE/);
});

test("the host's sysfs is shown also where recursive words are asked for, which mount(2) does not know", () => {
  const { status, stdout, stderr } = asUser(
    [],
    ["--proc", "--mount=type=sysfs,dst=/sys,rro"],
    "grep -c ' /sys ro' /proc/self/mountinfo",
  );
  assert.is(stdout, "1\n", `${status} ${stderr}`);
});

test("--dev leaves the message queues away where they are another namespace's", () => {
  const { status, stdout, stderr } = asUser(
    [],
    ["--dev", "--proc"],
    "grep -c mqueue /proc/self/mountinfo; test -c /dev/zero",
  );
  assert.is(status, 0, stderr);
  assert.is(stdout, "0\n");
});

test("flags that are locked stay on a bind, and taking one back is refused with the reason", () => {
  const host = scratch("locked");
  const mounted = (option: string) =>
    run([
      ...[
        "unshare",
        "--mount",
        "--",
        "sh",
        "-c",
        `mount -t tmpfs -o nosuid,nodev,mode=755 t ${host} && exec "$@"`,
        "sh",
      ],
      ...[
        ...asNobody,
        tool("ns-exec"),
        "--map-root-user",
        "--pid",
        "--fork",
        "--",
        "ns-exec",
        "--mount",
        "--",
      ],
      ...["mnt-root", "--root", root, "--proc", `--mount=src=${host},dst=/data,bind,${option}`, "--"],
      ...["sh", "-c", "grep ' /data ' /proc/self/mountinfo"],
    ]);
  const kept = mounted("noexec");
  assert.match(kept.stdout, / \/data rw,nosuid,nodev,noexec,/, kept.stderr);
  const refused = mounted("noexec,suid");
  assert.is(refused.status, 125);
  assert.match(refused.stderr, /mount_setattr\(.*EPERM.*\n {2}hint: the flag is locked/);
});

test("a procfs without a PID namespace of its own is refused with the reason", () => {
  const { status, stderr } = run([
    ...[...asNobody, tool("ns-exec"), "--map-root-user", "--mount", "--"],
    ...["mnt-root", "--root", root, "--proc", "--", "true"],
  ]);
  assert.is(status, 125);
  assert.match(stderr, /cannot mount proc on \/proc: .*EPERM.*\n {2}hint: .*ns-exec --pid --fork/);
});

test("without any right to mount, the hint names the namespaces that give it", () => {
  write(root, { x: "" });
  const { status, stderr } = run([...asNobody, tool("mnt-root"), "--force", "--root", root, "--", "true"]);
  assert.is(status, 125);
  assert.match(stderr, /EPERM.*\n {2}hint: .*ns-exec --user --mount/);
});

test.run();
