import { test } from "uvu";
import * as assert from "uvu/assert";
import { formatTable } from "../src/table.ts";

test("formatTable(): columns are as wide as their longest cell, numbers stand at the right", () => {
  const rows = [
    ["NAME", "SOFT", "UNITS"],
    ["as", "unlimited", "bytes"],
    ["nice", "0", ""],
  ];
  assert.is(
    formatTable(rows, { right: [1] }),
    "NAME      SOFT UNITS\nas   unlimited bytes\nnice         0\n",
  );
  assert.is(
    formatTable(
      [
        ["A", "B"],
        ["long", "b"],
      ],
      { gap: 3 },
    ),
    "A      B\nlong   b\n",
  );
  assert.is(formatTable([]), "");
});

test.run();
