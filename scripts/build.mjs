// Builds dist/bin: the host (C), the bundle of all TypeScript (esbuild), and the frozen program with its links.
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { latePlugin } from "./late.mjs";
import { root, say, setup } from "./setup.mjs";

/** The conditions that pick the source files, and the static host among them (package.json, "imports"). */
export const staticConditions = ["isobox", "source"];

/** Options of esbuild for a script that the engine evaluates. */
export const bundleOptions = {
  bundle: true,
  format: "iife",
  platform: "neutral",
  mainFields: ["module", "main"],
  conditions: staticConditions,
  target: "es2023",
  supported: { using: true }, // the engine has it, and its own is four times quicker than a helper
  absWorkingDir: root,
  logLevel: "warning",
  legalComments: "none",
};

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function readVlq(text) {
  const values = [];
  let value = 0;
  let shift = 0;
  for (const digit of text) {
    const bits = DIGITS.indexOf(digit);
    value += (bits & 31) * 2 ** shift;
    shift += 5;
    if (bits & 32) continue;
    values.push(value & 1 ? -(value >> 1) : value >> 1);
    value = shift = 0;
  }
  return values;
}

function writeVlq(values) {
  let text = "";
  for (const value of values) {
    let rest = value < 0 ? (-value << 1) | 1 : value << 1;
    do {
      text += DIGITS[(rest & 31) | (rest > 31 ? 32 : 0)];
      rest >>= 5;
    } while (rest > 0);
  }
  return text;
}

/** A source map's mappings with the first segment of each line only: a stack trace names lines, at a tenth of the size. */
function onlyLines(mappings) {
  let [source, line] = [0, 0];
  let [lastSource, lastLine] = [0, 0];
  const lines = mappings.split(";").map((text) => {
    let first = null;
    for (const segment of text === "" ? [] : text.split(",")) {
      const [, s, l] = readVlq(segment);
      if (s === undefined) continue;
      source += s;
      line += l;
      first ??= [0, source - lastSource, line - lastLine, 0, source, line];
    }
    if (first === null) return "";
    [lastSource, lastLine] = first.slice(4);
    return writeVlq(first.slice(0, 4));
  });
  // Most lines follow upon the one before: ";*12" stands for twelve of those (sourcemap.ts).
  return lines.join(";").replace(/(?:;AACA){3,}/g, (run) => `;*${run.length / ";AACA".length}`);
}

/** Bundles a program, with its source map as the last statement so that stack traces name TypeScript lines. */
export async function bundle(entry, outFile, extra = {}) {
  const esbuild = await import("esbuild");
  const plugins = [await latePlugin(esbuild, entry)];
  const result = await esbuild.build({
    ...bundleOptions,
    entryPoints: [entry],
    outfile: outFile,
    sourcemap: "external",
    sourcesContent: false,
    write: false,
    plugins,
    ...extra,
  });
  const text = (suffix) => result.outputFiles.find((file) => file.path.endsWith(suffix)).text;
  const { sources, mappings } = JSON.parse(text(".js.map"));
  const names = sources.map((source) => source.replace(/^(\.\.\/)+/, ""));
  const map = JSON.stringify(JSON.stringify({ sources: names, mappings: onlyLines(mappings) }));
  writeFileSync(outFile, `${text(".js")}globalThis.__sourceMap = ${map};\n`);
}

/** Bundles what rehearses the program's starts (native/README.md, "Layout"). */
async function bundleTraining(directory) {
  const esbuild = await import("esbuild");
  const outfile = `${directory}/training.js`;
  await esbuild.build({ ...bundleOptions, entryPoints: ["packages/isobox/src/training/index.ts"], outfile });
  return outfile;
}

/** Builds everything; returns the path of the program. */
export async function build() {
  setup();
  const { buildHost, freeze } = await import("../native/build.mjs");
  const { licenses } = await import("./licenses.mjs");
  const { version } = JSON.parse(readFileSync(`${root}/packages/isobox/package.json`, "utf8"));
  const out = `${root}/native/out`;
  const bin = `${root}/dist/bin`;
  mkdirSync(bin, { recursive: true });
  if (!existsSync(`${bin}/isobox`))
    say("building the program, for the first time: this takes up to a minute");
  const host = await buildHost({ libc: "auto", outDir: out });
  const script = `${out}/isobox.js`;
  await bundle("packages/isobox/src/main.ts", script, {
    define: { ISOBOX_VERSION: JSON.stringify(version), ISOBOX_LICENSES: JSON.stringify(licenses()) },
  });
  await freeze({ host, bundle: script, out: `${bin}/isobox`, train: await bundleTraining(out) });
  for (const name of ["cap-drop", "cg-set", "mnt-root", "ns-exec", "oci-payload", "oci-run", "oci-spec"]) {
    rmSync(`${bin}/${name}`, { force: true });
    symlinkSync("isobox", `${bin}/${name}`);
  }
  say(`built ${bin}/isobox`);
  return `${bin}/isobox`;
}

if (import.meta.url === `file://${process.argv[1]}`) await build();
