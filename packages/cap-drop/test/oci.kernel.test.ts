import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Process } from "@isobox/oci-spec";
import { toArgv } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "../../../test/lib/bundle.ts";
import { type Result, run, scratch, uniqueName } from "../../../test/lib/tools.ts";
import { processStageOptions } from "../src/oci.ts";
import { options } from "../src/options.ts";
import { inRoot } from "./lib/root.ts";
import { FIELDS } from "./lib/status.ts";

const probe = `grep -E '${FIELDS}' /proc/self/status; cat /proc/self/limits /proc/self/oom_score_adj; pwd; cut -d' ' -f 7 /proc/self/stat`;
const args = ["/bin/sh", "-c", probe];
const bundle = runcSpecBundle("process");
const peerRoot = scratch("peers");

/** JSON, with bigints as the plain numbers that they are. */
function withBigints(value: unknown): string {
  const text = JSON.stringify(value, (_, v: unknown) => (typeof v === "bigint" ? `bigint ${v}` : v));
  return text.replace(/"bigint (\d+)"/g, "$1");
}

/** The same process under a runtime; crun 1.8 refuses a host with both cgroup versions. */
function under(runtime: "runc" | "crun", process: Partial<Process>): Result {
  const config = { ...bundle.config, process: { ...process, args, env: ["PATH=/bin"], terminal: false } };
  writeFileSync(join(bundle.path, "config.json"), withBigints(config));
  const prepare = runtime === "crun" ? "umount /sys/fs/cgroup/unified 2>/dev/null; " : "";
  const command = `${prepare}exec ${runtime} --root ${peerRoot}/${runtime} run --bundle ${bundle.path} ${uniqueName("process")}`;
  return run(["unshare", "--mount", "--", "sh", "-c", `umask 077; ${command}`]);
}

/** The same process by the printed words of our last stage. */
function ours(process: Partial<Process>): Result {
  const words = toArgv(options, processStageOptions({ cwd: "/", ...process, args }).options);
  return run(inRoot(bundle.rootfs, [...words, "--"], args, "umask 077"));
}

const K = ["CAP_KILL", "CAP_NET_RAW"];
const user = { uid: 1000, gid: 100, additionalGids: [5, 7] };
const cases: Readonly<Record<string, Partial<Process>>> = {
  "no capabilities at all": {},
  "root with two": { capabilities: { bounding: K, effective: K, permitted: K } },
  "root with fewer permitted than bounding": {
    capabilities: { bounding: K, effective: ["CAP_KILL"], permitted: ["CAP_KILL"] },
  },
  "an empty bounding set": { capabilities: { bounding: [], effective: K, permitted: K } },
  "a user with capabilities and none ambient": {
    user,
    capabilities: { bounding: K, effective: K, permitted: K },
  },
  "a user with ambient ones": {
    user,
    capabilities: { bounding: K, effective: K, permitted: K, inheritable: K, ambient: K },
  },
  "ambient and not inheritable": {
    user,
    capabilities: { bounding: K, effective: K, permitted: K, ambient: ["CAP_KILL"] },
  },
  "ambient and not permitted": {
    user,
    capabilities: {
      bounding: K,
      effective: ["CAP_KILL"],
      permitted: ["CAP_KILL"],
      inheritable: K,
      ambient: K,
    },
  },
  "inheritable only": { user, capabilities: { bounding: K, permitted: K, inheritable: K } },
  "an unknown capability": { capabilities: { bounding: [...K, "CAP_FUTURE"], effective: K, permitted: K } },
  "no new privileges, limits, OOM score": {
    user,
    noNewPrivileges: true,
    oomScoreAdj: 77,
    rlimits: [
      { type: "RLIMIT_NOFILE", soft: 100, hard: 200 },
      { type: "RLIMIT_CORE", soft: 0, hard: 18446744073709551615n },
      { type: "RLIMIT_NPROC", soft: 1000, hard: 2000 },
    ],
  },
  "a umask": { user: { ...user, umask: 0o27 } },
  "a working directory that is made": { cwd: "/made/by/the/runtime" },
};

for (const runtime of ["runc", "crun"] as const)
  for (const [name, process] of Object.entries(cases))
    test(`process of an OCI configuration: ${name}: as under ${runtime}`, () => {
      const given = { cwd: "/", user: { uid: 0, gid: 0 }, ...process };
      const theirs = under(runtime, given);
      assert.is(theirs.status, 0, theirs.stderr);
      const mine = ours(given);
      assert.is(mine.status, 0, mine.stderr);
      assert.is(mine.stdout, theirs.stdout);
    });

test.run();
