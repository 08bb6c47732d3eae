// Everything that can be checked without root: types, lint, floors, generated files, unit tests.
import { spawnSync } from "node:child_process";
import { root, setup } from "./setup.mjs";

const checks = [
  ["types", "npx", "tsc", "--noEmit", "-p", "tsconfig.json"],
  ["lint and format", "npx", "biome", "check", "."],
  ["floors", process.execPath, "scripts/floors.mjs"],
  ["syscall numbers", process.execPath, "packages/kernel/generate-nr.mjs", "--check"],
  ["errno table", process.execPath, "packages/kernel/generate-errno.mjs", "--check"],
  ["OCI types and validators", process.execPath, "packages/oci-spec/generate.mjs", "--check"],
  ["licence notice", process.execPath, "scripts/licenses.mjs", "--check"],
  ["unit tests", process.execPath, "scripts/test.mjs", "--unit"],
];

setup();
let failed = 0;
for (const [name, command, ...args] of checks) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  console.log(`${status === 0 ? "ok  " : "FAIL"} ${name}`);
  if (status === 0) continue;
  failed++;
  console.log(`${stdout}${stderr}`);
}
process.exitCode = failed === 0 ? 0 : 1;
