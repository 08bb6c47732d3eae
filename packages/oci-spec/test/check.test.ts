import { test } from "uvu";
import * as assert from "uvu/assert";
import { fitsConfig } from "../src/check.gen.ts";
import { type description, part } from "../src/shape.ts";
import { SHAPES } from "../src/shapes.gen.ts";
import { checkConfig } from "../src/validator.gen.ts";
import { fullConfig } from "./lib/full.ts";

const wrongs: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  -2,
  1.5,
  7,
  8,
  100,
  65536,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 53,
  Number.NaN,
  1n,
  -1n,
  2n ** 63n,
  2n ** 64n,
  "",
  "/x",
  "x",
  "c",
  "SCMP_ACT_LOG",
  [],
  [null],
  ["x"],
  [1],
  {},
  { a: 1 },
  { a: "x" },
  { a: {} },
  { toString: 1, valueOf: 1 },
];

/** Calls back for each value inside of another, with a function that replaces it. */
function* places(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* places(child, [...path, key]);
}

function replaced(path: readonly string[], wrong: unknown): unknown {
  const root: { document: unknown } & Record<string, unknown> = { document: fullConfig() };
  let parent: Record<string, unknown> = root;
  const keys = ["document", ...path];
  for (const key of keys.slice(0, -1)) parent = parent[key] as Record<string, unknown>;
  const last = keys.at(-1)!;
  if (wrong === undefined && !Array.isArray(parent)) delete parent[last];
  else parent[last] = wrong;
  return root.document;
}

test("the fast check and the validator of ajv agree on every value of every key", () => {
  assert.ok(fitsConfig(fullConfig()));
  assert.ok(checkConfig(fullConfig()), JSON.stringify((checkConfig as { errors?: unknown }).errors));
  let refused = 0;
  for (const path of places(fullConfig())) {
    for (const [i, wrong] of wrongs.entries()) {
      const document = replaced(path, wrong);
      const fits = fitsConfig(document);
      assert.is(fits, checkConfig(document), `${path.join(".")} = wrongs[${i}]`);
      if (!fits) refused++;
    }
  }
  assert.ok(refused > 1000);
});

test("fullConfig() has every key of the schema", () => {
  const seen = new Set<unknown>();
  walk(fullConfig(), "Config");
  const missing: string[] = [];
  for (const [name, shape] of Object.entries(SHAPES)) {
    if (typeof shape === "string" || !shape.keys) continue;
    for (const [key, child] of Object.entries(shape.keys))
      if (!seen.has(`${name}.${key}`)) missing.push(`${name}.${key} ${child}`);
  }
  assert.equal(missing, []);

  function walk(value: unknown, shape: Parameters<typeof description>[0]): void {
    if (typeof value !== "object" || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      if (typeof shape === "string") seen.add(`${shape}.${key}`);
      walk(child, part(shape, key));
    }
  }
});

test("keys that nobody knows are allowed anywhere", () => {
  for (const path of places(fullConfig())) {
    const document = fullConfig();
    let at: unknown = document;
    for (const key of path) at = (at as Record<string, unknown>)[key];
    if (typeof at !== "object" || at === null || Array.isArray(at)) continue;
    const parent = at as Record<string, unknown>;
    // In a map every key has a meaning.
    if (Object.keys(parent).some((key) => /^(org\.|net\.|memory\.|mlx|eth|monotonic)/.test(key))) continue;
    parent["org.example"] = { any: [1] };
    assert.ok(fitsConfig(document), path.join("."));
  }
});

test.run();
