// pnpm bench: times our programs beside their peers, in turn, in one run, and prints medians and ratios.
//
//   node bench/run.mjs [--rounds N] [--rows start,run,…]
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { build } from "../scripts/build.mjs";
import { debian, root, stop } from "../scripts/setup.mjs";
import { argument, compile, launchWords, medians, out, roundsOf, show } from "./measure.mjs";
import { rows } from "./rows.mjs";

const rounds = Number(argument("rounds", "100"));
const only = argument("rows", "")
  .split(",")
  .filter((word) => word);

async function freeze(bundle, program) {
  const native = await import("../native/build.mjs");
  return native.freeze({ bundle, out: program });
}

async function bundleText(text) {
  const esbuild = await import("esbuild");
  const { bundleOptions } = await import("../scripts/build.mjs");
  const stdin = { contents: text, resolveDir: `${root}/test` };
  const result = await esbuild.build({ ...bundleOptions, stdin, write: false });
  return result.outputFiles[0].text;
}

/** The memory controller's directory on this machine, and how to use a cgroup below it. */
function memoryCgroup() {
  const own = /^\d+:memory:(.*)$/m.exec(readFileSync("/proc/self/cgroup", "utf8"))?.[1];
  if (own === undefined) return null;
  const path = `/sys/fs/cgroup/memory${own === "/" ? "" : own}/isobox-bench-${process.pid}`;
  mkdirSync(path);
  return path;
}

function measure(commands, idleMs, n, cgroup) {
  // crun 1.8 refuses hybrid cgroups: all run where the unified hierarchy is not mounted, none has an advantage.
  const script = 'mountpoint -q /sys/fs/cgroup/unified && umount /sys/fs/cgroup/unified; exec "$@"';
  const launcher = launchWords(launch, commands, idleMs, n, cgroup);
  const text = execFileSync("unshare", ["-m", "sh", "-c", script, "sh", ...launcher], {
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  return medians(text, commands);
}

await build();
if (process.getuid() !== 0) stop("the benchmarks run containers: they need root");
debian(["busybox-static", "runc", "crun", "util-linux", "cgroup-tools"], "the peers of the benchmarks");
const launch = compile("launch");
const cgroup = memoryCgroup();
const all = [];
try {
  for (const row of await rows({ out, bin: `${root}/dist/bin`, compile, freeze, bundleText })) {
    if (only.length > 0 && !only.includes(row.name)) continue;
    for (const idle of row.idle ? [0, 200] : [0]) {
      const results = measure(row.commands, idle, roundsOf(rounds, idle), cgroup);
      show(row, idle, results);
      all.push({ row: row.name, idle, commands: row.commands.map((c) => c.name), results });
    }
  }
} finally {
  if (cgroup) rmdirSync(cgroup);
}
writeFileSync(`${out}/results.json`, JSON.stringify(all, null, 2));
