import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  defaultConfig,
  parseConfig,
  readConfig,
  readProcess,
  readResources,
  validateConfig,
} from "../src/index.ts";
import { fullConfig } from "./lib/full.ts";

const encode = (text: string) => new TextEncoder().encode(text);

/** JSON with bigints as the integers that they are. */
function write(value: unknown): string {
  const text = JSON.stringify(value, (_, x) => (typeof x === "bigint" ? `#${x}#` : x));
  return text.replace(/"#(-?\d+)#"/g, "$1");
}

const texts: readonly string[] = [
  write(defaultConfig()),
  write(fullConfig()),
  JSON.stringify(defaultConfig(), null, "\t"),
  write({ ...defaultConfig(), hooks: null, linux: { resources: { memory: null } } }),
  write({ ...defaultConfig(), annotations: { a: "\\u0000 \n null 12345678901234567890" } }),
  write({ ...defaultConfig(), unknown: 18446744073709551615n }),
];

for (const [i, text] of texts.entries()) {
  test(`readConfig() reads what parseConfig() and validateConfig() do, ${i + 1}`, () => {
    const slow = parseConfig(text);
    validateConfig(slow);
    const { unknown: _, ...fast } = readConfig(encode(text)) as unknown as Record<string, unknown>;
    const { unknown: __, ...expected } = slow as unknown as Record<string, unknown>;
    assert.equal(fast, expected);
  });
}

test("readConfig() keeps integers beyond 2^53 that a key asks for", () => {
  const config = readConfig(encode(write(fullConfig())));
  assert.is(config.linux!.resources!.memory!.limit, 9223372036854771712n);
  assert.is(config.process!.rlimits![1]!.hard, 18446744073709551615n);
  assert.is(config.linux!.seccomp!.syscalls![0]!.args![0]!.value, 18446744073709551615n);
});

const refused: readonly (readonly [text: string, says: RegExp])[] = [
  ["", /^this is not JSON$/],
  ["{", /^this is not JSON$/],
  [write({ ...defaultConfig(), hostname: "\u0000" }), /^this is not JSON$/],
  ["null", /^the configuration is not valid: want an object, not null$/],
  [
    write({ ...defaultConfig(), hostname: 5 }),
    /^the configuration is not valid: hostname: want a string, not 5$/,
  ],
  [
    write({ ...defaultConfig(), ociVersion: "2.0.0" }),
    /^the configuration is not valid: ociVersion: 2.0.0 is newer/,
  ],
  [
    write({ ...defaultConfig(), linux: { resources: { pids: { limit: 2n ** 63n } } } }),
    /not 9223372036854775808$/,
  ],
];

for (const [text, says] of refused) {
  test(`readConfig() refuses ${JSON.stringify(text.slice(-60))}`, () => {
    assert.throws(() => readConfig(encode(text)), says);
  });
}

test("readProcess() and readResources() read documents of their own", () => {
  assert.equal(readProcess(encode(write(fullConfig().process))), fullConfig().process);
  assert.equal(readResources(encode(write(fullConfig().linux!.resources))), fullConfig().linux!.resources);
  assert.throws(() => readProcess(encode('{"args":[]}')), /^the process is not valid: args: /);
  assert.throws(() => readResources(encode('{"pids":5}')), /^the set of resources is not valid: pids: /);
});

test.run();
