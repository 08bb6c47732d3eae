/**
 * A boolean check of the schema as plain comparisons: no error objects, no regular expression where a character will
 * do, no call where an operator will do. The hot path of every start runs it in an interpreter; when it says no, the
 * validator of ajv finds the words.
 */
export function check(schema, parts, banner) {
  const out = new Output(schema.$defs);
  for (const [name, def] of Object.entries(parts))
    out.entry(`fits${name}`, out.functionOf(def, def ? schema.$defs[def] : schema));
  return `${banner}\n\n${out.text()}`;
}

/** What only the generator's own words mean, and what adds no check. */
const SILENT = new Set([
  "$schema",
  "$ref",
  "title",
  "description",
  "examples",
  "since",
  "sinceWords",
  "$defs",
]);
const KNOWN = {
  object: ["type", "required", "properties", "additionalProperties"],
  array: ["type", "minItems", "items"],
  string: ["type", "enum", "pattern", "minLength"],
  integer: ["type", "minimum", "maximum"],
  boolean: ["type"],
  int64: ["int64"],
  uint64: ["uint64"],
};
/** Patterns that a comparison of one character says as well. */
const PATTERNS = {
  "^/": (v) => `${v}.charCodeAt(0) !== 47`,
  "^(/|$)": (v) => `(${v} !== "" && ${v}.charCodeAt(0) !== 47)`,
};
/** Above this, a Set is faster than comparisons one after the other. */
const MANY = 8;

class Output {
  constructor(defs) {
    this.defs = defs;
    this.functions = new Map();
    this.constants = new Map();
    this.entries = [];
    this.wide = new Set();
  }

  entry(name, fn) {
    this.entries.push(
      `/** Whether a value fits the schema's ${fn.slice(2)}. */\nexport const ${name}: (x: unknown) => boolean = ${fn};\n`,
    );
  }

  /** The name of the function that checks an object or array; made once for each definition. */
  functionOf(name, node) {
    const fn = `is${name || "Config"}`;
    if (!this.functions.has(fn)) {
      this.functions.set(fn, "");
      this.functions.set(
        fn,
        `function ${fn}(x: unknown): boolean {\n${this.body(node, "x", "  ", fn)}  return true;\n}\n`,
      );
    }
    return fn;
  }

  /** Statements that return false when the value of expression `v` does not fit. */
  body(node, v, indent, path) {
    const kind = kindOf(node);
    if (kind === "object") return this.object(node, v, indent, path);
    if (kind === "array") return this.array(node, v, indent, path);
    return `${indent}if (${this.fails(node, v)}) return false;\n`;
  }

  object(node, v, indent, path) {
    const { properties = {}, required = [], additionalProperties } = node;
    // An array has no named key, so a required one tells it from an object.
    const array = required.length === 0 ? ` || Array.isArray(${v})` : "";
    let text = `${indent}if (typeof ${v} !== "object" || ${v} === null${array}) return false;\n`;
    if (additionalProperties) {
      const item = this.resolved(additionalProperties);
      text += `${indent}for (const key in ${v}) {\n`;
      text += `${indent}  const item = (${v} as Record<string, unknown>)[key];\n`;
      text += this.nested(additionalProperties, item, "item", `${indent}  `, `${path}Item`);
      text += `${indent}}\n`;
    }
    const keys = Object.keys(properties);
    if (keys.length === 0) return text;
    text += `${indent}const o = ${v} as { ${keys.map((key) => `${key}?: unknown`).join("; ")} };\n${indent}let v: unknown;\n`;
    for (const [key, reference] of Object.entries(properties)) {
      const child = this.resolved(reference);
      const name = `${path}${key[0].toUpperCase()}${key.slice(1)}`;
      const fails = this.nestedFails(reference, child, "v", name);
      text += required.includes(key)
        ? `${indent}v = o.${key};\n${indent}if (${fails}) return false;\n`
        : `${indent}if ((v = o.${key}) !== undefined && ${parenthesised(fails)}) return false;\n`;
    }
    return text;
  }

  array(node, v, indent, path) {
    const { items, minItems = 0 } = node;
    let text = `${indent}if (!Array.isArray(${v})${minItems ? ` || ${v}.length < ${minItems}` : ""}) return false;\n`;
    const item = this.resolved(items);
    text += `${indent}for (let i = 0; i < ${v}.length; i++) {\n${indent}  const item: unknown = ${v}[i];\n`;
    text += this.nested(items, item, "item", `${indent}  `, `${path}Item`);
    return `${text}${indent}}\n`;
  }

  nested(reference, node, v, indent, path) {
    return `${indent}if (${this.nestedFails(reference, node, v, path)}) return false;\n`;
  }

  nestedFails(reference, node, v, path) {
    const kind = kindOf(node);
    if (kind === "array" && kindOf(this.resolved(node.items)) === "string" && !node.minItems) {
      const item = this.resolved(node.items);
      if (Object.keys(item).every((key) => key === "type" || SILENT.has(key)))
        return `!${this.strings()}(${v})`;
    }
    if (kind !== "object" && kind !== "array") return this.fails(node, v);
    const name = reference.$ref ? nameOf(reference) : path.slice(2);
    return `!${this.functionOf(name, node)}(${v})`;
  }

  strings() {
    this.functions.set(
      "isStrings",
      'function isStrings(x: unknown): boolean {\n  if (!Array.isArray(x)) return false;\n  for (let i = 0; i < x.length; i++) if (typeof x[i] !== "string") return false;\n  return true;\n}\n',
    );
    return "isStrings";
  }

  /** A condition that holds when a simple value does not fit. */
  fails(node, v) {
    const kind = kindOf(node);
    if (kind === "boolean") return `typeof ${v} !== "boolean"`;
    if (kind === "int64" || kind === "uint64") {
      this.wide.add(kind);
      return `!${kind}(${v})`;
    }
    return kind === "integer" ? integer(node, v) : this.string(node, v);
  }

  string({ enum: words, pattern, minLength = 0 }, v) {
    if (words) {
      if (words.length > MANY)
        return `!${this.constant("Set", JSON.stringify(words), (w) => `new Set<unknown>(${w})`)}.has(${v})`;
      return words.map((word) => `${v} !== ${JSON.stringify(word)}`).join(" && ");
    }
    const conditions = [`typeof ${v} !== "string"`];
    if (minLength === 1) conditions.push(`${v} === ""`);
    else if (minLength) throw new Error(`minLength ${minLength}: teach generate/check.mjs`);
    if (pattern) {
      const regexp = () =>
        `!${this.constant("Pattern", JSON.stringify(pattern), (p) => `new RegExp(${p}, "u")`)}.test(${v})`;
      conditions.push(PATTERNS[pattern]?.(v) ?? regexp());
    }
    return conditions.join(" || ");
  }

  constant(kind, text, make) {
    if (!this.constants.has(text))
      this.constants.set(text, { name: `${kind}${this.constants.size}`, code: make(text) });
    return this.constants.get(text).name;
  }

  resolved(node) {
    return node.$ref ? this.defs[nameOf(node)] : node;
  }

  text() {
    const constants = [...this.constants.values()]
      .map(({ name, code }) => `const ${name} = ${code};\n`)
      .join("");
    const wide = [...this.wide].sort().join(", ");
    return [
      `import { ${wide} } from "./wide.ts";\n`,
      constants,
      ...this.functions.values(),
      ...this.entries,
    ].join("\n");
  }
}

function integer({ minimum, maximum }, v) {
  // A bitwise operator refuses fractions, NaN and whatever exceeds 32 bits in one step; it throws for a bigint.
  const whole =
    minimum >= 0 && maximum <= 0xffffffff
      ? `${v} >>> 0 !== ${v}`
      : minimum >= -0x80000000 && maximum <= 0x7fffffff
        ? `(${v} | 0) !== ${v}`
        : `!Number.isSafeInteger(${v})`;
  const low = minimum === 0 ? "" : ` || ${v} < ${minimum}`;
  const high = maximum === 0xffffffff && minimum >= 0 ? "" : ` || ${v} > ${maximum}`;
  return `typeof ${v} !== "number" || ${whole}${low}${high}`;
}

function kindOf(node) {
  const kind = node.int64 ? "int64" : node.uint64 ? "uint64" : node.type;
  const known = KNOWN[kind];
  const strange = Object.keys(node).find((key) => !known?.includes(key) && !SILENT.has(key));
  // A keyword that this generator passes over would be a check that is not made.
  if (!known || strange) throw new Error(`${kind} with ${strange}: teach generate/check.mjs`);
  return kind;
}

function nameOf({ $ref }) {
  return $ref.slice($ref.lastIndexOf("/") + 1);
}

function parenthesised(condition) {
  return condition.includes(" || ") || condition.includes(" && ") ? `(${condition})` : condition;
}
