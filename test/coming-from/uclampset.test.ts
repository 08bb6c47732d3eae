import { test } from "uvu";
import * as assert from "uvu/assert";
import { testComingFrom } from "../lib/coming-from.ts";
import { type Result, tool } from "../lib/tools.ts";
import { onProcess, shell, withoutPid } from "../lib/views.ts";

const capDrop = tool("cap-drop");

const look = "uclampset -p $$";

/** A kernel without CONFIG_UCLAMP_TASK refuses both alike; one with it shows the same of both. */
function bothClamp(theirs: Result, ours: Result): void {
  assert.is(ours.status === 0, theirs.status === 0, `${theirs.stderr}${ours.stderr}`);
  if (ours.status !== 0) assert.match(ours.stderr, /EOPNOTSUPP.*\n(.*\n)*.*CONFIG_UCLAMP_TASK/);
  else assert.is(withoutPid(ours.stdout), withoutPid(theirs.stdout));
}

function bothShow(theirs: Result, ours: Result): void {
  assert.is(ours.status === 0, theirs.status === 0, `${theirs.stderr}${ours.stderr}`);
  assert.match(ours.stderr, /sched_setattr\(0, \{.*sched_util_min=100/);
}

testComingFrom({
  name: "uclampset",
  cases: [
    {
      option: "-m",
      theirs: ["uclampset", "-m", "100", ...shell(look)],
      ours: [capDrop, "--util-min=100", "--", ...shell(look)],
      compare: bothClamp,
    },
    {
      option: "-M",
      theirs: ["uclampset", "-M", "500", ...shell(look)],
      ours: [capDrop, "--util-max=500", "--", ...shell(look)],
      compare: bothClamp,
    },
    {
      option: "-a, --all-tasks",
      theirs: onProcess("uclampset --all-tasks -m 1 -p $p", "uclampset -p $p"),
      ours: onProcess(`${capDrop} sched --all-tasks --util-min=1 $p`, "uclampset -p $p"),
      compare: bothClamp,
    },
    {
      option: "-p, --pid",
      theirs: onProcess("uclampset -m 1 --pid $p", "uclampset -p $p"),
      ours: onProcess(`${capDrop} sched --util-min=1 $p`, "uclampset -p $p"),
      compare: bothClamp,
    },
    { option: "-s, --system", none: "a sysctl of the machine" },
    { option: "-R, --reset-on-fork", none: "a flag of the policy" },
    {
      option: "-v, --verbose",
      theirs: ["uclampset", "--verbose", "-m", "100", "true"],
      ours: [capDrop, "--trace", "--util-min=100", "--", "true"],
      compare: bothShow,
    },
  ],
});

test.run();
