// Runs test programs inside the guest: inside.mjs '[{"name": …, "bundle": …}, …]'.
import { difference, snapshot } from "../../scripts/leaks.mjs";
import { Suite } from "../../scripts/suite.mjs";

const suite = new Suite({ limitMs: 3 * 60_000, env: { ISOBOX_GUEST: "1" } });
const before = snapshot();
for (const { name, bundle } of JSON.parse(process.argv[2]))
  await suite.run(name, process.execPath, ["--enable-source-maps", bundle]);
const left = difference(before, snapshot());
for (const line of left) console.log(`FAIL left behind in the guest: ${line}`);
suite.check(left.length === 0);
if (left.length === 0) console.log("ok   nothing is left behind in the guest");
process.exitCode = suite.close() ? 0 : 1;
