import { mkdirSync, readdirSync, rmdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { run, scratch } from "../../../test/lib/tools.ts";
import { inside, makeRoot, show, write } from "./lib/chain.ts";
import { Sentinel } from "./lib/sentinel.ts";

// Images that try to lead mnt-root out of the root. What a flaw would do is asserted on a directory of the host
// that nobody else uses; what would write to the host's kernel is only asserted to be refused.

/** The mounts of the default bundle, and two files that engines bind. */
const DEFAULT = [
  ...["--proc", "--sys", "--dev"],
  ...["--bind=/etc/hostname:/etc/hosts", "--bind=/etc/hostname:/etc/resolv.conf"],
  "--mount=type=cgroup,dst=/sys/fs/cgroup,ro",
];

/** The links through which an image could try to reach the host's directory. */
const forms: readonly (readonly [name: string, target: (host: string, depth: number) => string])[] = [
  ["absolute", (host) => host],
  ["relative", (host, depth) => `${"../".repeat(depth + 20)}${host.slice(1)}`],
  ["through /proc/self/root", (host) => `/proc/self/root${host}`],
];

for (const place of ["dev", "etc", "dev/pts", "dev/shm", "etc/hosts", "etc/resolv.conf"])
  for (const [form, target] of forms)
    test(`CVE-2019-18837, CVE-2026-41579: an image whose /${place} is a link out of the root (${form}) touches nothing of the host`, () => {
      const host = new Sentinel();
      const root = makeRoot("link");
      rmSync(join(root, place), { recursive: true, force: true });
      const isFile = place.includes("hosts") || place.includes("resolv");
      symlinkSync(target(isFile ? `${host.path}/hosts` : host.path, 3), join(root, place));
      const { status } = inside(["--root", root, ...DEFAULT], "test -c /dev/null && test -e /proc/self");
      host.check(`${place} -> ${target(host.path, 3)}`);
      assert.ok(status === 0 || status === 125, `status ${status}`);
    });

for (const place of ["proc", "sys"])
  for (const [form, target] of [...forms, ["to a directory of the image", () => "/tmp"] as const])
    test(`CVE-2019-19921, CVE-2023-27561, CVE-2023-28642: /${place} that is a link (${form}) is refused`, () => {
      const host = new Sentinel();
      const root = makeRoot("kernel-link");
      rmdirSync(join(root, place));
      symlinkSync(target(host.path, 1), join(root, place));
      const { status, stderr } = inside(["--root", root, ...DEFAULT], "true");
      assert.is(status, 125);
      assert.match(stderr, new RegExp(`on /${place}: .*ELOOP`));
      host.check(place);
    });

test("/proc that is a file is refused", () => {
  const root = makeRoot("proc-file");
  rmdirSync(join(root, "proc"));
  write(root, { proc: "" });
  const { status, stderr } = inside(["--root", root, "--proc"], "true");
  assert.is(status, 125);
  assert.match(stderr, /on \/proc: .*ENOTDIR/);
});

test("a loop of links, and a chain of more than forty, are refused", () => {
  const root = makeRoot("loop");
  symlinkSync("b", join(root, "a"));
  symlinkSync("a", join(root, "b"));
  for (let i = 0; i < 45; i++) symlinkSync(i === 0 ? "missing" : `c${i - 1}`, join(root, `c${i}`));
  for (const path of ["/a/x", "/c44/x"]) {
    const { status, stderr } = inside(["--root", root, `--tmpfs=${path}`], "true");
    assert.is(status, 125);
    assert.match(stderr, /ELOOP/);
  }
  show(["--root", root, "--tmpfs=/c30/x"], "test -d /missing/x");
});

test("a destination with .. stays in the root", () => {
  const host = new Sentinel();
  const root = makeRoot("dots");
  show(
    ["--root", root, `--tmpfs=/../../../..${host.path}/x`, "--dir=../../y"],
    `test -d ${host.path}/x && test -d /y`,
  );
  host.check("..");
});

test("CVE-2024-45310: what is missing is made in the root, not where a link out of it leads", () => {
  const host = new Sentinel();
  const root = makeRoot("missing");
  symlinkSync(`${host.path}/new`, join(root, "out"));
  show(["--root", root, "--tmpfs=/out/deep/er"], `test -d ${host.path}/new/deep/er`);
  host.check("a missing target");
  assert.equal(readdirSync(join(root, "tmp")).length, 1);
});

test("CVE-2019-16884, CVE-2015-3630: only a procfs may cover /proc, and only known files below it", () => {
  const root = makeRoot("forged");
  symlinkSync("/proc/sys", join(root, "sysctl"));
  symlinkSync("proc", join(root, "alias"));
  mkdirSync(join(root, "self/attr"), { recursive: true });
  for (const options of [
    ["--tmpfs=/proc"],
    [`--bind=${root}/self:/proc`],
    ["--mount=type=tmpfs,dst=//proc/."],
    ["--proc", `--bind=${root}/self:/proc/self`],
    ["--proc", "--tmpfs=/proc/sys"],
    ["--proc", "--bind=/etc/hostname:/proc/version"],
    ["--proc", "--tmpfs=/sysctl"],
    ["--tmpfs=/alias"],
  ]) {
    const { status, stderr } = inside(["--root", root, ...options], "true");
    assert.is(status, 125, options.join(" "));
    assert.match(stderr, /nothing but a procfs may cover \/proc/, options.join(" "));
  }
  const text = show(["--root", root, "--proc", "--bind=/etc/hostname:/proc/meminfo"], "cat /proc/meminfo");
  assert.not.match(text, /MemTotal/);
  show(["--root", root, "--proc", "--bind=/etc/hostname:/proc/net/dev"], "true");
  show(["--root", root, "--bind=/proc"], "test -e /proc/self");
});

test("CVE-2026-47766: devices below a linked directory are made in the root", () => {
  const host = new Sentinel();
  const root = makeRoot("device-link");
  symlinkSync(host.path, join(root, "opt"));
  const device = "--device=/opt/null:c:1:3";
  const { status } = inside(["--root", root, device], `test -c ${host.path}/null`);
  assert.is(status, 0);
  host.check("device");
});

test("relative words of a file system are the caller's files, not the image's", () => {
  const host = new Sentinel();
  const root = makeRoot("relative");
  const cwd = scratch("layers");
  write(cwd, { "lower/from": "caller", "other/x": "" });
  for (const name of ["lower", "other"]) symlinkSync(host.path, join(root, name));
  for (const more of ["", ",rslave"]) {
    const mount = `--mount=type=overlay,dst=/data,lowerdir=lower:other${more}`;
    assert.is(show(["--root", root, mount], "cat /data/from", { cwd }), "caller");
  }
  host.check("layers");
});

/** Each way to make or change something, at a place where an image can have a link. */
const makers: readonly (readonly [option: string, at: (path: string) => string])[] = [
  ["--dir", (path) => `--dir=${path}/made:0777`],
  ["--symlink", (path) => `--symlink=/etc/passwd:${path}/made`],
  ["--file", (path) => `--file=/etc/hostname:${path}/hosts:0777`],
  ["--file in the link's place", (path) => `--file=/etc/hostname:${path}:0777`],
  ["--bind-data", (path) => `--bind-data=/etc/hostname:${path}/hosts`],
  ["--chmod", (path) => `--chmod=${path}:0777`],
  ["--chmod below", (path) => `--chmod=${path}/hosts:0777`],
  ["--overlay", (path) => `--overlay=dst=${path}/made,lower=/etc,upper=tmpfs`],
  ["--mqueue", (path) => `--mqueue=${path}/made`],
  ["--remount-ro", (path) => `--remount-ro=${path}`],
  ["--remount", (path) => `--remount=${path}:nosuid`],
  ["propagation", (path) => `--mount=dst=${path},rshared`],
  ["dest-nofollow", (path) => `--bind=/etc:${path}:dest-nofollow`],
  ["copy-symlink", (path) => `--bind=/proc/self:${path}/made:copy-symlink`],
  ["network-etc", (path) => `--mount=type=network-etc,dst=${path}`],
];

for (const [option, at] of makers)
  for (const [form, target] of forms)
    test(`${option} at a link out of the root (${form}) touches nothing of the host`, () => {
      const host = new Sentinel();
      const root = makeRoot("maker");
      symlinkSync(target(host.path, 1), join(root, "out"));
      const before = run(["stat", "-c", "%a %U", host.path]).stdout;
      const { status, stderr } = inside(["--root", root, at("/out")], "true");
      host.check(`${option} ${form}`);
      assert.is(run(["stat", "-c", "%a %U", host.path]).stdout, before);
      assert.ok(status === 0 || status === 125, stderr);
      assert.not.match(stderr, / at .*\.(ts|js):\d+/);
    });

test("CVE-2025-31133, by another way: no file is made, filled or changed where a link of the image leads into /proc", () => {
  const root = makeRoot("into-proc");
  symlinkSync("/proc/sys/kernel", join(root, "k"));
  symlinkSync("/proc/sys/kernel/domainname", join(root, "d"));
  const options = [
    ...["--file=/etc/hostname:/k/domainname", "--bind-data=/etc/hostname:/d", "--chmod=/d:0777"],
    ...[
      "--symlink=x:/k/y",
      "--overlay=dst=/k,lower=/etc,upper=tmpfs",
      "--bind=/etc/hostname:/d:copy-symlink",
    ],
    "--bind=/etc/hostname:/d",
  ];
  for (const option of options) {
    const { status, stderr } = inside(["--root", root, "--proc", option], "true");
    assert.is(status, 125, option);
    assert.match(stderr, /nothing but a procfs may cover \/proc/, option);
  }
  // The link's own place is the image's: a file takes it, and what it led to stays.
  const before = run(["cat", "/proc/sys/kernel/domainname"]).stdout;
  assert.is(
    show(["--root", root, "--proc", "--file=/etc/hostname:/d"], "cat /d; cat /proc/sys/kernel/domainname"),
    `${run(["cat", "/etc/hostname"]).stdout}${before}`,
  );
});

test("an image's links at the names of /dev are replaced or left, never followed", () => {
  const host = new Sentinel();
  const root = makeRoot("dev-names");
  for (const name of ["ptmx", "fd", "stdin", "core"])
    symlinkSync(`${host.path}/${name}`, join(root, "dev", name));
  show(["--root", root, "--default-devices"], "test $(readlink /dev/ptmx) = pts/ptmx && test -c /dev/null");
  host.check("dev names");
});

test.run();
