/** Makes the built-in properties of an object: the engine leaves that to whoever looks at them first. */
function make(object: object): void {
  for (const key of Reflect.ownKeys(object)) Object.getOwnPropertyDescriptor(object, key);
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/**
 * Makes what the engine would make at each start, when it is first used: the functions of Array, String, Map and the
 * others, and those of their iterators. At build time it is made once, and frozen.
 */
export function makeBuiltins(): void {
  for (const key of Reflect.ownKeys(globalThis)) {
    const value: unknown = Object.getOwnPropertyDescriptor(globalThis, key)?.value;
    if (!isObject(value)) continue;
    make(value);
    if (typeof value === "function" && isObject(value.prototype)) make(value.prototype);
  }
  const views: object = Object.getPrototypeOf(Uint8Array);
  const iterators = ["", [], new Map(), new Set()].map((each) =>
    Object.getPrototypeOf(each[Symbol.iterator]()),
  );
  for (const object of [views, Object.getPrototypeOf(Uint8Array.prototype), ...iterators]) make(object);
}
