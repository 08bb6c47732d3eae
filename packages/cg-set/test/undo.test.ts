import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type UndoRecord, undo } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { undoers } from "../src/remove.ts";

// An empty directory is removed as a cgroup is; nothing here needs a cgroup file system.
const root = mkdtempSync(join(tmpdir(), "isobox-undo-"));
process.on("exit", () => rmSync(root, { recursive: true, force: true }));

function undoAll(...records: readonly (readonly [kind: string, operand: string])[]): unknown[] {
  const failures = undo(
    records.map(([kind, operand]): UndoRecord => ({ kind, operand })),
    undoers,
  );
  return failures.map(({ error }) => error);
}

test("an undo of what is gone already, or was never made, is no failure", () => {
  assert.equal(undoAll(["cgroup-parent", `${root}/a`], ["cgroup", `${root}/a/b`]), []);
});

test("an undo removes the inner directory before the outer", () => {
  mkdirSync(`${root}/a/b`, { recursive: true });
  assert.equal(undoAll(["cgroup-parent", `${root}/a`], ["cgroup", `${root}/a/b`]), []);
  assert.not(existsSync(`${root}/a`));
});

test("an undo leaves what was recorded and then found to be somebody else's", () => {
  for (const kind of ["cgroup", "cgroup-parent"]) {
    mkdirSync(`${root}/${kind}`);
    assert.equal(undoAll([kind, `${root}/${kind}`], ["cgroup-kept", `${root}/${kind}`]), []);
    assert.ok(existsSync(`${root}/${kind}`));
  }
});

test("an undo removes what was made after all, at the second try", () => {
  mkdirSync(`${root}/again`);
  const path = `${root}/again`;
  assert.equal(undoAll(["cgroup", path], ["cgroup-kept", path], ["cgroup", path]), []);
  assert.not(existsSync(path));
});

test("an undo tells of what is no cgroup, and touches nothing in it", () => {
  mkdirSync(`${root}/files`);
  writeFileSync(`${root}/files/one`, "");
  const [error] = undoAll(["cgroup", `${root}/files`]);
  assert.match(String(error), /cannot remove the cgroup/);
  assert.ok(existsSync(`${root}/files/one`));
});

test.run();
