import * as abi from "@isobox/kernel/abi";
import { record } from "@isobox/kernel/recorder";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { securebitsChange, setSecurebits } from "../src/securebits.ts";

const { parse, format } = securebitsChange;

test("securebitsChange: reads a set, a change, and writes them back", () => {
  for (const text of [
    "none",
    "noroot",
    "noroot,noroot_locked",
    "+noroot",
    "-noroot",
    "-noroot,+keep_caps_locked",
  ]) {
    assert.is(format(parse(text)), text);
    assert.equal(parse(format(parse(text))), parse(text));
  }
  assert.is(
    format(parse("0x2f")),
    "noroot,noroot_locked,no_setuid_fixup,no_setuid_fixup_locked,keep_caps_locked",
  );
  assert.is(format(parse("3")), "noroot,noroot_locked");
  assert.is(parse("NOROOT,no_cap_ambient_raise").add, abi.SECBIT_NOROOT | abi.SECBIT_NO_CAP_AMBIENT_RAISE);
});

test("securebitsChange: refuses unknown words, mixtures, and keep_caps, which an execve clears", () => {
  for (const text of [
    "",
    "root",
    "keep_caps",
    "0x10",
    "256",
    "0x100",
    "constructor",
    "+noroot,noroot_locked",
    "noroot,-noroot_locked",
    "noroot,",
  ])
    assert.throws(
      () => parse(text),
      (error: unknown) => error instanceof SyntaxError || error instanceof RangeError,
      text,
    );
});

test("setSecurebits(): reads the bits in force only to change them", () => {
  assert.equal(record(() => setSecurebits(parse("noroot"))).length, 1);
  const trace = record(() => setSecurebits(parse("-noroot,+no_setuid_fixup")), {
    prctl: ([option]) =>
      option === abi.PR_GET_SECUREBITS ? abi.SECBIT_NOROOT | abi.SECBIT_KEEP_CAPS_LOCKED : 0,
  });
  assert.match(trace[1]!, /^prctl\(PR_SET_SECUREBITS, .*NO_SETUID_FIXUP.*KEEP_CAPS_LOCKED.*\) = 0$/);
});

test.run();
