// Every function of sys has a case in the contract.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import * as sys from "../src/sys/index.ts";

const { ISOBOX_ROOT: root = process.cwd() } = process.env;

test("every function that sys exports is called by a case of test/contract", () => {
  const cases = join(root, "test/contract/cases");
  const text = readdirSync(cases)
    .map((name) => readFileSync(join(cases, name), "utf8"))
    .join("\n");
  const functions = Object.entries({ ...sys }).filter(([, value]) => typeof value === "function");
  assert.ok(functions.length > 90, `${functions.length} functions`);
  const silent = functions
    .filter(([name]) => !new RegExp(`\\bsys\\.${name}\\b`).test(text))
    .map(([name]) => name);
  assert.equal(silent, []);
});

test.run();
