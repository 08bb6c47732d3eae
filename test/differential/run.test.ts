import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "../lib/bundle.ts";
import { differences, type Tolerance } from "../lib/compare.ts";
import { parseProbe, probeArgs } from "../lib/probe.ts";
import { output, tool, uniqueName } from "../lib/tools.ts";

/** What our container has otherwise than runc's, on purpose. */
const tolerated: readonly Tolerance[] = [];

test("oci-run run: the default bundle of `runc spec` looks as it does under runc, field by field", () => {
  const bundle = runcSpecBundle("default", (config) => {
    config.process.args = probeArgs;
  });
  const id = uniqueName("default");
  const theirs = parseProbe(output(["runc", "run", "--bundle", bundle.path, id]));
  const ours = parseProbe(output([tool("oci-run"), "run", "--bundle", bundle.path, id]));
  assert.equal(differences(theirs, ours, tolerated), []);
});

test("differences(): finds a capability, a mount option and an open descriptor", () => {
  const base = {
    status: "CapEff:\t0000000020000420\nVmRSS:\t10 kB",
    mountinfo: "10 9 0:5 / / rw - tmpfs tmpfs rw\n11 10 0:6 / /proc rw - proc proc rw",
    descriptors: "0\n1\n2",
  };
  const other = {
    status: "CapEff:\t0000000020000421\nVmRSS:\t99 kB",
    mountinfo: "20 19 0:9 / / rw - tmpfs tmpfs rw\n21 20 0:8 / /proc ro - proc proc rw",
    descriptors: "0\n1\n2\n3",
  };
  assert.equal(differences(base, base), []);
  assert.equal(differences(base, other), [
    "status: - CapEff:\t0000000020000420",
    "status: + CapEff:\t0000000020000421",
    "mountinfo: - 0 0:anonymous / /proc rw - proc proc rw",
    "mountinfo: + 0 0:anonymous / /proc ro - proc proc rw",
    "descriptors: + 3",
  ]);
});

test.run();
