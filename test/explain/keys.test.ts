import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultConfig, readConfig } from "@isobox/oci-spec";
import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  ARGS,
  LEFT_OUT,
  leftOutOf,
  SAID,
  SILENT,
  SOME_LEFT_OUT,
  withoutKeys,
} from "../../packages/oci-run/src/explain/keys.ts";
import { scriptStages } from "../../packages/oci-run/src/explain/stages.ts";
import { plan } from "../../packages/oci-run/src/plan.ts";
import { isSupported } from "../../packages/oci-run/src/unsupported.ts";
import type { Json } from "../lib/bundle.ts";
import { root } from "../lib/tools.ts";

const schema = JSON.parse(
  readFileSync(join(root, "packages/oci-spec/schema/config.schema.json"), "utf8"),
) as Json;

function resolved(shape: Json): Json {
  if (!shape.$ref) return shape;
  const path = (shape.$ref as string).replace("#/", "").split("/");
  return resolved(path.reduce((at, key) => at[key], schema));
}

/** Every key of the specification that has no keys below it: "process.user.uid", "mounts[].type". */
function leaves(shape: Json = schema, path = ""): string[] {
  const { properties, items } = resolved(shape);
  if (properties)
    return Object.entries(properties).flatMap(([key, inner]) =>
      leaves(inner, path === "" ? key : `${path}.${key}`),
    );
  return items ? leaves(items, `${path}[]`) : [path];
}

const said = [...new Set([ARGS, ...Object.values(SAID).flatMap((stage) => Object.values(stage).flat())])];
const covers = (key: string, leaf: string) =>
  leaf === key || leaf.startsWith(`${key}.`) || leaf.startsWith(`${key}[]`);

test("every key of the specification is said, left out by name, or says nothing of the container", () => {
  const all = [...said, ...LEFT_OUT.map(({ key }) => key), ...SILENT.map(({ key }) => key)];
  assert.ok(leaves().length > 150);
  for (const leaf of leaves())
    assert.is(all.filter((key) => covers(key, leaf)).length, 1, `${leaf} is in one of the lists`);
  for (const key of [...all, ...SOME_LEFT_OUT.map((row) => row.key)])
    assert.ok(
      leaves().some((leaf) => covers(key, leaf)),
      `${key} is a key of the specification`,
    );
});

test("what oci-run refuses is what a script leaves out as not done yet", () => {
  const refused = ["", ...leaves()]
    .flatMap((leaf) => leaf.split(".").map((_, i, parts) => parts.slice(0, i + 1).join(".")))
    .filter((key) => !isSupported(key));
  assert.ok(refused.length > 0);
  for (const key of refused)
    assert.ok(
      LEFT_OUT.some((row) => covers(row.key, key) || covers(key, row.key)),
      `${key} is left out`,
    );
  for (const { key, why } of LEFT_OUT)
    if (why.includes("refuses it")) assert.not.ok(isSupported(key), `${key} is refused`);
});

test("docs/explain.md has the lists of the code", () => {
  const text = readFileSync(join(root, "docs/explain.md"), "utf8");
  const rows = (title: string) => {
    const section = text.split(`## ${title}\n`)[1]!.split("\n## ")[0]!;
    return [...section.matchAll(/^\| `([^`]+)` +\| (.*?) +\|$/gm)].map(([, key, why]) => ({ key, why }));
  };
  const table = (list: readonly { key: string; why: string }[]) => list.map(({ key, why }) => ({ key, why }));
  assert.equal(rows("What a script leaves out"), table(LEFT_OUT));
  assert.equal(rows("Values that have no words"), table(SOME_LEFT_OUT));
  assert.equal(rows("What says nothing of the container"), table(SILENT));
});

/** Values of every kind, and at every edge. */
const values: readonly unknown[] = [
  ...[0, 1, 9, 10, 200, 511, 1000, 1001, 65_536, 2 ** 22 + 1, 2 ** 32 - 1, 2 ** 48 + 1, 1e15, -1, -1000],
  ...["@9223372036854775807", "@18446744073709551615"],
  ...["", "/", "all", "0-3", "0-7:1/2", "0\n", "a,b", "--", "\udc80", "2MB", "/a\\", "../x", "rwm", "b"],
  ...[true, false],
];

const rate = { major: 8, minor: 0, rate: 1 };

/** An object, or an item of a list, in which one value can be changed. */
const around: Readonly<Record<string, Json>> = {
  "linux.devices[]": { type: "c", path: "/dev/x", major: 1, minor: 2 },
  "linux.resources.devices[]": { allow: true, type: "c", major: 1, minor: 2, access: "r" },
  "linux.resources.hugepageLimits[]": { pageSize: "2MB", limit: 4096 },
  "linux.resources.network.priorities[]": { name: "lo", priority: 1 },
  "linux.resources.blockIO.weightDevice[]": { major: 8, minor: 0, weight: 100 },
  "linux.resources.blockIO.throttleReadBpsDevice[]": rate,
  "linux.resources.blockIO.throttleWriteBpsDevice[]": rate,
  "linux.resources.blockIO.throttleReadIOPSDevice[]": rate,
  "linux.resources.blockIO.throttleWriteIOPSDevice[]": rate,
  "linux.memoryPolicy": { mode: "MPOL_BIND", nodes: "0" },
  "linux.personality": { domain: "LINUX" },
  "mounts[]": { destination: "/m", type: "tmpfs", source: "s", options: ["ro"] },
  "process.ioPriority": { class: "IOPRIO_CLASS_BE", priority: 4 },
  "process.rlimits[]": { type: "RLIMIT_CORE", soft: 1, hard: 1 },
  "process.scheduler": { policy: "SCHED_OTHER" },
};

/** The default configuration with one value put at a leaf, as text. */
function configWith(leaf: string, value: unknown): string {
  const config = defaultConfig() as Json;
  config.process.terminal = false;
  const parts = leaf.replaceAll("[]", ".[]").split(".");
  let at = config;
  for (const [i, part] of parts.entries()) {
    const key = part === "[]" ? 0 : part;
    const path = parts
      .slice(0, i + 1)
      .join(".")
      .replaceAll(".[]", "[]");
    if (i === parts.length - 1) at[key] = value;
    else if (parts[i + 1] === "[]") at[key] = [];
    else at[key] = structuredClone(around[path] ?? at[key] ?? {});
    at = at[key];
  }
  // Numbers that JSON has and JavaScript has not.
  return JSON.stringify(config).replace(/"@(\d+)"/g, "$1");
}

/** The stages of a configuration; null when it is not valid, or refused. */
function stagesOf(text: string): ReturnType<typeof scriptStages> | null {
  try {
    const data = new TextEncoder().encode(text);
    const read = readConfig(data);
    const config = withoutKeys(
      read,
      leftOutOf(read).map(({ key }) => key),
    );
    return scriptStages(plan("id", { path: "/bundle", config, data }, {}, false), config);
  } catch (error) {
    if (error instanceof Error && error.name === "Failure") return null;
    throw error;
  }
}

/** Options that no key asks for: what every container gets, and what follows from other options. */
const GIVEN: Readonly<Record<string, readonly string[]>> = {
  "cg-set": ["rm", "prepare", "enter"],
  "ns-exec": ["fork", "propagation", "loopback", "setgroups"],
  "mnt-root": ["defaultDevices", "spec"],
  "oci-payload": [],
  "cap-drop": [
    ...["skipUnavailable", "clearGroups", "cpuAffinity", "mkdir", "sessionKeyring", "setsid", "resetSignals"],
  ],
};

test("every option of a stage is said to come from a key; values without words are those of the list", () => {
  const unsayable = new Set<string>();
  let valid = 0;
  for (const leaf of leaves())
    for (const value of values) {
      const made = stagesOf(configWith(leaf, value));
      if (!made) continue;
      valid++;
      for (const key of made.unsayable) unsayable.add(key);
      for (const { stage } of made.stages)
        for (const option of Object.keys(stage.options))
          assert.ok(
            SAID[stage.tool.name]?.[option] ?? GIVEN[stage.tool.name]?.includes(option),
            `--${option} of ${stage.tool.name}`,
          );
    }
  assert.ok(valid > 300, `${valid} configurations are valid`);
  assert.equal([...unsayable].sort(), SOME_LEFT_OUT.map(({ key }) => key).sort());
});

test.run();
