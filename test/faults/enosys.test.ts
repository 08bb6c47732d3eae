import { NR } from "@isobox/kernel/sys";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle, setCgroupNamespace } from "../lib/bundle.ts";
import { differences } from "../lib/compare.ts";
import { pointsOf, runWithFaults } from "../lib/faults.ts";
import { parseProbe, probeArgs } from "../lib/probe.ts";
import { changes, type Places, remains } from "../lib/remains.ts";
import { scratch, tool, uniqueName } from "../lib/tools.ts";

/** Linux 5.10's last call: since 5.1 new ones are numbered in the order in which they come, on every architecture. */
const LAST_OF_FLOOR = NR.process_madvise;
/** The first of that common range. What is newer is what an engine's seccomp profile may not know (ENOSYS). */
const FIRST_COMMON = NR.pidfd_send_signal;

const id = uniqueName("enosys");
const state = scratch("enosys-state");

const bundles = {
  "the default bundle": runcSpecBundle("enosys", (config) => {
    config.process.args = [...probeArgs, id];
  }),
  "recursively read-only and id-mapped mounts, propagation": runcSpecBundle("enosys-mounts", (config) => {
    config.process.args = [...probeArgs, id];
    config.mounts.push(
      {
        destination: "/mnt/rro",
        type: "none",
        source: "/etc",
        options: ["rbind", "rro", "rnosuid", "noatime"],
      },
      { destination: "/mnt/ro", type: "none", source: "/etc", options: ["bind", "ro", "nodev"] },
      {
        destination: "/mnt/idmap",
        type: "none",
        source: "/usr/share",
        options: ["bind", "ro", "idmap"],
        uidMappings: [{ containerID: 0, hostID: 100000, size: 65536 }],
        gidMappings: [{ containerID: 0, hostID: 100000, size: 65536 }],
      },
    );
    config.linux.rootfsPropagation = "slave";
    config.root.readonly = false;
  }),
  "a user namespace, a time namespace, sysctls": runcSpecBundle("enosys-user", (config) => {
    config.process.args = [...probeArgs, id];
    config.linux.namespaces.push({ type: "user" }, { type: "time" });
    setCgroupNamespace(config, true);
    config.linux.uidMappings = [{ containerID: 0, hostID: 0, size: 65536 }];
    config.linux.gidMappings = [{ containerID: 0, hostID: 0, size: 65536 }];
    config.linux.timeOffsets = { monotonic: { secs: 100, nanosecs: 0 } };
    config.linux.sysctl = { "net.ipv4.ip_forward": "1" };
    config.process.oomScoreAdj = 100;
  }),
};

const places: Places = { id, directories: [state, ...Object.values(bundles).map(({ path }) => path)] };

for (const [name, bundle] of Object.entries(bundles))
  test(`[${name}] each call that a kernel may not have answers ENOSYS: a fall-back, or a clear refusal`, () => {
    const argv = [tool("oci-run"), "--root", state, "run", "--bundle", bundle.path, id];
    const good = runWithFaults(argv, ["record"]);
    assert.is(good.status, 0, good.stderr);
    const expected = parseProbe(good.stdout);
    // Mount points that the image lacks are made in it, once.
    const clean = remains(places);
    const used = [...new Set(pointsOf(good.report()).map((point) => point.name))].filter(
      (call) => NR[call as keyof typeof NR] >= FIRST_COMMON,
    );
    const newer = used.filter((call) => NR[call as keyof typeof NR] > LAST_OF_FLOOR);
    assert.ok(newer.includes("mount_setattr"), "nothing newer than the floor would be tested");
    const outcomes: string[] = [];
    const failures: string[] = [];
    for (const call of used) {
      const result = runWithFaults(argv, [`refuse ${call} ENOSYS`]);
      const wrong: string[] = [];
      if (!result.report().some((line) => line.startsWith(`fired refuse `))) wrong.push("never fired");
      if (result.status === 0) {
        wrong.push(...differences(expected, parseProbe(result.stdout)));
        outcomes.push(`${call}: falls back`);
      } else {
        // What was wanted, the call, the error.
        const clear = new RegExp(`^\\S+: (cannot |exec: ).*${call}\\(.*\\): ENOSYS`);
        if (!clear.test(result.stderr)) wrong.push(`not clear: ${result.stderr.trim()}`);
        outcomes.push(`${call}: refuses`);
      }
      wrong.push(...changes(clean, places));
      failures.push(...wrong.map((line) => `${call}: ${line}`));
    }
    console.log(`\nNOTE newer than Linux 5.10: ${newer.join(", ")}; ${outcomes.join(", ")}`);
    assert.equal(failures, []);
  });

test.run();
