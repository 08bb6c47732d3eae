import { readlinkSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { pureV2 } from "../../../test/lib/hierarchy.ts";
import { output, run, scratch } from "../../../test/lib/tools.ts";
import {
  asNobody,
  changedBy,
  NAMES,
  namespacesOf,
  nsExec,
  parseNamespaces,
  showNamespaces,
  startSleeper,
} from "./lib/namespaces.ts";

// Made by unshare(1), so that what we enter is not our own work.
const unshared = ["unshare", "-muinpCTf", "--kill-child"];
const plain = await startSleeper([...unshared, "--"]);
const owned = await startSleeper([...unshared, "-U", "-r", "--"]);
const elsewhere = await startSleeper([
  ...unshared,
  ...["sh", "-c", 'cd /tmp && exec env -i A=1 "B=two words" ISOBOX_FD_UNDO=3 "$@"', "sh"],
]);
test.after(() => {
  for (const sleeper of [plain, owned, elsewhere]) sleeper.stop();
});

const enter = [nsExec, "enter"];
const at = ({ payload }: { payload: number }) => ["--target", String(payload)];
const environment = process.env as Record<string, string>;
const seen = (command: readonly string[], env: Record<string, string> = {}) =>
  parseNamespaces(output([...command, "--", ...showNamespaces], { env: { ...environment, ...env } }));
/** ISOBOX_CHAIN of both ways to go on from stage to stage. */
const CHAINS = ["", "exec"];

test("ns-exec enter --all: every namespace of the target, as nsenter(1)", () => {
  for (const sleeper of [plain, owned])
    for (const ISOBOX_CHAIN of CHAINS) {
      const ours = seen([...enter, ...at(sleeper), "--all"], { ISOBOX_CHAIN });
      assert.equal(ours, namespacesOf(sleeper.payload));
      assert.equal(ours, seen(["nsenter", "-t", String(sleeper.payload), "-a"]));
    }
});

for (const name of NAMES)
  test(`ns-exec enter --target PID [${name}]: that one, and no other`, () => {
    const sleeper = name === "user" ? owned : plain;
    const option = name === "mnt" ? "--mount" : `--${name}`;
    const words = [...enter, ...at(sleeper), option, "--"];
    assert.equal(changedBy(words), [name]);
    const id = readlinkSync(`/proc/${sleeper.payload}/ns/${name}`).replace(/\D/g, "");
    const file = `/proc/${sleeper.payload}/ns/${name}`;
    for (const source of [file, `:${id}`])
      assert.equal(changedBy([...enter, `${option}=${source}`, "--"]), [name]);
  });

test("ns-exec enter --net=fd:N: a descriptor that the caller has opened, which PROG still has", () => {
  const script = `exec 7</proc/${plain.payload}/ns/net; exec ${nsExec} enter --net=fd:7 -- sh -c 'readlink /proc/self/ns/net /proc/self/fd/7'`;
  const net = namespacesOf(plain.payload).net;
  assert.is(output(["sh", "-c", script]), `${net}\n${net}\n`);
});

test("ns-exec enter: a chain goes on behind it, whichever way", () => {
  const chain = [...enter, ...at(owned), "--all", "--", "cap-drop", "--keep", "chown", "--", "sh", "-c"];
  for (const ISOBOX_CHAIN of CHAINS)
    assert.is(
      output([...chain, "id -u; grep CapEff /proc/self/status; readlink /proc/self/ns/net"], {
        env: { ...environment, ISOBOX_CHAIN },
      }),
      `0\nCapEff:\t0000000000000001\n${namespacesOf(owned.payload).net}\n`,
    );
});

test("ns-exec enter --target PID:INODE: refused when the number is another process's now", () => {
  const { stderr, status } = run([...enter, "--target", `${plain.payload}:1`, "--net", "--", "true"]);
  assert.is(status, 125);
  const [, word] = /hint: the one that has it is (\d+:\d+)\n/.exec(stderr)!;
  assert.equal(changedBy([...enter, "--target", word!, "--net", "--"]), ["net"]);
});

test("ns-exec enter --no-fork --pid: children of PROG are in it, and PROG is not", () => {
  const view = ["readlink", "/proc/self/ns/pid", "/proc/self/ns/pid_for_children"];
  assert.is(
    output([...enter, ...at(plain), "--pid", "--no-fork", "--", ...view]),
    `${readlinkSync("/proc/self/ns/pid")}\n${namespacesOf(plain.payload).pid}\n`,
  );
});

test("ns-exec enter --root --wd --env: what the target has", () => {
  const words = [...enter, ...at(elsewhere), "--mount", "--root", "--wd", "--env"];
  assert.is(output([...words, "--", "/bin/pwd"]), "/tmp\n");
  // What a target calls a descriptor of ours is none.
  assert.is(output([...words, "--", "/usr/bin/env"]), "A=1\nB=two words\n");
});

test("ns-exec enter --root=DIR: nothing outside of it is the working directory", () => {
  const root = scratch("enter-root");
  output(["sh", "-c", `mkdir ${root}/bin && cp /bin/busybox ${root}/bin/`]);
  const words = [...enter, `--root=${root}`, "--", "/bin/busybox"];
  assert.is(output([...words, "pwd"]), "/\n");
  assert.is(output([...words, "ls", "/"]), "bin\n");
  assert.is(output([...enter, `--root=${root}`, "--wdns", "/bin", "--", "/bin/busybox", "ls"]), "busybox\n");
});

test("ns-exec enter --user: root inside, unless --preserve-credentials", async () => {
  const maps = ["--map-users", "0:100000:1", "--map-groups", "0:100000:1"];
  const other = await startSleeper([nsExec, "--fork", "--kill-child", ...maps, "--"]);
  try {
    const words = [...enter, ...at(other), "--user"];
    assert.is(output([...words, "--", "id", "-u"]), "0\n");
    assert.is(output([...words, "--preserve-credentials", "--", "id", "-u"]), "65534\n");
  } finally {
    other.stop();
  }
});

test("ns-exec enter --keep-caps: the capabilities outlive the execve of a user who is nobody", async () => {
  const unmapped = await startSleeper(["unshare", "-Uf", "--kill-child", "--"]);
  try {
    const view = ["--", "sh", "-c", "id -u; grep CapEff /proc/self/status"];
    const words = [...enter, ...at(unmapped), "--user"];
    assert.match(output([...words, ...view]), /^65534\nCapEff:\t0{16}\n$/);
    assert.match(output([...words, "--keep-caps", ...view]), /^65534\nCapEff:\t0{4,6}[13]?f+\n$/);
  } finally {
    unmapped.stop();
  }
});

test("ns-exec enter --user-parent: the owner of what is entered", () => {
  const words = [...enter, ...at(owned), "--net", "--user-parent", "--"];
  assert.equal(changedBy(words).sort(), ["net", "user"]);
  assert.is(seen(words.slice(0, -1)).user, namespacesOf(owned.payload).user);
});

test("ns-exec enter --net-socket: the network that a socket of the target was made in", async () => {
  // A socket of the new network, in a process that has gone back to the old one.
  const script = [
    "import os, socket, time, ctypes",
    "old = os.open('/proc/self/ns/net', os.O_RDONLY)",
    `new = os.open('/proc/${plain.payload}/ns/net', os.O_RDONLY)`,
    "libc = ctypes.CDLL(None)",
    "assert libc.setns(new, 0) == 0",
    "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "os.dup2(s.fileno(), 9)",
    "assert libc.setns(old, 0) == 0",
    "os.set_inheritable(9, True)",
    "os.execvp('sleep', ['sleep', '60'])",
  ].join("\n");
  const holder = await startSleeper(["sh", "-c", 'python3 -c "$1" & wait', "sh", script]);
  try {
    assert.is(namespacesOf(holder.payload).net, readlinkSync("/proc/self/ns/net"));
    const words = [...enter, ...at(holder), "--net-socket", "9", "--"];
    assert.equal(changedBy(words), ["net"]);
    assert.is(seen(words.slice(0, -1)).net, namespacesOf(plain.payload).net);
  } finally {
    holder.stop();
  }
});

test("ns-exec enter --join-cgroup: into the cgroups of the target, which it leaves as it ends", () => {
  const name = `/sys/fs/cgroup/${pureV2 ? "" : "pids/"}enter-${process.pid}`;
  const own = pureV2 ? "^0::" : ":pids:";
  const script = `mkdir ${name} && trap 'kill $!; wait; rmdir ${name}' EXIT; sleep 60 & echo $! >${name}/cgroup.procs; ${nsExec} enter --target $! --join-cgroup -- grep "${own}" /proc/self/cgroup; exit 0`;
  assert.match(output(["sh", "-c", script]), new RegExp(`${own}/enter-${process.pid}\n`));
});

test("ns-exec enter: runs from an unwritable copy of the program (CVE-2019-5736), not dumpable until PROG", () => {
  const trace = run([...enter, "--trace", ...at(plain), "--net", "--", "cat", "/proc/self/mountinfo"]).stderr;
  assert.ok(trace.indexOf("PR_SET_DUMPABLE, 0") < trace.indexOf("setns("), trace);
  const script = `strace -f -e trace=execve,execveat,mount_setattr,setns ${nsExec} enter --target ${plain.payload} --net -- true 2>&1`;
  const calls = output(["sh", "-c", script]);
  assert.ok(calls.indexOf("execveat") > 0 && calls.indexOf("execveat") < calls.indexOf("setns"), calls);
});

test("ns-exec enter --target fd:N: a pidfd", () => {
  const script = [
    "import os",
    `fd = os.pidfd_open(${plain.payload})`,
    "os.set_inheritable(fd, True)",
    `os.execv("${nsExec}", ["ns-exec", "enter", "--target", "fd:%d" % fd, "--net", "--", "readlink", "/proc/self/ns/net"])`,
  ].join("\n");
  assert.is(output(["python3", "-c", script]).trim(), namespacesOf(plain.payload).net);
});

test("ns-exec enter: leaves no descriptor of its own to PROG", () => {
  const shown = output([...enter, ...at(plain), "--all", "--root", "--wd", "--", "ls", "/proc/self/fd"]);
  assert.is(shown, output(["ls", "/proc/self/fd"]));
});

const refusals: readonly (readonly [string, readonly string[], RegExp])[] = [
  ["nothing", [], /nothing to enter/],
  ["a namespace of nobody", ["--net"], /--net needs --target, or a file/],
  ["no process", ["--target", "4194305", "--net"], /pidfd_open\(4194305, .*ESRCH.*\n {2}hint: .*ps/],
  ["a descriptor that is no pidfd", ["--target", "fd:0", "--net"], /the descriptor is no pidfd/],
  ["a descriptor that is not open", ["--net=fd:99"], /fcntl\(99.*EBADF/],
  [
    "a number of no namespace",
    ["--net=:7"],
    /no process that can be looked at is in it\n {2}hint: ns-exec list/,
  ],
  [
    "another type",
    [`--net=/proc/${plain.payload}/ns/uts`],
    /EINVAL.*\n {2}hint: the file is a uts namespace/,
  ],
  ["a context without SELinux", [...at(plain), "--follow-context"], /needs SELinux/],
];
for (const [name, words, message] of refusals)
  test(`ns-exec enter refuses ${name}`, () => {
    const result = run([...enter, ...words, "--", "true"]);
    assert.is(result.status, 125);
    assert.match(result.stderr, message);
  });

test("ns-exec enter [not root]: refused, with what is needed", () => {
  const result = run([...asNobody, ...enter, ...at(plain), "--net", "--", "true"]);
  assert.is(result.status, 125);
  assert.match(result.stderr, /EACCES.*\n {2}hint: .*ptrace/);
});

test("ns-exec enter --dry-run: enters nothing, and names what it would enter", () => {
  const lines = output([...enter, "--dry-run", ...at(plain), "--all", "--", "true"]);
  for (const flag of ["CLONE_NEWNET", "CLONE_NEWNS", "CLONE_NEWPID"])
    assert.match(lines, new RegExp(`setns\\(\\d+, ${flag}\\)`));
});

test.run();
