import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { root as checkout, run, scratch } from "../../../test/lib/tools.ts";
import { makeRoot, write } from "./lib/chain.ts";
import { Sentinel } from "./lib/sentinel.ts";

const script = join(scratch("console"), "console.js");

test.before(async () => {
  await build({
    entryPoints: [join(checkout, "packages/mnt-root/test/lib/console.ts")],
    outfile: script,
    bundle: true,
    format: "iife",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["isobox", "source"],
    target: "es2023",
    supported: { using: false },
    absWorkingDir: checkout,
    logLevel: "warning",
  });
});

const withConsole = (root: string) => run([join(checkout, "native/out/host"), "--script", script, root]);

test("/dev/console is the container's end of a terminal of its own devpts", () => {
  const { status, stdout, stderr } = withConsole(makeRoot("console"));
  assert.is(status, 0, stderr);
  const [kind, mount, input] = stdout.split("\n");
  assert.match(kind!, /^character special file 88:0$/);
  assert.match(mount!, / \/0 \/dev\/console rw,nosuid,noexec,relatime - devpts devpts /);
  assert.is(input, "got hello");
});

test("CVE-2025-52565: what an image has at /dev/console, /dev/ptmx or /dev/pts is not followed", () => {
  const host = new Sentinel();
  const root = makeRoot("console-links");
  write(root, { "dev/pts/0": "not a terminal" });
  for (const name of ["console", "ptmx"]) symlinkSync(join(host.path, name), join(root, "dev", name));
  const { status, stdout, stderr } = withConsole(root);
  assert.is(status, 0, stderr);
  assert.match(stdout, /^character special file 88:0$/m);
  host.check("console");
  rmSync(root, { recursive: true });
});

test.run();
