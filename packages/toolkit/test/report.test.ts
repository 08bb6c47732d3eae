import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  checkOperands,
  environment,
  explain,
  Failure,
  formatLogLine,
  getVariable,
  replaceEnvironment,
  setVariable,
  UsageError,
  verbOf,
} from "../src/index.ts";
import { nsExec } from "./sample.ts";

const record = {
  time: "2026-01-02T03:04:05.678Z",
  level: "error",
  msg: 'a "b"\u2028',
  tool: "mnt-root",
} as const;

test("formatLogLine() writes JSON with the keys that engines look for", () => {
  const line = formatLogLine("json", record);
  assert.ok(line.startsWith('{"level":"error","msg":"a \\"b\\"'));
  assert.is(line.indexOf("\n"), line.length - 1);
  assert.equal(JSON.parse(line), record);
});

test("formatLogLine() writes a line of text", () => {
  assert.is(formatLogLine("text", { ...record, msg: "m" }), "2026-01-02T03:04:05.678Z error   mnt-root: m\n");
});

test("explain() puts causes behind what the user wanted, and gathers hints", () => {
  const inner = new Failure("inner", { hints: ["two"] });
  const outer = new Failure("outer", { cause: inner, hints: ["one"] });
  assert.equal(explain(outer, []), { message: "outer: inner", hints: ["one", "two"] });
});

test("a failure takes a hint more and stays what it is", () => {
  const failure = new Failure("f", { cause: 1, hints: ["one"], status: 127 }).withHint("two");
  assert.equal(
    [failure.message, failure.cause, failure.hints, failure.status],
    ["f", 1, ["one", "two"], 127],
  );
});

test("getVariable() reads the first of two, as getenv(3)", () => {
  replaceEnvironment(["A=1", "PATH=/one", "B=", "PATH=/two", "AA=x", "NOEQUALS"]);
  assert.is(getVariable("PATH"), "/one");
  assert.is(getVariable("B"), "");
  assert.is(getVariable("NOEQUALS"), undefined);
  assert.is(getVariable("A"), "1");
});

test("setVariable() leaves one of a name, where the first was", () => {
  replaceEnvironment(["A=1", "PATH=/one", "B=2", "PATH=/two"]);
  setVariable("PATH", "/three");
  assert.equal(environment(), ["A=1", "PATH=/three", "B=2"]);
  setVariable("C", "");
  assert.equal(environment(), ["A=1", "PATH=/three", "B=2", "C="]);
});

test("setVariable() removes every one of a name, and no longer name", () => {
  replaceEnvironment(["A=1", "AB=2", "A=3"]);
  setVariable("A", undefined);
  assert.equal(environment(), ["AB=2"]);
});

test("checkOperands() counts by the synopsis", () => {
  const good: [string, string[]][] = [
    ["", []],
    ["[PID]", []],
    ["[PID]", ["1"]],
    ["CGROUP", ["a"]],
    ["CGROUP FILE=VALUE...", ["a", "b", "c"]],
    ["CGROUP [FILE...]", ["a"]],
  ];
  for (const [synopsis, operands] of good) checkOperands(synopsis, operands);
  const refused = (synopsis: string, operands: string[], message: RegExp) =>
    assert.throws(
      () => checkOperands(synopsis, operands),
      (e: unknown) => e instanceof UsageError && message.test(e.message),
    );
  refused("", ["x"], /"x" is one word too many/);
  refused("[PID]", ["1", "2"], /"2" is one/);
  refused("CGROUP", [], /CGROUP is missing/);
  refused("CGROUP FILE=VALUE...", ["a"], /FILE=VALUE is missing/);
});

test("verbOf() finds own verbs alone", () => {
  assert.ok(verbOf(nsExec, "list"));
  for (const word of ["toString", "constructor", "__proto__", "lis", "", undefined])
    assert.not(verbOf(nsExec, word));
});

test.run();
