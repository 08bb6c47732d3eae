import { type Call, ELLIPSIS, type Format } from "./format.ts";
import { pointer } from "./number.ts";
import { field, isNull, viewOf, type Width } from "./view.ts";

/** A field of a struct: its name, its place and how to tell it. */
export type Field = readonly [name: string, offset: number, width: Width, format: Format];

/** `{flags=O_RDONLY|O_CLOEXEC, mode=0}` from a buffer, or from the `size` bytes at an address. */
export const struct =
  (size: number, fields: readonly Field[]): Format =>
  (value, call) => {
    if (isNull(value)) return "NULL";
    const view = viewOf(value, size);
    if (view !== null) return structText(view, fields, call);
    return typeof value === "object" ? ELLIPSIS : pointer(value, call);
  };

/** The fields of a struct that begins at a view's first byte. What lies beyond its end was not passed. */
export function structText(view: DataView, fields: readonly Field[], call: Call): string {
  const words: string[] = [];
  for (const [name, offset, width, format] of fields) {
    const value = field(view, offset, width);
    const text = value === null ? null : format(value, call);
    if (text !== null) words.push(`${name}=${text}`);
  }
  return `{${words.join(", ")}}`;
}
