import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { buildBox, directory, plainEnvironment, run, shell, start, stateOf, until } from "./box/program.ts";

const test = suite("a box of tools on the kernel");
test.before(buildBox);

const notes = join(directory, "notes");
const modes = [
  ["fused", plainEnvironment],
  ["exec by exec", { ...plainEnvironment, ISOBOX_CHAIN: "exec" }],
] as const;

/** The lines that undoers wrote, in order; forgets them. */
function undone(): string[] {
  if (!existsSync(notes)) return [];
  const lines = readFileSync(notes, "utf8").trimEnd().split("\n");
  rmSync(notes);
  return lines;
}

// Text instead of work

test("--help and --version print to standard output and do nothing", () => {
  for (const line of [
    "t-fork --help",
    "t-fork -h --nonsense",
    "t-plain -- t-fork --help -- sh -c 'exit 3'",
  ]) {
    const { status, out, err } = shell(line);
    assert.equal([status, err], [0, ""], line);
    assert.match(out, /^Usage:\n {2}t-fork \[options\]/, line);
  }
  assert.equal(shell("t-plain t-fork -V"), { status: 0, out: "t-fork from isobox 1.2.3\n", err: "" });
  assert.is(shell("isobox --version").out, "isobox 1.2.3\n");
  assert.is(shell("isobox --licenses").out, "the licences\n");
  assert.match(shell("isobox").out, /isobox t-fork /);
  assert.match(shell("isobox t-fork echo --help").out, /t-fork echo \[options\] \[WORD\.\.\.\]/);
});

test("text that cannot be written is a failure", () => {
  for (const line of ["t-fork --help", "t-fork --version", "isobox man t-fork"]) {
    const { status, err } = shell(`${line} >/dev/full`);
    assert.is(status, 125, line);
    assert.match(err, /cannot write to standard output: write\(1.*ENOSPC/, line);
  }
  assert.is(shell("t-fork --help >&-").status, 125);
});

test("isobox man and isobox completion speak of every tool", () => {
  assert.match(shell("isobox man t-fork").out, /^\.TH "T\\-FORK" 1/);
  assert.is(
    shell("isobox man t-frok").err,
    `isobox: there is no tool "t-frok" (did you mean t-fork?); try 'isobox --help'\n`,
  );
  assert.is(shell("isobox completion fish").status, 125);
  const words = "t-plain -- t-fork --i";
  const line = `source <(isobox completion bash); COMP_WORDS=(${words}); COMP_CWORD=3; _t-plain_yargs_completions; echo "$COMPREPLY"`;
  assert.is(run(["/bin/bash", "-c", line]).out, "--impossible\n");
});

// Usage

test("a mistake is one line, names the tool that it was made in, and nothing is done", () => {
  const cases: [string, string][] = [
    [
      "t-record --note=x:y t-fork --pdi true",
      "t-fork: unknown option --pdi (did you mean --pid?); try 't-fork --help'\n",
    ],
    ["t-fork", "t-fork: no program to execute; try 't-fork --help'\n"],
    ["t-fork --", "t-fork: no program to execute; try 't-fork --help'\n"],
    ["isobox t-frok", `isobox: there is no tool "t-frok" (did you mean t-fork?); try 'isobox --help'\n`],
    ["t-fork echo -x", "t-fork echo: unknown option -x; try 't-fork echo --help'\n"],
    [
      "t-fork echo a --up",
      "t-fork echo: --up stands behind an operand: options come first (an operand of that name, behind --); try 't-fork echo --help'\n",
    ],
    [
      "t-plain --trace=fd:77 true",
      `t-plain: --trace cannot be "fd:77": no such descriptor is open; try 't-plain --help'\n`,
    ],
    ["t-fork t-break --usage -- true", "t-break: wrong use; try 't-break --help'\n"],
  ];
  for (const [line, err] of cases) assert.equal(shell(line), { status: 125, out: "", err }, line);
});

test("a verb is one as the first word of the first tool alone", () => {
  for (const [mode, env] of modes) {
    assert.equal(shell("t-fork echo --up a b", { env }), { status: 0, out: "A B\n", err: "" }, mode);
    assert.is(shell("t-fork echo -- --up", { env }).out, "--up\n", mode);
    assert.is(shell("t-fork echo --status=7", { env }).status, 7, mode);
    for (const line of ["t-fork -- echo --up", "t-plain t-fork echo --up", "t-plain -- -- echo --up"])
      assert.is(shell(line, { env }).out, "--up\n", `${mode}: ${line}`);
  }
});

test("a program that is not there may be a stage or a verb with a slip in it", () => {
  assert.match(shell("t-fork ecoh").err, "hint: did you mean the verb echo?");
  assert.match(shell("t-fork -- t-plian --x").err, "hint: did you mean the stage t-plain?");
  assert.not.match(shell("t-fork ./ecoh").err, "did you mean");
});

// The payload, beside env(1)

const bin = join(directory, "bin");
function makePrograms(): void {
  mkdirSync(join(bin, "late"), { recursive: true });
  const put = (name: string, body: string, mode: number) => {
    writeFileSync(join(bin, name), body);
    chmodSync(join(bin, name), mode);
  };
  put("script", 'echo "script $0 $*"\n', 0o755);
  put("shebang", '#!/bin/sh\necho "shebang $0 $*"\n', 0o755);
  put("plain", "echo plain\n", 0o644);
  put("late/plain", '#!/bin/sh\necho "late $0"\n', 0o755);
  put("lost", "#!/no/such/interpreter\n", 0o755);
  put("-dash", "echo dash $*\n", 0o755);
  mkdirSync(join(bin, "folder"), { recursive: true });
}

test("the payload is found, executed and refused as by env(1)", () => {
  makePrograms();
  const paths = [
    bin,
    `${bin}:${bin}/late`,
    "",
    `:/bin`,
    `/nonexistent:${bin}/plain:${bin}`,
    `${bin}/late::`,
    "/bin",
    null,
  ];
  const programs = [
    ["true"],
    ["sh", "-c", "exit 42"],
    ["script", "a b", "c"],
    ["shebang", "x"],
    ["plain"],
    ["folder"],
    ["lost"],
  ];
  const byPath = [
    ["./script", "y"],
    ["./plain"],
    ["./folder"],
    ["./none"],
    ["./plain/x"],
    ["/"],
    ["./lost"],
    [`${bin}/shebang`],
  ];
  const long = ["x".repeat(300)];
  let compared = 0;
  for (const path of paths)
    for (const words of [...programs, ["none"], ["-dash", "z"], long, ...byPath]) {
      const settings = { cwd: bin, env: path === null ? {} : { PATH: path } };
      // env(1) gives sh the bare name "-dash", which sh takes for options.
      if (words[0] === "-dash" && path?.split(":").includes("")) continue;
      const ours = run([join(directory, "t-plain"), "--", "--", ...words], settings);
      const theirs = run(["/usr/bin/env", "--", ...words], settings);
      // env(1) runs a file of the current directory by its bare name; ours by ./NAME, which sh cannot misread.
      const same = (text: string) => text.replaceAll("./", "");
      assert.equal(
        [ours.status, same(ours.out)],
        [theirs.status, same(theirs.out)],
        `PATH=${path} ${words}: ${ours.err}`,
      );
      compared++;
    }
  assert.ok(compared > 100);
});

test("a payload named like a stage or an option is reached behind -- --", () => {
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "t-fork"), "echo mine\n");
  chmodSync(join(bin, "t-fork"), 0o755);
  for (const [mode, env] of modes)
    assert.is(run(["t-plain", "--", "--", "t-fork"], { env: { ...env, PATH: bin } }).out, "mine\n", mode);
  rmSync(join(bin, "t-fork"));
});

test("a refused payload comes with its reason", () => {
  makePrograms();
  const at = (name: string) => join(bin, name);
  writeFileSync(at("crlf"), "#!/bin/sh\r\necho\r\n", { mode: 0o755 });
  writeFileSync(at("empty-elf"), "", { mode: 0o755 });
  rmSync(at("dangling"), { force: true });
  symlinkSync("/no/where", at("dangling"));
  // A real program, with another loader's name, or for another machine, written into a copy of it.
  const program = readFileSync("/bin/true", "latin1");
  const loader = program.indexOf("/lib64/ld-linux");
  assert.ok(loader > 0);
  const altered = (at: number, text: string) => program.slice(0, at) + text + program.slice(at + text.length);
  const E_MACHINE = 18;
  writeFileSync(at("musl"), altered(loader, "/lib64/XX"), { encoding: "latin1", mode: 0o755 });
  writeFileSync(at("arm"), altered(E_MACHINE, "\xb7\0"), { encoding: "latin1", mode: 0o755 });
  const cases: [string, number, RegExp][] = [
    ["nonexistent", 127, /hint: looked for it in PATH=/],
    [at("no/such"), 127, /hint: there is no ".*\/bin\/no"$/m],
    [at("dangling"), 127, /hint: ".*dangling" is a link to "\/no\/where", which is not there/],
    [at("script/x"), 126, /hint: ".*\/script" is no directory/],
    ["lost", 127, /hint: the interpreter of ".*\/lost" is not there: "\/no\/such\/interpreter"/],
    [at("lost"), 127, /hint: the interpreter of/],
    [at("crlf"), 127, /hint: the first line of ".*crlf" ends in a carriage return/],
    [at("musl"), 127, /hint: the loader of ".*musl" is not there: "\/lib64\/XX/],
    [at("arm"), 126, /hint: ".*arm" is a program for aarch64, and this is x86_64/],
    [at("plain"), 126, /hint: nobody may execute ".*plain": chmod \+x/],
    ["plain", 126, /hint: nobody may execute ".*plain": chmod \+x/],
    [at("folder"), 126, /hint: ".*folder" is a directory/],
    ["/dev/null", 126, /hint: "\/dev\/null" is no regular file/],
    ["/proc/self/status", 126, /hint: /],
  ];
  const env = { ...plainEnvironment, PATH: `${bin}:/usr/bin:/bin` };
  for (const [name, status, hint] of cases) {
    const result = run(["t-plain", "--", "--", name], { env });
    assert.is(result.status, status, name);
    assert.match(result.err, hint, name);
  }
  // An empty file is an empty script, as for execvp(3).
  assert.is(run(["t-plain", at("empty-elf")]).status, 0);
});

test("an empty name is not found", () => {
  assert.is(run(["t-plain", ""]).status, 127);
});

// The supervisor

test("the status of the payload is the supervisor's", () => {
  for (const line of ["exit 0", "exit 1", "exit 255"])
    assert.is(run(["t-fork", "sh", "-c", line]).status, Number(line.slice(5)), line);
  assert.is(run(["t-fork", "sh", "-c", "kill -KILL $$"]).status, 128 + 9);
  assert.is(run(["t-fork", "sh", "-c", "kill -TERM $$"]).status, 128 + 15);
  assert.is(run(["t-fork", "--pid", "sh", "-c", "exit 9"]).status, 9);
  assert.is(run(["t-fork", "nonexistent"]).status, 127);
  assert.is(run(["t-fork", "/"]).status, 126);
});

test("the supervisor sees its child end though it inherited SIGCHLD ignored, and the payload inherits it so", () => {
  const ignoring = ["/usr/bin/env", "--ignore-signal=CHLD", join(directory, "t-fork"), "t-plain", "--"];
  assert.is(run([...ignoring, "/bin/false"]).status, 1);
  const mask = BigInt(
    `0x${
      run([...ignoring, "grep", "SigIgn", "/proc/self/status"])
        .out.trim()
        .split(/\s+/)[1]
    }`,
  );
  assert.is((mask >> 16n) & 1n, 1n);
});

test("the payload inherits the mask that the supervisor was started with", () => {
  const blocked = run(["t-fork", "grep", "SigBlk", "/proc/self/status"]).out;
  assert.is(blocked, run(["/bin/grep", "SigBlk", "/proc/self/status"]).out);
});

test("a signal is forwarded", async () => {
  for (const signal of ["SIGTERM", "SIGHUP", "SIGUSR1", "SIGINT", "SIGALRM"] as const) {
    const script = `trap 'exit 7' ${signal.slice(3)}; echo ready; while :; do sleep 0.02; done`;
    const running = start(["t-fork", "sh", "-c", script]);
    await running.said(/ready/);
    running.kill(signal);
    assert.is(await running.ended, 7, signal);
  }
});

/** Types Ctrl-C on a terminal; what the payload says of it, and whether the supervisor sent a signal. */
async function typeInterrupt(payload: string): Promise<{ said: string; forwarded: boolean }> {
  const trace = join(directory, "trace");
  writeFileSync(
    join(directory, "on-int"),
    "trap 'echo got it; exit 0' INT; echo ready; while :; do sleep 0.02; done",
  );
  const running = start([
    "/usr/bin/script",
    "-qefc",
    `t-fork --trace=${trace} ${payload} on-int`,
    "/dev/null",
  ]);
  await running.said(/ready/);
  running.stdin.write("\x03");
  const said = await running.said(/got it/);
  running.stdin.end();
  await running.ended;
  return { said, forwarded: /^\[\d+\] \[t-fork\] kill\(/m.test(readFileSync(trace, "utf8")) };
}

test("Ctrl-C reaches a payload from the terminal, and not from the supervisor a second time", async () => {
  const { said, forwarded } = await typeInterrupt("sh");
  assert.match(said, "got it");
  assert.is(forwarded, false);
});

test("Ctrl-C reaches a payload that has left for a session of its own, through the supervisor", async () => {
  const { said, forwarded } = await typeInterrupt("setsid sh");
  assert.match(said, "got it");
  assert.is(forwarded, true);
});

test("a signal that the supervisor has brought upon itself is not forwarded", async () => {
  // A trace whose reader has gone gives SIGPIPE at the next line, which the first signal makes it write.
  const fifo = join(directory, "fifo");
  run(["/usr/bin/mkfifo", fifo]);
  const reader = start(["/bin/cat", fifo]);
  const payload = "trap : USR1; echo ready; while ! read line; do :; done; echo read $line";
  const running = start(["t-fork", `--trace=${fifo}`, "sh", "-c", payload]);
  try {
    await running.said(/ready/);
    reader.kill("SIGKILL");
    await reader.ended;
    for (const signal of ["SIGUSR1", "SIGUSR1"] as const) {
      running.kill(signal);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    running.stdin.write("on\n");
    assert.is(await running.ended, 0);
  } finally {
    reader.kill("SIGKILL");
    running.kill("SIGKILL");
    rmSync(fifo, { force: true });
  }
});

test("a stopped payload stops its supervisor, and both go on together", async () => {
  const running = start(["t-fork", "sh", "-c", "echo $$ is up; read line; echo went on"]);
  const payload = Number(/(\d+) is up/.exec(await running.said(/is up/))![1]);
  try {
    process.kill(payload, "SIGSTOP");
    await until("the supervisor is stopped", () => stateOf(running.pid) === "T");
    process.kill(running.pid, "SIGCONT");
    await until("both run", () => stateOf(running.pid) === "S" && stateOf(payload) === "S");
    running.stdin.write("\n");
    await running.said(/went on/);
    assert.is(await running.ended, 0);
  } finally {
    running.kill("SIGKILL");
    if (stateOf(payload) !== null) process.kill(payload, "SIGKILL");
  }
});

test("the child dies with a parent that is killed", async () => {
  const running = start(["t-fork", "--die", "sh", "-c", "echo $$ is up; exec sleep 60"]);
  const payload = Number(/(\d+) is up/.exec(await running.said(/is up/))![1]);
  running.kill("SIGKILL");
  await until("the payload is gone", () => [null, "Z"].includes(stateOf(payload)));
});

test("the child waits until the parent lets it go on", () => {
  assert.is(run(["t-fork", "--gate", "echo", "payload"]).out, "child true is waiting\npayload\n");
  const failed = run(["t-fork", "--gate-fails", "t-record", `--note=${notes}:x`, "--", "echo", "payload"]);
  assert.equal([failed.status, failed.out], [125, ""]);
  assert.match(failed.err, "t-fork: the gate is shut");
  assert.equal(undone(), []);
});

// Undo

for (const [mode, env] of modes) {
  const chain = (...words: string[]) => run(words, { env });
  const two = [`--note=${notes}:1`, `--note=${notes}:é 2`];

  test(`what a stage has recorded is undone backwards once the payload has ended (${mode})`, () => {
    assert.is(chain("t-fork", "t-record", ...two, "--", "sh", "-c", `test ! -e ${notes}; exit 3`).status, 3);
    assert.equal(undone(), ["é 2", "1"]);
  });

  test(`it is undone whatever the end (${mode})`, () => {
    const ends: [string[], number][] = [
      [["sh", "-c", "kill -9 $$"], 137],
      [["nonexistent"], 127],
      [["t-break", "--failure", "true"], 125],
      [["t-break", "--bug", "true"], 125],
      [["t-record", "--note=no-colon", "true"], 0],
    ];
    for (const [rest, status] of ends) {
      assert.is(chain("t-fork", "t-record", ...two, "--", ...rest).status, status, rest.join(" "));
      assert.equal(undone(), ["é 2", "1"], rest.join(" "));
    }
  });

  test(`the nearest supervisor undoes (${mode})`, () => {
    const line = [
      "t-fork",
      "t-record",
      `--note=${notes}:outer`,
      "t-fork",
      "t-record",
      `--note=${notes}:inner`,
      "true",
    ];
    assert.is(chain(...line).status, 0);
    assert.equal(undone(), ["inner", "outer"]);
  });

  test(`more records than a pipe holds do not stop the chain (${mode})`, () => {
    const { status, err } = chain("t-fork", "t-record", "--flood=300", ...two, "--", "true");
    assert.equal([status, err], [0, ""]);
    assert.equal(undone(), ["é 2", "1"]);
  });

  test(`without a supervisor nothing is undone (${mode})`, () => {
    assert.is(chain("t-record", ...two, "--", "true").status, 0);
    assert.equal(undone(), []);
  });
}

test("what was recorded before the fork is undone: after it, when it fails, and when it is not reached", () => {
  const own = ["t-record", "--own", `--note=${notes}:own`, "--"];
  assert.is(run([...own, "t-fork", "t-record", `--note=${notes}:child`, "true"]).status, 0);
  assert.equal(undone(), ["child", "own"]);
  const refused = run([...own, "t-fork", "--impossible", "true"]);
  assert.is(refused.status, 125);
  assert.match(refused.err, "EINVAL");
  assert.equal(undone(), ["own"]);
  for (const how of ["--failure", "--syscall", "--usage", "--bug"]) {
    assert.is(run([...own, "t-break", how, "t-fork", "true"]).status, 125, how);
    assert.equal(undone(), ["own"], how);
  }
});

test("an undo that fails is told, and the payload's status stands", () => {
  const { status, err } = run(["t-fork", "t-record", "--note=no-colon", "--", "sh", "-c", "exit 4"]);
  assert.is(status, 4);
  assert.is(err, "t-fork: warning: cannot remove note no-colon: no colon\n");
});

// What passes from stage to stage, and what does not reach the payload

for (const [mode, env] of modes)
  test(`the payload gets neither descriptors nor variables of ours (${mode})`, () => {
    const trace = join(directory, "trace");
    const log = openSync(join(directory, "log"), "w");
    try {
      const stages = ["t-fork", `--trace=${trace}`, "--log=fd:3", "t-record", "--note=a:b", "t-plain", "--"];
      const look = ["/bin/sh", "-c", "echo /proc/self/fd/*; env | grep -i isobox; true"];
      assert.equal(run([...stages, ...look], { env, fds: [log] }), run(look));
      // Descriptor 3 is the log's, and was the caller's to pass on; that it was given to us ends that.
      assert.not.match(
        run([...stages, "ls", "-l", "/proc/self/fd"], { env, fds: [log] }).out,
        /\/(log|trace)$/m,
      );
    } finally {
      closeSync(log);
    }
  });

test("descriptors that a stranger names in the environment do no harm", () => {
  for (const value of [
    "0,1,2",
    "2",
    "99999",
    "1,1",
    "",
    "x",
    "-1",
    "0x1",
    "3 4",
    "2147483648",
    "99999999999",
  ])
    for (const key of ["UNDO", "EXE", "TRACE", "LOG", "CGROUP", "BOGUS", "__PROTO__"]) {
      const env = { ...plainEnvironment, [`ISOBOX_FD_${key}`]: value };
      const { status, out, err } = run(
        ["t-record", "--note=a:b", "t-plain", "--", "sh", "-c", "cat; env | grep -c ISOBOX; echo e >&2"],
        { env, input: "in\n" },
      );
      assert.equal([status, out, err], [0, "in\n0\n", "e\n"], `${key}=${value}`);
    }
});

test("a stage of a chain of execs is this program, whatever the root has", () => {
  const env = { ...plainEnvironment, ISOBOX_CHAIN: "exec", PATH: "/usr/bin:/bin" };
  assert.is(run(["t-fork", "t-plain", "t-plain", "--clear", "/usr/bin/env"], { env }).out, "");
});

// Trace and log

for (const [mode, env] of modes)
  test(`--trace shows every stage up to the last execve (${mode})`, () => {
    const trace = join(directory, "trace");
    const { status, out } = run(["t-fork", `--trace=${trace}`, "t-plain", "--", "/bin/echo", "hi"], { env });
    assert.equal([status, out], [0, "hi\n"]);
    const lines = readFileSync(trace, "utf8");
    assert.match(lines, /^\[\d+\] \[t-fork\] clone\(/m);
    assert.match(lines, /^\[\d+\] \[t-plain\] execve\("\/bin\/echo", \["\/bin\/echo", "hi"\]/m);
    assert.match(lines, /^\[\d+\] \[t-fork\] exit_group\(0\)$/m);
  });

test("--trace=fd:N writes to a descriptor that the caller has opened, and the payload does not get", () => {
  const trace = join(directory, "trace");
  const line = `t-plain --trace=fd:5 -- sh -c 'echo payload >&5' 5>${trace}`;
  assert.is.not(shell(line).status, 0);
  const lines = readFileSync(trace, "utf8");
  assert.match(lines, "execve(");
  assert.not.match(lines, /^payload$/m);
});

test("--trace of a stage begins at that stage, in both forms of a chain", () => {
  for (const [mode, env] of modes) {
    const trace = join(directory, "trace");
    assert.is(run(["t-fork", "t-plain", `--trace=${trace}`, "/bin/true"], { env }).status, 0);
    const lines = readFileSync(trace, "utf8");
    assert.not.match(lines, "clone(", mode);
    assert.match(lines, "execve(", mode);
  }
});

for (const [mode, env] of modes)
  test(`--log writes what is said, from its level on, for all that follows (${mode})`, () => {
    const log = join(directory, "log.json");
    rmSync(log, { force: true });
    const words = ["t-fork", `--log=${log}`, "--log-format=json", "--log-level=info"];
    const { status, err } = run([...words, "t-plain", "--warn", "--note", "t-break", "--syscall", "true"], {
      env,
    });
    assert.is(status, 125);
    assert.match(err, /^t-plain: warning: beware: of this\nt-break: fcntl\(.*EBADF/);
    const lines = readFileSync(log, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { level: string; tool: string; msg: string; time: string });
    assert.equal(
      lines.map(({ level, tool }) => [level, tool]),
      [
        ["warning", "t-plain"],
        ["info", "t-plain"],
        ["error", "t-break"],
      ],
    );
    assert.match(lines[2]!.msg, "EBADF");
    assert.match(lines[2]!.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

test("--log-format json without a log gives standard error that form", () => {
  const { err } = run(["t-plain", "--log-format=json", "nonexistent"]);
  const { level, msg } = JSON.parse(err) as Record<string, string>;
  assert.is(level, "error");
  assert.match(msg!, /cannot execute "nonexistent": execve\(.*ENOENT/);
});

// Messages

test("a message cannot move the cursor or forge a line", () => {
  const { err } = run(["t-break", "--failure", "true"]);
  assert.is(err, "t-break: it\\x0afailed\n  hint: do\\x1b[2Jthat\n");
  const [line, next] = run(["t-plain", "no\nsuch"]).err.split("\n");
  assert.match(line!, /^t-plain: cannot execute "no\\x0asuch": execve\(.*ENOENT/);
  assert.match(next!, /^ {2}hint: /);
});

test("a bug is told as one, with the line of the TypeScript, in the parent and in a forked child", () => {
  for (const words of [
    ["t-break", "--bug", "true"],
    ["t-fork", "t-break", "--bug", "true"],
  ]) {
    const { status, err } = run(words);
    assert.is(status, 125);
    assert.match(
      err,
      /^t-break: bug: TypeError: a bug\n {4}at .*packages\/toolkit\/test\/box\/main\.ts:\d+:\d+/,
    );
    assert.is(err.match(/bug: TypeError/g)!.length, 1);
  }
});

test("a failure that comes as a rejection is a failure like any other", () => {
  assert.equal(run(["t-reject"]), { status: 125, out: "", err: "t-reject: rejected\n" });
});

test.run();
