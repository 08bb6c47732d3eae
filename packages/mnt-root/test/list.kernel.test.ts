import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { run, scratch, tool } from "../../../test/lib/tools.ts";
import { onProcess } from "../../../test/lib/views.ts";

const host = scratch("list");
mkdirSync(join(host, "m"));

/** Words of mnt-root list in a namespace with a tmpfs on a place of ours, and one below it. */
const list = (words: string) =>
  run([
    ...["unshare", "--mount", "sh", "-c"],
    `mount -t tmpfs one ${host}/m && mkdir "${host}/m/a b" && mount -t tmpfs two "${host}/m/a b" && ${tool("mnt-root")} list ${words}`,
  ]);

test("list shows a mount with a space in its name, and those below a path", () => {
  assert.is(list(`-nlo TARGET,SOURCE -R ${host}/m`).stdout, `${host}/m     one\n${host}/m/a b two\n`);
  const { filesystems } = JSON.parse(list(`--json --output target,id,parent -R ${host}/m`).stdout);
  assert.is(filesystems.length, 2);
  assert.is(filesystems[1].parent, filesystems[0].id);
  assert.is(filesystems[1].target, `${host}/m/a b`);
});

test("list shows the mounts of another process, and finds a path as that one does", () => {
  const { stdout, stderr } = run([
    ...onProcess(
      `nsenter -t $p -m mount -t tmpfs theirs ${host}/m`,
      `${tool("mnt-root")} list -no SOURCE --task $p ${host}/m`,
      "unshare --mount",
    ),
  ]);
  assert.is(stdout, "theirs\n", stderr);
});

test("list says what it does not find", () => {
  for (const [words, status, says] of [
    ["/no/such", 125, /cannot look at \/no\/such: statx\(.*ENOENT/],
    ["--task 4194304", 125, /cannot read the mounts of process 4194304: .*ENOENT/],
    ["--output nonsense", 125, /want .*TARGET/],
    ["a b", 125, /one word too many/],
    ["--type nosuchfs", 1, /^$/],
  ] as const) {
    const result = list(words);
    assert.is(result.status, status, words);
    assert.match(result.stderr, says);
  }
});

test.run();
