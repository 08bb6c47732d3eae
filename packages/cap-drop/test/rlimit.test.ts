import { RLIM_INFINITY } from "@isobox/kernel/abi";
import { record } from "@isobox/kernel/recorder";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkRlimits, rlimitSetting, setRlimits } from "../src/rlimit.ts";

const { parse, format } = rlimitSetting;

test("rlimitSetting: reads soft and hard, the words for none, and the kernel's spelling", () => {
  const forms: Record<string, readonly [string, number | bigint | null, number | bigint | null, string]> = {
    "nofile=1024": ["nofile", 1024, 1024, "nofile=1024"],
    "nofile=1024:4096": ["nofile", 1024, 4096, "nofile=1024:4096"],
    "RLIMIT_NOFILE=0:infinity": ["nofile", 0, RLIM_INFINITY, "nofile=0:unlimited"],
    "core=unlimited": ["core", RLIM_INFINITY, RLIM_INFINITY, "core=unlimited"],
    "nofile=1024:": ["nofile", 1024, null, "nofile=1024:"],
    "nofile=:4096": ["nofile", null, 4096, "nofile=:4096"],
    "as=9007199254740993": ["as", 9007199254740993n, 9007199254740993n, "as=9007199254740993"],
    "as=18446744073709551615": ["as", RLIM_INFINITY, RLIM_INFINITY, "as=unlimited"],
  };
  for (const [text, [resource, soft, hard, short]] of Object.entries(forms)) {
    assert.equal(parse(text), { resource, soft, hard }, text);
    assert.is(format(parse(text)), short);
    assert.equal(parse(short), parse(text));
  }
});

test("rlimitSetting: refuses what is no limit", () => {
  for (const text of [
    "nofile",
    "nofile=",
    "nofile=:",
    "nofile=::1",
    "files=1",
    "nofile=-1",
    "nofile=1k",
    "nofile=2:1",
    "nofile=1:2:3",
    "as=18446744073709551616",
    "=1",
    "constructor=1",
  ])
    assert.throws(
      () => parse(text),
      (error: unknown) => error instanceof SyntaxError || error instanceof RangeError,
      text,
    );
});

test("checkRlimits(): a resource limited twice is an error", () => {
  assert.throws(
    () => checkRlimits([parse("nofile=1"), parse("core=1"), parse("rlimit_nofile=2")]),
    /nofile is given twice/,
  );
});

test("setRlimits(): passes 64 bits exactly", () => {
  const lines = record(() => setRlimits([parse("as=9007199254740993:infinity"), parse("rttime=4294967296")]));
  assert.equal(lines, [
    "prlimit64(0, RLIMIT_AS, {rlim_cur=9007199254740993, rlim_max=RLIM_INFINITY}, NULL) = 0",
    "prlimit64(0, RLIMIT_RTTIME, {rlim_cur=4294967296, rlim_max=4294967296}, NULL) = 0",
  ]);
});

test("setRlimits(): a refused limit names itself and the hard limit in force", () => {
  const hard20000 = (args: readonly unknown[]) => {
    if (args[2] !== null) return -1;
    (args[3] as DataView).setBigUint64(8, 20000n, true);
    return 0;
  };
  assert.throws(
    () => record(() => setRlimits([parse("nofile=30000")]), { prlimit64: hard20000 }),
    (error: { message: string; hints: readonly string[] }) =>
      error.message === "cannot set the limit nofile=30000" &&
      /hard limit is 20000.*CAP_SYS_RESOURCE/.test(error.hints[0]!),
  );
});

test.run();
