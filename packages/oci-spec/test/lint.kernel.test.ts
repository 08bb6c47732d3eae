import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, type Result, run, scratch, tool } from "../../../test/lib/tools.ts";
import { dockerLike, podmanLike } from "./lib/corpus.ts";

const ociSpec = tool("oci-spec");

function bundle(name: string, write: (path: string) => void): string {
  const path = scratch(`lint-${name}`);
  mkdirSync(join(path, "rootfs"));
  write(path);
  return path;
}

const config = (path: string) => join(path, "config.json");
const lint = (...words: string[]): Result => run([ociSpec, "lint", ...words]);

const valid: Readonly<Record<string, (path: string) => void>> = {
  "runc spec": (path) => output(["runc", "spec", "--bundle", path]),
  "crun spec": (path) => output(["crun", "spec"], { cwd: path }),
  "oci-spec default": (path) => writeFileSync(config(path), output([ociSpec, "default"])),
  "oci-run spec": (path) => output([tool("oci-run"), "spec", "--bundle", path]),
  Docker: (path) => writeFileSync(config(path), JSON.stringify(dockerLike("rootfs"))),
  podman: (path) => writeFileSync(config(path), JSON.stringify(podmanLike(join(path, "rootfs")))),
};

for (const [name, write] of Object.entries(valid)) {
  test(`oci-spec lint --strict: what ${name} writes gives nothing on this machine`, () => {
    const path = bundle("valid", write);
    assert.equal(lint("--strict", path), { status: 0, signal: null, stdout: "", stderr: "" });
  });
}

const doubtful = {
  ociVersion: "1.0.2",
  root: { path: "rootfs", readonyl: true },
  process: { args: ["sh"], capabilities: { bounding: ["CAP_FLY"] } },
  domainname: "example",
};
const FINDINGS = [
  "domainname: the key came with 1.1.0, and ociVersion is 1.0.2: a runtime of that time passes it over",
  'process.capabilities.bounding[0]: "CAP_FLY" is no capability (capabilities(7))',
  'root.readonyl: the specification has no such key; is "readonly" meant?',
];

test("oci-spec lint: a line for each finding; 0, and 1 with --strict", () => {
  const path = bundle("doubtful", (at) => writeFileSync(config(at), JSON.stringify(doubtful)));
  for (const [options, status] of [
    [[], 0],
    [["--strict"], 1],
  ] as const) {
    const result = lint(...options, path);
    assert.equal([result.status, result.stderr], [status, ""]);
    assert.equal(
      result.stdout.trimEnd().split("\n").sort(),
      FINDINGS.map((line) => `${path}: ${line}`),
    );
  }
});

test("oci-spec lint --json: the findings as a list, empty without any", () => {
  const path = bundle("json", (at) => writeFileSync(config(at), JSON.stringify(doubtful)));
  const found = JSON.parse(lint("--json", path).stdout) as Record<string, string>[];
  assert.equal(found.map(({ file, rule, path: at }) => `${file} ${rule} ${at}`).sort(), [
    `${path} capabilities process.capabilities.bounding[0]`,
    `${path} too-new domainname`,
    `${path} unknown-key root.readonyl`,
  ]);
  for (const finding of found) assert.equal(Object.keys(finding), ["file", "rule", "path", "message"]);
  valid["oci-spec default"]!(path);
  assert.equal(lint("--json", "--strict", path), { status: 0, signal: null, stdout: "[]\n", stderr: "" });
});

test("oci-spec lint: what is not valid, or not JSON, is 1 in any case", () => {
  const path = bundle("invalid", (at) => writeFileSync(config(at), '{"ociVersion":"1.0.0","rooot":{}}'));
  const result = lint(path);
  assert.equal([result.status, result.stderr], [1, ""]);
  assert.match(
    result.stdout,
    /: root: the key is missing: want an object; is it what "rooot" stands for\?$/m,
  );
  assert.match(result.stdout, /: rooot: the specification has no such key; is "root" meant\?$/m);
  const broken = run([ociSpec, "lint", "-"], { input: '{"a":1,}' });
  assert.is(broken.status, 1);
  assert.match(broken.stdout, /^-:1:8: /);
});

test("oci-spec lint: what this machine does not have; nothing of it with --any-host", () => {
  const path = bundle("elsewhere", (at) => {
    const elsewhere = {
      ...doubtful,
      root: { path: "no-such-root" },
      domainname: undefined,
      process: {
        args: ["sh"],
        apparmorProfile: "",
        rlimits: [{ type: "RLIMIT_NOFILE", soft: 1, hard: 2 ** 40 }],
      },
      mounts: [{ destination: "/x", type: "no-such-fs", source: "x" }],
    };
    writeFileSync(config(at), JSON.stringify(elsewhere));
  });
  const here = lint(path).stdout;
  assert.match(here, /: root\.path: .*no-such-root is not there/);
  assert.match(here, /: mounts\[0\]\.type: this kernel has no file system "no-such-fs"/);
  assert.match(here, /: process\.rlimits\[0\]\.hard: 1099511627776 is above \/proc\/sys\/fs\/nr_open/);
  assert.equal(lint("--any-host", "--strict", path), { status: 0, signal: null, stdout: "", stderr: "" });
  // Relative paths count from nowhere when the text comes without a place.
  const text = output([ociSpec, "default"]);
  assert.is(run([ociSpec, "lint", "--strict", "-"], { input: text }).status, 0);
});

test("oci-spec lint: an ordinary user may do less", () => {
  const text = output([ociSpec, "default"]);
  const result = run([tool("cap-drop"), "--uid", "65534", "--gid", "65534", "--", ociSpec, "lint", "-"], {
    input: text,
  });
  assert.is(result.status, 0, result.stderr);
  assert.match(result.stdout, /^-: linux\.namespaces\[0\]\.type: takes CAP_SYS_ADMIN/m);
});

test.run();
