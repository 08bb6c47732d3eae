import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, run, scratch, tool, uniqueName } from "../../../test/lib/tools.ts";
import { mountWords } from "../../mnt-root/src/mount-words.ts";
import { RUNTIME_OPTIONS } from "../../oci-spec/src/lint/mount-options.ts";

// biome-ignore lint/suspicious/noExplicitAny: free-form JSON
type Json = any;

const ours: Json = JSON.parse(output([tool("oci-run"), "features"]));
const theirs: Json = JSON.parse(output(["runc", "features"]));

/** The paths of all objects and values of a document; a list is one value. */
function paths(value: Json, path = ""): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [path];
  return [path, ...Object.keys(value).flatMap((key) => paths(value[key], `${path}.${key}`))];
}

test("features: the document has the places of runc's", () => {
  const known = new Set(paths(ours));
  // What a filter can do is said by whoever has filters; annotations are each runtime's own.
  const absent = paths(theirs).filter(
    (path) => !known.has(path) && !/^\.(annotations|linux\.seccomp)\./.test(path),
  );
  assert.equal(absent, []);
  for (const path of paths(theirs)) {
    const at = (document: Json): Json =>
      path
        .split(".")
        .slice(1)
        .reduce((value, key) => value?.[key], document);
    if (known.has(path)) assert.is(Array.isArray(at(ours)), Array.isArray(at(theirs)), path);
    if (known.has(path)) assert.is(typeof at(ours), typeof at(theirs), path);
  }
});

test("features: every mount option, namespace and capability of runc is known", () => {
  const missing = (path: (document: Json) => string[]) => {
    const known = new Set(path(ours));
    return path(theirs).filter((word) => !known.has(word));
  };
  assert.equal(
    missing(({ mountOptions }) => mountOptions),
    [],
  );
  assert.equal(
    missing(({ linux }) => linux.namespaces),
    [],
  );
  assert.equal(
    missing(({ linux }) => linux.capabilities),
    [],
  );
  assert.equal(ours.linux.namespaces, ["cgroup", "ipc", "mount", "network", "pid", "time", "user", "uts"]);
});

test("features: what is claimed is done, and what is refused is not claimed", () => {
  assert.equal([ours.ociVersionMin, ours.ociVersionMax], ["1.0.0", "1.3.0"]);
  const bundle = scratch("features");
  mkdirSync(join(bundle, "rootfs"));
  const base = JSON.parse(output([tool("oci-spec"), "default"]));
  base.process.terminal = false;
  const refused = (change: (config: Json) => void): boolean => {
    const config = structuredClone(base);
    change(config);
    writeFileSync(join(bundle, "config.json"), JSON.stringify(config));
    // The root is empty: whatever is not refused ends for want of a program.
    const id = uniqueName("features");
    const result = run([tool("oci-run"), "--root", join(bundle, "state"), "run", "--bundle", bundle, id]);
    assert.is(result.status, 1);
    return /cannot do yet/.test(result.stderr);
  };
  assert.is(
    refused(() => {}),
    false,
  );
  const hook = { path: "/bin/true" };
  assert.is(
    refused((c) => (c.hooks = { poststop: [hook] })),
    !ours.hooks.includes("poststop"),
  );
  assert.is(
    refused((c) => (c.linux.seccomp = { defaultAction: "SCMP_ACT_ALLOW" })),
    !ours.linux.seccomp.enabled,
  );
  assert.is(
    refused((c) => (c.process.apparmorProfile = "x")),
    !ours.linux.apparmor.enabled,
  );
  assert.is(
    refused((c) => (c.process.selinuxLabel = "x")),
    !ours.linux.selinux.enabled,
  );
  assert.is(
    refused((c) => (c.linux.intelRdt = {})),
    !ours.linux.intelRdt.enabled,
  );
  assert.is(
    refused((c) => (c.linux.netDevices = { lo: {} })),
    !ours.linux.netDevices.enabled,
  );
});

test("features: lint knows each option that the runtime gives a meaning", () => {
  assert.equal(
    mountWords.filter((word) => !RUNTIME_OPTIONS.includes(word)),
    [],
  );
  assert.equal(ours.mountOptions, mountWords.toSorted());
});

test("features takes no operand", () => {
  const { status, stderr } = run([tool("oci-run"), "features", "x"]);
  assert.is(status, 1);
  assert.match(stderr, /^oci-run features: features takes no operand/);
});

test("--version has the lines of runc, under every name", () => {
  const directory = scratch("names");
  for (const name of ["oci-run", "runc", "crun"]) {
    symlinkSync(tool("isobox"), join(directory, name));
    const text = output([join(directory, name), "--version"]);
    assert.match(text, /^oci-run version \d+\.\d+\.\d+\S*\nspec: 1\.3\.0\n$/);
    // As Docker reads it: the name, "version", the version; then keys and values.
    const [first, ...rest] = text.trimEnd().split("\n");
    assert.is(first!.split(" ").length, 3);
    for (const line of rest) assert.match(line, /^[a-z]+: \S+$/);
  }
  assert.match(output([tool("oci-spec"), "--version"]), /^oci-spec from isobox /);
});

test.run();
