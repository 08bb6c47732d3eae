import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, run, scratch, tool } from "../../../test/lib/tools.ts";

const capDrop = tool("cap-drop");
const { version } = JSON.parse(output([capDrop, "show", "--landlock", "--json"]));
const skip = version < 6 ? `Landlock is of version ${version} here` : "";
const landlockTest = skip === "" ? test : test.skip;

/** What a shell needs to run at all. */
const system = ["/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache"].map(
  (path) => `--landlock-rule=path-beneath:execute,read-file,read-dir:${path}`,
);

landlockTest("cap-drop --landlock-access=fs: what no rule allows is refused, also to root", () => {
  const directory = scratch("landlock");
  const [open, closed] = [join(directory, "open"), join(directory, "closed")];
  output(["sh", "-c", `mkdir ${open} ${closed}; echo 1 > ${open}/a; echo 2 > ${closed}/b`]);
  const allow = [...system, `--landlock-rule=path-beneath::${open}`];
  for (const privilege of [[], ["--no-new-privs"], ["--keep=all", "--no-new-privs"], ["--keep=none"]]) {
    const shell = [capDrop, ...privilege, "--landlock-access=fs", ...allow, "--", "/bin/sh", "-c"];
    assert.is(output([...shell, `echo 3 > ${open}/c; while read x; do echo $x; done < ${open}/a`]), "1\n");
    assert.is(readFileSync(join(open, "c"), "utf8"), "3\n");
    for (const refused of [`: < ${closed}/b`, `: > ${closed}/new`, `: >> ${closed}/b`, `: < /etc/passwd`]) {
      const result = run([...shell, refused]);
      assert.is.not(result.status, 0, refused);
      assert.match(result.stderr, /Permission denied/, refused);
    }
  }
});

landlockTest("cap-drop --landlock-access=net: only the port of the rule can be bound", () => {
  const bind = `
    const bind = (port) => new Promise((done) => {
      const server = require("node:net").createServer();
      server.on("error", ({ code }) => done(code));
      server.listen(port, "127.0.0.1", () => server.close(() => done("bound")));
    });
    (async () => { for (const port of [0, 18080]) console.log(port, await bind(port)); })();`;
  const words = ["--no-new-privs", "--landlock-access=net:bind-tcp", "--landlock-rule=net-port:bind-tcp:0"];
  const inNetwork = ["unshare", "--net", "sh", "-c", 'ip link set lo up; exec "$@"', "sh"];
  assert.is(
    output([...inNetwork, capDrop, ...words, "--", process.execPath, "-e", bind]),
    "0 bound\n18080 EACCES\n",
  );
  assert.is(output([...inNetwork, capDrop, "--", process.execPath, "-e", bind]), "0 bound\n18080 bound\n");
});

landlockTest("cap-drop --landlock-access=scope: processes outside get no signal, those inside do", () => {
  const shell = ["--", "sh", "-c", "sleep 60 & kill $! && kill -0 $PPID"];
  assert.is(run([capDrop, ...shell]).status, 0);
  const inside = run([capDrop, "--no-new-privs", "--landlock-access=scope:signal", ...shell]);
  assert.is(inside.status, 1);
  assert.match(inside.stderr, /Operation not permitted/);
});

test("cap-drop --apparmor-profile, --selinux-label: where the module is not in force, nothing runs", () => {
  // A machine that has one of them would run the program under a label that its policy does not know.
  const modules = run(["cat", "/sys/kernel/security/lsm"]).stdout;
  for (const [option, module] of [
    ["--apparmor-profile=isobox-no-such-profile", "apparmor"],
    ["--selinux-label=no:such:label", "selinux"],
  ] as const) {
    const result = run([capDrop, option, "--", "echo", "ran"]);
    assert.is(result.status, 125);
    assert.is(result.stdout, "");
    assert.match(
      result.stderr,
      modules.includes(module) ? /\/attr\/|has no such profile/ : /is not in force here\n {2}hint: .*lsm=/,
    );
  }
});

test("cap-drop --reset-env: the variables that setpriv gives", () => {
  const env = { PATH: process.env["PATH"]!, TERM: "dumb", SECRET: "x" };
  const sorted = (text: string) => text.trim().split("\n").sort();
  for (const [ours, theirs] of [
    [["--user=nobody"], ["--reuid=nobody", "--regid=nogroup", "--init-groups"]],
    [[], []],
  ] as const) {
    const expected = output(["setpriv", ...theirs, "--reset-env", "/usr/bin/env"], { env });
    assert.equal(
      sorted(output([capDrop, ...ours, "--reset-env", "--", "/usr/bin/env"], { env })),
      sorted(expected),
    );
    assert.not.match(expected, /SECRET/);
  }
  const unknown = output([capDrop, "--uid=61234", "--gid=1", "--reset-env", "--", "/usr/bin/env"], { env });
  assert.equal(sorted(unknown), [
    "HOME=/",
    "PATH=/usr/local/bin:/bin:/usr/bin",
    "SHELL=/bin/sh",
    "TERM=dumb",
  ]);
});

test("cap-drop --personality: flags and changes, as setarch sets them", () => {
  const look = ["cat", "/proc/self/personality"];
  for (const [ours, theirs] of [
    ["linux,addr_no_randomize", ["-R"]],
    ["linux32,addr_no_randomize,mmap_page_zero", ["linux32", "-R", "-Z"]],
    ["linux,whole_seconds,short_inode,sticky_timeouts", ["-S", "-I", "-T"]],
    [
      "linux,addr_compat_layout,addr_limit_3gb,addr_limit_32bit,fdpic_funcptrs,uname26",
      ["-L", "-3", "-B", "-F", "--uname-2.6"],
    ],
  ] as const) {
    const expected = output(["setarch", ...theirs, ...look]);
    assert.is(output([capDrop, `--personality=${ours}`, "--", ...look]), expected, ours);
    assert.is.not(expected, output(look));
  }
  const changed = ["setarch", "linux32", "-R", capDrop, "--personality=-addr_no_randomize,+uname26", "--"];
  assert.is(output([...changed, ...look]), "00020008\n");
});

test("cap-drop --pdeathsig=clear: one that was set before goes, and keep leaves it", () => {
  const signal = (...words: readonly string[]) => {
    const dump = output(["setpriv", "--pdeathsig=TERM", capDrop, ...words, "--", "setpriv", "--dump"]);
    return /^Parent death signal: (.*)$/m.exec(dump)![1];
  };
  assert.is(signal(), "TERM");
  assert.is(signal("--pdeathsig=keep"), "TERM");
  assert.is(signal("--pdeathsig=keep", "--uid=1000", "--gid=1000"), "TERM");
  assert.is(signal("--pdeathsig=clear"), "[none]");
  assert.is(signal("--pdeathsig=clear", "--uid=1000", "--gid=1000"), "[none]");
  assert.is(signal("--pdeathsig=HUP"), "HUP");
});

test("cap-drop --dry-run: lists what the newer options would change, in their order, and the program does not run", () => {
  const words = [
    "--euid=1001",
    "--nice=3",
    "--personality=+uname26",
    "--ptracer=1",
    "--no-new-privs",
    "--pdeathsig=clear",
  ];
  const landlock = version > 0 ? ["--landlock-access=fs:make-reg"] : [];
  const planned = output([capDrop, "--dry-run", ...words, ...landlock, "--", "echo", "ran"]);
  const calls = [...planned.matchAll(/^\[\d+\] \[cap-drop\] (\w+\([A-Z_]*)/gm)].map(([, call]) => call);
  assert.equal(
    calls.filter((call) => !call!.startsWith("execve")),
    [
      "setpriority(PRIO_PROCESS",
      "personality(PER_LINUX",
      "setgroups(",
      "setresuid(",
      "prctl(PR_SET_PDEATHSIG",
      "prctl(PR_SET_PTRACER",
      "prctl(PR_SET_NO_NEW_PRIVS",
      ...(version > 0 ? ["landlock_restrict_self("] : []),
    ],
  );
  assert.not.match(planned, /^ran$/m);
});

landlockTest("cap-drop: its options hold in a chain of real execs as in one process", () => {
  const look =
    "nice; uname -m; cat /proc/self/personality; env | grep -v ^PWD= | sort; grep -E '^(Uid|Gid|Groups|Cap|NoNew)' /proc/self/status; : > here";
  const chains: readonly (readonly string[])[] = [
    ["--personality=linux32,whole_seconds", "--nice=4", "--reset-env", "--"],
    ["--ruid=1000", "--euid=1001", "--rgid=5", "--egid=6", "--"],
    ["--user=nobody", "--init-groups", "--ambient=kill", "--pdeathsig=clear", "--"],
    [
      "--nice=3",
      "--",
      "cap-drop",
      "--no-new-privs",
      "--landlock-access=scope",
      "--landlock-access=fs:make-sock",
      "--",
    ],
  ];
  for (const words of chains) {
    const ways = ["", "exec"].map((chain) => {
      const cwd = scratch("chain");
      output(["chmod", "777", cwd]);
      const env = { ...(process.env as Record<string, string>), ISOBOX_CHAIN: chain };
      return output([tool("ns-exec"), "--uts", "--", "cap-drop", ...words, "sh", "-c", look], {
        cwd,
        env,
      }).replaceAll(cwd, "");
    });
    assert.is(
      ways[1]!.replace("ISOBOX_CHAIN=\n", ""),
      ways[0]!.replace("ISOBOX_CHAIN=\n", ""),
      words.join(" "),
    );
  }
});

test.run();
