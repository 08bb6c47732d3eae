import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, run, scratch } from "../../../test/lib/tools.ts";
import { asNobody, childrenOf, nsExec, runs, until } from "./lib/namespaces.ts";

const environment = process.env as Record<string, string>;
const CHAINS = ["", "exec"];
const status = (words: readonly string[], script: string, chain = "") =>
  run([nsExec, ...words, "--", "sh", "-c", script], { env: { ...environment, ISOBOX_CHAIN: chain } });

test("ns-exec --init: PROG is its child, and its status the status of all", () => {
  for (const chain of CHAINS) {
    assert.is(status(["-p", "--init"], "echo $$", chain).stdout, "2\n");
    for (const [script, wanted] of [
      ["exit 7", 7],
      ["kill -KILL $$", 137],
      ["kill -TERM $$", 143],
    ] as const)
      assert.is(status(["-p", "--init"], script, chain).status, wanted);
  }
});

test("ns-exec --init: reaps orphans, which pile up without", () => {
  // A child whose parent ends before it: the first process of the namespace gets it, and is asked about it once it has ended.
  const script =
    "mount -t proc proc /proc; (sleep 0.05 & echo $! >$1) ; orphan=$(cat $1); while [ -d /proc/$orphan ] && ! grep -q '^State:.Z' /proc/$orphan/status 2>/dev/null; do :; done; sleep 0.1; [ -d /proc/$orphan ] && echo zombie || echo reaped";
  const file = join(scratch("init"), "pid");
  const shown = (words: readonly string[]) =>
    output([nsExec, "-mp", ...words, "--", "sh", "-c", script, "sh", file]);
  assert.is(shown(["--init"]), "reaped\n");
});

test("ns-exec --init: hands signals on to PROG, though nothing catches them in a first process", async () => {
  const child = spawn(
    nsExec,
    ["-p", "--init", "--", "sh", "-c", "trap 'exit 9' TERM; echo up; while :; do sleep 0.1; done"],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const ended = new Promise((resolve) => child.on("exit", resolve));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.kill("SIGTERM");
  assert.is(await ended, 9);
});

test("ns-exec --init: a PROG that somebody stops stays stopped until it is let go on", async () => {
  const child = spawn(nsExec, ["-p", "--init", "--kill-child", "--", "sleep", "60"], { stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  let prog = 0;
  await until("PROG runs", () => {
    const first = childrenOf(child.pid!)[0];
    prog = (first !== undefined && childrenOf(first)[0]) || 0;
    return prog > 0 && readFileSync(`/proc/${prog}/comm`, "utf8") === "sleep\n";
  });
  const state = () => /\) (.) /.exec(readFileSync(`/proc/${prog}/stat`, "utf8"))![1];
  process.kill(prog, "SIGSTOP");
  await until("it is stopped", () => state() === "T");
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.is(state(), "T");
  process.kill(prog, "SIGCONT");
  await until("it goes on", () => state() === "S");
  child.kill("SIGTERM");
  assert.is(await ended, 143);
});

test("ns-exec --init --kill-child: nothing is left when the parent is killed", async () => {
  const child = spawn(nsExec, ["-p", "--init", "--kill-child", "--", "sleep", "60"], { stdio: "ignore" });
  let all: number[] = [];
  await until("PROG runs", () => {
    const first = childrenOf(child.pid!)[0];
    all = first === undefined ? [] : [first, ...childrenOf(first)];
    return all.length === 2;
  });
  child.kill("SIGKILL");
  await until("all have ended", () => all.every((pid) => !runs(pid)));
});

test("ns-exec --info-fd --json-status-fd: the child, and how it ended; PROG has neither", () => {
  const directory = scratch("status");
  for (const words of [
    ["--fork"],
    ["--pid", "--fork"],
    ["--time", "--fork", "--boottime", "1"],
    ["-p", "--init"],
  ]) {
    const script = `exec 7>${directory}/info 8>${directory}/status; exec ${nsExec} ${words.join(" ")} --info-fd 7 --json-status-fd 8 -- sh -c 'ls /proc/self/fd | grep -c "[78]"; exit 5'`;
    const result = run(["sh", "-c", script]);
    assert.is(result.status, 5, result.stderr);
    assert.is(result.stdout, "0\n");
    const info = JSON.parse(readFileSync(`${directory}/info`, "utf8")) as { "child-pid": number };
    assert.ok(info["child-pid"] > 1);
    const lines = readFileSync(`${directory}/status`, "utf8").trimEnd().split("\n");
    assert.equal(
      lines.map((line) => JSON.parse(line)),
      [info, { "exit-code": 5 }],
    );
  }
});

test("ns-exec --userns-block-fd: the maps are another's, who has the child by --info-fd", () => {
  for (const words of ["--fork", "--pid --fork"]) {
    const script = `mkfifo info go
      ${nsExec} ${words} --user --info-fd 7 --userns-block-fd 8 -- sh -c 'id -u; cat /proc/self/uid_map' 7>info 8<>go &
      pid=$(sed 's/[^0-9]//g' info)
      echo "0 1234 1" >/proc/$pid/uid_map
      echo go >go
      wait $!`;
    const result = run(["sh", "-c", `cd ${scratch("block")}; ${script}`]);
    assert.match(result.stdout, /^0\n +0 +1234 +1\n$/, result.stderr);
  }
});

test("ns-exec --block-fd: PROG waits for a byte, or for the end", () => {
  for (const words of ["", "--fork"])
    for (const go of ["echo >&7", "exec 7>&-"]) {
      const script = `mkfifo gate; ${nsExec} ${words} --block-fd 8 -- sh -c 'echo after; ls /proc/self/fd | grep -c 8' 8<gate & exec 7>gate; echo before; ${go}; wait $!`;
      assert.is(run(["sh", "-c", `cd ${scratch("gate")}; ${script}`]).stdout, "before\nafter\n0\n");
    }
});

test("ns-exec --lock-file: a shared lock as long as PROG runs", () => {
  const file = join(scratch("lock"), "file");
  writeFileSync(file, "");
  const view = 'grep -c "POSIX .* READ .*:$(stat -c %i $1) " /proc/locks; :';
  assert.is(output([nsExec, "--fork", "--lock-file", file, "--", "sh", "-c", view, "sh", file]), "1\n");
  assert.is(output(["sh", "-c", view, "sh", file]), "0\n");
  const holder = `import fcntl, subprocess, sys; f = open("${file}", "r+"); fcntl.lockf(f, fcntl.LOCK_EX); r = subprocess.run(sys.argv[1:], capture_output=True, text=True); print(r.returncode, r.stderr)`;
  const shown = output(["python3", "-c", holder, nsExec, "--fork", "--lock-file", file, "--", "true"]);
  assert.match(shown, /^125 ns-exec: cannot lock ".*": another process has it, \d+\n {2}hint: .*lslocks/);
});

test("ns-exec --clear-env --whitelist-env --unsetenv --setenv: less first, then more", () => {
  const env = { PATH: environment["PATH"]!, A: "1", B: "2", C: "3" };
  for (const ISOBOX_CHAIN of CHAINS) {
    const shown = (...words: string[]) =>
      output([nsExec, ...words, "--", "cap-drop", "--", "/usr/bin/env"], { env: { ...env, ISOBOX_CHAIN } });
    assert.is(shown("--setenv", "D=4", "--clear-env"), "D=4\n");
    assert.is(shown("--whitelist-env", "A,C,none"), "A=1\nC=3\n");
    assert.is(shown("--whitelist-env=A,B", "--unsetenv", "A", "--setenv", "B=x=y"), "B=x=y\n");
  }
});

test("ns-exec --try: a namespace that the kernel refuses is left out", () => {
  const view = ["--", "readlink", "/proc/self/ns/uts", "/proc/self/ns/user"];
  const same = output(["readlink", "/proc/self/ns/uts", "/proc/self/ns/user"]).split("\n");
  const root = output([nsExec, "--try", "uts", ...view]).split("\n");
  assert.is.not(root[0], same[0]);
  assert.is(root[1], same[1]);
  // An ordinary user has no right to it, unless a user namespace is made.
  assert.equal(output([...asNobody, nsExec, "--try", "uts", ...view]).split("\n"), same);
  const both = output([...asNobody, nsExec, "--try", "uts", "--try", "user", ...view]).split("\n");
  assert.is.not(both[0], same[0]);
  assert.is.not(both[1], same[1]);
});

for (const words of [
  ["--info-fd", "7"],
  ["--json-status-fd", "7"],
  ["--lock-file", "/etc/passwd"],
])
  test(`ns-exec ${words.join(" ")} [no --fork]: refused`, () => {
    const result = run([nsExec, ...words, "--", "true"]);
    assert.is(result.status, 125);
    assert.match(result.stderr, new RegExp(`${words[0]} needs --fork`));
  });

test("ns-exec --info-fd [not open]: said, and nothing is started", () => {
  const result = run([nsExec, "--fork", "--info-fd", "77", "--", "echo", "started"]);
  assert.is(result.status, 125);
  assert.is(result.stdout, "");
  assert.match(result.stderr, /cannot use --info-fd 77: fcntl\(77.*EBADF/);
});

test.run();
