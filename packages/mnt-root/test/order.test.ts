import { EPERM } from "@isobox/kernel/abi";
import { assertOrder, failing, record } from "@isobox/kernel/recorder";
import { exit_group, umask } from "@isobox/kernel/sys";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { mntRoot, type RootOptions, setupRoot } from "../src/index.ts";
import { IMAGE, tree } from "./lib/tree.ts";

const container: RootOptions = {
  root: "/srv/c1/rootfs",
  readOnly: true,
  mount: [
    { destination: "/proc", type: "proc", source: "proc" },
    { destination: "/dev", type: "tmpfs", source: "tmpfs", options: ["nosuid", "mode=755"] },
    { destination: "/dev/pts", type: "devpts", source: "devpts", options: ["newinstance"] },
    { destination: "/sys", type: "sysfs", source: "sysfs", options: ["ro"] },
    { destination: "/data", type: "bind", source: "/srv/data", options: ["rbind", "ro"] },
  ],
  defaultDevices: true,
  maskedPath: ["/proc/keys", "/sys/firmware", "/proc/missing"],
  readonlyPath: ["/proc/sys"],
};

const trace = record(() => setupRoot(container), tree({ ...IMAGE, "/data": "directory" }));

test("the steps come in the order of runc, and the change of the root last", () => {
  assertOrder(trace, [
    'mount(NULL, "/", NULL, MS_REC|MS_SLAVE, NULL) = 0',
    'mount("proc", ".", "proc", 0, NULL) = 0',
    'mount("tmpfs", ".", "tmpfs", MS_NOSUID, "mode=755") = 0',
    'mount("devpts", ".", "devpts", 0, "newinstance") = 0',
    'mount("sysfs", ".", "sysfs", MS_RDONLY, NULL) = 0',
  ]);
  const at = (part: string) => trace.findIndex((line) => line.includes(part));
  const steps = ['"/srv/data"', "mknodat(", '"pts/ptmx"', '"/proc/sys"', '"/proc/keys"', "pivot_root("].map(
    at,
  );
  assert.ok(
    steps.every((step) => step >= 0),
    trace.join("\n"),
  );
  assert.equal(
    steps,
    [...steps].sort((a, b) => a - b),
  );
  assert.ok(
    at("pivot_root(") > at('"tmpfs", ".", "tmpfs", MS_RDONLY'),
    "masks are in force before the pivot",
  );
});

test("no path of the container is given to the kernel but below the root's descriptor", () => {
  const inRoot = /RESOLVE_IN_ROOT/;
  // What is the host's by intent, or a single name in a directory that is open already.
  const host = [
    'openat(AT_FDCWD, "."',
    'openat(AT_FDCWD, "/srv/c1/rootfs"',
    'openat(AT_FDCWD, "/"',
    '"/srv/data"',
  ];
  for (const line of trace) {
    const path = /"(\/[^"]*)"/.exec(line)?.[1];
    if (path === undefined || host.some((part) => line.startsWith(part) || line.includes(part))) continue;
    if (/^(mount\(NULL, "\/"|chdir\("\/"|symlinkat\("|statx\(AT_FDCWD, "\/proc\/kcore")/.test(line)) continue;
    assert.ok(inRoot.test(line), line);
  }
});

test("every path below the root is opened without following magic links", () => {
  const opens = trace.filter((line) => line.startsWith("openat2("));
  assert.ok(opens.length > 8);
  for (const line of opens) assert.match(line, /RESOLVE_NO_(SYMLINKS|MAGICLINKS)/);
});

test("a read-only bind is read-only before it has its place", () => {
  const copy = trace.findIndex((line) => line.startsWith("open_tree(") && line.includes('"/srv/data"'));
  assert.match(trace[copy + 1]!, /^mount_setattr\(.*attr_set=MOUNT_ATTR_RDONLY/);
  assert.match(trace.slice(copy + 2).find((line) => line.startsWith("move_mount("))!, /= 0$/);
});

test("a mask looks at what it covers: no mount is tried that must fail", () => {
  assert.is(trace.filter((line) => line.startsWith("mount(") && !line.endsWith("= 0")).length, 0);
  assert.is(
    trace.some((line) => line.startsWith("openat2(") && line.includes("/proc/missing")),
    true,
  );
});

test("the caller's umask holds again at the end, and none in between", () => {
  const lines = record(() => setupRoot({ root: "/r" }), tree({}, { umask: 0o27 }));
  const masks = lines.filter((line) => line.startsWith("umask("));
  assert.is(masks.length, 2);
  assert.match(masks[0]!, /^umask\(0\)/);
  assert.match(masks[1]!, /^umask\(027\)/);
  assert.is(lines[0], masks[0]);
});

test("what the caller runs before the pivot has its umask and directory", () => {
  const lines = record(
    () => setupRoot(container, { beforePivot: () => void umask(0o123) }),
    tree({ ...IMAGE, "/data": "directory" }, { umask: 0o27 }),
  );
  const call = lines.findIndex((line) => line.startsWith("umask(0123)"));
  const at = lines.slice(call - 2, call + 2).map((line) => line.replace(/\(.*/, ""));
  assert.equal(at, ["umask", "fchdir", "umask", "umask"]);
  assert.match(lines[call - 2]!, /^umask\(027\)/);
  assert.ok(call > lines.findIndex((line) => line.includes('"stderr"')));
  assert.ok(call < lines.findIndex((line) => line.startsWith("pivot_root(")));
});

test("pivotRoot() goes to the old root by descriptor and unmounts it", () => {
  const lines = record(() => setupRoot({ root: "/r" }), tree({}));
  assertOrder(lines, ['pivot_root(".", ".") = 0', 'umount2(".", MNT_DETACH) = 0', 'chdir("/") = 0']);
});

test("the old root is made a slave before it is unmounted when a mount of it can have peers", () => {
  const lines = record(() => setupRoot({ root: "/r", propagation: "rshared" }), tree({}));
  assertOrder(lines, [
    'mount(NULL, "/", NULL, MS_REC|MS_SHARED, NULL) = 0',
    'pivot_root(".", ".") = 0',
    'mount(NULL, ".", NULL, MS_REC|MS_SLAVE, NULL) = 0',
    'umount2(".", MNT_DETACH) = 0',
    'mount(NULL, ".", NULL, MS_SHARED, NULL) = 0',
  ]);
});

test("--no-pivot moves the mount and changes the root to it", () => {
  const lines = record(() => setupRoot({ root: "/r", noPivot: true }), tree({}, { readlinkat: 2 }));
  assertOrder(lines, ['mount(".", "/", NULL, MS_MOVE, NULL) = 0', 'chroot(".") = 0', 'chdir("/") = 0']);
  assert.not(lines.some((line) => line.startsWith("pivot_root")));
});

test("mnt-root fails as the kernel refuses, and never goes on to the next stage", () => {
  assert.throws(
    () =>
      record(
        () => mntRoot.apply({ ...container, force: true }, () => exit_group(0)),
        tree(IMAGE, { mount: failing(3, EPERM) }),
      ),
    (error: Error) => /cannot mount tmpfs on \/dev/.test(error.message),
  );
});

test.run();
