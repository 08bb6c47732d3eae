import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { matches, Session, type Step, steps } from "./lib/lab.ts";
import { root, scratch, tool } from "./lib/tools.ts";

const directory = join(root, "labs");
const pages = readdirSync(directory).filter((name) => name.endsWith(".md") && name !== "README.md");
const env = {
  PATH: `${dirname(tool("ns-exec"))}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
  HOME: "/root",
  LC_ALL: "C",
  TERM: "dumb",
};

async function follow(page: string, all: readonly Step[]): Promise<void> {
  const session = new Session(scratch("lab"), env);
  let whole = false;
  try {
    for (const { line, command, expected } of all) {
      const output = await session.run(command);
      if (!matches(output, expected))
        assert.is(output, `${expected.join("\n")}\n`, `labs/${page}, line ${line}: ${command}`);
    }
    whole = true;
  } finally {
    await session.close();
    // What the page itself would have removed at its end.
    if (!whole)
      for (const { command } of all)
        if (command.startsWith("cg-set delete")) spawnSync(command, { env, shell: true });
  }
}

for (const page of pages) {
  const text = readFileSync(join(directory, page), "utf8");
  test(`labs/${page}: each command gives what the page shows`, async () => {
    const all = steps(text);
    assert.ok(all.length >= 3, "a page has steps");
    await follow(page, all);
  });

  test(`labs/${page}: ends with the same step in another tool`, () => {
    const heading = text.lastIndexOf("\n## The same with ");
    assert.ok(heading >= 0, 'has a part "The same with …"');
    assert.is(text.indexOf("\n## ", heading + 1), -1, "it is the last part");
    assert.ok(steps(text.slice(heading)).length > 0, "it has a command");
  });
}

test("labs/README.md lists each page", () => {
  const index = readFileSync(join(directory, "README.md"), "utf8");
  const listed = [...index.matchAll(/^\| \[.*?\]\((.+?\.md)\)/gm)].map(([, name]) => name!);
  assert.equal(listed.sort(), pages.sort());
});

test("what a page shows is compared: another output, a line more and a line less do not pass", () => {
  assert.ok(matches("a 1\nb\n", ["a …", "b"]));
  assert.ok(matches("", []));
  assert.ok(matches("x\ny\nz\n", ["x", "…", "z"]));
  assert.ok(matches("x\nz\n", ["x", "…", "z"]));
  for (const [output, expected] of [
    ["a 1\nb\n", ["a …"]],
    ["a 1\n", ["a …", "b"]],
    ["a\n", ["b"]],
    ["", ["a"]],
    ["a\n", []],
    ["aXb\n", ["a.b"]],
  ] as const)
    assert.not.ok(matches(output, expected), JSON.stringify([output, expected]));
});

test("a session takes commands one by one, also into a shell started in it, and back", async () => {
  const session = new Session(scratch("lab"), env);
  try {
    assert.is(await session.run("echo one; echo two >&2"), "one\ntwo\n");
    assert.is(await session.run("x=outer; sh"), "");
    assert.is(await session.run('echo "x is $x"'), "x is \n");
    assert.is(await session.run("exit"), "");
    assert.is(await session.run('echo "$x"'), "outer\n");
    assert.is(await session.run("sleep 1.2; echo slept"), "slept\n");
    assert.is(await session.run("if true; then\n  echo long\nfi"), "long\n");
  } finally {
    await session.close();
  }
});

test.run();
