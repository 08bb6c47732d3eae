import * as abi from "@isobox/kernel/abi";
import { NR, SyscallError } from "@isobox/kernel/sys";
import { hintsFor } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { hints } from "../src/hints.ts";

const directory = abi.O_RDONLY | abi.O_DIRECTORY;

const rows: readonly (readonly [nr: number, args: (number | string)[], errno: number, hint: RegExp])[] = [
  [NR.openat, [3, "config.json", 0, 0], abi.ENOENT, /oci-run spec --bundle DIR/],
  [NR.openat, [3, "config.json", 0, 0], abi.EACCES, /ls -l/],
  [NR.openat, [-100, "/b", directory, 0], abi.ENOTDIR, /want the directory/],
  [NR.openat, [-100, "/run/isobox", directory, 0], abi.EACCES, /another user/],
  [NR.mkdirat, [-100, "/run/isobox/x", 0o700], abi.EACCES, /--root/],
  [NR.mkdirat, [-100, "/sys/x", 0o700], abi.EPERM, /--root/],
  [NR.mkdirat, [-100, "/ro/x", 0o700], abi.EROFS, /--root/],
  [NR.mkdirat, [-100, "/proc/x", 0o700], abi.ENOENT, /--root/],
  [NR.mkdirat, [-100, "/run/isobox/x", 0o700], abi.ENOSPC, /full/],
  [NR.mkdirat, [-100, "/etc/passwd/x", 0o700], abi.ENOTDIR, /is a file/],
  [NR.mkdirat, [-100, "/x", 0o700], abi.ENAMETOOLONG, /4095/],
  [NR.write, [3, "x", 1], abi.ENOSPC, /full/],
  [NR.pidfd_send_signal, [3, 9, 0, 0], abi.EPERM, /another user/],
  [NR.kill, [5, 9], abi.EPERM, /another user/],
  [NR.pidfd_open, [5, 0], abi.ENOSYS, /Linux 5\.3/],
  [NR.pidfd_open, [5, 0], abi.EMFILE, /ulimit -n/],
];

for (const [nr, args, errno, hint] of rows) {
  const error = new SyscallError(nr, args, errno);
  test(`a hint is given, and one only [${error.syscall}, ${error.code}, ${args[1]}]`, () => {
    const given = hintsFor(error, hints);
    assert.is(given.length, 1, given.join("\n"));
    assert.match(given[0]!, hint);
    assert.match(given[0]!, /\([a-z_-]+\([1-8]\)[^)]*\)$|\([^()]*\([1-8]\)[^()]*\)/, "its source");
  });
}

test("every hint has a row here", () => assert.is(rows.length, hints.length));

test("another file gets no guess", () => {
  assert.equal(hintsFor(new SyscallError(NR.openat, [3, "state.json", 0, 0], abi.ENOENT), hints), []);
  assert.equal(hintsFor(new SyscallError(NR.openat, [3, "state.json", 0, 0], abi.EACCES), hints), []);
});

test.run();
