import { indexOptions, parseOptions, toArgv } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type CgSetOptions, options } from "../src/options.ts";
import { checkOptions } from "../src/stage.ts";
import { byteLimit, cpuCount, cpuList, cpuMax, hugetlbLimit, ioMax } from "../src/values.ts";

const index = indexOptions(options);
const parse = (...words: string[]): CgSetOptions => parseOptions(index, words).options;

test("parse(toArgv(options)) equals the options", () => {
  const all: CgSetOptions = {
    name: "/lab/a",
    rm: true,
    prepare: true,
    memory: 67108864,
    memorySwap: 9223372036854771712n,
    memoryHigh: "max",
    memoryLow: 0,
    memorySwappiness: 60,
    oomKillDisable: true,
    cpuShares: 2,
    cpuMax: { quota: "max", period: 100000 },
    cpuBurst: 1,
    cpuIdle: 1,
    cpuRtPeriod: 1000000,
    cpuRtRuntime: -1,
    cpusetCpus: "0-3,7",
    cpusetMems: "0",
    pids: 1,
    blkioWeight: 10,
    ioMax: [{ major: 8, minor: 0, rbps: 4096, wiops: "max" }],
    hugetlb: [{ size: "2MB", bytes: 4096 }],
    device: ["default", { allow: false, type: "b", major: 8, minor: -1, access: "rw" }],
    set: [{ file: "memory.oom.group", value: "a=b\nc" }],
  };
  assert.equal(parse(...toArgv(options, all)), all);
  const others: CgSetOptions = {
    cpuWeight: 1,
    cpus: 1.5,
    ioWeight: 10000,
    cpuMax: { period: 5 },
    pids: "max",
  };
  assert.equal(parse(...toArgv(options, others)), others);
});

test("byteLimit reads units, max and exact large numbers", () => {
  assert.is(byteLimit.parse("64M"), 67108864);
  assert.is(byteLimit.parse("9007199254740991"), 9007199254740991);
  assert.is(byteLimit.parse("9007199254740993"), 9007199254740993n);
  assert.is(byteLimit.parse("18446744073709551615"), 18446744073709551615n);
  for (const text of ["18446744073709551616", "-1", "64m!", "", "0x10"])
    assert.throws(() => byteLimit.parse(text), /, or max/, text);
});

test("cpuMax reads either half", () => {
  assert.equal(cpuMax.parse("50000/100000"), { quota: 50000, period: 100000 });
  assert.equal(cpuMax.parse("max"), { quota: "max" });
  assert.equal(cpuMax.parse("/5000"), { period: 5000 });
  for (const text of ["", "/", "1/2/3", "-1", "1.5"])
    assert.throws(() => cpuMax.parse(text), /microseconds/, text);
});

test("cpuCount, cpuList, hugetlbLimit and ioMax refuse what the kernel would", () => {
  for (const text of ["0", "-1", "", "1e3", "0.001"])
    assert.throws(() => cpuCount.parse(text), /processors/, text);
  for (const text of ["", "a", "1-", "1,,2"]) assert.throws(() => cpuList.parse(text), /list/, text);
  for (const text of ["2MB", "2M=1", "2MB=x"]) assert.throws(() => hugetlbLimit.parse(text), /./, text);
  for (const text of ["8:0", "8 rbps=1", "8:0 rbps=1 rbps=2", "8:0 x=1"])
    assert.throws(() => ioMax.parse(text), /a device and rates/, text);
});

test("checkOptions() lets --enter stand only alone", () => {
  checkOptions(parse("--enter"));
  assert.throws(() => checkOptions(parse("--enter", "--name=x")), /--enter takes no other option/);
});

test("checkOptions() wants a name for what stays", () => {
  checkOptions(parse("--name=x"));
  checkOptions(parse("--rm"));
  assert.throws(() => checkOptions(parse("--pids=3")), /needs --name/);
});

test("--set refuses the lists of processes", () => {
  assert.throws(() => parse("--set=cgroup.procs=1"), /--set cannot be/);
});

test.run();
