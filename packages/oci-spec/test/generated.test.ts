import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";

const { ISOBOX_ROOT = process.cwd() } = process.env;
const home = `${ISOBOX_ROOT}/packages/oci-spec`;

test("the generated files are what generate.mjs makes of the schema", () => {
  const { status, stderr } = spawnSync(process.execPath, [`${home}/generate.mjs`, "--check"], {
    encoding: "utf8",
  });
  assert.is(status, 0, stderr);
});

test("every key of the schema has a description", () => {
  const bare: string[] = [];
  visit(JSON.parse(readFileSync(`${home}/schema/config.schema.json`, "utf8")), "");
  assert.equal(bare, []);

  function visit(node: Node, path: string): void {
    for (const [group, nodes] of Object.entries({ properties: node.properties, $defs: node.$defs })) {
      for (const [key, child] of Object.entries(nodes ?? {})) {
        if (!child.description) bare.push(`${path}/${group}/${key}`);
        visit(child, `${path}/${group}/${key}`);
      }
    }
  }
});

interface Node {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly $defs?: Readonly<Record<string, Node>>;
}

test.run();
