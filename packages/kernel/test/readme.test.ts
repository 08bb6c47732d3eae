// The page says what the code says, and its examples run.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { isConditional, worstEffect } from "../src/abi/effect.ts";
import { NR as aarch64 } from "../src/abi/generated/nr.aarch64.ts";
import { NR as x86_64 } from "../src/abi/generated/nr.x86_64.ts";

const { ISOBOX_ROOT: root = process.cwd() } = process.env;
const here = join(root, "packages/kernel");
const page = readFileSync(join(here, "README.md"), "utf8");

test("the table of SingleThreadRequired has the calls of the effect lists", () => {
  const names = [...new Set([...Object.keys(x86_64), ...Object.keys(aarch64)])].sort();
  const listed = (row: string) =>
    [...new RegExp(`^\\| ${row}.*$`, "m").exec(page)![0].matchAll(/`(\w+)`/g)].map(([, name]) => name);
  const of = (effect: string) => names.filter((name) => !isConditional(name) && worstEffect(name) === effect);
  assert.equal(listed("thread:"), of("thread"));
  assert.equal(listed("process:"), of("process"));
  assert.equal(listed("by argument"), names.filter(isConditional));
});

test("the examples run under Node", async () => {
  const examples = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, text]) => text!);
  assert.is(examples.length, 2);
  for (const [i, contents] of examples.entries()) {
    // Beside the package, because koffi is found from there.
    const outfile = join(here, `node_modules/.cache/readme-${i}.mjs`);
    await build({
      stdin: { contents, loader: "ts", resolveDir: here },
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      supported: { using: false },
      conditions: ["source"],
      external: ["koffi"],
    });
    const { status, stdout, stderr } = spawnSync(process.execPath, [outfile], { encoding: "utf8" });
    rmSync(outfile);
    assert.is(status, 0, stderr);
    if (i === 0) {
      assert.match(
        stdout,
        /^true\n\/.*\nSyscallError: openat2\(AT_FDCWD, "\/none", \{flags=O_RDONLY\|O_CLOEXEC/,
      );
      assert.match(stdout, /\n\[\d+\] getppid\(\) = \d+\n$/);
    }
  }
});

test.run();
