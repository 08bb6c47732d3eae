import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  bytes,
  choice,
  commaList,
  destination,
  flag,
  indexOptions,
  integer,
  list,
  type Option,
  type OptionTable,
  octal,
  optional,
  orWord,
  parseOptions,
  path,
  text,
  toArgv,
  type ValueType,
  value,
} from "../src/index.ts";
import { chance } from "./random.ts";

const { below, pick, once } = chance(1);

const characters = ["a", "Z", "0", "-", "--", "=", ",", " ", "\n", "'", "é", "😀", "\udc80", "/", "."];
const anyText = (least: number) => Array.from({ length: least + below(6) }, () => pick(characters)).join("");
const anyInteger = (least: number, most: number) => least + below(most - least + 1);
const word = () => pick(["net_admin", "a", "-", "--b", "c=d"]);

interface Sample<T> {
  readonly type: ValueType<T>;
  readonly any: () => T;
}
const sample = <T>(type: ValueType<T>, any: () => T): Sample<T> => ({ type, any });

const samples: readonly Sample<never>[] = [
  sample(text("TEXT"), () => anyText(0)),
  sample(path("FILE"), () => anyText(1)),
  sample(integer("N", -1000, 1000), () => anyInteger(-1000, 1000)),
  sample(integer("N"), () => pick([0, 1, Number.MAX_SAFE_INTEGER])),
  sample(bytes, () => pick([0, 1, 4096, 2 ** 40, Number.MAX_SAFE_INTEGER])),
  sample(octal, () => anyInteger(0, 0o7777)),
  sample(choice("WORD", ["allow", "deny"]), () => pick(["allow", "deny"] as const)),
  sample(orWord("max", bytes), () => pick(["max" as const, 7, 2 ** 20])),
  sample(commaList(text("CAP")), () => Array.from({ length: below(4) }, word)),
  sample(commaList(integer("N")), () => Array.from({ length: below(4) }, () => below(100))),
  sample(destination, () => (once(0.5) ? { fd: below(1000) } : { path: pick(["a", "./fd:3", "/x y"]) })),
] as unknown as readonly Sample<never>[];

const keys = ["mount", "mapRootUser", "noNewPrivs", "a1", "xY", "ioMax", "fd"];

/** A random table, and random values of it. */
function anyCase(): { table: OptionTable; options: Record<string, unknown> } {
  const table: Record<string, Option> = {};
  const options: Record<string, unknown> = {};
  for (const key of keys.filter(() => once(0.7))) {
    const { type, any } = pick(samples);
    const kind = pick(["flag", "value", "optional", "list"] as const);
    table[key] = {
      flag,
      value: (h: string) => value(type, h),
      optional: (h: string) => optional(type, h),
      list: (h: string) => list(type, h),
    }[kind]("help");
    if (once(0.3)) continue;
    if (kind === "flag") options[key] = true;
    else if (kind === "list") options[key] = Array.from({ length: 1 + below(3) }, any);
    else options[key] = kind === "optional" && once(0.5) ? true : any();
  }
  return { table, options };
}

test("parse(toArgv(options)) equals options, for random tables and values", () => {
  for (let i = 0; i < 5000; i++) {
    const { table, options } = anyCase();
    const words = toArgv(table, options);
    const parsed = parseOptions(indexOptions(table), [...words, "--", "sh", "--mount"]);
    assert.equal(parsed, { options, next: words.length + 1, ended: true }, JSON.stringify(words));
  }
});

test("toArgv() leaves out what is not set", () => {
  const table = { ab: flag("h"), cd: value(text("T"), "h") };
  assert.equal(toArgv(table, { ab: false, cd: undefined }), []);
});

test("a value type refuses what it does not write", () => {
  const refuse = (type: ValueType<never>, ...words: string[]) => {
    for (const bad of words)
      assert.throws(
        () => type.parse(bad),
        (e: unknown) => e instanceof Error,
        bad,
      );
  };
  refuse(integer("N") as never, "", " 1", "1 ", "+1", "1.0", "1e3", "0x10", "-1", "99999999999999999", "NaN");
  refuse(bytes as never, "", "-1", "1.5G", "1KB", "K", "9999999999999999T");
  refuse(octal as never, "", "8", "0o755", "-755", "77777");
  refuse(choice("C", ["a"]) as never, "", "A", "a ");
  refuse(commaList(text("T")) as never, ",", "a,", ",a", "a,,b");
  refuse(destination as never, "", "fd:", "fd:-1", "fd:x", "fd:1 ");
});

test("integer() reads -0 as 0", () => {
  assert.ok(Object.is(integer("N", -1, 1).parse("-0"), 0));
});

test.run();
