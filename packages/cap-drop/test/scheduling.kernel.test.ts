import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, run, tool } from "../../../test/lib/tools.ts";

const capDrop = tool("cap-drop");

/** What util-linux says of a process that it started itself, and of one behind cap-drop. */
const pairs: readonly (readonly [ours: string, theirs: readonly string[], look: string])[] = [
  ["--scheduler=fifo,priority=10", ["chrt", "-f", "10"], "chrt -p $$"],
  ["--scheduler=rr,priority=3,reset_on_fork", ["chrt", "-R", "-r", "3"], "chrt -p $$"],
  ["--scheduler=batch", ["chrt", "-b", "0"], "chrt -p $$"],
  ["--scheduler=idle", ["chrt", "-i", "0"], "chrt -p $$"],
  ["--scheduler=other,nice=7", ["nice", "-n", "7"], "nice; chrt -p $$"],
  ["--io-priority=be:6", ["ionice", "-c", "2", "-n", "6"], "ionice -p $$"],
  ["--io-priority=rt:1", ["ionice", "-c", "1", "-n", "1"], "ionice -p $$"],
  ["--io-priority=idle", ["ionice", "-c", "3"], "ionice -p $$"],
  ["--cpu-affinity=0", ["taskset", "-c", "0"], "grep Cpus_allowed_list /proc/self/status"],
  ["--personality=linux32", ["setarch", "linux32"], "uname -m; cat /proc/self/personality"],
];

const anonymous = (text: string) => text.replace(/\bpid \d+/g, "pid N");

for (const [ours, theirs, look] of pairs)
  test(`cap-drop ${ours}: as ${theirs.join(" ")}`, () => {
    const shell = ["sh", "-c", look];
    const expected = anonymous(output([...theirs, ...shell]));
    assert.is(anonymous(output([capDrop, ours, "--uid=1000", "--gid=1000", "--", ...shell])), expected);
    assert.is.not(anonymous(output(shell)), expected, "it differs from what there is without");
  });

test("cap-drop --scheduler=deadline: the numbers arrive", () => {
  const numbers = [
    "--sched-runtime",
    "1000000",
    "--sched-deadline",
    "20000000",
    "--sched-period",
    "30000000",
  ];
  const theirs = output(["chrt", "-d", ...numbers, "0", "chrt", "-p", "0"]);
  const words = "--scheduler=deadline,runtime=1000000,deadline=20000000,period=30000000";
  assert.is(anonymous(output([capDrop, words, "--", "chrt", "-p", "0"])), anonymous(theirs));
});

test("cap-drop --cpu-affinity=all: the caller's binding ends", () => {
  const look = ["grep", "Cpus_allowed_list", "/proc/self/status"];
  const free = output(look);
  assert.is(output(["taskset", "-c", "0", capDrop, "--cpu-affinity=all", "--", ...look]), free);
  assert.is.not(output(["taskset", "-c", "0", capDrop, "--", ...look]), free);
});

test("cap-drop --memory-policy: the mappings of the payload have it", () => {
  const maps = (...words: string[]) => output([capDrop, ...words, "--", "cat", "/proc/self/numa_maps"]);
  assert.match(maps("--memory-policy=bind:0"), /bind:0/);
  assert.match(maps("--memory-policy=interleave,static_nodes:0"), /interleave=static:0/);
  assert.not.match(maps(), /bind:0|interleave/);
});

test("cap-drop: what takes CAP_SYS_NICE says so; a processor that is not there is explained", () => {
  const user = ["setpriv", "--reuid=1000", "--regid=1000", "--clear-groups", "--"];
  for (const words of ["--scheduler=fifo,priority=10", "--scheduler=other,nice=-5", "--io-priority=rt:0"]) {
    const result = run(["prlimit", "--nice=0:0", "--rtprio=0:0", ...user, capDrop, words, "--", "true"]);
    assert.is(result.status, 125, words);
    assert.match(result.stderr, /EPERM.*\n.*CAP_SYS_NICE/, words);
  }
  assert.match(run([capDrop, "--cpu-affinity=4000", "--", "true"]).stderr, /EINVAL.*\n.*Cpus_allowed_list/);
});

test.run();
