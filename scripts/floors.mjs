// Checks that imports point down only: kernel → toolkit → oci-spec → primitives → oci-run → isobox, and inside
// the kernel package abi → host → sys → trace, recorder. Primitives never import each other, and only types
// from oci-spec.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const primitives = ["ns-exec", "cg-set", "mnt-root", "cap-drop", "sec-filter", "netbr"];
const floors = ["kernel", "toolkit", "oci-spec", ...primitives.map(() => null), "oci-run", "box", "isobox"];
const floorOf = (name) => (primitives.includes(name) ? 3 : floors.indexOf(name));
const kernelFloors = ["abi", "host", "sys", "trace", "recorder", "dry-run"];
/** The places that may know Node: its host, and what starts the static program from it. */
const nodeOnly = /^packages\/(kernel\/src\/host\/node|toolkit\/src\/node\/)/;

const problems = [];

function* sources(directory) {
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    if (statSync(path).isDirectory()) yield* sources(path);
    else if (name.endsWith(".ts")) yield path;
  }
}

function checkImport(file, from, statement, specifier) {
  const problem = (text) => problems.push(`${relative(root, file)}: ${text}: ${specifier}`);
  if (/^node:|^koffi$/.test(specifier) && !nodeOnly.test(relative(root, file)))
    problem("only what is for Node alone may import it");
  const to = /^@isobox\/([^/]+)/.exec(specifier)?.[1];
  if (to && to !== from) {
    if (floorOf(to) < 0) problem("unknown package");
    else if (floorOf(to) >= floorOf(from)) problem(`${from} is not above ${to}`);
    else if (to === "oci-spec" && primitives.includes(from) && !/^(import|export) type/.test(statement))
      problem("primitives import only types from oci-spec");
  }
  if (from === "kernel" && specifier.startsWith(".")) {
    const floor = (path) =>
      kernelFloors.indexOf(relative(join(root, "packages/kernel/src"), path).split("/")[0]);
    const [mine, theirs] = [floor(file), floor(resolve(dirname(file), specifier))];
    if (mine >= 0 && theirs > mine) problem("the kernel's floors are abi, host, sys, trace");
  }
}

for (const name of readdirSync(join(root, "packages"))) {
  if (floorOf(name) < 0) problems.push(`packages/${name} has no floor`);
  for (const file of sources(join(root, "packages", name, "src"))) {
    const text = readFileSync(file, "utf8");
    for (const [statement, specifier] of text.matchAll(/^(?:import|export)\s[^;]*?from\s+"([^"]+)"/gm))
      checkImport(file, name, statement, specifier);
    for (const [statement, specifier] of text.matchAll(/^import\s+"([^"]+)"/gm))
      checkImport(file, name, statement, specifier);
  }
}

for (const problem of problems) console.error(problem);
console.log(
  problems.length === 0 ? "floors: every import points down" : `floors: ${problems.length} imports do not`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
