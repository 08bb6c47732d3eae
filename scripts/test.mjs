// npm test: builds everything and runs every test. `--unit` runs only what needs no root and no built program;
// `--long` runs the whole of what the default run samples; other words are parts of file names to run.
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { difference, snapshot } from "./leaks.mjs";
import { debian, root, say, setup, stop } from "./setup.mjs";

const unitOnly = process.argv.includes("--unit");
const long = process.argv.includes("--long");
const filters = process.argv.slice(2).filter((word) => !word.startsWith("--"));
/** Below test/, from where the packages that tests import are found; of this run alone, for two may run at once. */
const bundles = `${root}/test/.cache/run-${process.pid}`;
process.on("exit", () => rmSync(bundles, { recursive: true, force: true }));
/** A test that hangs is a failed test; the longest one takes a fraction of this. */
const LIMIT_MS = (long ? 60 : 10) * 60_000;

function* testFiles(directory) {
  for (const name of readdirSync(directory).sort()) {
    if (["node_modules", "dist", "out", ".cache", ".git", "src"].includes(name)) continue;
    const path = join(directory, name);
    if (statSync(path).isDirectory()) yield* testFiles(path);
    else if (name.endsWith(".test.ts")) yield path;
  }
}

/** Needs root and the built programs: everything outside of the packages, and `*.kernel.test.ts` in them. */
function isUnit(path) {
  return relative(root, path).startsWith("packages/") && !path.endsWith(".kernel.test.ts");
}

async function bundleTests(files) {
  const { build } = await import("esbuild");
  mkdirSync(bundles, { recursive: true });
  const entryPoints = files.map((file) => ({
    in: file,
    out: relative(root, file).replaceAll("/", "__").replace(/\.ts$/, ""),
  }));
  await build({
    entryPoints,
    outdir: bundles,
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
  return entryPoints.map(({ out }) => `${bundles}/${out}.mjs`);
}

function execute(command, args) {
  return new Promise((resolve) => {
    const env = {
      ...process.env,
      ISOBOX_ROOT: root,
      ISOBOX_BIN: process.env.ISOBOX_BIN ?? `${root}/dist/bin`,
      ...(long && { ISOBOX_TEST_LONG: "1" }),
    };
    // A session of its own: a test that signals its process group cannot reach this program.
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    const timer = setTimeout(() => {
      output += `\nno end after ${LIMIT_MS / 60_000} minutes\n`;
      process.kill(-child.pid, "SIGKILL");
    }, LIMIT_MS);
    child.on("close", (status, signal) => {
      clearTimeout(timer);
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

const total = { passed: 0, failed: 0, skipped: 0 };

async function runOne(name, command, args) {
  const began = Date.now();
  const result = await execute(command, args);
  const { passed, failed, skipped } = counts(result);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(
    `${failed === 0 ? "ok  " : "FAIL"} ${name}  ${passed} passed${failed ? `, ${failed} failed` : ""}${skipped ? `, ${skipped} skipped` : ""}  ${seconds} s`,
  );
  for (const line of result.output.split("\n"))
    if (line.startsWith("SKIP ") || line.startsWith("NOTE ")) console.log(`       ${line}`);
  if (failed > 0) console.log(result.output.replace(/^/gm, "       | "));
}

setup();
if (!unitOnly) {
  if (process.getuid() !== 0)
    stop("the tests change namespaces, mounts and cgroups: run them as root (without root: pnpm ok)");
  debian(
    ["busybox-static", "runc", "crun", "strace", "uidmap", "libcap2-bin", "util-linux", "iproute2"],
    "peers and tools of the tests",
  );
  const { build } = await import("./build.mjs");
  await build();
}
const before = unitOnly ? null : snapshot();
const wanted = (name) => filters.length === 0 || filters.some((filter) => name.includes(filter));
const files = [...testFiles(root)].filter(
  (file) => (unitOnly ? isUnit(file) : true) && wanted(relative(root, file)),
);
for (const [i, bundle] of (await bundleTests(files)).entries())
  await runOne(relative(root, files[i]), process.execPath, ["--enable-source-maps", bundle]);
if (!unitOnly && wanted("test/contract/run"))
  await runOne("test/contract (each host)", process.execPath, ["test/contract/run.mjs"]);

if (before) {
  const left = difference(before, snapshot());
  for (const line of left) console.log(`FAIL left behind: ${line}`);
  total.failed += left.length > 0 ? 1 : 0;
  total.passed += left.length === 0 ? 1 : 0;
  if (left.length === 0) console.log("ok   nothing is left behind: mounts, cgroups, processes, links, state");
}
if (files.length === 0) say(`no test file matches ${filters.join(" ")} (${basename(root)})`);
console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ""}`,
);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
