// Random linux.resources: the files of a container's cgroup under oci-run equal those that runc and crun leave. What
// differs is in the list of known differences, with the reason.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Json, runcSpecBundle } from "../../../test/lib/bundle.ts";
import { WITHOUT_UNIFIED } from "../../../test/lib/hierarchy.ts";
import { long, output, type Result, run, scratch, tool } from "../../../test/lib/tools.ts";
import { isDeviceAllowed } from "../src/device-decision.ts";
import { type DeviceRule, parseDeviceRule } from "../src/device-rules.ts";
import { directoriesNamed, freshName, remove } from "./lib/cgroups.ts";
import { allRequests, randomRules } from "./lib/devices.ts";
import { hasController, pureV2, seeded, skip } from "./lib/machine.ts";

const COUNT = long ? (pureV2 ? 200 : 1000) : pureV2 ? 4 : 15;
const seed = Number(process.env["ISOBOX_TEST_SEED"] ?? process.pid);

/** What is set, in either version; counters and lists of processes are not. */
const SETTINGS = new RegExp(
  [
    "^memory\\.(limit_in_bytes|soft_limit_in_bytes|memsw\\.limit_in_bytes|kmem\\.tcp\\.limit_in_bytes)$",
    "^memory\\.(swappiness|max|high|low|min|swap\\.max|oom\\.group)$",
    "^cpu\\.(shares|cfs_.*|rt_.*|idle|weight|max|max\\.burst)$",
    "^cpuset\\.(cpus|mems)$",
    "^pids\\.max$",
    "^(blkio|io)\\.(bfq\\.)?(weight|weight_device|max)$",
    "^blkio\\.throttle\\.(read|write)_(bps|iops)_device$",
    "^devices\\.list$",
    "^hugetlb\\..*(limit_in_bytes|max)$",
    "^cgroup\\.max\\.",
  ].join("|"),
);

/** The settings of a cgroup, by hierarchy and file. */
function settings(name: string): Record<string, string> {
  const found: Record<string, string> = {};
  const directories = directoriesNamed(name);
  for (const directory of directories)
    for (const file of readdirSync(directory).filter((each) => SETTINGS.test(each))) {
      if (statSync(`${directory}/${file}`).isDirectory()) continue;
      const lines = readFileSync(`${directory}/${file}`, "utf8").trim().split("\n");
      found[file] = lines.sort().join("\n");
    }
  // The kernel keeps this one as a list without an order that means anything.
  const oom = directories.find((each) => existsSync(`${each}/memory.oom_control`));
  if (oom) found["memory.oom_control"] = readFileSync(`${oom}/memory.oom_control`, "utf8").split("\n")[0]!;
  return found;
}

/** One for all: a bundle has two megabytes and hundreds of links, and /tmp of the guest is memory. */
const bundle = runcSpecBundle("conversion");
const state = scratch("state");

/** Makes a container and reads its cgroup while it waits for start. */
function underRuntime(
  runtime: readonly string[],
  resources: Json,
): Result & { settings: Record<string, string> } {
  const name = freshName("conversion");
  const { config } = bundle;
  config.process.args = ["true"];
  config.linux.cgroupsPath = `/${name}`;
  config.linux.resources = resources;
  writeFileSync(`${bundle.path}/config.json`, JSON.stringify(config));
  const words = [...runtime, "--root", `${state}/${basename(runtime.at(-1)!)}`];
  // The container keeps what it has open: a pipe to this test would stay open as long as it lives.
  const quiet = ["sh", "-c", `exec "$@" > ${bundle.path}/log 2>&1`, "sh"];
  const result = run([...quiet, ...words, "create", "--bundle", bundle.path, name]);
  const found = result.status === 0 ? settings(name) : {};
  run([...words, "delete", "--force", name]);
  remove(name);
  return { ...result, stderr: readFileSync(`${bundle.path}/log`, "utf8"), settings: found };
}

type Random = (below: number) => number;
const disk = output(["sh", "-c", "cat /sys/block/*/dev | head -n 1"]).trim().split(":").map(Number);

/** Large enough that the runtimes themselves can work inside. */
function randomResources(random: Random): Json {
  const maybe = <T>(value: T): T | undefined => (random(2) === 0 ? value : undefined);
  const pick = <T>(values: readonly T[]): T => values[random(values.length)]!;
  const limit = pick([-1, 0, (128 << 20) + random(1 << 28), (128 << 20) + 4096 * random(1 << 16)]);
  const period = 1000 + random(99_000);
  const memory = {
    limit: maybe(limit),
    reservation: maybe(pick([-1, 0, random(1 << 26)])),
    swap: maybe(pick([-1, 0, limit > 0 ? limit + random(1 << 26) : -1])),
    ...(!pureV2 && {
      swappiness: maybe(random(101)),
      // A runtime that meets the limit then would wait for ever, and to crun 0 is a limit.
      disableOOMKiller: limit >= 0 ? undefined : maybe(random(2) === 0),
    }),
  };
  const cpu = {
    shares: maybe(pick([0, 2, 1024, 2 + random(262_143)])),
    period: maybe(pick([0, period])),
    quota: maybe(pick([-1, 0, Math.max(1000, Math.floor(period * (0.3 + random(20) / 10)))])),
    cpus: maybe(pick(["0", "0-1"])),
    mems: maybe("0"),
  };
  const rate = (): number => 4096 + random(1 << 24);
  const blockIO = {
    weight: maybe(10 + random(991)),
    throttleReadBpsDevice: maybe([{ major: disk[0], minor: disk[1], rate: rate() }]),
    throttleWriteIOPSDevice: maybe([{ major: disk[0], minor: disk[1], rate: rate() }]),
  };
  return {
    devices: [{ allow: false, access: "rwm" }, ...(maybe(ociRules(random)) ?? [])],
    ...(hasController("memory") && { memory: maybe(memory) }),
    ...(hasController("cpu") && { cpu: maybe(cpu) }),
    ...(hasController("pids") && { pids: maybe({ limit: pick([-1, 0, 100 + random(1000)]) }) }),
    ...(hasController(pureV2 ? "io" : "blkio") && { blockIO: maybe(blockIO) }),
  };
}

function ociRules(random: Random): Json[] {
  return randomRules(random, [60, 61])
    .filter(({ type }) => type !== "a")
    .map(({ allow, type, major, minor, access }) => ({
      allow,
      type,
      ...(major >= 0 && { major }),
      ...(minor >= 0 && { minor }),
      access,
    }));
}

interface Difference {
  readonly file: string;
  readonly ours: string;
  readonly theirs: string;
  readonly resources: Json;
}

/** Why a setting may differ, or be refused by one of the two. */
const KNOWN: readonly { readonly why: string; readonly fits: (difference: Difference) => boolean }[] = [
  {
    why: "it leaves allowed what a wider denial behind it takes away, or denies reading and writing at once that two rules allow",
    fits: ({ file, ours, theirs, resources }) =>
      file === "devices.list" && means(ours, resources) && !means(theirs, resources),
  },
  {
    why: "shares become a weight on a straight line, as before runc 1.3 and crun 1.23; here on the curve of those",
    fits: ({ file, theirs, resources }) =>
      file === "cpu.weight" && theirs === `${1 + Math.floor(((resources.cpu.shares - 2) * 9999) / 262_142)}`,
  },
  {
    why: "a limit on swap without one on memory is refused, though it says none (0)",
    fits: ({ ours, theirs, resources }) =>
      ours === MADE && /swap limit without the memory limit/.test(theirs) && !(resources.memory.swap > 0),
  },
  {
    why: "a memory limit of 0 is written as it is, and ends the container; here, as in runc, it says none",
    fits: ({ ours, theirs, resources }) =>
      ours === MADE && /OOM: the memory limit could be too low/.test(theirs) && resources.memory?.limit === 0,
  },
  {
    why: "the same devices in other lines: what the default devices allow again is taken off before, or not",
    fits: ({ file, ours, theirs, resources }) =>
      file === "devices.list" && means(ours, resources) && means(theirs, resources),
  },
  {
    why: "a denial that takes a part away from a wildcard is refused as v1 would, though v2's program can do it, as here",
    fits: ({ ours, theirs }) =>
      pureV2 && ours === MADE && /cannot punch hole in existing wildcard/.test(theirs),
  },
  {
    why: "a limit on memory and swap of 0 is taken as below that on memory; here, as in runc, it says none",
    fits: ({ ours, theirs, resources }) =>
      ours === MADE &&
      /cannot set memory\+swap limit less than the memory limit/.test(theirs) &&
      resources.memory.swap === 0,
  },
  {
    why: "a limit on memory and swap of 0 beside memory without a limit is written as no swap; here, as in runc, it says none",
    fits: ({ file, ours, theirs, resources }) =>
      file === "memory.swap.max" && ours === "max" && theirs === "0" && resources.memory.swap === 0,
  },
  {
    why: "a weight of block devices where the kernel has no file for it is refused; here, as in runc, it is left out",
    fits: ({ ours, theirs, resources }) =>
      ours === MADE &&
      /opening file `blkio\.weight` for writing: No such file/.test(theirs) &&
      resources.blockIO.weight !== undefined,
  },
  {
    why: "a number of processes of -1 is written as it is on v1, and refused; here, as in runc, it says max",
    fits: ({ ours, theirs, resources }) =>
      ours === MADE &&
      /writing file `pids\.max`: Invalid argument/.test(theirs) &&
      resources.pids.limit === -1,
  },
  {
    why: "a limit on memory and swap of 0 is written as it is on v1, and refused; here, as in runc, it says none",
    fits: ({ ours, theirs, resources }) =>
      ours === MADE &&
      /writing file `memory\.memsw\.limit_in_bytes`: Invalid argument/.test(theirs) &&
      resources.memory.swap === 0,
  },
  {
    why: "a reservation of memory of 0 is written as it is; here, as in runc, it says none",
    fits: ({ file, theirs, resources }) =>
      file === "memory.soft_limit_in_bytes" && theirs === "0" && resources.memory.reservation === 0,
  },
  {
    why: "a quota of -1 is written as a number beyond 64 bits on v1, and refused; here, as in runc, it says none",
    fits: ({ ours, theirs, resources }) =>
      ours === MADE &&
      /writing file `cpu\.cfs_quota_us`: Numerical result out of range/.test(theirs) &&
      resources.cpu.quota === -1,
  },
  {
    why: "a denial that takes a part away from a wildcard, which the kernel would ignore: here it is refused",
    fits: ({ ours, theirs }) => /would make a hole/.test(ours) && theirs === MADE,
  },
];

const MADE = "made";

/** Whether a device list of v1, as the kernel reads it (one line must grant all), says what the rules say. */
function means(list: string, { devices }: Json): boolean {
  const rules = [...(devices as Json[]).map(ruleOf), "default" as const];
  const lines = list.split("\n").map((line) => parseDeviceRule(`allow ${line}`)!);
  return allRequests([60, 61]).every((request) => {
    const granted = lines.some((line) => isDeviceAllowed([line], request));
    return granted === isDeviceAllowed(rules, request);
  });
}

function ruleOf({ allow, type = "a", major = -1, minor = -1, access = "rwm" }: Json): DeviceRule {
  return { allow, type, major, minor, access };
}

function compare(runtime: string, view: readonly string[]): void {
  const random = seeded(seed);
  const reasons = new Map<string, number>();
  const unknown: object[] = [];
  for (let i = 0; i < COUNT; i++) {
    const resources = JSON.parse(JSON.stringify(randomResources(random)));
    const theirs = underRuntime([...view, runtime], resources);
    const ours = underRuntime([...view, tool("oci-run")], resources);
    const about = `seed ${seed}, case ${i}: ${JSON.stringify(resources)}`;
    const outcome = (result: Result): string =>
      result.status === 0 ? MADE : `refused: ${result.stderr.trim()}`;
    const differences: Difference[] = [];
    if (theirs.status !== 0 && ours.status !== 0) continue;
    if (theirs.status !== 0 || ours.status !== 0)
      differences.push({ file: "", ours: outcome(ours), theirs: outcome(theirs), resources });
    else
      for (const file of new Set([...Object.keys(ours.settings), ...Object.keys(theirs.settings)]))
        differences.push({
          file,
          ours: ours.settings[file] ?? "",
          theirs: theirs.settings[file] ?? "",
          resources,
        });
    for (const difference of differences) {
      if (difference.ours === difference.theirs) continue;
      const known = KNOWN.find(({ fits }) => fits(difference));
      if (known) reasons.set(known.why, (reasons.get(known.why) ?? 0) + 1);
      else unknown.push({ about, ...difference });
    }
  }
  assert.equal(unknown, [], `${unknown.length} differences without a known reason`);
  console.log(`NOTE ${COUNT} random resources beside ${runtime}, ISOBOX_TEST_SEED=${seed}`);
  for (const [why, count] of reasons) console.log(`NOTE ${runtime}, ${count} of ${COUNT}: ${why}`);
}

for (const runtime of ["runc", "crun"]) {
  const view = runtime === "crun" ? WITHOUT_UNIFIED : [];
  const tried = underRuntime([...view, runtime], { devices: [{ allow: false, access: "rwm" }] });
  if (tried.status !== 0) skip(`conversions beside ${runtime}`, tried.stderr.trim());
  else test(`${COUNT} random resources give the files that ${runtime} leaves`, () => compare(runtime, view));
}

test.run();
