import { transform } from "esbuild";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { formatUncaught, mapStack, originalPlaces, type SourceMap } from "../src/index.ts";

// The marks are what survives minification, so their places are known in both texts.
const source = `// A comment, so that lines differ.
interface Unused { readonly a: number }

export function outer(n: number): string {
  const first = "mark-a";
  if (n > 1) { return first + "mark-b" + inner(n); }
  return "mark-c";
}

function inner(n: number): string {
  return \`\${n}\` + (n > 2 ? "mark-d"
    : "mark-e");
}
`;

function placeIn(text: string, mark: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(`"${mark}"`)).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

async function compiled(minify: boolean): Promise<{ code: string; map: SourceMap }> {
  const settings = {
    loader: "ts",
    sourcemap: "external",
    sourcefile: "lib/marks.ts",
    minify,
    charset: "utf8",
  } as const;
  const { code, map } = await transform(source, settings);
  return { code, map: JSON.parse(map) as SourceMap };
}

const marks = ["mark-a", "mark-b", "mark-c", "mark-d", "mark-e"];

for (const minify of [false, true])
  test(`originalPlaces() finds each mark of a program that esbuild has ${minify ? "minified" : "made"}`, async () => {
    const { code, map } = await compiled(minify);
    const positions = marks.map((mark) => placeIn(code, mark));
    const expected = marks.map((mark) => ({ source: "lib/marks.ts", ...placeIn(source, mark) }));
    assert.equal(originalPlaces(map, positions), expected);
    assert.equal(originalPlaces(map, [...positions].reverse()), [...expected].reverse());
  });

test("originalPlaces() says nothing of lines that the map does not have", async () => {
  const { map } = await compiled(false);
  assert.equal(originalPlaces(map, [{ line: 9999, column: 1 }]), [null]);
  assert.equal(originalPlaces({ sources: [], mappings: "" }, [{ line: 1, column: 1 }]), [null]);
});

test("originalPlaces() reads a number of lines that follow each other", () => {
  const sources = ["a.ts"];
  const long = { sources, mappings: `AAAA${";AACA".repeat(12)};;AAEA;AACA` };
  const short = { sources, mappings: "AAAA;*5;*7;;AAEA;*1" };
  const positions = Array.from({ length: 17 }, (_, i) => ({ line: i + 1, column: 1 }));
  assert.equal(originalPlaces(short, positions), originalPlaces(long, positions));
  assert.equal(
    originalPlaces(short, positions).map((place) => place?.line ?? null),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, null, 15, 16, null],
  );
});

test("mapStack() names the lines of the source, and leaves what it does not know", async () => {
  const { code, map } = await compiled(true);
  const { line, column } = placeIn(code, "mark-d");
  const stack = `    at inner (program.js:${line}:${column})\n    at native\n    at x (y:9999:1)\n`;
  const { line: at, column: from } = placeIn(source, "mark-d");
  assert.is(
    mapStack(stack, map),
    `    at inner (lib/marks.ts:${at}:${from})\n    at native\n    at x (y:9999:1)\n`,
  );
  assert.is(mapStack(stack, null), stack);
});

test("formatUncaught() tells a bug from a failure, through the embedded map", async () => {
  const { code, map } = await compiled(true);
  const { line, column } = placeIn(code, "mark-b");
  const error = new TypeError("x is undefined", { cause: new Error("below") });
  error.stack = `TypeError: x\n    at outer (program.js:${line}:${column})\n`;
  for (const embedded of [map, JSON.stringify(map)]) {
    globalThis.__sourceMap = embedded;
    try {
      const text = formatUncaught(error, "exception");
      assert.match(text, /^isobox: bug: TypeError: x is undefined\n {4}at outer \(lib\/marks\.ts:6:/);
      assert.match(text, /caused by below\n/);
      assert.match(text, /this is a bug in isobox/);
    } finally {
      globalThis.__sourceMap = undefined;
    }
  }
});

test("formatUncaught() has something to say of whatever was thrown", () => {
  assert.match(formatUncaught("text", "rejection"), /^isobox: bug: unhandled rejection: text\n/);
  assert.match(formatUncaught(undefined, "exception"), /^isobox: bug: undefined\n/);
  globalThis.__sourceMap = "{not JSON";
  try {
    assert.match(formatUncaught(new Error("e"), "exception"), /^isobox: bug: Error: e\n/);
  } finally {
    globalThis.__sourceMap = undefined;
  }
});

test.run();
