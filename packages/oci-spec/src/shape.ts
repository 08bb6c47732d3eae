import { SHAPES } from "./shapes.gen.ts";

/** What the schema says of a value, for messages: a description, or the name of one. */
export type Shape = string | Description;

export interface Description {
  /** What it should be: "an absolute path". */
  readonly want: string;
  /** The keys of an object. */
  readonly keys?: Readonly<Record<string, Shape>>;
  /** The items of a list, or the values of a map. */
  readonly each?: Shape;
  /** The words of a choice. */
  readonly words?: readonly string[];
  /** The release that brought a key or word, of those that came after 1.0.0. */
  readonly since?: Readonly<Record<string, string>>;
}

export function description(shape: Shape): Description {
  const found = typeof shape === "string" ? SHAPES[shape] : shape;
  if (!found) throw new Error(`no shape ${shape}`);
  return typeof found === "string" ? description(found) : found;
}

/** The shape of a part of a value. */
export function part(shape: Shape, key: string): Shape {
  const { keys, each } = description(shape);
  const found = keys && Object.hasOwn(keys, key) ? keys[key] : each;
  if (found === undefined) throw new Error(`the schema has no ${key} here`);
  return found;
}
