import * as abi from "@isobox/kernel/abi";
import { type Answers, assertOrder, failing, Recorder, record } from "@isobox/kernel/recorder";
import { indexOptions, parseOptions } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { dropPrivileges } from "../src/drop.ts";
import { type DropOptions, options } from "../src/options.ts";

const index = indexOptions(options);

function given(...words: string[]): DropOptions {
  return parseOptions(index, words).options as DropOptions;
}

function writeText(buffer: unknown, text: string): number {
  (buffer as Uint8Array).set(new TextEncoder().encode(`${text}\0`));
  return text.length + 1;
}

/** A kernel with 41 capabilities, all of them bounding, and a working directory inside the root. */
const kernel: Answers = {
  prctl([option, number]) {
    if (option === abi.PR_CAPBSET_READ) return Number(number) > abi.CAP_LAST_CAP ? -abi.EINVAL : 1;
    if (option === abi.PR_CAPBSET_DROP) return Number(number) > abi.CAP_LAST_CAP ? -abi.EINVAL : 0;
    return 0;
  },
  getcwd: ([buffer]) => writeText(buffer, "/work"),
  fstatfs([, buffer]) {
    (buffer as DataView).setUint32(abi.statfs.f_type, abi.PROC_SUPER_MAGIC, true);
    return 0;
  },
};

function drop(words: readonly string[], answers: Answers = {}): string[] {
  return record(() => void dropPrivileges(given(...words)), { ...kernel, ...answers });
}

/** The end of each step: what needs it comes before, and it needs what comes before. */
const EVERYTHING = [
  "--setsid",
  "--oom-score-adj=500",
  "--session-keyring",
  "--umask=027",
  "--chdir=/work",
  "--rlimit=nofile=64",
  "--keep=kill,net_raw",
  "--ambient=kill",
  "--securebits=noroot",
  "--uid=1000",
  "--gid=100",
  "--groups=5,7",
  "--pdeathsig=KILL",
  "--no-new-privs",
  "--reset-signals",
  "--close-fds",
];

test("dropPrivileges(): every step in its place", () => {
  assertOrder(drop(EVERYTHING), [
    "setsid() = 0",
    'write(5, "500", 3) = 3',
    "keyctl(KEYCTL_JOIN_SESSION_KEYRING, NULL, 0, 0, 0) = 0",
    "umask(027) = 0",
    'chdir("/work") = 0',
    "prlimit64(0, RLIMIT_NOFILE, {rlim_cur=64, rlim_max=64}, NULL) = 0",
    "prctl(PR_CAPBSET_DROP, CAP_CHOWN, 0, 0, 0) = 0",
    "prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) = 0",
    "setgroups(2, [5, 7]) = 0",
    "setresgid(100, 100, 100) = 0",
    "setresuid(1000, 1000, 1000) = 0",
    "capset({version=_LINUX_CAPABILITY_VERSION_3, pid=0}, {effective=CAP_KILL|CAP_SETPCAP|CAP_NET_RAW, permitted=CAP_KILL|CAP_SETPCAP|CAP_NET_RAW, inheritable=CAP_KILL}) = 0",
    "prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) = 0",
    "prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_KILL, 0, 0) = 0",
    "prctl(PR_SET_KEEPCAPS, 0, 0, 0, 0) = 0",
    "prctl(PR_SET_SECUREBITS, SECBIT_NOROOT, 0, 0, 0) = 0",
    "capset({version=_LINUX_CAPABILITY_VERSION_3, pid=0}, {effective=CAP_KILL|CAP_NET_RAW, permitted=CAP_KILL|CAP_NET_RAW, inheritable=CAP_KILL}) = 0",
    "prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) = 0",
    "prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) = 0",
    'getcwd("/work", 4096) = 6',
    "rt_sigaction(SIGHUP, {sa_handler=SIG_DFL, sa_mask=[], sa_flags=0}, NULL, 8) = 0",
    "rt_sigprocmask(SIG_SETMASK, [], [], 8) = 0",
    "close_range(3, 4294967295, 0) = 0",
  ]);
});

test("dropPrivileges(): without options it makes no call", () => {
  assert.equal(drop([]), []);
});

test("--keep: drops all bounding capabilities but those, those of a newer kernel too, and reads no set", () => {
  const trace = drop(["--keep=kill,net_raw"], {
    prctl: ([option, number]) => (Number(number) > 45 ? -abi.EINVAL : option === abi.PR_CAPBSET_READ ? 1 : 0),
  });
  const dropped = trace.filter((line) => line.startsWith("prctl(PR_CAPBSET_DROP") && line.endsWith(" = 0"));
  assert.is(dropped.length, 46 - 2);
  assert.not.ok(dropped.some((line) => line.includes("CAP_KILL") || line.includes("CAP_NET_RAW")));
  assert.not.ok(trace.some((line) => line.startsWith("capget")));
});

test("--bounding-set: what is missing is an error, also a capability that the kernel does not have", () => {
  const gone: Answers = {
    prctl: ([option, number]) => (option === abi.PR_CAPBSET_READ && number === 24 ? 0 : 1),
  };
  assert.throws(
    () => drop(["--bounding-set=sys_resource"], gone),
    /cannot keep sys_resource in the bounding set/,
  );
  assert.throws(() => drop(["--bounding-set=60"]), /no capability with the number 60/);
  assert.throws(() => drop(["--permitted=60"]), /no capability with the number 60/);
});

test("--bounding-set: without CAP_SETPCAP it fails only when something would have to go", () => {
  const refusing = (there: number): Answers => ({
    prctl: ([option, number]) =>
      Number(number) > abi.CAP_LAST_CAP ? -abi.EINVAL : option === abi.PR_CAPBSET_DROP ? -abi.EPERM : there,
  });
  drop(["--bounding-set=none"], refusing(0));
  assert.throws(
    () => drop(["--bounding-set=none"], refusing(1)),
    (error: Error) => /PR_CAPBSET_DROP.*EPERM/.test((error.cause as Error).message),
  );
});

test("a user without capabilities: nothing is saved across the change of ids", () => {
  const trace = drop(["--uid=1000", "--gid=1000", "--keep=none"]);
  assert.not.ok(trace.some((line) => line.includes("KEEPCAPS")));
  assertOrder(trace, [
    "setgroups(0, []) = 0",
    "setresgid(1000, 1000, 1000) = 0",
    "setresuid(1000, 1000, 1000) = 0",
    "capset({version=_LINUX_CAPABILITY_VERSION_3, pid=0}, {effective=0, permitted=0, inheritable=0}) = 0",
  ]);
});

test("inheritable stays empty unless asked for; ambient asks for it (CVE-2022-24769)", () => {
  const capset = (...words: string[]) => drop(words).find((line) => line.startsWith("capset"))!;
  assert.match(capset("--keep=kill"), /inheritable=0}/);
  assert.match(capset("--keep=kill,net_raw", "--ambient=kill"), /inheritable=CAP_KILL}/);
  assert.match(capset("--keep=kill", "--inheritable=net_raw"), /inheritable=CAP_NET_RAW}/);
});

const refuseOnce: Answers = { capset: failing(1, abi.EPERM) };

test("a capability that cannot be had: an error, or with --skip-unavailable left out and told", () => {
  assert.throws(() => drop(["--keep=kill"], refuseOnce), /not to be had: permitted: kill; effective: kill/);
  let missing: readonly string[] = [];
  const trace = record(
    () => {
      missing = dropPrivileges(given("--keep=kill", "--skip-unavailable"));
    },
    { ...kernel, ...refuseOnce },
  );
  assert.equal(missing, ["permitted: kill", "effective: kill"]);
  assert.match(trace.filter((line) => line.startsWith("capset")).at(-1)!, /permitted=0, .* = 0$/);
});

test("--groups: who may not set them, and has them, goes on", () => {
  const denied = (now: readonly number[]): Answers => ({
    setgroups: -abi.EPERM,
    getgroups([size, list]) {
      if (size !== 0) for (const [i, gid] of now.entries()) (list as DataView).setUint32(4 * i, gid, true);
      return now.length;
    },
  });
  drop(["--groups=7,5"], denied([5, 7]));
  assert.throws(() => drop(["--groups=5"], denied([5, 7])), /cannot set the supplementary groups/);
  assert.throws(() => drop(["--uid=1", "--gid=1"], denied([5])), /cannot set the supplementary groups/);
});

test("--chdir: refused to root, it is tried again as the user", () => {
  assertOrder(drop(["--chdir=/work", "--uid=1000", "--gid=1000"], { chdir: failing(1, abi.EACCES) }), [
    'chdir("/work") = -1 EACCES (permission denied)',
    "setresuid(1000, 1000, 1000) = 0",
    'chdir("/work") = 0',
    'getcwd("/work", 4096) = 6',
  ]);
  assert.throws(
    () => drop(["--chdir=/work"], { chdir: -abi.EACCES }),
    /cannot make \/work the working directory/,
  );
});

test("--chdir: a directory outside of the root is refused (CVE-2024-21626)", () => {
  const outside: Answers = { getcwd: ([buffer]) => writeText(buffer, "(unreachable)/etc") };
  assert.throws(
    () => drop(["--chdir=/proc/self/fd/7"], outside),
    /leads out of the root: \(unreachable\)\/etc/,
  );
  assert.throws(() => drop(["--chdir=/gone"], { getcwd: -abi.ENOENT }), /cannot tell where \/gone leads/);
});

test("--mkdir: makes what is missing, under the umask that was asked for", () => {
  assertOrder(
    drop(["--chdir=/a/b", "--mkdir", "--umask=022"], {
      chdir: failing(1, abi.ENOENT),
      mkdirat: failing(1, abi.EEXIST),
    }),
    [
      "umask(022) = 0",
      'mkdirat(AT_FDCWD, "/a", 0755) = -1 EEXIST (file exists)',
      'mkdirat(AT_FDCWD, "/a/b", 0755) = 0',
      'chdir("/a/b") = 0',
    ],
  );
});

test("a death signal that was set survives the change of ids", () => {
  const trace = drop(["--uid=1000", "--gid=1000"], {
    prctl([option, buffer]) {
      if (option === abi.PR_GET_PDEATHSIG) (buffer as DataView).setInt32(0, abi.SIGTERM, true);
      return 0;
    },
  });
  assertOrder(trace, [
    "setresuid(1000, 1000, 1000) = 0",
    "prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0) = 0",
    "getppid() = 1",
  ]);
});

test("--pdeathsig: a parent that died before it was set is noticed", () => {
  const trace = drop(["--pdeathsig=KILL"], { getppid: (_, count) => (count === 1 ? 77 : 1) });
  assertOrder(trace, ["prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) = 0", "kill(1000, SIGKILL) = 0"]);
  assert.not.ok(drop(["--pdeathsig=KILL"]).some((line) => line.startsWith("kill(")));
});

test("--setsid: a session's leader is content, a group's leader is told to fork", () => {
  drop(["--setsid"], { setsid: -abi.EPERM, getsid: 1000 });
  assert.throws(() => drop(["--setsid"], { setsid: -abi.EPERM, getsid: 7 }), /cannot start a new session/);
});

test("--session-keyring: a kernel without keyrings is fine, a refusal is not", () => {
  drop(["--session-keyring"], { keyctl: -abi.ENOSYS });
  assert.throws(
    () => drop(["--session-keyring=lab"], { keyctl: -abi.EDQUOT }),
    /cannot get a session keyring/,
  );
});

test("any step that the kernel refuses stops all that follow", () => {
  const steps = ["setsid", "keyctl", "prlimit64", "setgroups", "setresgid", "setresuid", "capset"] as const;
  const later = [...steps, "rt_sigprocmask", "close_range"];
  for (const step of steps) {
    const recorder = new Recorder({ ...kernel, [step]: -abi.EACCES });
    assert.throws(() => recorder.run(() => void dropPrivileges(given(...EVERYTHING))), undefined, step);
    const made = recorder.lines.map((line) => line.slice(0, line.indexOf("(")));
    assert.ok(made.includes(step));
    for (const next of later.slice(later.indexOf(step) + 1))
      assert.not.ok(made.includes(next), `${next} after ${step}`);
  }
});

test.run();
