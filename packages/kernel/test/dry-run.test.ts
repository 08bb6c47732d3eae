import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as abi from "@isobox/kernel/abi";
import { DryRun } from "@isobox/kernel/dry-run";
import { decorate, platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { test } from "uvu";
import * as assert from "uvu/assert";

const DIRECTORY = abi.O_PATH | abi.O_DIRECTORY;

/** Runs a body dry, in a directory that must be as it was afterwards. */
function dryRun(body: (directory: string) => void): void {
  const directory = mkdtempSync(join(tmpdir(), "isobox-dry-run-"));
  mkdirSync(join(directory, "there"));
  writeFileSync(join(directory, "there/file"), "from the machine\n");
  symlinkSync("there", join(directory, "link"));
  const state = () => [
    ...readdirSync(directory, { recursive: true }),
    readFileSync(join(directory, "there/file"), "utf8"),
    lstatSync(join(directory, "there")).mtimeMs,
  ];
  const before = state();
  const undo = decorate(() => new DryRun({ syscall: platform.syscall }, 2));
  try {
    body(directory);
  } finally {
    undo();
    assert.equal(state(), before, "nothing has changed");
    rmSync(directory, { recursive: true });
  }
}

function code(body: () => void): string {
  try {
    body();
    return "done";
  } catch (error) {
    if (error instanceof sys.SyscallError) return error.code;
    throw error;
  }
}

function write(path: string, text: string, flags = abi.O_WRONLY | abi.O_CREAT | abi.O_TRUNC): void {
  using file = sys.open(path, flags, 0o644);
  sys.writeAll(file, text);
}

test("DryRun: what was made is there, with its kind and mode, and what was removed is not", () =>
  dryRun((directory) => {
    sys.mkdirat(abi.AT_FDCWD, `${directory}/made`, 0o700);
    assert.is(sys.statat(abi.AT_FDCWD, `${directory}/made`).mode, abi.S_IFDIR | 0o700);
    assert.is(
      code(() => sys.mkdirat(abi.AT_FDCWD, `${directory}/made`, 0o700)),
      "EEXIST",
    );
    assert.is(
      code(() => sys.mkdirat(abi.AT_FDCWD, `${directory}/none/a`, 0o700)),
      "ENOENT",
    );
    using made = sys.open(`${directory}/made`, DIRECTORY);
    assert.ok(made.fd >= 1_000_000, "a number that the kernel does not give");
    sys.mknodat(made, "null", abi.S_IFCHR | 0o600, 1, 3);
    assert.equal(sys.statat(made, "null").rdev, [1, 3]);
    assert.is(
      code(() => sys.unlinkat(abi.AT_FDCWD, `${directory}/made`, abi.AT_REMOVEDIR)),
      "ENOTEMPTY",
    );
    sys.unlinkat(made, "null");
    sys.unlinkat(abi.AT_FDCWD, `${directory}/made`, abi.AT_REMOVEDIR);
    assert.is(
      code(() => sys.statat(abi.AT_FDCWD, `${directory}/made`)),
      "ENOENT",
    );
    sys.unlinkat(abi.AT_FDCWD, `${directory}/there/file`);
    assert.is(
      code(() => sys.open(`${directory}/there/file`, abi.O_RDONLY)),
      "ENOENT",
    );
  }));

test("DryRun: what was written is read back, what was not is the machine's", () =>
  dryRun((directory) => {
    assert.is(sys.readFile(`${directory}/there/file`), "from the machine\n");
    write(`${directory}/there/file`, "more\n", abi.O_WRONLY | abi.O_APPEND);
    assert.is(sys.readFile(`${directory}/there/file`), "from the machine\nmore\n");
    write(`${directory}/there/file`, "other");
    assert.is(sys.readFile(`${directory}/link/file`), "other", "by another path too");
    write(`${directory}/new`, "new");
    assert.is(sys.fstat(sys.open(`${directory}/new`, abi.O_RDONLY)).size, 3);
    assert.is(
      code(() => write(`${directory}/there/file`, "", abi.O_WRONLY | abi.O_CREAT | abi.O_EXCL)),
      "EEXIST",
    );
    assert.is(
      code(() => write(`${directory}/there`, "", abi.O_WRONLY)),
      "EISDIR",
    );
  }));

test("DryRun: a directory lists the machine's names with the changes", () =>
  dryRun((directory) => {
    sys.symlinkat("/nowhere", abi.AT_FDCWD, `${directory}/dangling`);
    sys.renameat(abi.AT_FDCWD, `${directory}/there/file`, abi.AT_FDCWD, `${directory}/moved`);
    assert.equal(sys.readdir(directory).sort(), ["dangling", "link", "moved", "there"]);
    assert.equal(sys.readdir(`${directory}/there`), []);
    assert.is(sys.readFile(`${directory}/moved`), "from the machine\n");
    assert.is(sys.readlinkat(abi.AT_FDCWD, `${directory}/dangling`), "/nowhere");
    sys.renameat(abi.AT_FDCWD, `${directory}/there`, abi.AT_FDCWD, `${directory}/here`);
    assert.is(
      code(() => sys.readdir(`${directory}/there`)),
      "ENOENT",
    );
    assert.equal(sys.readdir(`${directory}/here`), []);
  }));

test("DryRun: the rules of openat2(2) hold in directories that were only made", () =>
  dryRun((directory) => {
    using top = sys.open(directory, DIRECTORY);
    sys.mkdirat(top, "root", 0o755);
    using root = sys.openat(top, "root", DIRECTORY);
    sys.mkdirat(root, "etc", 0o755);
    sys.symlinkat("/etc", root, "absolute");
    sys.symlinkat("../../../../etc", root, "up");
    const open = (path: string, resolve: number) =>
      code(() => sys.openat2(root, path, { flags: DIRECTORY, resolve }).close());
    for (const path of ["/etc", "etc", "absolute", "up", "../../etc", "etc/../../etc"])
      assert.is(open(path, abi.RESOLVE_IN_ROOT), "done", path);
    assert.is(open("absolute", abi.RESOLVE_IN_ROOT | abi.RESOLVE_NO_SYMLINKS), "ELOOP");
    assert.is(open("absolute", abi.RESOLVE_BENEATH), "EXDEV");
    assert.is(open("up", abi.RESOLVE_BENEATH), "EXDEV");
    assert.is(open("etc/..", abi.RESOLVE_BENEATH), "done");
    sys.symlinkat("loop", root, "loop");
    assert.is(open("loop", 0), "ELOOP");
  }));

test("DryRun: a mount covers what was there, a bind shows the same files, an unmount uncovers", () =>
  dryRun((directory) => {
    sys.mount("tmpfs", `${directory}/there`, "tmpfs", abi.MS_RDONLY, "mode=711");
    assert.equal(sys.readdir(`${directory}/there`), []);
    assert.is(sys.statat(abi.AT_FDCWD, `${directory}/there`).mode, abi.S_IFDIR | 0o711);
    assert.ok(sys.statat(abi.AT_FDCWD, `${directory}/there`).isMountRoot);
    assert.equal(sys.statfs(`${directory}/there`).type, abi.TMPFS_MAGIC);
    assert.ok(sys.statfs(`${directory}/there`).flags & abi.ST_RDONLY);
    assert.match(sys.readFile("/proc/self/mountinfo"), ` ${directory}/there ro,relatime - tmpfs tmpfs `);
    assert.is(
      code(() => sys.unlinkat(abi.AT_FDCWD, `${directory}/there`, abi.AT_REMOVEDIR)),
      "EBUSY",
    );
    sys.umount2(`${directory}/there`, abi.MNT_DETACH);
    assert.equal(sys.readdir(`${directory}/there`), ["file"]);
    assert.is(
      code(() => sys.umount2(`${directory}/there`, 0)),
      "EINVAL",
    );

    sys.mkdirat(abi.AT_FDCWD, `${directory}/bound`, 0o755);
    sys.mount(`${directory}/there`, `${directory}/bound`, null, abi.MS_BIND);
    write(`${directory}/bound/file`, "by the bind");
    assert.is(sys.readFile(`${directory}/there/file`), "by the bind");
    assert.is(
      code(() => sys.mount("/etc/hostname", `${directory}/bound`, null, abi.MS_BIND)),
      "ENOTDIR",
    );
  }));

test("DryRun: after pivot_root(2) paths begin in the new root, and what was opened before leads out of it", () =>
  dryRun((directory) => {
    using outside = sys.open(directory, DIRECTORY);
    assert.is(
      code(() => sys.pivot_root(`${directory}/there`, `${directory}/there`)),
      "EINVAL",
      "no mount point",
    );
    using tree = sys.open_tree(outside, "there", abi.OPEN_TREE_CLONE);
    sys.move_mount(tree, "", outside, "there", abi.MOVE_MOUNT_F_EMPTY_PATH);
    using old = sys.open("/", DIRECTORY);
    sys.fchdir(tree);
    sys.pivot_root(".", ".");
    sys.fchdir(old);
    sys.umount2(".", abi.MNT_DETACH);
    sys.chdir("/");
    assert.equal(sys.readdir("/"), ["file"]);
    assert.is(sys.getcwd(), "/");
    assert.is(sys.readFile("../../file"), "from the machine\n");
    assert.is(
      code(() => sys.open("/etc/passwd", abi.O_RDONLY)),
      "ENOENT",
    );
    assert.ok(sys.statIfThere(outside, "link"));
  }));

test("DryRun: the process's own attributes are as they were set", () =>
  dryRun(() => {
    assert.is(sys.umask(0o27), sys.umask(0o22) === 0o27 ? process.umask() : -1);
    sys.setresuid(1234, 1234, 1234);
    assert.equal([sys.getuid(), sys.geteuid()], [1234, 1234]);
    sys.setgroups([5, 6]);
    assert.equal(sys.getgroups(), [5, 6]);
    sys.prlimit64(0, 7, { soft: 10, hard: 20 });
    assert.equal(sys.getrlimit(0, 7), { soft: 10n, hard: 20n });
    sys.prctl(abi.PR_SET_NO_NEW_PRIVS, 1);
    assert.is(sys.prctl(abi.PR_GET_NO_NEW_PRIVS), 1);
    assert.is(
      code(() => sys.prctl(abi.PR_CAPBSET_DROP, 63)),
      "EINVAL",
    );
    sys.unshare(abi.CLONE_NEWNET);
    assert.is.not(
      sys.readlinkat(abi.AT_FDCWD, "/proc/self/ns/net"),
      sys.readlinkat(abi.AT_FDCWD, `/proc/${process.ppid}/ns/net`),
    );
    using control = sys.socket(abi.AF_INET, abi.SOCK_DGRAM);
    sys.setInterfaceUp(control, "lo");
    assert.is(
      code(() => sys.setInterfaceUp(control, "eth0")),
      "ENODEV",
    );
  }));

test("DryRun: a program is looked at before it is said to begin", () =>
  dryRun((directory) => {
    const result = (path: string) => sys.execve(path, [path], []);
    assert.is(result(`${directory}/none`), -abi.ENOENT);
    assert.is(result(directory), -abi.EACCES);
    assert.is(result(`${directory}/there/file`), -abi.EACCES);
    assert.not.ok(existsSync(`${directory}/script`));
  }));

test.run();
