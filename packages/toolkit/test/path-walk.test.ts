import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { mountPointOf, walkPath } from "../src/path-walk.ts";

const test = suite("walkPath");
const root = realpathSync(mkdtempSync(join(tmpdir(), "isobox-walk-")));
test.after(() => rmSync(root, { recursive: true }));
test.before(() => {
  mkdirSync(join(root, "a/b"), { recursive: true });
  writeFileSync(join(root, "a/b/file"), "");
  symlinkSync("b", join(root, "a/relative"));
  symlinkSync(join(root, "a"), join(root, "absolute"));
  symlinkSync("../a/b/file", join(root, "a/up"));
  symlinkSync("none/file", join(root, "dangling"));
  symlinkSync("ring2", join(root, "ring1"));
  symlinkSync("ring1", join(root, "ring2"));
  symlinkSync("a/b/file", join(root, "to-file"));
});

const at = (path: string) => join(root, path);

test("follows directories, links and dots as the kernel does", () => {
  for (const path of [
    "a/b/file",
    "a/relative/file",
    "absolute/b/file",
    "a/up",
    "a/./b/../b//file",
    "absolute/../a/up",
  ]) {
    const walk = walkPath(`${root}/${path}`);
    assert.is(walk.trouble, null, path);
    assert.is(walk.path, at("a/b/file"), path);
  }
  assert.is(walkPath("/").path, "/");
  assert.is(walkPath("/../..").path, "/");
  assert.is(walkPath(".").trouble, null);
});

test("names the step at which a path ends, and the link that leads there", () => {
  const cases: readonly (readonly [path: string, trouble: string, end: string, link: string | null])[] = [
    ["none/x", "missing", "none", null],
    ["a/none", "missing", "a/none", null],
    ["a/b/file/x", "no directory", "a/b/file", null],
    ["dangling", "missing", "none", "dangling"],
    ["to-file/x", "no directory", "a/b/file", "to-file"],
    // The link's target is there; what comes behind it is not.
    ["a/relative/none", "missing", "a/b/none", null],
  ];
  for (const [path, trouble, end, link] of cases) {
    const walk = walkPath(at(path));
    assert.is(walk.trouble, trouble, path);
    assert.is(walk.path, at(end), path);
    if (walk.trouble !== null) assert.is(walk.link?.path ?? null, link && at(link), path);
  }
});

test("ends in a ring of links", () => {
  const walk = walkPath(at("ring1"));
  assert.is(walk.trouble, "loop");
  assert.match(walk.path, /\/ring[12]$/);
});

test("finds where a mount begins", () => {
  assert.is(mountPointOf("/proc/self/status"), "/proc");
  assert.is(mountPointOf("/"), "/");
});

test.run();
