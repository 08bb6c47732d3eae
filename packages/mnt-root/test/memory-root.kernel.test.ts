import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { run, scratch, tool } from "../../../test/lib/tools.ts";
import { parseMountInfo } from "../src/mountinfo.ts";
import { asUser, inside, newNamespaces, show, write } from "./lib/chain.ts";

/** The host's programs, as a distribution with a merged /usr has them. */
const SYSTEM = [
  "--ro-bind=/usr",
  ...["bin", "sbin", "lib", "lib64"].map((name) => `--symlink=usr/${name}:/${name}`),
];

test("--tmpfs-root is an empty root in memory, in which the host's shell runs", () => {
  const script = "echo /*; cat /proc/self/mountinfo";
  const [names, ...table] = show(["--tmpfs-root", ...SYSTEM, "--proc"], script).split("\n");
  assert.is(names, "/bin /lib /lib64 /proc /sbin /usr");
  const found = parseMountInfo(table.join("\n"));
  assert.equal(
    [found[0]!.type, found[0]!.mountPoint, found[0]!.options],
    ["tmpfs", "/", "rw,nosuid,nodev,relatime"],
  );
  assert.equal(
    found.filter(({ mountPoint }) => !mountPoint.startsWith("/usr")).map(({ mountPoint }) => mountPoint),
    ["/", "/proc"],
  );
});

test("--tmpfs-root takes the options of tmpfs, and --read-only", () => {
  const options = ["--tmpfs-root=size=64k,mode=711,noexec", "--read-only", ...SYSTEM, "--proc"];
  const { status, stdout, stderr } = inside(
    options,
    "sed -n 1p /proc/self/mountinfo; stat -c %a /; ! touch /x",
  );
  assert.is(status, 0, stderr);
  assert.match(stdout, / \/ ro,relatime - tmpfs tmpfs rw,size=64k,mode=711(,inode64)?\n711\n$/);
});

test("--tmpfs-root works with each way to change the root, and each propagation", () => {
  for (const more of [["--no-pivot"], ["--chroot"], ["--propagation=rprivate"], ["--propagation=unbindable"]])
    assert.is(
      show(["--tmpfs-root", ...SYSTEM, "--proc", ...more], "echo /*"),
      "/bin /lib /lib64 /proc /sbin /usr\n",
      more[0],
    );
  const shared = ["unshare", "--mount", "--propagation=shared", "--", ...newNamespaces];
  for (const mode of ["rshared", "slave"]) {
    const words = [
      "mnt-root",
      "--tmpfs-root",
      `--propagation=${mode}`,
      ...SYSTEM,
      "--",
      "sh",
      "-c",
      "echo /*",
    ];
    const { stdout, stderr } = run([...shared, ...words]);
    assert.is(stdout, "/bin /lib /lib64 /sbin /usr\n", stderr);
  }
});

test("sources with .. lead where they do outside, and a bind of / does not show the new root", () => {
  const cwd = scratch("climb");
  write(cwd, { "data/f": "data" });
  mkdirSync(join(cwd, "here"));
  const up = "../".repeat(cwd.split("/").length);
  const binds = [
    "--bind=../data:/d",
    `--bind=${up}etc:/e`,
    "--bind=/usr/../etc:/g",
    "--bind-try=../no:/n",
    "--bind=/:/host",
    `--overlay=dst=/o,lower=../data,lower=${up}etc`,
    `--bind-data=${up}etc/hostname:/h`,
  ];
  const { status, stdout, stderr } = inside(
    ["--tmpfs-root", ...SYSTEM, ...binds],
    "cat /d/f; test -e /e/passwd && test -e /g/passwd && test -e /host/etc/passwd && ! test -e /n && test -e /o/f && test -e /o/passwd && test -s /h",
    { cwd: join(cwd, "here") },
  );
  assert.is(status, 0, stderr);
  assert.is(stdout, "data");
});

test("--tmpfs-root works for an ordinary user, with devices, files and masks", () => {
  const options = [
    "--tmpfs-root",
    ...SYSTEM,
    "--proc",
    "--dev",
    "--default-masks",
    "--dir=/tmp:01777",
    "--read-only",
  ];
  const { status, stdout, stderr } = asUser(
    [...options, "--bind-data=/etc/hostname:/etc/hostname"],
    "id -u; stat -c %a /tmp; echo x > /dev/null; ! touch /x",
  );
  assert.is(status, 0, stderr);
  assert.is(stdout, "0\n1777\n");
});

test("--chroot alone needs no mount namespace, and changes nothing but the root", () => {
  const directory = scratch("chroot");
  for (const name of ["usr", "lib", "lib64"]) mkdirSync(join(directory, name));
  const before = run(["readlink", "/proc/self/ns/mnt"]).stdout;
  const script = `cd ${directory} && ${tool("mnt-root")} --root=/ --chroot -- readlink /proc/self/ns/mnt; pwd`;
  const { stdout, stderr } = run(["sh", "-c", script]);
  assert.is(stdout, `${before}${directory}\n`, stderr);
  const entered = run([tool("mnt-root"), "--root", directory, "--chroot", "--", "/usr/x"]);
  assert.match(entered.stderr, /cannot execute "\/usr\/x".*ENOENT/);
});

test("what needs a new root says so, and two roots are refused", () => {
  for (const [options, says] of [
    [["--chroot"], /--chroot needs --root or --tmpfs-root/],
    [["--no-pivot"], /--no-pivot needs --root or --tmpfs-root/],
    [["--tmpfs-root", "--root=/a"], /--root .*--tmpfs-root/],
    [["--tmpfs-root", "--chroot", "--no-pivot"], /--chroot .*--no-pivot/],
    [["--tmpfs-root=foo=1"], /tmpfs: Unknown parameter 'foo'/],
  ] as const) {
    const { status, stderr } = inside(options, "true");
    assert.is(status, 125);
    assert.match(stderr, says);
  }
});

test("the chain goes on by real execs in a root in memory", () => {
  const words = [
    "mnt-root",
    "--tmpfs-root",
    ...SYSTEM,
    "--bind-data=/etc/hostname:/h",
    "--",
    "cap-drop",
    "--",
    "sh",
    "-c",
    "cat /h",
  ];
  const exec = run(["env", "ISOBOX_CHAIN=exec", ...newNamespaces, ...words]);
  const fused = run([...newNamespaces, ...words]);
  assert.equal([exec.status, exec.stdout], [0, fused.stdout], exec.stderr);
  assert.is.not(fused.stdout, "");
});

test.run();
