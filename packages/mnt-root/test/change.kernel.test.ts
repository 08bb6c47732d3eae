import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { scratch } from "../../../test/lib/tools.ts";
import { type MountInfo, parseMountInfo } from "../src/mountinfo.ts";
import { inside, makeRoot, refusing, show, write } from "./lib/chain.ts";

const root = makeRoot("change");
const host = scratch("change-host");
write(host, { f: "" });

function at(path: string, options: readonly string[]): MountInfo {
  const table = parseMountInfo(show(["--root", root, "--proc", ...options], "cat /proc/self/mountinfo"));
  return table.find(({ mountPoint }) => mountPoint === path)!;
}

test("--remount-ro makes a mount read-only, keeps its other flags, and leaves what is below", () => {
  const options = ["--tmpfs=/t:noexec", "--tmpfs=/t/below", "--remount-ro=/t"];
  assert.is(at("/t", options).options, "ro,nosuid,nodev,noexec,relatime");
  assert.is(at("/t/below", options).options, "rw,nosuid,nodev,relatime");
});

test("--remount names what changes, and takes words back", () => {
  const options = ["--tmpfs=/t:noexec,noatime", "--remount=/t:bind,exec,suid,ro"];
  assert.is(at("/t", options).options, "ro,nodev,noatime");
  assert.is(
    at("/t", ["--tmpfs=/t:noatime", "--remount=/t:bind,relatime,nodiratime"]).options,
    "rw,nosuid,nodev,nodiratime,relatime",
  );
  assert.is(at("/t", ["--tmpfs=/t:ro", "--remount=/t:rw"]).options, "rw,nosuid,nodev,relatime");
});

test("--remount without bind changes the file system too", () => {
  const changed = at("/t", ["--tmpfs=/t:size=4k", "--remount=/t:size=8k,ro"]);
  assert.match(changed.superOptions, /^ro,size=8k/);
  assert.match(at("/t", ["--tmpfs=/t", "--remount=/t:bind,ro"]).superOptions, /^rw/);
  const unknown = inside(["--root", root, "--tmpfs=/t", "--remount=/t:foo=1"], "true");
  assert.is(unknown.status, 125);
  assert.match(unknown.stderr, /cannot change the mount on \/t: tmpfs: Unknown parameter 'foo'/);
});

test("recursive words and propagation change a mount that is there", () => {
  const options = ["--tmpfs=/t", "--tmpfs=/t/below", "--mount=dst=/t,rro,rshared"];
  for (const path of ["/t", "/t/below"]) {
    const { options: words, propagation } = at(path, options);
    assert.match(words, /^ro,/);
    assert.match(propagation.join(), /^shared:\d+$/);
  }
  assert.equal(at("/t", ["--tmpfs=/t", "--mount=dst=/t,unbindable"]).propagation, ["unbindable"]);
});

test("a change of what is no mount is refused with the reason", () => {
  const { status, stderr } = inside(["--root", root, "--dir=/plain", "--remount-ro=/plain"], "true");
  assert.is(status, 125);
  assert.match(stderr, /cannot change the mount on \/plain: mount_setattr\(.*EINVAL.*\n {2}hint: .*no mount/);
});

test("--move takes a mount, with those below, to another place", () => {
  const options = [
    "--tmpfs=/mnt",
    "--dir=/mnt/a",
    "--tmpfs=/mnt/a",
    "--tmpfs=/mnt/a/b",
    `--move=/mnt/a:${host}`,
  ];
  const table = show(
    [...options, `--mount=dst=${host},move,src=${host}/b,dst=${host}/c`].slice(0, -1),
    "cat /proc/self/mountinfo",
  );
  const points = parseMountInfo(table).map(({ mountPoint }) => mountPoint);
  assert.ok(points.includes(host) && points.includes(join(host, "b")));
  assert.not.ok(points.includes("/mnt/a"));
});

test("before Linux 5.12 --remount-ro does the same by mount(2)", () => {
  const { status, stdout, stderr } = refusing(
    ["mount_setattr:error=ENOSYS"],
    ["--root", root, "--proc", "--tmpfs=/t:noexec", "--remount-ro=/t"],
    "grep ' /t ' /proc/self/mountinfo",
  );
  assert.is(status, 0, stderr);
  assert.match(stdout, / \/t ro,nosuid,nodev,noexec,relatime/);
});

test.run();
