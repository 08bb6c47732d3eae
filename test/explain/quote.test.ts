import { spawnSync } from "node:child_process";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { comment, quote, quoteWith } from "../../packages/oci-run/src/explain/quote.ts";
import { randomFrom } from "../lib/faults.ts";

const shells: Readonly<
  Record<string, readonly [argv: readonly string[], env: Readonly<Record<string, string>>]>
> = {
  dash: [["/bin/dash"], {}],
  bash: [["/bin/bash"], {}],
  "bash in a UTF-8 locale": [["/bin/bash"], { LC_ALL: "C.UTF-8" }],
  "bash --posix": [["/bin/bash", "--posix"], {}],
  "busybox sh": [["/bin/busybox", "sh"], {}],
};

/** Text as our strings have bytes: one that is not UTF-8 is a surrogate. */
function fromByte(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte);
}

/** The bytes of such text, each a character. */
function latin1(text: string): string {
  const parts = [...text].map((c) =>
    /[\udc80-\udcff]/.test(c)
      ? String.fromCharCode(c.charCodeAt(0) - 0xdc00)
      : Buffer.from(c).toString("latin1"),
  );
  return parts.join("");
}

/** What a program gets as its arguments when a shell reads this script. */
function read(shell: string, line: string): string[] {
  const [argv, env] = shells[shell]!;
  const script = latin1(`set -eu\nbundle='/a b'\nset -- ${line}\nexec /usr/bin/printf '%s\\0' "$@"\n`);
  const input = Uint8Array.from(script, (c) => c.charCodeAt(0));
  const result = spawnSync(argv[0]!, argv.slice(1), { env, input, encoding: "latin1" });
  assert.equal([result.status, result.stderr], [0, ""], shell);
  return result.stdout.split("\0").slice(0, -1);
}

const words: string[] = [
  "",
  "~",
  "-",
  "--",
  "a=b",
  "=",
  "{a,b}",
  "[a]",
  "#",
  "!",
  "*",
  "if",
  "a\n",
  "\n",
  "$(id)",
  "ä€😀",
];
for (let byte = 1; byte < 256; byte++) words.push(fromByte(byte), `x${fromByte(byte)}`, `${fromByte(byte)}'`);
const random = randomFrom(7);
for (let i = 0; i < 300; i++)
  words.push(
    Array.from({ length: 1 + Math.floor(random() * 12) }, () =>
      fromByte(1 + Math.floor(random() * 255)),
    ).join(""),
  );

for (const shell of Object.keys(shells)) {
  test(`quote(): ${shell} reads every word back as it was, whatever bytes it has`, () => {
    const expected = words.map(latin1);
    assert.equal(read(shell, words.map(quote).join(" ")), expected);
  });

  test(`quoteWith(): ${shell} reads the same word where a variable stands for a part of it`, () => {
    const variable = { name: "bundle", value: "/a b" };
    const cases = [
      "/a b",
      "--root=/a b/x'y",
      "--mount=type=bind,src=/a b,dst=/m",
      "/a bc",
      "x/a b",
      "src=/a b/c=/a b",
    ];
    assert.equal(read(shell, cases.map((word) => quoteWith(word, variable)).join(" ")), cases);
    assert.is(quoteWith("--root=/a b/rootfs", variable), '--root="$bundle"/rootfs');
    assert.is(quoteWith("/a bc", variable), "'/a bc'");
  });
}

test("quote(): leaves plain words as they are, and refuses what no argument can be", () => {
  for (const word of ["--mount=type=proc,src=proc,dst=/proc", "a:b@c%d+e_f.g-h"])
    assert.is(quote(word), word);
  assert.throws(() => quote("a\0b"), /no command line can have/);
  assert.throws(() => quote("\ud800"), /no command line can have/);
});

test("comment(): stays one line, whatever is in it", () => {
  assert.is(comment("a\nrm -rf /\r\x1b[31m"), "# a\\x0arm -rf /\\x0d\\x1b[31m");
  assert.is(comment("\ud800 \udc80"), "# \ufffd \ufffd");
});

test.run();
