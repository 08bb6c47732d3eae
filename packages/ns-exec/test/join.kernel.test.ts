import { readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, run, scratch } from "../../../test/lib/tools.ts";
import {
  asNobody,
  changedBy,
  NAMES,
  type Namespaces,
  namespacesOf,
  nsExec,
  parseNamespaces,
  type Sleeper,
  showNamespaces,
  startSleeper,
} from "./lib/namespaces.ts";

// Made by unshare(1), so that what we join is not our own work: one of root's, one with a user namespace, and an
// ordinary user's. setpriv's user may join only the last.
const plain = await startSleeper(["unshare", "-muinpCTf", "--kill-child", "--"]);
const owned = await startSleeper(["unshare", "-muinpCTf", "--kill-child", "-U", "-r", "--"]);
const nobodys = await startSleeper([...asNobody, "unshare", "-muinpCTf", "--kill-child", "-U", "-r", "--"]);
test.after(() => {
  for (const sleeper of [plain, owned, nobodys]) sleeper.stop();
});

function joins({ payload }: Sleeper, ...names: readonly string[]): string[] {
  return names.flatMap((name) => ["--join", `${name}=/proc/${payload}/ns/${name}`]);
}

/** The namespaces of a payload behind `command`. */
function seen(command: readonly string[]): Namespaces {
  return parseNamespaces(output([...command, ...showNamespaces]));
}

for (const name of ["uts", "ipc", "net", "cgroup", "mnt"] as const)
  test(`ns-exec --join ${name}: enters that one, and no other`, () => {
    const command = [nsExec, ...joins(plain, name), "--"];
    assert.equal(changedBy(command), [name]);
    assert.is(seen(command)[name], namespacesOf(plain.payload)[name]);
  });

for (const name of ["pid", "time"] as const)
  test(`ns-exec --join ${name} --fork: the payload is born in it`, () => {
    const command = [nsExec, ...joins(plain, name), "--fork", "--"];
    assert.equal(changedBy(command), [name]);
    assert.is(seen(command)[name], namespacesOf(plain.payload)[name]);
  });

test("ns-exec --join user: becomes its root, with every capability", () => {
  const script = "id -u; id -g; grep CapEff /proc/self/status";
  const text = output([nsExec, ...joins(owned, "user"), "--", "sh", "-c", script]);
  assert.match(text, /^0\n0\nCapEff:\t0{4,6}[13]?f+\n$/);
  assert.equal(changedBy([nsExec, ...joins(owned, "user"), "--"]), ["user"]);
});

const others = NAMES.filter((name) => name !== "user");

test("ns-exec --join of everything: as nsenter(1)", () => {
  for (const [sleeper, names] of [
    [plain, others],
    [owned, NAMES],
  ] as const) {
    const ours = seen([nsExec, ...joins(sleeper, ...names), "--fork", "--"]);
    assert.equal(ours, {
      ...namespacesOf(sleeper.payload),
      ...(names === NAMES ? {} : { user: namespacesOf(process.pid).user }),
    });
    const theirs = seen([
      "nsenter",
      "-t",
      String(sleeper.payload),
      ..."muinpCT".split("").map((letter) => `-${letter}`),
      ...(names === NAMES ? ["-U"] : []),
      "--",
    ]);
    assert.equal(ours, theirs);
  }
});

test("ns-exec --join of everything [not root, an own user namespace]: the user namespace gives the right", () => {
  const ours = seen([...asNobody, nsExec, ...joins(nobodys, ...NAMES), "--fork", "--"]);
  assert.equal(ours, namespacesOf(nobodys.payload));
});

test("ns-exec --join [root's network, another's user namespace]: each is joined while it is allowed", () => {
  const ours = seen([nsExec, ...joins(plain, "net"), ...joins(owned, "user", "uts"), "--"]);
  assert.is(ours.net, namespacesOf(plain.payload).net);
  assert.equal([ours.user, ours.uts], [namespacesOf(owned.payload).user, namespacesOf(owned.payload).uts]);
});

test("ns-exec --join net --map-users: joined before the new user namespace, whose root could not", () => {
  const maps = ["--map-users", "0:100000:10", "--map-groups", "0:100000:10"];
  for (const fork of [[], ["--fork"], ["--pid", "--fork"]]) {
    const ours = seen([nsExec, ...joins(plain, "net"), ...maps, ...fork, "--"]);
    assert.is(ours.net, namespacesOf(plain.payload).net);
    assert.is.not(ours.user, readlinkSync("/proc/self/ns/user"));
  }
});

test("ns-exec --join user --pid --fork: the joined user namespace owns the new one", () => {
  const script = "echo $$; mount -t tmpfs none /mnt && echo mounted";
  assert.is(
    output([nsExec, ...joins(owned, "user", "mnt"), "--pid", "--fork", "--", "sh", "-c", script]),
    "1\nmounted\n",
  );
});

test("ns-exec --join --new ones in the same stage", () => {
  assert.equal(changedBy([nsExec, ...joins(plain, "net", "ipc"), "-mup", "--fork", "--"]), [
    "ipc",
    "mnt",
    "net",
    "pid",
    "uts",
  ]);
});

test("ns-exec --join uts --hostname: renames that namespace", () => {
  output([nsExec, ...joins(plain, "uts"), "--hostname", "renamed", "--", "true"]);
  assert.is(output(["nsenter", "-t", String(plain.payload), "-u", "uname", "-n"]), "renamed\n");
});

test("ns-exec --join [a pinned file]: a bind mount of a namespace serves", () => {
  const file = join(scratch("ns-exec-pin"), "net");
  writeFileSync(file, "");
  const script = `mount --bind /proc/${plain.payload}/ns/net $1 && exec ${nsExec} --join net=$1 -- readlink /proc/self/ns/net`;
  const shown = output(["unshare", "--mount", "sh", "-c", script, "sh", file]);
  assert.is(shown.trim(), namespacesOf(plain.payload).net);
});

test("ns-exec --join [a mount namespace beside others]: every path is the caller's", () => {
  // In the joined mount namespace there is nothing at all below /proc.
  const script = `umount -l /proc; exec sleep 60`;
  return startSleeper(["unshare", "-mf", "sh", "-c", `${script}`]).then((bare) => {
    try {
      const words = [...joins(bare, "mnt"), ...joins(plain, "uts", "net")];
      assert.is(
        output([nsExec, ...words, "--", "uname", "-n"]),
        output(["nsenter", "-t", String(plain.payload), "-u", "uname", "-n"]),
      );
    } finally {
      bare.stop();
    }
  });
});

const refusals: readonly (readonly [string, readonly string[], RegExp])[] = [
  [
    "another type",
    ["--join", `uts=/proc/${plain.payload}/ns/net`],
    /setns\(.*CLONE_NEWUTS\): EINVAL.*\n {2}hint: the file is a net namespace/,
  ],
  [
    "a file that is no namespace",
    ["--join", "uts=/etc/passwd"],
    /hint: the file is no namespace: want \/proc\/PID\/ns\/NAME/,
  ],
  [
    "no file",
    ["--join", "net=/no/such/file"],
    /^ns-exec: cannot open the net namespace "\/no\/such\/file": openat\(.*ENOENT/,
  ],
  [
    "its own user namespace",
    ["--join", "user=/proc/self/ns/user"],
    /hint: it is this process's own user namespace/,
  ],
  [
    "a host's for a sysctl",
    ["--join", "net=/proc/self/ns/net", "--sysctl", "net.core.somaxconn=7"],
    /is this process's own net namespace/,
  ],
  [
    "a host's for a name",
    ["--join", "uts=/proc/self/ns/uts", "--hostname", "x"],
    /is this process's own uts namespace/,
  ],
];
for (const [name, words, message] of refusals)
  test(`ns-exec --join refuses ${name}`, () => {
    const result = run([nsExec, ...words, "--", "true"]);
    assert.is(result.status, 125);
    assert.match(result.stderr, message);
  });

test("ns-exec --join [a PID namespace above]: refused, with the rule", () => {
  const words = ["--join", `pid=/proc/${process.pid}/ns/pid`, "--fork"];
  const result = run([nsExec, "--pid", "--fork", "--", nsExec, ...words, "--", "true"]);
  assert.is(result.status, 125);
  assert.match(result.stderr, /hint: only this process's PID namespace and those below it/);
});

test("ns-exec --join [not root]: refused, with the capabilities that are needed", () => {
  const result = run([...asNobody, nsExec, ...joins(nobodys, "net"), "--", "true"]);
  assert.is(result.status, 125);
  assert.match(result.stderr, /cannot join the net namespace .*EPERM.*\n {2}hint: CAP_SYS_ADMIN is needed/);
});

test("ns-exec --join: not dumpable while it is ours, dumpable again as the payload", () => {
  const status = output([nsExec, ...joins(plain, "net"), "--", "stat", "-c", "%u", "/proc/self/environ"]);
  assert.is(status, "0\n");
  const trace = run([nsExec, "--trace", ...joins(plain, "net"), "--", "true"]).stderr;
  assert.ok(trace.indexOf("PR_SET_DUMPABLE") < trace.indexOf("setns("), trace);
  assert.ok(trace.includes("PR_SET_DUMPABLE"), trace);
});

test.run();
