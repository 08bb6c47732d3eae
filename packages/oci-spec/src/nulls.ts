/**
 * Takes out the keys of objects whose value is null: runc and crun read such a key as one that is not there, and some
 * programs write it.
 *
 * @returns the same value, changed.
 */
export function withoutNulls(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  for (const key of Object.keys(object)) {
    if (object[key] !== null) withoutNulls(object[key]);
    else if (!Array.isArray(value)) delete object[key];
  }
  return value;
}
