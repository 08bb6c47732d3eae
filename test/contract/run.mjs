// Bundles the contract suite and runs it on every host. The last line counts: "contract: N passed, N failed".
//   node test/contract/run.mjs [node|static|cold|asan|frozen]...
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const cache = join(root, "test/.cache/contract");
const koffi = pathToFileURL(createRequire(join(root, "packages/kernel/package.json")).resolve("koffi")).href;

const common = {
  bundle: true,
  supported: { using: false },
  sourcemap: "inline",
  logLevel: "warning",
  absWorkingDir: root,
};

// koffi belongs to packages/kernel and is found from there, wherever the bundle lies.
const external = {
  name: "koffi",
  setup: ({ onResolve }) => onResolve({ filter: /^koffi$/ }, () => ({ path: koffi, external: true })),
};

const bundles = {
  async node() {
    const outfile = join(cache, "node.mjs");
    await build({
      ...common,
      entryPoints: [join(here, "node.ts")],
      outfile,
      platform: "node",
      format: "esm",
      target: "node20",
      conditions: ["source"],
      plugins: [external],
    });
    return outfile;
  },
  async static() {
    const outfile = join(cache, "static.js");
    await build({
      ...common,
      sourcemap: false,
      entryPoints: [join(here, "static.ts")],
      outfile,
      platform: "neutral",
      format: "iife",
      target: "es2023",
      conditions: ["isobox", "source"],
    });
    return outfile;
  },
};

/** A native program, built when its sources have changed; null where it cannot be built. */
function native(what) {
  const built = spawnSync(process.execPath, [join(root, "native/build.mjs"), what], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const path = built.stdout?.trimEnd().split("\n").at(-1);
  return built.status === 0 && path && existsSync(path) ? path : null;
}

const hosts = {
  node: async () => [process.execPath, "--enable-source-maps", await bundles.node()],
  static: async () => script(native("host")),
  cold: async () => script(native("cold")),
  asan: async () => script(native("asan")),
  frozen: async () => {
    const host = native("host");
    if (host === null) return null;
    const program = join(cache, "contract");
    const made = spawnSync(host, ["--freeze", await bundles.static(), "-o", program], { stdio: "inherit" });
    return made.status === 0 ? [program] : null;
  },
};

async function script(program) {
  return program === null ? null : [program, "--script", await bundles.static()];
}

/**
 * Words that no string of Node can hold are made by the shell. Kept equal to WORDS in cases/strings.ts.
 */
const START = String.raw`
export CONTRACT_BYTES="$(printf '\377\376=\303\251')" CONTRACT_BLANK= CONTRACT_RUN=1
exec "$@" "$(printf '\377 x\200')" "" "é€😀" "-x --" "$(printf '\357\273\277bom')" "$(printf '\355\240\200')"`;

const total = { passed: 0, failed: 0 };

async function run(name) {
  const command = await hosts[name]();
  if (command === null) {
    console.log(`FAIL ${name}: the program cannot be built here (native/build.mjs)`);
    total.failed++;
    return;
  }
  const began = Date.now();
  const { status, signal, stdout, stderr } = spawnSync("/bin/sh", ["-c", START, "sh", ...command], {
    encoding: "utf8",
    timeout: 300_000,
    maxBuffer: 1 << 26,
  });
  const counts = /(\d+) passed, (\d+) failed, (\d+) skipped\n$/.exec(stdout);
  const passed = Number(counts?.[1] ?? 0);
  // A run without its last line, or with an exit status that does not fit it, has failed whatever it printed.
  const failed = Math.max(Number(counts?.[2] ?? 1), status === 0 && counts ? 0 : 1);
  total.passed += passed;
  total.failed += failed;
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(
    `${name.padEnd(7)} ${passed} passed, ${failed} failed, ${counts?.[3] ?? "?"} skipped  ${seconds} s`,
  );
  for (const line of stdout.split("\n")) if (line.startsWith("SKIP ")) console.log(`        ${line}`);
  if (failed > 0) console.log(`status ${status ?? signal}\n${stdout}${stderr}`);
}

mkdirSync(cache, { recursive: true });
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in hosts));
if (unknown.length > 0)
  throw new Error(`unknown host ${unknown.join(", ")}: want ${Object.keys(hosts).join(", ")}`);
for (const name of wanted.length > 0 ? wanted : Object.keys(hosts)) await run(name);
console.log(`contract: ${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
