/** How the text of an option's value is read and written. `parse(format(v))` equals `v`. */
export interface ValueType<T> {
  /** What stands for the value in help: "BYTES", "DIR". */
  readonly placeholder: string;
  /**
   * Reads the text of a value.
   * @throws {SyntaxError | RangeError} with a message that says what is wanted, to follow "want ".
   */
  parse(text: string): T;
  format(value: T): string;
  /** The words that completion offers. */
  readonly choices?: readonly string[];
  /** Completion offers paths. */
  readonly path?: "file" | "directory";
}

interface OptionBase {
  /** The one-letter form. */
  readonly short?: string;
  /** What it does, without a full stop. */
  readonly help: string;
  /** Shown in brackets after the help: what holds without the option. */
  readonly defaultText?: string;
  /** Options (by key) without which this one means nothing. */
  readonly requires?: readonly string[];
  /** Options (by key) that contradict this one. */
  readonly forbids?: readonly string[];
  /** The section of help in which it is listed; without one, "Options". */
  readonly section?: string;
}

/** On when given; takes no value. */
export interface Flag extends OptionBase {
  readonly kind: "flag";
  /** It asks for text instead of work: reading stops there, and nothing is done. */
  readonly asks?: "help" | "version";
}
/** Takes one value, and may be given once. */
export interface Value<T> extends OptionBase {
  readonly kind: "value";
  readonly type: ValueType<T>;
}
/** `--name` or `--name=VALUE`; without a value it is `true`. */
export interface OptionalValue<T> extends OptionBase {
  readonly kind: "optional";
  readonly type: ValueType<T>;
}
/** Takes one value each time that it is given; the values keep their order. */
export interface List<T> extends OptionBase {
  readonly kind: "list";
  readonly type: ValueType<T>;
}
/** A shorter spelling of one form of a list option: its value is read by its own type and joins that list, in order. */
export interface Alias<T> extends OptionBase {
  readonly kind: "alias";
  /** The key of the list. */
  readonly of: string;
  readonly type: ValueType<T> | null;
  /** The value when `type` is null, that is when the option takes none. */
  readonly value?: T;
}

// The table holds options of different value types; `never` and `unknown` would lose the inference of OptionsOf.
// biome-ignore lint/suspicious/noExplicitAny: existential type of a heterogeneous table
type Any = any;
export type Option = Flag | Value<Any> | OptionalValue<Any> | List<Any> | Alias<Any>;

/** The options of a tool by their camelCase keys; `mapRootUser` is `--map-root-user` on the command line. */
export type OptionTable = Readonly<Record<string, Option>>;

type ValueOf<O> = O extends Flag
  ? boolean
  : O extends Value<infer T>
    ? T
    : O extends OptionalValue<infer T>
      ? T | true
      : O extends List<infer T>
        ? readonly T[]
        : never;

/** What is still being put together: a type whose properties may be written. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The values that a table's options can have. */
export type OptionsOf<T extends OptionTable> = {
  readonly [K in keyof T as T[K] extends Alias<Any> ? never : K]?: ValueOf<T[K]> | undefined;
};

export function flag(help: string, more: Omit<OptionBase, "help"> = {}): Flag {
  return { kind: "flag", help, ...more };
}

export function value<T>(type: ValueType<T>, help: string, more: Omit<OptionBase, "help"> = {}): Value<T> {
  return { kind: "value", type, help, ...more };
}

export function optional<T>(
  type: ValueType<T>,
  help: string,
  more: Omit<OptionBase, "help"> = {},
): OptionalValue<T> {
  return { kind: "optional", type, help, ...more };
}

export function list<T>(type: ValueType<T>, help: string, more: Omit<OptionBase, "help"> = {}): List<T> {
  return { kind: "list", type, help, ...more };
}

/** An option with a value that joins the list of another (see {@link Alias}). */
export function alias<T>(
  of: string,
  type: ValueType<T>,
  help: string,
  more: Omit<OptionBase, "help"> = {},
): Alias<T> {
  return { kind: "alias", of, type, help, ...more };
}

/** An option without a value that adds `value` to the list of another. */
export function aliasFlag<T>(
  of: string,
  value: T,
  help: string,
  more: Omit<OptionBase, "help"> = {},
): Alias<T> {
  return { kind: "alias", of, type: null, value, help, ...more };
}

/** `mapRootUser` as it is written on a command line: `map-root-user`. */
export function kebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** An option that needs or excludes others; all by key. */
export interface Relation {
  readonly key: string;
  readonly requires: readonly string[];
  readonly forbids: readonly string[];
}

/** A table prepared for parsing: options by the words that name them. */
export interface OptionIndex {
  readonly long: ReadonlyMap<string, readonly [key: string, option: Option]>;
  readonly short: ReadonlyMap<string, readonly [key: string, option: Option]>;
  readonly relations: readonly Relation[];
}

/**
 * Prepares a table; done once, at build time, where a mistake in a table is an error of the build.
 */
export function indexOptions(table: OptionTable): OptionIndex {
  const long = new Map<string, readonly [string, Option]>();
  const short = new Map<string, readonly [string, Option]>();
  const relations: Relation[] = [];
  for (const [key, option] of Object.entries(table)) {
    const name = kebab(key);
    if (!/^[a-z0-9][a-z0-9-]+$/.test(name)) throw new Error(`--${name} is no name for an option`);
    if (long.has(name)) throw new Error(`--${name} names two options`);
    long.set(name, [key, option]);
    const { requires = [], forbids = [] } = option;
    if (option.kind === "alias") checkAlias(table, name, option, requires.length + forbids.length);
    for (const other of [...requires, ...forbids])
      if (!Object.hasOwn(table, other)) throw new Error(`--${name} speaks of "${other}", which is no option`);
    if (requires.length + forbids.length > 0) relations.push({ key, requires, forbids });
    if (option.short === undefined) continue;
    if (!/^[A-Za-z0-9]$/.test(option.short)) throw new Error(`-${option.short} is no name for an option`);
    if (short.has(option.short)) throw new Error(`-${option.short} names two options`);
    short.set(option.short, [key, option]);
  }
  return { long, short, relations };
}

/** Once read, an alias is a value of its list: whether it was given itself cannot be seen any more. */
function checkAlias(table: OptionTable, name: string, { of }: Alias<Any>, relations: number): void {
  if (table[of]?.kind !== "list") throw new Error(`--${name} is an alias of "${of}", which is no list`);
  if (relations > 0) throw new Error(`--${name} is an alias: give its requires and forbids to "${of}"`);
}
