import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  type AnyTool,
  Asked,
  defineTool,
  flag,
  list,
  optional,
  parseChain,
  text,
  UsageError,
  value,
} from "../src/index.ts";
import { chance } from "./random.ts";

const never = (): never => {
  throw new Error("not applied here");
};
const tool = (name: string) =>
  defineTool({
    name,
    summary: "Test",
    options: {
      flag: flag("f", { short: "f" }),
      bit: flag("b", { short: "b" }),
      val: value(text("V"), "v", { short: "v" }),
      opt: optional(text("O"), "o", { short: "o" }),
      item: list(text("I"), "i", { short: "i" }),
    },
    apply: never,
  });
const tools: ReadonlyMap<string, AnyTool> = new Map(
  ["one", "two", "three"].map((name) => [name, tool(name)]),
);

/** What was read: options as a list of assignments, in the order in which keys came up first. */
type Reading =
  | "refused"
  | "asked"
  | { stages: [name: string, options: Record<string, unknown>][]; payload: string[] };

function read(words: readonly string[]): Reading {
  try {
    const { stages, payload } = parseChain(tools, words);
    return { stages: stages.map(({ tool, options }) => [tool.name, { ...options }]), payload: [...payload] };
  } catch (error) {
    if (error instanceof UsageError) return "refused";
    if (error instanceof Asked) return "asked";
    throw error;
  }
}

/** The grammar a second time, slow and obvious: by patterns over one word after the other, from a list. */
function readSlowly(line: readonly string[]): Reading {
  const words = [...line];
  const stages: [string, Record<string, unknown>][] = [];
  for (;;) {
    if (!["one", "two", "three"].includes(words[0]!)) break;
    const options: Record<string, unknown> = {};
    stages.push([words.shift()!, options]);
    let ended = false;
    while (words.length > 0 && /^-./s.test(words[0]!)) {
      const word = words.shift()!;
      if (word === "--") {
        ended = true;
        break;
      }
      const pieces = /^--/.test(word) ? [word] : spreadShort(word);
      if (pieces === null) return "refused";
      for (const piece of pieces) {
        const problem = takeLong(piece, words, options);
        if (problem) return problem;
      }
    }
    if (ended && words[0] === "--") {
      words.shift();
      break;
    }
  }
  return { stages, payload: words };
}

const SHORT: Record<string, string> = {
  f: "--flag",
  b: "--bit",
  v: "--val",
  o: "--opt",
  i: "--item",
  h: "--help",
  V: "--version",
};

/** `-fbvX` as `--flag --bit --val=X`. An unknown letter counts only if what is before it does not end the reading. */
function spreadShort(word: string): string[] | null {
  const pieces: string[] = [];
  for (let i = 1; i < word.length; i++) {
    const long = SHORT[word[i]!];
    if (long === undefined) return pieces.some((piece) => /^--(help|version)$/.test(piece)) ? pieces : null;
    const rest = word.slice(i + 1);
    if (/val|item/.test(long)) return [...pieces, rest === "" ? long : `${long}=${rest}`];
    pieces.push(long);
  }
  return pieces;
}

function takeLong(
  piece: string,
  words: string[],
  options: Record<string, unknown>,
): "refused" | "asked" | null {
  if (/^--(help|version)$/.test(piece)) return "asked";
  if (/^--(flag|bit)$/.test(piece)) options[piece.slice(2)] = true;
  else if (/^--opt$/.test(piece) || /^--opt=/.test(piece)) {
    if ("opt" in options) return "refused";
    Object.assign(options, { opt: piece === "--opt" ? true : piece.slice("--opt=".length) });
  } else if (/^--(val|item)$/.test(piece)) {
    const next = words.shift();
    if (next === undefined || /^--/.test(next)) return "refused";
    return takeLong(`${piece}=${next}`, words, options);
  } else if (/^--val=/.test(piece)) {
    if ("val" in options) return "refused";
    Object.assign(options, { val: piece.slice("--val=".length) });
  } else if (/^--item=/.test(piece)) {
    const { item = [] } = options as { item?: string[] };
    Object.assign(options, { item: [...item, piece.slice("--item=".length)] });
  } else return "refused";
  return null;
}

const { pick, below, once } = chance(7);
const common = [
  "--flag",
  "-f",
  "-b",
  "--val=x",
  "--val",
  "-v",
  "-vx",
  "-fb",
  "-fvx",
  "--opt",
  "--opt=y",
  "-o",
  "--item=1",
  "-i2",
  "-i",
  "-fi",
];
const rare = [
  "--",
  "--",
  "--",
  "x",
  "x",
  "one",
  "two",
  "three",
  "-",
  "",
  "--help",
  "-V",
  "-h",
  "--flag=1",
  "-z",
  "-fz",
  "--nope",
  "list",
  "--val=",
  "-vone",
  "--item=--",
  "=",
  "--=",
  "-hz",
  "./one",
];

function anyLine(): string[] {
  const line = [pick(["one", "two", "three"])];
  for (let n = below(9); n > 0; n--) line.push(once(0.55) ? pick(common) : pick(rare));
  return line;
}

test("parseChain() reads 10,000 command lines as a slow second reading does", () => {
  const seen = { refused: 0, asked: 0, chains: 0, stages: 0 };
  for (let i = 0; i < 10_000; i++) {
    const line = anyLine();
    const expected = readSlowly(line);
    assert.equal(read(line), expected, JSON.stringify(line));
    if (typeof expected === "string") seen[expected]++;
    else seen[expected.stages.length > 1 ? "stages" : "chains"]++;
  }
  // The lines reach every part of the grammar, or the agreement proves nothing.
  for (const [what, count] of Object.entries(seen)) assert.ok(count > 300, `${what}: ${count}`);
});

const shape = (...words: string[]) => {
  const reading = read(words);
  return typeof reading === "string" ? reading : [reading.stages.map(([name]) => name), reading.payload];
};

test("parseChain() takes a bare name of the table for a stage, and nothing else", () => {
  assert.equal(shape("one", "-f", "--", "two", "--", "three", "sh", "one"), [
    ["one", "two", "three"],
    ["sh", "one"],
  ]);
  assert.equal(shape("one", "./two"), [["one"], ["./two"]]);
  assert.equal(shape("one", "two"), [["one", "two"], []]);
});

test("parseChain() ends the chain at -- --", () => {
  assert.equal(shape("one", "--", "--", "two", "-f"), [["one"], ["two", "-f"]]);
  assert.equal(shape("one", "--", "--", "--", "two"), [["one"], ["--", "two"]]);
  assert.equal(shape("one", "two", "--", "--", "three"), [["one", "two"], ["three"]]);
});

test("parseChain() gives no meaning to a word that was inherited by every object", () => {
  assert.equal(shape("one", "constructor"), [["one"], ["constructor"]]);
  assert.equal(shape("one", "--constructor"), "refused");
  assert.equal(shape("one", "--__proto__=x"), "refused");
});

test("parseChain() tells whose options are wrong", () => {
  for (const line of [
    ["one", "two", "--nope"],
    ["one", "two", "--help"],
  ])
    try {
      parseChain(tools, line);
      assert.unreachable();
    } catch (error) {
      assert.is((error as { tool: AnyTool }).tool.name, "two");
    }
});

test("parseChain() remembers where each stage begins", () => {
  assert.equal(parseChain(tools, ["one", "-f", "--", "two", "three", "x"]).starts, [0, 3, 4]);
});

test.run();
