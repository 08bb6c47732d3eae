import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, run } from "../../../test/lib/tools.ts";
import {
  asNobody,
  changed,
  changedBy,
  namespacesOf,
  nsExec,
  parseNamespaces,
  showNamespaces,
  startSleeper,
} from "./lib/namespaces.ts";

/** Each combination also makes unshare(1) change the same namespaces. */
const combinations: readonly (readonly [options: string, changes: readonly string[]])[] = [
  ["--mount", ["mnt"]],
  ["--uts", ["uts"]],
  ["--ipc", ["ipc"]],
  ["--net", ["net"]],
  ["--cgroup", ["cgroup"]],
  ["--user", ["user"]],
  ["--fork", []],
  ["--pid --fork", ["pid"]],
  ["--time --fork", ["time"]],
  ["--time", changedBy(["unshare", "--time"])],
  ["--pid", []],
  ["-muinC", ["cgroup", "ipc", "mnt", "net", "uts"]],
  ["-muinpCTf", ["cgroup", "ipc", "mnt", "net", "pid", "time", "uts"]],
  ["-r", ["user"]],
  ["-rmuinpCTf", ["cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"]],
  ["-Uf --map-root-user -m", ["mnt", "user"]],
  ["-cfp", ["pid", "user"]],
  ["-Tpf --boottime 5", ["pid", "time"]],
];
for (const [options, changes] of combinations)
  test(`ns-exec ${options}: exactly ${changes.join(", ") || "nothing"} is new, as with unshare(1)`, () => {
    const words = options.split(" ");
    assert.equal(changedBy([nsExec, ...words, "--"]), changes);
    assert.equal(changedBy(["unshare", ...words, "--"]), changes);
  });

test("ns-exec --pid: without --fork the next child is process 1, as with unshare(1)", () => {
  // Two commands: a shell does not fork for its last one.
  const script = "sh -c 'echo $$'; echo done";
  assert.is(output([nsExec, "--pid", "--", "sh", "-c", script]), "1\ndone\n");
  assert.is(output(["unshare", "--pid", "--", "sh", "-c", script]), "1\ndone\n");
});

test("ns-exec -muinpCTf: the supervisor stays in the namespaces of its caller", async () => {
  const sleeper = await startSleeper([nsExec, "-muinpCTf", "--"]);
  try {
    assert.equal(changed(namespacesOf(sleeper.supervisor)), []);
    const inside = ["cgroup", "ipc", "mnt", "net", "pid", "time", "uts"];
    assert.equal(changed(namespacesOf(sleeper.payload)), inside);
  } finally {
    sleeper.stop();
  }
});

test("ns-exec --mount: mounts are private, or as --propagation says, like unshare(1)", () => {
  // Shared mounts to start from, whatever the host's are, and a shell that stays there: without it the namespace
  // would be gone, and nothing left to be a slave of.
  const within = ["unshare", "--mount", "--propagation", "shared", "sh", "-c", '"$@"; exit $?', "sh"];
  const show = ["findmnt", "-rno", "TARGET,PROPAGATION"];
  for (const mode of ["private", "shared", "slave", "unchanged", null]) {
    const words = ["--mount", ...(mode ? ["--propagation", mode] : []), "--"];
    const ours = output([...within, nsExec, ...words, ...show]);
    assert.is(ours, output([...within, "unshare", ...words, ...show]), mode ?? "default");
    const root = ours.split("\n").find((line) => line.startsWith("/ "))!;
    const want = {
      private: "/ private",
      shared: "/ shared",
      slave: "/ private,slave",
      unchanged: "/ shared",
    };
    assert.is(root, want[(mode ?? "private") as keyof typeof want]);
  }
});

test("ns-exec --mount: a mount inside is not seen outside", () => {
  const inside = output([
    nsExec,
    "--mount",
    "--",
    "sh",
    "-c",
    "mount -t tmpfs ns-exec-test /mnt && grep ns-exec-test /proc/self/mountinfo",
  ]);
  assert.match(inside, / \/mnt /);
  assert.not.match(readFileSync("/proc/self/mountinfo", "utf8"), /ns-exec-test/);
});

test("ns-exec --uts --hostname --domainname: set inside, and only there", () => {
  const before = output(["uname", "-n"]);
  const script = "uname -n; cat /proc/sys/kernel/domainname";
  assert.is(
    output([nsExec, "--uts", "--hostname", "lab", "--domainname", "example", "--", "sh", "-c", script]),
    "lab\nexample\n",
  );
  assert.is(output(["uname", "-n"]), before);
});

test("ns-exec --hostname with 65 bytes: refused by the kernel, with the limit as hint", () => {
  const name = "ä".repeat(32);
  assert.is(output([nsExec, "-u", "--hostname", name, "--", "uname", "-n"]), `${name}\n`);
  const result = run([nsExec, "-u", "--hostname", `${name}x`, "--", "true"]);
  assert.is(result.status, 125);
  assert.match(result.stderr, /^ns-exec: cannot set the host name "ä+x": sethostname\(.*, 65\): EINVAL/);
  assert.match(result.stderr, /hint: a host name has at most 64 bytes \(sethostname\(2\)\)/);
});

test("ns-exec --net: lo is down, and up with --loopback", () => {
  const show = ["sh", "-c", "ip -o link show lo | grep -o 'LOOPBACK[^>]*'"];
  assert.is(output([nsExec, "--net", "--", ...show]), "LOOPBACK\n");
  assert.is(output([nsExec, "--net", "--loopback", "--", ...show]), "LOOPBACK,UP,LOWER_UP\n");
});

test("ns-exec --sysctl: set in the new namespaces, and only there", () => {
  const files = [
    "net/ipv4/ip_forward",
    "net/ipv4/conf/lo/rp_filter",
    "kernel/shmmax",
    "kernel/sem",
    "fs/mqueue/msg_max",
    "kernel/domainname",
  ];
  const paths = files.map((file) => `/proc/sys/${file}`);
  const before = paths.map((path) => readFileSync(path, "utf8"));
  const settings = [
    "net.ipv4.ip_forward=1",
    "net/ipv4/conf/lo/rp_filter=2",
    "kernel.shmmax=12345678",
    "kernel.sem=100 200 30 40",
    "fs.mqueue.msg_max=7",
    "kernel.domainname=dom",
  ];
  const words = settings.flatMap((setting) => ["--sysctl", setting]);
  const shown = output([nsExec, "-niu", ...words, "--", "cat", ...paths]);
  assert.is(shown, "1\n2\n12345678\n100\t200\t30\t40\n7\ndom\n");
  assert.equal(
    paths.map((path) => readFileSync(path, "utf8")),
    before,
  );
});

test("ns-exec --sysctl [a file is mounted over the key]: the key is set, and not the file", () => {
  const key = "/proc/sys/kernel/domainname";
  const script = [
    `mount --bind $1 ${key}`,
    `${nsExec} --uts --sysctl kernel.domainname=set -- sh -c 'umount ${key} && cat ${key}'`,
    "cat $1",
  ].join(" && ");
  const file = output(["mktemp"]).trim();
  try {
    assert.is(output(["unshare", "--mount", "--", "sh", "-c", script, "sh", file]), "set\n");
  } finally {
    run(["rm", "-f", file]);
  }
});

test("ns-exec --sysctl: what the kernel does not know or take is told by its key", () => {
  const missing = run([nsExec, "--net", "--sysctl", "net.no.such=1", "--", "true"]);
  assert.is(missing.status, 125);
  assert.match(missing.stderr, /^ns-exec: cannot set the kernel parameter net\.no\.such to "1": .*ENOENT/);
  const wrong = run([nsExec, "--ipc", "--sysctl", "kernel.shmmax=abc", "--", "true"]);
  assert.is(wrong.status, 125);
  assert.match(wrong.stderr, /kernel\.shmmax to "abc": write\(.*EINVAL/);
});

test("ns-exec --time: the clocks are ahead inside, as with unshare(1)", () => {
  const uptime = (command: readonly string[]) =>
    Number.parseFloat(output([...command, "cat", "/proc/uptime"]));
  const offsets = (command: readonly string[]) => output([...command, "cat", "/proc/self/timens_offsets"]);
  const words = ["--time", "--fork", "--boottime", "86400", "--monotonic", "3600", "--"];
  const before = uptime([]);
  const inside = uptime([nsExec, ...words]);
  const after = uptime([]);
  assert.ok(before + 86400 <= inside && inside <= after + 86400, `${before} ${inside} ${after}`);
  assert.is(offsets([nsExec, ...words]), offsets(["unshare", ...words]));
  // What unshare(1) has not: fractions, and a clock that goes back.
  const fine = offsets([nsExec, "-Tf", "--boottime", "-1.5", "--"]);
  assert.match(fine, /^boottime +-2 +500000000$/m);
});

test("ns-exec --monotonic: a clock that would be negative is refused, with the reason", () => {
  const result = run([nsExec, "-Tf", "--monotonic", "-999999999", "--", "true"]);
  assert.is(result.status, 125);
  assert.match(result.stderr, /cannot move the clocks: monotonic by -999999999 s: write\(.*ERANGE/);
  assert.match(result.stderr, /hint: no clock may become negative/);
});

test("ns-exec [not root]: EPERM says which capability is missing and what to add", () => {
  for (const words of [["--uts"], ["--pid", "--fork"], ["--time", "--fork"]]) {
    const result = run([...asNobody, nsExec, ...words, "--", "true"]);
    assert.is(result.status, 125);
    assert.match(result.stderr, /(unshare|clone|clone3)\(.*CLONE_NEW(UTS|PID|TIME).*EPERM/);
    assert.match(result.stderr, /hint: CAP_SYS_ADMIN is missing in this user namespace: .* --map-root-user/);
  }
});

test("ns-exec [a limit is 0]: ENOSPC names it", () => {
  const script = `echo 0 > /proc/sys/user/max_net_namespaces; exec ${nsExec} --net -- true`;
  const result = run([nsExec, "-rf", "--", "sh", "-c", script]);
  assert.is(result.status, 125);
  assert.match(result.stderr, /unshare\(CLONE_NEWNET\): ENOSPC/);
  assert.match(result.stderr, /hint: user\.max_net_namespaces is 0/);
});

test("ns-exec -r --sysctl user.*: a limit of the user namespace holds in it", () => {
  for (const before of [[], asNobody])
    for (const words of [["-r"], ["-rpf"]]) {
      const limit = ["--sysctl", "user.max_net_namespaces=0", "--"];
      const result = run([...before, nsExec, ...words, ...limit, "ns-exec", "--net", "--", "true"]);
      assert.is(result.status, 125);
      assert.match(result.stderr, /hint: user\.max_net_namespaces is 0/);
    }
});

test("ns-exec [nothing to do]: becomes the payload in the same process", () => {
  assert.equal(changed(parseNamespaces(output([nsExec, "--", ...showNamespaces]))), []);
  const script = `exec ${nsExec} -- sh -c 'echo $$ $PPID'`;
  const [inner, outer] = output(["sh", "-c", `echo $$ $PPID; ${script}`])
    .trim()
    .split("\n");
  assert.is(inner, outer);
});

test.run();
