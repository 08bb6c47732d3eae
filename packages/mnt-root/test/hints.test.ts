import * as abi from "@isobox/kernel/abi";
import { NR, SyscallError } from "@isobox/kernel/sys";
import { hintsFor } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { hints } from "../src/hints.ts";

const errno = abi as unknown as Readonly<Record<string, number>>;

/** A refusal as mount(2) and others give it, and a part of the hint that it gets. */
const refusals: readonly (readonly [
  name: keyof typeof NR,
  args: readonly (string | number | null)[],
  code: string,
  hint: RegExp,
])[] = [
  ["pivot_root", [".", "."], "EINVAL", /shared mount|no mount/],
  ["pivot_root", [".", "."], "EPERM", /user namespace/],
  ["mount", ["proc", ".", "proc", 0, null], "EPERM", /PID namespace/],
  ["mount", ["mqueue", ".", "mqueue", 0, null], "EPERM", /--ipc/],
  ["mount", ["x", ".", "tmpfs", 0, null], "EPERM", /CAP_SYS_ADMIN/],
  ["mount", ["sysfs", ".", "sysfs", 0, null], "EPERM", /--net/],
  ["mount", ["x", ".", "sysfs", 0, null], "EBUSY", /already/],
  ["mount", [null, "/", null, abi.MS_SLAVE, null], "EINVAL", /chroot/],
  ["mount", ["x", "/p", "overlay", 0, "lowerdir=/a"], "EINVAL", /one layer/],
  ["mount", ["x", "/p", "overlay", 0, "lowerdir=/a\\:b"], "EINVAL", /one layer/],
  ["mount", ["x", "/p", "overlay", 0, "lowerdir=/a,upperdir=/u,workdir=/u"], "EINVAL", /two directories/],
  ["mount", ["x", "/p", "overlay", 0, "lowerdir=/a:/b"], "EINVAL", /kernel log/],
  ["mount", ["x", "/p", "overlay", 0, "lowerdir=/a:/b"], "ENOENT", /lower=/],
  ["mount", ["x", "/p", "overlay", 0, "lowerdir=/proc/self/fd/7:/b"], "ENOENT", /\/proc/],
  ["mount", ["x", ".", "tmfps", 0, null], "ENODEV", /did you mean tmpfs\?/],
  ["fsopen", ["tmpfs", 0], "EPERM", /CAP_SYS_ADMIN/],
  ["fsconfig", [6, abi.FSCONFIG_SET_STRING, "upperdir", "/o", 0], "EINVAL", /overlay/],
  ["fsconfig", [6, abi.FSCONFIG_SET_FLAG, "nosiud", null, 0], "EINVAL", /nosuid/],
  ["open_tree", [3, "/a", abi.OPEN_TREE_CLONE], "ENOENT", /--bind-try/],
  ["statx", [3, "/a", 0], "ENOENT", /not there/],
  ["read", [3, null, 1], "EBADF", /3< FILE/],
  ["mount_setattr", [6, "", 0, null, 32], "EINVAL", /no mount lies there/],
  ["mount", [null, "/", null, abi.MS_SLAVE, null], "EPERM", /CAP_SYS_ADMIN/],
  ["mount", ["x", ".", "foofs", 0, null], "ENODEV", /\/proc\/filesystems/],
  ["mount", ["x", ".", "devpts", 0, "gid=5"], "EINVAL", /gid=/],
  ["fsconfig", [6, abi.FSCONFIG_SET_STRING, "gid", "5", 0], "EINVAL", /mapped/],
  ["mount", ["x", ".", "tmpfs", 0, "foo"], "EINVAL", /does not know/],
  ["mount", ["x", ".", "tmpfs", 0, null], "ENOSPC", /mount-max/],
  ["open_tree", [3, "/a", abi.OPEN_TREE_CLONE], "EPERM", /CAP_SYS_ADMIN/],
  ["open_tree", [3, "/a", abi.OPEN_TREE_CLONE], "EINVAL", /rbind/],
  ["move_mount", [6, "", 7, "", 0x44], "EINVAL", /file/],
  ["mount_setattr", [6, "", 0, null, 32], "EPERM", /locked/],
  ["mount_setattr", [6, "", 0, null, 32], "ENOSYS", /5\.12/],
  ["openat2", [6, "/proc", null, 24], "ELOOP", /real directories/],
  ["openat2", [6, "/proc", null, 24], "EPERM", /seccomp/],
  ["mkdirat", [6, "a", 0o755], "EROFS", /beforehand/],
  ["mknodat", [6, "a", 0], "EROFS", /beforehand/],
];

test("each refusal that can be explained gets its hint, and one only", () => {
  for (const [name, args, code, hint] of refusals) {
    const found = hintsFor(new SyscallError(NR[name], args, errno[code]!), hints);
    assert.is(found.length, 1, `${name} ${code}: ${found.join(" | ")}`);
    assert.match(found[0]!, hint);
  }
});

test("every hint says where it is written", () => {
  for (const { hint, syscall, code } of hints)
    if (typeof hint === "string" && code !== "EROFS")
      assert.match(hint, /\([a-z_]+\([278]\)\)|CVE-|\/proc/, `${syscall} ${code}`);
});

test("an ordinary EINVAL of a call without a file system gets no guess", () => {
  assert.equal(
    hintsFor(new SyscallError(NR.mount, [null, ".", null, abi.MS_SHARED, null], abi.EINVAL), hints),
    [],
  );
});

test.run();
