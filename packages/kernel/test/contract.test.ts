// The contract of test/contract on Node, for runs that have no built host; test/contract/run.mjs runs it on all.
import { test } from "uvu";
import { cases as nodeFs } from "../../../test/contract/cases/node-fs.ts";
import { cases as singleThread } from "../../../test/contract/cases/single-thread.ts";
import { suites } from "../../../test/contract/suites.ts";

for (const [suite, cases] of Object.entries({ ...suites, "node-fs": nodeFs, "single-thread": singleThread }))
  for (const { name, only, run } of cases) if (only !== "static") test(`${suite}: ${name}`, () => void run());

test.run();
