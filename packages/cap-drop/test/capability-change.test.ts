import { CAPABILITIES } from "@isobox/kernel/abi";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { capabilityChange, changed, isRelative } from "../src/capability-change.ts";
import { type CapabilitySet, members, setOf } from "../src/capability-set.ts";

const { parse, format } = capabilityChange;

/** The slow and obvious way: words applied one after the other to sets of numbers. */
function model(text: string, current: ReadonlySet<number>, available: ReadonlySet<number>): Set<number> {
  const words = text.split(",");
  const result = new Set(/^[+-]/.test(words[0]!) ? current : []);
  for (const word of words) {
    const name = word.replace(/^[+-]/, "");
    const number = (CAPABILITIES as readonly string[]).indexOf(name);
    const named = name === "all" ? null : name === "none" ? [] : [number < 0 ? Number(name) : number];
    if (word[0] === "-") for (const each of named ?? Array(64).keys()) result.delete(each);
    else for (const each of named ?? available) result.add(each);
  }
  return result;
}

/** A reproducible sequence, so that a failure can be looked at again. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test("capabilityChange: agrees with a word-by-word model, and format() is read back as the same change", () => {
  const next = sequence(7);
  const someSet = () => new Set(Array.from({ length: next(20) }, () => next(64)));
  const sorted = (set: CapabilitySet) => members(set);
  for (let round = 0; round < 2000; round++) {
    const signs = next(2) === 0 ? ["+", "-"] : ["", "-", "+"];
    const words = Array.from({ length: 1 + next(6) }, (_, i) => {
      const name = ["all", "none", "63", ...CAPABILITIES][next(44)]!;
      return `${i === 0 && signs[0] === "" ? "" : signs[next(signs.length)]}${name}`;
    });
    const text = words.join(",");
    const [current, available] = [someSet(), someSet()];
    const change = parse(text);
    const result = changed(change, setOf(current), setOf(available));
    const expected = model(text, current, available);
    assert.equal(
      sorted(result),
      [...expected].sort((a, b) => a - b),
      text,
    );
    const again = changed(parse(format(change)), setOf(current), setOf(available));
    assert.equal(sorted(again), sorted(result), `${text} as ${format(change)}`);
  }
});

test("capabilityChange: takes names in any case, with and without cap_, and numbers", () => {
  const kill = setOf([5]);
  for (const word of ["kill", "KILL", "cap_kill", "CAP_KILL", "Cap_Kill", "5", "cap_5"])
    assert.equal(parse(word).add, kill, word);
  assert.equal(members(parse("31,32,63").add), [31, 32, 63]);
});

test("capabilityChange: reads setpriv's forms and writes the shortest", () => {
  const forms: Record<string, string> = {
    none: "none",
    "-all": "none",
    "-all,+kill": "kill",
    all: "all",
    "all,-kill": "all,-kill",
    "+kill,-mknod": "-mknod,+kill",
    "-all,+all,-kill": "all,-kill",
    "net_raw,kill": "kill,net_raw",
  };
  for (const [text, short] of Object.entries(forms)) assert.is(format(parse(text)), short, text);
});

test("capabilityChange: needs the process's sets only for a change of them", () => {
  assert.is(isRelative(parse("kill,net_raw")), false);
  assert.is(isRelative(parse("-all,+kill")), false);
  assert.is(isRelative(parse("+kill")), true);
  assert.is(isRelative(parse("all")), true);
});

test("capabilityChange: refuses what it does not know, and what could be read two ways", () => {
  for (const text of [
    "",
    "fly",
    "cap_",
    "kill,",
    ",kill",
    "64",
    "-64",
    "+kill,net_raw",
    "kill net_raw",
    "0x5",
    "constructor",
    "+",
  ])
    assert.throws(
      () => parse(text),
      (error: unknown) => error instanceof SyntaxError || error instanceof RangeError,
      text,
    );
});

test.run();
