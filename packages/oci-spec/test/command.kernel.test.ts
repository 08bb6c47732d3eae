import { mkdirSync, writeFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, run, scratch, tool } from "../../../test/lib/tools.ts";

const ociSpec = tool("oci-spec");
const directory = scratch("oci-spec");

test("oci-spec default prints a configuration that oci-spec validate accepts", () => {
  const text = output([ociSpec, "default"]);
  assert.is(JSON.parse(text).process.args[0], "sh");
  assert.equal(run([ociSpec, "validate", "-"], { input: text }), {
    status: 0,
    signal: null,
    stdout: "",
    stderr: "",
  });
});

test("oci-spec validate reads config.json here, a file, or the one of a bundle", () => {
  mkdirSync(`${directory}/bundle`, { recursive: true });
  writeFileSync(`${directory}/bundle/config.json`, '{"ociVersion":"1.0.0","root":{"path":"r"},"hostname":5}');
  for (const [cwd, operands, name] of [
    [`${directory}/bundle`, [], "config.json"],
    [directory, ["bundle"], "bundle"],
    [directory, ["bundle/config.json"], "bundle/config.json"],
  ] as const) {
    const { status, stdout } = run([ociSpec, "validate", ...operands], { cwd });
    assert.equal([status, stdout], [1, `${name}: hostname: want a string, not 5\n`]);
  }
});

test("oci-spec validate tells all problems, a line for each", () => {
  const input = '{"ociVersion":"1.0.0","root":{},"process":{"argz":["sh"],"args":null}}';
  const { status, stdout, stderr } = run([ociSpec, "validate", "-"], { input });
  assert.is(status, 1);
  assert.is(stderr, "");
  assert.equal(stdout.trimEnd().split("\n"), [
    '-: process.args: the key is missing: want a list that is not empty; is it what "argz" stands for?',
    '-: root.path: the key is missing: want a string that is not empty, such as "rootfs"',
  ]);
});

test("oci-spec validate tells the line and column of what is not JSON, and a key that is given twice", () => {
  const wrong = run([ociSpec, "validate", "-"], { input: '{\n  "a": 1,\n}' });
  assert.equal([wrong.status, wrong.stdout], [1, '-:3:1: want another key behind the comma, not "}"\n']);
  const twice = run([ociSpec, "validate", "-"], { input: '{"a":1,"a":2}' });
  assert.equal([twice.status, twice.stdout], [1, '-:1:8: the key "a" is there already (line 1, column 2)\n']);
});

test("oci-spec validate --as reads a process or resources", () => {
  assert.is(run([ociSpec, "validate", "--as", "process", "-"], { input: '{"args":["sh"]}' }).status, 0);
  const { status, stdout } = run([ociSpec, "validate", "--as=resources", "-"], {
    input: '{"pids":{"limit":"5"}}',
  });
  assert.is(status, 1);
  assert.match(stdout, /^-: pids.limit: want an integer /);
});

test("oci-spec tells what it cannot do with status 125", () => {
  for (const [words, says] of [
    [[], /a command is needed: default, lint, validate/],
    [["valdate"], /there is no command "valdate" .*validate/],
    [["validate", "a", "b"], /"b" is one word too many/],
    [["default", "x"], /"x" is one word too many/],
    [["validate", "--as", "pod", "-"], /--as cannot be "pod": want config, process or resources/],
    [["validate", `${directory}/none`], /cannot read .*none: openat\(.*ENOENT/],
  ] as const) {
    const { status, stdout, stderr } = run([ociSpec, ...words]);
    assert.equal([status, stdout], [125, ""], stderr);
    assert.match(stderr, says);
  }
});

test.run();
