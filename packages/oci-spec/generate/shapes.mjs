/**
 * The schema as what messages need: what each value should be, in words, and which keys an object knows.
 *
 * A shape is the name of a definition, or `want` with `keys` (of an object), `each` (of a list or a map) and `words` (of
 * a choice). `since` names the release that brought a key or word, where that is not 1.0.0.
 */
export function shapes(schema, banner) {
  const table = { Config: shape(schema) };
  for (const [name, node] of Object.entries(schema.$defs)) table[name] = shape(node);
  return `${banner}\n\nimport type { Shape } from "./shape.ts";\n\nexport const SHAPES: Readonly<Record<string, Shape>> = ${JSON.stringify(table, null, 2)};\n`;
}

const PATTERN_WORDS = {
  "^/": "an absolute path",
  "^(/|$)": "an absolute path",
  "^[rwm]*$": "letters out of r, w and m",
  "^[1-9][0-9]*[KMG]B$": "a size such as 64KB, 2MB or 1GB",
};
const WIDE_WORDS = {
  int64: "an integer from -9223372036854775808 to 9223372036854775807",
  uint64: "an integer from 0 to 18446744073709551615",
};

function shape(node) {
  if (node.$ref) return node.$ref.slice(node.$ref.lastIndexOf("/") + 1);
  const example = node.examples ? `, such as ${JSON.stringify(node.examples[0])}` : "";
  const made = { want: want(node) + example };
  if (node.properties) made.keys = mapValues(node.properties, shape);
  const each = node.items ?? node.additionalProperties;
  if (each) made.each = shape(each);
  if (node.enum) made.words = node.enum.filter((word) => word !== "");
  const since = node.sinceWords ?? mapValues(node.properties ?? {}, (child) => child.since);
  if (Object.values(since).some((release) => release)) made.since = since;
  return made;
}

function want(node) {
  if (node.int64) return WIDE_WORDS.int64;
  if (node.uint64) return WIDE_WORDS.uint64;
  if (node.enum) return `one of ${node.enum.filter((word) => word !== "").join(", ")}`;
  if (node.pattern) return PATTERN_WORDS[node.pattern] ?? fail(`words for the pattern ${node.pattern}`);
  if (node.type === "integer") return `an integer from ${node.minimum} to ${node.maximum}`;
  if (node.type === "array") return node.minItems ? "a list that is not empty" : "a list";
  if (node.type === "string") return node.minLength ? "a string that is not empty" : "a string";
  if (node.type === "boolean") return "true or false";
  return node.type === "object" ? "an object" : fail(`words for the type ${node.type}`);
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function fail(what) {
  throw new Error(`generate/shapes.mjs has no ${what}`);
}
