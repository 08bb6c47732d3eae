// pnpm test:vm [--systemd] [--long] [FILTER...]: runs the tests that meet cgroups in a guest where cgroup v2 is all
// there is. A filter is a part of a test file's path, of any test file; with --long sweeps are run whole. The lines are
// those of `npm test`; the last one is the sum.
import { rmSync } from "node:fs";
import { relative } from "node:path";
import { createInterface } from "node:readline";
import { build } from "../../scripts/build.mjs";
import { debian, root, setup, stop } from "../../scripts/setup.mjs";
import { bundleTests, testFiles } from "../../scripts/suite.mjs";
import { Machine, quoted } from "./machine.mjs";
import { CannotRun, makeGuest } from "./make.mjs";

/** What runs without a filter: what depends on the kind of cgroups, on AppArmor, or on the age of the kernel. */
const usual = [
  /^test\/(differential|lifecycle|pipeline)\//,
  /^packages\/cg-set\/test\/(?!conversions|devices|killed\.).*\.kernel\.test\.ts$/,
  /^packages\/mnt-root\/test\/(cgroup2|overlay|memory-root|mounts)\.kernel\.test\.ts$/,
  /^packages\/cap-drop\/test\/(confinement|apparmor)\.kernel\.test\.ts$/,
  /^packages\/cg-set\/test\/(killed|conversions)\.kernel\.test\.ts$/,
  /^test\/cures\/cg/,
  /^packages\/cg-set\/test\/devices\.kernel\.test\.ts$/,
  /^test\/kill\/gc/,
];
/** And what needs systemd as process 1. */
const withSystemd = [/^test\/systemd\//];

const systemd = process.argv.includes("--systemd");
const long = process.argv.includes("--long");
const filters = process.argv.slice(2).filter((word) => !word.startsWith("--"));
/** What runs without a filter has to fit into what the machines that check every change give it. */
const budgetMs = (filters.length === 0 ? 6 : 60) * 60_000;
/** A test file that hangs has failed after this; a whole sweep takes ten times as long as outside. */
const limitMs = (long ? 60 : filters.length === 0 ? 3 : 10) * 60_000;
/** Beyond its budget a guest ends what it is at. */
const graceMs = limitMs + 30_000;
/** Of this run alone, for two may run at once. */
const bundles = `${root}/test/.cache/vm-${process.pid}`;
process.on("exit", () => rmSync(bundles, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(130));

const all = [...testFiles()];
const nameOf = (file) => relative(root, file);
/** In the order of the patterns: the time may not suffice for the last ones. */
const matching = (patterns) => [
  ...new Set(patterns.flatMap((pattern) => all.filter((file) => pattern.test(nameOf(file))))),
];

const total = { passed: 0, failed: 0, skipped: 0 };
const add = (passed, failed, skipped) => {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
};

/** Bundles files and runs them in a guest; what they print is printed here, but for the sum. */
async function runInside(guest, files, { systemd }) {
  const paths = await bundleTests(files, bundles);
  const jobs = paths.map((bundle, i) => ({ name: nameOf(files[i]), bundle }));
  const machine = new Machine(guest);
  let sum = null;
  const printed = (async () => {
    for await (const line of createInterface({ input: machine.output })) {
      sum = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(line);
      if (!sum) console.log(line);
    }
  })();
  try {
    await machine.waiting();
    // Process ids in the guest are the same each time, and tests take them for seeds.
    const variables = {
      ISOBOX_TEST_SEED: `${process.pid}`,
      ...process.env,
      ...(long && { ISOBOX_TEST_LONG: "1" }),
    };
    const passed = Object.keys(variables)
      .filter((name) => name.startsWith("ISOBOX_TEST_"))
      .map((name) => `${name}=${variables[name]}`);
    const words = [
      "env",
      ...passed,
      process.execPath,
      `${import.meta.dirname}/inside.mjs`,
      JSON.stringify({ jobs, budgetMs, limitMs }),
    ];
    await machine.run(words.map(quoted).join(" "), { directory: root, limitMs: budgetMs + graceMs, systemd });
  } catch (error) {
    console.log(`FAIL ${error.message}`);
  } finally {
    await machine[Symbol.asyncDispose]();
  }
  await printed;
  if (sum) add(Number(sum[1]), Number(sum[2]), Number(sum[3] ?? 0));
  else add(0, 1, 0);
}

async function runAll(guest) {
  if (filters.length > 0) {
    const files = all.filter((file) => filters.some((filter) => nameOf(file).includes(filter)));
    if (files.length === 0) stop(`no test file matches ${filters.join(" ")}`);
    await runInside(guest, files, { systemd });
    return;
  }
  await runInside(guest, matching(usual), { systemd });
  await runInside(guest, matching(withSystemd), { systemd: true });
}

setup();
debian(
  ["runc", "crun", "strace", "uidmap", "libcap2-bin", "apparmor", "dbus", "systemd", "python3"],
  "peers and tools of the tests in the guest",
);
await build();
try {
  await runAll(await makeGuest());
} catch (error) {
  if (!(error instanceof CannotRun)) throw error;
  console.log(`skipped: ${error.message}`);
  add(0, 0, 1);
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
