import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { busyboxRoot } from "../../../test/lib/bundle.ts";
import { output, run, scratch, tool } from "../../../test/lib/tools.ts";
import { inRoot } from "./lib/root.ts";
import { field } from "./lib/status.ts";

const capDrop = tool("cap-drop");
const rootfs = busyboxRoot(join(scratch("surroundings"), "rootfs"));

test("cap-drop --rlimit: the kernel shows what prlimit(1) sets, for every resource", () => {
  const small = Object.fromEntries(
    ["memlock", "locks", "sigpending", "msgqueue"].map((name) => [name, "64:128"]),
  );
  const values: Readonly<Record<string, string>> = {
    ...small,
    nice: "0:0",
    rtprio: "0:0",
    nofile: "64:128",
    nproc: "1000:2000",
  };
  const names =
    "cpu fsize data stack core rss nproc nofile memlock as locks sigpending msgqueue nice rtprio rttime";
  for (const name of names.split(" ")) {
    const value = values[name] ?? "1073741824:2147483648";
    const theirs = output(["prlimit", `--${name}=${value}`, "cat", "/proc/self/limits"]);
    assert.is(output([capDrop, `--rlimit=${name}=${value}`, "--", "cat", "/proc/self/limits"]), theirs, name);
  }
});

test("cap-drop --rlimit: above the hard limit it fails and names that limit", () => {
  const result = run([
    "setpriv",
    "--bounding-set=-sys_resource",
    "prlimit",
    "--nofile=64:64",
    capDrop,
    "--rlimit=nofile=65",
    "--",
    "true",
  ]);
  assert.is(result.status, 125);
  assert.match(result.stderr, /cannot set the limit nofile=65.*EPERM.*\n.*hard limit is 64/);
});

test("cap-drop --rlimit=nofile=0: all that it opens itself is open before", () => {
  const words = ["--rlimit=nofile=0", "--oom-score-adj=7", "--user=user", "--chdir=/", "--session-keyring"];
  assert.is(run(inRoot(rootfs, [...words, "--"], ["/bin/true"])).status, 0);
});

test("cap-drop --oom-score-adj: in a root without /proc, and over a false one", () => {
  const show = [
    "sh",
    "-c",
    "umount /proc 2>/dev/null; mount -t proc proc /proc && cat /proc/self/oom_score_adj",
  ];
  assert.is(output(inRoot(rootfs, ["--oom-score-adj=321", "--"], show, ":", false)), "321\n");
  const trap = `mount -t tmpfs tmpfs ${rootfs}/proc && mkdir ${rootfs}/proc/self && : > ${rootfs}/proc/self/oom_score_adj`;
  assert.is(output(inRoot(rootfs, ["--oom-score-adj=322", "--"], show, trap, false)), "322\n");
  assert.is(
    readFileSync("/proc/self/oom_score_adj", "utf8").trim(),
    output(["cat", "/proc/self/oom_score_adj"]).trim(),
  );
});

test("cap-drop --oom-score-adj: below what a privileged process set, without the privilege, says why", () => {
  const words = [
    "setpriv",
    "--reuid=1000",
    "--regid=1000",
    "--clear-groups",
    capDrop,
    "--oom-score-adj=-500",
    "--",
    "true",
  ];
  const result = run(words);
  assert.is(result.status, 125);
  assert.match(result.stderr, /EACCES.*\n.*CAP_SYS_RESOURCE/);
});

test("cap-drop --session-keyring: the caller's keys are out of reach", () => {
  const keyring = (words: readonly string[]) =>
    output([...words, "cat", "/proc/keys"])
      .split("\n")
      .filter((line) => /keyring +_ses|keyring +lab-/.test(line));
  const name = `lab-${process.pid}`;
  const outer = [capDrop, `--session-keyring=${name}`, "--"];
  assert.ok(keyring(outer).some((line) => line.includes(name)));
  assert.not.ok(
    keyring([...outer, capDrop, "--session-keyring", "--"]).some(
      (line) => line.includes(`keyring   ${name}`) && line.includes("--alswrv"),
    ),
  );
});

test("cap-drop --umask, --chdir, --mkdir", () => {
  assert.is(
    output(
      inRoot(
        rootfs,
        ["--umask=027", "--chdir=/made/here", "--mkdir", "--"],
        ["sh", "-c", "umask; pwd; stat -c %a:%u /made /made/here"],
      ),
    ),
    "0027\n/made/here\n750:0\n750:0\n",
  );
  assert.match(
    run(inRoot(rootfs, ["--chdir=/missing", "--"], ["pwd"])).stderr,
    /cannot make \/missing the working directory.*ENOENT.*\n.*--mkdir/,
  );
});

test("cap-drop --chdir: a directory that only root may enter is entered before root is left", () => {
  mkdirSync(join(rootfs, "closed/in"), { recursive: true, mode: 0o700 });
  assert.is(
    output(inRoot(rootfs, ["--chdir=/closed/in", "--uid=1000", "--gid=1000", "--"], ["/bin/pwd"])),
    "/closed/in\n",
  );
});

test("cve-2024-21626: a descriptor of the host as working directory is refused, whatever the way", () => {
  const open = "exec 7</ 8</etc";
  for (const path of [
    "/proc/self/fd/7",
    "/proc/self/fd/8",
    "/proc/self/fd/7/tmp",
    "/proc/thread-self/fd/8",
    "/link",
  ]) {
    const before = path === "/link" ? `${open} && ln -sfn /proc/self/fd/7 ${rootfs}/link` : open;
    const words = [`--chdir=${path}`, "--"];
    const result = run(inRoot(rootfs, words, ["pwd"], before));
    assert.is(result.status, 125, path);
    assert.match(result.stderr, /leads out of the root/, path);
    // The control: without our check the payload would stand there.
    const control = run(inRoot(rootfs, ["--"], ["sh", "-c", `cd ${path} && exec /bin/pwd`], before));
    assert.match(control.stdout + control.stderr, /unreachable|getcwd|No such file/, path);
  }
});

test("cve-2024-21626: --close-fds closes before the program is looked up", () => {
  const payload = ["/proc/self/fd/7/bin/busybox", "true"];
  assert.is(run(inRoot(rootfs, ["--"], payload, "exec 7</")).status, 0, "the control");
  assert.is(run(inRoot(rootfs, ["--close-fds", "--"], payload, "exec 7</")).status, 127);
});

test("cap-drop --close-fds: closes above LAST, and passes everything on without", () => {
  // 3 is left free for the directory that the shell opens to list them.
  const numbers = ["4", "5", "9"];
  const descriptors = (words: string) => {
    const list = `exec ${capDrop} ${words} -- sh -c 'cd /proc/$$/fd && echo *'`;
    const open = output(["sh", "-c", `exec 4</ 5</ 9</; ${list}`])
      .trim()
      .split(" ");
    return numbers.filter((number) => open.includes(number));
  };
  assert.equal(descriptors(""), numbers);
  assert.equal(descriptors("--close-fds"), []);
  assert.equal(descriptors("--close-fds=5"), ["4", "5"]);
});

test("cap-drop --reset-signals: nothing is ignored or blocked; without it both are passed on", () => {
  const signals = (words: readonly string[]) => {
    const start = "trap '' PIPE USR1 RTMIN; exec env --block-signal=USR2,TERM \"$@\"";
    const status = output(["bash", "-c", start, "bash", capDrop, ...words, "--", "cat", "/proc/self/status"]);
    return [field(status, "SigIgn"), field(status, "SigBlk")];
  };
  const [ignored, blocked] = signals([]);
  assert.is(BigInt(`0x${ignored}`) & 0x1200n, 0x1200n);
  assert.is(BigInt(`0x${blocked}`), 0x4800n);
  assert.equal(signals(["--reset-signals"]), ["0000000000000000", "0000000000000000"]);
});

test("cap-drop --setsid: leads a session without a terminal; a group's leader is told to fork", () => {
  const ids = output([capDrop, "--setsid", "--", "sh", "-c", "cut -d ' ' -f 1,5,6,7 /proc/$$/stat"])
    .trim()
    .split(" ");
  assert.equal(ids, [ids[0], ids[0], ids[0], "0"]);
  const leader = run(["bash", "-c", `set -m; ${capDrop} --setsid -- true & wait $!`]);
  assert.is(leader.status, 125);
  assert.match(leader.stderr, /EPERM.*\n.*fork/);
});

/** Starts a payload whose parent ends at once; whether the payload ended with it, within a generous time. */
function diesWithParent(words: string): boolean {
  const script = `${words} sleep 20 >/dev/null 2>&1 & pid=$!; sleep 0.3; echo $pid`;
  const pid = output(["sh", "-c", script]).trim();
  try {
    for (let waited = 0; waited < 50; waited++) {
      const state = run(["cat", `/proc/${pid}/stat`]).stdout;
      if (state === "" || / Z /.test(state)) return true;
      output(["sleep", "0.1"]);
      if (waited === 10 && !words.includes("pdeathsig")) return false;
    }
    return false;
  } finally {
    run(["kill", "-KILL", pid]);
  }
}

test("cap-drop --pdeathsig: the payload ends with its parent, also as another user", () => {
  assert.ok(diesWithParent(`${capDrop} --pdeathsig=KILL --`));
  assert.ok(
    diesWithParent(`${capDrop} --pdeathsig=TERM --uid=1000 --gid=1000 --keep=none --no-new-privs --`),
  );
  assert.not.ok(diesWithParent(`${capDrop} --uid=1000 --gid=1000 --`));
});

test("cap-drop: a death signal that was set before outlives the change of user", () => {
  assert.ok(diesWithParent(`setpriv --pdeathsig=KILL ${capDrop} --uid=1000 --gid=1000 --`));
});

test.run();
