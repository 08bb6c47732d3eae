import { nearest } from "../nearest.ts";
import { join, show } from "../problem.ts";
import { brings } from "../rules/version.ts";
import { type Description, description, type Shape } from "../shape.ts";
import type { Finding } from "./finding.ts";

/** Sections for other platforms: refused as a whole, and so not looked at. */
const FOREIGN: ReadonlySet<string> = new Set(["vm", "windows", "solaris", "freebsd", "zos"]);

/** Keys that the specification does not know where they stand, and keys and words that came after the version. */
export function keyFindings(document: unknown, shape: Shape, version: string | null): Finding[] {
  const findings: Finding[] = [];
  visit(document, shape, "", { version, findings });
  return findings;
}

interface Walk {
  /** That of the document; null when it names none. */
  readonly version: string | null;
  readonly findings: Finding[];
}

function visit(value: unknown, shape: Shape, path: string, walk: Walk): void {
  const described = description(shape);
  if (typeof value === "string") tooNew(value, described, path, walk);
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    const { each } = described;
    if (each !== undefined) for (const [i, item] of value.entries()) visit(item, each, join(path, i), walk);
    return;
  }
  const { keys, each } = described;
  for (const [key, item] of Object.entries(value)) {
    const place = join(path, key);
    if (keys && Object.hasOwn(keys, key)) {
      tooNew(key, described, place, walk);
      visit(item, keys[key]!, place, walk);
    } else if (each !== undefined) visit(item, each, place, walk);
    else if (keys && !(path === "" && FOREIGN.has(key)))
      walk.findings.push({ rule: "unknown-key", path: place, message: unknown(key, keys, value) });
  }
}

/** A key, or a word of a choice, that came after the version. */
function tooNew(name: string, { since, words }: Description, path: string, walk: Walk): void {
  const release = since && Object.hasOwn(since, name) ? since[name] : undefined;
  if (release === undefined || walk.version === null || brings(walk.version, release)) return;
  const [what, fate] = words ? [show(name), "does not know it"] : ["the key", "passes it over"];
  const message = `${what} came with ${release}, and ociVersion is ${walk.version}: a runtime of that time ${fate}`;
  walk.findings.push({ rule: "too-new", path, message });
}

/** Says that a key means nothing, and which one may be meant: one that is not given already. */
function unknown(key: string, keys: Readonly<Record<string, Shape>>, object: object): string {
  const misspelt = nearest(
    key,
    Object.keys(keys).filter((known) => !Object.hasOwn(object, known)),
  );
  if (misspelt !== undefined) return `the specification has no such key; is ${show(misspelt)} meant?`;
  const all = placesOf();
  const known = all.has(key) ? key : nearest(key, [...all.keys()]);
  const elsewhere = known === undefined ? undefined : all.get(known)!.join(" and ");
  if (known === key) return `the specification has no such key here; it has ${elsewhere}`;
  const near = nearest(key, Object.keys(keys));
  if (near !== undefined) return `the specification has no such key; ${show(near)} is there already`;
  return elsewhere === undefined
    ? "the specification has no such key"
    : `the specification has no such key; is ${elsewhere} meant?`;
}

let places: ReadonlyMap<string, readonly string[]> | undefined;

/** Where in a configuration each key is known: `seccomp` is `linux.seccomp`. Found out when it is first asked. */
function placesOf(): ReadonlyMap<string, readonly string[]> {
  if (places) return places;
  const found = new Map<string, string[]>();
  addPlaces("Config", "", found);
  places = found;
  return found;
}

function addPlaces(shape: Shape, path: string, found: Map<string, string[]>): void {
  const { keys = {}, each } = description(shape);
  if (each !== undefined) addPlaces(each, `${path}[]`, found);
  for (const [key, child] of Object.entries(keys)) {
    const place = join(path, key);
    const known = found.get(key);
    if (known) known.push(place);
    else found.set(key, [place]);
    addPlaces(child, place, found);
  }
}
