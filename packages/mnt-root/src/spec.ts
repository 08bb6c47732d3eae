import { Failure, readText } from "@isobox/toolkit";
import { PROPAGATIONS } from "./new-root.ts";
import type { RootOptions } from "./options.ts";

type Check = (value: unknown) => string | null;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const check =
  (fits: (value: unknown) => boolean, want: string): Check =>
  (value) =>
    fits(value) ? null : want;

const text = check((value) => typeof value === "string", "a string");
const yesOrNo = check((value) => typeof value === "boolean", "true or false");
const texts = check(
  (value) => Array.isArray(value) && value.every((each) => typeof each === "string"),
  "a list of strings",
);
const number = check(
  (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32,
  "a number from 0 to 4294967295",
);
const oneOfThese = (...words: string[]) =>
  check((value) => words.includes(value as string), `one of ${words.join(", ")}`);

/** A list of objects that have the keys of a table, the first of which must be there. */
const objects =
  (keys: Readonly<Record<string, Check>>): Check =>
  (value) => {
    const [first = ""] = Object.keys(keys);
    if (!Array.isArray(value) || !value.every((each) => isObject(each) && each[first] !== undefined))
      return `a list of objects, each with a ${first}`;
    for (const each of value)
      for (const key in each) {
        const want = keys[key] ? keys[key](each[key]) : undefined;
        if (want === undefined)
          return `objects with the keys ${Object.keys(keys).join(", ")}, and not "${key}"`;
        if (want !== null) return `in ${key} ${want}`;
      }
    return null;
  };
const mappings = objects({ containerID: number, hostID: number, size: number });
const mounts = objects({
  destination: text,
  type: text,
  source: text,
  options: texts,
  uidMappings: mappings,
  gidMappings: mappings,
});
const devices = objects({
  path: text,
  type: oneOfThese("c", "b", "u", "p"),
  major: number,
  minor: number,
  fileMode: number,
  uid: number,
  gid: number,
});

/** What each key must hold. The names are those of the options, in camelCase. */
const KEYS: Readonly<Record<string, Check>> = {
  root: text,
  tmpfsRoot: check((value) => value === true || typeof value === "string", "true or a string"),
  readOnly: yesOrNo,
  propagation: check((value) => PROPAGATIONS.some((word) => word === value), PROPAGATIONS.join(", ")),
  noPivot: yesOrNo,
  chroot: yesOrNo,
  mount: mounts,
  prepare: yesOrNo,
  cgroupNamespace: yesOrNo,
  mountLabel: text,
  defaultDevices: yesOrNo,
  device: devices,
  defaultMasks: yesOrNo,
  maskedPath: texts,
  readonlyPath: texts,
};

/**
 * Adds the options of `--spec` to those of the command line: its lists come first, and of single values the
 * command line's win.
 *
 * @throws {Failure}
 */
export function withSpec(options: RootOptions): RootOptions {
  if (options.spec === undefined) return options;
  const { spec, ...given } = options;
  const read = checked(parse("json" in spec ? spec.json : readText(spec, "the options of --spec")));
  const merged: Record<string, unknown> = { ...read, ...given };
  for (const key in read)
    if (Array.isArray(read[key]))
      merged[key] = [...read[key], ...(((given as typeof read)[key] as []) ?? [])];
  return merged as RootOptions;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure("the options of --spec are no JSON", { cause: error });
  }
}

function checked(value: unknown): Record<string, unknown> {
  if (!isObject(value)) throw new Failure("the options of --spec are no JSON object");
  for (const key in value) {
    const want = KEYS[key] ? KEYS[key](value[key]) : undefined;
    if (want === undefined) throw new Failure(`--spec does not know the key "${key}"`);
    if (want !== null) throw new Failure(`the key "${key}" of --spec wants ${want}`);
  }
  return value;
}
