import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, run, tool } from "../../../test/lib/tools.ts";
import { threaded, threads, untilThreaded, withSleeper } from "./lib/sleeper.ts";

const capDrop = tool("cap-drop");
const sched = (...words: readonly string[]) => output([capDrop, "sched", ...words]);
const shown = (...words: readonly string[]) => JSON.parse(sched("--json", ...words)).threads;

/** An option, and what util-linux shows afterwards of the process. */
const settings: readonly (readonly [words: readonly string[], look: readonly string[], says: RegExp])[] = [
  [["--scheduler=batch"], ["chrt", "-p"], /SCHED_BATCH/],
  [["--scheduler=idle"], ["chrt", "-p"], /SCHED_IDLE/],
  [["--scheduler=fifo,priority=7"], ["chrt", "-p"], /SCHED_FIFO\n.*priority: 7/],
  [["-s", "rr,priority=3,reset_on_fork"], ["chrt", "-p"], /SCHED_RR\|SCHED_RESET_ON_FORK\n.*priority: 3/],
  [
    ["--scheduler=deadline,runtime=1000000,deadline=20000000,period=30000000"],
    ["chrt", "-p"],
    /SCHED_DEADLINE\n(.*\n)*.*1000000\/20000000\/30000000/,
  ],
  [["--nice=7"], ["ps", "-o", "ni=", "-p"], /^ *7$/m],
  [["--io-priority=be:6"], ["ionice", "-p"], /best-effort: prio 6/],
  [["-i", "idle"], ["ionice", "-p"], /^idle/],
  [["--cpu-affinity=0"], ["taskset", "-pc"], /list: 0$/m],
  [["--cpu-affinity=0x1"], ["taskset", "-p"], /mask: 1$/m],
  [["--oom-score-adj=321"], ["choom", "-p"], /adjust value: 321$/m],
];

for (const [words, look, says] of settings)
  test(`cap-drop sched ${words.join(" ")} PID: ${look[0]} sees it`, async () => {
    await withSleeper((pid) => {
      assert.not.match(output([...look, pid]), says, "before");
      assert.is(sched(...words, pid), "");
      assert.match(output([...look, pid]), says);
    });
  });

test("cap-drop sched PID: each cell is read back as what it shows", async () => {
  await withSleeper(async (pid) => {
    sched("--scheduler=rr,priority=3,reset_on_fork", "--io-priority=be:2", "--cpu-affinity=0", pid);
    const row = sched(pid).split("\n")[1]!.trim().split(/ +/);
    assert.equal(row.slice(0, 5), [pid, "rr,priority=3,reset_on_fork", "0", "be:2", "0"]);
    const [first] = shown(pid);
    await withSleeper((other) => {
      sched(`--scheduler=${row[1]}`, `--io-priority=${row[3]}`, `--cpu-affinity=${row[4]}`, other);
      const [second] = shown(other);
      for (const key of ["scheduler", "ioPriority", "cpus", "nice"])
        assert.equal(second[key], first[key], key);
    });
  });
});

test("cap-drop sched --scheduler: a policy without a nice value keeps the one that there was", async () => {
  await withSleeper((pid) => {
    sched("--nice=9", pid);
    sched("--scheduler=batch", pid);
    assert.equal(threads(pid, "ni,cls"), ["9 B"]);
    sched("--scheduler=other,nice=4", pid);
    assert.equal(threads(pid, "ni,cls"), ["4 TS"]);
  });
});

test("cap-drop sched --all-tasks: every thread, and without it the first one only", async () => {
  await withSleeper(async (pid) => {
    await untilThreaded(pid);
    sched("--nice=3", pid);
    // A thread that is made later inherits it.
    assert.ok(threads(pid, "ni").includes("0"), "some thread is as it was");
    assert.ok(threads(pid, "lwp,ni").includes(`${pid} 3`));
    sched("--all-tasks", "--nice=5", "--scheduler=batch", "--cpu-affinity=0", "--io-priority=be:3", pid);
    const tids = threads(pid, "lwp");
    assert.equal(new Set(threads(pid, "ni,cls")), new Set(["5 B"]));
    assert.equal(
      new Set(shown("--all-tasks", pid).map(({ ioPriority }: { ioPriority: string }) => ioPriority)),
      new Set(["be:3"]),
    );
    const rows = shown("--all-tasks", pid);
    const listed = rows.map(({ tid }: { tid: number }) => String(tid));
    // Threads come and go by themselves; those that were there before and are there after were there in between.
    const after = threads(pid, "lwp");
    const stayed = tids.filter((tid) => after.includes(tid));
    assert.ok(stayed.length >= 4);
    assert.equal(
      stayed.filter((tid) => !listed.includes(tid)),
      [],
    );
    assert.ok(rows.every(({ cpus }: { cpus: string }) => cpus === "0"));
  }, threaded);
});

test("cap-drop sched --pgrp, --user: nice value and I/O priority of all of them", async () => {
  const user = "61234";
  const words = ["setpriv", `--reuid=${user}`, "--clear-groups", "sleep", "60"];
  await withSleeper(
    (a) =>
      withSleeper((b) => {
        sched("--pgrp", a, "--nice=4", "--io-priority=be:1");
        assert.match(output(["ionice", "-P", a]), /best-effort: prio 1/);
        assert.equal([threads(a, "ni"), threads(b, "ni")], [["4"], ["0"]]);
        sched("--user", user, "--nice=6", "--io-priority=idle");
        assert.equal([threads(a, "ni"), threads(b, "ni")], [["6"], ["6"]]);
        assert.match(output(["ionice", "-p", b]), /^idle/);
        assert.equal(
          shown("--user", user).map(({ pid }: { pid: number }) => String(pid)),
          [a, b].sort((x, y) => Number(x) - Number(y)),
        );
        assert.equal(shown("--pgrp", b).length, 1);
      }, words),
    words,
  );
});

test("cap-drop sched --ignore: goes on behind a process that is not there", async () => {
  await withSleeper((pid) => {
    assert.is(run([capDrop, "sched", "--nice=2", "4194305", pid]).status, 125);
    assert.equal(threads(pid, "ni"), ["0"]);
    assert.is(sched("--ignore", "--nice=2", "4194305", pid), "");
    assert.equal(threads(pid, "ni"), ["2"]);
    assert.equal(
      shown("--ignore", "4194305", pid).map(({ pid }: { pid: number }) => String(pid)),
      [pid],
    );
  });
});

test("cap-drop sched --max: the priorities that chrt -m tells", () => {
  const theirs = [...output(["chrt", "-m"]).matchAll(/SCHED_(\w+) min\/max priority\s*: (\d+)\/(\d+)/g)];
  const { policies } = JSON.parse(sched("--max", "--json"));
  assert.ok(theirs.length >= 5);
  for (const [, name, min, max] of theirs)
    assert.equal(
      policies.find(({ policy }: { policy: string }) => policy === name!.toLowerCase()),
      { policy: name!.toLowerCase(), min: Number(min), max: Number(max) },
    );
});

test("cap-drop sched --dry-run, limits --dry-run: list the calls that change something, and make none", async () => {
  await withSleeper((pid) => {
    const before = [sched(pid), output([capDrop, "limits", pid])];
    const words = [
      "--scheduler=batch",
      "--nice=5",
      "--io-priority=idle",
      "--cpu-affinity=0",
      "--oom-score-adj=7",
    ];
    const planned = sched("--dry-run", "--all-tasks", ...words, pid);
    for (const call of [
      /write\(\d+, "7", 1\)/,
      `sched_setaffinity(${pid}, 8, [0]) = 0`,
      `sched_setattr(${pid}, {sched_policy=SCHED_BATCH,`,
      `setpriority(PRIO_PROCESS, ${pid}, 5) = 0`,
      `ioprio_set(IOPRIO_WHO_PROCESS, ${pid}, IOPRIO_CLASS_IDLE<<13|0) = 0`,
    ])
      assert.ok(
        typeof call === "string" ? planned.includes(call) : call.test(planned),
        `${call}: ${planned}`,
      );
    const limited = output([capDrop, "limits", "--dry-run", "--nofile=5:", pid]);
    assert.match(
      limited,
      new RegExp(`prlimit64\\(${pid}, RLIMIT_NOFILE, \\{rlim_cur=5, rlim_max=\\d+\\}, NULL\\) = 0\n$`),
    );
    assert.equal([sched(pid), output([capDrop, "limits", pid])], before);
  });
});

test("cap-drop sched: what cannot be is explained", () => {
  for (const [words, says] of [
    [["--nice=3"], /takes a PID, --pgrp or --user/],
    [["--pgrp=1", "--cpu-affinity=0"], /only --nice and --io-priority/],
    [["--nice=20", "1"], /--nice/],
    [["--user=no-such-user"], /there is no user "no-such-user"/],
    [["4194305"], /process 4194305|look at 4194305/],
  ] as const) {
    const { status, stderr } = run([capDrop, "sched", ...words]);
    assert.is(status, 125, words.join(" "));
    assert.match(stderr, says);
  }
});

test("cap-drop --nice: the payload has it, beside a policy", () => {
  assert.is(
    output([
      capDrop,
      "--nice=5",
      "--scheduler=batch",
      "--",
      "sh",
      "-c",
      "nice; chrt -p $$ | head -1 | sed 's/.*: //'",
    ]),
    "5\nSCHED_BATCH\n",
  );
});

test.run();
