import { test } from "uvu";
import * as assert from "uvu/assert";
import { lintConfig, lintProcess } from "../src/index.ts";
import { keyFindings } from "../src/lint/keys.ts";
import { nearest } from "../src/nearest.ts";
import { brings } from "../src/rules/version.ts";
import { description, type Shape } from "../src/shape.ts";
import { SHAPES } from "../src/shapes.gen.ts";
import { fullConfig } from "./lib/full.ts";

const nowhere = { host: null, bundle: null };

/** The objects of the specification, by name: what keys each has. */
function objects(): Map<string, { readonly shape: Shape; readonly keys: readonly string[] }> {
  const found = new Map<string, { readonly shape: Shape; readonly keys: readonly string[] }>();
  const visit = (shape: Shape, name: string): void => {
    const { keys, each } = description(shape);
    if (keys) found.set(name, { shape, keys: Object.keys(keys) });
    for (const [key, child] of Object.entries(keys ?? {}))
      if (typeof child !== "string") visit(child, `${name}.${key}`);
    if (each !== undefined && typeof each !== "string") visit(each, `${name}[]`);
  };
  for (const name of Object.keys(SHAPES)) visit(name, name);
  return found;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Every word that one slip makes of a word: a letter left out, put in, replaced, in the other case, or swapped. */
function slips(word: string): Set<string> {
  const made = new Set<string>();
  for (let i = 0; i <= word.length; i++) {
    const [before, letter, after] = [word.slice(0, i), word[i] ?? "", word.slice(i + 1)];
    made.add(before + after);
    made.add(before + (word[i + 1] ?? "") + letter + word.slice(i + 2));
    const other = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
    made.add(before + other + after);
    for (const new_ of LETTERS) {
      made.add(before + new_ + letter + after);
      made.add(before + new_ + after);
    }
  }
  made.delete(word);
  made.delete("");
  return made;
}

test("every slip of one letter in every key of the specification is found, and the key is named", () => {
  const all = objects();
  assert.ok(all.size > 30, `${all.size} objects`);
  let [count, named] = [0, 0];
  for (const [name, { shape, keys }] of all) {
    for (const key of keys) {
      for (const slip of slips(key)) {
        if (keys.includes(slip)) continue;
        count++;
        const findings = keyFindings({ [slip]: 0 }, shape, "1.3.0");
        assert.is(findings.length, 1, `${name}.${slip} for ${key}`);
        assert.is(findings[0]!.rule, "unknown-key");
        if (findings[0]!.message.includes(`is "${key}" meant?`)) named++;
      }
    }
  }
  assert.ok(count > 50_000, `${count} slips`);
  // Some lie between two keys: "size" and "side".
  assert.ok(named > count * 0.98, `${named} of ${count} name the key`);
});

/** A copy without shared parts: one hook is not all of them. */
function copy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item)]));
}

test("every place of a whole configuration is looked at", () => {
  const places = new Set<string>();
  const visit = (value: unknown, shape: Shape, path: readonly (string | number)[]): void => {
    if (typeof value !== "object" || value === null) return;
    const { keys, each } = description(shape);
    for (const [key, item] of Object.entries(value)) {
      if (keys && Object.hasOwn(keys, key)) {
        const document = copy(fullConfig());
        let parent: Record<string | number, unknown> = document as never;
        for (const part of path) parent = parent[part] as never;
        // At the end of the word, so that no other key comes out.
        delete parent[key];
        parent[`${key}X`] = item;
        const found = lintConfig(document, nowhere).filter(({ rule }) => rule === "unknown-key");
        assert.is(found.length, 1, [...path, key].join("."));
        places.add(found[0]!.path);
        visit(item, keys[key]!, [...path, key]);
      } else if (each !== undefined) visit(item, each, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  };
  visit(fullConfig(), "Config", []);
  assert.ok(places.size > 200, `${places.size} places`);
  assert.ok(places.has("linux.seccomp.syscalls[0].args[0].valueTwoX"));
});

test("a misplaced key is told with its place, a misspelt one with the key, a foreign one with nothing", () => {
  const says = (change: (config: Json) => void) => {
    const config = fullConfig() as Json;
    change(config);
    return lintConfig(config, nowhere).map(({ path, message }) => `${path}: ${message}`);
  };
  for (const [change, line] of [
    [(c) => (c.seccomp = {}), "seccomp: the specification has no such key here; it has linux.seccomp"],
    [
      (c) => (c.rootPropagation = "slave"),
      "rootPropagation: the specification has no such key; is linux.rootfsPropagation meant?",
    ],
    [
      (c) => (c.linux.rootPropagation = c.linux.rootfsPropagation),
      'linux.rootPropagation: the specification has no such key; "rootfsPropagation" is there already',
    ],
    [
      (c) => (c.root.readonyl = null),
      'root.readonyl: the specification has no such key; "readonly" is there already',
    ],
    [(c) => (c.linux["x y"] = 1), 'linux["x y"]: the specification has no such key'],
    [(c) => (c.process.user["\x9b"] = 1), 'process.user["\\u009b"]: the specification has no such key'],
  ] as const satisfies readonly (readonly [(config: Json) => void, string])[])
    assert.equal(says(change), [line]);
  assert.equal(
    says((c) => (c.annotations.argz = "x")),
    [],
  );
});

// biome-ignore lint/suspicious/noExplicitAny: free-form JSON
type Json = any;

test("keys and words that are newer than ociVersion are found", () => {
  const newer = (version: string) =>
    lintConfig({ ...fullConfig(), ociVersion: version }, nowhere)
      .filter(({ rule }) => rule === "too-new")
      .map(({ path }) => path);
  assert.equal(newer("1.3.0"), []);
  assert.equal(newer("1.2.1"), [
    "linux.netDevices",
    "linux.intelRdt.schemata",
    "linux.intelRdt.enableMonitoring",
    "linux.memoryPolicy",
  ]);
  assert.ok(newer("1.2.0").includes("process.execCPUAffinity"));
  const old = newer("1.0.2");
  for (const path of [
    "domainname",
    "linux.namespaces[7].type",
    "linux.timeOffsets",
    "linux.seccomp.defaultErrnoRet",
  ])
    assert.ok(old.includes(path), path);
  assert.not.ok(old.includes("hooks.createRuntime"));
  assert.ok(newer("1.0.1").includes("hooks.createRuntime"));
  assert.equal(
    lintConfig(
      { ociVersion: "1.0.0", root: { path: "r" }, linux: { seccomp: { defaultAction: "SCMP_ACT_LOG" } } },
      nowhere,
    ),
    [
      {
        rule: "too-new",
        path: "linux.seccomp.defaultAction",
        message:
          '"SCMP_ACT_LOG" came with 1.0.2, and ociVersion is 1.0.0: a runtime of that time does not know it',
      },
    ],
  );
});

test("brings: a version in development has what comes next", () => {
  for (const [version, release, has] of [
    ["1.0.0", "1.0.2", false],
    ["1.0.2", "1.0.2", true],
    ["1.0.2", "1.1.0", false],
    ["1.0.2-dev", "1.1.0", true],
    ["1.0.2-dev", "1.2.0", false],
    ["1.1.0-rc.1", "1.1.0", true],
    ["1.1.0+dev", "1.2.0", true],
    ["1.2.0", "1.2.1", false],
    ["1.10.0", "1.3.0", true],
    ["no version", "1.3.0", true],
  ] as const)
    assert.is(brings(version, release), has, `${version} ${release}`);
});

test("every release that the schema names is one", () => {
  for (const { since = {} } of Object.keys(SHAPES).map((name) => description(name)))
    for (const [key, release] of Object.entries(since))
      assert.ok(["1.0.2", "1.1.0", "1.2.1", "1.3.0"].includes(release), `${key} ${release}`);
});

test("a process by itself has paths of its own, and no version", () => {
  const found = lintProcess({ args: ["sh"], scheduler: { policy: "SCHED_OTHER" }, caps: {} }, nowhere);
  assert.equal(found, [{ rule: "unknown-key", path: "caps", message: "the specification has no such key" }]);
});

test("nearest: one letter of a short word, a third of a long one", () => {
  assert.is(nearest("ud", ["cwd", "uid"]), "uid");
  assert.is(nearest("env", ["cwd"]), undefined);
  assert.is(nearest("x", ["a", "ab"]), undefined);
  assert.is(nearest("namspaces", ["namespaces"]), "namespaces");
});

test.run();
