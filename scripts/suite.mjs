// What runs test files: finds them, bundles them, runs one, and counts. For the whole suite (test.mjs), and for the
// part of it that runs in the guest (test/vm).
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./setup.mjs";

/** All test files, in the order of their paths. */
export function* testFiles(directory = root) {
  for (const name of readdirSync(directory).sort()) {
    if (["node_modules", "dist", "out", ".cache", ".git", "src"].includes(name)) continue;
    const path = join(directory, name);
    if (statSync(path).isDirectory()) yield* testFiles(path);
    else if (name.endsWith(".test.ts")) yield path;
  }
}

/** Bundles test files into a directory below test/, from where the packages that tests import are found. */
export async function bundleTests(files, outdir) {
  const { build } = await import("esbuild");
  mkdirSync(outdir, { recursive: true });
  const entryPoints = files.map((file) => ({
    in: file,
    out: relative(root, file).replaceAll("/", "__").replace(/\.ts$/, ""),
  }));
  await build({
    entryPoints,
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    supported: { using: false },
    conditions: ["source"],
    external: [
      "koffi",
      "uvu",
      "uvu/*",
      "esbuild",
      "ajv",
      "ajv/*",
      "yargs",
      "json-schema-to-typescript",
      "prettier",
    ],
    sourcemap: "inline",
    absWorkingDir: root,
    logLevel: "warning",
  });
  return entryPoints.map(({ out }) => `${outdir}/${out}.mjs`);
}

function execute(command, args, { limitMs, env, onLine, cleansUp }) {
  return new Promise((resolve) => {
    // A session of its own: a test that signals its process group cannot reach this program.
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    let output = "";
    let shown = 0;
    const take = (data) => {
      output += data;
      for (let end = output.indexOf("\n", shown); end >= 0; end = output.indexOf("\n", shown)) {
        onLine?.(output.slice(shown, end));
        shown = end + 1;
      }
    };
    child.stdout.setEncoding("utf8").on("data", take);
    child.stderr.setEncoding("utf8").on("data", take);
    const timer = setTimeout(() => {
      output += `\nno end after ${limitMs / 60_000} minutes\n`;
      process.kill(-child.pid, "SIGKILL");
    }, limitMs);
    const interrupt = (signal) => {
      child.kill(signal);
      child.on("close", () => process.exit(130));
    };
    const signals = cleansUp ? ["SIGINT", "SIGTERM", "SIGHUP"] : [];
    for (const signal of signals) process.once(signal, interrupt);
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      for (const each of signals) process.off(each, interrupt);
      resolve({ status: status ?? signal, output });
    });
  });
}

/** The counts that uvu prints, or those of a closing line "N passed, N failed". */
function counts({ status, output }) {
  const sum = (pattern) =>
    [...output.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
  const plain = /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(output);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: uvu may colour its figures
  const text = output.replace(/\x1b\[[0-9;]*m/g, "");
  output = text;
  const passed = plain ? Number(plain[1]) : sum(/^\s*Passed:\s+(\d+)/gm);
  let failed = plain ? Number(plain[2]) : sum(/^\s*Total:\s+(\d+)/gm) - passed;
  const skipped =
    (plain ? Number(plain[3] ?? 0) : sum(/^\s*Skipped:\s+(\d+)/gm)) + [...text.matchAll(/^SKIP /gm)].length;
  if (status !== 0 && failed === 0) failed = 1;
  // A file that ran nothing proves nothing.
  if (passed + failed + skipped === 0) failed = 1;
  return { passed, failed, skipped };
}

/** Runs test programs one after the other, prints a line about each, and adds up. */
export class Suite {
  total = { passed: 0, failed: 0, skipped: 0 };

  /** @param limitMs after which a program has failed, by default of ten minutes; @param env added to the environment */
  constructor({ limitMs, env = {} }) {
    this.limitMs = limitMs;
    this.env = { ...process.env, ISOBOX_ROOT: root, ...env };
    this.env.ISOBOX_BIN ??= `${root}/dist/bin`;
  }

  /**
   * @param onLine gets each line of the output as it comes
   * @param cleansUp whether the program ends well when it is interrupted; else it goes on to its end by itself
   * @returns whether it passed
   */
  async run(name, command, args, { limitMs = this.limitMs, onLine, cleansUp } = {}) {
    const began = Date.now();
    const result = await execute(command, args, { limitMs, env: this.env, onLine, cleansUp });
    const { passed, failed, skipped } = counts(result);
    this.total.passed += passed;
    this.total.failed += failed;
    this.total.skipped += skipped;
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    console.log(
      `${failed === 0 ? "ok  " : "FAIL"} ${name}  ${passed} passed${failed ? `, ${failed} failed` : ""}${skipped ? `, ${skipped} skipped` : ""}  ${seconds} s`,
    );
    for (const line of result.output.split("\n"))
      if (line.startsWith("SKIP ") || line.startsWith("NOTE ")) console.log(`       ${line}`);
    if (failed > 0) console.log(result.output.replace(/^/gm, "       | "));
    return failed === 0;
  }

  /** A program that is not run, and why. */
  skip(name, reason) {
    this.total.skipped++;
    console.log(`skip ${name}\n       SKIP ${reason}`);
  }

  /** One more condition, said only where it fails. */
  check(holds) {
    this.total[holds ? "passed" : "failed"]++;
  }

  /** Prints the sum as the last line; returns whether all is well. */
  close() {
    const { passed, failed, skipped } = this.total;
    console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
    return failed === 0 && passed > 0;
  }
}
