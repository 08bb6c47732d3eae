// What abi exports, as names of C.
import * as abi from "../src/abi/index.ts";

const all: Readonly<Record<string, unknown>> = { ...abi };

/** Lists of words whose place is the number of a constant: CAPABILITIES[0] is CAP_CHOWN. */
const PREFIXES: Readonly<Record<string, string>> = { CAPABILITIES: "CAP_", RLIMITS: "RLIMIT_" };

/** Objects of constants, and those that hold one layout per machine. */
const DICTIONARIES = ["SIGNALS"];
const PER_MACHINE = ["OPEN_FLAGS", "EPOLL_EVENT"];

const isNumber = (value: unknown): value is number | bigint =>
  typeof value === "number" || typeof value === "bigint";
const isOffsets = (value: unknown): value is Readonly<Record<string, number>> =>
  typeof value === "object" &&
  value !== null &&
  Object.values(value).every((field) => typeof field === "number");

/**
 * Every constant, by its name in C. Whatever is exported must be understood here: a number, a list or a dictionary
 * of numbers, a struct, a function, or the table of errnos, whose rows are exported one by one too.
 */
export function constants(): Map<string, bigint> {
  const found = new Map<string, bigint>();
  for (const [name, value] of Object.entries(all)) {
    if (isNumber(value)) found.set(name, BigInt(value));
    else if (Array.isArray(value) && name in PREFIXES)
      for (const [i, word] of (value as readonly string[]).entries())
        found.set(`${PREFIXES[name]}${word.toUpperCase()}`, BigInt(i));
    else if (DICTIONARIES.includes(name))
      for (const [key, number] of Object.entries(value as Readonly<Record<string, number>>))
        found.set(key, BigInt(number));
    else if (
      typeof value !== "function" &&
      name !== "ERRNO" &&
      !PER_MACHINE.includes(name) &&
      !isOffsets(value)
    )
      throw new Error(`abi exports ${name}, and no test understands it`);
  }
  return found;
}

/** A struct as C knows it. */
export interface Struct {
  readonly name: string;
  readonly type: string;
  readonly size: { readonly value: number; readonly expression: string } | null;
  readonly offsets: Readonly<Record<string, number>>;
}

/** Structs that C calls otherwise. */
const TYPES: Readonly<Record<string, string>> = {
  cap_header: "struct __user_cap_header_struct",
  cap_data: "struct __user_cap_data_struct",
  bpf_attr: "union bpf_attr",
};

/** Fields whose name has a dot in C. */
const FIELDS: Readonly<Record<string, RegExp>> = { bpf_attr: /^query_|^info_/ };

function fieldName(struct: string, field: string): string {
  if (!FIELDS[struct]?.test(field)) return field;
  return field === "query_flags" ? "query.query_flags" : field.replace(/^(query|info)_/, "$1.");
}

/** Every struct that is exported. */
export function structs(): Struct[] {
  const found: Struct[] = [];
  for (const [name, value] of Object.entries(all)) {
    if (!isOffsets(value) || Array.isArray(value) || DICTIONARIES.includes(name)) continue;
    const type = TYPES[name] ?? `struct ${name}`;
    const { size, stride, ...fields } = value;
    const offsets = Object.fromEntries(
      Object.entries(fields).map(([field, offset]) => [fieldName(name, field), offset]),
    );
    // capget(2) takes two of them; the stride is the size of one.
    const expression = stride === undefined ? `sizeof(${type})` : `2 * sizeof(${type})`;
    if (stride !== undefined && size !== 2 * stride)
      throw new Error(`${name}: the size is not twice the stride`);
    found.push({ name, type, size: size === undefined ? null : { value: size, expression }, offsets });
  }
  return found;
}
