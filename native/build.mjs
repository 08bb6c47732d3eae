// Builds the static host, its cold twins and the fuzz target, and freezes bundles.
//
//   node native/build.mjs host|glibc|cold|asan|fuzz|all
//   node native/build.mjs freeze BUNDLE.js OUT
//
// Needs cargo (it only fetches the engine's source) and musl-gcc, or gcc with static glibc.

import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { change, changes } from "./engine/changes.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "src");
const manifest = join(here, "engine", "Cargo.toml");
const defaultOut = join(here, "out");

const engineFiles = ["dtoa", "libregexp", "libunicode"];
const hostFiles = [
  "engine",
  "arena",
  "layout",
  "cold",
  "codec",
  "strings",
  "syscall",
  "bridge",
  "run",
  "freeze",
  "protect",
  "fail",
];

const common = [
  "-std=gnu11",
  "-D_GNU_SOURCE",
  "-U_FORTIFY_SOURCE",
  "-fno-stack-protector",
  ...(process.arch === "x64" ? ["-fcf-protection=none"] : []),
];
const warnings = ["-Wall", "-Wextra", "-Wno-unused-parameter", "-Wno-sign-compare", "-Wno-array-bounds"];

// Non-PIE at a fixed address: a frozen heap holds pointers into the program.
const staticCompile = [
  ...common,
  "-O2",
  "-fno-pie",
  "-ffunction-sections",
  "-fdata-sections",
  // Nothing unwinds: a tenth of the program beside its heap.
  "-fno-asynchronous-unwind-tables",
  "-fno-unwind-tables",
  // A loop that turns once or twice stays one, and is no call of memset and no `rep movs`.
  "-fno-tree-loop-distribute-patterns",
];
const staticLink = [
  "-static",
  "-no-pie",
  "-Wl,-Ttext-segment=0x50000000",
  "-Wl,--build-id=sha1",
  "-Wl,--gc-sections",
  "-Wl,-z,noexecstack",
  "-Wl,-z,norelro",
  // Two segments, not four: a third fewer page faults, 10 of 185 microseconds.
  "-Wl,-z,noseparate-code",
  "-Wl,--wrap=abort",
];
// Only for the calls that are put before each access; train.c has the functions.
const instrumented = [
  "-fsanitize=kernel-address",
  "--param=asan-instrumentation-with-call-threshold=0",
  "--param=asan-stack=0",
  "--param=asan-globals=0",
  "-U__SANITIZE_ADDRESS__", // by which the engine would do without its pools
];
const builtins = ["memcpy", "memmove", "memset", "memcmp"].map((name) => `-fno-builtin-${name}`);
const sanitizers = [
  "-fsanitize=address,undefined",
  "-fno-sanitize-recover=undefined",
  "-fno-omit-frame-pointer",
];

/** Builds the static host. `auto` takes musl where musl-gcc is, else static glibc. Returns its path. */
export function buildHost({ libc = "auto", outDir = defaultOut } = {}) {
  const musl = libc === "musl" || (libc === "auto" && has("musl-gcc"));
  const compiler = musl ? "musl-gcc" : "gcc";
  need(compiler, musl ? "Debian's musl-tools" : "gcc and libc6-dev");
  return build({
    name: libc === "glibc" ? "host-glibc" : "host",
    compiler,
    compile: staticCompile,
    link: staticLink,
    files: ["main", ...hostFiles],
    outDir,
  });
}

/** Builds the host that rehearses and makes plans (src/train.c): never shipped. Returns its path. */
export function buildTrainer({ outDir = defaultOut } = {}) {
  const musl = has("musl-gcc");
  const wrapped = ["memcpy", "memmove", "memset", "memcmp"].map((name) => `-Wl,--wrap=${name}`);
  return build({
    name: "host-train",
    compiler: musl ? "musl-gcc" : "gcc",
    // At -O1 and without gcc's own copies of these functions, so that each access is a call. The same engine on
    // the same input: each allocation has the same number as in the host that is shipped.
    compile: [...common, "-DHOST_TRAIN", "-O1", "-fno-pie", ...instrumented, ...builtins],
    link: [...staticLink, ...wrapped],
    files: ["main", ...hostFiles, "train"],
    plain: ["train"],
    outDir,
  });
}

/** Builds the unfrozen twin: dynamic, libc's malloc, optionally under ASan and UBSan. Returns its path. */
export function buildCold({ sanitize = false, outDir = defaultOut } = {}) {
  need("gcc", "gcc and libc6-dev");
  const extra = sanitize ? sanitizers : [];
  return build({
    name: sanitize ? "host-asan" : "host-cold",
    compiler: "gcc",
    compile: [...common, "-DHOST_COLD", "-O1", "-g", ...extra],
    link: ["-Wl,--wrap=abort", ...extra],
    files: ["main", ...hostFiles],
    outDir,
  });
}

/** Builds the fuzz target of the codec, the argument marshalling and the allocator. Returns its path. */
export function buildFuzz({ outDir = defaultOut } = {}) {
  need("gcc", "gcc and libc6-dev");
  return build({
    name: "host-fuzz",
    compiler: "gcc",
    compile: [...common, "-DHOST_COLD", "-DHOST_FUZZ", "-O1", "-g", ...sanitizers],
    link: ["-Wl,--wrap=abort", ...sanitizers],
    files: ["../fuzz/fuzz", "../fuzz/arena", ...hostFiles],
    outDir,
  });
}

/**
 * Evaluates a bundle in `host` and writes the program that starts from the result.
 *
 * With `train`, a script that rehearses starts, what they touch is laid closely together.
 */
export function freeze({ host = buildHost(), bundle, out, train }) {
  if (!train) return make(host, bundle, out, []);
  const plan = make(buildTrainer(), bundle, `${out}.plan`, ["--train", train]);
  try {
    return make(host, bundle, out, ["--plan", plan]);
  } finally {
    rmSync(plan, { force: true });
  }
}

function make(host, bundle, out, how) {
  const run = spawnSync(host, ["--freeze", bundle, "-o", out, ...how], { encoding: "utf8" });
  if (run.error) throw run.error;
  if (run.stderr) process.stderr.write(run.stderr);
  if (run.status !== 0)
    throw new Error(`freezing ${bundle} failed (${run.signal ?? `status ${run.status}`})`);
  return out;
}

function build({ name, compiler, compile, link, files, plain = [], outDir }) {
  const target = join(resolve(outDir), name);
  const objects = join(resolve(outDir), "obj", name);
  mkdirSync(objects, { recursive: true });

  const version = execFileSync(compiler, ["--version"], { encoding: "utf8" });
  const lock = readFileSync(join(here, "engine", "Cargo.lock"));
  const headers = readdirSync(source)
    .filter((f) => f.endsWith(".h"))
    .sort()
    .map((f) => readFileSync(join(source, f)));
  const base = [version, lock, JSON.stringify(changes), ...headers, JSON.stringify(compile)];
  const texts = files.map((f) => readFileSync(join(source, `${f}.c`)));
  const key = digest([...base, JSON.stringify([link, files]), ...texts]);
  if (upToDate(target, key)) return target;

  const engine = engineDirectory();
  const changed = join(objects, "quickjs.c");
  writeFileSync(changed, change(readFileSync(join(engine, "quickjs.c"), "utf8")));
  const flags = [
    ...compile,
    `-ffile-prefix-map=${objects}=engine`,
    `-ffile-prefix-map=${engine}=engine`,
    `-ffile-prefix-map=${here}=native`,
    `-I${objects}`, // the changed quickjs.c, before the one beside the other files
    `-I${engine}`,
    `-I${source}`,
  ];
  const linked = [];
  const object = (file, path, inputs, extra) => {
    const used = plain.includes(file) ? flags.filter((flag) => !instrumented.includes(flag)) : flags;
    const output = join(objects, `${file.replace("../fuzz/", "fuzz-")}.o`);
    linked.push(output);
    const objectKey = digest([...base, file, ...inputs]);
    if (upToDate(output, objectKey)) return;
    run(compiler, [...used, ...extra, "-c", path, "-o", `${output}.tmp-${process.pid}`]);
    finish(output, objectKey);
  };
  for (const file of engineFiles) object(file, join(engine, `${file}.c`), [], []);
  files.forEach((file, i) => {
    // The engine's text is not ours to warn about.
    object(file, join(source, `${file}.c`), [texts[i]], file === "engine" ? [] : warnings);
  });
  run(compiler, [...link, ...linked, "-lm", "-o", `${target}.tmp-${process.pid}`]);
  finish(target, key);
  return target;
}

/** The folder of the engine's C source, fetched and checked against Cargo.lock by cargo. */
export function engineDirectory() {
  need("cargo", "Rust's cargo (nothing is compiled with Rust)");
  const args = ["metadata", "--locked", "--format-version", "1", "--manifest-path", manifest];
  // Without the network a source fetched earlier serves as well: the lock file decides.
  const offline = spawnSync("cargo", [...args, "--offline"], { encoding: "utf8", maxBuffer: 1 << 26 });
  const text =
    offline.status === 0
      ? offline.stdout
      : execFileSync("cargo", args, { encoding: "utf8", maxBuffer: 1 << 26 });
  const found = JSON.parse(text).packages.find((p) => p.name === "rquickjs-sys");
  const directory = join(dirname(found.manifest_path), "quickjs");
  if (!existsSync(join(directory, "quickjs.c"))) throw new Error(`no engine source in ${directory}`);
  return directory;
}

function digest(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}

function upToDate(file, key) {
  return existsSync(file) && existsSync(`${file}.key`) && readFileSync(`${file}.key`, "utf8") === key;
}

// The key goes last: a build that was killed half-way is done again.
function finish(file, key) {
  renameSync(`${file}.tmp-${process.pid}`, file);
  writeFileSync(`${file}.key.tmp-${process.pid}`, key);
  renameSync(`${file}.key.tmp-${process.pid}`, `${file}.key`);
}

function run(program, args) {
  const result = spawnSync(program, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${program} failed: ${args.at(-1)}`);
}

function has(program) {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;
}

function need(program, where) {
  if (!has(program)) throw new Error(`native/build.mjs needs ${program}: install ${where}`);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [what = "host", bundle, out] = process.argv.slice(2);
  const targets = {
    host: () => buildHost(),
    glibc: () => buildHost({ libc: "glibc" }),
    cold: () => buildCold(),
    asan: () => buildCold({ sanitize: true }),
    fuzz: () => buildFuzz(),
    train: () => buildTrainer(),
    freeze: () => freeze({ bundle, out }),
  };
  try {
    const wanted = what === "all" ? ["host", "glibc", "cold", "asan", "fuzz"] : [what];
    for (const name of wanted) {
      if (!targets[name])
        throw new Error(`unknown target ${name}: want ${Object.keys(targets).join(", ")} or all`);
      console.log(targets[name]());
    }
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
