import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Result, run } from "./tools.ts";

/** A failure that a person can meet at a shell, what our message must say, and the way out that it names. */
export interface Failure {
  readonly name: string;
  /** Makes what the failure needs; `cleanup` runs even when this fails. */
  readonly setup?: () => void;
  readonly argv: readonly string[] | (() => readonly string[]);
  /** [125, that of a tool that failed] */
  readonly status?: number;
  /** Each must be found in the message: the call with its errno, and the cause. */
  readonly says: readonly RegExp[];
  /** The cure, as the message names it. */
  readonly hint: RegExp;
  /** The command after the cure has been applied: it must succeed. A function may apply more than a change of words. */
  readonly cure: readonly string[] | (() => readonly string[]);
  readonly cleanup?: () => void;
}

const words = (argv: Failure["cure"]) => (typeof argv === "function" ? argv() : argv);

/** Registers a test for each failure: it happens, the message explains it, and the cure that it names works. */
export function testCures(failures: readonly Failure[]): void {
  for (const failure of failures)
    test(`${failure.name}: the message names the call, the cause and a cure that works`, () => {
      try {
        failure.setup?.();
        explains(failure, run(words(failure.argv)));
        const cured = run(words(failure.cure));
        assert.is(cured.status, 0, `after the cure: ${cured.signal ?? ""}${cured.stderr}`);
      } finally {
        failure.cleanup?.();
      }
    });
}

function explains({ status = 125, says, hint }: Failure, result: Result): void {
  assert.is(result.status, status, `${result.signal ?? ""}${result.stderr}`);
  for (const pattern of [...says, hint]) assert.match(result.stderr, pattern);
  const messages = result.stderr.trimEnd().split("\n");
  const own = messages.filter((line) => !line.startsWith("  hint: "));
  assert.is(own.length, 1, `one line, and hints:\n${result.stderr}`);
  assert.not.match(result.stderr, / at .*\.(ts|js):\d+/, "no stack trace");
}
