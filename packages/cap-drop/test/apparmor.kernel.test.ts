import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { appArmorInForce, appArmorParser, withProfile } from "../../../test/lib/apparmor.ts";
import { runcSpecBundle } from "../../../test/lib/bundle.ts";
import { skip } from "../../../test/lib/hierarchy.ts";
import { output, run, scratch, tool, uniqueName } from "../../../test/lib/tools.ts";

if (!appArmorInForce || appArmorParser === "")
  skip(
    "AppArmor profiles",
    appArmorInForce ? "apparmor_parser is not here" : "AppArmor is not in force here",
  );
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
