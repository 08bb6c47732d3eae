// pnpm bench: times our programs beside their peers, in turn, in one run, and prints medians and ratios.
//
//   node bench/run.mjs [--rounds N] [--rows start,run,…]
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { build } from "../scripts/build.mjs";
import { debian, root, run, stop } from "../scripts/setup.mjs";
import { rows } from "./rows.mjs";

const argument = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const rounds = Number(argument("rounds", "100"));
const only = argument("rows", "")
  .split(",")
  .filter((word) => word);
const out = `${root}/out/bench`;

function compile(name) {
  const compiler = spawnSync("sh", ["-c", "command -v musl-gcc"]).status === 0 ? "musl-gcc" : "gcc";
  run(compiler, ["-O2", "-static", "-Wall", "-o", `${out}/${name}`, `${root}/bench/${name}.c`]);
  return `${out}/${name}`;
}

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

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
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
  const words = commands.flatMap(({ argv }, i) => (i ? ["---", ...argv] : argv));
  // crun 1.8 refuses hybrid cgroups: all run where the unified hierarchy is not mounted, none has an advantage.
  const script = 'mountpoint -q /sys/fs/cgroup/unified && umount /sys/fs/cgroup/unified; exec "$@"';
  const launcher = [launch, String(n), String(idleMs), cgroup ?? "-", ...words];
  const text = execFileSync("unshare", ["-m", "sh", "-c", script, "sh", ...launcher], {
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  const samples = commands.map(() => []);
  for (const line of text.trim().split("\n")) {
    const [index, ...figures] = line.split(" ").map(Number);
    samples[index].push(figures);
  }
  return samples.map((runs) => ({
    wall: median(runs.map((r) => r[0])),
    cpu: median(runs.map((r) => r[1])),
    largest: median(runs.map((r) => r[2])),
    sum: median(runs.map((r) => r[3])),
    failed: runs.filter((r) => r[4] !== 0).length,
  }));
}

function show(title, commands, results) {
  const width = Math.max(...commands.map(({ name }) => name.length));
  console.log(`\n${title}`);
  console.log(`${"".padEnd(width)}   wall ms    cpu ms  largest MiB   sum MiB   ratio of wall: ours to it`);
  results.forEach((r, i) => {
    const ratio = i === 0 ? "" : (results[0].wall / r.wall).toFixed(2);
    const figures = [(r.wall / 1000).toFixed(2), (r.cpu / 1000).toFixed(2)].map((f) => f.padStart(9));
    console.log(
      `${commands[i].name.padEnd(width)} ${figures.join(" ")} ${(r.largest / 1024).toFixed(2).padStart(12)} ${(r.sum / 1024).toFixed(2).padStart(9)}   ${ratio.padStart(6)}${r.failed ? `   ${r.failed} FAILED` : ""}`,
    );
  });
}

await build();
if (process.getuid() !== 0) stop("the benchmarks run containers: they need root");
debian(["busybox-static", "runc", "crun", "util-linux", "cgroup-tools"], "the peers of the benchmarks");
mkdirSync(out, { recursive: true });
const launch = compile("launch");
const cgroup = memoryCgroup();
const all = [];
try {
  for (const row of await rows({ out, bin: `${root}/dist/bin`, compile, freeze, bundleText })) {
    if (only.length > 0 && !only.includes(row.name)) continue;
    for (const idle of row.idle ? [0, 200] : [0]) {
      const results = measure(
        row.commands,
        idle,
        idle ? Math.max(10, Math.floor(rounds / 4)) : rounds,
        cgroup,
      );
      show(`${row.title}, ${idle ? `after ${idle} ms of idleness` : "in rotation"}`, row.commands, results);
      all.push({ row: row.name, idle, commands: row.commands.map((c) => c.name), results });
    }
  }
} finally {
  if (cgroup) rmdirSync(cgroup);
}
writeFileSync(`${out}/results.json`, JSON.stringify(all, null, 2));
