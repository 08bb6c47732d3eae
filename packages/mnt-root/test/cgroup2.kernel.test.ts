import { test } from "uvu";
import * as assert from "uvu/assert";
import { inGuest, pureV2, skip } from "../../../test/lib/hierarchy.ts";
import { output } from "../../../test/lib/tools.ts";
import { parseMountInfo } from "../src/mountinfo.ts";
import { makeRoot, newNamespaces } from "./lib/chain.ts";

// cgroup2 is one file system for the whole machine: a mount of it in the host's cgroup namespace can change its options
// for everybody, and must not.

const root = makeRoot("cgroup2");
const view = ["cat", "/proc/self/mountinfo"];
const mounted = (text: string) => parseMountInfo(text).filter(({ type }) => type === "cgroup2");

/** The mount that a root has at /cg, made in namespaces by an option. */
function madeAt(namespaces: readonly string[], option: string) {
  const inside = output([...namespaces, "mnt-root", "--root", root, "--proc", option, "--", ...view]);
  return mounted(inside).find(({ mountPoint }) => mountPoint === "/cg");
}

const types = pureV2 ? ["cgroup", "cgroup2"] : ["cgroup2"];
const here = mounted(output(view));
if (here.length === 0) skip("cgroup2 in the host's cgroup namespace", "cgroup2 is not mounted here");
else {
  // In the guest as systemd mounts it; runc and crun may have taken the words away.
  const words = "nsdelegate,memory_recursiveprot";
  if (inGuest) output(["mount", "-o", `remount,${words}`, "/sys/fs/cgroup"]);
  for (const type of types)
    for (const flag of ["ro", "rw"])
      test(`--mount type=${type},${flag} in the host's cgroup namespace: the options of the machine's cgroup2 stay`, () => {
        const before = mounted(output(view));
        if (inGuest) assert.ok(before[0]!.superOptions.includes(words));
        const option = `--mount=type=${type},dst=/cg,nosuid,nodev,noexec,${flag}`;
        const made = madeAt(newNamespaces, option);
        assert.equal(mounted(output(view)), before);
        assert.is(made?.root, "/");
        assert.match(made!.options, new RegExp(`^${flag},nosuid,nodev,noexec`));
      });

  for (const type of types)
    test(`--mount type=${type} in a cgroup namespace of its own: its cgroup is the top`, () => {
      const [first, ...rest] = newNamespaces;
      const made = madeAt([first!, "--cgroup", ...rest], `--mount=type=${type},dst=/cg,ro`);
      assert.is(made?.root, "/");
    });
}

test.run();
