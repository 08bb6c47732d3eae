import type { Process } from "@isobox/oci-spec";
import { indexOptions, parseOptions, toArgv } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { processStageOptions } from "../src/oci.ts";
import { options } from "../src/options.ts";

const K = ["CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"];
const process: Process = {
  args: ["sh"],
  cwd: "/work",
  user: { uid: 1000, gid: 100, additionalGids: [5, 7], umask: 63 },
  capabilities: { bounding: K, effective: K, permitted: K, inheritable: ["CAP_KILL"], ambient: ["CAP_KILL"] },
  rlimits: [{ type: "RLIMIT_NOFILE", soft: 1024, hard: 18446744073709551615n }],
  noNewPrivileges: true,
  oomScoreAdj: -5,
};

function words(given: Process): string[] {
  return toArgv(options, processStageOptions(given).options);
}

test("processStageOptions(): the words of the printed chain", () => {
  assert.equal(words(process), [
    "--bounding-set=kill,net_bind_service,audit_write",
    "--permitted=kill,net_bind_service,audit_write",
    "--effective=kill,net_bind_service,audit_write",
    "--inheritable=kill",
    "--ambient=kill",
    "--skip-unavailable",
    "--no-new-privs",
    "--uid=1000",
    "--gid=100",
    "--groups=5,7",
    "--rlimit=nofile=1024:unlimited",
    "--oom-score-adj=-5",
    "--cpu-affinity=all",
    "--chdir=/work",
    "--mkdir",
    "--umask=077",
    "--setsid",
  ]);
});

test("processStageOptions(): the printed words are read back as the same options", () => {
  for (const given of [process, { args: ["sh"], cwd: "/" }])
    assert.equal(
      parseOptions(indexOptions(options), words(given)).options,
      processStageOptions(given).options,
    );
});

test("processStageOptions(): without capabilities every set is empty, without a user it is root without groups", () => {
  assert.equal(words({ args: ["sh"], cwd: "/" }), [
    ...["bounding-set", "permitted", "effective", "inheritable", "ambient"].map((set) => `--${set}=none`),
    "--skip-unavailable",
    "--uid=0",
    "--gid=0",
    "--clear-groups",
    "--cpu-affinity=all",
    "--chdir=/",
    "--mkdir",
    "--umask=022",
    "--setsid",
  ]);
});

test("processStageOptions(): an unknown capability is left out and told once; other spellings are unknown", () => {
  const all = ["CAP_KILL", "CAP_FUTURE", "kill", "cap_kill"];
  const { options: made, warnings } = processStageOptions({
    args: ["sh"],
    cwd: "/",
    capabilities: { bounding: all, permitted: all },
  });
  assert.equal(toArgv(options, { permitted: made.permitted }), ["--permitted=kill"]);
  assert.equal(
    warnings.map((text) => text.match(/capability (\S+)/)![1]),
    ["CAP_FUTURE", "kill", "cap_kill"],
  );
});

test("processStageOptions(): what is ambient and not inheritable and permitted too is left out, with a note", () => {
  const {
    options: made,
    notes,
    warnings,
  } = processStageOptions({
    args: ["sh"],
    cwd: "/",
    capabilities: {
      permitted: ["CAP_KILL", "CAP_CHOWN"],
      inheritable: ["CAP_CHOWN", "CAP_MKNOD"],
      ambient: ["CAP_KILL", "CAP_CHOWN", "CAP_MKNOD"],
    },
  });
  assert.equal(toArgv(options, { ambient: made.ambient }), ["--ambient=chown"]);
  assert.equal(warnings, []);
  assert.match(notes.join(), /kill, mknod$/);
});

test("processStageOptions(): refuses a relative cwd, a limit given twice and one that nobody knows", () => {
  const limit = (type: string) => ({ type, soft: 1, hard: 1 }) as NonNullable<Process["rlimits"]>[0];
  const refused = (more: Partial<Process>, why: RegExp) =>
    assert.throws(() => processStageOptions({ args: ["sh"], cwd: "/", ...more }), why);
  refused({ cwd: "tmp" }, /begin with a slash/);
  refused({ cwd: "" }, /begin with a slash/);
  refused({ rlimits: [limit("RLIMIT_CORE"), limit("RLIMIT_CORE")] }, /RLIMIT_CORE twice/);
  refused({ rlimits: [limit("RLIMIT_FOO")] }, /unknown type "RLIMIT_FOO"/);
  refused({ rlimits: [limit("NOFILE")] }, /unknown type "NOFILE"/);
});

test.run();
