import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, type Result, run, tool, uniqueName } from "../../../test/lib/tools.ts";
import { asNobody, nsExec } from "./lib/namespaces.ts";

const modes: Readonly<Record<string, readonly string[]>> = {
  fused: [],
  "exec by exec": ["env", "ISOBOX_CHAIN=exec"],
};
const maps = ["0:100000:1000", "1000:200000:5"].flatMap((range) => [
  "--map-users",
  range,
  "--map-groups",
  range,
]);
/** What the payload sees; the descriptors without the one that ls itself has open. */
const look = [
  "echo $$ $(id -u) $(id -g) $(uname -n)",
  "tr -s ' ' < /proc/self/uid_map",
  "grep -cE 'ISOBOX_(FD|CHAIN)' /proc/self/environ",
  "grep CapEff /proc/self/status | tr -d '\\t'",
  "ls /proc/self/fd | tr '\\n' ' '",
].join("; ");
const fds = output(["sh", "-c", "ls /proc/self/fd | tr '\\n' ' '"]);

for (const [mode, before] of Object.entries(modes)) {
  const start = (words: readonly string[]): Result => run([...before, ...words]);

  test(`two stages [${mode}]: pid and fork first, the rest behind it`, () => {
    const inner = ["ns-exec", "-muinC", "--hostname", "lab", "--"];
    const result = start([nsExec, "--pid", "--fork", "--", ...inner, "sh", "-c", look]);
    assert.is(result.stderr, "");
    assert.match(result.stdout, new RegExp(`^1 0 0 lab\n 0 0 4294967295\n0\nCapEff:[0-9a-f]+\n${fds}$`));
  });

  test(`two stages [${mode}]: in a user namespace with two ranges the second makes what root inside may`, () => {
    const outer = [nsExec, "-Upf", ...maps, "--"];
    const inner = [
      "ns-exec",
      "-muinC",
      "--hostname",
      "lab",
      "--loopback",
      "--sysctl",
      "net.ipv4.ip_forward=1",
      "--",
    ];
    const script = `mount -t tmpfs none /mnt && cat /proc/sys/net/ipv4/ip_forward; ${look}`;
    const result = start([...outer, ...inner, "sh", "-c", script]);
    assert.is(result.stderr, "");
    assert.match(
      result.stdout,
      new RegExp(`^1\n1 0 0 lab\n 0 100000 1000\n 1000 200000 5\n0\nCapEff:0+[13]?f+\n${fds}$`),
    );
  });

  test(`three stages [${mode}]: with clocks moved, and without a fork of the later ones`, () => {
    const outer = [nsExec, "-UpTf", "--boottime", "1000000", ...maps, "--"];
    const result = start([
      ...outer,
      "ns-exec",
      "-u",
      "--hostname",
      "a",
      "--",
      "ns-exec",
      "-i",
      "--",
      "sh",
      "-c",
      `${look}; grep boot /proc/self/timens_offsets`,
    ]);
    assert.is(result.stderr, "");
    assert.match(result.stdout, /^1 0 0 a\n 0 100000 1000\n 1000 200000 5\n/);
    assert.match(result.stdout, /boottime +1000000 +0\n$/);
  });

  test(`[${mode}, not root]: an own user namespace and all others in two stages`, () => {
    const result = start([
      ...asNobody,
      nsExec,
      "-rpf",
      "--",
      "ns-exec",
      "-muinC",
      "--hostname",
      "lab",
      "--",
      "sh",
      "-c",
      look,
    ]);
    assert.is(result.stderr, "");
    assert.match(result.stdout, new RegExp(`^1 0 0 lab\n 0 65534 1\n0\nCapEff:0+[13]?f+\n${fds}$`));
  });

  test(`[${mode}]: a cgroup prepared outside is entered inside, and is the root of the cgroup namespace`, () => {
    const name = uniqueName("ns-exec");
    const prepare = [tool("cg-set"), "--name", `/${name}`, "--pids", "50", "--rm", "--prepare", "--"];
    const inside = ["cg-set", "--enter", "--", "ns-exec", "-muinC", "--hostname", "lab", "--"];
    const script = `${look}; cut -d: -f3 /proc/self/cgroup | sort -u`;
    const result = start([...prepare, "ns-exec", "-Upf", ...maps, "--", ...inside, "sh", "-c", script]);
    assert.is(result.stderr, "");
    assert.match(
      result.stdout,
      new RegExp(`^1 0 0 lab\n 0 100000 1000\n 1000 200000 5\n0\nCapEff:0+[13]?f+\n${fds}/\n$`),
    );
    assert.is(output(["find", "/sys/fs/cgroup", "-name", name]), "");
  });

  test(`[${mode}]: a later stage that fails ends the chain with its own words and status 125`, () => {
    const result = start([
      nsExec,
      "-Upf",
      ...maps,
      "--",
      "ns-exec",
      "--join",
      "uts=/etc/passwd",
      "--",
      "true",
    ]);
    assert.is(result.status, 125);
    assert.match(result.stderr, /^ns-exec: cannot join the uts namespace "\/etc\/passwd": setns\(.*EINVAL/);
  });
}

test("a fault in a later stage's options is told before anything is done", () => {
  const result = run([nsExec, "--pid", "--fork", "--", "ns-exec", "--hostname", "x", "--", "true"]);
  assert.is(result.status, 125);
  assert.match(result.stderr, /--hostname needs --uts/);
});

test.run();
