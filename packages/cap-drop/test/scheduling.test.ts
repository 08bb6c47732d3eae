import { record } from "@isobox/kernel/recorder";
import type { Linux, Process } from "@isobox/oci-spec";
import { toArgv, type ValueType } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { cpuList } from "../src/cpu-affinity.ts";
import { ioPriority } from "../src/io-priority.ts";
import { memoryPolicy } from "../src/memory-policy.ts";
import { niceValue } from "../src/nice.ts";
import { listOf, maskOf, parseNumberList } from "../src/number-list.ts";
import { processStageOptions } from "../src/oci.ts";
import { options } from "../src/options.ts";
import { personality, setPersonality } from "../src/personality.ts";
import { scheduling, setScheduling } from "../src/scheduler.ts";
import { setUtilClamp, utilization } from "../src/util-clamp.ts";

const forms: (readonly [
  name: string,
  type: ValueType<never>,
  accepted: Record<string, string>,
  refused: string[],
])[] = [
  [
    "--scheduler",
    scheduling as ValueType<never>,
    {
      idle: "idle",
      "FIFO,priority=10": "fifo,priority=10",
      "other,nice=-5,reset_on_fork": "other,nice=-5,reset_on_fork",
      "deadline,period=3,deadline=2,runtime=1": "deadline,runtime=1,deadline=2,period=3",
    },
    [
      "",
      "iso",
      "fifo,10",
      "fifo,priority=",
      "fifo,priority=1,priority=2",
      "fifo,speed=1",
      "fifo,constructor",
      "constructor",
      "fifo,",
    ],
  ],
  [
    "--io-priority",
    ioPriority as ValueType<never>,
    { be: "be:4", "rt:0": "rt:0", IDLE: "idle:0", none: "none:0" },
    ["", "be:8", "norm", "be:", "be:4:4"],
  ],
  [
    "--memory-policy",
    memoryPolicy as ValueType<never>,
    { default: "default", "bind:0-1,3": "bind:0-1,3", "bind,static_nodes:0": "bind,static_nodes:0" },
    ["", "bind:", "bind:x", "local,fast", "bind:0:1", "constructor"],
  ],
  [
    "--cpu-affinity",
    cpuList as ValueType<never>,
    { "0": "0", "0-3,7": "0-3,7", "0-8:4,9": "0,4,8,9", "0x5": "0,2", "0x00000001,0000000f": "0-3,32" },
    ["", "3-0", "a", "0,", "-1", "65536", "0-", "3:2", "0-3:0", "0x", "0x0", "0xg"],
  ],
];

forms.push(
  [
    "--personality",
    personality as ValueType<never>,
    {
      linux: "linux",
      "LINUX32,addr_no_randomize": "linux32,addr_no_randomize",
      "linux,whole_seconds,uname26": "linux,uname26,whole_seconds",
      "+short_inode,-mmap_page_zero": "-mmap_page_zero,+short_inode",
      "-addr_no_randomize": "-addr_no_randomize",
    },
    ["", "bsd", "addr_no_randomize", "linux,+uname26", "linux,linux32", "+", "+linux32", "linux,"],
  ],
  ["--nice", niceValue as ValueType<never>, { "-20": "-20", "19": "19" }, ["20", "-21", "+5", ""]],
  ["--util-min", utilization as ValueType<never>, { "-1": "-1", "1024": "1024" }, ["1025", "-2", ""]],
);

for (const [name, { parse, format }, accepted, refused] of forms)
  test(`${name}: reads its forms, writes the shortest, refuses the rest`, () => {
    for (const [text, short] of Object.entries(accepted)) {
      assert.is(format(parse(text)), short);
      assert.equal(parse(short), parse(text));
    }
    for (const text of refused)
      assert.throws(
        () => parse(text),
        (error: unknown) => error instanceof SyntaxError || error instanceof RangeError,
        text,
      );
  });

test("setUtilClamp(): leaves the policy and its numbers", () => {
  assert.equal(
    record(() => setUtilClamp({ utilMin: 100 }, 7)),
    [
      "sched_setattr(7, {sched_policy=SCHED_OTHER, sched_flags=SCHED_FLAG_KEEP_POLICY|SCHED_FLAG_KEEP_PARAMS|SCHED_FLAG_UTIL_CLAMP_MIN, sched_nice=0, sched_priority=0, sched_util_min=100}, 0x0) = 0",
    ],
  );
  assert.match(
    record(() => setUtilClamp({ utilMin: -1, utilMax: 512 }))[0]!,
    /sched_util_min=-1, sched_util_max=512/,
  );
});

test("setPersonality(): asks for what there is only to change it", () => {
  assert.equal(
    record(() => setPersonality(personality.parse("linux32"))),
    ["personality(PER_LINUX32) = 0"],
  );
  const there = { personality: ([persona]: readonly unknown[]) => (persona === 0xffffffff ? 0x0040008 : 0) };
  assert.is(
    record(() => setPersonality(personality.parse("-addr_no_randomize,+uname26")), there)[1],
    "personality(PER_LINUX32|UNAME26) = 0",
  );
});

test("listOf(): is the inverse of maskOf(), with ranges as long as they can be", () => {
  assert.equal(listOf(maskOf(parseNumberList("7,0,2-3,4,63-65"))), parseNumberList("0,2-4,7,63-65"));
  assert.equal(listOf(maskOf([])), []);
});

test("maskOf(): one bit for each number, in whole words", () => {
  assert.equal([...maskOf(parseNumberList("0,2-3,63"))], [0x0d, 0, 0, 0, 0, 0, 0, 0x80]);
  assert.is(maskOf(parseNumberList("64")).length, 16);
  assert.is(maskOf([]).length, 0);
});

test("setScheduling(): fills struct sched_attr", () => {
  const [line] = record(() =>
    setScheduling(scheduling.parse("deadline,runtime=1000000,deadline=10000000,period=20000000,reclaim")),
  );
  for (const part of ["SCHED_DEADLINE", "SCHED_FLAG_RECLAIM", "1000000", "10000000", "20000000"])
    assert.ok(line!.includes(part), line);
});

test("processStageOptions(): scheduler, I/O priority, memory policy and personality", () => {
  const process: Process = {
    args: ["sh"],
    scheduler: { policy: "SCHED_FIFO", priority: 7, flags: ["SCHED_FLAG_RESET_ON_FORK"] },
    ioPriority: { class: "IOPRIO_CLASS_IDLE", priority: 0 },
  };
  const linux: Linux = {
    personality: { domain: "LINUX32" },
    memoryPolicy: { mode: "MPOL_BIND", nodes: "0", flags: ["MPOL_F_STATIC_NODES"] },
  };
  const {
    scheduler,
    ioPriority: io,
    memoryPolicy: memory,
    personality,
    cpuAffinity,
  } = processStageOptions(process, linux).options;
  assert.equal(
    toArgv(options, { scheduler, ioPriority: io, cpuAffinity, memoryPolicy: memory, personality }),
    [
      "--scheduler=fifo,priority=7,reset_on_fork",
      "--io-priority=idle:0",
      "--cpu-affinity=all",
      "--memory-policy=bind,static_nodes:0",
      "--personality=linux32",
    ],
  );
});

test("processStageOptions(): what Linux does not have is an error", () => {
  const refused = (process: object, linux: object, why: RegExp) =>
    assert.throws(() => processStageOptions({ args: ["sh"], ...process } as Process, linux as Linux), why);
  refused({ scheduler: { policy: "SCHED_ISO" } }, {}, /does not have SCHED_ISO/);
  refused({ scheduler: { policy: "fifo" } }, {}, /does not have fifo/);
  refused({ ioPriority: { class: "BE", priority: 0 } }, {}, /no class "BE"/);
  refused({}, { memoryPolicy: { mode: "MPOL_BIND", nodes: "0-" } }, /nodes cannot be "0-"/);
  refused({}, { memoryPolicy: { mode: "MPOL_FAST" } }, /no MPOL_FAST/);
  refused({}, { personality: { domain: "BSD" } }, /no BSD/);
});

test.run();
