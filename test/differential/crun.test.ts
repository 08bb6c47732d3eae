// crun as a second oracle, beside runc. In all that is tolerated here ours is as runc's, which run.test.ts holds.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "../lib/bundle.ts";
import { differences, type Tolerance } from "../lib/compare.ts";
import { WITHOUT_UNIFIED } from "../lib/hierarchy.ts";
import { parseProbe, probeArgs } from "../lib/probe.ts";
import { output, run, scratch, tool, uniqueName } from "../lib/tools.ts";

/** Each line as it is on either side: flags and places are compared all the same. */
const tolerated: readonly Tolerance[] = [
  {
    section: "mountinfo",
    lines: /^\S+ \S+ \/ \/sys ro,nosuid,nodev,noexec,relatime - sysfs sysfs r[ow]$/,
    reason: "crun makes the mount read-only, runc the file system as well",
  },
  {
    section: "mountinfo",
    lines:
      /^\S+ \S+ \/ \/sys\/fs\/cgroup rw,nosuid,nodev,noexec,relatime - tmpfs \S+ rw,(size=1024k|mode=755)(,inode64)?$/,
    reason: "the size and the mode of the directory of the hierarchies",
  },
  {
    section: "mountinfo",
    lines: /^\S+ \S+ \/\S+ \/sys\/fs\/cgroup\/\S+ ro,nosuid,nodev,noexec,relatime - cgroup cgroup rw,\S+$/,
    reason: "crun makes the cgroup below the root of the hierarchy, runc below that of its caller",
  },
  {
    section: "mountinfo",
    lines: /^\S+ \S+ \/ \/\S+ ro,relatime - tmpfs tmpfs (rw,size=0k|ro)(,inode64)?$/,
    reason: "the file system that hides a directory: none of the two can be written to",
  },
  {
    section: "mountinfo",
    lines: /^\S+ \S+ \/null \/proc\/\S+ (ro,relatime|rw,nosuid) - \S+ \S+ rw,\S+$/,
    reason: "a file is hidden by the host's /dev/null in crun, by the container's in runc",
  },
  {
    section: "mountinfo",
    lines: /^\S+ \S+ \/ \/sys\/fs\/cgroup ro,nosuid,nodev,noexec,relatime - cgroup2 cgroup2? rw(,\S+)?$/,
    reason: "on v2: what the source is called, which the kernel does not use",
  },
  {
    section: "cgroup",
    lines: /^\d+:\S*:\/\S*isobox-test-crun-\S+$/,
    reason: "as for the mounts of the cgroups",
  },
  {
    section: "cgroupfiles",
    lines: /^\/sys\/fs\/cgroup\/devices\/devices\.list /,
    reason: "crun allows 5:1 (console) and not 10:200 (tun), and orders them otherwise",
  },
  { section: "devices", lines: /^\.\/core /, reason: "crun makes a link to /proc/kcore" },
];

const alone = (...words: readonly string[]) => output([...WITHOUT_UNIFIED, ...words]);

const bundle = runcSpecBundle("crun", (config) => {
  config.process.args = probeArgs;
});
const runtimes = { crun: "crun", ours: tool("oci-run") } as const;

/** What a container sees that is made by a runtime in one way. */
function seen(runtime: keyof typeof runtimes, id: string, script: string): Record<string, string> {
  const words = [runtimes[runtime], scratch(runtime), bundle.path, id];
  return parseProbe(alone("sh", "-ec", script, "sh", ...words));
}

const ways = {
  run: '"$1" --root "$2" run --bundle "$3" "$4"',
  "create, start and delete": `"$1" --root "$2" create --bundle "$3" "$4"; "$1" --root "$2" start "$4"
    until "$1" --root "$2" state "$4" | grep -q '"status": *"stopped"'; do sleep 0.02; done
    "$1" --root "$2" delete "$4"`,
};

for (const [name, script] of Object.entries(ways))
  test(`${name}: the default bundle looks as it does under crun, field by field`, () => {
    const id = uniqueName("crun");
    assert.equal(differences(seen("crun", id, script), seen("ours", id, script), tolerated), []);
  });

// Not here: crun 1.8 takes a name of no signal for signal 0, which runc and ours refuse.
test("create, start, kill, delete: what is refused and when, as by crun", () => {
  const { path } = runcSpecBundle("crun", (config) => {
    config.process.args = ["sleep", "1000"];
  });
  const steps = [
    ["start", "ID"],
    ["state", "ID"],
    ["create", "--bundle", path, "ID"],
    ["create", "--bundle", path, "ID"],
    ["state", "ID"],
    ["start", "ID"],
    ["start", "ID"],
    ["delete", "ID"],
    ["kill", "ID", "KILL"],
    ["delete", "--force", "ID"],
    ["state", "ID"],
    ["kill", "ID", "KILL"],
    ["delete", "ID"],
    ["delete", "--force", "ID"],
  ] as const;
  const refusals = (runtime: keyof typeof runtimes): string[] => {
    const [state, id] = [scratch(runtime), uniqueName("crun")];
    try {
      return steps.map((step) => {
        const words = step.map((word) => (word === "ID" ? id : word));
        const { status } = run([
          ...["sh", "-c", 'exec "$@" > /dev/null 2>&1', "sh"],
          ...WITHOUT_UNIFIED,
          ...[runtimes[runtime], "--root", state, ...words],
        ]);
        return `${step.join(" ")}: ${status === 0 ? "done" : "refused"}`;
      });
    } finally {
      run([runtimes[runtime], "--root", state, "delete", "--force", id]);
    }
  };
  assert.equal(refusals("ours"), refusals("crun"));
});

test.run();
