import { readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { run, scratch } from "../../../test/lib/tools.ts";
import { inside, makeRoot, mounts, newNamespaces, refusing, show, write } from "./lib/chain.ts";

const root = makeRoot("files");
const source = scratch("source");
write(source, { text: "from a file", "a:b": "colon" });

test("--dir makes a directory with its mode, in the order of the command line", () => {
  const options = [
    "--root",
    root,
    "--tmpfs=/t",
    "--dir=/t/a/b:0700",
    "--dir=/t/a\\:c",
    "--ro-bind=/etc:/t/a/b",
  ];
  assert.is(show(options, "stat -c '%a %n' /t/a /t/a:c; test -e /t/a/b/passwd"), "755 /t/a\n755 /t/a:c\n");
  assert.is(show(["--root", root, "--tmpfs=/t", "--dir=/t/x:0700"], "stat -c %a /t/x"), "700\n");
  // One that is there stays as it is.
  assert.is(show(["--root", root, "--dir=/bin:0700"], "stat -c %a /bin"), "755\n");
});

test("--symlink makes a link that says its text, and takes one that says the same", () => {
  const link = "--symlink=../x/y:/t/deep/link";
  assert.is(show(["--root", root, "--tmpfs=/t", link, link], "readlink /t/deep/link"), "../x/y\n");
  const other = inside(["--root", root, "--tmpfs=/t", link, "--symlink=z:/t/deep/link"], "true");
  assert.is(other.status, 125);
  assert.match(other.stderr, /cannot make the link \/t\/deep\/link: symlinkat\("z".*EEXIST/);
});

test("--file makes a file from a file or a descriptor, with its mode, whatever the caller's umask", () => {
  const options = ["--root", root, "--tmpfs=/t", `--file=${source}/text:/t/a/f`, "--file=fd:0:/t/g:0640"];
  const script = "cat /t/a/f /t/g; stat -c ' %a' /t/a/f /t/g; test ! -s /dev/stdin";
  const made = run(
    [
      "sh",
      "-c",
      'umask 077; exec "$@"',
      "sh",
      ...newNamespaces,
      "mnt-root",
      ...options,
      "--dev",
      "--",
      "sh",
      "-c",
      script,
    ],
    { input: "from a pipe" },
  );
  assert.is(made.status, 0, made.stderr);
  assert.is(made.stdout, "from a filefrom a pipe 644\n 640\n");
});

test("--file replaces a file that is there, and a link is not followed", () => {
  const fresh = makeRoot("replace");
  write(fresh, { old: "old", behind: "behind" });
  symlinkSync("behind", join(fresh, "link"));
  show(["--root", fresh, `--file=${source}/text:/old`, `--file=${source}/text:/link`], "true");
  for (const name of ["old", "link"]) assert.is(readFileSync(join(fresh, name), "utf8"), "from a file");
  assert.is(readFileSync(join(fresh, "behind"), "utf8"), "behind");
});

test("--bind-data shows what a descriptor holds, in memory, and leaves the root as it is", () => {
  const fresh = makeRoot("data");
  write(fresh, { "etc/motd": "image's" });
  const options = ["--root", fresh, "--proc", "--bind-data=fd:7:/etc/motd:0640"];
  const script =
    "cat /etc/motd; stat -c ' %a' /etc/motd; echo more >> /etc/motd; cat /etc/motd; test ! -e /proc/self/fd/7";
  const words = [...newNamespaces, "mnt-root", ...options, "--", "sh", "-c", script];
  const shown = run(["sh", "-c", `printf hi | { exec "$@" 7<&0; }`, "sh", ...words]);
  assert.is(shown.status, 0, shown.stderr);
  assert.is(shown.stdout, "hi 640\nhimore\n");
  assert.is(readFileSync(join(fresh, "etc/motd"), "utf8"), "image's");
});

test("--ro-bind-data cannot be written", () => {
  const options = ["--root", root, "--proc", `--ro-bind-data=${source}/a\\:b:/etc/colon`];
  const { status, stdout, stderr } = inside(options, "cat /etc/colon; ! echo x > /etc/colon");
  assert.is(status, 0, stderr);
  assert.is(stdout, "colon");
  assert.match(stderr, /Read-only file system/);
  const found = mounts(options).find(({ mountPoint }) => mountPoint === "/etc/colon");
  assert.match(found!.options, /^ro,nosuid,nodev/);
});

test("before Linux 6.15, --bind-data has its file in the mount namespace while it is bound, and not after", () => {
  // The kernel of then, played by strace: a file of a detached mount cannot be copied (EINVAL).
  const { status, stdout, stderr } = refusing(
    ["open_tree:error=EINVAL:when=2"],
    ["--root", root, "--proc", `--bind-data=${source}/text:/etc/old`],
    "cat /etc/old; grep -c data /proc/self/mountinfo; ls /",
  );
  assert.is(status, 0, stderr);
  assert.match(stdout, /^from a file1\nbin\n/);
});

test("--chmod changes the mode of a file and of a directory, in order", () => {
  const options = ["--root", root, "--tmpfs=/t", "--dir=/t/d", `--file=${source}/text:/t/f`];
  assert.is(
    show(
      [...options, "--chmod=/t/d:01777", "--chmod=/t/f:0400", "--chmod=/t:0711"],
      "stat -c %a /t /t/d /t/f",
    ),
    "711\n1777\n400\n",
  );
  const missing = inside(["--root", root, "--chmod=/no/such:0700"], "true");
  assert.is(missing.status, 125);
  assert.match(missing.stderr, /cannot change the mode of \/no\/such: openat2\(.*ENOENT/);
});

test("a mode that is none, and a word that is none, are refused before anything is done", () => {
  for (const [option, says] of [
    ["--dir=/a:999", /octal mode/],
    ["--dir=/a:0700:b", /PATH:MODE/],
    ["--chmod=/a", /DST:MODE/],
    ["--symlink=/a", /TARGET:DST/],
    ["--file=/a", /SRC:DST/],
    ["--bind-data=fd:3", /SRC:DST/],
    ["--move=/a", /SRC:DST/],
    ["--remount=/a", /DST:OPTION/],
    ["--remount-ro=", /a path/],
    ["--overlay=lower=/a", /dst=DST/],
    ["--overlay=type=tmpfs,dst=/a", /no other type/],
  ] as const) {
    const { status, stderr } = inside(["--root", root, option], "true");
    assert.is(status, 125, option);
    assert.match(stderr, says);
  }
  const word = inside(["--root", root, "--mount=type=dir,dst=/a,size=4k"], "true");
  assert.match(word.stderr, /cannot make the directory|want mode=OCTAL/);
  assert.is(word.status, 125);
});

test("--bind-try and --ro-bind-try leave out what is not there, and nothing else", () => {
  const options = [
    "--root",
    root,
    "--bind-try=/no/such",
    "--ro-bind-try=/no/such:/x",
    "--ro-bind-try=/etc:/e",
  ];
  const { status, stderr } = inside(options, "test ! -e /x && test -e /e/passwd && ! touch /e/x");
  assert.is(status, 0, stderr);
  const loop = scratch("loop");
  symlinkSync("loop", join(loop, "loop"));
  assert.is(inside(["--root", root, `--bind-try=${loop}/loop:/x`], "true").status, 125);
});

test("a bind of fd:N shows the directory that the descriptor is of", () => {
  const words = [...newNamespaces, "mnt-root", "--root", root, "--bind=fd:8:/d:ro", "--"];
  const { status, stdout, stderr } = run([
    ...["sh", "-c", `exec "$@" 8< ${source}`, "sh", ...words],
    ...["sh", "-c", "cat /d/text; ! touch /d/x"],
  ]);
  assert.is(status, 0, stderr);
  assert.is(stdout, "from a file");
});

test("copy-symlink makes a source that is a link again as a link, and binds any other", () => {
  const host = scratch("links");
  symlinkSync("/bin/busybox", join(host, "link"));
  const options = ["--root", root, "--tmpfs=/t", `--bind=${host}/link:/t/link:copy-symlink`];
  assert.is(
    show([...options, "--bind=/etc:/t/etc:copy-symlink"], "readlink /t/link; test -e /t/etc/passwd"),
    "/bin/busybox\n",
  );
});

test("dest-nofollow mounts on a link itself, and src-nofollow binds one", () => {
  const fresh = makeRoot("nofollow");
  write(fresh, { real: "real" });
  symlinkSync("real", join(fresh, "link"));
  assert.is(
    show(["--root", fresh, `--bind=${source}/text:/link:dest-nofollow`], "cat /link; cat /real"),
    "from a filereal",
  );
});

test("--network-etc shows the host's names and servers, read-only", () => {
  const { status, stdout, stderr } = inside(
    ["--root", root, "--network-etc"],
    "cat /etc/hosts; ! echo x >> /etc/hosts; ! echo x >> /etc/resolv.conf",
  );
  assert.is(status, 0, stderr);
  assert.is(stdout, readFileSync("/etc/hosts", "utf8"));
  const other = scratch("etc");
  write(other, { hosts: "h", "resolv.conf": "r" });
  const mount = `--mount=type=network-etc,src=${other},dst=/etc`;
  assert.is(show(["--root", root, mount], "cat /etc/hosts /etc/resolv.conf"), "hr");
});

test("--lxcfs covers the files of /proc that it has", () => {
  const served = scratch("lxcfs");
  write(served, { "proc/meminfo": "MemTotal: 1 kB\n", "proc/uptime": "1.00 1.00\n" });
  assert.is(
    show(
      ["--root", root, "--proc", `--lxcfs=${served}`],
      "cat /proc/meminfo /proc/uptime; grep -c cpu /proc/stat",
    ),
    `MemTotal: 1 kB\n1.00 1.00\n${show(["--root", root, "--proc"], "grep -c cpu /proc/stat")}`,
  );
});

test("--default-masks hides and makes read-only what engines do", () => {
  const options = [
    "--root",
    root,
    "--proc",
    "--sys",
    "--dev",
    "--default-masks",
    "--masked-path=/proc/uptime",
  ];
  const { status, stderr } = inside(
    options,
    'test -z "$(cat /proc/keys /proc/timer_list /proc/uptime; ls /sys/firmware)" && ! echo 1 > /proc/sys/kernel/domainname',
  );
  assert.is(status, 0, stderr);
});

test("the host's files keep their modes", () => {
  assert.is(statSync(join(source, "text")).mode & 0o777, 0o644);
});

test.run();
