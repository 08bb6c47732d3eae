// Makes a machine ready to build: checks versions, installs what is missing where it may, and says what it does.
// Uses nothing but Node itself, for it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const pnpmVersion = JSON.parse(readFileSync(`${root}/package.json`, "utf8")).packageManager.split("@")[1];

export function say(text) {
  console.error(`isobox: ${text}`);
}

export function stop(text) {
  say(text);
  process.exit(1);
}

export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (result.error) stop(`cannot run ${command}: ${result.error.message}`);
  if (result.status !== 0)
    stop(`${[command, ...args].join(" ")} failed with status ${result.status ?? result.signal}`);
}

function has(program) {
  return spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    stop(`Node.js 20.19 or later is needed; this is ${process.versions.node}. See https://nodejs.org`);
}

function checkCargo() {
  if (!has("cargo"))
    stop(
      "cargo is needed, to fetch the source of the JavaScript engine (nothing is compiled with it): apt-get install cargo, or rustup",
    );
  // rustup puts a cargo into PATH that does nothing before a toolchain is installed.
  const asked = spawnSync("cargo", ["--version"], { encoding: "utf8" });
  if (asked.status !== 0)
    stop(
      `cargo is there and does not run: ${asked.stderr.trim().split("\n")[0].replace(/\.$/, "")}; try: rustup default stable`,
    );
  const version = /\d+\.\d+/.exec(asked.stdout)?.[0] ?? "0.0";
  const [major, minor] = version.split(".").map(Number);
  if (major < 1 || (major === 1 && minor < 60)) stop(`cargo 1.60 or later is needed; this is ${version}`);
}

let updated = false;

/** Installs Debian packages when that is possible; returns whether they are there afterwards. */
export function debian(packages, why) {
  const missing = packages.filter(
    (name) => spawnSync("dpkg", ["-s", name], { stdio: "ignore" }).status !== 0,
  );
  if (missing.length === 0) return true;
  if (!has("apt-get") || process.getuid() !== 0) {
    say(`${missing.join(", ")} missing (${why}); as root: apt-get install ${missing.join(" ")}`);
    return false;
  }
  say(`installing ${missing.join(", ")} (${why})`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const quiet = { stdio: ["ignore", "ignore", "inherit"], env };
  if (!updated) spawnSync("apt-get", ["-qq", "update"], quiet);
  updated = true;
  spawnSync("apt-get", ["-qq", "install", "-y", "--no-install-recommends", ...missing], quiet);
  return missing.every((name) => spawnSync("dpkg", ["-s", name], { stdio: "ignore" }).status === 0);
}

export function pnpm(args, options) {
  run("npx", ["--yes", `pnpm@${pnpmVersion}`, ...args], options);
}

function installPackages() {
  const stamp = `${root}/node_modules/.isobox-installed`;
  const lock = `${root}/pnpm-lock.yaml`;
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs) return;
  say(`installing npm packages with pnpm ${pnpmVersion}`);
  pnpm(["install", "--frozen-lockfile", "--reporter=silent"]);
  writeFileSync(stamp, "");
}

/** Everything that a build needs. */
export function setup() {
  checkNode();
  if (!has("gcc")) stop("gcc is needed to compile the host: apt-get install gcc libc6-dev");
  checkCargo();
  if (
    !debian(["musl-tools"], "links the static program; without it, static glibc is used and starts slower") &&
    !has("musl-gcc")
  )
    say("going on with glibc");
  installPackages();
}

if (import.meta.url === `file://${process.argv[1]}`) setup();
