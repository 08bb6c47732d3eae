import { test } from "uvu";
import * as assert from "uvu/assert";
import { run, scratch } from "../../../test/lib/tools.ts";
import { parseMountInfo } from "../src/mountinfo.ts";
import { makeRoot, newNamespaces, write } from "./lib/chain.ts";

// A kernel before Linux 5.12 is played by strace, which answers ENOSYS.

const root = makeRoot("old-kernel");
const host = scratch("old-kernel-host");
write(host, { file: "file" });

function onOldKernel(options: readonly string[], script: string) {
  const without = ["strace", "-f", "-o", "/dev/null", "-e", "trace=mount_setattr"];
  return run([
    ...[...without, "-e", "inject=mount_setattr:error=ENOSYS", ...newNamespaces],
    ...["mnt-root", "--root", root, ...options, "--", "sh", "-c", script],
  ]);
}

test("without mount_setattr(2), binds, masks and the root get the same flags by mount(2)", () => {
  const { status, stdout, stderr } = onOldKernel(
    [
      ...["--proc", "--dev", "--read-only", "--readonly-path=/proc/sys", "--mount=type=tmpfs,dst=/t,ro"],
      `--mount=src=${host},dst=/directory,rbind,ro,nosuid,rslave`,
      `--mount=src=${host}/file,dst=/file,bind,ro,noexec,private`,
      "--mount=type=cgroup,dst=/cgroup,ro,nosuid",
    ],
    "cat /proc/self/mountinfo; cat /file",
  );
  assert.is(status, 0, stderr);
  assert.ok(stdout.endsWith("file"));
  const flags = new Map(parseMountInfo(stdout).map(({ mountPoint, options }) => [mountPoint, options]));
  assert.is(flags.get("/"), "ro,relatime");
  assert.is(flags.get("/directory"), "ro,nosuid,relatime");
  assert.is(flags.get("/file"), "ro,noexec,relatime");
  assert.is(flags.get("/proc/sys"), "ro,nosuid,nodev,noexec,relatime");
  assert.is(flags.get("/t"), "ro,relatime");
  for (const [path, options] of flags)
    if (path.startsWith("/cgroup/")) assert.match(options, /^ro,nosuid/, path);
});

test("without mount_setattr(2), a recursive attribute is refused with the version that has it", () => {
  const { status, stderr } = onOldKernel([`--ro-bind=${host}:/d`], "true");
  assert.is(status, 125);
  assert.match(stderr, /mount_setattr\(.*ENOSYS.*\n {2}hint: .*Linux 5\.12/);
});

test.run();
