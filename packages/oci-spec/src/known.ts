import { description, part, type Shape } from "./shape.ts";

/**
 * The words that the specification knows at a place: the choices of a value, or the keys of an object.
 *
 * @param path from the configuration on, `[]` for the items of a list or map: `linux.namespaces.[].type`.
 */
export function knownWords(path: string): readonly string[] {
  const shape = path.split(".").reduce<Shape>((at, key) => part(at, key), "Config");
  const { words, keys = {} } = description(shape);
  return words ?? Object.keys(keys);
}
