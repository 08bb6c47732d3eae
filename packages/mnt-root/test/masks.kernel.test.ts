import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { inside, makeRoot, mounts, show, write } from "./lib/chain.ts";
import { Sentinel } from "./lib/sentinel.ts";

const root = makeRoot("masks");
write(root, { secret: "secret", "hidden/file": "secret", shown: "shown" });

test("--masked-path hides a file behind the null device, and a directory behind nothing", () => {
  const options = ["--root", root, "--dev", "--masked-path=/secret", "--masked-path=/hidden"];
  const result = inside(options, "cat /secret; ls /hidden; stat -c %t:%T /secret; ! touch /hidden/x");
  assert.is(result.status, 0, result.stderr);
  assert.is(result.stdout, "1:3\n");
});

test("--masked-path and --readonly-path pass over what is not there", () => {
  const before = mounts(["--root", root, "--proc"]).length;
  const options = ["--masked-path=/proc/nothing", "--masked-path=/secret/x", "--readonly-path=/nothing"];
  assert.is(mounts(["--root", root, "--proc", ...options]).length, before);
});

test("--readonly-path makes a file and a directory read-only, and keeps other flags", () => {
  const options = [
    "--root",
    root,
    "--proc",
    "--readonly-path=/hidden",
    "--readonly-path=/shown",
    "--readonly-path=/proc/sys",
  ];
  const { status, stderr } = inside(options, "! touch /hidden/x && ! echo x > /shown && cat /shown");
  assert.is(status, 0, stderr);
  const sys = mounts(options).find(({ mountPoint }) => mountPoint === "/proc/sys");
  assert.is(sys!.options, "ro,nosuid,nodev,noexec,relatime");
});

test("a path that is both is masked", () => {
  const options = ["--root", root, "--dev", "--masked-path=/secret", "--readonly-path=/secret"];
  assert.is(show(options, "cat /secret"), "");
});

for (const [what, make] of [
  ["a link to a file of the host", (path: string, host: string) => symlinkSync(`${host}/null`, path)],
  ["a link to a file of the image", (path: string) => symlinkSync("/shown", path)],
  ["a regular file", (path: string) => write(path, { "": "" })],
] as const)
  test(`CVE-2025-31133: with /dev/null that is ${what}, masked files are empty and cannot be written`, () => {
    const host = new Sentinel();
    const image = makeRoot("null");
    write(image, { secret: "secret", shown: "shown" });
    const path = join(image, "dev/null");
    rmSync(path, { force: true });
    if (what === "a regular file") write(image, { "dev/null": "not null" });
    else make(path, host.path);
    const result = inside(
      ["--root", image, "--masked-path=/secret"],
      "cat /secret; echo written > /secret; cat /secret; stat -c %t:%T /secret; cat /shown",
    );
    assert.is(result.status, 0, result.stderr);
    assert.is(result.stdout, "1:3\nshown");
    host.check(what);
  });

test("CVE-2025-31133: standard streams are not reopened through the image's /dev/null", () => {
  const host = new Sentinel();
  const image = makeRoot("streams");
  symlinkSync(`${host.path}/null`, join(image, "dev/null"));
  const { status, stderr } = inside(["--root", image, "--default-devices"], "true");
  assert.is(status, 125);
  assert.match(stderr, /\/dev\/null is there already/);
  host.check("streams");
});

test.run();
