// The notice of what is linked into the program: the engine, the C library, and the npm packages of which the
// bundle has a file. `node scripts/licenses.mjs` writes THIRD-PARTY-NOTICES; `--check` compares.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./setup.mjs";

const file = `${root}/THIRD-PARTY-NOTICES`;

function licenceIn(directory) {
  const name = readdirSync(directory).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (!name) throw new Error(`no licence text in ${directory}`);
  return readFileSync(join(directory, name), "utf8").trim();
}

function packageOf(input) {
  let directory = dirname(join(root, input));
  while (!existsSync(join(directory, "package.json")) || !readJson(directory).version)
    directory = dirname(directory);
  return directory;
}

function readJson(directory) {
  return JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
}

/** The npm packages that a bundle of the program has files of. */
async function bundledPackages() {
  const { build } = await import("esbuild");
  const { bundleOptions } = await import("./build.mjs");
  const entryPoints = ["packages/isobox/src/main.ts"];
  const define = { ISOBOX_VERSION: '""', ISOBOX_LICENSES: '""' };
  const { metafile } = await build({
    ...bundleOptions,
    entryPoints,
    define,
    write: false,
    metafile: true,
    outfile: "x.js",
  });
  const inputs = Object.keys(metafile.inputs).filter((input) => input.includes("node_modules/"));
  return [...new Set(inputs.map(packageOf))].map((directory) => {
    const { name, version, license } = readJson(directory);
    return { title: `${name} ${version} (${license})`, text: licenceIn(directory) };
  });
}

async function notice() {
  const { engineDirectory } = await import("../native/build.mjs");
  const musl = "/usr/share/doc/musl/copyright";
  const parts = [
    { title: "QuickJS-NG 0.16.2 (MIT)", text: licenceIn(engineDirectory()) },
    {
      title: "musl (MIT)",
      text: existsSync(musl) ? readFileSync(musl, "utf8").trim() : "see https://musl.libc.org",
    },
    ...(await bundledPackages()).sort((a, b) => (a.title < b.title ? -1 : 1)),
  ];
  const line = "=".repeat(78);
  const head =
    "isobox is licensed under the Apache License 2.0. The program contains, in whole or in part:\n";
  return `${head}\n${parts.map(({ title, text }) => `${line}\n${title}\n${line}\n\n${text}\n`).join("\n")}`;
}

/** The committed notice, for `isobox --licenses`. */
export function licenses() {
  return readFileSync(file, "utf8");
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const text = await notice();
  if (!process.argv.includes("--check")) writeFileSync(file, text);
  else if (licenses() !== text) {
    console.error("THIRD-PARTY-NOTICES is not current: run node scripts/licenses.mjs");
    process.exitCode = 1;
  }
}
