import { compile } from "json-schema-to-typescript";

const WIDE = "number | bigint";

/** The TypeScript types of the schema. 64-bit integers are `number | bigint`: what JSON.parse can hold stays a number. */
export async function types(schema, banner) {
  const { $schema, ...rest } = schema;
  const text = await compile(spell(rest), schema.title, {
    bannerComment: banner,
    // Unknown keys are allowed in a document; in a program they are mistakes.
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
    style: { printWidth: 110 },
  });
  // A remark of the generator about itself.
  return text.replace(/ \*\n \* This interface was referenced by .*\n \* via the `definition` .*\n/g, "");
}

/** Writes the schema in what json-schema-to-typescript knows: a reference by name keeps its own description. */
function spell(node) {
  if (Array.isArray(node)) return node.map(spell);
  if (typeof node !== "object" || node === null) return node;
  const { $ref, int64, uint64, since, sinceWords, ...rest } = node;
  const type = $ref ? $ref.slice($ref.lastIndexOf("/") + 1) : int64 || uint64 ? WIDE : undefined;
  if (type) return { ...rest, tsType: type };
  return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, spell(value)]));
}
