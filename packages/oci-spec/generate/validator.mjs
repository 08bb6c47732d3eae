import { _, Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";

/** The limits of 64-bit integers, as bigint literals. */
const LIMITS = {
  int64: ["-9223372036854775808n", "9223372036854775807n"],
  uint64: ["0n", "18446744073709551615n"],
};

/** The validator that names every mistake: ajv's code, with its few helpers written in. */
export function validator(schema, parts, banner) {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    // One function for each definition: the code is read by people too, and it is not on the hot path.
    inlineRefs: false,
    // Lengths in code units: only emptiness matters here, and the other way needs a helper of ajv's. The option is
    // deprecated, which ajv says to the logger; what is wrong with the schema is thrown.
    unicode: false,
    logger: false,
    // words.ts has the words.
    messages: false,
    code: { source: true, esm: true, lines: true },
  });
  for (const keyword of Object.keys(LIMITS)) ajv.addKeyword(wide(keyword));
  // The schema uses what both drafts share; the code for draft 2020 also tracks what was evaluated.
  const { $schema, ...rest } = bare(schema);
  ajv.addSchema(rest, "config");
  const references = Object.fromEntries(
    Object.entries(parts).map(([name, def]) => [`check${name}`, def ? `config#/$defs/${def}` : "config"]),
  );
  const code = standaloneCode.default(ajv, references);
  if (code.includes("require(")) throw new Error("ajv's code wants its helpers at run time");
  return `${banner}\n// @ts-nocheck\n\n${withoutUnused(code)}`;
}

/** ajv copies every schema; only those with a list of words are read. */
function withoutUnused(code) {
  return code.replace(/^const (schema\d+) = .*;\n/gm, (line, name) =>
    code.split(new RegExp(`\\b${name}\\b`)).length > 2 ? line : "",
  );
}

function wide(keyword) {
  const [low, high] = LIMITS[keyword];
  return {
    keyword,
    schemaType: "boolean",
    code(context) {
      const x = context.data;
      const number =
        keyword === "int64" ? _`Number.isSafeInteger(${x})` : _`Number.isSafeInteger(${x}) && ${x} >= 0`;
      const bigint = _`typeof ${x} == "bigint" && ${x} >= ${raw(low)} && ${x} <= ${raw(high)}`;
      context.pass(_`(${number}) || (${bigint})`);
    },
  };
}

function raw(code) {
  return _([code]);
}

/** Without what is no rule, for people and for lint: ajv copies schemas into its code. */
function bare(node) {
  if (Array.isArray(node)) return node.map(bare);
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).filter(
    ([key, value]) =>
      !(/^(description|since)$/.test(key) && typeof value === "string") && key !== "sinceWords",
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, bare(value)]));
}
