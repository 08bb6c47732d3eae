import { EIO, EPERM, PROC_SUPER_MAGIC } from "@isobox/kernel/abi";
import { type Answers, assertOrder, failing, Recorder, record } from "@isobox/kernel/recorder";
import { exit_group, SyscallError } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type NsOptions, nsExec } from "../src/index.ts";

const NONE = "NULL, NULL, NULL, NULL";

/** /proc/self says that it is process `pid`. */
function procSelf(pid: number): (args: readonly unknown[]) => number {
  return (args) => {
    const text = new TextEncoder().encode(String(pid));
    if (ArrayBuffer.isView(args[2])) new Uint8Array(args[2].buffer).set(text);
    return text.length;
  };
}

/** `rest` is an exit, so that a trace ends where the next stage would begin. */
function trace(options: NsOptions, answers: Answers = {}): string[] {
  return record(() => nsExec.apply(options, () => exit_group(42)), {
    readlinkat: procSelf(1000),
    ...answers,
  });
}

/** The same, following the child of a fork. The parent's byte that it may go on arrives. */
function childTrace(options: NsOptions, answers: Answers = {}): string[] {
  return trace(options, { clone: 0, clone3: 0, read: (args) => Number(args[2] === 1), ...answers });
}

/** The parent's part up to the wait. A wait that fails ends the supervisor, with what it does then. */
function parentTrace(options: NsOptions, answers: Answers = {}): readonly string[] {
  let waits = -1;
  const recorder: Recorder = new Recorder({
    readlinkat: procSelf(1000),
    ...answers,
    ppoll: () => {
      if (waits < 0) waits = recorder.lines.length;
      return -EIO;
    },
  });
  recorder.run(() => nsExec.apply(options, () => exit_group(42)));
  assert.ok(waits >= 0, "the parent waits");
  return recorder.lines.slice(0, waits);
}

/** The calls of some names, without the descriptors' numbers and the answer. */
function only(lines: readonly string[], ...names: readonly string[]): string[] {
  return lines
    .filter((line) => names.includes(line.slice(0, line.indexOf("("))))
    .map((line) => line.replace(/ = .*/, "").replace(/\((?:\d+|AT_FDCWD), /, "("));
}

const own = { inside: 0, outside: 100000, count: 10 };
const two: NsOptions = { mapUsers: [own, { inside: 10, outside: 7, count: 1 }], mapGroups: [own] };

test("without --fork all namespaces are made by one unshare, and then set up", () => {
  const options: NsOptions = {
    mount: true,
    uts: true,
    ipc: true,
    net: true,
    pid: true,
    cgroup: true,
    hostname: "lab",
    loopback: true,
  };
  assert.equal(trace(options), [
    "unshare(CLONE_NEWNS|CLONE_NEWCGROUP|CLONE_NEWUTS|CLONE_NEWIPC|CLONE_NEWPID|CLONE_NEWNET) = 0",
    'mount("none", "/", NULL, MS_REC|MS_PRIVATE, NULL) = 0',
    'sethostname("lab", 3) = 0',
    ...trace({ net: true, loopback: true }).slice(1, -1),
    "exit_group(42)",
  ]);
});

test("--propagation unchanged leaves the mounts alone", () => {
  assert.equal(trace({ mount: true, propagation: "unchanged" }), [
    "unshare(CLONE_NEWNS) = 0",
    "exit_group(42)",
  ]);
  assertOrder(trace({ mount: true, propagation: "slave" }), [
    'mount("none", "/", NULL, MS_REC|MS_SLAVE, NULL) = 0',
  ]);
});

test("without --fork a helper is forked before the user namespace, and asked after it", () => {
  const lines = trace({ ...two, uts: true }, { read: 1 });
  assert.equal(only(lines, "clone", "unshare", "write", "read", "setgroups", "setresgid", "setresuid"), [
    `clone(SIGCHLD, ${NONE})`,
    "unshare(CLONE_NEWUSER)",
    'write("+", 1)',
    'read("\\x00", 1)',
    "setgroups(NULL)",
    "setresgid(0, 0)",
    "setresuid(0, 0)",
    "unshare(CLONE_NEWUTS)",
  ]);
});

test("the helper writes the maps, and only when it is asked", () => {
  const asked = trace(two, { clone: 0, read: 1 });
  assert.equal(only(asked, "openat", "write", "exit_group"), [
    'openat("/proc/self", O_RDONLY|O_DIRECTORY|O_CLOEXEC|O_PATH)',
    'openat("uid_map", O_WRONLY|O_CLOEXEC)',
    'write("0 100000 10\\x0a10 7 1\\x0a", 19)',
    'openat("gid_map", O_WRONLY|O_CLOEXEC)',
    'write("0 100000 10\\x0a", 12)',
    'write("+", 1)',
    "exit_group(0)",
  ]);
  // The process died before it has asked.
  const alone = trace(two, { clone: 0, read: 0 });
  assert.equal(only(alone, "write", "exit_group"), ["exit_group(125)"]);
});

test("when the helper fails the process ends, and has made nothing more", () => {
  const lines = trace({ ...two, uts: true }, { read: 0 });
  assert.equal(only(lines, "unshare", "exit_group"), ["unshare(CLONE_NEWUSER)", "exit_group(125)"]);
});

test("an own single id needs no helper; setgroups is denied before gid_map is written", () => {
  const lines = trace({ mapRootUser: true, mount: true });
  assert.equal(only(lines, "clone", "unshare", "openat", "setgroups", "setresuid"), [
    'openat("/proc/self", O_RDONLY|O_DIRECTORY|O_CLOEXEC|O_PATH)',
    "unshare(CLONE_NEWUSER)",
    'openat("setgroups", O_WRONLY|O_CLOEXEC)',
    'openat("uid_map", O_WRONLY|O_CLOEXEC)',
    'openat("gid_map", O_WRONLY|O_CLOEXEC)',
    "setresuid(0, 0)",
    "unshare(CLONE_NEWNS)",
  ]);
});

test("--fork makes all namespaces in the clone", () => {
  const lines = childTrace({ fork: true, pid: true, mount: true, net: true, uts: true, hostname: "x" });
  assert.equal(only(lines, "clone", "unshare", "mount", "sethostname", "exit_group"), [
    `clone(CLONE_NEWNS|CLONE_NEWUTS|CLONE_NEWPID|CLONE_NEWNET|SIGCHLD, ${NONE})`,
    'mount("none", "/", NULL, MS_REC|MS_PRIVATE, NULL)',
    'sethostname("x", 1)',
    "exit_group(42)",
  ]);
});

test("--fork --user: the rest is made by root of the new namespace, after the maps", () => {
  const lines = childTrace({ ...two, fork: true, pid: true, time: true, mount: true, ipc: true });
  assert.equal(only(lines, "clone", "clone3", "read", "setresuid", "unshare", "mount").slice(1), [
    'read("\\x00", 1)',
    "setresuid(0, 0)",
    "unshare(CLONE_NEWNS|CLONE_NEWIPC)",
    'mount("none", "/", NULL, MS_REC|MS_PRIVATE, NULL)',
  ]);
  assert.match(only(lines, "clone3").join(), /CLONE_NEWTIME.*CLONE_NEWUSER\|CLONE_NEWPID/);
});

test("--fork --user: a child whose parent died before the maps goes no further", () => {
  const lines = childTrace({ ...two, fork: true }, { read: 0 });
  assert.equal(only(lines, "setresuid", "exit_group"), ["exit_group(125)"]);
});

test("--fork --user: the parent writes the maps into the child's /proc, then opens the gate", () => {
  const lines = parentTrace({ ...two, fork: true, setgroups: "deny" });
  assert.equal(only(lines, "clone", "openat", "write"), [
    `clone(CLONE_NEWUSER|SIGCHLD, ${NONE})`,
    'openat("/proc/1001", O_RDONLY|O_DIRECTORY|O_CLOEXEC|O_PATH)',
    'openat("setgroups", O_WRONLY|O_CLOEXEC)',
    'write("deny", 4)',
    'openat("uid_map", O_WRONLY|O_CLOEXEC)',
    'write("0 100000 10\\x0a10 7 1\\x0a", 19)',
    'openat("gid_map", O_WRONLY|O_CLOEXEC)',
    'write("0 100000 10\\x0a", 12)',
    'write("+", 1)',
  ]);
});

test("where /proc is another namespace's, the maps go through a procfs of our own", () => {
  const lines = parentTrace(
    { ...two, fork: true },
    {
      readlinkat: (args, count) => procSelf(count === 1 ? 7 : 1000)(args),
    },
  );
  assertOrder(only(lines, "fsopen", "fsmount", "openat"), [
    'fsopen("proc", FSOPEN_CLOEXEC)',
    'openat("1001", O_RDONLY|O_DIRECTORY|O_CLOEXEC|O_PATH)',
    'openat("uid_map", O_WRONLY|O_CLOEXEC)',
  ]);
});

test("the death signal is set after the ids have changed, which would clear it", () => {
  const lines = childTrace({ ...two, fork: true, killChild: 15 });
  assertOrder(
    lines.map((line) => line.replace(/ = .*/, "")),
    ["setresuid(0, 0, 0)", "prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0)", "exit_group(42)"],
  );
});

test("--kill-child: a child whose parent is dead already ends by itself", () => {
  const ready = (args: readonly unknown[]) => {
    if (ArrayBuffer.isView(args[0])) new DataView(args[0].buffer, args[0].byteOffset).setInt16(6, 1, true);
    return 1;
  };
  assert.is(childTrace({ killChild: true }, { ppoll: ready }).at(-1), "exit_group(137)");
});

/** In the child each time but when a helper for the maps is forked. */
const relayed: Answers = {
  clone: (_, count) => (count === 2 ? 1001 : 0),
  read: (args) => Number(args[2] === 1),
};

test("clocks are set between unshare and fork, in a first child, before the ids change", () => {
  const boottime = { secs: 5, nanosecs: 0 };
  const lines = trace({ ...two, fork: true, pid: true, time: true, uts: true, boottime }, relayed);
  assert.equal(only(lines, "clone", "unshare", "setresuid", "exit_group"), [
    `clone(SIGCHLD, ${NONE})`,
    `clone(SIGCHLD, ${NONE})`,
    "unshare(CLONE_NEWUSER)",
    "unshare(CLONE_NEWTIME)",
    "unshare(CLONE_NEWPID)",
    // The second child is the supervisor's own.
    `clone(CLONE_PARENT|SIGCHLD, ${NONE})`,
    "setresuid(0, 0)",
    "unshare(CLONE_NEWUTS)",
    "exit_group(42)",
  ]);
  assertOrder(
    lines.map((line) => line.replace(/^write\(\d+/, "write(N").replace(/ = .*/, "")),
    ["unshare(CLONE_NEWTIME)", 'write(N, "boottime 5 0\\x0a", 13)', "unshare(CLONE_NEWPID)"],
  );
});

test("the supervisor waits for the relay's second child, by the pid that the first has told", () => {
  const read = (args: readonly unknown[]) => {
    if (ArrayBuffer.isView(args[1])) new Uint8Array(args[1].buffer).set([50, 50, 50, 50]);
    return 4;
  };
  const options: NsOptions = { fork: true, time: true, monotonic: { secs: 1, nanosecs: 0 }, killChild: true };
  const lines = parentTrace(options, { read });
  assert.match(lines.find((line) => line.startsWith("wait4")) ?? "", /^wait4\(1001, /);
});

test("joins: undumpable first, every file opened, mount last", () => {
  const join = (["mount", "uts", "net"] as const).map((type) => ({ type, path: `/ns/${type}` }));
  assert.equal(trace({ join }), [
    "prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) = 0",
    'openat(AT_FDCWD, "/ns/uts", O_RDONLY|O_CLOEXEC) = 3',
    'openat(AT_FDCWD, "/ns/net", O_RDONLY|O_CLOEXEC) = 4',
    'openat(AT_FDCWD, "/ns/mount", O_RDONLY|O_CLOEXEC) = 5',
    "setns(3, CLONE_NEWUTS) = 0",
    "setns(4, CLONE_NEWNET) = 0",
    "setns(5, CLONE_NEWNS) = 0",
    "close(3) = 0",
    "close(4) = 0",
    "close(5) = 0",
    "exit_group(42)",
  ]);
});

test("joins around a user namespace: what is allowed before it, and the rest behind it", () => {
  const join = (["user", "uts", "net"] as const).map((type) => ({ type, path: `/ns/${type}` }));
  const lines = trace({ join }, { setns: (_, count) => (count === 2 ? -EPERM : 0) });
  assert.equal(
    lines.filter((line) => line.startsWith("setns")),
    [
      "setns(4, CLONE_NEWUTS) = 0",
      "setns(5, CLONE_NEWNET) = -1 EPERM (operation not permitted)",
      "setns(3, CLONE_NEWUSER) = 0",
      "setns(5, CLONE_NEWNET) = 0",
    ],
  );
});

test("no call that fails is passed over: the next stage is not reached", () => {
  const options: NsOptions = {
    ...two,
    setgroups: "deny",
    mount: true,
    uts: true,
    net: true,
    time: true,
    hostname: "h",
    domainname: "d",
    loopback: true,
    sysctl: [{ key: "net.ipv4.ip_forward", value: "1" }],
    monotonic: { secs: 1, nanosecs: 0 },
    join: [{ type: "ipc", path: "/ns/ipc" }],
  };
  const answers: Readonly<Record<string, (args: readonly unknown[]) => number>> = {
    unshare: () => 0,
    setns: () => 0,
    mount: () => 0,
    sethostname: () => 0,
    setdomainname: () => 0,
    socket: () => 77,
    ioctl: () => 0,
    setresuid: () => 0,
    setresgid: () => 0,
    clone: () => 1001,
    pipe2: () => 0,
    openat: () => 78,
    write: (args) => Number(args[2]),
    read: () => 1,
    // The file that is written for a sysctl is on procfs.
    fstatfs: (args) => {
      if (ArrayBuffer.isView(args[1])) new DataView(args[1].buffer).setUint32(0, PROC_SUPER_MAGIC, true);
      return 0;
    },
    openat2: () => 79,
  };
  const reaches = (changes: Answers): boolean => {
    try {
      return trace(options, { ...answers, ...changes }).at(-1) === "exit_group(42)";
    } catch (error) {
      assert.ok(error instanceof Failure || error instanceof SyscallError, String(error));
      return false;
    }
  };
  assert.ok(reaches({}));
  for (const [name, answer] of Object.entries(answers)) {
    const calls = trace(options, answers).filter((line) => line.startsWith(`${name}(`));
    assert.ok(calls.length > 0, name);
    // Without a /proc there is a private one.
    for (const [i, call] of calls.entries())
      if (!call.includes('"/proc/self"'))
        assert.not(reaches({ [name]: failing(i + 1, EIO, answer) }), `call ${i + 1}: ${call}`);
  }
});

test.run();
