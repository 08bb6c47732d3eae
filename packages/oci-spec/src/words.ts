import { nearest } from "./nearest.ts";
import { join, type Problem, show } from "./problem.ts";
import { description, part, type Shape } from "./shape.ts";

/** What is used of an error of ajv. */
export interface SchemaError {
  /** A JSON pointer to the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly missingProperty?: string };
}

/** Words the errors of the generated validator: one problem for each place. */
export function inWords(root: unknown, shape: Shape, errors: readonly SchemaError[]): Problem[] {
  const problems = new Map<string, Problem>();
  for (const { instancePath, params } of errors) {
    const found = follow(root, shape, instancePath);
    const missing = params.missingProperty;
    const path = missing === undefined ? found.path : join(found.path, missing);
    // A fraction out of range is two errors of the schema, and one mistake.
    if (problems.has(path)) continue;
    problems.set(path, { path, message: missing === undefined ? wrong(found) : absent(found, missing) });
  }
  return [...problems.values()];
}

interface Place {
  readonly path: string;
  readonly value: unknown;
  readonly shape: Shape;
}

function follow(root: unknown, rootShape: Shape, pointer: string): Place {
  let path = "";
  let value = root;
  let shape = rootShape;
  for (const token of pointer.split("/").slice(1)) {
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    path = join(path, Array.isArray(value) ? Number(key) : key);
    value = (value as Record<string, unknown>)[key];
    shape = part(shape, key);
  }
  return { path, value, shape };
}

function wrong({ value, shape }: Place): string {
  const { want, words } = description(shape);
  const meant = words && typeof value === "string" ? nearest(value, words) : undefined;
  const inexact = typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
  return [
    `want ${want}, not ${show(value)}`,
    meant === undefined ? "" : `; is ${show(meant)} meant?`,
    inexact ? " (beyond 2^53 a number is not exact: give a bigint)" : "",
  ].join("");
}

function absent({ value, shape }: Place, key: string): string {
  const { keys = {} } = description(shape);
  const strangers = Object.keys(value as object).filter((name) => !Object.hasOwn(keys, name));
  const misspelt = nearest(key, strangers);
  const remark = misspelt === undefined ? "" : `; is it what ${show(misspelt)} stands for?`;
  return `the key is missing: want ${description(part(shape, key)).want}${remark}`;
}
