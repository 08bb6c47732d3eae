import { CAPABILITIES } from "@isobox/kernel/abi";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, run, tool } from "../../../test/lib/tools.ts";
import { withSleeper } from "./lib/sleeper.ts";

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

test("cap-drop show: says in sentences what the sets, bits and limits mean", () => {
  const said = (words: readonly string[], ...more: readonly string[]) =>
    JSON.parse(output([...words, capDrop, ...more, "--", capDrop, "show", "--json"])).explanation.join("\n");
  const root = said([], "--keep=all");
  assert.match(root, /^It is root \(user 0\) of the initial user namespace/);
  assert.match(said([], "--keep=all,-mknod"), /but these; it may not\n(.*\n)* {2}mknod +make device nodes/);
  assert.match(said([], "--keep=kill"), /It has one capability; it may\n {2}kill +send signals/);
  assert.match(said([], "--keep=kill"), /as user 0 has the capabilities .*: kill\./);
  assert.match(said([], "--keep=none"), /has no capability.*\n.*: none\.\nIts bounding set is empty/);
  const user = said([], "--uid=1000", "--gid=1000", "--keep=kill,chown", "--ambient=kill", "--no-new-privs");
  assert.match(user, /^It is user 1000 of the initial user namespace\.\n/);
  assert.match(user, /keeps what is ambient: kill\.\n/);
  assert.match(user, /no_new_privs is set/);
  assert.not.match(root, /no_new_privs|ambient|noroot/);
  const bits = said([], "--securebits=noroot,no_cap_ambient_raise");
  assert.match(
    bits,
    /\nAn ordinary program that it executes has no capability\.\n(.*\n)*noroot: .*\nno_cap_ambient_raise: /,
  );
  const mapped = said([
    "setpriv",
    "--reuid=1000",
    "--regid=1000",
    "--clear-groups",
    "unshare",
    "--user",
    "--map-root-user",
  ]);
  assert.match(mapped, /^It is root \(user 0\) of the user namespace \d+; root there is user 1000 outside/);
  assert.match(mapped, /every capability in its user namespace/);
  assert.match(mapped, /does not let it change supplementary groups/);
  const current = said([
    "setpriv",
    "--reuid=1000",
    "--regid=1000",
    "--clear-groups",
    "unshare",
    "--user",
    "--map-user=7",
  ]);
  assert.match(current, /^It is user 7 of .*which is user 1000 outside; user 0 is not mapped there/);
});

test("cap-drop show PID: of a process of somebody else, to a user without privilege", async () => {
  await withSleeper((pid) => {
    const user = ["setpriv", "--reuid=1000", "--regid=1000", "--clear-groups", capDrop, "show", pid];
    const lines = output(user);
    assert.match(lines, /^uid +0$/m);
    assert.match(lines, /^user-namespace the initial one$/m);
    assert.not.match(lines, /securebits|session-keyring/);
  });
});

test("cap-drop show --decode: as capsh reads a mask", () => {
  for (const mask of ["0", "00000000a80425fb", "0x1", "000001ffffffffff", "8000000000000000"]) {
    const theirs = output(["capsh", `--decode=${mask.replace("0x", "")}`])
      .trim()
      .split("=")[1]!
      .replaceAll("cap_", "");
    assert.is(output([capDrop, "show", "--decode", mask]).trim(), theirs || "none");
  }
  assert.equal(JSON.parse(output([capDrop, "show", "--json", "--decode=21"])), ["chown", "kill"]);
});

test("cap-drop show --explain, --suggest, --supports, --has", () => {
  assert.match(
    output([capDrop, "show", "--explain=CAP_KILL,12"]),
    /^kill \(5\): it may .*\nnet_admin \(12\): it may /,
  );
  const all = JSON.parse(output([capDrop, "show", "--json", "--explain=all"]));
  assert.equal(
    all.map(({ name }: { name: string }) => name),
    [...CAPABILITIES],
  );
  assert.is(
    new Set(all.map(({ text }: { text: string }) => text)).size,
    CAPABILITIES.length,
    "no text twice",
  );
  assert.match(output([capDrop, "show", "--suggest=Time"]), /^sys_time /m);
  const status = (...words: readonly string[]) => run([capDrop, "show", ...words]).status;
  assert.is(status("--suggest=no such words"), 1);
  assert.is(status("--supports=chown,checkpoint_restore"), 0);
  assert.is(status("--supports=63"), 1);
  const has = (...words: readonly string[]) =>
    run([capDrop, "--keep=kill,chown", "--ambient=kill", "--", capDrop, "show", ...words]).status;
  assert.is(has("--has=permitted=kill,chown", "--has=ambient=kill"), 0);
  assert.is(has("--has=permitted=kill,mknod"), 1);
  assert.is(has("--has=permitted=kill", "--has=ambient=chown"), 1);
  for (const words of [
    ["--has=permitted"],
    ["--has=fine=kill"],
    ["--has=permitted=all"],
    ["--decode=x"],
    ["--decode=1", "--explain=kill"],
    ["--decode=1", "1"],
    ["--explain=fly"],
  ])
    assert.is(status(...words), 125, words.join(" "));
});

test("cap-drop show: a process that is not there, and what is no process", () => {
  assert.match(
    run([capDrop, "show", "4194305"]).stderr,
    /cannot look at process 4194305.*ENOENT.*\n.*no process has the number 4194305/,
  );
  for (const word of ["0", "-1", "../1", "x", ""])
    assert.is(run([capDrop, "show", "--", word]).status, 125, word);
});

test.run();
