import { test } from "uvu";
import * as assert from "uvu/assert";
import { formatUndo, parseUndo, registerUndoers, type UndoRecord, undo } from "../src/index.ts";
import { chance } from "./random.ts";

const { below, pick } = chance(3);
const characters = ["a", "/", " ", "\n", '"', "\\", "\u2028", "é", "😀", "\udc80", "\x7f", "{", ":"];
const anyRecord = (): UndoRecord => ({
  kind: pick(["cgroup", "state", "mount-point", "veth2"]),
  operand: Array.from({ length: below(12) }, () => pick(characters)).join(""),
});

test("parseUndo() reads what formatUndo() wrote, whatever is in the operand", () => {
  for (let i = 0; i < 2000; i++) {
    const records = Array.from({ length: below(4) }, anyRecord);
    assert.equal(parseUndo(records.map(formatUndo).join("")), records);
  }
});

test("parseUndo() leaves out a line that was cut off, at whatever byte", () => {
  const whole = formatUndo({ kind: "cgroup", operand: "/a" });
  const last = formatUndo({ kind: "cgroup", operand: "/b\n" });
  for (let length = 0; length < last.length; length++)
    assert.equal(parseUndo(whole + last.slice(0, length)), [{ kind: "cgroup", operand: "/a" }]);
});

test("parseUndo() leaves out what is no record", () => {
  const lines = [
    "",
    "cgroup",
    "cgroup ",
    "cgroup /a",
    'cgroup "a" ',
    ' "a"',
    'Cgroup "a"',
    'cgroup "a',
    "cgroup 1",
    'cgroup ["a"]',
    'cgroup "\\x"',
    'ok "yes"',
  ];
  assert.equal(parseUndo(`${lines.join("\n")}\n`), [{ kind: "ok", operand: "yes" }]);
});

test("undo() goes backwards, tries once more what fails, and goes past it", () => {
  const done: string[] = [];
  const undoers = {
    a: (operand: string) => {
      done.push(operand);
      if (operand === "2") throw new Error("busy");
    },
  };
  const records = [1, 2, 3].map((n) => ({ kind: "a", operand: String(n) }));
  const failures = undo([...records, { kind: "b", operand: "4" }], undoers);
  assert.equal(done, ["3", "2", "2", "1"]);
  assert.equal(
    failures.map(({ record }) => record.operand),
    ["4", "2"],
  );
});

test("undo() takes no method of all objects for an undoer", () => {
  assert.is(undo([{ kind: "constructor", operand: "x" }], {}).length, 1);
});

test("registerUndoers() lets no two tools record the same kind", () => {
  const mine = { undoers: { cgroup() {} } };
  registerUndoers([mine, mine, {}]);
  assert.throws(() => registerUndoers([mine, { undoers: { cgroup() {} } }]), /two tools record a "cgroup"/);
});

test.run();
