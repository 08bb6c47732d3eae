// npm test: builds everything and runs every test. `--unit` runs only what needs no root and no built program;
// `--long` runs the whole of what the default run samples; other words are parts of file names to run.
import { rmSync } from "node:fs";
import { basename, relative } from "node:path";
import { difference, snapshot } from "./leaks.mjs";
import { debian, root, say, setup, stop } from "./setup.mjs";
import { bundleTests, Suite, testFiles } from "./suite.mjs";
import { inV2View, isHybrid } from "./v2-view.mjs";

const unitOnly = process.argv.includes("--unit");
const long = process.argv.includes("--long");
const filters = process.argv.slice(2).filter((word) => !word.startsWith("--"));
/** Of this run alone, for two may run at once. */
const bundles = `${root}/test/.cache/run-${process.pid}`;
process.on("exit", () => rmSync(bundles, { recursive: true, force: true }));
/** A test that hangs is a failed test; the longest one takes a fraction of this. */
const limitMs = (long ? 60 : 10) * 60_000;

/** Needs root and the built programs: everything outside of the packages, and `*.kernel.test.ts` in them. */
function isUnit(path) {
  return relative(root, path).startsWith("packages/") && !path.endsWith(".kernel.test.ts");
}

const suite = new Suite({ limitMs, env: long ? { ISOBOX_TEST_LONG: "1" } : {} });

setup();
if (!unitOnly) {
  if (process.getuid() !== 0)
    stop("the tests change namespaces, mounts and cgroups: run them as root (without root: pnpm ok)");
  debian(
    [
      "busybox-static",
      "runc",
      "crun",
      "strace",
      "uidmap",
      "libcap2-bin",
      "util-linux",
      "bubblewrap",
      "cgroup-tools",
      "procps",
      "zsh",
      "python3",
      "iproute2",
    ],
    "peers and tools of the tests",
  );
  const { build } = await import("./build.mjs");
  await build();
}
const before = unitOnly ? null : snapshot();
const wanted = (name) => filters.length === 0 || filters.some((filter) => name.includes(filter));
const files = [...testFiles()].filter(
  (file) => (unitOnly ? isUnit(file) : true) && wanted(relative(root, file)),
);
const programs = (await bundleTests(files, bundles)).map((bundle, i) => ({
  name: relative(root, files[i]),
  command: [process.execPath, "--enable-source-maps", bundle],
}));
for (const { name, command } of programs) await suite.run(name, command[0], command.slice(1));
const ofCgroups = programs.filter(({ name }) => /^packages\/cg-set\/test\/.*\.kernel\.test\.ts$/.test(name));
if (!unitOnly && ofCgroups.length > 0 && isHybrid())
  await inV2View(async ([first, ...words]) => {
    for (const { name, command } of ofCgroups)
      await suite.run(`${name} (in a view of v2 alone)`, first, [...words, ...command]);
  });
if (!unitOnly && wanted("test/contract/run"))
  await suite.run("test/contract (each host)", process.execPath, ["test/contract/run.mjs"]);
if (!unitOnly && wanted("test/vm/run"))
  await suite.run("test/vm (a guest with cgroup v2 alone)", process.execPath, ["test/vm/run.mjs"], {
    cleansUp: true,
    limitMs: Math.max(limitMs, 16 * 60_000),
    onLine: (line) => /^(ok|FAIL|skipped| +SKIP)/.test(line) && console.log(`  guest: ${line}`),
  });

if (before) {
  const left = difference(before, snapshot());
  for (const line of left) console.log(`FAIL left behind: ${line}`);
  suite.check(left.length === 0);
  if (left.length === 0) console.log("ok   nothing is left behind: mounts, cgroups, processes, links, state");
}
if (files.length === 0) say(`no test file matches ${filters.join(" ")} (${basename(root)})`);
process.exitCode = suite.close() ? 0 : 1;
