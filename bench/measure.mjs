// What the benchmarks share: the launcher, its figures, and how they are shown.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { root, run } from "../scripts/setup.mjs";

export const out = `${root}/out/bench`;

/** The value of `--NAME VALUE` on the command line. */
export function argument(name, otherwise) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
}

/** Compiles a C program of this directory; returns its path. */
export function compile(name) {
  mkdirSync(out, { recursive: true });
  const compiler = spawnSync("sh", ["-c", "command -v musl-gcc"]).status === 0 ? "musl-gcc" : "gcc";
  run(compiler, ["-O2", "-static", "-Wall", "-o", `${out}/${name}`, `${root}/bench/${name}.c`]);
  return `${out}/${name}`;
}

/** The words of launch.c for commands in turn. */
export function launchWords(launch, commands, idleMs, rounds, cgroup) {
  const words = commands.flatMap(({ argv }, i) => (i ? ["---", ...argv] : argv));
  return [launch, String(rounds), String(idleMs), cgroup ?? "-", ...words];
}

/** How often: what waits before each start is done less often. */
export const roundsOf = (rounds, idleMs) => (idleMs ? Math.max(10, Math.floor(rounds / 4)) : rounds);

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The medians of what launch.c printed, by command. */
export function medians(text, commands) {
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

/** Prints a row: medians, and the ratio of ours, the first, to each. */
export function show({ title, commands }, idleMs, results) {
  const how = idleMs ? `after ${idleMs} ms of idleness` : "in rotation";
  const width = Math.max(...commands.map(({ name }) => name.length));
  console.log(`\n${title}, ${how}`);
  console.log(`${"".padEnd(width)}   wall ms    cpu ms  largest MiB   sum MiB   ratio of wall: ours to it`);
  results.forEach((r, i) => {
    const ratio = i === 0 ? "" : (results[0].wall / r.wall).toFixed(2);
    const figures = [(r.wall / 1000).toFixed(2), (r.cpu / 1000).toFixed(2)].map((f) => f.padStart(9));
    console.log(
      `${commands[i].name.padEnd(width)} ${figures.join(" ")} ${(r.largest / 1024).toFixed(2).padStart(12)} ${(r.sum ? (r.sum / 1024).toFixed(2) : "-").padStart(9)}   ${ratio.padStart(6)}${r.failed ? `   ${r.failed} FAILED` : ""}`,
    );
  });
}
