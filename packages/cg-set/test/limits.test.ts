import { test } from "uvu";
import * as assert from "uvu/assert";
import { sharesToWeight, weightToShares } from "../src/cpu.ts";
import { blkioToIo, ioToBlkio } from "../src/io.ts";
import type { Limits } from "../src/limit-options.ts";
import { isSettable, limitWrites } from "../src/limits.ts";
import { swapAlone } from "../src/memory.ts";

/** The writes as "file=text", with what stands in for a missing file behind a bar. */
function writes(limits: Limits, version: 1 | 2): string[] {
  return limitWrites(limits, () => version === 1).map(({ file, text, instead }) => {
    const other = instead === null ? "|" : instead ? `|${instead.file}=${instead.text}` : "";
    return `${file}=${text}${other}`;
  });
}

test("sharesToWeight() maps the ends and the usual share on their like", () => {
  assert.equal([2, 1024, 262_144].map(sharesToWeight), [1, 100, 10_000]);
  assert.equal([0, 1, 300_000].map(sharesToWeight), [1, 1, 10_000]);
});

test("sharesToWeight() never gives more weight to less shares", () => {
  let last = 0;
  for (let shares = 2; shares <= 262_144; shares += 97) {
    const weight = sharesToWeight(shares);
    assert.ok(weight >= last && weight <= 10_000, `${shares} shares have weight ${weight}`);
    last = weight;
  }
});

test("weightToShares() is undone by sharesToWeight(), to the next weight", () => {
  for (const weight of [1, 2, 39, 100, 101, 1000, 9999, 10_000])
    assert.ok(
      Math.abs(sharesToWeight(weightToShares(weight)) - weight) <= Math.ceil(weight / 100),
      `${weight}`,
    );
});

test("blkioToIo() and ioToBlkio() map the ends on the ends", () => {
  assert.equal([10, 1000].map(blkioToIo), [1, 10_000]);
  assert.equal([1, 10_000].map(ioToBlkio), [10, 1000]);
});

test("swapAlone() takes memory off the sum, exactly", () => {
  assert.is(swapAlone(300, 100), 200);
  assert.is(swapAlone(100, 100), 0);
  assert.is(swapAlone("max", undefined), "max");
  assert.is(swapAlone(9223372036854771712n, 4096), 9223372036854767616n);
  assert.throws(() => swapAlone(100, undefined), /needs a limit on memory/);
  assert.throws(() => swapAlone(100, "max"), /needs a limit on memory/);
  assert.throws(() => swapAlone(100, 200), /\(100\) is below that on memory \(200\)/);
});

test("limitWrites() spells memory for v1", () => {
  assert.equal(writes({ memory: 4096, memorySwap: 8192, memoryLow: 10, oomKillDisable: true }, 1), [
    "memory.limit_in_bytes=4096",
    "memory.memsw.limit_in_bytes=8192",
    "memory.soft_limit_in_bytes=10",
    "memory.oom_control=1",
  ]);
  assert.equal(writes({ memory: "max" }, 1), ["memory.limit_in_bytes=-1", "memory.memsw.limit_in_bytes=-1|"]);
  assert.throws(() => writes({ memoryHigh: 1 }, 1), /--memory-high needs cgroup v2/);
});

test("limitWrites() spells memory for v2", () => {
  assert.equal(writes({ memory: 4096, memorySwap: 8192, memoryHigh: 5, memoryLow: 10 }, 2), [
    "memory.max=4096",
    "memory.swap.max=4096",
    "memory.high=5",
    "memory.low=10",
  ]);
  assert.throws(() => writes({ memorySwappiness: 1 }, 2), /needs cgroup v1/);
});

test("limitWrites() spells processor time for both versions", () => {
  const limits: Limits = { cpuShares: 1024, cpuMax: { quota: 50_000, period: 20_000 }, cpuBurst: 5 };
  assert.equal(writes(limits, 1), [
    "cpu.shares=1024",
    "cpu.cfs_period_us=20000",
    "cpu.cfs_quota_us=50000",
    "cpu.cfs_burst_us=5",
  ]);
  assert.equal(writes(limits, 2), ["cpu.weight=100", "cpu.max=50000 20000", "cpu.max.burst=5"]);
  assert.equal(writes({ cpus: 1.5 }, 1), ["cpu.cfs_period_us=100000", "cpu.cfs_quota_us=150000"]);
  assert.equal(writes({ cpuMax: { quota: "max" } }, 1), ["cpu.cfs_quota_us=-1"]);
  assert.equal(writes({ cpuMax: { period: 5000 } }, 2), ["cpu.max=max 5000"]);
  assert.equal(writes({ cpuWeight: 100 }, 1), ["cpu.shares=1024"]);
});

test("limitWrites() spells block devices for both versions", () => {
  const limits: Limits = { blkioWeight: 10, ioMax: [{ major: 8, minor: 0, rbps: 4096, wiops: "max" }] };
  assert.equal(writes(limits, 1), [
    "blkio.weight=10|blkio.bfq.weight=10",
    "blkio.throttle.read_bps_device=8:0 4096",
    "blkio.throttle.write_iops_device=8:0 0",
  ]);
  assert.equal(writes(limits, 2), ["io.bfq.weight=10|io.weight=default 1", "io.max=8:0 rbps=4096 wiops=max"]);
});

test("limitWrites() limits huge pages in use and reserved", () => {
  assert.equal(writes({ hugetlb: [{ size: "2MB", bytes: 4096 }] }, 2), [
    "hugetlb.2MB.max=4096",
    "hugetlb.2MB.rsvd.max=4096|",
  ]);
});

test("limitWrites() puts raw settings last and in their order", () => {
  const set = [
    { file: "pids.max", value: "2" },
    { file: "memory.high", value: "1" },
  ];
  assert.equal(writes({ set, pids: 1 }, 2), ["pids.max=1", "pids.max=2", "memory.high=1"]);
});

test("isSettable() lets through controller files of the directory itself, and no list of processes", () => {
  assert.ok(["memory.max", "hugetlb.2MB.max", "net_cls.classid", "cgroup.freeze"].every(isSettable));
  const refused = [
    "cgroup.procs",
    "cgroup.threads",
    "tasks",
    "../x.y",
    "a/b.c",
    "memory.max\n",
    ".x",
    "x.",
    "",
  ];
  assert.equal(refused.filter(isSettable), []);
});

test.run();
