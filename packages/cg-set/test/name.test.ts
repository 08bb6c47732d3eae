import { test } from "uvu";
import * as assert from "uvu/assert";
import { normalizeName, parentOf } from "../src/name.ts";

test("normalizeName() drops empty and dot components and keeps what is absolute", () => {
  assert.is(normalizeName("lab"), "lab");
  assert.is(normalizeName("a//b/./c/"), "a/b/c");
  assert.is(normalizeName("//a/b"), "/a/b");
  assert.is(normalizeName("..."), "...");
});

test("normalizeName() refuses to leave the tree", () => {
  for (const name of ["..", "a/..", "../a", "/a/../../b"])
    assert.throws(
      () => normalizeName(name),
      (error: unknown) => error instanceof SyntaxError,
    );
});

test("normalizeName() refuses a name that names no new cgroup", () => {
  for (const name of ["", "/", ".", "//./", "a\nb", "a\0b"])
    assert.throws(
      () => normalizeName(name),
      (error: unknown) => error instanceof SyntaxError,
    );
});

test("parentOf() ends at the empty path", () => {
  assert.is(parentOf("/a/b"), "/a");
  assert.is(parentOf("/a"), "");
  assert.is(parentOf(""), "");
});

test.run();
