import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseSections } from "./probe.ts";
import { type Result, type RunOptions, root, run } from "./tools.ts";

type Words = readonly string[] | (() => readonly string[]);

/** A row of docs/coming-from.md: an option of another tool, and what does the same here. */
export interface Equivalent {
  /** The first cell of the row, without the code marks: "-f, --fork". */
  readonly option: string;
  /** A command of the other tool that uses the option. */
  readonly theirs: Words;
  /** Ours, which must have the same effect. */
  readonly ours: Words;
  /** Words after both commands: a payload that prints what the kernel shows. */
  readonly view?: readonly string[];
  /** Environment and working directory of both. */
  readonly run?: RunOptions;
  /** Takes out of an output what differs by nature, such as the number of a process; the reason stands beside it. */
  readonly normalize?: (output: string) => string;
  /** Instead of equal output. */
  readonly compare?: (theirs: Result, ours: Result) => void;
  readonly setup?: () => void;
  readonly cleanup?: () => void;
}

/** A row that is seen in runs which it shares with others: what the kernel shows of each side. */
export interface Seen {
  readonly option: string;
  readonly shown: () => readonly [theirs: string, ours: string];
}

/** What a row looks at in a run that it shares. */
export interface Look {
  readonly option: string;
  /** By the name in the line "@@ NAME" before it. */
  readonly section: string;
  /** The part that is the row's own. [all] */
  readonly part?: RegExp;
}

/**
 * Rows that share runs: theirs with all that the rows have, ours, and one without any of it, in which each row must look
 * different.
 */
export function shareRuns(
  looks: readonly Look[],
  runs: () => readonly [theirs: string, ours: string, untouched: string],
): Seen[] {
  let sections: readonly Record<string, string>[] | undefined;
  let failed = false;
  return looks.map(({ option, section, part = /.*/s }) => ({
    option,
    shown: () => {
      assert.not(failed, "the runs have failed before");
      failed = true;
      sections ??= runs().map(parseSections);
      failed = false;
      const [theirs, ours, untouched] = sections.map((each) => part.exec(each[section] ?? "")?.[0] ?? "");
      assert.is.not(theirs, "", "theirs shows");
      assert.is.not(theirs, untouched, "theirs changes something");
      return [theirs!, ours!];
    },
  }));
}

/** A row that says why there is no equivalent. */
export interface NoEquivalent {
  readonly option: string;
  readonly none: string;
}

/** A row without an equivalent, of one name or of several. */
export const noEquivalent = (reason: string, ...names: readonly string[]): NoEquivalent => ({
  option: names.join(", "),
  none: reason,
});

export interface Peer {
  /** The heading of the section, and the program's name. */
  readonly name: string;
  readonly cases: readonly (Equivalent | Seen | NoEquivalent)[];
  /** How the peer prints its options. Null: it has none, and its rows are its operands. [NAME --help] */
  readonly help?: readonly string[] | null;
  /** What has to stand in the table, where it is not the long options of a help. */
  readonly names?: () => readonly string[];
  /** Long options of the peer that the table leaves to another section, by pattern, with the reason. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

/** The first and the second cell of each row of a section's table, without code marks. */
function rows(section: string): Map<string, string> {
  const text = readFileSync(join(root, "docs/coming-from.md"), "utf8");
  const start = text.indexOf(`\n## ${section}\n`);
  assert.ok(start >= 0, `docs/coming-from.md has no section "${section}"`);
  const end = text.indexOf("\n## ", start + 1);
  const cells = [...text.slice(start, end < 0 ? undefined : end).matchAll(/^\| (.+?) \| (.*?) \|/gm)];
  const plain = (cell: string) => cell.replaceAll("`", "").trim();
  return new Map(
    cells
      .map(([, first, second]) => [plain(first!), plain(second!)] as const)
      // The heading of the table, and the line below it.
      .filter(([first], i) => i > 0 && !/^[-: ]+$/.test(first)),
  );
}

/** The long options in what a program prints of itself. */
function longOptions(help: readonly string[]): string[] {
  const { stdout, stderr } = run(help);
  return [...`${stdout}${stderr}`.matchAll(/(?<![\w-])--[a-z][a-z0-9-]*/g)].map(([word]) => word);
}

const words = (argv: Words) => (typeof argv === "function" ? argv() : argv);

/** Registers the tests of a section: its table is whole, and each row is true. */
export function testComingFrom(peer: Peer): void {
  const { name, cases, help = [name, "--help"], elsewhere = {}, names } = peer;

  test(`coming from ${name}: each row of the table has a case, and each case a row`, () => {
    const table = rows(name);
    assert.equal([...table.keys()].sort(), cases.map(({ option }) => option).sort());
    for (const one of cases)
      if ("none" in one)
        assert.match(
          table.get(one.option)!,
          /^(-|none|no\b.*)$/i,
          `${one.option}: a row without an equivalent`,
        );
  });

  test(`coming from ${name}: each of its options stands in the table`, () => {
    const options = new Set(names ? names() : longOptions(help ?? [name, "--help"]));
    for (const common of ["--help", "--version"]) options.delete(common);
    assert.is(options.size > 0, help !== null, `${help?.join(" ") ?? name} prints options`);
    const listed = new Set(cases.flatMap(({ option }) => option.split(/[\s,=[\]]+/)));
    const left = (option: string) =>
      Object.keys(elsewhere).some((pattern) => new RegExp(`^${pattern}$`).test(option));
    assert.equal(
      [...options].filter((option) => !listed.has(option) && !left(option)),
      [],
    );
  });

  for (const one of cases) {
    if ("none" in one) continue;
    test(`coming from ${name}: ${one.option}`, () => {
      if ("shown" in one) {
        const [theirs, ours] = one.shown();
        assert.is(ours, theirs);
        return;
      }
      try {
        one.setup?.();
        const view = one.view ?? [];
        const theirs = run([...words(one.theirs), ...view], one.run);
        const ours = run([...words(one.ours), ...view], one.run);
        if (one.compare) return one.compare(theirs, ours);
        const { normalize = (text: string) => text } = one;
        assert.is(theirs.status, 0, `${name}: ${theirs.stderr}`);
        assert.is(ours.status, 0, `ours: ${ours.stderr}`);
        assert.is.not(theirs.stdout, "", "the view shows something");
        assert.is(normalize(ours.stdout), normalize(theirs.stdout));
      } finally {
        one.cleanup?.();
      }
    });
  }
}
