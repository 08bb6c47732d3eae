import { ENOSYS } from "@isobox/kernel/abi";
import { Recorder } from "@isobox/kernel/recorder";
import { NR } from "@isobox/kernel/sys";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { faultHost, parseFaults } from "../src/faults.ts";

const plan = (...lines: string[]) => parseFaults(["isobox-faults 1", ...lines, ""].join("\n"));

test("parseFaults() reads every kind of line", () => {
  const read = plan(
    "record",
    "fail 0.1 mount 3 EIO",
    "refuse mount_setattr ENOSYS",
    "kill 0 mkdirat 2",
    "kill-first 0.1 mount 1",
  );
  assert.is(read?.record, true);
  assert.equal(
    read?.faults.map(({ word, process, nr, count, errno }) => [word, process, nr, count, errno]),
    [
      ["fail", "0.1", NR.mount, 3, 5],
      ["refuse", null, NR.mount_setattr, null, ENOSYS],
      ["kill", "0", NR.mkdirat, 2, 0],
      ["kill-first", "0.1", NR.mount, 1, 0],
    ],
  );
});

test("parseFaults() takes nothing else for a plan: no half of one is followed", () => {
  assert.is(parseFaults(""), null);
  assert.is(parseFaults("fail 0 mount 1 EIO\n"), null);
  assert.is(parseFaults("isobox-faults 2\nrecord\n"), null);
  for (const line of [
    "fail 0 mount 0 EIO",
    "fail 0 mount x EIO",
    "fail 0 nocall 1 EIO",
    "fail 0 mount 1 ENONE",
    "fail 0 mount 1",
    "crash 0 mount 1 EIO",
    "kill 0 mount",
    "refuse mount",
  ])
    assert.is(plan("record", line), null, line);
});

/** Makes calls through a host with faults; returns what they answered, and what was told. */
function make(lines: readonly string[], calls: readonly number[], recorder = new Recorder()) {
  const told: string[] = [];
  let killed = 0;
  const host = faultHost(
    recorder,
    plan(...lines)!,
    (line) => told.push(line),
    () => void killed++,
  );
  return {
    answers: calls.map((nr) => (nr === NR.close ? host.syscall(nr, 3) : host.syscall(nr, 3, "/x"))),
    told,
    lines: recorder.lines,
    killed: () => killed,
  };
}

test("faultHost() fails one call of a name and process, which is then not made, and tells so", () => {
  const { answers, told, lines } = make(["fail 0 mkdirat 2 EIO"], [NR.mkdirat, NR.mkdirat, NR.mkdirat]);
  assert.equal(answers, [0, -5, 0]);
  assert.equal(told, ["fired fail 0 mkdirat 2"]);
  assert.is(lines.length, 2);
});

test("faultHost() refuses every call of a name", () => {
  const { answers, told } = make(["refuse mkdirat ENOSYS"], [NR.mkdirat, NR.unlinkat, NR.mkdirat]);
  assert.equal(answers, [-ENOSYS, 0, -ENOSYS]);
  assert.is(told.length, 2);
});

test("faultHost() closes a descriptor though close(2) is said to have failed, as the kernel does", () => {
  const { answers, lines } = make(["fail 0 close 1 EIO"], [NR.close]);
  assert.equal(answers, [-5]);
  assert.is(lines.length, 1);
});

test("faultHost() names processes by descent, and counts anew in a child", () => {
  // The answers of two forks: a child's pid, and 0 in the child.
  let forks = 0;
  const recorder = new Recorder({ clone: () => (forks++ === 0 ? 1001 : 0) });
  const calls = [NR.mkdirat, NR.clone, NR.mkdirat, NR.clone, NR.mkdirat, NR.mkdirat];
  const { answers, told } = make(["fail 0.2 mkdirat 2 EPERM", "kill-first 0.2 mkdirat 1"], calls, recorder);
  assert.equal(answers, [0, 1001, 0, 0, 0, -1]);
  assert.equal(told, ["fired kill-first 0.2 mkdirat 1", "fired fail 0.2 mkdirat 2"]);
});

test("faultHost() reports every call on request", () => {
  const { told } = make(["record"], [NR.close, NR.close]);
  assert.equal(told, ["call 0 close 1 close(3)", "call 0 close 2 close(3)"]);
});

test.run();
