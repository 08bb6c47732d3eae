import { readdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { run, scratch, tool } from "../../../test/lib/tools.ts";
import { inside, makeRoot, mounts, newNamespaces, show, write } from "./lib/chain.ts";

const root = makeRoot("root");
const kernel = ["--proc", "--sys", "--dev"];

test("mnt-root makes a directory /, and nothing of the old root is left", () => {
  const [first, ...rest] = mounts(["--root", root, "--proc"]);
  assert.is(first!.mountPoint, "/");
  assert.ok(first!.root.endsWith("/rootfs"));
  assert.equal(
    rest.map(({ mountPoint }) => mountPoint),
    ["/proc"],
  );
  assert.is(
    show(["--root", root, "--proc"], "readlink /proc/self/root; readlink /proc/self/cwd; ls /bin/busybox"),
    "/\n/\n/bin/busybox\n",
  );
});

test("mnt-root takes a root and sources relative to where it was started", () => {
  write(root, { "../data/f": "data" });
  const cwd = join(root, "..");
  assert.is(show(["--root=rootfs", "--bind=data:/srv"], "cat /srv/f", { cwd }), "data");
});

test("--root goes through a link of the host, and works without /proc", () => {
  const link = join(scratch("link"), "r");
  symlinkSync(root, link);
  assert.is(show(["--root", link], "pwd"), "/\n");
});

test("the payload gets no descriptor of mnt-root", () => {
  const list = "ls /proc/$$/fd; :";
  const before = run(["sh", "-c", list]).stdout.trim().split(/\s+/);
  assert.equal(
    show(["--root", root, ...kernel], list)
      .trim()
      .split(/\s+/),
    before,
  );
});

test("the payload keeps the caller's umask, and mount points do not", () => {
  const fresh = makeRoot("umask");
  const script = ["sh", "-c", 'umask 077; exec "$@"', "sh"];
  const result = run([
    ...script,
    ...newNamespaces,
    ...[
      "mnt-root",
      "--root",
      fresh,
      "--tmpfs=/a/b",
      "--bind=/etc/passwd:/c/f",
      "--dev",
      "--",
      "sh",
      "-c",
      "umask; stat -c %a /a /c /dev/null",
    ],
  ]);
  assert.is(result.stdout, "0077\n755\n755\n666\n", result.stderr);
  assert.is(statSync(join(fresh, "c/f")).mode & 0o777, 0o755);
});

test("without --root the mounts are made where they are, and the directory stays", () => {
  const cwd = scratch("stays");
  const options = ["--tmpfs=/home", `--ro-bind=${cwd}`];
  const result = inside(options, `pwd; touch /home/a && ls /home && ! touch ${cwd}/f`, { cwd });
  assert.is(result.status, 0, result.stderr);
  assert.is(result.stdout, `${cwd}\na\n`);
  assert.equal(readdirSync(cwd), []);
});

test("--no-pivot gives the same root, and hides the host's procfs and sysfs", () => {
  const made = mounts(["--root", root, "--proc", "--sys", "--no-pivot"]);
  assert.equal(
    made.map(({ mountPoint }) => mountPoint),
    ["/", "/proc", "/sys"],
  );
});

test("the default propagation makes slaves of the host's mounts, so that theirs arrive and ours do not leave", () => {
  const shared = ["unshare", "--mount", "--propagation=shared", "--"];
  const script = `sed -n 1p /proc/self/mountinfo`;
  const words = ["mnt-root", "--root", root, "--proc", "--tmpfs=/t", "--", "sh", "-c", script];
  const { stdout } = run([...shared, ...newNamespaces, ...words]);
  assert.match(stdout, / \/ rw,\S+ master:\d+ - /);
});

test("--propagation rshared keeps a bind the peer of the host's mount, and shares the root", () => {
  const host = scratch("peer");
  const before = `mount -t tmpfs t ${host} && mount --make-shared ${host} && "$@"; ls ${host}/b`;
  const { stdout, stderr } = run([
    ...["unshare", "--mount", "--propagation=private", "--", "sh", "-c", before, "sh", ...newNamespaces],
    ...["mnt-root", "--root", root, "--propagation=rshared", `--bind=${host}:/peer`, "--proc", "--"],
    ...[
      "sh",
      "-c",
      "mkdir /peer/b && mount -t tmpfs t /peer/b && touch /peer/b/arrived && sed -n 1p /proc/self/mountinfo",
    ],
  ]);
  assert.match(stdout, /shared:\d+ - /, stderr);
  assert.match(stdout, /^arrived$/m);
});

test("--propagation unbindable makes the root so", () => {
  const options = ["--root", root, "--propagation=unbindable", "--proc"];
  assert.equal(mounts(options)[0]!.propagation, ["unbindable"]);
});

test("mnt-root refuses to change the root of its parent process", () => {
  const alone = run([tool("mnt-root"), "--root", root, "--", "true"]);
  assert.is(alone.status, 125);
  assert.match(alone.stderr, /parent process's too/);
  const forked = run([tool("ns-exec"), "--pid", "--fork", "--", "mnt-root", "--root", root, "--", "true"]);
  assert.is(forked.status, 125);
  assert.match(forked.stderr, /ns-exec --mount/);
  // In a namespace where nobody is hurt, --force goes on.
  const shell = `${tool("mnt-root")} --force --root ${root} -- true && test -x /bin/busybox`;
  const forced = run(["unshare", "--mount", "--", "sh", "-c", shell]);
  assert.is(forced.status, 0, forced.stderr);
});

test("what cannot be mounted is named, with what to do about it", () => {
  for (const [options, message] of [
    [["--root", "/nonexistent"], /cannot prepare \/nonexistent as the root: .*ENOENT/],
    [
      ["--root", root, "--mount=type=foofs,dst=/x"],
      /cannot mount foofs on \/x: .*ENODEV.*\n {2}hint: .*\/proc\/filesystems/,
    ],
    [["--root", root, "--bind=/nonexistent:/x"], /cannot mount \/nonexistent on \/x: open_tree\(.*ENOENT/],
    [
      ["--root", root, "--bind=/etc/passwd:/tmp"],
      /cannot mount \/etc\/passwd on \/tmp: .*EINVAL.*\n {2}hint: a file/,
    ],
    [
      ["--root", root, "--tmpfs=/new-one:foo=bar"],
      /cannot mount tmpfs on \/new-one: tmpfs: Unknown parameter 'foo': .*EINVAL/,
    ],
    [["--root", root, "--device=/dev/nonexistent"], /cannot make the device \/dev\/nonexistent: .*ENOENT/],
  ] as const) {
    const { status, stderr } = inside(options, "true");
    assert.is(status, 125, stderr);
    assert.match(stderr, message);
  }
});

test("wrong options are told in one line before anything is done", () => {
  for (const [options, message] of [
    [["--mount=dst=/x"], /needs a type, or the option bind/],
    [["--bind=x"], /want SRC:DST/],
    [["--no-pivot"], /--no-pivot needs --root/],
    [["--propagation=sideways", "--root=/"], /want .*rslave/],
  ] as const) {
    const { status, stderr } = run([tool("mnt-root"), ...options, "--", "true"]);
    assert.is(status, 125);
    assert.match(stderr, message);
    assert.is(stderr.trim().split("\n").length, 1);
  }
});

test("--spec reads options from a file, a descriptor and the word itself", () => {
  const directory = scratch("spec");
  const json = JSON.stringify({
    root,
    mount: [
      { destination: "/t", type: "tmpfs" },
      { destination: "/t/d", type: "dir" },
    ],
  });
  write(directory, { "spec.json": json });
  const file = join(directory, "spec.json");
  assert.is(show([`--spec=${file}`], "ls /t"), "d\n");
  assert.is(show([`--spec=${json}`, "--dir=/t/e"], "ls /t"), "d\ne\n");
  const opened = ["sh", "-c", 'exec "$@" 7< "$0"', file];
  const words = ["mnt-root", "--spec=fd:7", "--", "sh", "-c", "ls /t; test -e /proc/self/fd/7"];
  assert.is(run([...opened, ...newNamespaces, ...words]).stdout, "d\n");
});

test.run();
