import { dirname } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output } from "../../../test/lib/tools.ts";
import { nsExec as tool } from "../src/index.ts";
import { asNobody, nsExec } from "./lib/namespaces.ts";

const path = `PATH=${dirname(nsExec)}:/usr/sbin:/usr/bin:/sbin:/bin`;

for (const { command, prompt, output: expected } of tool.examples ?? []) {
  if (expected === undefined) continue;
  test(`example: ${prompt} ${command}`, () => {
    assert.is(output([...(prompt === "$" ? asNobody : []), "env", path, "sh", "-c", command]), expected);
  });
}

test.run();
