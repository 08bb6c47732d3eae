import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  Asked,
  alias,
  aliasFlag,
  bytes,
  checkRelations,
  commonOptions,
  flag,
  indexOptions,
  integer,
  list,
  optional,
  parseOptions,
  path,
  text,
  UnknownOption,
  UsageError,
  value,
} from "../src/index.ts";

const table = {
  root: value(path("DIR"), "the root", { short: "R" }),
  memory: value(bytes, "the limit"),
  level: value(integer("N", -5, 5), "a level", { short: "l" }),
  bindSelf: flag("bind", { short: "b" }),
  quiet: flag("quiet", { short: "q", forbids: ["level"] }),
  trace: optional(path("FILE"), "trace", { short: "t" }),
  mounts: list(text("SPEC"), "mounts", { short: "m", requires: ["root"] }),
  tmpfs: alias("mounts", text("DIR"), "a tmpfs"),
  proc: aliasFlag("mounts", "proc", "a procfs"),
};
const index = indexOptions(table);
const read = (...words: string[]) => parseOptions(index, words).options;

function refused(words: string[], message: RegExp): void {
  const isRight = (error: unknown) => error instanceof UsageError && message.test(error.message);
  assert.throws(() => parseOptions(index, words), isRight, words.join(" "));
}

test("parseOptions() reads every form of a value", () => {
  for (const words of [["--root", "/a"], ["--root=/a"], ["-R", "/a"], ["-R/a"]])
    assert.equal(read(...words), { root: "/a" }, words.join(" "));
  assert.equal(read("-bqR/a"), { bindSelf: true, quiet: true, root: "/a" });
  assert.equal(read("-bR", "/a"), { bindSelf: true, root: "/a" });
  assert.equal(read("-l", "-3"), { level: -3 });
  assert.equal(read("-l-3"), { level: -3 });
});

test("parseOptions() keeps everything behind the first = of a value", () => {
  assert.equal(read("--mounts=a=b=c"), { mounts: ["a=b=c"] });
  assert.equal(read("--mounts="), { mounts: [""] });
});

test("parseOptions() takes the value of an optional one only from the same word", () => {
  assert.equal(parseOptions(index, ["--trace", "sh"]), { options: { trace: true }, next: 1, ended: false });
  assert.equal(read("--trace=f"), { trace: "f" });
  assert.equal(read("-tb"), { trace: true, bindSelf: true });
});

test("parseOptions() keeps the order of a list and of its aliases", () => {
  assert.equal(read("-ma", "--proc", "--tmpfs=/t", "--mounts", "z"), { mounts: ["a", "proc", "/t", "z"] });
});

test("parseOptions() stops at the first word that is no option, and behind --", () => {
  assert.equal(parseOptions(index, ["-b", "sh", "-q"]), {
    options: { bindSelf: true },
    next: 1,
    ended: false,
  });
  assert.equal(parseOptions(index, ["-b", "--", "-q"]), {
    options: { bindSelf: true },
    next: 2,
    ended: true,
  });
  assert.is(parseOptions(index, ["-"]).next, 0);
  assert.is(parseOptions(index, [""]).next, 0);
  assert.is(parseOptions(index, []).next, 0);
});

test("parseOptions() starts where it is told", () => {
  assert.equal(parseOptions(index, ["x", "-b", "y"], 1), {
    options: { bindSelf: true },
    next: 2,
    ended: false,
  });
});

test("parseOptions() refuses what has no one meaning", () => {
  refused(["--bind-self=yes"], /takes no value, and "yes" was given/);
  refused(["--root", "/a", "--root", "/b"], /--root is given twice/);
  refused(["-R/a", "--root=/a"], /--root is given twice/);
  refused(["--trace", "--trace"], /given twice/);
  refused(["--root"], /--root needs a value: --root DIR/);
  refused(["-R"], /-R needs a value: -R DIR/);
  refused(["--proc=x"], /takes no value/);
  refused(["--roo", "/a"], /unknown option --roo$/);
  refused(["--Root=/a"], /unknown option --Root$/);
  refused(["-bx"], /unknown option -x$/);
  refused(["--=x"], /unknown option --$/);
  refused(["--level=6"], /--level cannot be "6": want an integer from -5 to 5/);
  refused(["--root="], /want a path, not an empty word/);
});

test("parseOptions() does not swallow the next option, or the end of the options, as a forgotten value", () => {
  refused(
    ["--root", "--bind-self"],
    /--root needs a value: --root DIR \(if "--bind-self" is the value, write --root=--bind/,
  );
  refused(["-R", "--", "sh"], /-R needs a value: -R DIR \(if "--" is the value, write -R--\)/);
  assert.equal(read("--root=--"), { root: "--" });
  assert.equal(read("-R--x"), { root: "--x" });
  assert.equal(read("-R", "-x"), { root: "-x" });
});

test("an unknown option knows what it may have been", () => {
  try {
    read("--rooot");
    assert.unreachable();
  } catch (error) {
    assert.instance(error, UnknownOption);
    const { mistyped } = error as UnknownOption;
    assert.is(mistyped?.word, "rooot");
    assert.ok([...(mistyped?.among ?? [])].includes("root"));
  }
});

test("--help and --version end the reading where they stand", () => {
  const common = indexOptions(commonOptions);
  const asked = (what: string) => (error: unknown) => error instanceof Asked && error.what === what;
  assert.throws(() => parseOptions(common, ["--help", "--nonsense"]), asked("help"));
  assert.throws(() => parseOptions(common, ["-V"]), asked("version"));
  assert.throws(
    () => parseOptions(common, ["--nonsense", "--help"]),
    (e: unknown) => e instanceof UnknownOption,
  );
  assert.is(parseOptions(common, ["sh", "--help"]).next, 0);
});

test("checkRelations() tells what is missing and what excludes what", () => {
  assert.throws(() => checkRelations(index, { mounts: ["a"] }), /^--mounts needs --root$/);
  assert.throws(
    () => checkRelations(index, { quiet: true, level: 1 }),
    /^--quiet and --level exclude each other$/,
  );
  checkRelations(index, { mounts: ["a"], root: "/" });
  checkRelations(index, { quiet: false, level: 1 });
  checkRelations(index, { quiet: true, level: undefined });
});

test("indexOptions() finds the mistakes of a table", () => {
  const wrong = (table: Parameters<typeof indexOptions>[0], message: RegExp) =>
    assert.throws(() => indexOptions(table), message);
  wrong({ ab: flag("", { short: "x" }), cd: flag("", { short: "x" }) }, /-x names two options/);
  wrong({ aB: flag(""), "a-b": flag("") }, /--a-b names two options/);
  wrong({ ab: flag("", { short: "xy" }) }, /-xy is no name/);
  wrong({ ab: flag("", { short: "-" }) }, /is no name/);
  wrong({ ab: flag("", { requires: ["cd"] }) }, /speaks of "cd"/);
  wrong({ ab: flag("", { forbids: ["toString"] }) }, /speaks of "toString"/);
  wrong({ ab: aliasFlag("cd", 1, "") }, /alias of "cd", which is no list/);
  wrong({ cd: list(text("T"), ""), ab: aliasFlag("cd", "", "", { requires: ["cd"] }) }, /give its requires/);
});

test.run();
