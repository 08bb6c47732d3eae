// pnpm test:vm [--systemd] [FILTER...]: runs the tests that meet cgroups in a guest where cgroup v2 is all there is. A
// filter is a part of a test file's path, of any test file. The lines are those of `npm test`; the last one is the sum.
import { rmSync } from "node:fs";
import { relative } from "node:path";
import { build } from "../../scripts/build.mjs";
import { debian, root, setup } from "../../scripts/setup.mjs";
import { bundleTests, testFiles } from "../../scripts/suite.mjs";
import { Machine } from "./machine.mjs";
import { CannotRun, makeGuest } from "./make.mjs";

/** What runs without a filter: what depends on the kind of cgroups, on AppArmor, or on the age of the kernel. */
const usual = [
  /^packages\/cap-drop\/test\/(confinement|apparmor)\.kernel\.test\.ts$/,
  /^packages\/cg-set\/test\/.*\.kernel\.test\.ts$/,
  /^packages\/mnt-root\/test\/(overlay|memory-root|mounts)\.kernel\.test\.ts$/,
  /^test\/(pipeline|lifecycle|differential)\//,
  /^test\/(cures|coming-from)\/cg/,
];
const systemd = process.argv.includes("--systemd");
const filters = process.argv.slice(2).filter((word) => !word.startsWith("--"));
/** What runs without a filter has to fit into what the machines that check every change give it. */
const limitMs = (filters.length === 0 ? 9 : 60) * 60_000;
const bundles = `${root}/test/.cache/vm-${process.pid}`;
process.on("exit", () => rmSync(bundles, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(130));

function isWanted(name) {
  if (filters.length === 0) return usual.some((pattern) => pattern.test(name));
  return filters.some((filter) => name.includes(filter));
}

function result(passed, failed, skipped) {
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** Runs the bundled files inside; what they print is printed here. */
async function runInside(guest, files) {
  const paths = await bundleTests(files, bundles);
  const jobs = paths.map((bundle, i) => ({ name: relative(root, files[i]), bundle }));
  const machine = new Machine(guest);
  try {
    machine.output.pipe(process.stdout);
    await machine.waiting();
    const words = [process.execPath, `${import.meta.dirname}/inside.mjs`, JSON.stringify(jobs)];
    const quoted = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`);
    process.exitCode = await machine.run(quoted.join(" "), { directory: root, limitMs, systemd });
  } catch (error) {
    console.log(`FAIL ${error.message}`);
    result(0, 1, 0);
  } finally {
    await machine[Symbol.asyncDispose]();
  }
}

setup();
debian(
  ["runc", "crun", "strace", "uidmap", "libcap2-bin", "apparmor", "dbus", "systemd"],
  "peers and tools of the tests in the guest",
);
await build();
try {
  const guest = await makeGuest();
  const files = [...testFiles()].filter((file) => isWanted(relative(root, file)));
  if (files.length === 0) throw new CannotRun(`no test file matches ${filters.join(" ")}`);
  await runInside(guest, files);
} catch (error) {
  if (!(error instanceof CannotRun)) throw error;
  console.log(`skipped: ${error.message}`);
  result(0, 0, 1);
}
