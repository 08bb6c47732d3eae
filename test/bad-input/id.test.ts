import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "../lib/bundle.ts";
import { run, tool } from "../lib/tools.ts";
import { ociRun, oneLine, remainsOf, stateRoot, uniqueName } from "./lib/clean.ts";

const bundle = runcSpecBundle("id", (config) => {
  config.process.args = ["/bin/true"];
});

/** The words of each command with an id in its place. */
const commands: Readonly<Record<string, (id: string) => readonly string[]>> = {
  run: (id) => ["run", "--bundle", bundle.path, "--", id],
  create: (id) => ["create", "--bundle", bundle.path, "--", id],
  start: (id) => ["start", "--", id],
  state: (id) => ["state", "--", id],
  kill: (id) => ["kill", "--", id, "KILL"],
  delete: (id) => ["delete", "--force", "--", id],
};

const wrong: readonly (readonly [id: string, says: RegExp])[] = [
  ["", /the container id "" is empty/],
  [".", /"\." is a directory's own name/],
  ["..", /"\.\." is a directory's own name/],
  ["/", /"\/" contains "\/"/],
  ["a/b", /"a\/b" contains "\/"/],
  ["../../etc", /contains "\/"/],
  ["-x", /"-x" begins with "-", like an option/],
  ["a\tb", /"a\\tb" contains a control character/],
  ["a\x1b[2Jb", /contains a control character/],
  ["a\x7f", /contains a control character/],
  ["x".repeat(256), /has more than 255 bytes/],
  ["é".repeat(128), /has more than 255 bytes/],
];

for (const [id, says] of wrong) {
  for (const [command, words] of Object.entries(commands)) {
    test(`oci-run ${command} ${JSON.stringify(id.slice(0, 20))}: one line, 1, and nothing is made`, () => {
      const result = ociRun(words(id), uniqueName("none"));
      assert.is(result.status, 1, result.stderr);
      assert.is(result.stdout, "");
      const { line } = oneLine(result);
      assert.match(line, says);
      assert.ok(line.startsWith(`oci-run ${command}: `), line);
    });
  }
}

for (const command of ["start", "state", "kill"]) {
  test(`oci-run ${command} of a container that is not there: one line, 1`, () => {
    const id = uniqueName("absent");
    const result = ociRun(commands[command]!(id), id);
    assert.equal([result.status, result.stdout], [1, ""]);
    // The words that containerd looks for.
    assert.is(oneLine(result).line, `oci-run: container "${id}" does not exist`);
  });
}

test("oci-run delete of a container that is not there: one line, 1; with --force nothing, 0", () => {
  const id = uniqueName("absent");
  const result = ociRun(["delete", id], id);
  assert.is(result.status, 1);
  assert.is(oneLine(result).line, `oci-run: container "${id}" does not exist`);
  assert.equal(ociRun(["delete", "--force", id], id), { status: 0, signal: null, stdout: "", stderr: "" });
});

test("the longest ids, and those with strange letters, are ids like others", () => {
  for (const id of [
    `x${uniqueName("long")}`.padEnd(255, "y"),
    `${uniqueName("strange")} ü"'$\\:*[`,
    `${uniqueName("dots")}...`,
  ])
    assert.equal(ociRun(["run", "--bundle", bundle.path, id], id), {
      status: 0,
      signal: null,
      stdout: "",
      stderr: "",
    });
});

test("an id that is taken is refused, and what has it is left alone", () => {
  const sleeper = runcSpecBundle("taken", (config) => {
    config.process.args = ["/bin/sleep", "1000"];
  });
  const id = uniqueName("taken");
  const program = [tool("oci-run"), "--root", stateRoot];
  const script = '"$@" > /dev/null 2>&1 < /dev/null';
  try {
    const made = run(["sh", "-c", script, "sh", ...program, "run", "--detach", "--bundle", sleeper.path, id]);
    assert.is(made.status, 0, made.stderr);
    const before = remainsOf(id);
    assert.ok(before.length > 1);
    for (const command of ["run", "create"]) {
      const result = run([...program, ...commands[command]!(id)]);
      assert.is(result.status, 1);
      assert.match(oneLine(result).line, new RegExp(`a container with the id "${id}" exists already`));
      assert.equal(remainsOf(id), before);
    }
    const state = JSON.parse(run([...program, "state", id]).stdout);
    assert.is(state.status, "running");
  } finally {
    run([...program, "delete", "--force", id]);
  }
  assert.equal(remainsOf(id), []);
});

test.run();
