import { test } from "uvu";
import * as assert from "uvu/assert";
import { nearest } from "../src/index.ts";

const options = ["fork", "root", "bind", "bind-self", "propagation", "ipc", "uid", "gid", "pid", "help"];

test("nearest() finds the word that was meant", () => {
  const pairs = {
    foo: "fork",
    rot: "root",
    rooot: "root",
    bindself: "bind-self",
    propogation: "propagation",
    pids: "pid",
    hlep: "help",
  };
  for (const [word, meant] of Object.entries(pairs)) assert.is(nearest(word, options), meant, word);
});

test("nearest() finds a word that is known, but was written otherwise", () => {
  assert.is(nearest("root", options), "root");
});

test("nearest() does not guess", () => {
  for (const word of ["x", "ab", "memory-max", "zzz", "", "toString", "__proto__", "constructor"])
    assert.is(nearest(word, options), null, word);
});

test("nearest() stands words that mean something to yargs", () => {
  for (const word of ["--", "-x", "a b", "1", "help", "version", "completion", "$0"])
    assert.type(nearest(word, ["zz"]), "object", word);
});

test.run();
