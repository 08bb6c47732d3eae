import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, run, tool } from "../../../test/lib/tools.ts";

const capDrop = tool("cap-drop");
const SOME = [
  "--keep=kill,net_raw",
  "--ambient=kill",
  "--uid=1000",
  "--gid=100",
  "--groups=5,7",
  "--no-new-privs",
];

test("cap-drop show: says what cap-drop was told", () => {
  const words = [...SOME, "--umask=027", "--oom-score-adj=12", "--rlimit=nofile=100:200", "--rlimit=core=0"];
  const lines = output([capDrop, ...words, "--", capDrop, "show"]).split("\n");
  for (const [name, value] of [
    ["uid", "1000"],
    ["gid", "100"],
    ["groups", "5,7"],
    ["bounding-set", "kill,net_raw"],
    ["permitted", "kill"],
    ["effective", "kill"],
    ["inheritable", "kill"],
    ["ambient", "kill"],
    ["no-new-privs", "yes"],
    ["umask", "027"],
    ["oom-score-adj", "12"],
    ["rlimit", "nofile=100:200"],
    ["rlimit", "core=0"],
  ])
    assert.ok(lines.includes(name!.padEnd(15) + value), `${name} ${value}`);
});

test("cap-drop show: each line of a set is read back as that set", () => {
  const shown = (words: readonly string[]) => output([capDrop, ...words, "--", capDrop, "show"]);
  const first = shown(["--keep=all,-mknod,-sys_resource"]);
  const bounding = /^bounding-set +(.*)$/m.exec(first)![1]!;
  assert.match(bounding, /^all,(?=.*-mknod)(?=.*-sys_resource)/);
  assert.is(shown([`--keep=${bounding}`]), first);
});

test("cap-drop show --json: of another process, by its number", () => {
  const script = `${capDrop} ${SOME.join(" ")} -- sleep 20 >/dev/null 2>&1 & sleep 0.2; ${capDrop} show --json $!; kill $!`;
  const shown = JSON.parse(output(["sh", "-c", script]));
  assert.equal(
    [shown.uid, shown.groups, shown.boundingSet, shown.noNewPrivs, shown.seccomp],
    [[1000, 1000, 1000, 1000], [5, 7], ["kill", "net_raw"], true, "none"],
  );
});

test("cap-drop show: a process that is not there, and what is no process", () => {
  assert.match(run([capDrop, "show", "4194305"]).stderr, /cannot look at process 4194305.*ENOENT/);
  for (const word of ["0", "-1", "../1", "x", ""])
    assert.is(run([capDrop, "show", "--", word]).status, 125, word);
});

test.run();
