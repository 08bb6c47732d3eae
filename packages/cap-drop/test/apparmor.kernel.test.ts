import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "../../../test/lib/bundle.ts";
import { skip } from "../../../test/lib/hierarchy.ts";
import { output, run, scratch, tool, uniqueName } from "../../../test/lib/tools.ts";

const inForce = /\bapparmor\b/.test(run(["cat", "/sys/kernel/security/lsm"]).stdout);
const parser = run(["sh", "-c", "command -v apparmor_parser"]).stdout.trim();

/** Loads a profile that allows everything but one file, for the time of a test. */
function withProfile(body: (profile: string, refused: string) => void): void {
  const directory = scratch("apparmor");
  const refused = join(directory, "refused");
  writeFileSync(refused, "secret\n");
  const profile = uniqueName("profile");
  const source = join(directory, "profile");
  writeFileSync(
    source,
    `profile ${profile} { file, capability, mount, umount, signal, ptrace, network, deny ${refused} r, deny /refused r, }\n`,
  );
  output([parser, "--skip-cache", "--add", source]);
  try {
    body(profile, refused);
  } finally {
    output([parser, "--remove", source]);
  }
}

if (!inForce || parser === "")
  skip("AppArmor profiles", inForce ? "apparmor_parser is not here" : "AppArmor is not in force here");
else {
  for (const rest of [[], ["--no-new-privs"], ["--keep=none", "--no-new-privs"], ["--user=nobody"]])
    test(`cap-drop --apparmor-profile ${rest.join(" ")}: the program runs in the profile`, () =>
      withProfile((profile, refused) => {
        const words = [tool("cap-drop"), ...rest, `--apparmor-profile=${profile}`, "--", "sh", "-c"];
        const result = run([...words, `cat /proc/self/attr/current ${refused}`]);
        assert.is(result.stdout, `${profile} (enforce)\n`);
        assert.match(result.stderr, /Permission denied/);
        assert.is(readFileSync(refused, "utf8"), "secret\n");
      }));

  test("cap-drop --apparmor-profile: a profile that is not loaded is refused, and nothing runs", () => {
    const result = run([tool("cap-drop"), "--apparmor-profile=isobox-none", "--", "echo", "ran"]);
    assert.is(result.status, 125);
    assert.is(result.stdout, "");
    assert.match(
      result.stderr,
      /cannot set the AppArmor profile "isobox-none": write\(.*ENOENT.*\n {2}hint: AppArmor has no such profile/,
    );
  });

  for (const runtime of ["oci-run", "runc", "crun"])
    test(`process.apparmorProfile: the container runs in the profile [${runtime}]`, () =>
      withProfile((profile) => {
        const bundle = runcSpecBundle("apparmor", (config) => {
          config.process.args = ["sh", "-c", "cat /proc/self/attr/current"];
          config.process.apparmorProfile = profile;
        });
        const program = runtime === "oci-run" ? tool(runtime) : runtime;
        const words = ["--root", scratch("state"), "run", "--bundle", bundle.path, uniqueName("aa")];
        assert.is(output([program, ...words]), `${profile} (enforce)\n`);
      }));
}

test.run();
