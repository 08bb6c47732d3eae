import { test } from "uvu";
import * as assert from "uvu/assert";
import { testComingFrom } from "../lib/coming-from.ts";
import { type Result, tool } from "../lib/tools.ts";
import { onProcess, shell, withoutPid } from "../lib/views.ts";

const capDrop = tool("cap-drop");

function sameRanges(theirs: Result, ours: Result): void {
  const expected = [...theirs.stdout.matchAll(/^SCHED_(\w+) min\/max priority\s*: (\d+)\/(\d+)$/gm)];
  assert.ok(expected.length >= 5, theirs.stdout);
  for (const [, policy, min, max] of expected)
    assert.match(ours.stdout, new RegExp(`^${policy!.toLowerCase()} +${min} +${max}$`, "m"));
}

function bothShow(theirs: Result, ours: Result): void {
  assert.match(theirs.stdout, /SCHED_BATCH/);
  assert.match(ours.stderr, /sched_setattr\(\d+, \{sched_policy=SCHED_BATCH/);
}

testComingFrom({
  name: "chrt",
  cases: [
    {
      option: "-b, --batch",
      theirs: shell(`chrt --batch 0 chrt -p 0`),
      ours: shell(`${capDrop} --scheduler=batch -- chrt -p 0`),
      normalize: withoutPid,
    },
    {
      option: "-d, --deadline",
      theirs: shell(
        `chrt --deadline --sched-runtime 1000000 --sched-deadline 20000000 --sched-period 30000000 0 chrt -p 0`,
      ),
      ours: shell(
        `${capDrop} --scheduler=deadline,runtime=1000000,deadline=20000000,period=30000000 -- chrt -p 0`,
      ),
      normalize: withoutPid,
    },
    {
      option: "-f, --fifo",
      theirs: shell(`chrt --fifo 7 chrt -p 0`),
      ours: shell(`${capDrop} --scheduler=fifo,priority=7 -- chrt -p 0`),
      normalize: withoutPid,
    },
    {
      option: "-i, --idle",
      theirs: shell(`chrt --idle 0 chrt -p 0`),
      ours: shell(`${capDrop} --scheduler=idle -- chrt -p 0`),
      normalize: withoutPid,
    },
    {
      option: "-o, --other",
      theirs: shell(`chrt --batch 0 chrt --other 0 chrt -p 0`),
      ours: shell(`chrt --batch 0 ${capDrop} --scheduler=other -- chrt -p 0`),
      normalize: withoutPid,
    },
    {
      option: "-r, --rr",
      theirs: shell(`chrt --rr 3 chrt -p 0`),
      ours: shell(`${capDrop} --scheduler=rr,priority=3 -- chrt -p 0`),
      normalize: withoutPid,
    },
    {
      option: "-R, --reset-on-fork",
      theirs: shell(`chrt --reset-on-fork --rr 3 chrt -p 0`),
      ours: shell(`${capDrop} --scheduler=rr,priority=3,reset_on_fork -- chrt -p 0`),
      normalize: withoutPid,
    },
    {
      option: "-T, --sched-runtime",
      theirs: shell(
        `chrt --deadline --sched-runtime 2000000 --sched-deadline 20000000 --sched-period 20000000 0 chrt -p 0`,
      ),
      ours: shell(
        `${capDrop} --scheduler=deadline,runtime=2000000,deadline=20000000,period=20000000 -- chrt -p 0`,
      ),
      normalize: withoutPid,
    },
    {
      option: "-P, --sched-period",
      theirs: shell(
        `chrt --deadline --sched-runtime 1000000 --sched-deadline 20000000 --sched-period 40000000 0 chrt -p 0`,
      ),
      ours: shell(
        `${capDrop} --scheduler=deadline,runtime=1000000,deadline=20000000,period=40000000 -- chrt -p 0`,
      ),
      normalize: withoutPid,
    },
    {
      option: "-D, --sched-deadline",
      theirs: shell(
        `chrt --deadline --sched-runtime 1000000 --sched-deadline 10000000 --sched-period 40000000 0 chrt -p 0`,
      ),
      ours: shell(
        `${capDrop} --scheduler=deadline,runtime=1000000,deadline=10000000,period=40000000 -- chrt -p 0`,
      ),
      normalize: withoutPid,
    },
    {
      option: "-a, --all-tasks",
      theirs: onProcess("chrt --all-tasks --batch -p 0 $p", "chrt -p $p"),
      ours: onProcess(`${capDrop} sched --all-tasks --scheduler=batch $p`, "chrt -p $p"),
      normalize: withoutPid,
    },
    {
      option: "-m, --max",
      theirs: ["chrt", "--max"],
      ours: [capDrop, "sched", "--max"],
      compare: sameRanges,
    },
    {
      option: "-p, --pid",
      theirs: onProcess("chrt --fifo --pid 9 $p", "chrt -p $p"),
      ours: onProcess(`${capDrop} sched --scheduler=fifo,priority=9 $p`, "chrt -p $p"),
      normalize: withoutPid,
    },
    {
      option: "-v, --verbose",
      theirs: onProcess("chrt --verbose --batch --pid 0 $p", "true"),
      ours: onProcess(`${capDrop} sched --trace --scheduler=batch $p`, "true"),
      compare: bothShow,
    },
  ],
});

test.run();
