import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Id, parseId, parseUserSpec } from "../src/id.ts";

/** null: refused. Nothing may become 0 but "0" itself (CVE-2026-30892, CVE-2016-3697). */
const ids: Readonly<Record<string, Id | null>> = {
  "0": 0,
  "1": 1,
  "1000": 1000,
  "4294967294": 4294967294,
  "4294967295": null,
  "4294967296": null,
  "18446744073709551616": null,
  "-1": null,
  "-0": null,
  "+1": null,
  "01": null,
  "00": null,
  "1:": null,
  ":1": null,
  "": null,
  " 1": null,
  "1 ": null,
  "1\n": null,
  "1,2": null,
  "0x10": "0x10",
  "1e3": "1e3",
  "1.0": "1.0",
  abc: "abc",
  "user-1": "user-1",
  machine$: "machine$",
  "../0": null,
  "a/b": null,
  "١": "١",
};

for (const [text, expected] of Object.entries(ids))
  test(`parseId(): ${JSON.stringify(text)} is ${expected === null ? "refused" : JSON.stringify(expected)}`, () => {
    if (expected === null) assert.throws(() => parseId(text), /an id from 0/);
    else assert.is(parseId(text), expected);
  });

const specs: Readonly<Record<string, readonly [Id, Id | null] | null>> = {
  "1": [1, null],
  "0:5": [0, 5],
  "1000:100": [1000, 100],
  "alice:staff": ["alice", "staff"],
  "1:": null,
  ":1": null,
  ":": null,
  "": null,
  "1:2:3": null,
  "1::": null,
  "01": null,
  "-1": null,
  "1:-1": null,
  "1: 2": null,
  "4294967296:0": null,
};

for (const [text, expected] of Object.entries(specs))
  test(`parseUserSpec(): ${JSON.stringify(text)} is ${expected === null ? "refused" : JSON.stringify(expected)}`, () => {
    if (expected === null)
      assert.throws(
        () => parseUserSpec(text),
        (error: unknown) => error instanceof SyntaxError,
      );
    else assert.equal(parseUserSpec(text), { user: expected[0], group: expected[1] });
  });

test.run();
