// Runs test programs inside the guest: inside.mjs '{"jobs": [{"name": …, "bundle": …}, …], "budgetMs": …, "limitMs": …}'.
// A program has failed after limitMs; what is left when budgetMs are used up is skipped, and said so. The last line is
// the sum.
import { difference, snapshot } from "../../scripts/leaks.mjs";
import { Suite } from "../../scripts/suite.mjs";

const { jobs, budgetMs, limitMs } = JSON.parse(process.argv[2]);
const end = Date.now() + budgetMs;
const suite = new Suite({ limitMs, env: { ISOBOX_GUEST: "1" } });
const before = snapshot();
for (const { name, bundle } of jobs) {
  if (Date.now() > end) suite.skip(name, `the ${budgetMs / 60_000} minutes that the guest has are used up`);
  else await suite.run(name, process.execPath, ["--enable-source-maps", bundle]);
}
const left = difference(before, snapshot());
for (const line of left) console.log(`FAIL left behind in the guest: ${line}`);
suite.check(left.length === 0);
if (left.length === 0) console.log("ok   nothing is left behind in the guest");
process.exitCode = suite.close() ? 0 : 1;
