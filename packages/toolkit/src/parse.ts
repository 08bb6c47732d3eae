import { UsageError } from "./errors.ts";
import { kebab, type Option, type OptionIndex, type ValueType } from "./options.ts";

/** Options read from the front of some words. */
export interface Parsed {
  /** The values by the options' keys. */
  readonly options: Record<string, unknown>;
  /** The index of the first word that is no option (and behind a `--` that ended them). */
  readonly next: number;
  /** Whether the options were ended by `--`. */
  readonly ended: boolean;
}

/**
 * Reads the options at the front of `words`, from `start`.
 *
 * The one place that gives a command line its meaning. Options end at the first word that is none, and behind
 * `--`. Forms: `--name VALUE`, `--name=VALUE`, `-n VALUE`, `-nVALUE`, flags bundled as `-abc`. A value on a
 * flag, a single-valued option given twice and an unknown option are errors; so is a value in a word of its own
 * that begins with `--`, for it is nearly always the next option, or the end of the options, after a value that
 * was forgotten: such a value is attached (`--name=--value`).
 *
 * @throws {UsageError}
 * @throws {Asked} at `--help` or `--version`; what stands behind is not read.
 */
export function parseOptions(index: OptionIndex, words: readonly string[], start = 0): Parsed {
  const options: Record<string, unknown> = {};
  let at = start;
  while (at < words.length) {
    const word = words[at]!;
    if (word === "--") return { options, next: at + 1, ended: true };
    if (word.length < 2 || word[0] !== "-") break;
    at = word[1] === "-" ? readLong(index, options, words, at) : readShort(index, options, words, at);
  }
  return { options, next: at, ended: false };
}

/** Reads `--name`, `--name=VALUE` or `--name VALUE` at `words[at]`; returns the index behind it. */
function readLong(
  index: OptionIndex,
  options: Record<string, unknown>,
  words: readonly string[],
  at: number,
): number {
  const word = words[at]!;
  const equals = word.indexOf("=");
  const name = equals < 0 ? word : word.slice(0, equals);
  const found = index.long.get(name.slice(2));
  if (!found) throw new UnknownOption(name, { word: name.slice(2), among: index.long.keys() });
  const [key, option] = found;
  const attached = equals < 0 ? undefined : word.slice(equals + 1);
  if (!takesValue(option)) {
    if (attached !== undefined) throw new UsageError(`${name} takes no value, and "${attached}" was given`);
    store(options, key, option, name, undefined);
    return at + 1;
  }
  if (attached !== undefined || option.kind === "optional") {
    store(options, key, option, name, attached);
    return at + 1;
  }
  store(options, key, option, name, following(words, at, name, option));
  return at + 2;
}

/** Reads `-n`, `-nVALUE`, `-n VALUE` or bundled flags at `words[at]`; returns the index behind it. */
function readShort(
  index: OptionIndex,
  options: Record<string, unknown>,
  words: readonly string[],
  at: number,
): number {
  const word = words[at]!;
  for (let i = 1; i < word.length; i++) {
    const name = `-${word[i]}`;
    const found = index.short.get(word[i]!);
    // `-root` is read as a bundle; whoever wrote it may have meant `--root`.
    if (!found) throw new UnknownOption(name, { word: word.slice(1), among: index.long.keys() });
    const [key, option] = found;
    if (!takesValue(option) || option.kind === "optional") {
      store(options, key, option, name, undefined);
      continue;
    }
    if (i + 1 < word.length) {
      store(options, key, option, name, word.slice(i + 1));
      return at + 1;
    }
    store(options, key, option, name, following(words, at, name, option));
    return at + 2;
  }
  return at + 1;
}

function following(words: readonly string[], at: number, name: string, option: Option): string {
  const next = words[at + 1];
  if (next !== undefined && !next.startsWith("--")) return next;
  const placeholder = "type" in option && option.type ? option.type.placeholder : "VALUE";
  const attach = name[1] === "-" ? `${name}=` : name;
  const literal = next === undefined ? "" : ` (if "${next}" is the value, write ${attach}${next})`;
  throw new UsageError(`${name} needs a value: ${name} ${placeholder}${literal}`);
}

/** Whether an option has a value, which may be optional. */
export function takesValue(option: Option): boolean {
  return option.kind !== "flag" && !(option.kind === "alias" && option.type === null);
}

function store(
  options: Record<string, unknown>,
  key: string,
  option: Option,
  name: string,
  given: string | undefined,
): void {
  switch (option.kind) {
    case "flag":
      if (option.asks) throw new Asked(option.asks);
      options[key] = true;
      return;
    case "value":
    case "optional":
      if (key in options) throw new UsageError(`${name} is given twice`);
      options[key] = given === undefined ? true : read(option.type, name, given);
      return;
    case "list":
      push(options, key, read(option.type, name, given!));
      return;
    case "alias":
      push(options, option.of, option.type ? read(option.type, name, given!) : option.value);
      return;
  }
}

function push(options: Record<string, unknown>, key: string, value: unknown): void {
  const values = options[key] as unknown[] | undefined;
  if (values) values.push(value);
  else options[key] = [value];
}

function read(type: ValueType<unknown>, name: string, given: string): unknown {
  try {
    return type.parse(given);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError)
      throw new UsageError(`${name} cannot be "${given}": want ${error.message}`);
    throw error;
  }
}

/** An option that the table does not know. */
export class UnknownOption extends UsageError {
  readonly option: string;

  constructor(option: string, mistyped?: { word: string; among: Iterable<string> }) {
    super(`unknown option ${option}`, mistyped && { ...mistyped, prefix: "--" });
    this.option = option;
  }
}

/** The command line asks for text instead of work. No error, but it ends the reading. */
export class Asked extends Error {
  override readonly name = "Asked";
  readonly what: "help" | "version";

  constructor(what: "help" | "version") {
    super(`--${what}`);
    this.what = what;
  }
}

/**
 * Checks `requires` and `forbids` of the options that were given.
 * @throws {UsageError}
 */
export function checkRelations(index: OptionIndex, options: Readonly<Record<string, unknown>>): void {
  for (const { key, requires, forbids } of index.relations) {
    if (!isGiven(options[key])) continue;
    for (const other of requires)
      if (!isGiven(options[other])) throw new UsageError(`--${kebab(key)} needs --${kebab(other)}`);
    for (const other of forbids)
      if (isGiven(options[other]))
        throw new UsageError(`--${kebab(key)} and --${kebab(other)} exclude each other`);
  }
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== false;
}
