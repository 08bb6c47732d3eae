import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { kernelIs, testSince } from "../../../test/lib/kernel-version.ts";
import { scratch } from "../../../test/lib/tools.ts";
import { parseMountInfo } from "../src/mountinfo.ts";
import { asUser, inside, makeRoot, mounts, refusing, show, write } from "./lib/chain.ts";

const root = makeRoot("overlay");
const layers = scratch("layers");
write(layers, { "one/a": "1", "two/a": "2", "two/b": "2", "with:colon,and comma/c": "3" });

test("--overlay of several layers is read-only, and the uppermost is the first", () => {
  const options = ["--root", root, `--overlay=dst=/d,lower=${layers}/one,lower=${layers}/two`];
  assert.is(show(options, "cat /d/a /d/b; ! touch /d/c"), "12");
});

test("--overlay writes to its upper layer", () => {
  const fresh = scratch("upper");
  for (const name of ["upper", "work"]) mkdirSync(join(fresh, name));
  const words = `dst=/d,lower=${layers}/one,upper=${fresh}/upper,work=${fresh}/work,noatime`;
  show(["--root", root, `--overlay=${words}`], "echo new > /d/n; rm /d/a");
  assert.equal(readdirSync(join(fresh, "upper")).sort(), ["a", "n"]);
  assert.equal(readdirSync(join(layers, "one")), ["a"]);
});

test("--overlay upper=tmpfs keeps changes in memory, with a size, and shows the layer's mode", () => {
  const low = scratch("low");
  write(low, { "d/f": "low" });
  mkdirSync(join(low, "m"), { mode: 0o711 });
  const options = [`--overlay=dst=/d,lower=${low}/m,lower=${low}/d,upper=tmpfs,size=64k`];
  const { status, stdout, stderr } = inside(
    ["--root", root, ...options],
    "stat -c %a /d; cat /d/f; echo new > /d/f; cat /d/f; ! dd if=/dev/zero of=/d/big bs=1k count=100",
  );
  assert.is(status, 0, stderr);
  assert.is(stdout, "711\nlownew\n");
  assert.is(readFileSync(join(low, "d/f"), "utf8"), "low");
});

test("without lower= an overlay lies on what is at its place", () => {
  const fresh = makeRoot("in-place");
  write(fresh, { "etc/f": "image" });
  assert.is(
    show(["--root", fresh, "--overlay=dst=/etc,upper=tmpfs"], "cat /etc/f; echo new > /etc/f; cat /etc/f"),
    "imagenew\n",
  );
  assert.is(readFileSync(join(fresh, "etc/f"), "utf8"), "image");
});

test("an overlay on / is the root: the image stays as it is, and what follows is mounted in the overlay", () => {
  const fresh = makeRoot("on-root");
  const options = [
    "--root",
    fresh,
    "--overlay=dst=/,upper=tmpfs",
    "--proc",
    "--dir=/made",
    "--tmpfs=/t",
    "--dev",
  ];
  const script = "rm -r /tmp; touch /x; cat /proc/self/mountinfo";
  for (const more of [[], ["--no-pivot"], ["--read-only"].slice(1)]) {
    const table = parseMountInfo(show([...options, ...more], script));
    assert.equal([table[0]!.type, table[0]!.mountPoint], ["overlay", "/"]);
    assert.equal(table.filter(({ mountPoint }) => mountPoint === "/").length, 1);
    assert.ok(table.some(({ mountPoint }) => mountPoint === "/t"));
  }
  assert.equal(
    ["tmp", "x", "made", "t"].filter((name) => existsSync(join(fresh, name))),
    ["tmp"],
  );
  assert.match(inside([...options, "--read-only"], "touch /x").stderr, /Read-only/);
});

test("without --root an overlay on / becomes the root as well", () => {
  const { status, stdout, stderr } = inside(
    ["--mount=dst=/,rprivate", "--overlay=dst=/,upper=tmpfs", "--proc"],
    "echo x > /etc/isobox-overlay; sed -n 1p /proc/self/mountinfo",
  );
  assert.is(status, 0, stderr);
  assert.match(stdout, / \/ \/ rw,relatime - overlay /);
  assert.not.ok(existsSync("/etc/isobox-overlay"));
});

test("an overlay takes paths with colons and commas", () => {
  const path = `${layers}/with:colon\\,and comma`;
  const options = [
    "--root",
    root,
    `--overlay=dst=/d,lower=${path},upper=tmpfs`,
    `--overlay=dst=/e,lower=${layers}/one,lower=${path}`,
  ];
  assert.is(show(options, "cat /d/c /e/c /e/a"), "331");
});

testSince("6.6", "user attributes on tmpfs")("an ordinary user gets an overlay in a user namespace", () => {
  mkdirSync(join(root, "data"), { recursive: true });
  const { status, stdout, stderr } = asUser(
    ["--root", root, "--proc", `--overlay=dst=/data,lower=${layers}/two,upper=tmpfs`],
    "cat /data/a; rm /data/b; mkdir /data/b; ls /data; grep -c userxattr /proc/self/mountinfo",
  );
  assert.is(status, 0, stderr);
  assert.is(stdout, "2a\nb\n1\n");
});

test("before Linux 6.15 the layer in memory is in the mount namespace while the overlay is made, and not after", () => {
  const injections = ["mount:error=EINVAL:when=3", "fsconfig:error=EINVAL:when=5"];
  const options = ["--root", root, "--proc", `--overlay=dst=/d,lower=${layers}/one,upper=tmpfs`];
  const script = "cat /d/a; grep -c ' - tmpfs overlay ' /proc/self/mountinfo; ls / | head -1";
  const { status, stdout, stderr } = kernelIs("6.15")
    ? refusing(injections, options, script)
    : inside(options, script);
  assert.is(stdout, "10\nbin\n", `${status} ${stderr}`);
});

test("what the kernel has against an overlay is said", () => {
  const { status, stderr } = inside(
    ["--root", root, `--overlay=dst=/d,lower=${layers}/one,upper=${layers}/two`],
    "true",
  );
  assert.is(status, 125);
  assert.match(stderr, /wants upper= and work=/);
  const size = inside(["--root", root, `--overlay=dst=/d,lower=${layers}/one,size=4k`], "true");
  assert.match(size.stderr, /size=4k of an overlay wants upper=tmpfs/);
  const missing = inside(["--root", root, "--overlay=dst=/no/such,upper=tmpfs"], "true");
  assert.match(missing.stderr, /cannot mount overlay on \/no\/such: openat2\(.*ENOENT/);
});

test("mounts() of an overlay names its layers", () => {
  const found = mounts([
    "--root",
    root,
    "--proc",
    `--overlay=dst=/d,lower=${layers}/one,lower=${layers}/two`,
  ]);
  assert.match(found.at(-1)!.superOptions, new RegExp(`lowerdir=${layers}/one:${layers}/two`));
});

test.run();
